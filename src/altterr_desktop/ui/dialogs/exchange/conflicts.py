"""List what people disagree about beside the work, and settle it with one click or key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.i18n import _
from altterr_desktop.i18n.names import count_words
from altterr_desktop.i18n.numbers import number
from altterr_desktop.services.conflict_words import ConflictWords, follow_merge, read_conflicts, settle_text
from altterr_desktop.services.conflicts import settle_all_as_shown, settle_conflict
from altterr_desktop.ui.dialogs.exchange.conflict_view import FOLLOW, ConflictView
from altterr_desktop.ui.dialogs.showing import show_beside
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.icons import icon
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.kit.plain import plain_tip

_ICONS = {
    "values": "git-merge",
    "text": "file-text",
    "clash": "triangle-alert",
    "deleted": "trash-2",
    "orphan": "link",
}
_MOST_KEYS = 9


@dataclass(frozen=True)
class ConflictCalls:
    """Hold what the panel asks of the program: show a record, undo, look for what was typed twice."""

    open_record: Callable[[str, str], object]
    undo: Callable[[], object]
    show_twins: Callable[[], object]


class ConflictsForm(Form):
    """Bind the panel: a list, the disagreement chosen, and the keys 1, 2, Enter, Ctrl+Z."""

    FORM = "exchange_conflicts_dialog"
    widget: QDialog
    text_label: QLabel
    conflicts_tree: QTreeWidget
    all_button: QPushButton
    detail_place: QVBoxLayout
    twins_button: QPushButton
    undo_button: QPushButton
    close_button: QPushButton

    def __init__(
        self, parent: QWidget | None, operations: Operations, calls: ConflictCalls, record_id: str = ""
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._calls = calls
        self._record_id = record_id
        self._row = 0
        self.found: Sequence[ConflictWords] = ()
        self.view = ConflictView(self.widget)
        self.detail_place.addWidget(self.view)
        header = self.conflicts_tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._connect()
        unit = self.widget.fontMetrics().height()
        self.widget.resize(unit * 60, unit * 38)
        self.view.show_conflict(None, _("Reading…"))
        operations.changed.connect(self._on_changed)
        self.conflicts_tree.setFocus()
        self.reload()

    def _connect(self) -> None:
        self.conflicts_tree.currentItemChanged.connect(lambda *_items: self._show_current())
        self.conflicts_tree.itemSelectionChanged.connect(self._refresh_button)
        self.view.chosen.connect(self.settle)
        self.view.written.connect(self._on_written)
        self.view.opened.connect(self._calls.open_record)
        self.all_button.clicked.connect(lambda *_on: self.agree_on_selected())
        self.twins_button.clicked.connect(lambda *_on: self._calls.show_twins())
        self.undo_button.clicked.connect(lambda *_on: self._calls.undo())
        self.close_button.clicked.connect(self.widget.accept)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self.widget).activated.connect(
            self._calls.undo
        )
        for digit in range(1, _MOST_KEYS + 1):
            QShortcut(QKeySequence(str(digit)), self.widget).activated.connect(
                partial(self._on_number, digit)
            )
        for keys in ("Return", "Enter"):
            QShortcut(QKeySequence(keys), self.conflicts_tree).activated.connect(self.agree_on_selected)

    # Reading

    def reload(self) -> None:
        """Read the disagreements again; the place in the list stays."""
        self._operations.ask(
            read_conflicts, record_id=self._record_id, on_done=self._on_found, owner=self.widget
        )

    def show_all_of(self, record_id: str) -> None:
        """Narrow to one record and its parts, «» for everything."""
        self._record_id, self._row = record_id, 0
        self.reload()

    def current(self) -> ConflictWords | None:
        """Give the disagreement shown."""
        row = self.conflicts_tree.currentIndex().row() if self.found else -1
        return self.found[row] if 0 <= row < len(self.found) else None

    def _on_changed(self, _changes: object) -> None:
        self.reload()

    def _on_found(self, found: Sequence[ConflictWords]) -> None:
        if not found and self._record_id:
            # The record is settled: the others are what is left to look at.
            self.show_all_of("")
            return
        self.found = found
        self.conflicts_tree.blockSignals(True)
        self.conflicts_tree.clear()
        for words in found:
            name = " ".join((words.conflict.name or words.kind_label).split())
            item = QTreeWidgetItem(self.conflicts_tree, [name, words.conflict.field_label])
            item.setIcon(0, icon(_ICONS[words.conflict.sort], "accent"))
            item.setToolTip(0, plain_tip(f"{words.kind_label}: {name}"))
        self.conflicts_tree.blockSignals(False)
        count = len(found)
        self.widget.setWindowTitle(
            count_words("{count} disagreement to settle", "{count} disagreements to settle", count)
            if count
            else _("Disagreements")
        )
        if found:
            row = min(self._row, count - 1)
            self.conflicts_tree.setCurrentIndex(self.conflicts_tree.model().index(row, 0))
        self._show_current()
        self._refresh_button()

    def _show_current(self) -> None:
        current = self.current()
        if current is not None:
            self._row = self.conflicts_tree.currentIndex().row()
        nothing = _("Nobody disagrees about anything. What others change comes in without asking you.")
        if current is None or current != self.view.words:
            self.view.show_conflict(current, nothing)

    def _selected(self) -> list[ConflictWords]:
        rows = sorted({index.row() for index in self.conflicts_tree.selectedIndexes()})
        return [self.found[row] for row in rows if row < len(self.found)]

    def _refresh_button(self) -> None:
        count = len(self._selected())
        self.all_button.setEnabled(bool(count))
        self.all_button.setText(
            _("Agree as shown for these {count}").format(count=number(count))
            if count > 1
            else _("Agree as shown")
        )

    # Settling

    def settle(self, answer: str) -> None:
        """Settle the disagreement shown, and go to the next."""
        current = self.current()
        if current is None:
            return
        if answer == FOLLOW:
            self._operations.write(follow_merge, current, owner=self.widget)
        else:
            self._operations.write(settle_conflict, current.conflict, answer, owner=self.widget)

    def agree_on_selected(self) -> None:
        """Agree on what is shown for the lines selected."""
        selected = self._selected()
        if len(selected) > 1:
            conflicts = [words.conflict for words in selected]
            self._operations.write(settle_all_as_shown, conflicts, owner=self.widget)
        elif answer := self.view.enter_answer():
            self.settle(answer)

    def _on_number(self, digit: int) -> None:
        if answer := self.view.answer(digit):
            self.settle(answer)

    def _on_written(self, text: str) -> None:
        current = self.current()
        if current is not None:
            self._operations.write(settle_text, current.conflict, text, owner=self.widget)


def show_conflicts(
    parent: QWidget, operations: Operations, calls: ConflictCalls, record_id: str = ""
) -> ConflictsForm:
    """Show the disagreements beside the work: they block nothing."""
    return show_beside(ConflictsForm(parent, operations, calls, record_id))
