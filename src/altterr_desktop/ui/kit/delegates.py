"""Draw the cells of a table: text, two lines, standing, progress; it reads only the model's roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.ui.kit.columns import Cell, GroupRow
from altterr_desktop.ui.kit.icons import pixmap
from altterr_desktop.ui.kit.plain import scaled_font
from altterr_desktop.ui.kit.standings import paint_chip
from altterr_desktop.ui.kit.theme import colour, theme

if TYPE_CHECKING:
    from collections.abc import Callable

VALUE_ROLE = int(Qt.ItemDataRole.UserRole)
ID_ROLE = VALUE_ROLE + 1
_Index = QModelIndex | QPersistentModelIndex
_LINE = Qt.AlignmentFlag.AlignVCenter


class CellDelegate(QStyledItemDelegate):
    """Draw the cells of one column over the ground of their row."""

    def __init__(self, cell: Cell, hovered_row: Callable[[], int], parent: QWidget) -> None:
        super().__init__(parent)
        self._cell = cell
        self._hovered_row = hovered_row

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the ground of the row, then the cell."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect = QRectF(option.rect)
        painter.save()
        head = index.data(VALUE_ROLE)
        if isinstance(head, GroupRow):
            _paint_group(painter, rect, head, option.font)
            self._paint_focus(painter, option, index)
            painter.restore()
            return
        self._paint_ground(painter, rect, index, chosen=chosen)
        painter.setFont(option.font)
        side = painter.fontMetrics().height() * 0.55
        _PAINTERS[self._cell](painter, rect.adjusted(side, 0, -side, 0), index)
        self._paint_focus(painter, option, index)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Take the height of the row as the table sets it; widths are the columns' own."""
        return QSize(0, option.fontMetrics.height() * 2)

    def _paint_ground(self, painter: QPainter, rect: QRectF, index: _Index, *, chosen: bool) -> None:
        if chosen:
            painter.fillRect(rect, colour("accent_soft"))
            if index.column() == 0:
                painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), colour("accent"))
        elif index.row() == self._hovered_row():
            painter.fillRect(rect, colour("hover"))
        painter.setPen(QPen(colour("line"), 1))
        bottom = rect.bottom() - 0.5
        painter.drawLine(round(rect.left()), round(bottom), round(rect.right()), round(bottom))

    def _paint_focus(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Underline the row with the keyboard, once the table has the focus."""
        view = option.widget
        if isinstance(view, QTableView) and view.hasFocus() and view.currentIndex().row() == index.row():
            rect = QRectF(option.rect)
            for top in (rect.top(), rect.bottom() - 1.5):
                painter.fillRect(QRectF(rect.left(), top, rect.width(), 1.5), colour("focus"))


def _draw(painter: QPainter, rect: QRectF, text: str, align: Qt.AlignmentFlag) -> None:
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 0.5)
    painter.drawText(rect, align, shown)


def _paint_group(painter: QPainter, rect: QRectF, head: GroupRow, font: QFont) -> None:
    painter.fillRect(rect, colour("hover"))
    painter.setPen(QPen(colour("line"), 1))
    bottom = round(rect.bottom() - 0.5)
    painter.drawLine(round(rect.left()), bottom, round(rect.right()), bottom)
    strong = scaled_font(font, 1, QFont.Weight.DemiBold)
    tall = QFontMetricsF(strong).height()
    side = round(tall * 0.95)
    sign = pixmap("chevron-right" if head.folded else "chevron-down", side, theme().tokens["muted"])
    left = rect.left() + tall * 0.5
    painter.drawPixmap(round(left), round(rect.center().y() - side / 2), sign)
    painter.setFont(strong)
    painter.setPen(colour("ink"))
    left += side + tall * 0.4
    room = max(0.0, rect.right() - left - QFontMetricsF(font).horizontalAdvance(head.count) - tall * 1.2)
    wide = min(room, QFontMetricsF(strong).horizontalAdvance(head.name) + 1)
    _draw(painter, QRectF(left, rect.top(), wide, rect.height()), head.name, _LINE)
    painter.setFont(font)
    painter.setPen(colour("muted"))
    _draw(
        painter,
        QRectF(left + wide + tall * 0.6, rect.top(), rect.right() - left - wide, rect.height()),
        head.count,
        _LINE,
    )


def _align(index: _Index) -> Qt.AlignmentFlag:
    value = index.data(Qt.ItemDataRole.TextAlignmentRole)
    return Qt.AlignmentFlag(value) if value is not None else _LINE


def _paint_text(painter: QPainter, rect: QRectF, index: _Index, token: str = "ink") -> None:
    painter.setPen(colour(token))
    _draw(painter, rect, str(index.data() or ""), _align(index))


def _paint_strong(painter: QPainter, rect: QRectF, index: _Index) -> None:
    painter.setFont(scaled_font(painter.font(), 1, QFont.Weight.DemiBold))
    _paint_text(painter, rect, index)


def _paint_muted(painter: QPainter, rect: QRectF, index: _Index) -> None:
    _paint_text(painter, rect, index, "muted")


def _paint_danger(painter: QPainter, rect: QRectF, index: _Index) -> None:
    _paint_text(painter, rect, index, "danger")


def _paint_two_lines(painter: QPainter, rect: QRectF, index: _Index) -> None:
    value = index.data(VALUE_ROLE)
    first, second = value if isinstance(value, tuple) else (str(index.data() or ""), "")
    upper, lower = painter.font(), scaled_font(painter.font(), 0.9)
    tall, small = QFontMetricsF(upper).height(), QFontMetricsF(lower).height()
    top = rect.center().y() - (tall + small if second else tall) / 2
    painter.setPen(colour("ink"))
    _draw(painter, QRectF(rect.left(), top, rect.width(), tall), first or "", _LINE)
    if second:
        painter.setFont(lower)
        painter.setPen(colour("muted"))
        _draw(painter, QRectF(rect.left(), top + tall, rect.width(), small), second, _LINE)


def _paint_alert(painter: QPainter, rect: QRectF, index: _Index) -> None:
    value = index.data(VALUE_ROLE)
    first, warning = value if isinstance(value, tuple) else (str(index.data() or ""), "")
    small = scaled_font(painter.font(), 0.9, QFont.Weight.DemiBold)
    tall, low = QFontMetricsF(painter.font()).height(), QFontMetricsF(small).height()
    top = rect.center().y() - (tall + low if warning else tall) / 2
    painter.setPen(colour("ink"))
    _draw(painter, QRectF(rect.left(), top, rect.width(), tall), first or "", _LINE)
    if warning:
        side = round(low * 0.9)
        sign = pixmap("triangle-alert", side, theme().tokens["danger"])
        painter.drawPixmap(round(rect.left()), round(top + tall + (low - side) / 2), sign)
        painter.setFont(small)
        painter.setPen(colour("danger"))
        room = QRectF(rect.left() + low * 1.15, top + tall, rect.width() - low * 1.15, low)
        _draw(painter, room, warning, _LINE)


def _paint_standing(painter: QPainter, rect: QRectF, index: _Index) -> None:
    value = index.data(VALUE_ROLE)
    if value:
        painter.setFont(scaled_font(painter.font(), 0.94))
        paint_chip(painter, rect, Standing(value), str(index.data() or ""))


def _paint_progress(painter: QPainter, rect: QRectF, index: _Index) -> None:
    share = index.data(VALUE_ROLE)
    metrics = QFontMetricsF(painter.font())
    if not isinstance(share, (int, float)):
        painter.setPen(colour("muted"))
        painter.drawText(rect, _LINE | Qt.AlignmentFlag.AlignRight, "–")
        return
    word = str(index.data() or "")
    room = metrics.horizontalAdvance("100 %")
    painter.setPen(colour("ink"))
    painter.drawText(rect, _LINE | Qt.AlignmentFlag.AlignRight, word)
    bar = QRectF(
        rect.left(), rect.center().y() - 2.5, max(0.0, rect.width() - room - metrics.height() * 0.6), 5
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("track"))
    painter.drawRoundedRect(bar, 2.5, 2.5)
    bar.setWidth(max(bar.height() if share else 0.0, bar.width() * min(1.0, float(share))))
    painter.setBrush(QColor(theme().standings["partly_done"].fill))
    painter.drawRoundedRect(bar, 2.5, 2.5)


_PAINTERS: dict[Cell, Callable[[QPainter, QRectF, _Index], None]] = {
    Cell.TEXT: _paint_text,
    Cell.STRONG: _paint_strong,
    Cell.MUTED: _paint_muted,
    Cell.TWO_LINES: _paint_two_lines,
    Cell.STANDING: _paint_standing,
    Cell.PROGRESS: _paint_progress,
    Cell.DANGER: _paint_danger,
    Cell.ALERT: _paint_alert,
}
