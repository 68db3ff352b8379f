"""Write in the tables what the journal says of some records; captured by nothing, decided by `resolve`."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from altterr_desktop.dossier.file import Dossier, is_file
from altterr_desktop.journal.batches import batches
from altterr_desktop.journal.conflicts import Sort, note_disputes, note_orphans, sorts_of
from altterr_desktop.journal.erased import STONES
from altterr_desktop.journal.heads import read_heads, resolve_row
from altterr_desktop.journal.search_index import index_records
from altterr_desktop.journal.values import columns_of, pack_id, unpack_id
from altterr_desktop.model import Record, record_classes
from altterr_desktop.model.journal import DossierState, JournalEdit

# What newer programs wrote and this one cannot show: [[kind, field], …].
UNKNOWN_KEY = "unknown_cells"

RecordKey = tuple[str, str]


def project(session: Session, records: Iterable[RecordKey]) -> list[RecordKey]:
    """Write the rows, the search index and the conflicts of some records again; give those this program knows."""
    by_kind: dict[str, list[str]] = {}
    for kind, record_id in records:
        if kind in record_classes():
            by_kind.setdefault(kind, []).append(record_id)
    for kind, ids in by_kind.items():
        for batch in batches(sorted(ids)):
            _project_batch(session, record_classes()[kind], batch)
    note_orphans(session, by_kind)
    return [(kind, record_id) for kind, ids in by_kind.items() for record_id in ids]


def _project_batch(session: Session, record_class: type[Record], ids: list[str]) -> None:
    rows: list[dict[str, Any]] = []
    disputes: dict[str, dict[str, Sort]] = {}
    heads = read_heads(session, record_class.kind(), [pack_id(record_id) for record_id in ids])
    for record, cells in heads.items():
        row, disputed = resolve_row(session, record_class, record, cells)
        record_id = unpack_id(record)
        rows.append({"id": record_id, **row})
        if disputed:
            disputes[record_id] = sorts_of(record_class.kind(), disputed)
    if rows:
        _write_rows(session, record_class, rows)
    note_disputes(session, record_class.kind(), disputes, ids)
    if record_class.NAMED_BY:
        written = session.execute(
            select(record_class).where(record_class.id.in_(ids)).execution_options(populate_existing=True)
        )
        index_records(session, {(record_class.kind(), row.id): row for row in written.scalars()})
        session.expunge_all()


def _write_rows(session: Session, record_class: type[Record], rows: list[dict[str, Any]]) -> None:
    if not is_file(session):
        # PostgreSQL keeps no text with the sign of number zero.
        rows = [
            {
                name: value.replace("\0", "") if isinstance(value, str) else value
                for name, value in row.items()
            }
            for row in rows
        ]
    statement = _upsert(record_class, tuple(columns_of(record_class)), on_file=is_file(session))
    session.connection().execute(statement, rows)


@cache
def _upsert(record_class: type[Record], fields: tuple[str, ...], *, on_file: bool) -> Any:
    """Build the statement that writes a row, new or not, once for each class."""
    table: Any = record_class.__table__
    statement: Any
    if on_file:
        statement = sqlite.insert(table)
    else:
        from sqlalchemy.dialects import postgresql

        statement = postgresql.insert(table)
    return statement.on_conflict_do_update(
        index_elements=["id"], set_={name: statement.excluded[name] for name in fields}
    )


def note_unknown(session: Session, cells: Collection[tuple[str, str]]) -> None:
    """Remember the kinds and fields that came and that this program cannot show yet."""
    unknown = {cell for cell in cells if not is_known(*cell)}
    if unknown:
        state = session.get(DossierState, UNKNOWN_KEY) or DossierState(key=UNKNOWN_KEY, value="[]")
        merged = {(kind, field) for kind, field in json.loads(state.value)} | unknown
        state.value = json.dumps(sorted(merged))
        session.add(state)
        session.flush()


def is_known(kind: str, field: str) -> bool:
    """Tell whether this program shows a field of a kind, or acts upon it."""
    if kind in STONES:
        return True
    record_class = record_classes().get(kind)
    return record_class is not None and field in columns_of(record_class)


def unknown_cells(dossier: Dossier) -> list[tuple[str, str]]:
    """List the (kind, field) pairs that newer programs wrote and this one keeps without showing."""
    text = dossier.state(UNKNOWN_KEY)
    return [(kind, field) for kind, field in json.loads(text or "[]")]


def count_newer(dossier: Dossier) -> int:
    """Count the records of which newer programs wrote something that this one keeps without showing."""
    cells = unknown_cells(dossier)
    records: set[bytes] = set()
    with dossier.reading() as session:
        for kind, field in cells:
            found = select(JournalEdit.record).where(JournalEdit.kind == kind, JournalEdit.field == field)
            records.update(session.execute(found.distinct()).scalars())
    return len(records)
