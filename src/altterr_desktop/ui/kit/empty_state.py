"""Say what to do where there is nothing to show: two buttons, never a blank page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.icons import pixmap, set_icon
from altterr_desktop.ui.kit.plain import PlainLabel, scaled_font
from altterr_desktop.ui.kit.theme import theme


@dataclass(frozen=True)
class Offer:
    """Describe a button: its words, its icon, what it does."""

    text: str
    callback: Callable[[], object]
    icon: str = ""


@dataclass(frozen=True)
class EmptyWords:
    """Hold what an empty place says: an icon, a title, one sentence, the main offer and another one."""

    icon: str
    title: str
    text: str
    main: Offer | None = None
    other: Offer | None = None


class EmptyState(QWidget):
    """Show an `EmptyWords` in the middle of a place."""

    def __init__(self, words: EmptyWords, parent: QWidget | None = None) -> None:
        self._picture: QLabel | None = None
        super().__init__(parent)
        self._words = words
        unit = self.fontMetrics().height()
        column = QVBoxLayout(self)
        column.setContentsMargins(unit, unit, unit, unit * 3)
        column.setSpacing(round(unit * 0.6))
        column.addStretch(1)
        picture = QLabel(self)
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._draw_picture(picture)
        self._picture = picture
        title = PlainLabel(self, words.title)
        title.setFont(scaled_font(self.font(), 1.5, QFont.Weight.DemiBold))
        text = PlainLabel(self, words.text, "muted")
        for label in (title, text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
        column.addWidget(picture)
        column.addSpacing(unit // 2)
        column.addWidget(title)
        column.addWidget(text)
        column.addSpacing(unit // 2)
        column.addLayout(self._buttons())
        column.addStretch(2)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the picture again in the theme's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._picture is not None:
            self._draw_picture(self._picture)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        for offer, kind in ((self._words.main, "primary"), (self._words.other, "")):
            if offer is not None:
                button = QPushButton(offer.text, self)
                button.setProperty("kind", kind)
                if offer.icon:
                    set_icon(button, offer.icon, "accent_ink" if kind else "ink")
                button.clicked.connect(lambda *_checked, call=offer.callback: call())
                row.addWidget(button)
        row.addStretch(1)
        return row

    def _draw_picture(self, picture: QLabel) -> None:
        size = self.fontMetrics().height() * 3
        picture.setPixmap(pixmap(self._words.icon, size, theme().tokens["accent"]))


def no_result(on_clear: Callable[[], object], parent: QWidget | None = None) -> EmptyState:
    """Build what a list shows when its filter leaves nothing."""
    words = EmptyWords(
        "search",
        _("Nothing matches this filter"),
        _("Try fewer words, or clear the filter to see everything."),
        Offer(_("Clear the filter"), on_clear, "x"),
    )
    return EmptyState(words, parent)
