"""Show what one day holds, each line opening its record, and start something on that day; it reads nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import long_date, relative_day
from altterr_desktop.i18n.labels import short_label
from altterr_desktop.services.calendar_sources import CalendarItem
from altterr_desktop.services.fields import today
from altterr_desktop.ui.kit.cards import LinkRow
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.plain import PlainLabel, scaled_font
from altterr_desktop.ui.kit.scrolling import scrolled
from altterr_desktop.ui.tabs.calendar.words import OPENED, clock_words, item_words, kind_icon, state_word

MOST_LATER = 6


@dataclass(frozen=True)
class DayCalls:
    """Hold what the panel asks for."""

    open_item: Callable[[CalendarItem], object]
    new_meeting: Callable[[], object]
    new_date: Callable[[], object]


class DayPanel(QWidget):
    """List the things of a day; `show_day` replaces them."""

    def __init__(self, calls: DayCalls, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calls = calls
        self._rows: list[LinkRow] = []
        unit = self.fontMetrics().height()
        self.day_label = PlainLabel(self)
        self.day_label.setFont(scaled_font(self.font(), 1.15, QFont.Weight.DemiBold))
        self.day_label.setWordWrap(True)
        self.about_label = PlainLabel(self, "", "muted")
        self.about_label.setWordWrap(True)
        self.meeting_button = _button(self, _("Meeting on this day"), "handshake", calls.new_meeting)
        self.date_button = _button(self, _("Date to remember"), "star", calls.new_date)
        self._inside = QWidget(self)
        self.next_label = PlainLabel(self._inside, _("What comes next"), "section")
        self.next_label.setContentsMargins(0, unit // 2, 0, 0)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(unit // 2, unit // 2, unit // 2, unit // 2)
        whole.setSpacing(unit // 3)
        whole.addWidget(self.day_label)
        whole.addWidget(self.about_label)
        whole.addWidget(scrolled(self._inside, self), 1)
        whole.addWidget(self.meeting_button)
        whole.addWidget(self.date_button)

    def show_day(
        self,
        day: date,
        items: Sequence[CalendarItem],
        later: Sequence[CalendarItem] = (),
        holiday: str = "",
    ) -> None:
        """Show a day with what it holds, then what comes next."""
        self.day_label.setText(_first_up(long_date(day)))
        about = [relative_day(day, today()), holiday]
        if not items:
            about.append(_("Nothing on this day."))
        self.about_label.setText(" · ".join(part for part in about if part))
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(item, later=False) for item in items]
        following = [self._row(item, later=True) for item in later[:MOST_LATER]]
        self.next_label.setVisible(bool(following))
        self._column.removeWidget(self.next_label)
        shown: list[QWidget] = [*self._rows, self.next_label, *following]
        for place, widget in enumerate(shown):
            self._column.insertWidget(place, widget)
        self._rows += following

    def focus_first(self) -> None:
        """Put the keyboard on the first line, or on the button that starts something."""
        target = next((row for row in self._rows if row.isEnabled()), None) or self.meeting_button
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _row(self, item: CalendarItem, *, later: bool) -> LinkRow:
        opens = item.record_kind in OPENED
        end = state_word(item) or clock_words(item) or short_label(item.kind)
        if later:
            end = relative_day(item.day, today())
        row = LinkRow(
            kind_icon(item.kind),
            item.title,
            end,
            (lambda: self._calls.open_item(item)) if opens else None,
            self._inside,
        )
        row.is_alert = item.late
        row.setAccessibleName(item_words(item))
        return row


def _button(parent: QWidget, text: str, icon_name: str, call: Callable[[], object]) -> QPushButton:
    button = QPushButton(text, parent)
    set_icon(button, icon_name)
    button.setAutoDefault(False)
    button.clicked.connect(lambda *_on: call())
    return button


def _first_up(words: str) -> str:
    """Write the first letter large, the others as they are: English months keep theirs."""
    return words[:1].upper() + words[1:]
