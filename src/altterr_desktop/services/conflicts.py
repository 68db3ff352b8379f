"""List what people disagree about, in words, and settle it; the journal decides what a conflict is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.errors import InvalidInput, NotFound
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.i18n.subjects import field_label
from altterr_desktop.journal.batches import batches
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.conflicts import Sort
from altterr_desktop.journal.heads import Cells, read_heads, resolve_cell
from altterr_desktop.journal.resolve import Version, unseen
from altterr_desktop.journal.search_index import name_of
from altterr_desktop.journal.settling import drop_record, keep_record, settle_with
from altterr_desktop.journal.values import columns_of, pack_id, references_of, typed_value, unpack_id
from altterr_desktop.model import Record, record_classes
from altterr_desktop.model.exchange import ConflictCell
from altterr_desktop.model.journal import JournalCommit


@dataclass(frozen=True)
class ConflictVersion:
    """Hold what one person wrote: the value as its column's type, when (UTC) and where.

    `field` is the field they wrote in, «deleted» for who deleted.
    """

    commit_id: str
    field: str
    field_label: str
    value: Any
    who: str
    device: str
    made_at: datetime


@dataclass(frozen=True)
class Conflict:
    """Hold one disagreement: the record, the field, what is shown now, and what each wrote, oldest first.

    Of an `orphan`, `target_kind`, `target_id` and `target_name` say which deleted record it refers to.
    """

    id: int
    sort: Sort
    kind: str
    record_id: str
    name: str
    field: str
    field_label: str
    shown: Any
    versions: tuple[ConflictVersion, ...]
    target_kind: str = ""
    target_id: str = ""
    target_name: str = ""


def count_conflicts(dossier: Dossier) -> int:
    """Count what people disagree about, for a badge; reads no journal."""
    with dossier.reading() as session:
        return session.scalar(select(func.count()).select_from(ConflictCell)) or 0


def list_conflicts(dossier: Dossier, *, offset: int = 0, limit: int = 200) -> tuple[Conflict, ...]:
    """List what people disagree about, record by record."""
    query = select(ConflictCell).order_by(ConflictCell.kind, ConflictCell.record_id, ConflictCell.field)
    with dossier.reading() as session:
        rows = session.execute(query.offset(offset).limit(limit)).scalars().all()
        return tuple(_conflict(session, row) for row in rows if row.kind in record_classes())


def _conflict(session: Session, row: ConflictCell) -> Conflict:
    record_class = record_classes()[row.kind]
    record = session.get_one(record_class, row.record_id)
    packed = pack_id(row.record_id)
    cells: Cells = read_heads(session, row.kind, [packed]).get(packed, {})
    target = _target(session, record_class, row)
    if target is not None:
        heads = _deletions(session, target)
        written = {(row.field, head) for head in cells.get(row.field, ())} | {
            ("deleted", head) for head in heads
        }
        shown: Any = row.target_id
    elif row.sort == "deleted":
        written = _deletion_and_changes(cells)
        shown = record.deleted
    else:
        written = {(row.field, head) for head in cells.get(row.field, ())}
        resolution = resolve_cell(session, record_class, packed, row.field, cells)
        shown = typed_value(record_class, row.field, resolution.value)
    return Conflict(
        row.seq,
        cast("Sort", row.sort),  # written by `journal.conflicts` alone
        row.kind,
        row.record_id,
        name_of(record),
        row.field,
        field_label(row.kind, row.field),
        shown,
        _versions(session, record_class, written),
        target.kind() if target is not None else "",
        target.id if target is not None else "",
        name_of(target) if target is not None else "",
    )


def _target(session: Session, record_class: type[Record], row: ConflictCell) -> Record | None:
    targets = dict(references_of(record_class))
    if row.sort != "orphan" or row.target_id is None or row.field not in targets:
        return None
    return session.get(targets[row.field], row.target_id)


def _deletions(session: Session, record: Record) -> list[Version]:
    packed = pack_id(record.id)
    cells = read_heads(session, record.kind(), [packed]).get(packed, {})
    return [head for head in cells.get("deleted", ()) if head.value]


def _deletion_and_changes(cells: Cells) -> set[tuple[str, Version]]:
    """Give the deletions, and what was written by people who did not know of them."""
    heads = cells.get("deleted", ())
    deletions = [head for head in heads if head.value]
    late = unseen(deletions, {head.commit for heads in cells.values() for head in heads})
    written = {("deleted", head) for head in heads}
    return written | {
        (field, head)
        for field, heads in cells.items()
        for head in heads
        if field != "deleted" and head.commit in late
    }


def _versions(
    session: Session, record_class: type[Record], written: Iterable[tuple[str, Version]]
) -> tuple[ConflictVersion, ...]:
    pairs = sorted(written, key=lambda pair: (pair[1].made_at, pair[1].commit, pair[0]))
    signed = _signatures(session, [head.commit for _field, head in pairs])
    columns = columns_of(record_class)
    return tuple(
        ConflictVersion(
            unpack_id(head.commit),
            field,
            field_label(record_class.kind(), field),
            typed_value(record_class, field, head.value),
            *signed[head.commit],
            datetime.fromtimestamp(head.made_at / 1000, UTC),
        )
        for field, head in pairs
        if field in columns
    )


def _signatures(session: Session, commits: Sequence[bytes]) -> Mapping[bytes, tuple[str, str]]:
    found: dict[bytes, tuple[str, str]] = {}
    for batch in batches(commits):
        query = select(JournalCommit.id, JournalCommit.author, JournalCommit.device)
        for commit, author, device in session.execute(query.where(JournalCommit.id.in_(batch))):
            found[commit] = (author, device)
    return found


def settle_conflict(dossier: Dossier, conflict: Conflict, choice: str) -> Changes:
    """Settle one disagreement.

    `choice` is the commit id of the version to take; «shown» agrees on what is shown; «keep» and «delete» answer
    for a record deleted on one side: of an orphan, for the record it refers to. Raises InvalidInput, NotFound.
    """
    if conflict.sort in ("deleted", "orphan"):
        kind, record_id = conflict.kind, conflict.record_id
        if conflict.sort == "orphan":
            kind, record_id = conflict.target_kind, conflict.target_id
        deciders = {"keep": keep_record, "shown": keep_record, "delete": drop_record}
        if conflict.sort == "orphan":
            del deciders["shown"]
        if choice not in deciders:
            raise InvalidInput(_("Choose to keep or to delete."))
        return deciders[choice](dossier, kind=kind, record_id=record_id)
    cell = (conflict.kind, conflict.record_id, conflict.field)
    if choice == "shown":
        return settle_with(dossier, [(cell, None)])
    for version in conflict.versions:
        if version.commit_id == choice:
            return settle_with(dossier, [(cell, version.value)])
    raise NotFound(_("This version is not among those people disagree about."))


def settle_all_as_shown(dossier: Dossier, conflicts: Iterable[Conflict]) -> Changes:
    """Agree on what is shown for several disagreements in one act; deletions are decided one by one.

    Raises NotFound, InvalidInput where there is nothing to settle so.
    """
    cells = [
        ((conflict.kind, conflict.record_id, conflict.field), None)
        for conflict in conflicts
        if conflict.sort not in ("deleted", "orphan")
    ]
    if not cells:
        raise InvalidInput(_("Nothing can be settled that way: decide each deletion."))
    return settle_with(dossier, cells)
