"""Take a copy of a dossier back to a moment: later acts leave it whole, as if they had never come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.batches import batches
from altterr_desktop.journal.projection import project
from altterr_desktop.journal.search_index import rebuild
from altterr_desktop.journal.values import split_ids, unpack_id
from altterr_desktop.model import record_classes
from altterr_desktop.model.exchange import ConflictCell, ParkedCommit
from altterr_desktop.model.journal import JournalCommit, JournalEdit


def rewind(dossier: Dossier, moment: datetime) -> int:
    """Drop from a copy what was made after a moment, and what rests on it; give the number of acts dropped.

    Times are those of the clocks that signed. Never run on the dossier itself: it would forget.
    """
    limit = int(moment.timestamp() * 1000)
    with dossier.session() as session:
        dropped, kept_parents = _later(session, limit)
        touched = _touched(session, dropped)
        for batch in batches(dropped):
            session.execute(delete(JournalEdit).where(JournalEdit.commit_seq.in_(batch)))
            session.execute(delete(JournalCommit).where(JournalCommit.seq.in_(batch)))
        session.execute(delete(ParkedCommit))
        session.execute(delete(ConflictCell))
        _mark_tips(session, kept_parents)
        gone: set[tuple[str, bytes]] = set()
        for records in batches(touched):
            gone |= _mark_heads(session, records)
        _drop_rows(session, gone)
        project(session, [(kind, unpack_id(record)) for kind, record in touched - gone])
        rebuild(session)
        session.commit()
    return len(dropped)


def _later(session: Session, limit: int) -> tuple[list[int], set[bytes]]:
    """List the acts made after the limit or resting on one that was, and the parents of the others."""
    kept: set[bytes] = set()
    kept_parents: set[bytes] = set()
    dropped = []
    query = select(JournalCommit.seq, JournalCommit.id, JournalCommit.parents, JournalCommit.made_at)
    for seq, commit, parents, made_at in session.execute(query.order_by(JournalCommit.seq)):
        if made_at <= limit and kept.issuperset(split_ids(parents)):
            kept.add(commit)
            kept_parents.update(split_ids(parents))
        else:
            dropped.append(seq)
    return dropped, kept_parents


def _touched(session: Session, seqs: Iterable[int]) -> set[tuple[str, bytes]]:
    found: set[tuple[str, bytes]] = set()
    for batch in batches(seqs):
        rows = session.execute(
            select(JournalEdit.kind, JournalEdit.record).where(JournalEdit.commit_seq.in_(batch)).distinct()
        )
        found.update((kind, record) for kind, record in rows)
    return found


def _mark_tips(session: Session, parents: set[bytes]) -> None:
    session.execute(update(JournalCommit).values(is_tip=True))
    for batch in batches(parents):
        session.execute(update(JournalCommit).where(JournalCommit.id.in_(batch)).values(is_tip=False))


def _mark_heads(session: Session, records: list[tuple[str, bytes]]) -> set[tuple[str, bytes]]:
    """Find again the heads of some records' cells; give the records nothing is left of."""
    rows = session.execute(
        select(
            JournalEdit.seq,
            JournalEdit.kind,
            JournalEdit.record,
            JournalEdit.field,
            JournalEdit.replaces,
            JournalCommit.id,
        )
        .join(JournalCommit, JournalCommit.seq == JournalEdit.commit_seq)
        .where(JournalEdit.record.in_([record for _kind, record in records]))
    ).all()
    replaced = {
        (record, field, commit)
        for _seq, _kind, record, field, replaces, _commit in rows
        for commit in split_ids(replaces)
    }
    heads = [
        {"one": seq, "head": (record, field, commit) not in replaced}
        for seq, _kind, record, field, _replaces, commit in rows
    ]
    if heads:
        table: Any = JournalEdit.__table__
        session.connection().execute(
            update(table).where(table.c.seq == bindparam("one")).values(is_head=bindparam("head")), heads
        )
    return set(records) - {(kind, record) for _seq, kind, record, _field, _replaces, _commit in rows}


def _drop_rows(session: Session, records: Iterable[tuple[str, bytes]]) -> None:
    for kind, record in records:
        record_class = record_classes().get(kind)
        if record_class is not None:
            session.execute(delete(record_class).where(record_class.id == unpack_id(record)))
