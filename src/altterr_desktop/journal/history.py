"""Read who changed what and when, for one record or the whole dossier."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.values import pack_id, split_ids, unpack_id, unpack_json
from altterr_desktop.model.journal import JournalCommit, JournalEdit


@dataclass(frozen=True)
class HistoryEdit:
    """Hold one changed cell, with JSON values before and after (None: empty)."""

    kind: str
    record_id: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class HistoryEntry:
    """Hold one commit as a person reads it; the time is in UTC."""

    commit_id: str
    made_at: datetime
    author: str
    device: str
    label: str
    edits: tuple[HistoryEdit, ...]
    undone: bool = False


def record_history(dossier: Dossier, record_id: str) -> list[HistoryEntry]:
    """List the commits that changed one record, newest first, with that record's cells only."""
    with dossier.reading() as session:
        edits = session.execute(
            select(JournalEdit, JournalCommit)
            .join(JournalCommit, JournalCommit.seq == JournalEdit.commit_seq)
            .where(JournalEdit.record == pack_id(record_id))
            .order_by(JournalEdit.seq)
        ).all()
        return _entries(session, [(edit, commit) for edit, commit in edits])


def dossier_history(
    dossier: Dossier,
    *,
    offset: int = 0,
    limit: int = 200,
    author: str | None = None,
    since: datetime | None = None,
    before: datetime | None = None,
) -> list[HistoryEntry]:
    """List the commits of the dossier, newest first; a page of them, at most 200 cells each.

    `author` keeps one name («» for what nobody signed), `since` and `before` a period.
    """
    query = select(JournalCommit).order_by(JournalCommit.seq.desc())
    if author is not None:
        query = query.where(JournalCommit.author == author)
    if since is not None:
        query = query.where(JournalCommit.made_at >= int(since.timestamp() * 1000))
    if before is not None:
        query = query.where(JournalCommit.made_at < int(before.timestamp() * 1000))
    with dossier.reading() as session:
        commits = session.execute(query.offset(offset).limit(limit)).scalars()
        pairs = []
        for commit in commits:
            edits = session.execute(
                select(JournalEdit)
                .where(JournalEdit.commit_seq == commit.seq)
                .order_by(JournalEdit.seq)
                .limit(200)
            ).scalars()
            pairs += [(edit, commit) for edit in edits]
        return _entries(session, pairs)


def history_authors(dossier: Dossier) -> list[str]:
    """List the names that signed something, in order; «» where something is not signed."""
    with dossier.reading() as session:
        return sorted(session.execute(select(JournalCommit.author).distinct()).scalars())


def _entries(session: Session, pairs: list[tuple[JournalEdit, JournalCommit]]) -> list[HistoryEntry]:
    before = values_before(session, [edit for edit, _commit in pairs])
    cells: dict[int, list[HistoryEdit]] = defaultdict(list)
    commits = {commit.seq: commit for _edit, commit in pairs}
    for edit, commit in pairs:
        cells[commit.seq].append(
            HistoryEdit(
                edit.kind, unpack_id(edit.record), edit.field, before.get(edit.seq), unpack_json(edit.value)
            )
        )
    undone = set(
        session.execute(select(JournalCommit.undoes).where(JournalCommit.undoes.is_not(None))).scalars()
    )
    return [
        HistoryEntry(
            unpack_id(commit.id),
            datetime.fromtimestamp(commit.made_at / 1000, UTC),
            commit.author,
            commit.device,
            commit.label,
            tuple(cells[seq]),
            commit.id in undone,
        )
        for seq, commit in sorted(commits.items(), reverse=True)
    ]


def values_before(session: Session, edits: list[JournalEdit]) -> dict[int, Any]:
    """Give the JSON value each edit replaced, by the edit's number; none where it replaced nothing.

    Where an edit settled several values, the latest one by time and commit id counts, as everywhere.
    """
    replaced = {commit_id for edit in edits for commit_id in split_ids(edit.replaces)}
    if not replaced:
        return {}
    found: dict[tuple[bytes, bytes, str], tuple[int, bytes, Any]] = {}
    records = {edit.record for edit in edits if edit.replaces}
    query = (
        select(
            JournalEdit.record, JournalEdit.field, JournalEdit.value, JournalCommit.id, JournalCommit.made_at
        )
        .join(JournalCommit, JournalCommit.seq == JournalEdit.commit_seq)
        .where(JournalEdit.record.in_(records), ~JournalEdit.is_head)
    )
    for record, field, value, commit_id, made_at in session.execute(query):
        found[commit_id, record, field] = (made_at, commit_id, unpack_json(value))
    before = {}
    for edit in edits:
        values = [
            found[key]
            for key in ((at, edit.record, edit.field) for at in split_ids(edit.replaces))
            if key in found
        ]
        if values:
            before[edit.seq] = max(values, key=lambda value: value[:2])[2]
    return before
