"""Build the small signs of this page: the disc of a standing as an icon, the strip of half-years."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import labelled
from altterr_desktop.services.half_years import HalfYearStanding
from altterr_desktop.ui.kit.charts import Chart, Hot
from altterr_desktop.ui.kit.plain import scaled_font
from altterr_desktop.ui.kit.standings import paint_disc, standing_colours
from altterr_desktop.ui.kit.theme import colour

# The edge of these is the colour of their ground.
_INKED = (Standing.DONE, Standing.PARTLY_DONE, Standing.ABANDONED)


def standing_icon(standing: Standing, size: int) -> QIcon:
    """Draw the disc of a standing as an icon of `size` logical pixels."""
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    picture = QPixmap(QSize(size, size) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _disc(painter, QRectF(0, 0, size, size), standing)
    painter.end()
    return QIcon(picture)


def history_strip(parent: QWidget) -> Chart:
    """Build the strip that shows where a commitment stood at the end of each half-year."""
    return Chart(partial(_paint_strip, ()), "", 3.3, parent)


def show_history(strip: Chart, history: Sequence[HalfYearStanding]) -> None:
    """Draw another commitment's half-years."""
    words = ", ".join(labelled(_half_words(point), label(point.standing)) for point in history)
    strip.show_figure(
        partial(_paint_strip, tuple(history)), _("State by half-year: {list}").format(list=words)
    )


def _half_words(point: HalfYearStanding) -> str:
    return _("H{half} {year}").format(half=point.half, year=point.year)


def _disc(painter: QPainter, box: QRectF, standing: Standing) -> None:
    tint = standing_colours(standing)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tint.fill))
    painter.drawEllipse(box)
    painter.restore()
    own = QColor(tint.ink if standing in _INKED else tint.edge)
    inset = box.width() * 0.1
    paint_disc(painter, box.adjusted(inset, inset, -inset, -inset), standing, own, QColor(tint.fill))


def _paint_strip(history: Sequence[HalfYearStanding], painter: QPainter, rect: QRectF) -> list[Hot]:
    if not history:
        return []
    small = scaled_font(painter.font(), 0.82)
    unit = QFontMetricsF(painter.font()).height()
    low = QFontMetricsF(small).height()
    step = min(rect.width() / len(history), unit * 3)
    side = min(unit * 1.05, step * 0.8)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour("line"), 2))
    middle = rect.top() + unit * 0.75
    last = rect.left() + step * (len(history) - 0.5)
    painter.drawLine(round(rect.left() + step / 2), round(middle), round(last), round(middle))
    painter.setFont(small)
    hots = []
    for place, point in enumerate(history):
        left = rect.left() + place * step
        _disc(painter, QRectF(left + (step - side) / 2, middle - side / 2, side, side), point.standing)
        painter.setPen(colour("ink" if place == len(history) - 1 else "muted"))
        top = middle + unit * 0.7
        half = _("H{half}").format(half=point.half)
        painter.drawText(QRectF(left, top, step, low), Qt.AlignmentFlag.AlignCenter, half)
        if place == 0 or point.half == 1:
            painter.drawText(
                QRectF(left, top + low, step, low), Qt.AlignmentFlag.AlignCenter, str(point.year)
            )
        words = f"{_half_words(point)} · {label(point.standing)}"
        hots.append(Hot(QRectF(left, rect.top(), step, rect.height()), "", point.standing, words))
    return hots
