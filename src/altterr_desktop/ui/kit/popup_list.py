"""Show answers under a field while it is typed in, reached with the arrows; it searches nothing itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from altterr_desktop.ui.kit.icons import pixmap
from altterr_desktop.ui.kit.plain import scaled_font
from altterr_desktop.ui.kit.theme import colour, theme

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_CHOICE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True)
class Found:
    """Hold one answer: what it is (kind and id), its words, a quieter detail, its icon, its shortcut."""

    kind: str
    id: str
    text: str
    detail: str = ""
    icon: str = ""
    hint: str = ""


class FoundModel(QAbstractListModel):
    """Hold the answers shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: Sequence[Found] = ()

    def show_found(self, found: Sequence[Found]) -> None:
        """Replace the answers."""
        self.beginResetModel()
        self._found = tuple(found)
        self.endResetModel()

    def at(self, row: int) -> Found | None:
        """Give an answer by its place, or None."""
        return self._found[row] if 0 <= row < len(self._found) else None

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Count the answers."""
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what an answer shows or says."""
        found = self.at(index.row())
        if found is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return found.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (found.text, found.detail, found.hint) if part)
        return found if role == _CHOICE else None


class FoundDelegate(QStyledItemDelegate):
    """Draw an answer on one line: icon, words, detail, and its shortcut at the end."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the line."""
        found = index.data(_CHOICE)
        if not isinstance(found, Found):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(option.font)
        unit = QFontMetricsF(painter.font()).height()
        rect = QRectF(option.rect).adjusted(unit * 0.25, 1, -unit * 0.25, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent_soft"))
            painter.drawRoundedRect(rect, unit * 0.3, unit * 0.3)
        rect.adjust(unit * 0.5, 0, -unit * 0.5, 0)
        if found.icon:
            size = round(unit * 1.05)
            picture = pixmap(found.icon, size, theme().tokens["accent"])
            painter.drawPixmap(round(rect.left()), round(rect.center().y() - size / 2), picture)
        rect.setLeft(rect.left() + unit * 1.7)
        _draw_words(painter, rect, found, unit)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Take twice the height of the text."""
        return QSize(0, option.fontMetrics.height() * 2)


def _draw_words(painter: QPainter, rect: QRectF, found: Found, unit: float) -> None:
    middle = Qt.AlignmentFlag.AlignVCenter
    small = scaled_font(painter.font(), 0.92)
    painter.save()
    painter.setFont(small)
    painter.setPen(colour("muted"))
    if found.hint:
        painter.drawText(rect, middle | Qt.AlignmentFlag.AlignRight, found.hint)
        rect.setRight(rect.right() - QFontMetricsF(small).horizontalAdvance(found.hint) - unit)
    painter.restore()
    painter.setPen(colour("ink"))
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(found.text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, middle, shown)
    left = rect.left() + metrics.horizontalAdvance(shown) + unit * 0.7
    if found.detail and rect.right() - left > unit * 3:
        painter.setFont(small)
        painter.setPen(colour("muted"))
        room = QRectF(left, rect.top(), rect.right() - left, rect.height())
        painter.drawText(
            room,
            middle,
            QFontMetricsF(small).elidedText(found.detail, Qt.TextElideMode.ElideRight, room.width()),
        )


class FoundList(QListView):
    """Show answers; the field above keeps the focus and moves the line with `step`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found = FoundModel(self)
        self.setModel(self.found)
        self.setItemDelegate(FoundDelegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.entered.connect(self.setCurrentIndex)

    def show_found(self, found: Sequence[Found]) -> None:
        """Replace the answers and choose the first."""
        self.found.show_found(found)
        if found:
            self.setCurrentIndex(self.found.index(0, 0))

    def chosen(self) -> Found | None:
        """Give the chosen answer, None for none."""
        return self.found.at(self.currentIndex().row())

    def step(self, by: int) -> None:
        """Choose the answer so many lines further, round the end."""
        count = self.found.rowCount()
        if count:
            row = self.currentIndex().row()
            row = (row + by) % count if abs(by) == 1 else min(max(row + by, 0), count - 1)
            self.setCurrentIndex(self.found.index(row, 0))
