"""Be a button of the top bar that carries a count; it knows not what is counted."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QWidget

from altterr_desktop.ui.kit.plain import scaled_font
from altterr_desktop.ui.kit.theme import colour

_MOST = 99


class BadgeButton(QToolButton):
    """Show an icon, and over its corner a count unless it is zero."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._count = 0
        self._said = ""
        self.setProperty("kind", "quiet")
        self.setToolTip(name)
        self.setAccessibleName(name)

    @property
    def badge(self) -> int:
        """Give the count shown."""
        return self._count

    def set_badge(self, count: int, said: str = "") -> None:
        """Show a count, and say it in words to screen readers."""
        self._count = count
        words = f"{self._name}, {said or count}" if count else self._name
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, then its count."""
        super().paintEvent(event)
        if not self._count:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = scaled_font(self.font(), 0.78, QFont.Weight.DemiBold)
        text = str(self._count) if self._count <= _MOST else f"{_MOST}+"
        metrics = QFontMetricsF(font)
        tall = metrics.height()
        wide = max(tall, metrics.horizontalAdvance(text) + tall * 0.5)
        pill = QRectF(self.width() - wide - 1, 1, wide, tall)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("mark"))
        painter.drawRoundedRect(pill, tall / 2, tall / 2)
        painter.setFont(font)
        painter.setPen(colour("bar"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
