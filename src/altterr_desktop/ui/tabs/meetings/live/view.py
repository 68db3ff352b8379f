"""Lay out the screen a meeting is held with, in large type; it does nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.cards import Card
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.plain import ElidedLabel, PlainLabel, scaled_font
from altterr_desktop.ui.kit.scrolling import scrolled
from altterr_desktop.ui.kit.theme import theme
from altterr_desktop.ui.tabs.meetings.lines_view import LinesView
from altterr_desktop.ui.tabs.meetings.live.agenda_panel import AgendaPanel
from altterr_desktop.ui.tabs.meetings.live.clock_panel import ClockPanel
from altterr_desktop.ui.tabs.meetings.live.note_entry import NoteEntry
from altterr_desktop.ui.tabs.meetings.live.point_card import PointCard

LARGER = 1.2


class LiveView(QWidget):
    """Hold the agenda at the left, the current point with its notes in the middle, clock and roles at the right."""

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Meeting in progress"))
        self.setFont(scaled_font(QApplication.font(), LARGER))
        self.title_label = ElidedLabel(self)
        self.title_label.setFont(scaled_font(self.font(), 1.0, QFont.Weight.DemiBold))
        self.dark_button = QPushButton(self)
        self.finish_button = QPushButton(_("End the meeting"), self)
        self.leave_button = QPushButton(_("Leave (Esc)"), self)
        self.agenda = AgendaPanel(self)
        self.point_card = PointCard(self)
        self.notes = LinesView(self)
        self.entry = NoteEntry(context, self)
        self.clock_panel = ClockPanel(self)
        self.roles_card = Card(_("Roles"), self)
        self.roles_label = PlainLabel(self)
        self.message_label = PlainLabel(
            self, _("Up takes the last note back. Tab goes to the buttons."), "muted"
        )
        self.undo_button = QPushButton(_("Undo"), self)
        self._name()
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the side the width of its texts, known once they are dressed: it scrolls up and down alone."""
        super().showEvent(event)
        enlarge(self)
        if (inside := self._inside.layout()) is not None:
            inside.activate()
        wide = self._inside.sizeHint().width()
        self._side_area.setMinimumWidth(wide + self.fontMetrics().averageCharWidth())

    def show_dark(self) -> None:
        """Show on its button which colours the screen would take."""
        set_icon(self.dark_button, "sun" if theme().dark else "moon")

    def _name(self) -> None:
        self.show_dark()
        self.dark_button.setAccessibleName(_("Dark screen"))
        self.dark_button.setToolTip(_("Dark screen"))
        self.finish_button.setToolTip(_("The meeting took place: its minutes open (Ctrl+F10)"))
        self.notes.setAccessibleName(_("Notes on this point"))
        self.message_label.setWordWrap(True)
        self.roles_label.setWordWrap(True)
        self.undo_button.hide()

    def _lay_out(self) -> None:
        unit = self.fontMetrics().height()
        head = QHBoxLayout()
        head.addWidget(self.title_label, 1)
        for button in (self.dark_button, self.finish_button, self.leave_button):
            head.addWidget(button)
        body = QSplitter(Qt.Orientation.Horizontal, self)
        body.setChildrenCollapsible(False)
        self._inside = self._side()
        self._side_area = scrolled(self._inside, self)
        for widget in (self.agenda, self._middle(unit), self._side_area):
            body.addWidget(widget)
        body.setSizes([240, 780, 300])
        body.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(unit, unit // 2, unit, unit // 2)
        whole.setSpacing(unit // 2)
        whole.addLayout(head)
        whole.addWidget(body, 1)

    def _middle(self, unit: int) -> QWidget:
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(unit // 2, 0, unit // 2, 0)
        column.setSpacing(unit // 2)
        column.addWidget(self.point_card)
        column.addWidget(self.notes, 1)
        column.addWidget(self.entry)
        foot = QHBoxLayout()
        foot.addWidget(self.message_label, 1)
        foot.addWidget(self.undo_button)
        column.addLayout(foot)
        return middle

    def _side(self) -> QWidget:
        self.roles_card.note_label.hide()
        self.roles_card.column.addWidget(self.roles_label)
        right = QWidget(self)
        side = QVBoxLayout(right)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.clock_panel)
        side.addWidget(self.roles_card)
        side.addStretch(1)
        return right


def enlarge(whole: QWidget) -> None:
    """Give the larger text to what a style sheet left with the usual one."""
    least = scaled_font(QApplication.font(), LARGER)
    for widget in whole.findChildren(QWidget):
        if widget.font().pointSizeF() < least.pointSizeF() - 0.1:
            font = QFont(widget.font())
            font.setPointSizeF(least.pointSizeF())
            widget.setFont(font)
        if isinstance(widget, QPushButton) and widget.property("kind") == "chip":
            _leave_room(widget)


def _leave_room(chip: QPushButton) -> None:
    """Let a chip be as wide as its bold words: it is bold once it is chosen."""
    bold = QFont(chip.font())
    bold.setWeight(QFont.Weight.DemiBold)
    more = QFontMetrics(bold).horizontalAdvance(chip.text()) - chip.fontMetrics().horizontalAdvance(
        chip.text()
    )
    chip.setMinimumWidth(chip.sizeHint().width() + more)
