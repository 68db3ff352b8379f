"""The commands about people and places: somebody's story, and territories that change name or code, or merge."""

from __future__ import annotations

import argparse
from typing import Any

from altterr_desktop.cli.output import answer, opened, plain, typed_day
from altterr_desktop.domain.territories import TerritoryKind
from altterr_desktop.domain.timelines import TimelineKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.journal.changes import Changes
from altterr_desktop.services.official_timeline import official_timeline
from altterr_desktop.services.territory_changes import (
    create_territory,
    merge_territories,
    recode_territory,
    rename_territory,
    territory_id_of,
)


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe these commands."""
    story = commands.add_parser("story", parents=[common], help=_("tell all that happened with an official"))
    story.add_argument("id", metavar="ID")
    story.add_argument("--only", choices=[kind.value for kind in TimelineKind], help=_("one kind of line"))
    story.set_defaults(run=run_story)
    change = commands.add_parser(
        "territory",
        parents=[common],
        help=_("note that a territory changed name or code, merged or was created"),
    )
    change.add_argument("what", choices=("rename", "recode", "merge", "create"))
    change.add_argument("code", metavar="CODE", help=_("the territory's code, or its id"))
    change.add_argument("merged", nargs="*", metavar="CODE", help=_("the codes of those merged into it"))
    change.add_argument("--name", default="", help=_("the new name"))
    change.add_argument("--new-code", default="", help=_("the new code"))
    change.add_argument("--kind", choices=[kind.value for kind in TerritoryKind], default="commune")
    change.add_argument("--on", default="", metavar="DATE", help=_("the day it happened"))
    change.add_argument("--source", default="", help=_("where it is known from"))
    change.set_defaults(run=run_territory)


def run_story(options: argparse.Namespace) -> None:
    """Tell the story of an official, newest first."""
    kinds = (TimelineKind(options.only),) if options.only else ()
    with opened(options) as dossier:
        page = official_timeline(dossier, options.id, kinds, limit=1000)
    lines = [
        "  ".join(part for part in (str(line.day or "–"), line.sentence, line.detail) if part)
        for line in page.rows
    ]
    answer(options, plain(page.rows), "\n".join(lines) or _("Nothing yet."))


def run_territory(options: argparse.Namespace) -> None:
    """Note what happened to a territory."""
    with opened(options) as dossier:
        changes = _change(dossier, options)
    answer(options, {"id": changes.subject_id, "label": changes.label}, changes.label)


def _change(dossier: Dossier, options: argparse.Namespace) -> Changes:
    common: dict[str, Any] = {
        "happened_on": typed_day(options.on) if options.on else None,
        "source": options.source,
    }
    if options.what == "create":
        kind = TerritoryKind(options.kind)
        return create_territory(dossier, kind=kind, code=options.code, name=options.name, **common)
    territory_id = territory_id_of(dossier, options.code)
    if options.what == "rename":
        return rename_territory(dossier, territory_id=territory_id, name=options.name, **common)
    if options.what == "recode":
        return recode_territory(dossier, territory_id=territory_id, code=options.new_code, **common)
    gone = [territory_id_of(dossier, code) for code in options.merged]
    renamed = {"name": options.name, "code": options.new_code}
    return merge_territories(dossier, into_id=territory_id, from_ids=gone, **renamed, **common)
