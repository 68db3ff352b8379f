"""Draw an indicator's road: the expected line, what was measured, where it should be today; it computes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from altterr_desktop.domain.commitments import ValueKind
from altterr_desktop.domain.indicators import Point
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.figures import value_words
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import labelled
from altterr_desktop.services.indicators import IndicatorView, where_it_stands
from altterr_desktop.ui.kit.charts import Chart, Hot
from altterr_desktop.ui.kit.plain import scaled_font
from altterr_desktop.ui.kit.theme import colour

_MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class _Plot:
    """Place days and values on a rectangle."""

    rect: QRectF
    first: date
    last: date
    low: float
    high: float

    def at(self, point: Point) -> QPointF:
        days = max(1, (self.last - self.first).days)
        x = self.rect.left() + self.rect.width() * (point.day - self.first).days / days
        span = (self.high - self.low) or 1
        return QPointF(x, self.rect.bottom() - self.rect.height() * (point.value - self.low) / span)


def trajectory_chart(parent: QWidget, view: IndicatorView) -> Chart:
    """Build the chart of an indicator; its name says the figures in words."""
    return Chart(partial(paint_trajectory, view), described(view), 7.5, parent)


def described(view: IndicatorView) -> str:
    """Say a chart in words."""
    measured = ", ".join(_point_words(view, point) for point in view.measured)
    expected = ", ".join(_point_words(view, point) for point in view.path)
    parts = [view.name, where_it_stands(view)]
    if measured:
        parts.append(labelled(label(ValueKind.MEASURED), measured))
    if expected:
        parts.append(labelled(label(ValueKind.EXPECTED), expected))
    return ". ".join(part.rstrip(".") for part in parts)


def _point_words(view: IndicatorView, point: Point) -> str:
    return f"{medium_date(point.day)} {value_words(point.value, view.unit)}"


def paint_trajectory(view: IndicatorView, painter: QPainter, rect: QRectF) -> list[Hot]:
    """Draw the expected line dashed with hollow diamonds, measures as a full line with discs, and today's mark."""
    points = [*view.path, *view.measured]
    if not points:
        painter.setPen(colour("muted"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, _("No dated value yet"))
        return []
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    small = scaled_font(painter.font(), 0.86)
    painter.setFont(small)
    plot = _plot(view, points, rect, QFontMetricsF(small))
    _paint_axes(painter, plot, view)
    _paint_line(painter, plot, view.path, dashed=True)
    _paint_line(painter, plot, view.measured, dashed=False)
    hots = _paint_points(painter, plot, view)
    _paint_legend(painter, rect)
    painter.restore()
    return hots


def _plot(view: IndicatorView, points: Sequence[Point], rect: QRectF, metrics: QFontMetricsF) -> _Plot:
    values = [point.value for point in points]
    low, high = min(values), max(values)
    # From zero where that is near: a slope is not made steeper than it is.
    if 0 < low < (high - low) * 2:
        low = 0.0
    if low == high:
        low, high = low - 1, high + 1
    words = (value_words(low, view.unit), value_words(high, view.unit))
    left = max(metrics.horizontalAdvance(word) for word in words) + metrics.height() * 0.6
    unit = metrics.height()
    inner = rect.adjusted(left, unit * 1.8, -unit * 1.2, -unit * 1.5)
    days = [point.day for point in points]
    first, last = min(days), max(days)
    shown = view.day if first <= view.day <= last else first
    return _Plot(inner, min(first, shown), max(last, shown), low, high)


def _paint_axes(painter: QPainter, plot: _Plot, view: IndicatorView) -> None:
    rect = plot.rect
    unit = QFontMetricsF(painter.font()).height()
    for value in (plot.low, plot.high):
        y = plot.at(Point(plot.first, value)).y()
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))
        painter.setPen(colour("muted"))
        words = QRectF(0, y - unit / 2, rect.left() - unit * 0.4, unit)
        painter.drawText(words, _MIDDLE | Qt.AlignmentFlag.AlignRight, value_words(value, view.unit))
    foot = QRectF(rect.left() - unit, rect.bottom() + unit * 0.25, rect.width() + unit * 2, unit)
    painter.drawText(foot, _MIDDLE | Qt.AlignmentFlag.AlignLeft, str(plot.first.year))
    if plot.last.year != plot.first.year:
        painter.drawText(foot, _MIDDLE | Qt.AlignmentFlag.AlignRight, str(plot.last.year))
    if plot.first < view.day < plot.last:
        x = plot.at(Point(view.day, plot.low)).x()
        painter.setPen(QPen(colour("ink"), 1.2, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(x, rect.top() - unit * 0.2), QPointF(x, rect.bottom()))
        painter.setPen(colour("ink"))
        painter.drawText(
            QRectF(x - unit * 4, foot.top(), unit * 8, unit), Qt.AlignmentFlag.AlignCenter, _("today")
        )


def _paint_line(painter: QPainter, plot: _Plot, points: Sequence[Point], *, dashed: bool) -> None:
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    painter.setPen(QPen(colour("muted" if dashed else "accent"), 1.5 if dashed else 2.2, style))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([plot.at(point) for point in points]))


def _paint_points(painter: QPainter, plot: _Plot, view: IndicatorView) -> list[Hot]:
    reach = QFontMetricsF(painter.font()).height() * 0.3
    hots = []
    for points, kind in ((view.path, ValueKind.EXPECTED), (view.measured, ValueKind.MEASURED)):
        for point in points:
            where = plot.at(point)
            _paint_sign(painter, where, reach, kind)
            place = QRectF(where.x() - reach * 2, where.y() - reach * 2, reach * 4, reach * 4)
            words = labelled(label(kind), _point_words(view, point))
            hots.append(Hot(place, kind.value, None, words))
    return hots


def _paint_sign(painter: QPainter, where: QPointF, reach: float, kind: ValueKind) -> None:
    if kind is ValueKind.MEASURED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        painter.drawEllipse(where, reach, reach)
        return
    painter.setPen(QPen(colour("muted"), 1.4))
    painter.setBrush(colour("surface"))
    corners = [QPointF(0, -reach), QPointF(reach, 0), QPointF(0, reach), QPointF(-reach, 0)]
    painter.drawPolygon(QPolygonF([where + corner for corner in corners]))


def _paint_legend(painter: QPainter, rect: QRectF) -> None:
    metrics = QFontMetricsF(painter.font())
    unit = metrics.height()
    x, y = rect.left() + unit * 0.4, rect.top() + unit * 0.6
    for kind in (ValueKind.MEASURED, ValueKind.EXPECTED):
        dashed = kind is ValueKind.EXPECTED
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour("muted" if dashed else "accent"), 1.5 if dashed else 2.2, style))
        painter.drawLine(QPointF(x, y), QPointF(x + unit * 1.8, y))
        _paint_sign(painter, QPointF(x + unit * 0.9, y), unit * 0.28, kind)
        painter.setPen(colour("ink"))
        words = label(kind)
        wide = metrics.horizontalAdvance(words) + 1
        painter.drawText(QRectF(x + unit * 2.2, y - unit / 2, wide, unit), _MIDDLE, words)
        x += unit * 3.4 + wide
