"""Tell in words who changed what and when; the journal keeps the facts, nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.dates import Precision
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import deadline_words, short_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.subjects import field_label, kind_label
from altterr_desktop.journal.history import HistoryEdit, HistoryEntry, dossier_history, record_history
from altterr_desktop.journal.search_index import name_of
from altterr_desktop.journal.values import default_of, typed_value
from altterr_desktop.model import record_classes
from altterr_desktop.model.officials import Official
from altterr_desktop.services.fields import Field, fields_of
from altterr_desktop.services.names import official_name

# What a person did not type: order keys, fingerprints, moments of writing.
_SILENT = frozenset({"position", "recorded_at", "sha256", "birth_key", "birth_salt", "snapshot"})
_LONGEST = 160


@dataclass(frozen=True)
class HistoryLine:
    """Hold one act as a person reads it.

    `made_at` is in the time of this computer; `who` is empty where nobody signed; `changes` holds one
    sentence a changed field: «Deadline: end of 2028 → March 2029».
    """

    commit_id: str
    made_at: datetime
    who: str
    device: str
    label: str
    changes: tuple[str, ...]
    undone: bool


def read_history(dossier: Dossier, record_id: str, *, with_parts: bool = True) -> tuple[HistoryLine, ...]:
    """List the acts that changed one record, newest first; with the acts on its parts unless told otherwise."""
    with dossier.reading() as session:
        ids = [record_id, *(_parts_of(session, [record_id]) if with_parts else ())]
    merged: dict[str, HistoryEntry] = {}
    for one in ids:
        for entry in record_history(dossier, one):
            known = merged.get(entry.commit_id)
            merged[entry.commit_id] = entry if known is None else _joined(known, entry)
    entries = sorted(merged.values(), key=lambda entry: (entry.made_at, entry.commit_id), reverse=True)
    return _lines(dossier, entries, about=record_id)


def read_dossier_history(
    dossier: Dossier,
    *,
    offset: int = 0,
    limit: int = 200,
    author: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> tuple[HistoryLine, ...]:
    """List a page of the acts of the whole dossier, newest first.

    `author` keeps one name («» for what nobody signed); `since` and `until` are days of this computer's
    calendar, both included.
    """
    entries = dossier_history(
        dossier,
        offset=offset,
        limit=limit,
        author=author,
        since=_start_of(since) if since else None,
        before=_start_of(until + timedelta(days=1)) if until else None,
    )
    return _lines(dossier, entries, about="")


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()


def _joined(one: HistoryEntry, other: HistoryEntry) -> HistoryEntry:
    return HistoryEntry(
        one.commit_id,
        one.made_at,
        one.author,
        one.device,
        one.label,
        one.edits + other.edits,
        one.undone,
    )


def _parts_of(session: Session, record_ids: Sequence[str]) -> list[str]:
    """List the ids of what is a part of these records, deleted or not, and of the parts of those."""
    parents = {record_id: _kind_of(session, record_id) for record_id in record_ids}
    kinds = set(parents.values())
    found: list[str] = []
    for record_class in record_classes().values():
        if record_class.PART_OF and record_class.PART_OF.removesuffix("_id") in kinds:
            column = getattr(record_class, record_class.PART_OF)
            found += session.execute(select(record_class.id).where(column.in_(record_ids))).scalars()
    return found + (_parts_of(session, found) if found else [])


def _kind_of(session: Session, record_id: str) -> str:
    for kind, record_class in record_classes().items():
        if session.get(record_class, record_id) is not None:
            return kind
    return ""


def _lines(dossier: Dossier, entries: Iterable[HistoryEntry], *, about: str) -> tuple[HistoryLine, ...]:
    with dossier.reading() as session:
        words = _Words(session)
        return tuple(
            HistoryLine(
                entry.commit_id,
                entry.made_at.astimezone(),
                entry.author,
                entry.device,
                entry.label,
                tuple(text for edit in entry.edits if (text := words.sentence(edit, entry, about=about))),
                entry.undone,
            )
            for entry in entries
        )


def sentences_in(session: Session) -> Callable[[HistoryEdit, HistoryEntry, str], str]:
    """Give what writes one changed field of an act in words, about one record; it asks each name once."""
    words = _Words(session)
    return lambda edit, entry, about: words.sentence(edit, entry, about=about)


def values_in(session: Session) -> Callable[[str, str, Any], str]:
    """Give what writes the value of a field (kind, field, value) in words, cut where it is long."""
    words = _Words(session)
    return words.value_of


class _Words:
    """Write values in words, asking each name of the dossier once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._names: dict[tuple[str, str], str] = {}

    def sentence(self, edit: HistoryEdit, entry: HistoryEntry, *, about: str) -> str:
        """Write one changed field of an act, «» where there is nothing to read."""
        record_class = record_classes().get(edit.kind)
        if record_class is None or edit.field in _SILENT or edit.field == record_class.PART_OF:
            return ""
        if edit.field == "deleted":
            return self._deletion(edit, about=about)
        field = fields_of(edit.kind).get(edit.field)
        if field is None:
            return ""
        before = default_of(record_class, edit.field) if edit.before is None else edit.before
        if not self._differ(before, edit.after):
            return ""
        name = field_label(edit.kind, edit.field)
        if edit.record_id != about:
            name = _("{kind}, {field}").format(kind=kind_label(edit.kind), field=name[:1].lower() + name[1:])
        # The default of a new record is nothing that somebody had written.
        old = self._value(edit.kind, field, edit.before)
        new = self._value(edit.kind, field, edit.after)
        if edit.field in {"deadline", "deadline_precision"}:
            shown = self._deadline(edit, entry)
            if shown is None:
                return ""
            old, new = shown
        if not old:
            return _("{field}: {after}").format(field=name, after=new)
        return _("{field}: {before} → {after}").format(field=name, before=old, after=new or _("(emptied)"))

    def _deadline(self, edit: HistoryEdit, entry: HistoryEntry) -> tuple[str, str] | None:
        """Write a deadline as loosely as it was promised; None for a precision that is said with its day."""
        cells = {one.field: one for one in entry.edits if one.record_id == edit.record_id}
        if edit.field == "deadline_precision":
            return None if "deadline" in cells else _labels(edit.before, edit.after)
        precision = cells.get("deadline_precision")
        if precision is None:
            record: Any = self._session.get(record_classes()[edit.kind], edit.record_id)
            now = getattr(record, "deadline_precision", Precision.DAY)
            return _deadline_words(edit.before, now), _deadline_words(edit.after, now)
        return (
            _deadline_words(edit.before, precision.before or Precision.NONE),
            _deadline_words(edit.after, precision.after or Precision.NONE),
        )

    @staticmethod
    def _differ(before: Any, after: Any) -> bool:
        return before != after and not (before in (None, "") and after in (None, ""))

    def _deletion(self, edit: HistoryEdit, *, about: str) -> str:
        # A new record is written with «deleted: no», a change of a deleted one says it again: that is no news.
        if bool(edit.after) == bool(edit.before):
            return ""
        name = self._name(edit.kind, edit.record_id)
        thing = kind_label(edit.kind)
        if edit.record_id != about and name:
            thing = _("{kind} “{name}”").format(kind=thing, name=_short(name))
        return (_("{thing} deleted") if edit.after else _("{thing} given back")).format(thing=thing)

    def value_of(self, kind: str, name: str, value: Any) -> str:
        """Write the value of a field by its name; a field of a newer program has none."""
        field = fields_of(kind).get(name)
        return self._value(kind, field, value) if field is not None else ""

    def _value(self, kind: str, field: Field, value: Any) -> str:
        if value is None or value == "":
            return ""
        if field.shape == "reference":
            return _short(self._name(field.target, str(value))) or _("(unknown)")
        if field.shape == "flag":
            return _("yes") if value else _("no")
        typed = _typed(kind, field, value)
        if isinstance(typed, date):
            return short_date(typed)
        if field.shape == "code":
            return label(typed) if typed is not None else str(value)
        return _short(str(typed))

    def _name(self, kind: str, record_id: str) -> str:
        key = (kind, record_id)
        if key not in self._names:
            record = self._session.get(record_classes()[kind], record_id)
            if isinstance(record, Official):
                self._names[key] = official_name(record)
            else:
                self._names[key] = name_of(record) if record is not None else ""
        return self._names[key]


def _typed(kind: str, field: Field, value: Any) -> Any:
    try:
        return typed_value(record_classes()[kind], field.name, value)
    except (TypeError, ValueError):
        return value


def _deadline_words(day: str | None, precision: str) -> str:
    if day is None:
        return ""
    known = Precision(precision) if precision in set(Precision) else Precision.DAY
    return deadline_words(date.fromisoformat(day), Precision.DAY if known is Precision.NONE else known)


def _labels(before: Any, after: Any) -> tuple[str, str]:
    old, new = (label(Precision(one)) if one in set(Precision) else "" for one in (before, after))
    return old, new


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _LONGEST else f"{one_line[: _LONGEST - 1].rstrip()}…"
