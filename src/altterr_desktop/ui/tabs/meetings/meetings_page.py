"""List the meetings, show one, plan another, mark it as held, export its sheet and its minutes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from altterr_desktop.domain.meetings import MeetingState
from altterr_desktop.i18n import _, pgettext
from altterr_desktop.i18n.names import count_words
from altterr_desktop.journal.changes import Changes
from altterr_desktop.services.meeting_plan import plan_meeting
from altterr_desktop.services.minutes import mark_held
from altterr_desktop.services.records import change_record
from altterr_desktop.services.series import NextMeeting, plan_next, read_next
from altterr_desktop.ui.kit import exporting
from altterr_desktop.ui.kit.base_tab import ListSpec
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.empty_state import EmptyWords, Offer
from altterr_desktop.ui.kit.filter_bar import Choice, Filter
from altterr_desktop.ui.kit.record_page import RecordPage
from altterr_desktop.ui.tabs.meetings import dialogs, series_dialog
from altterr_desktop.ui.tabs.meetings.columns import list_meeting_lines, meeting_columns
from altterr_desktop.ui.tabs.meetings.detail import MeetingDetail
from altterr_desktop.ui.tabs.meetings.live.window import LiveWindow
from altterr_desktop.ui.tabs.meetings.page import MeetingPage, read_page

_KINDS = (
    "meeting meeting_series rehearsal_item stance_step request minutes_amendment minutes_sending "
    "participant agenda_point objection minutes_line follow_up official seat commitment verdict evidence "
    "verdict_evidence volunteer territory pledge_document signatory theme"
)


class MeetingsPage(RecordPage):
    """Prepare, hold and write up meetings."""

    KEY = "meetings"
    KINDS = frozenset(_KINDS.split())

    def __init__(self, context: TabContext, extra: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(context, self._spec(extra), read_page, parent)
        self.detail = MeetingDetail(context, self)
        self.set_detail(self.detail)
        self._live: LiveWindow | None = None
        self._asked_id = ""
        self.detail.live_button.clicked.connect(lambda *_on: self.hold_live())
        self.detail.held_button.clicked.connect(lambda *_on: self.hold())
        self.detail.sheet_button.clicked.connect(lambda *_on: self.export_sheet())
        self.detail.minutes_button.clicked.connect(lambda *_on: self.export_minutes())
        self.detail.next_asked.connect(self.plan_next)
        self.table.delete_asked.connect(lambda *_id: self.delete())

    def _spec(self, extra: Sequence[QWidget]) -> ListSpec:
        return ListSpec(
            title=_("Meetings"),
            columns=meeting_columns(),
            source=list_meeting_lines,
            placeholder=_("Filter: a name, a place, a word of the minutes…"),
            empty=EmptyWords(
                "calendar-clock",
                _("No meeting yet"),
                _(
                    "Prepare a meeting: what they promised, what they said and who plays which role come together."
                ),
                Offer(_("Prepare a meeting"), self.start_new, "plus"),
                Offer(_("See the officials"), lambda: self.context.open_list("official", {}), "users"),
            ),
            new_text=_("New meeting"),
            filters=(
                Filter(
                    "state",
                    _("When"),
                    (
                        Choice("upcoming", _("To come")),
                        Choice("past", _("Over")),
                        Choice("cancelled", pgettext("meetings", "Cancelled")),
                    ),
                    all_text=_("All"),
                ),
            ),
            count=lambda total: count_words("{count} meeting", "{count} meetings", total),
            detail_share=0.62,
            extra=extra,
        )

    # A page's own

    def start_new(self) -> None:
        """Ask what the new meeting is, and plan it."""
        self.plan(())

    def plan(self, officials: tuple[tuple[str, str], ...]) -> None:
        """Plan a meeting with officials given as (id, name)."""
        self.leave()
        answer = dialogs.ask_new(self.context, self, officials)
        if answer is not None:
            self.context.operations.write(
                plan_meeting, values=answer.values, official_ids=answer.official_ids, on_done=self._on_planned
            )

    def leave(self) -> None:
        """Commit what is being typed."""
        self.detail.leave()
        if self._live is not None:
            self._live.leave()

    def show_record(self, record_id: str) -> None:
        """Show a meeting asked for from elsewhere; one without a day takes its day first."""
        self._asked_id = record_id
        super().show_record(record_id)

    def show_read(self, record_id: str, found: MeetingPage) -> None:
        """Show a meeting beside the list, and what can be done with it."""
        self.detail.show_page(found)
        if self._asked_id == record_id:
            self._asked_id = ""
            if found.meeting.held_on is None and found.meeting.state is MeetingState.PLANNED:
                self.detail.focus_check("place_date")
        state = found.meeting.state
        entries = [(_("Plan it again"), "undo-2", self.plan_again)]
        if state is not MeetingState.CANCELLED:
            entries = [(_("It is cancelled"), "circle-x", self.cancel)]
        if state is MeetingState.HELD:
            entries = [(_("It did not take place yet"), "undo-2", self.plan_again)]
        entries.append((_("Next meeting of the series…"), "calendar-clock", self.plan_next))
        self.detail.set_menu([*entries, (_("Delete this meeting"), "trash-2", self.delete)])

    def show_none(self) -> None:
        """Show no meeting."""
        self.detail.clear()

    def open_detail(self, record_id: str) -> None:
        """Answer Enter on a row: the section shown takes the keyboard."""
        self.table.select_id(record_id)
        self.detail.focus_first()

    # What a person asks

    def hold_live(self) -> None:
        """Open the meeting shown on the screen it is held with, full screen (F5)."""
        page = self.detail.page
        if page is None or page.meeting.state is MeetingState.CANCELLED:
            return
        self.leave()
        if self._live is None:
            self._live = LiveWindow(self.context, page.meeting.id, self)
            self._live.ended.connect(self._on_live_ended)
            self._live.left.connect(self._on_live_left)
        show_full(self._live)

    @property
    def live(self) -> LiveWindow | None:
        """Give the screen of the meeting being held."""
        return self._live

    def hold(self) -> None:
        """Say that the meeting shown took place, and go to its minutes."""
        page = self.detail.page
        if page is not None:
            self.leave()
            self.context.operations.write(mark_held, meeting_id=page.meeting.id, on_done=self._on_held)

    def plan_next(self) -> None:
        """Read what the next meeting of the series would be, then ask when it is."""
        page = self.detail.page
        if page is not None:
            self.leave()
            self.context.operations.ask(read_next, page.meeting.id, on_done=self._on_next_read)

    def cancel(self) -> None:
        """Say that the meeting shown will not take place."""
        self._set_state(MeetingState.CANCELLED)

    def plan_again(self) -> None:
        """Say that the meeting shown is to come again."""
        self._set_state(MeetingState.PLANNED)

    def delete(self) -> None:
        """Delete the meeting shown, with a way back."""
        page = self.detail.page
        if page is not None:
            self.delete_shown("meeting", page.meeting.id, page.meeting.title)

    def export_sheet(self) -> None:
        """Ask what the meeting sheet may show and how large it is, then write it as PDF."""
        page = self.detail.page
        if page is None:
            return
        self.leave()
        answer = dialogs.ask_sheet(
            self,
            _("Meeting sheet"),
            _(
                "Two pages with our goal, our demand, our roles and the objections: not to be left on a table."
            ),
            _("Without strategy, objections, demand levels nor volunteers’ names."),
        )
        if answer is not None:
            exporting.export_report(
                self.context,
                self,
                "preparation",
                page.meeting.id,
                "pdf",
                internal=answer.internal,
                pocket=answer.pocket,
            )

    def export_minutes(self) -> None:
        """Show the versions of the minutes: see what leaves, write it, note who received it."""
        if self.detail.page is not None:
            self.detail.show_section("after")
            self.detail.after.hand_out()

    # Inside

    def _export(self, report: str, about: str, internal: str, public: str) -> None:
        page = self.detail.page
        if page is None:
            return
        self.leave()
        shows = dialogs.ask_export(self, about, internal, public)
        if shows is not None:
            exporting.export_report(self.context, self, report, page.meeting.id, "pdf", internal=shows)

    def _set_state(self, state: MeetingState) -> None:
        page = self.detail.page
        if page is not None:
            self.leave()
            self.context.operations.write(
                change_record, kind="meeting", record_id=page.meeting.id, values={"meeting_state": state}
            )

    def _on_next_read(self, offered: NextMeeting) -> None:
        page = self.detail.page
        if page is None:
            return
        if offered.planned_id is not None:
            self.context.messages.toast(_("The next meeting of this series is planned already: here it is."))
            self.table.select_id(offered.planned_id)
            return
        answer = series_dialog.ask_next(self, offered, page.meeting.held_on)
        if answer is not None:
            self.context.operations.write(
                plan_next,
                meeting_id=page.meeting.id,
                held_on=answer.held_on,
                rhythm=answer.rhythm,
                title=answer.title,
                on_done=self._on_planned,
            )

    def _on_live_ended(self, meeting_id: str) -> None:
        self.table.select_id(meeting_id)
        self.detail.show_section("minutes")

    def _on_live_left(self) -> None:
        self._live = None
        self.setFocus()

    def _on_planned(self, changes: Changes) -> None:
        self.show_created(changes)
        self.detail.setFocus()

    def _on_held(self, _changes: Any) -> None:
        self.detail.show_section("minutes")
        self.detail.minutes.focus_entry()


def show_full(window: QWidget) -> None:
    """Show a window on the whole screen. Tests replace it."""
    window.showFullScreen()
