"""Show one meeting in its sections: preparation, people, agenda, objections, minutes, follow-ups."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.meetings import MeetingState
from altterr_desktop.i18n import _
from altterr_desktop.services.fields import today
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.plain import ElidedLabel, PlainLabel, scaled_font
from altterr_desktop.ui.tabs.meetings.agenda import AgendaSection
from altterr_desktop.ui.tabs.meetings.follow_up_rows import MeetingFollowUps
from altterr_desktop.ui.tabs.meetings.minutes import MinutesSection
from altterr_desktop.ui.tabs.meetings.objections import ObjectionsSection
from altterr_desktop.ui.tabs.meetings.page import MeetingPage
from altterr_desktop.ui.tabs.meetings.people import PeopleSection
from altterr_desktop.ui.tabs.meetings.preparation import PreparationSection
from altterr_desktop.ui.tabs.meetings.words import facts_words, state_words

SECTIONS = ("preparation", "people", "agenda", "objections", "minutes", "follow_ups")


class MeetingDetail(QWidget):
    """Show the meeting `show_page` was given; buttons and sections call the page's own functions."""

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page: MeetingPage | None = None
        self._seen: tuple[str, MeetingState] | None = None
        self.title_label = ElidedLabel(self)
        self.title_label.setFont(scaled_font(self.font(), 1.2, QFont.Weight.DemiBold))
        self.state_label = PlainLabel(self, "", "label")
        self.facts_label = ElidedLabel(self, "", "muted")
        self.held_button = _button(self, _("Took place"), "check")
        self.sheet_button = _button(self, _("Sheet…"), "file-down", _("Export the meeting sheet as PDF"))
        self.minutes_button = _button(self, _("Minutes…"), "file-text", _("Export the minutes as PDF"))
        self.more_button = QToolButton(self)
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more_button.setAccessibleName(_("More about this meeting"))
        self.more_button.setToolTip(_("More about this meeting"))
        set_icon(self.more_button, "ellipsis-vertical", "muted")
        self.preparation = PreparationSection(context, self)
        self.people = PeopleSection(context, self)
        self.agenda = AgendaSection(context, self)
        self.objections = ObjectionsSection(context, self)
        self.minutes = MinutesSection(context, self)
        self.follow_ups = MeetingFollowUps(context, self)
        self.sections = QTabWidget(self)
        self.sections.setDocumentMode(True)
        self.sections.tabBar().setDrawBase(False)
        self.sections.setAccessibleName(_("Parts of the meeting"))
        self.sections.tabBar().setAccessibleName(_("Parts of the meeting"))
        for section, title in zip(self._all(), self._titles(), strict=True):
            self.sections.addTab(_padded(section), title)
        self.preparation.check_asked.connect(self.focus_check)
        self._lay_out()
        self.clear()

    # For the page

    def show_page(self, page: MeetingPage) -> None:
        """Show a meeting; a past one opens on its minutes, one to come on its preparation."""
        meeting = page.meeting
        self.page = page
        self.title_label.setText(meeting.title)
        self.state_label.setText(state_words(meeting, today()))
        self.facts_label.setText(facts_words(meeting))
        can_hold = meeting.state is MeetingState.PLANNED and (meeting.held_on or today()) <= today()
        self.held_button.setVisible(can_hold)
        for section in self._all():
            section.show_page(page)
        self._show_counts(page)
        seen = (meeting.id, meeting.state)
        if self._seen is None or self._seen[0] != meeting.id:
            past = meeting.state is MeetingState.HELD or can_hold
            self.show_section("minutes" if past else "preparation")
        self._seen = seen
        self._stack.setCurrentIndex(1)

    def clear(self) -> None:
        """Show no meeting."""
        self.page = None
        self._seen = None
        self.preparation.clear()
        self.minutes.clear()
        self._stack.setCurrentIndex(0)

    def leave(self) -> None:
        """Commit what is being typed in any section."""
        for section in self._all():
            section.leave()

    def show_section(self, name: str) -> None:
        """Turn to a section by its name in SECTIONS."""
        self.sections.setCurrentIndex(SECTIONS.index(name))

    def focus_check(self, key: str) -> None:
        """Go where something is missing: `key` is a check of readiness."""
        if key == "roles":
            self.show_section("people")
            self.people.focus_missing()
        elif key in {"agenda", "commitment"}:
            self.show_section("agenda")
            self.agenda.focus_check(key)
        else:
            self.show_section("preparation")
            self.preparation.focus_check(key)

    def focus_first(self) -> None:
        """Put the keyboard in the section shown."""
        name = SECTIONS[self.sections.currentIndex()]
        if name == "minutes" and self.page is not None and not self.page.is_validated:
            self.minutes.focus_entry()
        elif name == "preparation":
            self.preparation.focus_check("goal")
        else:
            self.sections.tabBar().setFocus(Qt.FocusReason.TabFocusReason)

    def set_menu(self, entries: list[tuple[str, str, Callable[[], object]]]) -> None:
        """Offer (words, icon, what to do) behind the last button."""
        menu = QMenu(self.more_button)
        for text, icon_name, call in entries:
            action = menu.addAction(text)
            set_icon(action, icon_name)
            action.triggered.connect(lambda *_on, call=call: call())
        former = self.more_button.menu()
        self.more_button.setMenu(menu)
        if former is not None:
            former.deleteLater()

    # Inside

    def _all(
        self,
    ) -> tuple[
        PreparationSection, PeopleSection, AgendaSection, ObjectionsSection, MinutesSection, MeetingFollowUps
    ]:
        return (self.preparation, self.people, self.agenda, self.objections, self.minutes, self.follow_ups)

    def _titles(self) -> tuple[str, ...]:
        return (
            _("Preparation"),
            _("People and roles"),
            _("Agenda"),
            _("Objections"),
            _("Minutes"),
            _("Follow-ups"),
        )

    def _show_counts(self, page: MeetingPage) -> None:
        meeting, titles = page.meeting, self._titles()
        counts = {
            2: len(meeting.agenda),
            3: len(meeting.objections),
            4: len(meeting.lines),
            5: len(meeting.follow_ups),
        }
        for place, count in counts.items():
            self.sections.setTabText(place, f"{titles[place]} {count}" if count else titles[place])

    def _lay_out(self) -> None:
        unit = self.fontMetrics().height()
        head = QHBoxLayout()
        head.setSpacing(unit // 2)
        head.addWidget(self.title_label, 1)
        for button in (self.held_button, self.sheet_button, self.minutes_button, self.more_button):
            head.addWidget(button)
        facts = QHBoxLayout()
        facts.setSpacing(unit // 2)
        facts.addWidget(self.state_label)
        facts.addWidget(self.facts_label, 1)
        shown = QWidget(self)
        column = QVBoxLayout(shown)
        column.setContentsMargins(round(unit * 0.8), round(unit * 0.6), round(unit * 0.6), round(unit * 0.5))
        column.setSpacing(round(unit * 0.3))
        column.addLayout(head)
        column.addLayout(facts)
        column.addWidget(self.sections, 1)
        nothing = PlainLabel(self, _("Choose a meeting in the list, or prepare a new one."), "muted")
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing.setWordWrap(True)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(nothing)
        self._stack.addWidget(shown)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)


def _button(parent: QWidget, text: str, icon_name: str, tip: str = "") -> QPushButton:
    button = QPushButton(text, parent)
    set_icon(button, icon_name)
    button.setToolTip(tip)
    if tip:
        button.setAccessibleName(tip)
    return button


def _padded(section: QWidget) -> QWidget:
    page = QWidget()
    inside = QVBoxLayout(page)
    inside.setContentsMargins(0, round(page.fontMetrics().height() * 0.5), 0, 0)
    inside.addWidget(section)
    return page
