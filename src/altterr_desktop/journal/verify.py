"""Compare the dossier's tables with what the journal says they hold."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.batches import batches
from altterr_desktop.journal.heads import read_heads, resolve_row
from altterr_desktop.journal.resolve import Version
from altterr_desktop.journal.values import as_read, pack_id, unpack_id
from altterr_desktop.model import Record, record_classes
from altterr_desktop.model.journal import JournalEdit


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
        records: dict[str, list[bytes]] = defaultdict(list)
        for kind, record in session.execute(select(JournalEdit.kind, JournalEdit.record).distinct()):
            records[kind].append(record)
        for kind, record_class in record_classes().items():
            differences += _verify_kind(session, record_class, sorted(records[kind]))
    return differences


def _verify_kind(session: Session, record_class: type[Record], records: list[bytes]) -> list[Difference]:
    kind = record_class.kind()
    heads: dict[bytes, dict[str, list[Version]]] = {}
    for batch in batches(records):
        heads.update(read_heads(session, kind, batch))
    different = []
    for row in session.execute(select(record_class)).scalars():
        record = pack_id(row.id)
        expected, _disputed = resolve_row(session, record_class, record, heads.pop(record, {}))
        for field, value in expected.items():
            if getattr(row, field) != as_read(record_class, field, value):
                different.append(Difference(kind, row.id, field))
    return different + [Difference(kind, unpack_id(record), "id") for record in heads]
