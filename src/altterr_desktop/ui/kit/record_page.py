"""Add to a list what every page of whole records does: read one, take its next when it goes, delete; no subject."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from altterr_desktop.i18n import _
from altterr_desktop.journal.changes import Changes
from altterr_desktop.ui.kit.base_tab import ListSpec, ListTab
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.deleting import delete_with_undo


class RecordPage(ListTab):
    """Show the first row from the start, and the record of the current row as `read` gives it.

    `read` is called on the worker's thread with the open dossier and an id. A page overrides `show_read` and
    `show_none`, and `splitter_is_busy` where a new record is typed before it is kept.
    """

    def __init__(
        self,
        context: TabContext,
        spec: ListSpec,
        read: Callable[[Any, str], Any],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, spec, parent)
        self._read = read
        self.rows.arrived.connect(self._on_first_rows)

    # For the page

    def show_read(self, record_id: str, found: Any) -> None:
        """Show what was read of the current record. Override it."""

    def show_none(self) -> None:
        """Show no record. Override it."""

    # A page's own

    def load_detail(self, record_id: str) -> None:
        """Show a record beside the list, or none."""
        if record_id:
            self.context.operations.ask(
                self._read,
                record_id,
                on_done=partial(self._on_read, record_id),
                on_error=partial(self._on_gone, record_id),
            )
        else:
            self.show_none()

    def show_created(self, changes: Changes) -> None:
        """Make a record just added the current one, whatever the filter was."""
        self.filter_bar.clear()
        self.table.select_id(changes.subject_id)

    def delete_shown(self, kind: str, record_id: str, name: str) -> None:
        """Delete the record shown, with a way back; the next row takes its place."""
        self.leave()
        said = _("Deleted: {name}").format(name=name)
        delete_with_undo(self.context, kind, record_id, said, on_deleted=self.drop_shown, owner=self)

    def drop_shown(self) -> None:
        """Let go of the record shown."""
        self.show_none()
        self.table.drop_current()

    # Inside

    def _on_read(self, record_id: str, found: Any) -> None:
        if record_id == self.table.current_id():
            self.show_read(record_id, found)

    def _on_gone(self, record_id: str, error: Exception) -> None:
        # Deleted meanwhile, here or by an undo: the row that takes its place is shown.
        if record_id == self.table.current_id():
            self.drop_shown()
            self.rows.reload()
        else:
            self.context.messages.status(str(error))

    def _on_first_rows(self, total: int) -> None:
        if total and not self.table.current_id() and not self.splitter_is_busy():
            self.table.selectRow(0)
