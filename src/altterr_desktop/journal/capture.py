"""See every change a session makes to records that travel, and refuse what would pass unseen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from altterr_desktop.journal.values import columns_of, default_of
from altterr_desktop.model import Record, record_classes

Cell = tuple[str, str, str]


@dataclass
class Captured:
    """Gather the cells a session wrote: (kind, id, field) to value, the last one counting."""

    cells: dict[Cell, Any] = field(default_factory=dict)
    created: set[tuple[str, str]] = field(default_factory=set)
    touched: dict[tuple[str, str], Record] = field(default_factory=dict)


def watch(session: Session) -> Captured:
    """Capture what a session flushes from now on; deleting rows and bulk updates of records raise."""
    captured = Captured()

    def after_flush(session: Session, _context: UOWTransaction) -> None:
        for thing in session.new:
            if isinstance(thing, Record):
                _note_created(captured, thing)
        for thing in session.dirty:
            if isinstance(thing, Record):
                _note_changed(captured, thing)

    event.listen(session, "before_flush", _refuse_deletes)
    event.listen(session, "after_flush", after_flush)
    event.listen(session, "do_orm_execute", _refuse_bulk)
    return captured


def _note_created(captured: Captured, record: Record) -> None:
    kind = record.kind()
    captured.created.add((kind, record.id))
    captured.touched[kind, record.id] = record
    state = inspect(record).dict
    written = False
    for name in columns_of(type(record)):
        value = state.get(name)
        # What is empty at birth is read back from the column's default: it needs no edit.
        if value not in (None, "", False) or value != default_of(type(record), name):
            captured.cells[kind, record.id, name] = value
            written = True
    if not written:
        # A record without any value is one all the same: other laptops learn of it through this edit.
        captured.cells[kind, record.id, "deleted"] = False


def _note_changed(captured: Captured, record: Record) -> None:
    kind, state = record.kind(), inspect(record)
    for name in columns_of(type(record)):
        if name in state.committed_state:
            history = state.attrs[name].history
            if history.has_changes() and history.added != history.deleted:
                captured.cells[kind, record.id, name] = history.added[0] if history.added else None
                captured.touched[kind, record.id] = record


def _refuse_deletes(session: Session, *_ignored: object) -> None:
    gone = [thing for thing in session.deleted if isinstance(thing, Record)]
    if gone:
        raise RuntimeError(f"{gone[0].kind()}: records are marked as deleted, their rows stay")


def _refuse_bulk(state: ORMExecuteState) -> None:
    if not (state.is_update or state.is_delete or state.is_insert):
        return
    table = getattr(state.statement, "table", None)
    if table is not None and table.name in record_classes():
        raise RuntimeError(f"{table.name}: a bulk statement would bypass the journal")
