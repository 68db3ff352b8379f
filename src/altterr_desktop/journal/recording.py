"""Make one commit of everything an operation writes, in the operation's own transaction."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.dossier.file import Dossier, Signature
from altterr_desktop.dossier.migrations import latest_version
from altterr_desktop.i18n import _
from altterr_desktop.journal.batches import batches
from altterr_desktop.journal.capture import Captured, Cell, watch
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.conflicts import (
    attached_to_deleted,
    links_to,
    refresh_conflicts,
    refresh_known_conflicts,
)
from altterr_desktop.journal.erased import all_erased, erased_among, is_part_of_erased, keeps, part_of
from altterr_desktop.journal.projection import project
from altterr_desktop.journal.search_index import index_records
from altterr_desktop.journal.values import columns_of, pack_id, pack_value, unpack_id
from altterr_desktop.model import Record
from altterr_desktop.model.exchange import ErasedRecord
from altterr_desktop.model.journal import JournalCommit, JournalEdit

# Saves of one long text follow each other at each pause of the keys: within this time they are one edit.
COALESCE_MS = 30 * 60 * 1000


@dataclass
class Work:
    """Lend an operation its session; it may refine the label and say which record it is about."""

    session: Session
    label: str
    subject_id: str = ""
    undoes: bytes | None = None
    changes: Changes = field(default_factory=Changes)
    # Cells to write even where the table holds the value already: it settles a conflict.
    settled: dict[Cell, Record] = field(default_factory=dict)


@contextlib.contextmanager
def recording(dossier: Dossier, label: str, *, coalesce: bool = False) -> Iterator[Work]:
    """Run an operation in one transaction and journal what it wrote; `changes` is set when it ends.

    `coalesce` lets a save of long texts join the previous, not yet sent, save of the same cells. Raises
    ReadOnlyDossier, DossierMoved, DiskFull, DiskFailure; then nothing was changed.
    """
    with dossier.session() as session:
        captured = watch(session)
        work = Work(session, label)
        yield work
        session.flush()
        kept_empty = _keep_erased_empty(session, captured)
        if captured.cells or work.settled:
            _complete(captured, work)
            shown = {key: record for key, record in captured.touched.items() if key not in kept_empty}
            index_records(session, shown)
            commit_id = _write(session, captured, work, dossier.signature, coalesce=coalesce)
            refresh_known_conflicts(session, captured.touched)
            refresh_conflicts(session, attached_to_deleted(session, captured.cells))
            project(session, kept_empty)
            session.commit()
            records = tuple(captured.touched)
            subject = work.subject_id or (records[0][1] if records else "")
            work.changes = Changes(commit_id, work.label, records, subject)


def _keep_erased_empty(session: Session, captured: Captured) -> list[tuple[str, str]]:
    """Drop what was written about erased people, by an import for instance; give the records to show so.

    Raises InvalidInput where nothing else was written: a person should know.
    """
    erased = erased_among(session, [pack_id(record_id) for _kind, record_id in captured.touched])
    parents = all_erased(session) if captured.created else {}
    found = []
    for (kind, record_id), record in list(captured.touched.items()):
        is_part = bool(parents) and is_part_of_erased(
            kind, part_of(kind), getattr(record, part_of(kind) or "id"), parents
        )
        if pack_id(record_id) not in erased and not is_part:
            continue
        found.append((kind, record_id))
        is_new = (kind, record_id) in captured.created
        if is_new:
            session.add(ErasedRecord(record=pack_id(record_id), kind=kind))
        for cell in [cell for cell in captured.cells if cell[:2] == (kind, record_id)]:
            if not is_new:
                del captured.cells[cell]
            elif not keeps(cell[2]):
                captured.cells[cell] = None
        if not is_new:
            del captured.touched[kind, record_id]
    if found and not captured.touched:
        raise InvalidInput(
            _("The personal data of this person were erased: nothing can be written about them.")
        )
    if found:
        session.flush()
    return found


def _complete(captured: Captured, work: Work) -> None:
    """Add the cells that are to be written though their value stays: what is settled, what stays deleted."""
    for (kind, record_id, name), record in work.settled.items():
        captured.cells[kind, record_id, name] = getattr(record, name)
        captured.touched[kind, record_id] = record
    for (kind, record_id), record in captured.touched.items():
        if record.deleted:
            # Who changes a deleted record knows of the deletion: said again, it is not undone by this change.
            captured.cells[kind, record_id, "deleted"] = True


def _write(session: Session, captured: Captured, work: Work, signature: Signature, *, coalesce: bool) -> str:
    tips = session.execute(select(JournalCommit).where(JournalCommit.is_tip)).scalars().all()
    now = time.time_ns() // 1_000_000
    if coalesce and len(tips) == 1 and _joins(session, captured, tips[0], signature, now):
        _amend(session, captured, tips[0], now)
        return unpack_id(tips[0].id)
    commit = add_commit(session, tips, work.label, signature, now=now, undoes=work.undoes)
    _write_edits(session, captured, commit.seq)
    return unpack_id(commit.id)


def add_commit(
    session: Session,
    tips: Sequence[JournalCommit],
    label: str,
    signature: Signature,
    *,
    now: int,
    undoes: bytes | None = None,
) -> JournalCommit:
    """Add a commit, still without edits, after the latest ones; `now` is in milliseconds."""
    commit = JournalCommit(
        id=uuid4().bytes,
        parents=b"".join(sorted(tip.id for tip in tips)),
        made_at=now,
        author_id=signature.author_id,
        author=signature.author,
        device=signature.device,
        label=label,
        schema_version=latest_version(),
        undoes=undoes,
    )
    for tip in tips:
        tip.is_tip = False
    session.add(commit)
    session.flush()
    return commit


def _write_edits(session: Session, captured: Captured, commit_seq: int) -> None:
    changed = {(kind, record_id) for kind, record_id, _name in captured.cells} - captured.created
    heads = _take_heads(session, changed, captured.cells)
    rows = [
        {
            "commit_seq": commit_seq,
            "kind": kind,
            "record": pack_id(record_id),
            "field": name,
            "value": pack_value(value),
            "replaces": heads.get((kind, record_id, name), b""),
            "is_head": True,
        }
        for (kind, record_id, name), value in captured.cells.items()
    ]
    for batch in batches(rows):
        session.execute(insert(JournalEdit), batch)


def _take_heads(
    session: Session, records: Iterable[tuple[str, str]], cells: dict[Cell, Any]
) -> dict[Cell, bytes]:
    """Give, for each cell about to be written, the commits whose values it replaces, and unmark those.

    A deletion names besides the commits of all it had seen of the record, and of the links to it.
    """
    heads: dict[Cell, bytes] = {}
    replaced: list[int] = []
    seen: dict[Cell, set[bytes]] = {
        cell: set() for cell, value in cells.items() if cell[2] == "deleted" and value
    }
    for batch in batches(sorted({record_id for _kind, record_id in records})):
        query = (
            select(JournalEdit.seq, JournalEdit.kind, JournalEdit.record, JournalEdit.field, JournalCommit.id)
            .join(JournalCommit, JournalCommit.seq == JournalEdit.commit_seq)
            .where(JournalEdit.record.in_([pack_id(record_id) for record_id in batch]), JournalEdit.is_head)
            .order_by(JournalCommit.id)
        )
        for seq, kind, record, name, commit_id in session.execute(query):
            cell = (kind, unpack_id(record), name)
            if (*cell[:2], "deleted") in seen:
                seen[*cell[:2], "deleted"].add(commit_id)
            if cell in cells:
                heads[cell] = heads.get(cell, b"") + commit_id
                replaced.append(seq)
    for seqs in batches(replaced):
        session.execute(update(JournalEdit).where(JournalEdit.seq.in_(seqs)).values(is_head=False))
    for (kind, record_id), commits in links_to(session, {cell[:2] for cell in seen}).items():
        seen[kind, record_id, "deleted"] |= commits
    heads.update((cell, b"".join(sorted(commits))) for cell, commits in seen.items())
    return heads


def _joins(session: Session, captured: Captured, tip: JournalCommit, signature: Signature, now: int) -> bool:
    """Tell whether these cells are long texts that the last commit, ours and unsent, just wrote too."""
    same_hand = (tip.author_id, tip.device) == (signature.author_id, signature.device)
    if (
        tip.sent
        or tip.undoes
        or not same_hand
        or not 0 <= now - tip.made_at < COALESCE_MS
        or captured.created
    ):
        return False
    classes = {record.kind(): type(record) for record in captured.touched.values()}
    if not all(columns_of(classes[kind])[name].info.get("prose") for kind, _id, name in captured.cells):
        return False
    if session.scalar(select(func.count()).where(JournalEdit.commit_seq == tip.seq)) != len(captured.cells):
        return False
    written = session.execute(
        select(JournalEdit.kind, JournalEdit.record, JournalEdit.field).where(
            JournalEdit.commit_seq == tip.seq
        )
    )
    return {(kind, unpack_id(record), name) for kind, record, name in written} == set(captured.cells)


def _amend(session: Session, captured: Captured, tip: JournalCommit, now: int) -> None:
    # A new id: a copy of the dossier made between two saves holds the former commit, and one id never
    # stands for two contents.
    tip.id = uuid4().bytes
    tip.made_at = now
    for (kind, record_id, name), value in captured.cells.items():
        session.execute(
            update(JournalEdit)
            .where(
                JournalEdit.commit_seq == tip.seq,
                JournalEdit.kind == kind,
                JournalEdit.record == pack_id(record_id),
                JournalEdit.field == name,
            )
            .values(value=pack_value(value))
        )
