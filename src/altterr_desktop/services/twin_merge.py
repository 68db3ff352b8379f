"""Make one record of two: every reference moves to the one kept, no value is lost, one undoable act.

Each step depends on the two records alone, so that two laptops that merge the same twins apart come to the same.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.twins import TwinVerdict
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.i18n.names import labelled
from altterr_desktop.i18n.numbers import number
from altterr_desktop.i18n.subjects import field_label, kind_label
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.journal.search_index import name_of
from altterr_desktop.journal.values import columns_of, default_of, references_to
from altterr_desktop.model import Record
from altterr_desktop.services.fields import fields_of
from altterr_desktop.services.history import values_in
from altterr_desktop.services.records import live_record
from altterr_desktop.services.twins import in_order, write_decision

# What nobody typed, and what is one's own: it neither differs nor has to be kept.
_SILENT = frozenset(
    {"deleted", "position", "birth_key", "from_register", "sha256", "recorded_at", "snapshot"}
)
# Where a thing comes from or when it was noted does not make it another one.
_BESIDE = frozenset({"id", "position", "recorded_on", "source", "recorded_at"})


@dataclass(frozen=True)
class TwinField:
    """Hold one field of two records in words; `differs` where a person has to choose, «both» for long texts."""

    name: str
    label: str
    kept: str
    other: str
    differs: bool
    is_prose: bool


@dataclass(frozen=True)
class TwinComparison:
    """Hold two records side by side: their fields, and in words what is attached to each."""

    kind: str
    kept_id: str
    other_id: str
    kept_name: str
    other_name: str
    fields: tuple[TwinField, ...]
    kept_links: tuple[str, ...]
    other_links: tuple[str, ...]


def compare_twins(dossier: Dossier, *, kind: str, one: str, other: str) -> TwinComparison:
    """Read two records side by side. Raises NotFound where one is not there any more."""
    kept_id, other_id = in_order(one, other)
    with dossier.reading() as session:
        kept, gone = live_record(session, kind, kept_id), live_record(session, kind, other_id)
        said = values_in(session)
        rows = []
        for name, field in fields_of(kind).items():
            mine, theirs = getattr(kept, name), getattr(gone, name)
            if name in _SILENT or (_is_empty(kept, name) and _is_empty(gone, name)):
                continue
            is_prose = field.shape == "prose"
            words = [str(value or "") if is_prose else said(kind, name, value) for value in (mine, theirs)]
            differs = mine != theirs and not _is_empty(kept, name) and not _is_empty(gone, name)
            rows.append(TwinField(name, field_label(kind, name), words[0], words[1], differs, is_prose))
        links = [_links(session, kind, record_id) for record_id in (kept_id, other_id)]
        return TwinComparison(
            kind, kept_id, other_id, name_of(kept), name_of(gone), tuple(rows), links[0], links[1]
        )


def merge_twins(dossier: Dossier, *, kind: str, one: str, other: str, take: Collection[str] = ()) -> Changes:
    """Make one record of two. `take` names the fields whose value comes from the one that goes.

    Which of the two stays is decided by `in_order`. An empty field takes the other's value; of two long texts both
    are kept; another value that loses goes to the notes, where the kind has some, and stays in the history.
    Raises NotFound.
    """
    kept_id, other_id = in_order(one, other)
    with recording(dossier, "") as work:
        kept, gone = live_record(work.session, kind, kept_id), live_record(work.session, kind, other_id)
        work.label = _("Merged: {one} and {other}").format(one=name_of(kept), other=name_of(gone))
        _merge_values(work.session, kept, gone, take)
        _move_links(work.session, kind, kept_id, other_id)
        gone.deleted = True
        write_decision(work.session, kind, kept_id, other_id, TwinVerdict.MERGED)
        work.subject_id = kept_id
    return work.changes


def _merge_values(session: Session, kept: Record, gone: Record, take: Collection[str]) -> None:
    kind = kept.kind()
    said = values_in(session)
    lost: list[str] = []
    for name, field in fields_of(kind).items():
        if name == "position":
            continue
        mine, theirs = getattr(kept, name), getattr(gone, name)
        if theirs == kept.id:
            # A record is not its own parent.
            continue
        if mine == theirs or _is_empty(gone, name):
            continue
        if _is_empty(kept, name):
            setattr(kept, name, theirs)
        elif field.shape == "prose":
            setattr(kept, name, _both_texts(str(mine), str(theirs)))
        elif name not in _SILENT:
            chosen, loser = (theirs, mine) if name in take else (mine, theirs)
            setattr(kept, name, chosen)
            lost.append(labelled(field_label(kind, name), said(kind, name, loser)))
    if lost and "notes" in fields_of(kind):
        heading = _("From the entry merged into this one:")
        kept_any: Any = kept
        kept_any.notes = _both_texts(kept_any.notes, "\n".join([heading, *lost]))


def _both_texts(one: str, other: str) -> str:
    if other in one:
        return one
    return other if one in other else f"{one}\n\n{other}".strip()


def _is_empty(record: Record, name: str) -> bool:
    value = getattr(record, name)
    return value in (None, "") or value == default_of(type(record), name)


def _move_links(session: Session, kind: str, kept_id: str, other_id: str) -> None:
    """Have everything that refers to one record refer to the other; what is then there twice is deleted."""
    for record_class, field in references_to(kind):
        column = getattr(record_class, field)
        moved = session.execute(
            select(record_class).where(column == other_id, ~record_class.deleted)
        ).scalars()
        rows = list(moved)
        for row in rows:
            setattr(row, field, None if row.id == kept_id else kept_id)
        session.flush()
        if rows:
            _drop_doubles(session, record_class, field, kept_id)


def _drop_doubles(session: Session, record_class: type[Record], field: str, kept_id: str) -> None:
    """Of rows alike in all but their source and place, the one with the smallest id stays."""
    if not _is_link_or_part(record_class):
        return
    query = select(record_class).where(getattr(record_class, field) == kept_id, ~record_class.deleted)
    first: dict[tuple[Any, ...], Record] = {}
    names = sorted(set(columns_of(record_class)) - _BESIDE)
    for row in session.execute(query.order_by(record_class.id)).scalars().all():
        key = tuple(getattr(row, name) for name in names)
        known = first.setdefault(key, row)
        if known is not row:
            _fill_beside(known, row)
            _move_links(session, record_class.kind(), known.id, row.id)
            row.deleted = True
    session.flush()


def _is_link_or_part(record_class: type[Record]) -> bool:
    """Tell whether a row says no more than a link or a detail does: a meeting is never a double of another."""
    return record_class.PART_OF is not None


def _fill_beside(kept: Record, gone: Record) -> None:
    for name in ("source", "recorded_on"):
        if name in columns_of(type(kept)) and _is_empty(kept, name) and not _is_empty(gone, name):
            setattr(kept, name, getattr(gone, name))


def _links(session: Session, kind: str, record_id: str) -> tuple[str, ...]:
    """Say in words how much refers to a record, by kind."""
    counts: dict[str, int] = {}
    for record_class, field in references_to(kind):
        query = select(record_class.id).where(
            getattr(record_class, field) == record_id, ~record_class.deleted
        )
        found = len(session.execute(query).scalars().all())
        if found:
            counts[record_class.kind()] = counts.get(record_class.kind(), 0) + found
    return tuple(labelled(kind_label(one), number(count)) for one, count in counts.items())
