"""Hold the weeks of one month and what has a day in them; it draws nothing and asks for nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from altterr_desktop.domain.dates import last_day_of_month
from altterr_desktop.i18n.dates import long_date
from altterr_desktop.i18n.names import count_words
from altterr_desktop.services.calendar import CalendarMonth
from altterr_desktop.services.calendar_sources import CalendarItem
from altterr_desktop.ui.tabs.calendar.words import item_words

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
DAY_ROLE = int(Qt.ItemDataRole.UserRole)
WEEK = 7


def first_shown(month: date) -> date:
    """Give the Monday of the week the month begins in."""
    first = month.replace(day=1)
    return first - timedelta(days=first.weekday())


def weeks_shown(month: date) -> int:
    """Count the weeks a month touches."""
    last = last_day_of_month(month.year, month.month)
    return ((last - first_shown(month)).days // WEEK) + 1


class MonthModel(QAbstractTableModel):
    """Give one cell a day, from Monday to Sunday."""

    def __init__(self, month: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.month = month.replace(day=1)
        self.shown: CalendarMonth | None = None
        self._by_day: dict[date, list[CalendarItem]] = {}

    # What others ask

    def set_month(self, month: date) -> None:
        """Turn to the month of a day, empty until its items come."""
        if month.replace(day=1) == self.month:
            return
        self.beginResetModel()
        self.month = month.replace(day=1)
        self._by_day = {}
        self.shown = None
        self.endResetModel()

    def show(self, shown: CalendarMonth) -> None:
        """Show what was read; what goes on for several days is on each of them."""
        self.shown = shown
        self._by_day = {}
        for item in shown.items:
            day = max(item.day, self.first)
            while day <= min(item.last_day, self.last):
                self._by_day.setdefault(day, []).append(item)
                day += timedelta(days=1)
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, WEEK - 1))

    @property
    def first(self) -> date:
        """Give the first day shown."""
        return first_shown(self.month)

    @property
    def last(self) -> date:
        """Give the last day shown."""
        return self.first + timedelta(days=WEEK * self.rowCount() - 1)

    @property
    def holidays(self) -> Mapping[date, str]:
        """Give the public holidays by day."""
        return self.shown.holidays if self.shown else {}

    @property
    def today(self) -> date | None:
        """Give the day the calendar was read on."""
        return self.shown.today if self.shown else None

    def items_of(self, day: date) -> list[CalendarItem]:
        """List what has a day."""
        return self._by_day.get(day, [])

    def items_after(self, day: date) -> list[CalendarItem]:
        """List what comes after a day in the weeks shown, what is done or cancelled left out."""
        items = self.shown.items if self.shown else ()
        return [item for item in items if item.day > day and not item.done and not item.cancelled]

    def day_at(self, index: _Index) -> date:
        """Give the day of a cell."""
        return self.first + timedelta(days=index.row() * WEEK + index.column())

    def index_of(self, day: date) -> QModelIndex:
        """Give the cell of a day, an invalid one where it is not shown."""
        if not self.first <= day <= self.last:
            return QModelIndex()
        row, column = divmod((day - self.first).days, WEEK)
        return self.index(row, column)

    # Overrides

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Count the weeks."""
        return 0 if parent.isValid() else weeks_shown(self.month)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Count the days of a week."""
        return 0 if parent.isValid() else WEEK

    def data(self, index: _Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Give the day, or the words of the whole cell."""
        if not index.isValid():
            return None
        day = self.day_at(index)
        if role == DAY_ROLE:
            return day
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole):
            return self.words_of(day)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """Name the days of the week."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return long_date(self.first + timedelta(days=section)).split(" ")[0].split(",")[0].capitalize()
        return None

    def words_of(self, day: date) -> str:
        """Say a day with all it holds."""
        items = self.items_of(day)
        parts = [long_date(day)]
        if day in self.holidays:
            parts.append(self.holidays[day])
        if items:
            parts.append(count_words("{count} thing", "{count} things", len(items)))
            parts += [item_words(item) for item in items]
        return ". ".join(parts)
