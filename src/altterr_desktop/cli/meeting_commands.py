"""The commands about meetings: the next one of a series, and the cards of objections."""

from __future__ import annotations

import argparse
from typing import Any

from altterr_desktop.cli.output import answer, opened, plain, typed_day
from altterr_desktop.domain.meetings import Rhythm
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import long_date
from altterr_desktop.services.fields import today
from altterr_desktop.services.objection_cards import list_cards
from altterr_desktop.services.series import next_day, plan_next, read_next


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe these commands."""
    coming = commands.add_parser(
        "next-meeting", parents=[common], help=_("plan the next meeting of a series, with what stayed open")
    )
    coming.add_argument("id", metavar="ID", help=_("the meeting it comes after"))
    coming.add_argument(
        "--on", default="", metavar="DATE", help=_("the day; else the rhythm's next working day")
    )
    coming.add_argument("--rhythm", choices=[rhythm.value for rhythm in Rhythm])
    coming.add_argument("--dry-run", action="store_true", help=_("say what would change, change nothing"))
    coming.set_defaults(run=run_next_meeting)
    cards = commands.add_parser("cards", parents=[common], help=_("list the cards of objections"))
    cards.add_argument("words", nargs="*", metavar="WORDS")
    cards.set_defaults(run=run_cards)


def run_next_meeting(options: argparse.Namespace) -> None:
    """Plan the next meeting of a series, or say what it would be."""
    with opened(options) as dossier:
        offered = read_next(dossier, options.id)
        rhythm = Rhythm(options.rhythm) if options.rhythm else offered.rhythm
        day = offered.day
        if options.rhythm:
            day = next_day(today(), rhythm)
        if options.on:
            day = typed_day(options.on)
        made = ""
        if not options.dry_run:
            changes = plan_next(dossier, meeting_id=options.id, held_on=day, rhythm=rhythm)
            made = changes.subject_id
    data = {
        "id": made,
        "held_on": day,
        "rhythm": rhythm,
        "points": offered.points,
        "follow_ups": offered.follow_ups,
    }
    lines = [long_date(day) if day else _("No day yet"), *offered.points, *offered.follow_ups]
    if options.dry_run:
        lines.append(_("Nothing was changed: this was a trial."))
    answer(options, plain(data), "\n".join(lines))


def run_cards(options: argparse.Namespace) -> None:
    """List the cards that hold all these words."""
    with opened(options) as dossier:
        cards = list_cards(dossier, words=" ".join(options.words))
    lines = [
        f"{card.id}  {card.objection} → {card.answer}" + ("  !" if card.expired else "") for card in cards
    ]
    answer(options, cards, "\n".join(lines))
