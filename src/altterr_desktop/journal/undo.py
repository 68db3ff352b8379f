"""Take back what this laptop did, as a new commit that merges like any other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.history import values_before
from altterr_desktop.journal.recording import batches, recording
from altterr_desktop.journal.values import default_of, typed_value, unpack_id, unpack_value
from altterr_desktop.model import Record, record_classes
from altterr_desktop.model.journal import JournalCommit, JournalEdit

# How far back an undo looks for what is still to be undone.
DEPTH = 400


@dataclass(frozen=True)
class UndoState:
    """Hold the labels of what Ctrl+Z would undo and Ctrl+Shift+Z do again; empty when there is nothing."""

    undo_label: str = ""
    redo_label: str = ""


def undo_state(dossier: Dossier) -> UndoState:
    """Say what can be undone and done again on this laptop."""
    with dossier.reading() as session:
        target, again = _targets(session, dossier.signature.device)
    return UndoState(target.label if target else "", again[1].label if again else "")


def undo(dossier: Dossier) -> Changes:
    """Give back the values before this laptop's latest act, but not where somebody changed them since.

    `skipped` of the result lists the cells left alone. Raises InvalidInput when there is nothing to undo.
    """
    with dossier.reading() as session:
        target, _again = _targets(session, dossier.signature.device)
    if target is None:
        raise InvalidInput(_("There is nothing to undo."))
    return _take_back(dossier, target, _("Undone: {label}").format(label=target.label))


def redo(dossier: Dossier) -> Changes:
    """Do again what was last undone. Raises InvalidInput when there is nothing to do again."""
    with dossier.reading() as session:
        _target, again = _targets(session, dossier.signature.device)
    if again is None:
        raise InvalidInput(_("There is nothing to redo."))
    undoing, undone = again
    return _take_back(dossier, undoing, _("Redone: {label}").format(label=undone.label))


def _targets(
    session: Session, device: str
) -> tuple[JournalCommit | None, tuple[JournalCommit, JournalCommit] | None]:
    """Find the act to undo, and the (undoing, undone) pair to do again, among this laptop's recent acts."""
    commits = (
        session.execute(
            select(JournalCommit)
            # The dossier's own creation has no parent and is no act to take back.
            .where(JournalCommit.device == device, JournalCommit.parents != b"")
            .order_by(JournalCommit.seq.desc())
            .limit(DEPTH)
        )
        .scalars()
        .all()
    )
    by_id = {commit.id: commit for commit in commits}
    active: dict[bytes, bool] = {}
    for commit in commits:  # newest first: whatever undoes a commit comes before it
        taken_back = any(
            later.undoes == commit.id and active[later.id] for later in commits if later.seq > commit.seq
        )
        active[commit.id] = not taken_back
    target = next((commit for commit in commits if commit.undoes is None and active[commit.id]), None)
    again = None
    for commit in commits:
        if commit.undoes is None:
            break  # something new was done since: there is no way back to what was undone before
        undone = by_id.get(commit.undoes)
        if undone is not None and undone.undoes is None and active[commit.id]:
            again = (commit, undone)
            break
    return target, again


def _take_back(dossier: Dossier, target: JournalCommit, label: str) -> Changes:
    skipped: list[tuple[str, str, str]] = []
    with recording(dossier, label) as work:
        work.undoes = target.id
        edits = list(
            work.session.execute(
                select(JournalEdit).where(JournalEdit.commit_seq == target.seq).order_by(JournalEdit.seq)
            ).scalars()
        )
        for batch in batches(edits):
            skipped += _restore_cells(work.session, batch, target)
        if edits:
            work.subject_id = unpack_id(edits[0].record)
    return replace(work.changes, skipped=tuple(skipped))


def _restore_cells(
    session: Session, edits: list[JournalEdit], target: JournalCommit
) -> list[tuple[str, str, str]]:
    before = values_before(session, edits)
    older = _records_older_than(session, {edit.record for edit in edits}, target.seq)
    skipped = []
    for edit in edits:
        record_class = record_classes().get(edit.kind)
        record = record_class and session.get(record_class, unpack_id(edit.record))
        if record_class is None or record is None:
            continue
        former = _former_value(record_class, edit, before)
        if edit.record not in older:
            record.deleted = True
        # What counts is the value, not who wrote it last: an undo that gave this value back is no obstacle.
        elif getattr(record, edit.field) == unpack_value(record_class, edit.field, edit.value):
            setattr(record, edit.field, former)
        elif getattr(record, edit.field) != former:
            skipped.append((edit.kind, unpack_id(edit.record), edit.field))
    return skipped


def _former_value(record_class: type[Record], edit: JournalEdit, before: dict[int, Any]) -> Any:
    if edit.seq in before:
        return typed_value(record_class, edit.field, before[edit.seq])
    return default_of(record_class, edit.field)


def _records_older_than(session: Session, records: set[bytes], seq: int) -> set[bytes]:
    """Give those of the records that existed before a commit."""
    found: set[bytes] = set()
    for batch in batches(records):
        found.update(
            session.execute(
                select(JournalEdit.record)
                .where(JournalEdit.record.in_(batch), JournalEdit.commit_seq < seq)
                .distinct()
            ).scalars()
        )
    return found
