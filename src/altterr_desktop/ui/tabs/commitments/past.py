"""Show what happened to a commitment in one section: its story, or who changed what in it; it reads neither itself."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.tabs.commitments.history import HistorySection
from altterr_desktop.ui.tabs.commitments.story import StoryList


class PastSection(QWidget):
    """Hold the story and the history; what is looked at is read then."""

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.story = StoryList(context, self)
        self.history = HistorySection(context, self)
        self._record_id = ""
        self._pages = QStackedWidget(self)
        self._chips = QButtonGroup(self)
        chips = QHBoxLayout()
        for place, (text, sign, page) in enumerate(
            (
                (_("What happened"), "route", self.story),
                (_("Who changed what"), "history", self.history),
            )
        ):
            chip = QPushButton(text, self)
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setChecked(not place)
            set_icon(chip, sign)
            self._chips.addButton(chip, place)
            chips.addWidget(chip)
            self._pages.addWidget(page)
        chips.addStretch(1)
        self._chips.idToggled.connect(lambda place, on: self.turn_to(place) if on else None)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(round(self.fontMetrics().height() * 0.55))
        whole.addLayout(chips)
        whole.addWidget(self._pages, 1)

    def show_record(self, record_id: str) -> None:
        """Read what is looked at of a commitment; «» shows none."""
        self._record_id = record_id
        shown = self.story if self._pages.currentIndex() == 0 else self.history
        shown.show_record(record_id)

    def turn_to(self, place: int) -> None:
        """Look at the story (0) or at who changed what (1)."""
        self._chips.button(place).setChecked(True)
        if self._pages.currentIndex() != place:
            self._pages.setCurrentIndex(place)
            if self._record_id:
                self.show_record(self._record_id)
