"""Draw the pieces of a page of figures: a card, a figure to press, a line that opens a record; count nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from altterr_desktop.i18n.names import labelled
from altterr_desktop.ui.kit.icons import pixmap
from altterr_desktop.ui.kit.plain import ElidedLabel, PlainLabel, plain_tip, scaled_font
from altterr_desktop.ui.kit.theme import colour, theme

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class Card(QFrame):
    """Be a white frame with a title, a quiet note at its right, and a column for what it holds."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAccessibleName(title)
        unit = self.fontMetrics().height()
        self.title_label = PlainLabel(self, title, "section")
        self.note_label = ElidedLabel(self, "", "muted")
        self.note_label.setAlignment(_RIGHT)
        head = QHBoxLayout()
        head.setSpacing(unit // 2)
        head.addWidget(self.title_label)
        head.addWidget(self.note_label, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(unit, round(unit * 0.65), unit, round(unit * 0.65))
        self.column.setSpacing(round(unit * 0.35))
        self.column.addLayout(head)


class FigureButton(QAbstractButton):
    """Show one number with what it counts and what it is made of; pressed, it opens what it counts."""

    def __init__(
        self, title: str, icon_name: str, on_open: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title = title
        self._icon = icon_name
        self._figure = "–"
        self._detail = ""
        self._is_alert = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        self.clicked.connect(lambda *_checked: on_open())

    def show_figure(self, figure: str, detail: str = "", *, alert: bool = False) -> None:
        """Show a number; an alert is drawn in another colour and with a sign."""
        self._figure, self._detail, self._is_alert = figure, detail, alert
        said = labelled(self._title, figure)
        self.setAccessibleName(f"{said}, {detail}" if detail else said)
        self.setToolTip(plain_tip(detail) if detail else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Take the room of a title, a large number and a line under it."""
        unit = self.fontMetrics().height()
        return QSize(unit * 12, round(unit * 5.1))

    def minimumSizeHint(self) -> QSize:
        """Give way in width alone."""
        return QSize(self.fontMetrics().height() * 9, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card, its icon, its words and its number."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = QFontMetricsF(self.font()).height()
        paint_ground(painter, self, unit)
        inner = QRectF(self.rect()).adjusted(unit, unit * 0.6, -unit, -unit * 0.6)
        size = round(unit * 1.05)
        shown_icon = "triangle-alert" if self._is_alert else self._icon
        tint = theme().tokens["danger" if self._is_alert else "accent"]
        painter.drawPixmap(round(inner.right() - size), round(inner.top()), pixmap(shown_icon, size, tint))
        painter.setPen(colour("muted"))
        _line(
            painter, QRectF(inner.left(), inner.top(), inner.width() - size - unit * 0.4, unit), self._title
        )
        _line(painter, QRectF(inner.left(), inner.bottom() - unit, inner.width(), unit), self._detail)
        painter.setPen(colour("danger" if self._is_alert else "ink"))
        painter.setFont(scaled_font(self.font(), 1.75, QFont.Weight.DemiBold))
        middle = QRectF(inner.left(), inner.top() + unit, inner.width(), inner.height() - 2 * unit)
        painter.drawText(middle, _LEFT, self._figure)
        painter.end()


class LinkRow(QAbstractButton):
    """Show one line that opens a record: a sign, words that give way, a quiet or alarming end."""

    def __init__(
        self,
        icon_name: str,
        words: str,
        end: str,
        on_open: Callable[[], object] | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = icon_name
        self._words = words
        self._end = end
        self.is_alert = False
        self.is_strong = False
        self.setAccessibleName(", ".join(part for part in (words, end) if part))
        self.setToolTip(plain_tip(words))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if on_open is None:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setEnabled(False)
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.clicked.connect(lambda *_checked: on_open())

    def sizeHint(self) -> QSize:
        """Take one line and a half."""
        unit = self.fontMetrics().height()
        return QSize(unit * 14, round(unit * 1.62))

    def minimumSizeHint(self) -> QSize:
        """Give way in width alone."""
        return QSize(self.fontMetrics().height() * 8, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line, lit under the pointer, framed with the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = QFontMetricsF(self.font()).height()
        rect = QRectF(self.rect())
        if self.isEnabled() and (self.underMouse() or self.hasFocus()):
            painter.setBrush(colour("hover"))
            painter.setPen(QPen(colour("focus"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), unit * 0.3, unit * 0.3)
        size = round(unit * 0.95)
        tint = theme().tokens["danger" if self.is_alert else "accent"]
        left = unit * 0.3
        painter.drawPixmap(round(left), round(rect.center().y() - size / 2), pixmap(self._icon, size, tint))
        left += size + unit * 0.5
        small = scaled_font(self.font(), 0.94)
        wide = min(QFontMetricsF(small).horizontalAdvance(self._end) + 1, rect.width() * 0.46)
        painter.setFont(scaled_font(self.font(), 1, QFont.Weight.DemiBold) if self.is_strong else self.font())
        painter.setPen(colour("ink"))
        _line(painter, QRectF(left, 0, rect.width() - left - wide - unit * 0.9, rect.height()), self._words)
        painter.setFont(small)
        painter.setPen(colour("danger" if self.is_alert else "muted"))
        _line(painter, QRectF(rect.right() - wide - unit * 0.3, 0, wide, rect.height()), self._end, _RIGHT)
        painter.end()


def paint_ground(painter: QPainter, button: QAbstractButton, unit: float) -> None:
    """Draw a button as a card: its frame is the focus ring when the keyboard is there."""
    focused = button.hasFocus()
    width = 2.0 if focused else 1.0
    painter.setPen(QPen(colour("focus" if focused else "line"), width))
    painter.setBrush(colour("hover" if button.underMouse() else "surface"))
    half = width / 2
    painter.drawRoundedRect(QRectF(button.rect()).adjusted(half, half, -half, -half), unit * 0.5, unit * 0.5)


def _line(painter: QPainter, rect: QRectF, text: str, align: Qt.AlignmentFlag = _LEFT) -> None:
    metrics = QFontMetricsF(painter.font())
    painter.drawText(rect, align, metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width() + 0.5))
