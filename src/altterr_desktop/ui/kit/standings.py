"""Draw the standing of a commitment the same way everywhere: a sign, a word and a colour; it judges nothing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.i18n.labels import label
from altterr_desktop.ui.kit.theme import StandingColours, theme

# How much of the disc is full: readable without any colour.
_SHARES = {
    Standing.DONE: 1.0,
    Standing.PARTLY_DONE: 0.75,
    Standing.IN_PROGRESS: 0.5,
    Standing.ANNOUNCED: 0.25,
    Standing.NOT_STARTED: 0.0,
}
_DASHED = (Standing.NOT_ASSESSED, Standing.NOT_MEASURABLE, Standing.VOID)


def standing_colours(standing: Standing) -> StandingColours:
    """Give the colours of a standing in the theme in use."""
    return theme().standings[standing.value]


def paint_disc(painter: QPainter, box: QRectF, standing: Standing, tint: QColor, ground: QColor) -> None:
    """Draw the sign of a standing in one colour on its ground, as large as fits in a box."""
    side = min(box.width(), box.height())
    disc = QRectF(0, 0, side, side)
    disc.moveCenter(box.center())
    stroke = max(1.2, side / 10)
    disc.adjust(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(tint, stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    if standing in _DASHED:
        pen.setDashPattern([1.6, 1.9])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(disc)
    pen.setStyle(Qt.PenStyle.SolidLine)
    painter.setPen(pen)
    _paint_inside(painter, disc, standing, tint)
    if standing is Standing.DONE:
        _paint_tick(painter, disc, ground)
    painter.restore()


def _paint_inside(painter: QPainter, disc: QRectF, standing: Standing, tint: QColor) -> None:
    middle, reach = disc.center(), disc.width() / 2
    share = _SHARES.get(standing)
    if share:
        painter.setBrush(tint)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPie(disc, 90 * 16, -round(360 * 16 * share))
    elif standing is Standing.SUSPENDED:
        for side in (-0.25, 0.25):
            painter.drawLine(middle + QPointF(side, -0.35) * reach, middle + QPointF(side, 0.35) * reach)
    elif standing is Standing.ABANDONED:
        for side in (-0.36, 0.36):
            painter.drawLine(middle + QPointF(side, -0.36) * reach, middle + QPointF(-side, 0.36) * reach)
    elif standing is Standing.OUTSIDE_COMPETENCE:
        painter.drawLine(middle + QPointF(-0.7, 0.7) * reach, middle + QPointF(0.7, -0.7) * reach)
    elif standing is Standing.VOID:
        painter.drawLine(middle + QPointF(-0.45, 0) * reach, middle + QPointF(0.45, 0) * reach)
    elif standing is Standing.NOT_MEASURABLE:
        font = painter.font()
        font.setPixelSize(max(6, round(reach * 1.45)))
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, "?")


def _paint_tick(painter: QPainter, disc: QRectF, ground: QColor) -> None:
    """Cut the tick of what is kept out of its full disc."""
    middle, reach = disc.center(), disc.width() / 2
    pen = QPen(ground, max(1.4, disc.width() / 8), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points = [middle + QPointF(x, y) * reach for x, y in ((-0.48, 0.05), (-0.12, 0.4), (0.5, -0.34))]
    painter.drawPolyline(points)


def chip_width(metrics: QFontMetricsF, word: str) -> float:
    """Give the width a chip needs for its sign and its word."""
    height = metrics.height()
    return height * 2.1 + metrics.horizontalAdvance(word)


def paint_chip(painter: QPainter, box: QRectF, standing: Standing, word: str | None = None) -> None:
    """Draw a chip from the left of a box: sign, word (the standing's own unless given), colour."""
    colours = standing_colours(standing)
    metrics = QFontMetricsF(painter.font())
    text = label(standing) if word is None else word
    height = min(box.height(), metrics.height() * 1.5)
    width = min(box.width(), chip_width(metrics, text))
    chip = QRectF(box.left(), box.center().y() - height / 2, width, height).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = QPen(QColor(colours.edge), 1)
    if standing is Standing.NOT_ASSESSED:
        edge.setDashPattern([3, 2.5])
    painter.setPen(edge)
    painter.setBrush(QColor(colours.fill))
    painter.drawRoundedRect(chip, height / 2, height / 2)
    sign = metrics.height() * 0.82
    left = chip.left() + metrics.height() * 0.42
    ink = QColor(colours.ink)
    paint_disc(
        painter, QRectF(left, chip.center().y() - sign / 2, sign, sign), standing, ink, QColor(colours.fill)
    )
    painter.setPen(ink)
    start = left + sign + metrics.height() * 0.34
    room = QRectF(start, chip.top(), chip.right() - start - metrics.height() * 0.3, chip.height())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width() + 1)
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()


class StandingChip(QWidget):
    """Show one standing as a chip on a form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standing = Standing.NOT_ASSESSED
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_standing(self._standing)

    def standing(self) -> Standing:
        """Give the standing shown."""
        return self._standing

    def set_standing(self, standing: Standing) -> None:
        """Show a standing, and say it to screen readers."""
        self._standing = standing
        self.setAccessibleName(label(standing))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Take the room of the sign and the word."""
        metrics = QFontMetricsF(self.font())
        return QSize(round(chip_width(metrics, label(self._standing)) + 2), round(metrics.height() * 1.6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self._standing)
        painter.end()
