"""Show what each list answered to each measure, and take answers by one key; it asks the dossier for nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableWidget, QTableWidgetItem

from altterr_desktop.domain.elections import CandidateAnswerKind
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.services.election_views import Answer, ElectionView, ListView

# (list id, measures, answer, level)
Answered = Callable[[str, Sequence[str], CandidateAnswerKind | None, int | None], object]

_FIXED = 2
_SIGNS = {
    CandidateAnswerKind.SIGNED: "✓",
    CandidateAnswerKind.SIGNED_PARTLY: "~",
    CandidateAnswerKind.REFUSED: "✗",
}
_KEYS = {
    Qt.Key.Key_S: CandidateAnswerKind.SIGNED,
    Qt.Key.Key_V: CandidateAnswerKind.SIGNED_PARTLY,
    Qt.Key.Key_R: CandidateAnswerKind.REFUSED,
}


def keys_sentence() -> str:
    """Say which keys write an answer."""
    return _(
        "On a cell: S signed, 1 2 3 signed at that level, V with reservations, R refused, Delete no answer."
    )


class AnswersGrid(QObject):
    """Drive the table of measures by lists; `answered` is called with what a person wrote for the cells selected."""

    def __init__(self, table: QTableWidget, answered: Answered) -> None:
        super().__init__(table)
        self._table = table
        self._answered = answered
        self._view: ElectionView | None = None
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.verticalHeader().hide()
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(lambda *_place: self._open_menu())
        table.doubleClicked.connect(lambda *_index: self._open_menu())
        table.installEventFilter(self)

    def show_election(self, view: ElectionView) -> None:
        """Show an election, on the cell that was current."""
        self._view = view
        table = self._table
        kept = (max(table.currentRow(), 0), max(table.currentColumn(), _FIXED))
        table.blockSignals(True)
        table.setRowCount(len(view.measures))
        table.setColumnCount(_FIXED + len(view.lists))
        names = [one.name for one in view.lists]
        table.setHorizontalHeaderLabels([_("No."), _("Measure"), *names])
        for row, measure in enumerate(view.measures):
            self._put(row, 0, measure.number)
            self._put(row, 1, measure.title)
            for column, one in enumerate(view.lists, start=_FIXED):
                self._put(row, column, cell_text(one.answers.get(measure.id), one))
        self._size_columns(len(view.lists))
        if view.measures and view.lists:
            row, column = min(kept[0], len(view.measures) - 1), min(kept[1], table.columnCount() - 1)
            table.setCurrentCell(row, column, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        table.blockSignals(False)

    def current(self) -> tuple[ListView, str] | None:
        """Give the list and the measure of the current cell."""
        row, column = self._table.currentRow(), self._table.currentColumn() - _FIXED
        view = self._view
        if view is None or not (0 <= row < len(view.measures) and 0 <= column < len(view.lists)):
            return None
        return view.lists[column], view.measures[row].id

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the keys that write an answer."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._answers_key(event)
        return False

    def _answers_key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            return False
        key = Qt.Key(event.key())
        if key in _KEYS:
            self._write(_KEYS[key], None)
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            self._write(CandidateAnswerKind.SIGNED, key - Qt.Key.Key_0)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._write(None, None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Menu):
            self._open_menu()
        else:
            return False
        return True

    def _write(self, answer: CandidateAnswerKind | None, level: int | None) -> None:
        """Write one answer in every cell selected, list by list."""
        view = self._view
        if view is None:
            return
        chosen: dict[int, list[str]] = {}
        for index in self._table.selectedIndexes():
            if index.column() >= _FIXED:
                chosen.setdefault(index.column() - _FIXED, []).append(view.measures[index.row()].id)
        for column, measures in chosen.items():
            self._answered(view.lists[column].id, measures, answer, level)

    def _open_menu(self) -> None:
        if self.current() is None:
            return
        menu = QMenu(self._table)
        for kind in CandidateAnswerKind:
            menu.addAction(f"{_SIGNS[kind]}  {label(kind)}").triggered.connect(
                lambda *_on, kind=kind: self._write(kind, None)
            )
        for level in (1, 2, 3):
            menu.addAction(_("Signed, level {level}").format(level=level)).triggered.connect(
                lambda *_on, level=level: self._write(CandidateAnswerKind.SIGNED, level)
            )
        menu.addAction(_("No answer")).triggered.connect(lambda *_on: self._write(None, None))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(
            self._table.viewport().mapToGlobal(
                self._table.visualItemRect(self._table.currentItem()).bottomLeft()
            )
        )

    def _put(self, row: int, column: int, text: str) -> None:
        item = self._table.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            self._table.setItem(row, column, item)
        item.setText(text)
        item.setToolTip("")

    def _size_columns(self, lists: int) -> None:
        header = self._table.horizontalHeader()
        unit = self._table.fontMetrics().averageCharWidth()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self._table.setColumnWidth(0, unit * 7)
        for column in range(lists):
            self._table.setColumnWidth(_FIXED + column, unit * 24)


def cell_text(answer: Answer | None, one: ListView) -> str:
    """Write an answer with its sign and its words; the level follows."""
    if answer is None:
        return _("no answer") if one.was_asked else "–"
    text = f"{_SIGNS[answer.kind]} {label(answer.kind)}"
    return (
        text if answer.level is None else _("{answer}, level {level}").format(answer=text, level=answer.level)
    )
