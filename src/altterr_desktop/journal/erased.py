"""Say which records' personal data were erased, and what may stay of them; change nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.journal.batches import batches
from altterr_desktop.journal.resolve import Version, in_order
from altterr_desktop.journal.values import pack_id
from altterr_desktop.model import record_classes
from altterr_desktop.model.exchange import ErasedRecord

# A tombstone is an edit of one of these kinds: `erased` empties a record (its field is the record's kind),
# `erased_text` gives other words to versions of one cell (its field is «kind.field», its value goes by commit),
# `erased_label` empties the label of an act (its record is the act's id).
RECORD, TEXT, LABEL = "erased", "erased_text", "erased_label"
STONES = frozenset((RECORD, TEXT, LABEL))


def keeps(field: str) -> bool:
    """Tell whether a field of an erased record stays: what ties it to others, so that counts stay right."""
    return field == "deleted" or field.endswith("_id")


def erased_among(session: Session, records: Iterable[bytes]) -> set[bytes]:
    """Keep those of the records that were erased."""
    found: set[bytes] = set()
    for batch in batches(set(records)):
        query = select(ErasedRecord.record).where(ErasedRecord.record.in_(batch))
        found.update(session.execute(query).scalars())
    return found


def all_erased(session: Session) -> dict[bytes, str]:
    """Give the erased records with their kinds."""
    return dict(session.execute(select(ErasedRecord.record, ErasedRecord.kind)).all())


def part_of(kind: str) -> str:
    """Give the field that says which record one of this kind is a part of, or nothing."""
    record_class = record_classes().get(kind)
    return (record_class.PART_OF if record_class is not None else None) or ""


def erased_cells(cells: Mapping[str, Sequence[Version]]) -> dict[str, list[Version]]:
    """Give the heads of an erased record: its links, the latest of each, and a deletion that saw everything."""
    links = {
        field: in_order(heads)[-1:] for field, heads in cells.items() if field != "deleted" and keeps(field)
    }
    seen = frozenset(head.commit for heads in cells.values() for head in heads)
    return {**links, "deleted": [Version(b"", 0, value=True, replaces=seen)]}


def is_part_of_erased(kind: str, field: str, value: object, erased: Mapping[bytes, str]) -> bool:
    """Tell whether this value makes a record a part of an erased one."""
    if field != part_of(kind) or not isinstance(value, str):
        return False
    try:
        return pack_id(value) in erased
    except ValueError:
        return False
