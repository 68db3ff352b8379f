"""Offer what to start with when no dossier is open; it opens nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.plain import ElidedLabel, PlainLabel, scaled_font
from altterr_desktop.ui.kit.standings import paint_disc
from altterr_desktop.ui.kit.theme import colour

_COVER = (
    *(Standing.DONE,) * 3,
    *(Standing.PARTLY_DONE,) * 3,
    *(Standing.IN_PROGRESS,) * 4,
    *(Standing.ANNOUNCED,) * 2,
    *(Standing.NOT_STARTED,) * 3,
    Standing.ABANDONED,
    *(Standing.NOT_ASSESSED,) * 2,
)


@dataclass(frozen=True)
class WelcomeCalls:
    """Hold what the page's buttons do; `open_recent` is given a path."""

    new: Callable[[], object]
    open: Callable[[], object]
    demo: Callable[[], object]
    open_recent: Callable[[str], object]
    join: Callable[[], object] | None = None


class Cover(QFrame):
    """Show what the program is for, over discs like those on the cover of an assessment."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cover")
        unit = self.fontMetrics().height()
        title = PlainLabel(self, _("What was promised, what was done"))
        title.setFont(scaled_font(self.font(), 2.2, QFont.Weight.DemiBold))
        title.setWordWrap(True)
        text = PlainLabel(
            self,
            _(
                "Follow what elected officials promised for climate and social justice. "
                "Everything stays on this computer."
            ),
        )
        text.setFont(scaled_font(self.font(), 1.15))
        text.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(unit * 2, unit * 2, unit * 2, round(unit * 4.6))
        column.setSpacing(unit)
        column.addWidget(title)
        column.addWidget(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw one line of discs at the foot: kept, on the way, not started, contradicted."""
        super().paintEvent(event)
        painter = QPainter(self)
        unit = self.fontMetrics().height()
        size = unit * 1.5
        for place, standing in enumerate(_COVER):
            left = unit * 2 + place * size * 1.35
            if left + size > self.width() - unit * 2:
                break
            box = QRectF(left, self.height() - unit * 3.4, size, size)
            tint = colour("mark" if standing is Standing.ABANDONED else "bar_muted")
            paint_disc(painter, box, standing, tint, colour("bar"))
        painter.end()


class WelcomePage(QWidget):
    """Show the ways to start, and the dossiers opened last."""

    def __init__(self, calls: WelcomeCalls, recent: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._calls = calls
        unit = self.fontMetrics().height()
        column = QVBoxLayout()
        column.setSpacing(round(unit * 0.7))
        column.addStretch(2)
        column.addWidget(Cover(self))
        column.addSpacing(unit)
        column.addLayout(self._buttons())
        if recent:
            column.addSpacing(round(unit * 1.4))
            column.addWidget(PlainLabel(self, _("Opened last"), "label"))
            column.addWidget(self._recent_card(recent[:5]))
        column.addStretch(3)
        middle = QWidget(self)
        middle.setLayout(column)
        middle.setMaximumWidth(self.fontMetrics().averageCharWidth() * 92)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(middle, 6)
        row.addStretch(1)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.fontMetrics().height() // 2)
        offers = (
            (_("New dossier…"), "folder", "primary", self._calls.new),
            (_("Open a dossier…"), "folder-open", "", self._calls.open),
            (_("Join a group…"), "handshake", "", self._calls.join),
            (_("Look at the demonstration"), "sprout", "", self._calls.demo),
        )
        for text, icon_name, kind, call in offers:
            if call is None:
                continue
            button = QPushButton(text, self)
            button.setProperty("kind", kind)
            set_icon(button, icon_name, "accent_ink" if kind else "accent")
            button.clicked.connect(lambda *_checked, run=call: run())
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _recent_card(self, recent: Sequence[str]) -> QFrame:
        card = QFrame(self)
        card.setProperty("kind", "card")
        unit = self.fontMetrics().height()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(unit // 3, unit // 3, unit // 3, unit // 3)
        inside.setSpacing(0)
        for written in recent:
            path = Path(written)
            button = QPushButton(path.stem, card)
            button.setProperty("kind", "flat")
            button.setAccessibleDescription(str(path.parent))
            set_icon(button, "file-text", "accent")
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda *_checked, chosen=written: self._calls.open_recent(chosen))
            line = QHBoxLayout()
            line.addWidget(button)
            line.addWidget(ElidedLabel(card, str(path.parent), "muted"), 1)
            inside.addLayout(line)
        return card
