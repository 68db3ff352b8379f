"""The commands about records: list, show, search, set, add, undo."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from altterr_desktop.cli.output import answer, opened, plain
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _, ngettext
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.history import dossier_history, record_history
from altterr_desktop.journal.undo import undo
from altterr_desktop.services import records
from altterr_desktop.services.assessments import change_assessment
from altterr_desktop.services.commitments import enter_commitment
from altterr_desktop.services.meeting_plan import plan_meeting
from altterr_desktop.services.minutes import change_minutes_line
from altterr_desktop.services.mobilisation_plan import change_mobilisation, plan_mobilisation
from altterr_desktop.services.officials import add_official
from altterr_desktop.services.search import search
from altterr_desktop.services.tables import read_table
from altterr_desktop.services.verdicts import record_verdict

_LISTS = {
    "officials": "official",
    "commitments": "commitment",
    "meetings": "meeting",
    "mobilisations": "mobilisation",
    "follow-ups": "follow_up",
    "requests": "request",
    "evidence": "evidence",
    "indicators": "indicator",
    "deliberations": "deliberation",
    "reviews": "review_session",
}
_LINE_FIELDS = (
    *("name", "title", "function", "standing", "state"),
    *("held_on", "happens_on", "sent_on", "due_on", "deadline"),
)
_SEAT_FIELDS = {"function", "delegation", "assembly", "side", "start", "end", "rank", "mandate", "canton"}


def add_commands(commands: Any, common: argparse.ArgumentParser) -> None:
    """Describe these commands."""
    listing = commands.add_parser("list", parents=[common], help=_("list records of one kind"))
    listing.add_argument("what", choices=(*_LISTS, "history"))
    listing.set_defaults(run=run_list)
    show = commands.add_parser("show", parents=[common], help=_("show one record and its history"))
    show.add_argument("id", metavar="ID")
    show.set_defaults(run=run_show)
    finding = commands.add_parser("search", parents=[common], help=_("find records by words"))
    finding.add_argument("words", nargs="+", metavar="WORDS")
    finding.set_defaults(run=run_search)
    change = commands.add_parser("set", parents=[common], help=_("change fields of a record"))
    change.add_argument("id", metavar="ID")
    change.add_argument("fields", nargs="+", metavar="FIELD=VALUE")
    change.set_defaults(run=run_set)
    add = commands.add_parser("add", parents=[common], help=_("add a record"))
    add.add_argument(
        "kind", metavar="KIND", help=_("official, commitment, verdict, evidence, meeting, mobilisation…")
    )
    add.add_argument("fields", nargs="+", metavar="FIELD=VALUE")
    add.set_defaults(run=run_add)
    back = commands.add_parser("undo", parents=[common], help=_("undo this computer's latest act"))
    back.set_defaults(run=run_undo)


def run_list(options: argparse.Namespace) -> None:
    """List the records of one kind, or the history of the dossier."""
    with opened(options) as dossier:
        if options.what == "history":
            entries = dossier_history(dossier, limit=1000)
            lines = [
                f"{entry.made_at:%Y-%m-%d %H:%M}  {entry.author or '–'}  {entry.label}" for entry in entries
            ]
            answer(options, [{"id": entry.commit_id, **plain(entry)} for entry in entries], "\n".join(lines))
            return
        rows = read_table(dossier, _LISTS[options.what])
    answer(options, rows, "\n".join(_line(row) for row in rows) or _("Nothing yet."))


def _line(row: Mapping[str, Any]) -> str:
    parts = [str(plain(row[name])) for name in _LINE_FIELDS if row.get(name)]
    return "  ".join([row["id"], *parts])


def run_show(options: argparse.Namespace) -> None:
    """Show one record: its fields, then who changed what."""
    with opened(options) as dossier:
        view = records.load_record(dossier, options.id)
        history = record_history(dossier, options.id)
        listed = [row for row in read_table(dossier, view.kind) if row["id"] == view.id]
    fields = listed[0] if listed else {"id": view.id, **view.values}
    data = {
        "kind": view.kind,
        "name": view.name,
        "deleted": view.deleted,
        **plain(fields),
        "history": plain(history),
    }
    lines = [f"{view.kind}  {view.name}"]
    lines += [f"  {name}: {plain(value)}" for name, value in fields.items() if value not in (None, "", ())]
    lines += [f"  {entry.made_at:%Y-%m-%d %H:%M}  {entry.author or '–'}  {entry.label}" for entry in history]
    answer(options, data, "\n".join(lines))


def run_search(options: argparse.Namespace) -> None:
    """Find records by the words in them."""
    with opened(options) as dossier:
        found = search(dossier, " ".join(options.words))
    lines = [f"{item.id}  {item.kind}  {item.title}" for item in found]
    answer(options, found, "\n".join(lines) or _("Nothing was found."))


def run_set(options: argparse.Namespace) -> None:
    """Change fields of a record."""
    with opened(options) as dossier:
        with dossier.reading() as session:
            kind = records.find_kind(session, options.id)
            _refuse_computed(kind, options.fields)
            values = records.parse_values(session, kind, _single(_pairs(options.fields)))
        changes = _change(dossier, kind, options.id, values)
    _answer_change(options, changes, kind, options.id)


def _refuse_computed(kind: str, fields: Sequence[str]) -> None:
    """Say how a commitment's state is changed: nobody types it."""
    if kind == "commitment" and {"progress", "off_scale", "standing"} & set(_pairs(fields)):
        raise InvalidInput(_("The state of a commitment comes from its verdicts: add one with its evidence."))


