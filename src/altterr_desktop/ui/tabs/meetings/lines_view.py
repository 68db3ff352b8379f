"""Show the lines of minutes under their points, each whole, with its kind; it changes none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label, short_label
from altterr_desktop.services.after_meeting import AmendmentView
from altterr_desktop.services.meeting_views import LineView, MeetingView
from altterr_desktop.ui.kit.icons import pixmap
from altterr_desktop.ui.kit.plain import scaled_font
from altterr_desktop.ui.kit.theme import colour, theme
from altterr_desktop.ui.tabs.meetings.words import amendment_detail, line_detail, line_icon

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ITEM = int(Qt.ItemDataRole.UserRole)
_WRAPPED = int(Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True)
class Heading:
    """Hold the title of a point, over its lines."""

    title: str


Item = Heading | LineView | AmendmentView
_TURN_KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5)


class LinesModel(QAbstractListModel):
    """Hold the lines in the order of the agenda, what was said outside it last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[Item, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        """Give what is shown."""
        return self._items

    def show_items(self, items: Sequence[Item]) -> None:
        """Replace what is shown."""
        self.beginResetModel()
        self._items = tuple(items)
        self.endResetModel()

    def at(self, row: int) -> Item | None:
        """Give what is at a place."""
        return self._items[row] if 0 <= row < len(self._items) else None

    def row_of(self, line_id: str) -> int:
        """Find the place of a line, -1 for none."""
        for row, item in enumerate(self._items):
            if isinstance(item, LineView) and item.id == line_id:
                return row
        return -1

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Count lines and headings."""
        return 0 if parent.isValid() else len(self._items)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let only lines be chosen."""
        if isinstance(self.at(index.row()), LineView):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what an item says, or the item itself."""
        item = self.at(index.row())
        if item is None:
            return None
        if role == _ITEM:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(item, Heading):
                return item.title
            if isinstance(item, AmendmentView):
                return f"{_('Correction')}, {item.text}, {amendment_detail(item)}"
            return ", ".join(part for part in (label(item.kind), item.text, line_detail(item)) if part)
        return None


class LinesView(QListView):
    """Show a meeting's minutes; `edit_asked` and `delete_asked` carry the line Enter (or F2) and Del are for.

    `turn_asked` carries which of five turns (from 0) the keys 1 to 5 ask for.
    """

    current_changed = Signal(object)
    edit_asked = Signal(object)
    delete_asked = Signal(object)
    turn_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = LinesModel(self)
        self.setModel(self._lines)
        self.setItemDelegate(_LineDelegate(self))
        self.setProperty("kind", "bare")
        self.setAccessibleName(_("Lines of the minutes"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(False)
        self.setMinimumHeight(self.fontMetrics().height() * 4)
        self.doubleClicked.connect(lambda *_index: self._ask(self.edit_asked))
        self.selectionModel().currentChanged.connect(
            lambda *_places: self.current_changed.emit(self.current_line())
        )

    def show_meeting(self, meeting: MeetingView, amendments: Sequence[AmendmentView] = ()) -> None:
        """Show the lines of a meeting, corrections under theirs; the current one stays if it is still there."""
        items = _items(meeting, amendments)
        if items == self._lines.items:
            return
        current = self.current_line()
        self._lines.show_items(items)
        if current is not None:
            self.select_line(current.id)
        self.current_changed.emit(self.current_line())

    def current_line(self) -> LineView | None:
        """Give the line chosen."""
        item = self._lines.at(self.currentIndex().row())
        return item if isinstance(item, LineView) else None

    def select_line(self, line_id: str) -> None:
        """Make a line the current one, if it is there."""
        row = self._lines.row_of(line_id)
        if row >= 0:
            self.setCurrentIndex(self._lines.index(row))

    def scroll_to_last(self) -> None:
        """Show the end."""
        self.scrollToBottom()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change with Enter or F2, delete with Del, turn into something with 1 to 5."""
        if Qt.Key(event.key()) in _TURN_KEYS and self.current_line() is not None:
            self.turn_asked.emit(_TURN_KEYS.index(Qt.Key(event.key())))
            return
        asked = {
            Qt.Key.Key_Return: self.edit_asked,
            Qt.Key.Key_Enter: self.edit_asked,
            Qt.Key.Key_F2: self.edit_asked,
            Qt.Key.Key_Delete: self.delete_asked,
        }.get(Qt.Key(event.key()))
        if asked is None:
            super().keyPressEvent(event)
        else:
            self._ask(asked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the lines again."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _ask(self, asked: Any) -> None:
        line = self.current_line()
        if line is not None:
            asked.emit(line)


def _items(meeting: MeetingView, amendments: Sequence[AmendmentView]) -> tuple[Item, ...]:
    by_point: dict[str, list[LineView]] = {}
    for line in meeting.lines:
        by_point.setdefault(line.point_id or "", []).append(line)
    items: list[Item] = []
    for point in meeting.agenda:
        lines = by_point.pop(point.id, [])
        items += [Heading(point.title), *_corrected(lines, amendments)] if lines else []
    rest = [line for lines in by_point.values() for line in lines]
    if rest:
        shown = _corrected(rest, amendments)
        items += [Heading(_("Outside the agenda")), *shown] if items else shown
    of_whole = [one for one in amendments if one.line_id is None]
    if of_whole:
        items += [Heading(_("Corrections of the whole")), *of_whole]
    return tuple(items)


def _corrected(lines: Sequence[LineView], amendments: Sequence[AmendmentView]) -> list[Item]:
    """Put each correction under its line."""
    items: list[Item] = []
    for line in lines:
        items.append(line)
        items += [one for one in amendments if one.line_id == line.id]
    return items


class _LineDelegate(QStyledItemDelegate):
    """Draw a line: its kind at the left, its words wrapped, what goes with it underneath."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one item."""
        item = index.data(_ITEM)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        if isinstance(item, Heading):
            painter.setFont(scaled_font(option.font, 0.95, QFont.Weight.DemiBold))
            painter.setPen(colour("muted"))
            painter.drawText(rect.adjusted(2, 0, 0, 0), Qt.AlignmentFlag.AlignBottom, item.title)
        elif isinstance(item, LineView):
            self._paint_ground(painter, option, rect)
            _paint_line(painter, option, _shown_line(item))
        elif isinstance(item, AmendmentView):
            _paint_line(painter, option, _shown_amendment(item))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Take the height of the wrapped words in the width of the view."""
        item = index.data(_ITEM)
        unit = QFontMetrics(option.font).height()
        view = self.parent()
        wide = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        if isinstance(item, Heading):
            return QSize(wide, round(unit * 1.5))
        shown = _shown_amendment(item) if isinstance(item, AmendmentView) else _shown_line(item)
        words = _words_rect(QRect(0, 0, wide, 0), option.font)
        tall = QFontMetrics(option.font).boundingRect(words, _WRAPPED, shown.text).height()
        low = QFontMetrics(scaled_font(option.font, 0.9)).height() if shown.detail else 0
        return QSize(wide, tall + low + round(unit * 0.5))

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRectF) -> None:
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            if state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(colour("focus"), 2))
            painter.setBrush(colour("accent_soft"))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colour("hover"))


def _kind_width(font: QFont) -> int:
    return QFontMetrics(font).averageCharWidth() * 15


def _words_rect(rect: QRect, font: QFont) -> QRect:
    unit = QFontMetrics(font).height()
    left = rect.left() + _kind_width(font) + round(unit * 1.6)
    return QRect(
        left, rect.top() + round(unit * 0.25), max(unit * 4, rect.right() - left - unit // 2), 10_000
    )


@dataclass(frozen=True)
class _Shown:
    """Hold what is drawn of a line or of a correction."""

    icon: str
    tint: str
    kind: str
    text: str
    detail: str


def _shown_line(line: LineView) -> _Shown:
    tint = "muted" if line.internal else "accent"
    return _Shown(line_icon(line.kind), tint, short_label(line.kind), line.text, line_detail(line))


def _shown_amendment(one: AmendmentView) -> _Shown:
    return _Shown("pencil", "warn", _("Correction"), one.text, amendment_detail(one))


def _paint_line(painter: QPainter, option: QStyleOptionViewItem, line: _Shown) -> None:
    metrics = QFontMetricsF(option.font)
    unit = metrics.height()
    top = option.rect.top() + unit * 0.25
    side = round(unit * 0.95)
    painter.drawPixmap(
        round(option.rect.left() + unit * 0.3),
        round(top + (unit - side) / 2),
        pixmap(line.icon, side, theme().tokens[line.tint]),
    )
    painter.setPen(colour("muted"))
    kind = QRectF(option.rect.left() + unit * 1.5, top, _kind_width(option.font), unit)
    word = metrics.elidedText(line.kind, Qt.TextElideMode.ElideRight, kind.width())
    painter.drawText(kind, Qt.AlignmentFlag.AlignVCenter, word)
    painter.setPen(colour("ink"))
    words = _words_rect(option.rect, option.font)
    tall = QFontMetrics(option.font).boundingRect(words, _WRAPPED, line.text).height()
    painter.drawText(QRect(words.left(), words.top(), words.width(), tall), _WRAPPED, line.text)
    detail = line.detail
    if detail:
        small = scaled_font(option.font, 0.9)
        painter.setFont(small)
        painter.setPen(colour("muted"))
        room = QRectF(words.left(), words.top() + tall, words.width(), QFontMetricsF(small).height())
        shown = QFontMetricsF(small).elidedText(detail, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
