"""Draw one commitment on a line that opens it: words, deadline, state, half-years; it judges nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label, short_label
from altterr_desktop.ui.kit.plain import plain_tip, scaled_font
from altterr_desktop.ui.kit.standings import chip_width, paint_chip, paint_disc, standing_colours
from altterr_desktop.ui.kit.theme import colour

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class CommitmentRow(QAbstractButton):
    """Show a commitment in two lines; pressed, or with Enter, it opens it.

    `detail` is the quiet second line, `alert` says in red what is wrong with it («Late»), `history` holds
    the standings at the end of each half-year, oldest first.
    """

    def __init__(
        self,
        title: str,
        standing: Standing,
        on_open: Callable[[], object],
        parent: QWidget | None = None,
        *,
        detail: str = "",
        alert: str = "",
        history: Sequence[Standing] = (),
        tip: str = "",
    ) -> None:
        super().__init__(parent)
        self._title, self._standing = title, standing
        self._detail, self._alert = detail, alert
        self._history = tuple(history)
        said = ", ".join(part for part in (title, label(standing), alert, detail) if part)
        self.setAccessibleName(said)
        if history:
            words = ", ".join(label(one) for one in history)
            self.setAccessibleDescription(_("State by half-year: {list}").format(list=words))
        self.setToolTip(plain_tip(tip or title))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda *_checked: on_open())

    def sizeHint(self) -> QSize:
        """Take two lines."""
        unit = self.fontMetrics().height()
        return QSize(unit * 16, round(unit * 2.7))

    def minimumSizeHint(self) -> QSize:
        """Give way in width alone."""
        return QSize(self.fontMetrics().height() * 9, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter as with Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line, lit under the pointer, framed with the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = QFontMetricsF(self.font()).height()
        rect = QRectF(self.rect())
        if self.underMouse() or self.hasFocus():
            painter.setBrush(colour("hover"))
            painter.setPen(QPen(colour("focus"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), unit * 0.3, unit * 0.3)
        inner = rect.adjusted(unit * 0.35, unit * 0.2, -unit * 0.35, -unit * 0.2)
        small = scaled_font(self.font(), 0.9)
        painter.setFont(small)
        word = short_label(self._standing)
        wide = min(chip_width(QFontMetricsF(small), word) + 2, inner.width() * 0.5)
        upper = QRectF(inner.left(), inner.top(), inner.width(), inner.height() / 2)
        lower = QRectF(inner.left(), inner.center().y(), inner.width(), inner.height() / 2)
        paint_chip(
            painter, QRectF(inner.right() - wide, upper.top(), wide, upper.height()), self._standing, word
        )
        taken = self._paint_history(painter, lower, unit)
        self._paint_detail(painter, lower.adjusted(0, 0, -taken, 0))
        painter.setFont(self.font())
        painter.setPen(colour("ink"))
        _line(painter, upper.adjusted(0, 0, -wide - unit * 0.5, 0), self._title)
        painter.end()

    def _paint_detail(self, painter: QPainter, room: QRectF) -> None:
        left = room.left()
        if self._alert:
            painter.setPen(colour("danger"))
            _line(painter, room, self._alert)
            left += QFontMetricsF(painter.font()).horizontalAdvance(f"{self._alert} · ")
        painter.setPen(colour("muted"))
        _line(painter, QRectF(left, room.top(), room.right() - left, room.height()), self._detail)

    def _paint_history(self, painter: QPainter, room: QRectF, unit: float) -> float:
        side = unit * 0.72
        shown = self._history[-8:]
        for place, standing in enumerate(reversed(shown)):
            left = room.right() - (place + 1) * (side + unit * 0.12)
            box = QRectF(left, room.center().y() - side / 2, side, side)
            paint_disc(painter, box, standing, QColor(standing_colours(standing).edge), colour("surface"))
        return len(shown) * (side + unit * 0.12) + (unit * 0.4 if shown else 0)


def _line(painter: QPainter, room: QRectF, text: str) -> None:
    if room.width() <= 0:
        return
    shown = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, room.width() + 0.5)
    painter.drawText(room, _LEFT, shown)
