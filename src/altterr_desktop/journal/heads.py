"""Read from the journal the values that nothing replaced, and what a record's cells show; write nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.journal.erased import erased_among, erased_cells
from altterr_desktop.journal.resolve import (
    Resolution,
    Version,
    resolve_deleted,
    resolve_prose,
    resolve_short,
)
from altterr_desktop.journal.values import columns_of, default_of, split_ids, stored_value, unpack_json
from altterr_desktop.model import Record
from altterr_desktop.model.journal import JournalCommit, JournalEdit

Cells = Mapping[str, Sequence[Version]]


def read_heads(
    session: Session, kind: str, records: Collection[bytes]
) -> dict[bytes, dict[str, list[Version]]]:
    """Read the heads of every cell of some records of a kind, by record and field."""
    query = (
        select(
            JournalEdit.record,
            JournalEdit.field,
            JournalEdit.value,
            JournalEdit.replaces,
            JournalCommit.id,
            JournalCommit.made_at,
        )
        .join(JournalCommit, JournalCommit.seq == JournalEdit.commit_seq)
        .where(JournalEdit.record.in_(records), JournalEdit.kind == kind, JournalEdit.is_head)
    )
    found: dict[bytes, dict[str, list[Version]]] = {}
    for record, field, value, replaces, commit, made_at in session.execute(query):
        seen = frozenset(split_ids(replaces)) if field == "deleted" else frozenset()
        found.setdefault(record, {}).setdefault(field, []).append(
            Version(commit, made_at, unpack_json(value), seen)
        )
    for record in erased_among(session, found):
        found[record] = erased_cells(found[record])
    return found


def read_versions(session: Session, kind: str, record: bytes, field: str) -> dict[bytes, Version]:
    """Read every version of one cell, by its commit."""
    query = (
        select(JournalEdit.value, JournalEdit.replaces, JournalCommit.id, JournalCommit.made_at)
        .join(JournalCommit, JournalCommit.seq == JournalEdit.commit_seq)
        .where(JournalEdit.record == record, JournalEdit.field == field, JournalEdit.kind == kind)
    )
    return {
        commit: Version(commit, made_at, unpack_json(value), frozenset(split_ids(replaces)))
        for value, replaces, commit, made_at in session.execute(query)
    }


def resolve_cell(
    session: Session, record_class: type[Record], record: bytes, field: str, cells: Cells
) -> Resolution:
    """Say what one cell shows, from the heads of its record's cells."""
    heads = cells.get(field, ())
    if field == "deleted":
        return resolve_deleted(heads, other_commits(cells))
    if not heads:
        return Resolution(default_of(record_class, field))
    if len(heads) == 1:
        return Resolution(heads[0].value)
    if columns_of(record_class)[field].info.get("prose"):
        return resolve_prose(heads, read_versions(session, record_class.kind(), record, field))
    return resolve_short(heads)


def other_commits(cells: Cells) -> Iterable[bytes]:
    """Give the commits whose values the cells of a record show, the deletion apart."""
    return {head.commit for name, heads in cells.items() if name != "deleted" for head in heads}


def resolve_row(
    session: Session, record_class: type[Record], record: bytes, cells: Cells
) -> tuple[dict[str, Any], dict[str, Resolution]]:
    """Give the values of a record's row, as its columns store them, and the cells people disagree about."""
    row: dict[str, Any] = {}
    disputed = {}
    for field in columns_of(record_class):
        if field != "deleted" and field not in cells:
            row[field] = default_of(record_class, field)
            continue
        resolution = resolve_cell(session, record_class, record, field, cells)
        row[field] = stored_value(record_class, field, resolution.value)
        if resolution.disputed:
            disputed[field] = resolution
    return row, disputed
