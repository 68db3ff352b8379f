"""Be the page of meetings with its three lists: the meetings, what follows from them, what was asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QPushButton, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from altterr_desktop.domain.lists import Query
from altterr_desktop.i18n import _
from altterr_desktop.i18n.numbers import number
from altterr_desktop.services.follow_ups import list_follow_ups
from altterr_desktop.services.records import load_record
from altterr_desktop.services.request_views import count_requests
from altterr_desktop.ui.kit.base_tab import BaseTab, ListTab
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.filter_bar import more_button
from altterr_desktop.ui.tabs.meetings import statistics
from altterr_desktop.ui.tabs.meetings.actions import Calls, add_actions
from altterr_desktop.ui.tabs.meetings.follow_ups_page import FollowUpsPage
from altterr_desktop.ui.tabs.meetings.meetings_page import MeetingsPage
from altterr_desktop.ui.tabs.meetings.objections import ObjectionsSection
from altterr_desktop.ui.tabs.meetings.requests.list_page import RequestsPage

_PARTS = {"participant", "agenda_point", "minutes_line", "objection", "rehearsal_item"}


# The lists in the order of their buttons.
_LISTS = ("meeting", "follow_up", "request")
_REQUEST_PARTS = {"request_reminder", "request_commitment", "request_file"}


class MeetingsTab(BaseTab):
    """Hold the three lists, one shown at a time."""

    KEY = "meetings"
    KINDS = frozenset({"follow_up", "request", "request_reminder"})

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._switches: list[tuple[QPushButton, ...]] = []
        self.meetings = MeetingsPage(context, (*self._switch(0), self._figures_button()), self)
        self._follow_ups: FollowUpsPage | None = None
        self._requests: RequestsPage | None = None
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.meetings)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
        page = self.meetings
        calls = Calls(
            turn_over=self.turn_over,
            hold=page.hold,
            live=page.hold_live,
            sheet=page.export_sheet,
            minutes=page.export_minutes,
            cancel=page.cancel,
            plan_next=page.plan_next,
            tick=self.tick,
            figures=self.show_figures,
            show_section=self.show_section,
            move_point=self.move_point,
        )
        add_actions(context, self, page.detail.sections.place("agenda"), self.KEY, calls)
        self.reload()

    @property
    def follow_ups(self) -> FollowUpsPage:
        """Give the list of follow-ups, built when it is first asked for."""
        if self._follow_ups is None:
            self._follow_ups = FollowUpsPage(self.context, self._switch(1), self)
            self.pages.addWidget(self._follow_ups)
            self.reload()
        return self._follow_ups

    @property
    def requests(self) -> RequestsPage:
        """Give the list of requests, built when it is first asked for."""
        if self._requests is None:
            self._requests = RequestsPage(self.context, self._switch(2), self)
            self.pages.addWidget(self._requests)
            self.reload()
        return self._requests

    # A page's own

    def reload(self) -> None:
        """Count again what is late; the lists ask for their own rows."""
        late = Query(filters=(("flag", ("overdue",)),), limit=1)
        self.context.operations.ask(list_follow_ups, late, on_done=self._on_late_counted)
        self.context.operations.ask(count_requests, on_done=self._on_requests_counted)

    def show_record(self, record_id: str) -> None:
        """Show a meeting or a follow-up, whichever it is."""
        self.context.operations.ask(load_record, record_id, on_done=self._on_record)

    def show_filtered(self, filters: Mapping[str, Sequence[str]]) -> None:
        """Narrow the list shown."""
        self.current().show_filtered(filters)

    def show_list(self, kind: str, filters: Mapping[str, Sequence[str]]) -> None:
        """Show the list of a kind, narrowed."""
        self.turn_to(kind).show_filtered(filters)

    def focus_filter(self) -> None:
        """Put the cursor in the filter of the list shown."""
        self.current().focus_filter()

    def start_new(self) -> None:
        """Start what the list shown holds."""
        self.current().start_new()

    def leave(self) -> None:
        """Commit what is being typed."""
        for page in self._built():
            page.leave()

    def keep_state(self) -> None:
        """Write the layout of the lists down."""
        for page in self._built():
            page.keep_state()

    # The lists

    def current(self) -> ListTab:
        """Give the list shown."""
        shown = self.pages.currentWidget()
        return shown if isinstance(shown, ListTab) else self.meetings

    def turn_to(self, kind: str) -> ListTab:
        """Show the list of a kind, the meetings for one without a list, and give it."""
        self.current().leave()
        page: ListTab = self.meetings
        if kind in ("follow_up", "request"):
            page = self.follow_ups if kind == "follow_up" else self.requests
        self.pages.setCurrentWidget(page)
        shown = _LISTS.index(kind) if kind in _LISTS else 0
        for buttons in self._switches:
            for place, button in enumerate(buttons):
                button.blockSignals(True)
                button.setChecked(place == shown)
                button.blockSignals(False)
        return self.current()

    # Inside

    def _built(self) -> list[ListTab]:
        return [page for page in (self.meetings, self._follow_ups, self._requests) if page is not None]

    def _switch(self, shown: int) -> tuple[QPushButton, ...]:
        """Build the buttons at the head of a list, its own pressed."""
        names = (_("Meetings"), _("Follow-ups"), _("Requests"))
        buttons = tuple(QPushButton(name, self) for name in names)
        for place, button in enumerate(buttons):
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setChecked(place == shown)
            button.toggled.connect(lambda *_on, place=place: self._on_switched(place))
        self._switches.append(buttons)
        return buttons

    def _figures_button(self) -> QToolButton:
        button = more_button(_("Figures of the meetings…"), "chart-column", self)
        button.clicked.connect(lambda *_on: self.show_figures())
        return button

    def show_figures(self) -> None:
        """Show how many meetings there were, with whom, and what became of what was promised."""
        statistics.show_statistics(self.context, self)

    def _on_switched(self, place: int) -> None:
        page = self.turn_to(_LISTS[place])
        page.table.setFocus()

    def _on_late_counted(self, page: Any) -> None:
        words = _("Follow-ups")
        if page.total:
            words = _("Follow-ups ({count} late)").format(count=number(page.total))
        for buttons in self._switches:
            buttons[1].setText(words)

    def _on_requests_counted(self, counts: Any) -> None:
        words = _("Requests")
        if counts.without_answer:
            # Short: three buttons, a title and a main action share one line of a small screen.
            words = _("Requests ({count} silent)").format(count=number(counts.without_answer))
        for buttons in self._switches:
            buttons[2].setText(words)

    def _on_record(self, record: Any) -> None:
        if record.kind == "objection" and not record.values["meeting_id"]:
            # A card of no meeting: the cards are shown where they are chosen.
            self.show_section("objections")
            self.meetings.detail.sections.typed("objections", ObjectionsSection).choose_cards()
        elif record.kind in _PARTS:
            self.turn_to("meeting").show_record(str(record.values["meeting_id"]))
        elif record.kind in _REQUEST_PARTS:
            self.turn_to("request").show_record(str(record.values["request_id"]))
        else:
            self.turn_to(record.kind).show_record(record.id)

    def turn_over(self) -> None:
        """Show the next list."""
        shown = next(place for place, button in enumerate(self._switches[0]) if button.isChecked())
        self._on_switched((shown + 1) % len(_LISTS))

    def tick(self) -> None:
        """Tick the current follow-up, where those are shown."""
        if self._follow_ups is not None and self.current() is self._follow_ups:
            self._follow_ups.tick()

    def move_point(self, by: int) -> None:
        """Move the point of the agenda the keyboard is in."""
        self.meetings.detail.agenda.move_focused(by)

    def show_section(self, name: str) -> None:
        """Turn to a part of the meeting, by its name in `section_specs`, with the keyboard."""
        self.turn_to("meeting")
        self.meetings.detail.show_section(name)
        self.meetings.detail.focus_first()
