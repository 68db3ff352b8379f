"""Give commits and edits the shape in which they leave the journal and come back; open no file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from altterr_desktop.journal.batches import batches
from altterr_desktop.model.journal import JournalCommit, JournalEdit


@dataclass(frozen=True)
class CommitLine:
    """Hold one commit as it travels; ids are packed, the time is in milliseconds UTC."""

    id: bytes
    parents: bytes
    made_at: int
    author_id: str
    author: str
    device: str
    label: str
    schema_version: int
    undoes: bytes | None


class EditLine(NamedTuple):
    """Hold one edit as it travels; `place` is that of its commit in the list it came with."""

    place: int
    kind: str
    record: bytes
    field: str
    value: bytes
    replaces: bytes


def commit_ids(session: Session, *, after_seq: int = 0) -> list[tuple[int, bytes]]:
    """List number and id of the commits applied here after one, parents first."""
    rows = session.execute(
        select(JournalCommit.seq, JournalCommit.id)
        .where(JournalCommit.seq > after_seq)
        .order_by(JournalCommit.seq)
    )
    return [(seq, commit) for seq, commit in rows]


def read_commits(session: Session, seqs: Sequence[int]) -> list[CommitLine]:
    """Read commits by their numbers, in that order."""
    found: dict[int, CommitLine] = {}
    for batch in batches(seqs):
        rows = session.execute(
            select(
                JournalCommit.seq,
                JournalCommit.id,
                JournalCommit.parents,
                JournalCommit.made_at,
                JournalCommit.author_id,
                JournalCommit.author,
                JournalCommit.device,
                JournalCommit.label,
                JournalCommit.schema_version,
                JournalCommit.undoes,
            ).where(JournalCommit.seq.in_(batch))
        )
        found.update((seq, CommitLine(*values)) for seq, *values in rows)
    return [found[seq] for seq in seqs]


def read_edits(session: Session, seqs: Sequence[int]) -> Iterator[EditLine]:
    """Read the edits of commits, one commit after the other; `place` counts from 0 in the list given."""
    places = {seq: place for place, seq in enumerate(seqs)}
    for batch in batches(seqs, 100):
        rows = session.execute(
            select(
                JournalEdit.commit_seq,
                JournalEdit.kind,
                JournalEdit.record,
                JournalEdit.field,
                JournalEdit.value,
                JournalEdit.replaces,
            )
            .where(JournalEdit.commit_seq.in_(batch))
            .order_by(JournalEdit.commit_seq, JournalEdit.seq)
            .execution_options(yield_per=2000)
        )
        for seq, kind, record, field, value, replaces in rows:
            yield EditLine(places[seq], kind, record, field, value, replaces)


def mark_sent(session: Session, seqs: Collection[int]) -> None:
    """Note that these commits are about to leave: no later save joins them."""
    for batch in batches(seqs):
        session.execute(
            update(JournalCommit).where(JournalCommit.seq.in_(batch), ~JournalCommit.sent).values(sent=True)
        )