def _change(dossier: Dossier, kind: str, record_id: str, values: Mapping[str, Any]) -> Changes:
    """Change a record through the operation of its subject where it has one."""
    if kind == "mobilisation":
        return change_mobilisation(dossier, mobilisation_id=record_id, values=values)
    if kind == "assessment":
        return change_assessment(dossier, assessment_id=record_id, values=values)
    if kind == "minutes_line":
        return change_minutes_line(dossier, line_id=record_id, values=values)
    return records.change_record(dossier, kind=kind, record_id=record_id, values=values)


def run_add(options: argparse.Namespace) -> None:
    """Add a record, through the operation of its subject where it has one."""
    kind = options.kind.replace("-", "_")
    pairs = _pairs(options.fields)
    with opened(options) as dossier:
        changes = _ADDERS.get(kind, _add_plain)(dossier, kind, pairs)
    _answer_change(options, changes, kind, changes.subject_id)


def run_undo(options: argparse.Namespace) -> None:
    """Undo the latest act of this computer."""
    with opened(options) as dossier:
        changes = undo(dossier)
    text = changes.label
    if changes.skipped:
        text += " " + ngettext(
            "{count} value was left alone: somebody changed it since.",
            "{count} values were left alone: somebody changed them since.",
            len(changes.skipped),
        ).format(count=len(changes.skipped))
    answer(options, changes, text)


def _answer_change(options: argparse.Namespace, changes: Changes, kind: str, record_id: str) -> None:
    text = f"{record_id}  {changes.label}" if changes else _("Nothing had to change.")
    answer(options, {"id": record_id, "kind": kind, "changed": bool(changes), "label": changes.label}, text)


def _pairs(fields: Sequence[str]) -> dict[str, list[str]]:
    """Read FIELD=VALUE arguments; a field may come several times."""
    pairs: dict[str, list[str]] = {}
    for field in fields:
        name, equals, value = field.partition("=")
        if not equals or not name:
            raise InvalidInput(_("“{text}” is not of the form FIELD=VALUE.").format(text=field[:60]))
        pairs.setdefault(name.strip(), []).append(value)
    return pairs


def _single(pairs: Mapping[str, list[str]]) -> dict[str, str]:
    return {name: values[-1] for name, values in pairs.items()}


def _parsed(dossier: Dossier, kind: str, pairs: Mapping[str, list[str]]) -> dict[str, Any]:
    with dossier.reading() as session:
        return records.parse_values(session, kind, _single(pairs))


def _references(dossier: Dossier, kind: str, field: str, texts: Sequence[str]) -> list[str]:
    """Find the records that a repeated field names, by id or exact name."""
    with dossier.reading() as session:
        return [records.parse_values(session, kind, {field: text})[f"{field}_id"] for text in texts]


def _add_plain(dossier: Dossier, kind: str, pairs: Mapping[str, list[str]]) -> Changes:
    return records.create_record(dossier, kind=kind, values=_parsed(dossier, kind, pairs))


def _add_official(dossier: Dossier, kind: str, pairs: Mapping[str, list[str]]) -> Changes:
    seat = {name: values for name, values in pairs.items() if name in _SEAT_FIELDS}
    values = _parsed(dossier, kind, {name: texts for name, texts in pairs.items() if name not in seat})
    return add_official(dossier, values=values, seat=_parsed(dossier, "seat", seat) if seat else None)


def _add_commitment(dossier: Dossier, kind: str, pairs: Mapping[str, list[str]]) -> Changes:
    return enter_commitment(dossier, values=_parsed(dossier, kind, pairs))


def _add_verdict(dossier: Dossier, kind: str, pairs: Mapping[str, list[str]]) -> Changes:
    pairs = dict(pairs)
    evidence = _references(dossier, "verdict_evidence", "evidence", pairs.pop("evidence", []))
    values = _parsed(dossier, kind, pairs)
    commitment_id = values.pop("commitment_id", None)
    if commitment_id is None:
        raise InvalidInput(_("Say which commitment is judged: commitment=ID."))
    chosen = {name: values.pop(name) for name in ("progress", "off_scale") if name in values}
    return record_verdict(
        dossier, commitment_id=commitment_id, evidence_ids=evidence, values=values, **chosen
    )


def _add_meeting(dossier: Dossier, kind: str, pairs: Mapping[str, list[str]]) -> Changes:
    pairs = dict(pairs)
    officials = _references(dossier, "participant", "official", pairs.pop("official", []))
    return plan_meeting(dossier, values=_parsed(dossier, kind, pairs), official_ids=officials)


def _add_mobilisation(dossier: Dossier, kind: str, pairs: Mapping[str, list[str]]) -> Changes:
    pairs = dict(pairs)
    targets = _references(dossier, "mobilisation_target", "official", pairs.pop("target", []))
    commitments = _references(dossier, "mobilisation_commitment", "commitment", pairs.pop("commitment", []))
    values = _parsed(dossier, kind, pairs)
    return plan_mobilisation(dossier, values=values, target_ids=targets, commitment_ids=commitments)


_ADDERS: Mapping[str, Callable[[Dossier, str, Mapping[str, list[str]]], Changes]] = {
    "official": _add_official,
    "commitment": _add_commitment,
    "verdict": _add_verdict,
    "meeting": _add_meeting,
    "mobilisation": _add_mobilisation,
}
