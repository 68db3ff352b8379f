"""Draw a month and move in it with the keyboard; it knows no record."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from altterr_desktop.domain.dates import add_months
from altterr_desktop.i18n import _
from altterr_desktop.i18n.numbers import number
from altterr_desktop.services.calendar_sources import CalendarItem
from altterr_desktop.ui.kit.icons import pixmap
from altterr_desktop.ui.kit.plain import scaled_font
from altterr_desktop.ui.kit.theme import colour, theme
from altterr_desktop.ui.tabs.calendar.month_model import DAY_ROLE, MonthModel
from altterr_desktop.ui.tabs.calendar.words import kind_icon

_Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_CENTRE = Qt.AlignmentFlag.AlignCenter
_WEEKEND = 5


class MonthView(QTableView):
    """Show a `MonthModel`; the arrows go from day to day, past its edges too.

    `day_chosen` carries the current day; `month_wanted` a day of another month; `opened` the day Enter or a
    double click was given on.
    """

    day_chosen = Signal(object)
    month_wanted = Signal(object)
    opened = Signal(object)

    def __init__(self, model: MonthModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.month = model
        self.setModel(model)
        self.setItemDelegate(_DayDelegate(self))
        self.setAccessibleName(_("Month"))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
            header.setMinimumSectionSize(1)
        self.verticalHeader().hide()
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.doubleClicked.connect(lambda index: self.opened.emit(model.day_at(index)))

    def minimumSizeHint(self) -> QSize:
        """Give way: a month is readable when it is small."""
        unit = self.fontMetrics().height()
        return QSize(unit * 30, unit * 18)

    def current_day(self) -> date | None:
        """Give the day the keyboard is on."""
        index = self.currentIndex()
        return self.month.day_at(index) if index.isValid() else None

    def choose(self, day: date) -> None:
        """Make a day the current one; its month is asked for where it is not shown."""
        index = self.month.index_of(day)
        if index.isValid():
            self.setCurrentIndex(index)
        else:
            self.month_wanted.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by days and weeks with the arrows, by months with the pages, to a week's ends, open with Enter."""
        day = self.current_day()
        key = Qt.Key(event.key())
        if day is None or event.modifiers() not in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            super().keyPressEvent(event)
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(day)
            return
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        ends = {Qt.Key.Key_Home: -day.weekday(), Qt.Key.Key_End: 6 - day.weekday()}
        if key in months:
            self.month_wanted.emit(add_months(day, months[key]))
        elif key in steps or key in ends:
            self.choose(day + timedelta(days=steps.get(key, ends.get(key, 0))))
        else:
            super().keyPressEvent(event)

    def _on_current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.day_chosen.emit(self.month.day_at(index))


class _DayDelegate(QStyledItemDelegate):
    """Draw one day: its number, its holiday, as many things as fit, and how many more there are."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        view = self.parent()
        if not isinstance(view, MonthView):
            return
        day: date = index.data(DAY_ROLE)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        _paint_ground(painter, option, rect, view, day)
        unit = QFontMetricsF(option.font).height()
        inner = rect.adjusted(unit * 0.3, unit * 0.15, -unit * 0.25, -unit * 0.1)
        _paint_number(painter, inner, view, day, unit)
        painter.setFont(option.font)
        _paint_items(
            painter,
            inner.adjusted(0, unit * 1.3, 0, 0),
            view.month.items_of(day),
            inside=view.month.month == day.replace(day=1),
        )
        painter.restore()


def _paint_ground(
    painter: QPainter, option: QStyleOptionViewItem, rect: QRectF, view: MonthView, day: date
) -> None:
    free = day.weekday() >= _WEEKEND or day in view.month.holidays
    painter.fillRect(rect, colour("sunken" if free else "surface"))
    painter.setPen(QPen(colour("line"), 1))
    painter.drawLine(rect.topRight(), rect.bottomRight())
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if option.state & QStyle.StateFlag.State_Selected:
        focused = view.hasFocus()
        painter.setPen(QPen(colour("focus" if focused else "accent"), 2))
        painter.setBrush(colour("accent_soft"))
        painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), 3, 3)


def _paint_number(painter: QPainter, inner: QRectF, view: MonthView, day: date, unit: float) -> None:
    is_today = day == view.month.today
    outside = day.replace(day=1) != view.month.month
    head = QRectF(inner.left(), inner.top(), unit * 1.45, unit * 1.2)
    if is_today:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        painter.drawRoundedRect(head, unit * 0.4, unit * 0.4)
    painter.setPen(colour("accent_ink" if is_today else "muted" if outside else "ink"))
    painter.setFont(scaled_font(view.font(), 1, QFont.Weight.DemiBold if is_today else QFont.Weight.Normal))
    painter.drawText(head, _CENTRE, str(day.day))
    holiday = view.month.holidays.get(day, "")
    if holiday:
        small = scaled_font(view.font(), 0.85)
        painter.setFont(small)
        painter.setPen(colour("muted"))
        room = QRectF(
            head.right() + unit * 0.3, inner.top(), inner.right() - head.right() - unit * 0.3, unit * 1.2
        )
        words = QFontMetricsF(small).elidedText(holiday, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, words)


def _paint_items(painter: QPainter, room: QRectF, items: list[CalendarItem], *, inside: bool) -> None:
    small = scaled_font(painter.font(), 0.9)
    line = QFontMetricsF(small).height() * 1.12
    fitting = max(0, int(room.height() // line))
    shown = items if len(items) <= fitting else items[: max(0, fitting - 1)]
    top = room.top()
    for item in shown:
        _paint_item(painter, QRectF(room.left(), top, room.width(), line), item, small, inside=inside)
        top += line
    if len(shown) < len(items) and fitting:
        painter.setFont(scaled_font(small, 1, QFont.Weight.DemiBold))
        painter.setPen(colour("accent"))
        more = f"+{number(len(items) - len(shown))}"
        painter.drawText(QRectF(room.left(), top, room.width(), line), _LEFT, more)


def _paint_item(painter: QPainter, rect: QRectF, item: CalendarItem, font: QFont, *, inside: bool) -> None:
    quiet = item.done or item.cancelled or not inside
    token = "danger" if item.late and not item.cancelled else "muted" if quiet else "accent"
    side = round(rect.height() * 0.82)
    painter.drawPixmap(
        round(rect.left()),
        round(rect.center().y() - side / 2),
        pixmap(_sign(item), side, theme().tokens[token]),
    )
    written = QFont(font)
    written.setStrikeOut(item.cancelled)
    painter.setFont(written)
    painter.setPen(_ink(item, quiet=quiet))
    words = f"{item.start_time} {item.title}" if item.start_time else item.title
    left = rect.left() + side + rect.height() * 0.25
    room = QRectF(left, rect.top(), rect.right() - left, rect.height())
    painter.drawText(
        room, _LEFT, QFontMetricsF(written).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    )


def _sign(item: CalendarItem) -> str:
    if item.cancelled:
        return "circle-x"
    if item.late:
        return "triangle-alert"
    return "check" if item.done else kind_icon(item.kind)


def _ink(item: CalendarItem, *, quiet: bool) -> QColor:
    return colour("danger" if item.late and not item.cancelled else "muted" if quiet else "ink")
