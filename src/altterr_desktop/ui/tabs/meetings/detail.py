"""Show one meeting in its sections: preparation, people, agenda, objections, minutes, follow-ups."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from altterr_desktop.domain.meetings import MeetingState
from altterr_desktop.i18n import _
from altterr_desktop.services.fields import today
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.detail_sections import DetailSections, RecordDetail, SectionSpec
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.plain import ElidedLabel, PlainLabel, scaled_font
from altterr_desktop.ui.tabs.meetings.after import AfterSection
from altterr_desktop.ui.tabs.meetings.agenda import AgendaSection
from altterr_desktop.ui.tabs.meetings.checklist import ChecklistSection
from altterr_desktop.ui.tabs.meetings.follow_up_rows import MeetingFollowUps
from altterr_desktop.ui.tabs.meetings.minutes import MinutesSection
from altterr_desktop.ui.tabs.meetings.objections import ObjectionsSection
from altterr_desktop.ui.tabs.meetings.page import MeetingPage
from altterr_desktop.ui.tabs.meetings.people import PeopleSection
from altterr_desktop.ui.tabs.meetings.preparation import PreparationSection
from altterr_desktop.ui.tabs.meetings.words import facts_words, state_words


def section_specs() -> tuple[SectionSpec, ...]:
    """Describe the sections of a meeting in their order."""
    return (
        SectionSpec("preparation", _("Preparation"), PreparationSection, _("Go to the preparation")),
        SectionSpec("people", _("People and roles"), PeopleSection, _("Go to people and roles")),
        SectionSpec("agenda", _("Agenda"), AgendaSection, _("Go to the agenda")),
        SectionSpec("objections", _("Objections"), ObjectionsSection, _("Go to the objections")),
        SectionSpec("checklist", _("To check"), ChecklistSection, _("Go to the checklist")),
        SectionSpec("minutes", _("Minutes"), MinutesSection, _("Go to the minutes")),
        SectionSpec("follow_ups", _("Follow-ups"), MeetingFollowUps, _("Go to the follow-ups")),
        SectionSpec("after", _("After"), AfterSection, _("Go to what comes after")),
    )


class MeetingDetail(RecordDetail):
    """Show the meeting `show_page` was given; buttons and sections call the page's own functions."""

    next_asked = Signal()

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page: MeetingPage | None = None
        self._seen = ""
        self.title_label = ElidedLabel(self)
        self.title_label.setFont(scaled_font(self.font(), 1.2, QFont.Weight.DemiBold))
        self.state_label = PlainLabel(self, "", "label")
        self.facts_label = ElidedLabel(self, "", "muted")
        self.live_button = _button(
            self, _("Hold (F5)"), "play", _("Hold this meeting: agenda, clock and notes, full screen (F5)")
        )
        self.held_button = _button(self, _("Took place"), "check")
        self.sheet_button = _button(self, _("Sheet…"), "file-down", _("Export the meeting sheet as PDF"))
        self.minutes_button = _button(
            self, _("Minutes…"), "send", _("Hand the minutes out: see, write, note what left")
        )
        self.more_button = QToolButton(self)
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more_button.setAccessibleName(_("More about this meeting"))
        self.more_button.setToolTip(_("More about this meeting"))
        set_icon(self.more_button, "ellipsis-vertical", "muted")
        self.sections = DetailSections(context, section_specs(), _("Parts of the meeting"), self)
        self.sections.section_built.connect(self._on_section_built)
        buttons = (
            self.live_button,
            self.held_button,
            self.sheet_button,
            self.minutes_button,
            self.more_button,
        )
        self.lay_out(
            (self.title_label, *buttons),
            ((self.state_label, 0), (self.facts_label, 1)),
            self.sections,
            _("Choose a meeting in the list, or prepare a new one."),
        )

    @property
    def preparation(self) -> PreparationSection:
        """Give the section of the preparation."""
        return self.sections.typed("preparation", PreparationSection)

    @property
    def people(self) -> PeopleSection:
        """Give the section of the people."""
        return self.sections.typed("people", PeopleSection)

    @property
    def agenda(self) -> AgendaSection:
        """Give the section of the agenda."""
        return self.sections.typed("agenda", AgendaSection)

    @property
    def minutes(self) -> MinutesSection:
        """Give the section of the minutes."""
        return self.sections.typed("minutes", MinutesSection)

    @property
    def after(self) -> AfterSection:
        """Give the section of what comes after."""
        return self.sections.typed("after", AfterSection)

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
        self.live_button.setVisible(meeting.state is MeetingState.PLANNED)
        first = ""
        if self._seen != meeting.id:
            past = meeting.state is MeetingState.HELD or can_hold
            first = "minutes" if past else "preparation"
        self._seen = meeting.id
        self.sections.show_page(page, first)
        self.sections.show_counts(
            {
                "agenda": len(meeting.agenda),
                "objections": len(meeting.objections),
                "minutes": len(meeting.lines),
                "follow_ups": len(meeting.follow_ups),
            }
        )
        self.show_frame(shown=True)

    def clear(self) -> None:
        """Show no meeting."""
        self.page = None
        self._seen = ""
        self.sections.clear()
        self.show_frame(shown=False)

    def leave(self) -> None:
        """Commit what is being typed in any section."""
        self.sections.leave()

    def show_section(self, name: str) -> None:
        """Turn to a section by its name in `section_specs`."""
        self.sections.turn_to(name)

    def focus_check(self, key: str) -> None:
        """Go where something is missing: `key` is a check of readiness."""
        if key == "roles":
            self.show_section("people")
            self.people.focus_missing()
        elif key in {"agenda", "commitment"}:
            self.show_section("agenda")
            self.agenda.focus_check(key)
        elif key == "objections":
            self.show_section("objections")
            self.sections.typed("objections", ObjectionsSection).focus_expired()
        elif key == "checklist":
            self.show_section("checklist")
            self.sections.typed("checklist", ChecklistSection).focus_missing()
        else:
            self.show_section("preparation")
            self.preparation.focus_check(key)

    def focus_first(self) -> None:
        """Put the keyboard in the section shown."""
        name = self.sections.current_name()
        if name == "minutes" and self.page is not None and not self.page.is_validated:
            self.minutes.focus_entry()
        elif name == "preparation":
            self.preparation.focus_check("goal")
        else:
            self.sections.focus_bar()

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

    def _on_section_built(self, section: QWidget) -> None:
        if isinstance(section, PreparationSection):
            section.check_asked.connect(self.focus_check)
        if isinstance(section, AfterSection):
            section.next_asked.connect(self.next_asked)


def _button(parent: QWidget, text: str, icon_name: str, tip: str = "") -> QPushButton:
    button = QPushButton(text, parent)
    set_icon(button, icon_name)
    button.setToolTip(tip)
    if tip:
        button.setAccessibleName(tip)
    return button
