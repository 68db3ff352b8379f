"""The commands of what a group did and decides together: history, news, twins, merge, give-back."""

from __future__ import annotations

import argparse
from typing import Any

from altterr_desktop.cli.output import answer, opened, typed_day
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.i18n import _
from altterr_desktop.services.records import find_kind


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe these commands."""
    history = commands.add_parser("history", parents=[common], help=_("say who changed what, newest first"))
    history.add_argument(
        "id", nargs="?", default="", metavar="ID", help=_("of this record; else of the whole dossier")
    )
    history.add_argument("--by", metavar="NAME", help=_("only what this person did"))
    history.add_argument("--since", metavar="DATE", help=_("only those made from this day on"))
    history.add_argument("--until", metavar="DATE", help=_("only those made until this day"))
    history.add_argument("--words", default="", metavar="WORDS", help=_("only acts that hold these words"))
    history.set_defaults(run=run_history)
    news = commands.add_parser("news", parents=[common], help=_("list what others changed"))
    news.add_argument("--days", type=int, metavar="N", help=_("in the last N days, else since the last look"))
    news.add_argument("--seen", action="store_true", help=_("then note that all was seen"))
    news.set_defaults(run=run_news)
    twins = commands.add_parser("twins", parents=[common], help=_("list records that look typed twice"))
    twins.set_defaults(run=run_twins)
    merge = commands.add_parser(
        "merge", parents=[common], help=_("make one record of two, or tell them apart")
    )
    merge.add_argument("one", metavar="ID")
    merge.add_argument("other", metavar="ID")
    merge.add_argument(
        "--take", action="append", default=[], metavar="FIELD", help=_("keep the second one's value")
    )
    merge.add_argument("--distinct", action="store_true", help=_("they are two: propose them no more"))
    merge.set_defaults(run=run_merge)
    back = commands.add_parser("give-back", parents=[common], help=_("give fields the value before an act"))
    back.add_argument("act", metavar="ACT", help=_("the id of an act, as the history gives it"))
    back.add_argument("field", nargs="*", metavar="FIELD", help=_("these fields; else all that can"))
    back.set_defaults(run=run_give_back)


def run_history(options: argparse.Namespace) -> None:
    """List the acts of the dossier or of one record, each with what it changed. Raises InvalidInput."""
    from altterr_desktop.services.restoring import search_history

    with opened(options) as dossier:
        found = search_history(
            dossier,
            words=options.words,
            record_id=options.id,
            limit=1000,
            author=options.by,
            since=typed_day(options.since) if options.since else None,
            until=typed_day(options.until) if options.until else None,
        )
    lines = []
    for act in found.lines:
        lines.append(f"{act.made_at:%Y-%m-%d %H:%M}  {act.who or '–'}  {act.label}  [{act.commit_id}]")
        lines += [f"   {change}" for change in act.changes]
    answer(options, {"acts": found.lines}, "\n".join(lines) or _("Nothing was changed."))


def run_news(options: argparse.Namespace) -> None:
    """List what others changed, record by record."""
    from altterr_desktop.services.news import note_news_seen, read_news

    with opened(options) as dossier:
        news = read_news(dossier, days=options.days)
        if options.seen:
            note_news_seen(dossier)
    lines = []
    for record in news.records:
        lines.append(f"{record.kind_label} {record.record_id}  {record.name}")
        lines += [
            f"   {line.made_at:%Y-%m-%d %H:%M}  {line.who or '–'}  {text}"
            for line in record.lines
            for text in line.changes or (line.label,)
        ]
    answer(options, news, "\n".join(lines) or _("Nothing new from the others."))


def run_twins(options: argparse.Namespace) -> None:
    """List records that look like one thing typed twice."""
    from altterr_desktop.services.twins import find_twins

    with opened(options) as dossier:
        pairs = find_twins(dossier)
    lines = [
        f"{pair.kept_id}  {pair.other_id}  {pair.kind_label}  {pair.kept_name} / {pair.other_name}  {pair.reason}"
        for pair in pairs
    ]
    answer(options, pairs, "\n".join(lines) or _("No entries look alike."))


def run_merge(options: argparse.Namespace) -> None:
    """Make one record of two, or note that they are two."""
    from altterr_desktop.services.twin_merge import merge_twins
    from altterr_desktop.services.twins import KINDS, decide_distinct

    with opened(options) as dossier:
        with dossier.reading() as session:
            kinds = {find_kind(session, one) for one in (options.one, options.other)}
        kind = kinds.pop()
        if kinds or kind not in KINDS or options.one == options.other:
            raise InvalidInput(
                _("Give two records of one kind among: {kinds}.").format(kinds=", ".join(KINDS))
            )
        if options.distinct:
            changes = decide_distinct(dossier, kind=kind, one=options.one, other=options.other)
        else:
            changes = merge_twins(dossier, kind=kind, one=options.one, other=options.other, take=options.take)
    answer(options, changes, changes.label)


def run_give_back(options: argparse.Namespace) -> None:
    """Give fields the value they had before an act."""
    from altterr_desktop.services.restoring import give_back, read_act

    with opened(options) as dossier:
        edits = [one for one in read_act(dossier, options.act) if one.can_return]
        cells = [
            (one.record_id, one.field) for one in edits if not options.field or one.field in options.field
        ]
        changes = give_back(dossier, options.act, cells)
    answer(options, changes, changes.label)
