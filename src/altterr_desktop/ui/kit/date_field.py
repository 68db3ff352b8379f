"""Take a date as people write it («13/3/29», «mars 2029», nothing), with a calendar at hand; it stores nothing."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCalendarWidget, QDialog, QLineEdit, QVBoxLayout, QWidget

from altterr_desktop.domain.dates import Precision
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import deadline_words, long_date, short_date
from altterr_desktop.i18n.parsing import ParsedDate, parse_date
from altterr_desktop.ui.kit.icons import add_icon_inside
from altterr_desktop.ui.kit.plain import plain_tip


class DateField(QLineEdit):
    """Read a day, or with `set_loose` also a period; emptied, it means «no date».

    `value` is a date or None; of a loose field, a ParsedDate or None. `picked` is emitted when a person has
    finished writing (Enter, focus out) or chose in the calendar. Words that cannot be read stay, marked
    as wrong, and `is_valid` is False.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_loose = False
        self._mandate_end: date | None = None
        self._value: ParsedDate | None = None
        self._is_valid = True
        self._shown_text = ""
        calendar = add_icon_inside(self, "calendar", leading=False)
        calendar.setText(_("Choose in a calendar"))
        calendar.setToolTip(_("Choose in a calendar"))
        calendar.triggered.connect(lambda *_checked: self.open_calendar())
        self.calendar_action: QAction = calendar
        self.set_loose(loose=False)
        self.editingFinished.connect(self._on_editing_finished)
        self.textEdited.connect(lambda *_text: self._mark(valid=True))

    def set_loose(self, *, loose: bool, mandate_end: date | None = None) -> None:
        """Accept periods too; «end of the mandate» is understood when its date is given."""
        self._is_loose = loose
        self._mandate_end = mandate_end
        self.setPlaceholderText(_("13/03/2029, March 2029, end of 2028…") if loose else _("day/month/year"))

    def value(self) -> date | ParsedDate | None:
        """Give what was read, None for no date."""
        self._read()
        if self._value is None:
            return None
        return self._value if self._is_loose else self._value.day

    def is_valid(self) -> bool:
        """Tell whether the words can be read."""
        self._read()
        return self._is_valid

    def set_value(self, value: date | ParsedDate | str | None) -> None:
        """Show a date, a period or nothing; an ISO text is read too."""
        if isinstance(value, str):
            value = date.fromisoformat(value) if value else None
        if isinstance(value, date):
            value = ParsedDate(value, Precision.DAY)
        self._value = value
        self._shown_text = _words(value)
        self.setText(self._shown_text)
        self._mark(valid=True)

    def open_calendar(self) -> None:
        """Show a calendar under the field; a day clicked or chosen with Enter is picked."""
        box = QDialog(self, Qt.WindowType.Popup)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget(box)
        calendar.setAccessibleName(_("Calendar"))
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        if self._value is not None:
            day = self._value.day
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        inside = QVBoxLayout(box)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(calendar)

        def on_chosen(chosen: QDate) -> None:
            self.set_value(date(chosen.year(), chosen.month(), chosen.day()))
            box.close()
            self.picked.emit(self.value())

        calendar.clicked.connect(on_chosen)
        calendar.activated.connect(on_chosen)
        box.move(self.mapToGlobal(QPoint(0, self.height())))
        box.show()
        calendar.setFocus()

    def _on_editing_finished(self) -> None:
        if not self.isModified():
            return
        self._read()
        if self._is_valid:
            self.set_value(self._value)
            self.setModified(False)
            self.picked.emit(self.value())
        else:
            self._mark(valid=False)

    def _read(self) -> None:
        text = self.text().strip()
        if text == self._shown_text and self._is_valid:
            return
        read = parse_date(text, date.today(), mandate_end=self._mandate_end) if text else None  # noqa: DTZ011 - a day
        self._is_valid = not text or (
            read is not None and (self._is_loose or read.precision is Precision.DAY)
        )
        self._value = read if self._is_valid else None

    def _mark(self, *, valid: bool) -> None:
        self._is_valid = valid
        said = long_date(self._value.day) if valid and self._value is not None else ""
        if not valid:
            said = _("This date cannot be read. Write it as 13/03/2029.")
        self.setToolTip(plain_tip(said) if said else "")
        self.setAccessibleDescription(said)
        if self.property("invalid") is not (not valid):
            self.setProperty("invalid", not valid)
            self.style().unpolish(self)
            self.style().polish(self)


def _words(value: ParsedDate | None) -> str:
    if value is None:
        return ""
    return (
        short_date(value.day)
        if value.precision is Precision.DAY
        else deadline_words(value.day, value.precision)
    )
