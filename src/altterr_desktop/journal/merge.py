"""Take in the commits of other laptops: known ones skipped, orphans parked, the rest shown in the tables.

Everything happens in one transaction. Nothing is inferred from what is missing.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.orm import Session

from altterr_desktop.dossier.file import Dossier, is_file
from altterr_desktop.journal.batches import batches
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.erasing import Scrubbing, apply_stones, forget_traces, scrubbing
from altterr_desktop.journal.parking import known_among, park, parked_ids, release
from altterr_desktop.journal.projection import RecordKey, note_unknown, project
from altterr_desktop.journal.travelling import CommitLine, EditLine
from altterr_desktop.journal.values import split_ids, unpack_id
from altterr_desktop.model.exchange import ConflictCell, ParkedCommit
from altterr_desktop.model.journal import JournalCommit, JournalEdit
from altterr_desktop.model.verdicts import AttachmentContent

# A clock more than a day ahead is told: it makes its owner's values win.
AHEAD_MS = 24 * 3600 * 1000
_EDITS_AT_ONCE = 2000

Content = tuple[str, bytes]


@dataclass(frozen=True)
class Received:
    """Say what came in: commits applied now (some had waited), known already, or waiting for an earlier file."""

    applied: int = 0
    known: int = 0
    parked: int = 0
    waiting: int = 0
    edits: int = 0
    new_conflicts: int = 0
    authors: tuple[tuple[str, int], ...] = ()
    labels: tuple[str, ...] = ()
    clocks_ahead: tuple[str, ...] = ()
    changes: Changes = field(default_factory=Changes)


@dataclass
class _Intake:
    """Gather what is applied while it comes in."""

    commits: list[CommitLine] = field(default_factory=list)
    touched: set[RecordKey] = field(default_factory=set)
    cells: set[tuple[str, str]] = field(default_factory=set)
    edits: int = 0
    scrubbing: Scrubbing = field(default_factory=lambda: Scrubbing({}, {}, set()))


@dataclass
class _Sorting:
    """Say, by their places in the list, which commits can be applied, which must wait, how many were known."""

    ready: dict[int, int] = field(default_factory=dict)  # place in the list that came -> among the ready
    parked: dict[int, bytes] = field(default_factory=dict)
    known: int = 0


def receive(
    dossier: Dossier,
    commits: Sequence[CommitLine],
    edits: Iterable[EditLine],
    contents: Iterable[Content] = (),
    *,
    dry_run: bool = False,
) -> Received:
    """Take in commits, listed parents first, with their edits in the same order; all or nothing.

    `contents` are attached files, by SHA-256, read after the edits. With `dry_run` everything is tried and
    nothing is kept. Raises ReadOnlyDossier, DossierMoved, DiskFull, DiskFailure and what the iterators raise.
    """
    with dossier.session() as session:
        intake = _Intake(scrubbing=scrubbing(session))
        disputed = _count(session, ConflictCell)
        sorting = _sort(session, commits)
        waiting: dict[bytes, list[EditLine]] = {}
        _apply(session, intake, [commits[at] for at in sorting.ready], _chosen(edits, sorting, waiting))
        park(session, [commits[at] for at in sorting.parked], waiting)
        for content in contents:
            _keep_content(session, content)
        for released, its_edits in release(session):
            _apply(session, intake, released, its_edits)
        if intake.scrubbing.stones:
            intake.touched.update(apply_stones(session, intake.scrubbing.stones))
        elif sorting.parked and not intake.scrubbing.is_idle:
            apply_stones(session, ())
        changes = _show(session, intake)
        received = _summary(session, intake, sorting, disputed, changes)
        if not dry_run:
            session.commit()
    if intake.scrubbing.stones and not dry_run:
        forget_traces(dossier)
    return received


def _sort(session: Session, commits: Sequence[CommitLine]) -> _Sorting:
    ids = {commit.id for commit in commits}
    parents = {parent for commit in commits for parent in split_ids(commit.parents)}
    known = known_among(session, ids | parents)
    waiting = parked_ids(session).keys()
    sorting = _Sorting()
    seen = set(known)
    for place, commit in enumerate(commits):
        if commit.id in seen or commit.id in waiting:
            sorting.known += 1
        elif known.issuperset(split_ids(commit.parents)):
            sorting.ready[place] = len(sorting.ready)
            known.add(commit.id)
        else:
            sorting.parked[place] = commit.id
        seen.add(commit.id)
    return sorting


def _chosen(
    edits: Iterable[EditLine], sorting: _Sorting, waiting: dict[bytes, list[EditLine]]
) -> Iterator[EditLine]:
    """Give the edits of the commits to apply; set those of the commits to park aside."""
    for edit in edits:
        if edit.place in sorting.ready:
            yield edit._replace(place=sorting.ready[edit.place])
        elif edit.place in sorting.parked:
            waiting.setdefault(sorting.parked[edit.place], []).append(edit)


def _apply(
    session: Session, intake: _Intake, commits: Sequence[CommitLine], edits: Iterable[EditLine]
) -> None:
    """Add commits to the journal, after their parents."""
    commits = [intake.scrubbing.commit(commit) for commit in commits]
    first = (session.scalar(select(func.max(JournalCommit.seq))) or 0) + 1
    parents = {parent for commit in commits for parent in split_ids(commit.parents)}
    for batch in batches(parents):
        session.execute(update(JournalCommit).where(JournalCommit.id.in_(batch)).values(is_tip=False))
    rows = [
        # What came from elsewhere has been sent already: no save here may join it.
        {**vars(commit), "seq": first + place, "is_tip": commit.id not in parents, "sent": True}
        for place, commit in enumerate(commits)
    ]
    for some in batches(rows):
        session.execute(insert(JournalCommit), some)
    intake.commits += commits
    for lines in batches(edits, _EDITS_AT_ONCE):
        scrubbed = [intake.scrubbing.edit(edit, commits[edit.place].id) for edit in lines]
        _add_edits(session, intake, scrubbed, first)


# Given to the engine as they are: half a million edits come in at once.
_ADD = (
    "INSERT INTO journal_edit (commit_seq, kind, record, field, value, replaces, is_head)"
    " VALUES (?, ?, ?, ?, ?, ?, 1)"
)
# Run for each value that is replaced: the index on record and field finds it.
_REPLACE = (
    "UPDATE journal_edit SET is_head = 0 WHERE record = ? AND field = ? AND kind = ?"
    " AND commit_seq = (SELECT seq FROM journal_commit WHERE id = ?)"
)


# The same for a server, in SQLAlchemy's own words.
_EDITS: Any = JournalEdit.__table__
_REPLACE_ANYWHERE = (
    update(_EDITS)
    .where(
        _EDITS.c.record == bindparam("a_record"),
        _EDITS.c.field == bindparam("a_field"),
        _EDITS.c.kind == bindparam("a_kind"),
        _EDITS.c.commit_seq
        == select(JournalCommit.seq).where(JournalCommit.id == bindparam("a_commit")).scalar_subquery(),
    )
    .values(is_head=False)
)


def _add_edits(session: Session, intake: _Intake, edits: Sequence[EditLine], first: int) -> None:
    rows = [(first + edit.place, *edit[1:]) for edit in edits]
    replaced = [
        (edit.record, edit.field, edit.kind, commit) for edit in edits for commit in split_ids(edit.replaces)
    ]
    connection = session.connection()
    if is_file(session):
        connection.exec_driver_sql(_ADD, rows)
        if replaced:
            connection.exec_driver_sql(_REPLACE, replaced)
    else:
        names = ("commit_seq", "kind", "record", "field", "value", "replaces")
        connection.execute(insert(_EDITS), [dict(zip(names, row, strict=True)) for row in rows])
        keys = ("a_record", "a_field", "a_kind", "a_commit")
        if replaced:
            connection.execute(_REPLACE_ANYWHERE, [dict(zip(keys, row, strict=True)) for row in replaced])
    intake.touched.update(
        (kind, unpack_id(record)) for kind, record in {(edit.kind, edit.record) for edit in edits}
    )
    intake.cells.update((edit.kind, edit.field) for edit in edits)
    intake.edits += len(edits)


def _keep_content(session: Session, content: Content) -> None:
    digest, data = content
    if session.get(AttachmentContent, digest) is None:
        session.add(AttachmentContent(sha256=digest, content=data))
        session.flush()
        session.expunge_all()


def _show(session: Session, intake: _Intake) -> Changes:
    """Bring tables, search index and conflicts up to date with the journal."""
    note_unknown(session, intake.cells)
    shown = project(session, intake.touched)
    if not intake.commits:
        return Changes()
    last = intake.commits[-1]
    return Changes(unpack_id(last.id), last.label, tuple(shown))


def _summary(
    session: Session, intake: _Intake, sorting: _Sorting, disputed: int, changes: Changes
) -> Received:
    limit = time.time_ns() // 1_000_000 + AHEAD_MS
    authors = Counter(commit.author for commit in intake.commits)
    return Received(
        applied=len(intake.commits),
        known=sorting.known,
        parked=len(sorting.parked),
        waiting=_count(session, ParkedCommit),
        edits=intake.edits,
        new_conflicts=max(0, _count(session, ConflictCell) - disputed),
        authors=tuple(authors.most_common()),
        labels=tuple(commit.label for commit in intake.commits[:50]),
        clocks_ahead=tuple(
            sorted({commit.author or commit.device for commit in intake.commits if commit.made_at > limit})
        ),
        changes=changes,
    )


def _count(session: Session, table: type[ConflictCell | ParkedCommit]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0
