"""Show rows in a table that keyboard and screen readers can use; it asks for nothing and changes nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from altterr_desktop.ui.kit.columns import Cell, GroupRow, id_of
from altterr_desktop.ui.kit.delegates import CellDelegate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from altterr_desktop.ui.kit.row_model import RowModel

_TYPING_PAUSE_MS = 900


class RecordTable(QTableView):
    """Show a `RowModel`: one current record, kept by its id when rows are asked for again.

    `current_changed` carries the id of the current record («» for none), `opened` the one Enter or a
    double click asks for, `delete_asked` and `rename_asked` the one Del or F2 was pressed on,
    `sort_asked` what to sort by and whether it goes down. `edit_asked` carries the record and the key of the
    column to change in place, `group_asked` the group to fold or unfold and whether it is to be folded.
    """

    current_changed = Signal(str)
    opened = Signal(str)
    delete_asked = Signal(str)
    rename_asked = Signal(str)
    sort_asked = Signal(str, bool)
    edit_asked = Signal(str, str)
    group_asked = Signal(str, bool)

    def __init__(self, model: RowModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self._wanted = ""
        self._at_group = ""
        self._place = 0
        self._hovered = -1
        self._has_chosen_column = False
        self._typed = ""
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_PAUSE_MS)
        self._pause.timeout.connect(self._forget_typed)
        self._menu_actions: Sequence[QAction] = ()
        self._resized_by_hand: dict[int, int] = {}
        self._set_up_look()
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._on_reset_announced)
        model.modelReset.connect(self._on_rows_changed)
        model.dataChanged.connect(self._on_rows_changed)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.clicked.connect(self._on_clicked)
        self.doubleClicked.connect(self._on_double_clicked)
        self.entered.connect(self._on_cell_entered)
        self._scroll_before = 0
        self._is_resetting = False
        self._takes_place = False

    # What others ask

    def current_id(self) -> str:
        """Give the id of the current record, «» for none."""
        return self._wanted

    def select_id(self, record_id: str) -> None:
        """Make a record the current one, now or when its row comes."""
        changed = record_id != self._wanted
        self._wanted = record_id
        self._at_group = ""
        self._restore_current()
        if changed:
            self.current_changed.emit(record_id)

    def drop_current(self) -> None:
        """Forget the current record because it was deleted: the row that takes its place becomes the current one."""
        self._wanted = ""
        self._takes_place = True

    def first_visible_row(self) -> int:
        """Give the row at the top of what is seen."""
        return max(0, self.rowAt(1))

    def set_menu_actions(self, actions: Sequence[QAction]) -> None:
        """Offer actions in the context menu, in this order; a separator is an action without text."""
        self._menu_actions = tuple(actions)

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show these columns by key, none named: all but the optional ones."""
        for place, column in enumerate(self._rows.columns):
            shown = str(column.key) in keys if keys else not column.optional
            self.setColumnHidden(place, not shown)
        self._fit_columns()

    def shown_columns(self) -> tuple[str, ...]:
        """List the keys of the columns shown."""
        return tuple(
            str(column.key)
            for place, column in enumerate(self._rows.columns)
            if not self.isColumnHidden(place)
        )

    def widths(self) -> str:
        """Write down the widths a person gave to columns."""
        return json.dumps(
            {str(self._rows.columns[place].key): wide for place, wide in self._resized_by_hand.items()}
        )

    def restore_widths(self, written: str) -> None:
        """Give columns the widths written down by `widths`; anything else is ignored."""
        try:
            kept = json.loads(written)
        except ValueError:
            return
        if not isinstance(kept, dict):
            return
        for place, column in enumerate(self._rows.columns):
            wide = kept.get(str(column.key))
            if type(wide) is int and 20 <= wide <= 4000 and not column.stretch:
                self._resized_by_hand[place] = wide
        self._fit_columns()

    # Look

    def _set_up_look(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu_asked)
        lines = 2 if any(column.cell in {Cell.TWO_LINES, Cell.ALERT} for column in self._rows.columns) else 1
        height = self.fontMetrics().height()
        vertical = self.verticalHeader()
        vertical.hide()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setDefaultSectionSize(round(height * (2.55 if lines == 2 else 1.9)))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(height * 2)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.sectionClicked.connect(self._on_header_clicked)
        header.sectionResized.connect(self._on_section_resized)
        for place, column in enumerate(self._rows.columns):
            self.setItemDelegateForColumn(place, CellDelegate(column.cell, self._hovered_row, self))

    def show_sort(self, name: str, *, descending: bool) -> None:
        """Show in the header what the rows are sorted by."""
        header = self.horizontalHeader()
        places = [
            place for place, column in enumerate(self._rows.columns) if name and column.sort_name == name
        ]
        header.setSortIndicatorShown(bool(places))
        if places:
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(places[0], order)

    def _fit_columns(self) -> None:
        header = self.horizontalHeader()
        header.blockSignals(True)
        unit = self.fontMetrics().averageCharWidth()
        shown = [place for place in range(len(self._rows.columns)) if not self.isColumnHidden(place)]
        stretching = [place for place in shown if self._rows.columns[place].stretch]
        taken = 0
        for place in shown:
            column = self._rows.columns[place]
            if place not in stretching:
                wide = self._resized_by_hand.get(
                    place, column.chars * unit + round(self.fontMetrics().height() * 1.2)
                )
                self.setColumnWidth(place, wide)
                taken += wide
        for place in stretching:
            least = self._rows.columns[place].chars * unit
            room = (self.viewport().width() - taken) // len(stretching)
            self.setColumnWidth(place, max(least, room))
        header.blockSignals(False)
        header.viewport().update()
        self.updateGeometries()
        self.viewport().update()

    # Overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width between the columns."""
        super().resizeEvent(event)
        self._fit_columns()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the row under the pointer."""
        self._set_hovered(-1)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, delete with Del, rename with F2, go to a row by typing its first letters.

        On the head of a group Enter and Space fold or unfold it, Left folds, Right unfolds.
        """
        if self._answers_group_key(event):
            event.accept()
            return
        asked = {
            Qt.Key.Key_Return: self.opened,
            Qt.Key.Key_Enter: self.opened,
            Qt.Key.Key_Delete: self.delete_asked,
            Qt.Key.Key_F2: self.rename_asked,
        }.get(Qt.Key(event.key()))
        if asked is not None and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            if asked is self.rename_asked and self._edits_in_place():
                event.accept()
                return
            if self._wanted:
                asked.emit(self._wanted)
            event.accept()
            return
        if self._goes_to_typed(event):
            return
        # Rows are selected whole: only somebody who moved sideways has a cell in mind.
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._has_chosen_column = True
        super().keyPressEvent(event)

    def _answers_group_key(self, event: QKeyEvent) -> bool:
        head = self._rows.row_at(self.currentIndex().row())
        if not isinstance(head, GroupRow):
            return False
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.group_asked.emit(head.key, not head.folded)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            if head.folded is (key == Qt.Key.Key_Right):
                self.group_asked.emit(head.key, key == Qt.Key.Key_Left)
        else:
            return key in {Qt.Key.Key_Delete, Qt.Key.Key_F2}
        return True

    def _edits_in_place(self) -> bool:
        """Ask to change the cell a person went to where its column allows it, else the name of the record."""
        columns = self._rows.columns
        allowed = [
            place
            for place, column in enumerate(columns)
            if column.editable and not self.isColumnHidden(place)
        ]
        if not self._wanted or not allowed:
            return False
        place = self.currentIndex().column()
        if place not in allowed or not self._has_chosen_column:
            place = next((one for one in allowed if columns[one].stretch), allowed[0])
        self.edit_asked.emit(self._wanted, str(columns[place].key))
        return True

    def _goes_to_typed(self, event: QKeyEvent) -> bool:
        letters = event.text()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if not plain or not letters.isprintable() or not letters or (letters == " " and not self._typed):
            return False
        again = self._typed == letters
        self._typed = letters if again else self._typed + letters
        self._pause.start()
        start = self.currentIndex().row()
        found = self._rows.find_text(self._typed, start if again or len(self._typed) == 1 else start - 1)
        if found is not None:
            self.setCurrentIndex(self._rows.index(found, 0))
        return True

    # Slots

    def _hovered_row(self) -> int:
        return self._hovered

    def _forget_typed(self) -> None:
        self._typed = ""

    def _set_hovered(self, row: int) -> None:
        if row != self._hovered:
            before, self._hovered = self._hovered, row
            for changed in (before, row):
                if changed >= 0:
                    top = self.rowViewportPosition(changed)
                    self.viewport().update(0, top, self.viewport().width(), self.rowHeight(changed))

    def _on_cell_entered(self, index: QModelIndex) -> None:
        self._set_hovered(index.row())

    def _on_clicked(self, index: QModelIndex) -> None:
        self._has_chosen_column = True
        head = self._rows.row_at(index.row())
        if isinstance(head, GroupRow):
            self.group_asked.emit(head.key, not head.folded)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        if isinstance(self._rows.row_at(index.row()), GroupRow) or not self._wanted:
            return
        column = self._rows.columns[index.column()]
        if column.editable:
            self.edit_asked.emit(self._wanted, str(column.key))
        else:
            self.opened.emit(self._wanted)

    def _on_header_clicked(self, place: int) -> None:
        column = self._rows.columns[place]
        if name := column.sort_name:
            query = self._rows.query
            self.sort_asked.emit(name, query.sort == name and not query.descending)

    def _on_section_resized(self, place: int, _before: int, after: int) -> None:
        if not self._rows.columns[place].stretch:
            self._resized_by_hand[place] = after
            self._fit_columns()

    def _on_menu_asked(self, where: QPoint) -> None:
        index = self.indexAt(where)
        if not index.isValid() or not self._menu_actions:
            return
        if isinstance(self._rows.row_at(index.row()), GroupRow):
            return
        self.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(self._menu_actions))
        menu.popup(self.viewport().mapToGlobal(where))

    def _on_reset_announced(self) -> None:
        self._scroll_before = self.verticalScrollBar().value()
        self._is_resetting = True

    def _on_rows_changed(self) -> None:
        if self._is_resetting:
            self._is_resetting = False
            self.clearSpans()
            self._fit_columns()
            self.verticalScrollBar().setValue(self._scroll_before)
        self._span_groups()
        self._restore_current()

    def _span_groups(self) -> None:
        """Let the head of a group take the whole width of its row."""
        for row, _head in self._rows.group_rows():
            if self.columnSpan(row, 0) == 1:
                self.setSpan(row, 0, 1, len(self._rows.columns))

    def _restore_current(self) -> None:
        if self._at_group:
            row = self._rows.row_of(self._at_group)
            if row is not None and self.currentIndex().row() != row:
                index = self._rows.index(row, 0)
                self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            return
        if not self._wanted:
            self._select_neighbour()
            return
        row = self._rows.row_of(self._wanted)
        selection = self.selectionModel()
        if row is None:
            return
        self._place = row
        index = self._rows.index(row, 0)
        if selection.currentIndex().row() != row:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            selection.setCurrentIndex(index, flags)

    def _select_neighbour(self) -> None:
        if not self._takes_place:
            return
        self._takes_place = False
        row = min(self._place, self._rows.total - 1)
        if row >= 0:
            self.selectRow(row)
        else:
            self.current_changed.emit("")

    def _on_current_row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = self._rows.row_at(current.row()) if current.isValid() else None
        if row is None:
            return
        if isinstance(row, GroupRow):
            self._at_group = row.id
            return
        self._at_group = ""
        self._place = current.row()
        record_id = id_of(row)
        if record_id != self._wanted:
            self._wanted = record_id
            self.current_changed.emit(record_id)
