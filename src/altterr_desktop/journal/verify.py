"""Compare the dossier's tables with what the journal says they hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.values import columns_of, default_of, pack_id, unpack_value
from altterr_desktop.model import Record, record_classes
from altterr_desktop.model.journal import JournalCommit, JournalEdit


@dataclass(frozen=True)
class Difference:
    """Name one cell where table and journal do not agree."""

    kind: str
    record_id: str
    field: str


def verify(dossier: Dossier) -> list[Difference]:
    """Rebuild every record from its edits and list the cells that differ from the tables."""
    differences = []
    with dossier.reading() as session:
        for record_class in record_classes().values():
            differences += _verify_kind(session, record_class)
    return differences


def _verify_kind(session: Session, record_class: type[Record]) -> list[Difference]:
    kind, columns = record_class.kind(), columns_of(record_class)
    heads: dict[bytes, dict[str, tuple[int, bytes, Any]]] = {}
    query = (
        select(
            JournalEdit.record, JournalEdit.field, JournalEdit.value, JournalCommit.made_at, JournalCommit.id
        )
        .join(JournalCommit, JournalCommit.seq == JournalEdit.commit_seq)
        .where(JournalEdit.kind == kind, JournalEdit.is_head)
    )
    for record, field, value, made_at, commit_id in session.execute(query):
        cells = heads.setdefault(record, {})
        if field in columns and (field not in cells or cells[field][:2] < (made_at, commit_id)):
            cells[field] = (made_at, commit_id, unpack_value(record_class, field, value))
    different = []
    for row in session.execute(select(record_class)).scalars():
        cells = heads.pop(pack_id(row.id), {})
        for field in columns:
            expected = cells[field][2] if field in cells else default_of(record_class, field)
            if getattr(row, field) != expected:
                different.append(Difference(kind, row.id, field))
    return different + [Difference(kind, record.hex(), "id") for record in heads]
