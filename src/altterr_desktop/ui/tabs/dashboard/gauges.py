"""Draw how ready a meeting is and how much of a mandate is left; they compute only lengths."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import medium_date, month_year
from altterr_desktop.i18n.names import count_words
from altterr_desktop.i18n.numbers import fraction_words
from altterr_desktop.ui.kit.plain import scaled_font
from altterr_desktop.ui.kit.theme import colour

_CENTRE = Qt.AlignmentFlag.AlignCenter


class ReadyGauge(QWidget):
    """Show as an arc how many checks of a meeting are done, with the figure in it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._done, self._total = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_checks(self, done: int, total: int) -> None:
        """Show so many checks done out of so many."""
        self._done, self._total = done, total
        self.setAccessibleName(_("Ready: {figures}").format(figures=fraction_words(done, total)))
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        """Take a square of four heights of text."""
        side = round(self.fontMetrics().height() * 3.9)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the arc, open at its foot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = QFontMetricsF(self.font()).height()
        thick = unit * 0.5
        circle = QRectF(self.rect()).adjusted(thick, thick, -thick, -thick)
        start, whole = 225 * 16, -270 * 16
        painter.setPen(QPen(colour("track"), thick, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(circle, start, whole)
        if self._done and self._total:
            is_ready = self._done >= self._total
            painter.setPen(
                QPen(
                    colour("good" if is_ready else "mark"),
                    thick,
                    Qt.PenStyle.SolidLine,
                    Qt.PenCapStyle.RoundCap,
                )
            )
            painter.drawArc(circle, start, round(whole * self._done / self._total))
        painter.setPen(colour("ink"))
        painter.setFont(scaled_font(self.font(), 1.1, QFont.Weight.DemiBold))
        painter.drawText(circle, _CENTRE, fraction_words(self._done, self._total))
        painter.end()


@dataclass(frozen=True)
class MandateTime:
    """Hold the days of one mandate and whose it is."""

    name: str
    start: date
    end: date
    mid_term: date | None


class MandateBar(QWidget):
    """Show a mandate as a bar: what has gone by, where its mid-term is, how many months are left."""

    def __init__(self, mandate: MandateTime, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mandate = mandate
        self._today = today
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        mid = mandate.mid_term
        words = [mandate.name, months_left(today, mandate.end)]
        if mid is not None:
            words.append(_("mid-term on {day}").format(day=medium_date(mid)))
        self.setAccessibleName(", ".join(words))
        self.setToolTip(self.accessibleName())

    def sizeHint(self) -> QSize:
        """Take three lines: words, bar, days."""
        unit = self.fontMetrics().height()
        return QSize(unit * 14, round(unit * 3.35))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words, the bar with its mid-term mark, and the days under it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        unit, wide = metrics.height(), float(self.width())
        left = months_left(self._today, self._mandate.end)
        painter.setPen(colour("muted"))
        room = metrics.horizontalAdvance(left) + unit * 0.6
        name = metrics.elidedText(self._mandate.name, Qt.TextElideMode.ElideRight, max(0.0, wide - room))
        painter.drawText(QRectF(0, 0, wide, unit), Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(colour("ink"))
        painter.drawText(QRectF(0, 0, wide, unit), Qt.AlignmentFlag.AlignRight, left)
        bar = QRectF(0, unit * 1.35, wide, unit * 0.62)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("track"))
        painter.drawRoundedRect(bar, bar.height() / 2, bar.height() / 2)
        gone = QRectF(bar)
        gone.setWidth(max(bar.height(), wide * self._share(self._today)))
        painter.setBrush(colour("accent"))
        painter.drawRoundedRect(gone, bar.height() / 2, bar.height() / 2)
        self._paint_days(painter, bar, unit)
        painter.end()

    def _paint_days(self, painter: QPainter, bar: QRectF, unit: float) -> None:
        small = scaled_font(self.font(), 0.88)
        painter.setFont(small)
        painter.setPen(colour("muted"))
        under = QRectF(0, bar.bottom() + unit * 0.3, bar.width(), unit)
        painter.drawText(under, Qt.AlignmentFlag.AlignLeft, str(self._mandate.start.year))
        painter.drawText(under, Qt.AlignmentFlag.AlignRight, str(self._mandate.end.year))
        if self._mandate.mid_term is None:
            return
        at = bar.width() * self._share(self._mandate.mid_term)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("mark"))
        painter.drawRect(QRectF(at - 1.5, bar.top() - unit * 0.18, 3, bar.height() + unit * 0.36))
        foot = bar.bottom() + unit * 0.18
        painter.drawPolygon(
            QPolygonF([QPointF(at, foot), QPointF(at - 4, foot + 5), QPointF(at + 4, foot + 5)])
        )
        painter.setPen(colour("ink"))
        words = _("mid-term: {month}").format(month=month_year(self._mandate.mid_term))
        half = QFontMetricsF(small).horizontalAdvance(words) / 2 + 2
        where = min(max(at, half), bar.width() - half)
        painter.drawText(QRectF(where - half, under.top() + 2, half * 2, unit), _CENTRE, words)

    def _share(self, day: date) -> float:
        whole = (self._mandate.end - self._mandate.start).days
        return min(1.0, max(0.0, (day - self._mandate.start).days / whole)) if whole > 0 else 0.0


def months_left(today: date, end: date) -> str:
    """Say how many whole months are left before a day."""
    months = (end.year - today.year) * 12 + end.month - today.month - (end.day < today.day)
    if end <= today:
        return _("the mandate is over")
    if not months:
        return _("less than a month left")
    return count_words("{count} month left", "{count} months left", months)
