"""Be the calendar: a month with its day, a list of all that is dated, dates to write down, files in and out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.mobilisations import KeyDateKind
from altterr_desktop.i18n import _
from altterr_desktop.journal.changes import Changes
from altterr_desktop.services.calendar_sources import CalendarItem
from altterr_desktop.services.choices import Choices, read_choices
from altterr_desktop.services.key_dates import add_key_date
from altterr_desktop.services.meeting_plan import plan_meeting
from altterr_desktop.services.records import RecordView, load_record
from altterr_desktop.ui.kit import exporting
from altterr_desktop.ui.kit.base_tab import BaseTab
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.tabs.calendar import export_dialog
from altterr_desktop.ui.tabs.calendar.actions import Calls, add_actions
from altterr_desktop.ui.tabs.calendar.dated_page import DatedPage
from altterr_desktop.ui.tabs.calendar.day_panel import DayCalls
from altterr_desktop.ui.tabs.calendar.month_page import MonthPage

_MONTH, _LIST = 0, 1


class CalendarTab(BaseTab):
    """Hold the month and the list, one shown at a time."""

    KEY = "calendar"
    KINDS = frozenset(
        {
            "meeting",
            "participant",
            "mobilisation",
            "mobilisation_target",
            "plan_step",
            "key_date",
            "commitment",
            "verdict",
            "follow_up",
            "request",
            "election",
            "mandate",
            "territory",
            "pledge_document",
            "official",
        }
    )

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._switches: list[tuple[QPushButton, QPushButton]] = []
        self._list: DatedPage | None = None
        calls = DayCalls(self.open_item, self.new_meeting, self.start_new)
        self.month = MonthPage(context, self._head(_MONTH), calls, self)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.month)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
        add_actions(
            context,
            self,
            self.KEY,
            Calls(
                turn_over=self.turn_over,
                today=self.go_to_today,
                before=lambda: self.month.turn(-1),
                after=lambda: self.month.turn(1),
                meeting=self.new_meeting,
                export=self.export,
                bring_in=self.bring_in,
            ),
        )
        context.operations.ask(read_choices, on_done=self._on_choices, owner=self)
        self.month.reload()

    @property
    def dated(self) -> DatedPage:
        """Give the list, built when it is first asked for."""
        if self._list is None:
            self._list = DatedPage(self.context, self._head(_LIST), self.open_item, self.start_new, self)
            self.pages.addWidget(self._list)
        return self._list

    # A page's own

    def reload(self) -> None:
        """Ask again for what is shown."""
        self.month.reload()
        if self._list is not None:
            self._list.reload()
        if self.month.form.record_id:
            self._show_date(self.month.form.record_id)

    def show_record(self, record_id: str) -> None:
        """Show a date: its day in the month, its form beside it."""
        self.turn_to(_MONTH)
        self.context.operations.ask(
            load_record, record_id, "key_date", on_done=self._on_date_found, owner=self
        )

    def show_filtered(self, filters: Mapping[str, Sequence[str]]) -> None:
        """Show the list, narrowed."""
        self.turn_to(_LIST)
        self.dated.show_filtered(filters)

    def focus_filter(self) -> None:
        """Put the cursor in the filter of the list."""
        self.turn_to(_LIST)
        self.dated.focus_filter()

    def start_new(self) -> None:
        """Write a date down on the day chosen; it is there at once, its title to be typed."""
        values = {
            "title": _("New date"),
            "starts_on": self.month.day,
            "key_date_kind": KeyDateKind.LOCAL,
        }
        self.turn_to(_MONTH)
        self.context.operations.write(add_key_date, values=values, on_done=self._on_date_added, owner=self)

    def leave(self) -> None:
        """Commit what is being typed."""
        self.month.form.leave()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the keyboard on the day, unless somebody goes along the tabs with it."""
        super().showEvent(event)
        focused = QApplication.focusWidget()
        if not isinstance(focused, QTabBar) and not (focused and self.isAncestorOf(focused)):
            self.month.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_state(self) -> None:
        """Write the layout of the list down."""
        if self._list is not None:
            self._list.keep_state()

    # What a person asks

    def open_item(self, item: CalendarItem) -> None:
        """Open what a line is about."""
        if item.record_kind == "key_date":
            self.show_record(item.record_id)
        else:
            self.context.open_record(item.record_kind, item.record_id)

    def new_meeting(self) -> None:
        """Plan a meeting on the day chosen and open its preparation."""
        self.context.operations.write(
            plan_meeting,
            values={"held_on": self.month.day, "title": _("New meeting")},
            on_done=self._on_meeting_planned,
            owner=self,
        )

    def go_to_today(self) -> None:
        """Show today in the month."""
        from altterr_desktop.services.fields import today

        self.turn_to(_MONTH)
        self.month.show_date(today())
        self.month.view.setFocus()

    def turn_over(self) -> None:
        """Show the list in the place of the month, or the reverse."""
        self.turn_to(_LIST if self.pages.currentIndex() == _MONTH else _MONTH)
        target = self.dated.table if self.pages.currentIndex() == _LIST else self.month.view
        target.setFocus()

    def turn_to(self, place: int) -> None:
        """Show the month or the list."""
        self.leave()
        self.pages.setCurrentWidget(self.dated if place == _LIST else self.month)
        for pair in self._switches:
            for number, button in enumerate(pair):
                button.blockSignals(True)
                button.setChecked(number == place)
                button.blockSignals(False)

    def export(self) -> None:
        """Write a file for the calendars of phones and computers."""
        choices = export_dialog.ask(self)
        if choices is not None:
            exporting.export_report(self.context, self, "calendar", None, "ics", **choices)

    def bring_in(self) -> None:
        """Ask for a calendar file and show what it would change."""
        self.context.actions.built("import.calendar").trigger()

    # Inside

    def _head(self, shown: int) -> list[QWidget]:
        """Build what ends the head of both pages: the switch, the file in, the file out, the main button."""
        pair = (QPushButton(_("Month"), self), QPushButton(_("List"), self))
        for place, button in enumerate(pair):
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setChecked(place == shown)
            button.toggled.connect(lambda *_on, place=place: self.turn_to(place))
        self._switches.append(pair)
        buttons = [
            _tool(self, "upload", _("Bring a calendar in (.ics)…"), self.bring_in),
            _tool(self, "file-down", _("Export the calendar (.ics)…"), self.export),
        ]
        new = QPushButton(_("New date"), self)
        new.setProperty("kind", "primary")
        set_icon(new, "plus", "accent_ink")
        new.clicked.connect(lambda *_on: self.start_new())
        return [*pair, *buttons, new]

    def _show_date(self, record_id: str) -> None:
        self.context.operations.ask(
            load_record, record_id, "key_date", on_done=self._on_date_again, owner=self
        )

    def _on_date_found(self, view: RecordView) -> None:
        day = view.values.get("starts_on")
        if isinstance(day, date):
            self.month.show_date(day)
        self.month.form.show_record(view)
        self.month.show_form()

    def _on_date_again(self, view: RecordView) -> None:
        if view.id != self.month.form.record_id:
            return
        if view.deleted:
            self.month.show_day_panel()
        else:
            self.month.form.show_record(view)

    def _on_date_added(self, changes: Changes) -> None:
        self.context.operations.ask(
            load_record, changes.subject_id, "key_date", on_done=self._on_new_date, owner=self
        )

    def _on_new_date(self, view: RecordView) -> None:
        self._on_date_found(view)
        self.month.form.focus_title()

    def _on_meeting_planned(self, changes: Changes) -> None:
        self.context.open_record("meeting", changes.subject_id)

    def _on_choices(self, choices: Choices) -> None:
        self.month.form.set_territories([(one.id, one.text) for one in choices.territories])


def _tool(parent: QWidget, icon_name: str, words: str, call: Any) -> QToolButton:
    button = QToolButton(parent)
    button.setAccessibleName(words)
    button.setToolTip(words)
    set_icon(button, icon_name, "muted")
    button.clicked.connect(lambda *_on: call())
    return button
