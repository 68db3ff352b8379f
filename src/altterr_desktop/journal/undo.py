"""Take back what this laptop did, as a new commit that merges like any other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.journal.batches import batches
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.erased import STONES, erased_among
from altterr_desktop.journal.history import values_before
from altterr_desktop.journal.recording import recording
from altterr_desktop.journal.values import default_of, typed_value, unpack_id, unpack_value
from altterr_desktop.model import Record, record_classes
from altterr_desktop.model.journal import JournalCommit, JournalEdit

# How far back an undo looks for what is still to be undone: this laptop's acts, among everybody's.
DEPTH = 400
REACH = 20_000


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


@dataclass(frozen=True)
class _Act:
    """Hold what undoing needs to know of a commit."""

    seq: int
    id: bytes
    undoes: bytes | None
    label: str


def _targets(session: Session, device: str) -> tuple[_Act | None, tuple[_Act, _Act] | None]:
    """Find the act to undo, and the (undoing, undone) pair to do again, among this laptop's recent acts."""
    acts = _recent_acts(session, device)
    by_id = {act.id: act for act in acts}
    taken_back: set[bytes | None] = set()
    for act in acts:  # newest first: whatever undoes an act comes before it
        if act.id not in taken_back:
            taken_back.add(act.undoes)
    target = next((act for act in acts if act.undoes is None and act.id not in taken_back), None)
    again = None
    for act in acts:
        if act.undoes is None:
            break  # something new was done since: there is no way back to what was undone before
        undone = by_id.get(act.undoes)
        if undone is not None and undone.undoes is None and act.id not in taken_back:
            again = (act, undone)
            break
    return target, again


def _recent_acts(session: Session, device: str) -> list[_Act]:
    """List this laptop's latest acts, newest first."""
    newest = select(func.max(JournalCommit.seq)).scalar_subquery()
    rows = session.execute(
        select(JournalCommit.seq, JournalCommit.id, JournalCommit.undoes, JournalCommit.label)
        # The dossier's own creation has no parent and is no act to take back.
        .where(
            JournalCommit.device == device, JournalCommit.parents != b"", JournalCommit.seq > newest - REACH
        )
        # What was erased for a person is not given back by a key.
        .where(
            ~exists().where(JournalEdit.commit_seq == JournalCommit.seq, JournalEdit.kind.in_(sorted(STONES)))
        )
        .order_by(JournalCommit.seq.desc())
        .limit(DEPTH)
    )
    return [_Act(*row) for row in rows]


def _take_back(dossier: Dossier, target: _Act, label: str) -> Changes:
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


def _restore_cells(session: Session, edits: list[JournalEdit], target: _Act) -> list[tuple[str, str, str]]:
    before = values_before(session, edits)
    older = _records_older_than(session, {edit.record for edit in edits}, target.seq)
    skipped = []
    erased = erased_among(session, {edit.record for edit in edits})
    for edit in edits:
        record_class = None if edit.record in erased else record_classes().get(edit.kind)
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
