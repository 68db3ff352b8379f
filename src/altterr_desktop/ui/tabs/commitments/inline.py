"""Change a cell of the table where it stands: Enter keeps, Escape gives up; the page writes what is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.i18n.names import labelled
from altterr_desktop.i18n.parsing import ParsedDate
from altterr_desktop.services.choices import Choice
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.pickers import RecordPicker
from altterr_desktop.ui.kit.row_model import RowModel
from altterr_desktop.ui.kit.table import RecordTable
from altterr_desktop.ui.tabs.commitments.columns import ListRow
from altterr_desktop.ui.tabs.commitments.fields import deadline_values, search

Commit = Callable[[str, dict[str, Any]], object]


class InlineEditor(QObject):
    """Put a field over the cell `table` asks to change; `commit` is called with the record's id and its new values."""

    def __init__(self, context: TabContext, table: RecordTable, rows: RowModel, commit: Commit) -> None:
        super().__init__(table)
        self._context = context
        self._table = table
        self._rows = rows
        self._commit = commit
        self._widget: QWidget | None = None
        self._record = ""
        self._key = ""
        self._before: Any = None
        self.themes: Sequence[Choice] = ()
        table.edit_asked.connect(self.start)
        for bar in (table.verticalScrollBar(), table.horizontalScrollBar()):
            bar.valueChanged.connect(lambda *_value: self._place())
        rows.arrived.connect(lambda *_total: self._place())

    @property
    def widget(self) -> QWidget | None:
        """Give the field that is open, None for none."""
        return self._widget

    def start(self, record_id: str, key: str) -> None:
        """Open the field of a cell."""
        self.finish()
        place = self._rows.row_of(record_id)
        row = self._rows.row_at(place) if place is not None else None
        if not isinstance(row, ListRow):
            return
        self._record, self._key = record_id, key
        self._widget = self._build(row)
        self._before = self._value()
        self._widget.setAccessibleName(labelled(_("Change in the table"), self._title()))
        self._widget.setAutoFillBackground(True)
        self._widget.installEventFilter(self)
        self._place()
        self._widget.show()
        self._widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(self._widget, QLineEdit):
            self._widget.selectAll()

    def finish(self) -> bool:
        """Keep what was typed and close; False where it cannot be read, and the field stays."""
        widget = self._widget
        if widget is None:
            return True
        if isinstance(widget, DateField) and not widget.is_valid():
            self._context.messages.warn(
                _("This deadline cannot be read. Write it as “March 2029” or “end of 2028”.")
            )
            return False
        value, record, key = self._value(), self._record, self._key
        changed = value != self._before
        self._close()
        if changed:
            self._commit(record, _values(key, value))
        return True

    def give_up(self) -> None:
        """Close and keep nothing."""
        self._close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep with Enter and when the field is left, give up with Escape."""
        if watched is not self._widget:
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._answers_key(event)
        if event.type() == QEvent.Type.FocusOut:
            # The list of a picker or of a combo takes the focus for a moment: only what goes elsewhere is «left».
            QTimer.singleShot(0, self, self._on_left)
        return False

    # Inside

    def _answers_key(self, event: QKeyEvent) -> bool:
        picker = self._widget if isinstance(self._widget, RecordPicker) else None
        if picker is not None and picker.is_open():
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
            self._table.setFocus()
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self.finish():
                self._table.setFocus()
            return True
        return False

    def _on_left(self) -> None:
        widget = self._widget
        now = QApplication.focusWidget()
        popup = QApplication.activePopupWidget()
        if (
            widget is None
            or popup is not None
            or (now is not None and (now is widget or widget.isAncestorOf(now)))
        ):
            return
        if isinstance(widget, DateField) and not widget.is_valid():
            self.give_up()
            return
        self.finish()

    def _build(self, row: ListRow) -> QWidget:
        parent = self._table.viewport()
        source = row.source
        if self._key == "deadline":
            date_field = DateField(parent)
            date_field.set_loose(loose=True)
            date_field.set_value(row.parsed_deadline)
            return date_field
        if self._key == "theme":
            combo = ChoiceCombo(parent)
            combo.set_choices([(one.id, one.text) for one in self.themes], _("No theme"))
            combo.set_value((source.theme_id, source.theme) if source.theme_id else None)
            combo.picked.connect(lambda *_value: self.finish())
            return combo
        if self._key == "official":
            picker = RecordPicker(parent)
            picker.set_search(partial(search, self._context, "official"), self._context.operations)
            picker.set_value((source.official_id, source.official) if source.official_id else None)
            picker.picked.connect(lambda *_found: self._on_picked())
            return picker
        return QLineEdit(row.number if self._key == "number" else row.named[0], parent)

    def _on_picked(self) -> None:
        if self.finish():
            self._table.setFocus()

    def _value(self) -> Any:
        widget = self._widget
        if isinstance(widget, DateField | ChoiceCombo | RecordPicker):
            return widget.value()
        return widget.text().strip() if isinstance(widget, QLineEdit) else None

    def _title(self) -> str:
        return next(column.title for column in self._rows.columns if str(column.key) == self._key)

    def _place(self) -> None:
        if self._widget is None:
            return
        row = self._rows.row_of(self._record)
        if row is None:
            return
        column = next(place for place, one in enumerate(self._rows.columns) if str(one.key) == self._key)
        rect = self._table.visualRect(self._rows.index(row, column))
        height = rect.height() - 4
        room = self._table.viewport().width() - 4
        width = min(room, max(rect.width() - 4, self.minimum_width()))
        left = max(2, min(rect.left() + 2, room - width))
        self._widget.setGeometry(left, rect.center().y() - height // 2, width, height)

    def minimum_width(self) -> int:
        """Give how wide a field must be to be typed in, whatever the column's width, in pixels."""
        chars = {"number": 8, "named": 30, "deadline": 20}.get(self._key, 24)
        return self._table.fontMetrics().averageCharWidth() * chars

    def _close(self) -> None:
        widget, self._widget = self._widget, None
        if widget is not None:
            widget.removeEventFilter(self)
            widget.hide()
            widget.deleteLater()


def _values(key: str, value: Any) -> dict[str, Any]:
    if key == "deadline":
        read = value if isinstance(value, ParsedDate) else None
        return {**deadline_values(read), "deadline_words": ""}
    field = {"named": "title", "theme": "theme_id", "official": "official_id"}.get(key, key)
    return {field: value}
