"""Draw figures with a painter: bars, a ring, half-years, discs; it counts nothing and draws only plain text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import labelled
from altterr_desktop.i18n.numbers import number
from altterr_desktop.ui.kit.plain import plain_tip, scaled_font
from altterr_desktop.ui.kit.standings import paint_disc, standing_colours
from altterr_desktop.ui.kit.theme import colour

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
# The share of a ring that its words may take, across.
_RING_HOLE = 0.58


@dataclass(frozen=True)
class Share:
    """Hold one part of a figure: how many commitments have a standing."""

    standing: Standing
    count: int


@dataclass(frozen=True)
class Row:
    """Hold one bar: the key of what it counts, its words, its parts."""

    key: str
    text: str
    shares: Sequence[Share]


@dataclass(frozen=True)
class Hot:
    """Mark a place of a figure that opens a list: its keys and the words for its tip."""

    place: QRectF
    key: str
    standing: Standing | None
    words: str


def paint_bar(
    painter: QPainter, rect: QRectF, shares: Sequence[Share], whole: int = 0, key: str = ""
) -> list[Hot]:
    """Draw one bar of parts side by side, each with its number where it fits; `whole` is what the width stands for."""
    total = whole or sum(share.count for share in shares)
    hots: list[Hot] = []
    if not total:
        painter.fillRect(rect, colour("track"))
        return hots
    painter.save()
    left = rect.left()
    for share in shares:
        if not share.count:
            continue
        part = QRectF(left, rect.top(), rect.width() * share.count / total, rect.height())
        _paint_part(painter, part, share)
        hots.append(Hot(part, key, share.standing, labelled(label(share.standing), number(share.count))))
        left = part.right()
    painter.restore()
    return hots


def _paint_part(painter: QPainter, part: QRectF, share: Share) -> None:
    colours = standing_colours(share.standing)
    inner = part.adjusted(0.5, 0.5, -1.5, -0.5)
    painter.setBrush(QColor(colours.fill))
    edge = QPen(QColor(colours.edge), 1)
    if share.standing is Standing.NOT_ASSESSED:
        edge.setDashPattern([3, 2.5])
    painter.setPen(edge)
    painter.drawRect(inner)
    words = number(share.count)
    if QFontMetricsF(painter.font()).horizontalAdvance(words) + 6 <= inner.width():
        painter.setPen(QColor(colours.ink))
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, words)


def paint_bars(
    painter: QPainter, rect: QRectF, rows: Sequence[Row], *, proportional: bool = False
) -> list[Hot]:
    """Draw bars one under the other, their words at the left, their totals at the right.

    Bars are as long as their totals, or all full with `proportional`.
    """
    if not rows:
        return []
    metrics = QFontMetricsF(painter.font())
    unit = metrics.height()
    step = min(rect.height() / len(rows), unit * 2.3)
    wide = min(max(metrics.horizontalAdvance(row.text) for row in rows), rect.width() * 0.38)
    totals = [sum(share.count for share in row.shares) for row in rows]
    room = metrics.horizontalAdvance(number(max(totals))) + unit
    hots: list[Hot] = []
    for place, row in enumerate(rows):
        line = QRectF(rect.left(), rect.top() + place * step, rect.width(), step)
        bar = line.adjusted(wide + unit * 0.8, step * 0.16, -room, -step * 0.16)
        painter.setPen(colour("ink"))
        shown = metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, wide + 1)
        words = QRectF(line.left(), line.top(), wide, line.height())
        painter.drawText(words, _MIDDLE, shown)
        hots.append(Hot(words, row.key, None, row.text))
        hots += paint_bar(painter, bar, row.shares, totals[place] if proportional else max(totals), row.key)
        painter.setPen(colour("muted"))
        painter.drawText(line, _MIDDLE | Qt.AlignmentFlag.AlignRight, number(totals[place]))
    return hots


def paint_ring(
    painter: QPainter, rect: QRectF, shares: Sequence[Share], inside: str = "", under: str = ""
) -> list[Hot]:
    """Draw parts as a ring, with a figure and a word in its middle, and the list of parts at its right."""
    side = min(rect.height(), rect.width() * 0.5)
    ring = QRectF(rect.left(), rect.center().y() - side / 2, side, side)
    total = sum(share.count for share in shares)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    thick = side * 0.15
    circle = ring.adjusted(thick / 2 + 1, thick / 2 + 1, -thick / 2 - 1, -thick / 2 - 1)
    painter.setPen(QPen(colour("track"), thick))
    painter.drawEllipse(circle)
    start = 90.0
    for share in shares if total else ():
        span = 360 * share.count / total
        gap = min(0.6, span / 3)
        for tint, width in (
            (standing_colours(share.standing).edge, thick),
            (standing_colours(share.standing).fill, thick - 2),
        ):
            painter.setPen(QPen(QColor(tint), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawArc(circle, round((start - gap) * 16), -round((span - 2 * gap) * 16))
        start -= span
    _paint_middle(painter, ring, inside, under)
    painter.restore()
    room = QRectF(ring.right() + QFontMetricsF(painter.font()).height() * 1.6, rect.top(), 0, rect.height())
    room.setRight(rect.right())
    return paint_legend(painter, room, shares)


def _paint_middle(painter: QPainter, ring: QRectF, inside: str, under: str) -> None:
    plain = QFont(painter.font())
    painter.setPen(colour("ink"))
    painter.setFont(
        scaled_font(plain, max(1.4, ring.height() / QFontMetricsF(plain).height() / 6), QFont.Weight.DemiBold)
    )
    # Two numbers and their bar stay inside the hole of a small ring.
    wide = QFontMetricsF(painter.font()).horizontalAdvance(inside)
    room = ring.width() * _RING_HOLE
    if wide > room:
        painter.setFont(scaled_font(painter.font(), room / wide, QFont.Weight.DemiBold))
    tall = QFontMetricsF(painter.font()).height() if inside else 0
    small = QFontMetricsF(plain).height() if under else 0
    top = ring.center().y() - (tall + small) / 2
    painter.drawText(QRectF(ring.left(), top, ring.width(), tall), Qt.AlignmentFlag.AlignCenter, inside)
    painter.setFont(plain)
    painter.setPen(colour("muted"))
    painter.drawText(
        QRectF(ring.left(), top + tall, ring.width(), small), Qt.AlignmentFlag.AlignCenter, under
    )


def paint_legend(painter: QPainter, rect: QRectF, shares: Sequence[Share]) -> list[Hot]:
    """Draw the sign, the word and the count of each part, one a line."""
    metrics = QFontMetricsF(painter.font())
    unit = metrics.height()
    counted = [share for share in shares if share.count]
    step = min(unit * 1.65, rect.height() / max(1, len(counted)))
    top = rect.center().y() - step * len(counted) / 2
    figures = max((metrics.horizontalAdvance(number(share.count)) for share in counted), default=0.0)
    hots = []
    for place, share in enumerate(counted):
        line = QRectF(rect.left(), top + place * step, rect.width(), step)
        box = QRectF(line.left(), line.center().y() - unit / 2, unit, unit)
        tint = standing_colours(share.standing)
        painter.setPen(QPen(QColor(tint.edge), 1))
        painter.setBrush(QColor(tint.fill))
        painter.drawRoundedRect(box, 3, 3)
        paint_disc(painter, box.adjusted(3, 3, -3, -3), share.standing, QColor(tint.ink), QColor(tint.fill))
        painter.setPen(colour("ink"))
        painter.drawText(
            QRectF(box.right() + unit * 0.5, line.top(), figures, step),
            _MIDDLE | Qt.AlignmentFlag.AlignRight,
            number(share.count),
        )
        words = QRectF(
            box.right() + unit + figures, line.top(), line.right() - box.right() - unit - figures, step
        )
        shown = metrics.elidedText(label(share.standing), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, _MIDDLE, shown)
        hots.append(Hot(line, "", share.standing, labelled(label(share.standing), number(share.count))))
    return hots


@dataclass(frozen=True)
class HalfYear:
    """Hold the state at the end of a half-year: its words («S1 2027») and its parts."""

    text: str
    shares: Sequence[Share]


def paint_half_years(
    painter: QPainter, rect: QRectF, halves: Sequence[HalfYear], here: int = -1
) -> list[Hot]:
    """Draw columns of parts over time, done at the foot; the column `here` is marked as the present one."""
    if not halves:
        return []
    unit = QFontMetricsF(painter.font()).height()
    foot = unit * 1.7
    step = rect.width() / len(halves)
    highest = max(sum(share.count for share in half.shares) for half in halves) or 1
    hots: list[Hot] = []
    for place, half in enumerate(halves):
        left = rect.left() + place * step
        base = rect.bottom() - foot
        for share in half.shares:
            if share.count:
                tall = (rect.height() - foot) * share.count / highest
                part = QRectF(left + step * 0.14, base - tall, step * 0.72, tall)
                _paint_part(painter, part, share)
                hots.append(
                    Hot(
                        part,
                        half.text,
                        share.standing,
                        labelled(f"{half.text} · {label(share.standing)}", number(share.count)),
                    )
                )
                base -= tall
        words = QRectF(left, rect.bottom() - foot, step, foot)
        painter.setPen(colour("ink" if place == here else "muted"))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, half.text)
        if place == here:
            painter.fillRect(QRectF(left + step * 0.14, rect.bottom() - 3, step * 0.72, 3), colour("mark"))
    return hots


def paint_discs(painter: QPainter, rect: QRectF, standings: Sequence[Standing], size: float) -> None:
    """Draw one disc a commitment, in lines, as many as fit; the last place says how many are left out («+12»)."""
    gap = size * 0.28
    per_line = max(1, int((rect.width() + gap) // (size + gap)))
    lines = max(1, int((rect.height() + gap) // (size + gap)))
    fits = per_line * lines
    shown = list(standings) if len(standings) <= fits else list(standings)[: fits - 1]
    for place, standing in enumerate(shown):
        box = QRectF(
            rect.left() + place % per_line * (size + gap),
            rect.top() + place // per_line * (size + gap),
            size,
            size,
        )
        tint = standing_colours(standing)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tint.fill))
        painter.drawEllipse(box)
        painter.restore()
        own = QColor(tint.edge) if standing not in {Standing.DONE, Standing.ABANDONED} else QColor(tint.ink)
        paint_disc(
            painter,
            box.adjusted(size * 0.12, size * 0.12, -size * 0.12, -size * 0.12),
            standing,
            own,
            QColor(tint.fill),
        )
    if len(shown) < len(standings):
        place = len(shown)
        where = QPointF(
            rect.left() + place % per_line * (size + gap), rect.top() + place // per_line * (size + gap)
        )
        painter.setPen(colour("muted"))
        painter.drawText(
            QRectF(where.x(), where.y(), size * 2, size), _MIDDLE, f"+{len(standings) - len(shown)}"
        )


Draw = Callable[[QPainter, QRectF], list[Hot]]


class Chart(QWidget):
    """Show what a function of this module draws; a place that counts something opens its list when clicked.

    Screen readers get `described`, which must say the figures in words. With the keyboard, the arrows go
    from place to place and Enter opens.
    """

    opened = Signal(object)

    def __init__(self, draw: Draw, described: str, lines: float = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draw = draw
        self._lines = lines
        self._hots: list[Hot] = []
        self._at = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(described)

    def show_figure(self, draw: Draw, described: str) -> None:
        """Draw other figures."""
        self._draw = draw
        self._at = -1
        self.setAccessibleName(described)
        self.update()

    def sizeHint(self) -> QSize:
        """Take so many heights of text."""
        unit = self.fontMetrics().height()
        return QSize(unit * 24, round(unit * self._lines))

    def minimumSizeHint(self) -> QSize:
        """Give way to half the usual size."""
        return self.sizeHint() / 2

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the figure, and a frame round the place chosen with the keyboard."""
        painter = QPainter(self)
        self._hots = self._draw(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1))
        if self.hasFocus() and 0 <= self._at < len(self._hots):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRect(self._hots[self._at].place.adjusted(-1, -1, 1, 1))
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the pointer."""
        hot = self._hot_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if hot else Qt.CursorShape.ArrowCursor)
        QToolTip.showText(event.globalPosition().toPoint(), plain_tip(hot.words) if hot else "", self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the list of the place clicked."""
        if hot := self._hot_at(event.position()):
            self.opened.emit(hot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from place to place with the arrows, open with Enter or Space."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(
            Qt.Key(event.key())
        )
        if step and self._hots:
            before = self._at if self._at >= 0 else (-1 if step > 0 else 0)
            self._at = (before + step) % len(self._hots)
            self.setAccessibleDescription(self._hots[self._at].words)
            self.update()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and 0 <= self._at < len(
            self._hots
        ):
            self.opened.emit(self._hots[self._at])
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Draw again when the colours or the size of text change."""
        super().changeEvent(event)
        self.update()

    def _hot_at(self, point: QPointF) -> Hot | None:
        found = [hot for hot in self._hots if hot.place.contains(point)]
        return found[-1] if found else None
