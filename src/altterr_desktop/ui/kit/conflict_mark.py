"""Say over a record that people wrote different things in it, and open the disagreements; it settles nothing."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from altterr_desktop.i18n.names import count_words
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.icons import set_icon

ACTION = "exchange.conflicts"


class ConflictMark(QPushButton):
    """Be seen while the record shown, or a part of it, is disputed."""

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._record_id = ""
        self.setProperty("kind", "flat")
        set_icon(self, "git-merge", "danger")
        self.clicked.connect(lambda *_on: self._open())
        self.hide()

    def show_record(self, record_id: str) -> None:
        """Look whether a record is disputed; «» for none."""
        self._record_id = record_id
        if record_id and self._is_offered():
            from altterr_desktop.services.conflict_words import count_conflicts_of

            self._context.operations.ask(
                count_conflicts_of, record_id, on_done=partial(self._on_counted, record_id), owner=self
            )
        else:
            self.hide()

    def _on_counted(self, record_id: str, count: int) -> None:
        if record_id == self._record_id:
            self.setText(
                count_words("{count} disagreement: compare…", "{count} disagreements: compare…", count)
            )
            self.setVisible(bool(count))

    def _is_offered(self) -> bool:
        return ACTION in {action.id for action in self._context.actions.listed()}

    def _open(self) -> None:
        if self._is_offered():
            action = self._context.actions.built(ACTION)
            action.setData(self._record_id)
            action.trigger()
