"""Draw the commitments of the dashboard, as a ring over its list, and say them in words; it counts nothing."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.numbers import number
from altterr_desktop.services.dashboard import Dashboard
from altterr_desktop.ui.kit.charts import Hot, Row, Share, paint_legend, paint_ring


def theme_rows(board: Dashboard) -> list[Row]:
    """Give the bars of the themes."""
    return [
        Row(
            theme.theme_id,
            theme.theme or _("Without a theme"),
            [Share(one, count) for one, count in theme.counts.items()],
        )
        for theme in board.by_theme
    ]


def in_words(counts: dict[Standing, int]) -> str:
    """Say counts by standing: «Kept 3, In progress 2»."""
    return ", ".join(f"{label(standing)} {number(count)}" for standing, count in counts.items() if count)


def paint_overall(painter: QPainter, rect: QRectF, shares: list[Share], inside: str) -> list[Hot]:
    """Draw the ring above its list where the place is high, beside it where it is wide."""
    if rect.width() > rect.height() * 1.3:
        return paint_ring(painter, rect, shares, inside, _("advance"))
    unit = painter.fontMetrics().height()
    # The list keeps the height it needs to be read; the ring takes what is left.
    listed = unit * (1.1 * sum(1 for share in shares if share.count) + 0.6)
    high = min(max(rect.height() - listed, unit * 6), rect.height() * 0.5, rect.width() * 0.72)
    left = rect.center().x() - high / 2
    # The ring takes the left half of the place it is given: the list is drawn under it instead.
    place = QRectF(left, rect.top(), high * 2, high)
    painter.save()
    painter.setClipRect(QRectF(left - 1, rect.top(), high + 2, high))
    paint_ring(painter, place, shares, inside, _("advance"))
    painter.restore()
    under = rect.adjusted(0, high + unit * 0.6, 0, 0)
    return paint_legend(painter, under, shares)
