"""Be the page of meetings with its two lists: the meetings, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from altterr_desktop.domain.lists import Query
from altterr_desktop.i18n import _
from altterr_desktop.i18n.numbers import number
from altterr_desktop.services.follow_ups import list_follow_ups
from altterr_desktop.services.records import load_record
from altterr_desktop.ui.kit.base_tab import BaseTab, ListTab
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.tabs.meetings.actions import Calls, add_actions
from altterr_desktop.ui.tabs.meetings.follow_ups_page import FollowUpsPage
from altterr_desktop.ui.tabs.meetings.meetings_page import MeetingsPage

_PARTS = {"participant", "agenda_point", "minutes_line", "objection"}


class MeetingsTab(BaseTab):
    """Hold the two lists, one shown at a time."""

    KEY = "meetings"
    KINDS = frozenset({"follow_up"})

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._switches: list[tuple[QPushButton, QPushButton]] = []
        self.meetings = MeetingsPage(context, self._switch(0), self)
        self._follow_ups: FollowUpsPage | None = None
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.meetings)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
        page = self.meetings
        calls = Calls(
            turn_over=self.turn_over,
            hold=page.hold,
            sheet=page.export_sheet,
            minutes=page.export_minutes,
            cancel=page.cancel,
            tick=self.tick,
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

    # A page's own

    def reload(self) -> None:
        """Count again what is late; the lists ask for their own rows."""
        late = Query(filters=(("flag", ("overdue",)),), limit=1)
        self.context.operations.ask(list_follow_ups, late, on_done=self._on_late_counted)

    def show_record(self, record_id: str) -> None:
        """Show a meeting or a follow-up, whichever it is."""
        self.context.operations.ask(load_record, record_id, on_done=self._on_record)

    def show_filtered(self, filters: Mapping[str, Sequence[str]]) -> None:
        """Narrow the list shown."""
        self.current().show_filtered(filters)

    def show_list(self, kind: str, filters: Mapping[str, Sequence[str]]) -> None:
        """Show the follow-ups, or the meetings, narrowed."""
        self.turn_to(follow_ups=kind == "follow_up").show_filtered(filters)

    def focus_filter(self) -> None:
        """Put the cursor in the filter of the list shown."""
        self.current().focus_filter()

    def start_new(self) -> None:
        """Start a meeting, or a follow-up where those are shown."""
        self.current().start_new()

    def leave(self) -> None:
        """Commit what is being typed."""
        self.meetings.leave()
        if self._follow_ups is not None:
            self._follow_ups.leave()

    def keep_state(self) -> None:
        """Write the layout of both lists down."""
        self.meetings.keep_state()
        if self._follow_ups is not None:
            self._follow_ups.keep_state()

    # The two lists

    def current(self) -> ListTab:
        """Give the list shown."""
        return self.follow_ups if self.pages.currentIndex() else self.meetings

    def turn_to(self, *, follow_ups: bool) -> ListTab:
        """Show one of the lists, and give it."""
        self.current().leave()
        self.pages.setCurrentWidget(self.follow_ups if follow_ups else self.meetings)
        for pair in self._switches:
            for place, button in enumerate(pair):
                button.blockSignals(True)
                button.setChecked(place == int(follow_ups))
                button.blockSignals(False)
        return self.current()

    # Inside

    def _switch(self, shown: int) -> tuple[QPushButton, QPushButton]:
        """Build the two buttons at the head of a list, its own pressed."""
        pair = (QPushButton(_("Meetings"), self), QPushButton(_("Follow-ups"), self))
        for place, button in enumerate(pair):
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setChecked(place == shown)
            button.toggled.connect(lambda *_on, place=place: self._on_switched(place))
        self._switches.append(pair)
        return pair

    def _on_switched(self, place: int) -> None:
        page = self.turn_to(follow_ups=bool(place))
        page.table.setFocus()

    def _on_late_counted(self, page: Any) -> None:
        words = _("Follow-ups")
        if page.total:
            words = _("Follow-ups ({count} late)").format(count=number(page.total))
        for pair in self._switches:
            pair[1].setText(words)

    def _on_record(self, record: Any) -> None:
        if record.kind in _PARTS:
            self.turn_to(follow_ups=False).show_record(str(record.values["meeting_id"]))
        else:
            self.turn_to(follow_ups=record.kind == "follow_up").show_record(record.id)

    def turn_over(self) -> None:
        """Show the other list."""
        self._on_switched(0 if self.pages.currentIndex() else 1)

    def tick(self) -> None:
        """Tick the current follow-up, where those are shown."""
        if self.current() is self.follow_ups:
            self.follow_ups.tick()

    def move_point(self, by: int) -> None:
        """Move the point of the agenda the keyboard is in."""
        self.meetings.detail.agenda.move_focused(by)

    def show_section(self, name: str) -> None:
        """Turn to a part of the meeting, by its name in `section_specs`, with the keyboard."""
        self.turn_to(follow_ups=False)
        self.meetings.detail.show_section(name)
        self.meetings.detail.focus_first()
