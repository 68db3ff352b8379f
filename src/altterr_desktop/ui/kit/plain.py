"""Show text as it was typed: labels and tips that never read a person's words as mark-up."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class PlainLabel(QLabel):
    """Show words in one of the style sheet's kinds (muted, label, section, danger); rich text is off."""

    def __init__(self, parent: QWidget | None = None, text: str = "", kind: str = "") -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        if kind:
            self.setProperty("kind", kind)


class ElidedLabel(PlainLabel):
    """Show one line that gives way: cut with «…» where it is too long, whole in its tip."""

    def __init__(self, parent: QWidget | None = None, text: str = "", kind: str = "") -> None:
        super().__init__(parent, text, kind)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Show a text, and keep the whole of it for the tip and for screen readers."""
        super().setText(text)
        self.setToolTip(plain_tip(text) if text else "")

    def minimumSizeHint(self) -> QSize:
        """Ask for four letters at least."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(self.alignment()), shown)
        painter.end()


def plain_tip(text: str) -> str:
    """Write a tip so that Qt wraps it and shows every character as typed."""
    return f"<qt>{escape(text)}</qt>"


def scaled_font(font: QFont, factor: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Give a font of another size and weight, in proportion so that a person's text size is kept."""
    scaled = QFont(font)
    scaled.setPointSizeF(max(1.0, font.pointSizeF() * factor))
    scaled.setWeight(weight)
    return scaled
