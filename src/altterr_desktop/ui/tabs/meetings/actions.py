"""Register what can be done on the page of meetings; it does nothing itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.actions import Action
from altterr_desktop.ui.tabs.meetings.detail import SECTIONS

if TYPE_CHECKING:
    from altterr_desktop.ui.tabs.meetings.tab import MeetingsTab


def add_actions(tab: MeetingsTab) -> None:
    """Register the actions of the page, once for a window."""
    known = {action.id for action in tab.context.actions.listed()}
    for action in _actions(tab):
        if action.id not in known:
            tab.context.actions.add(tab, action)


def _actions(tab: MeetingsTab) -> list[Action]:
    scope, page = tab.KEY, tab.meetings
    titles = (
        _("Go to the preparation"),
        _("Go to people and roles"),
        _("Go to the agenda"),
        _("Go to the objections"),
        _("Go to the minutes"),
        _("Go to the follow-ups"),
    )
    sheet, minutes = _("Export the meeting sheet…"), _("Export the minutes…")
    return [
        Action(
            "meetings.turn_over", _("Meetings or follow-ups"), tab.turn_over, "Ctrl+L", "list-checks", scope
        ),
        Action("meetings.hold", _("This meeting took place"), page.hold, "Ctrl+H", "check", scope),
        Action("meetings.sheet", sheet, page.export_sheet, "Ctrl+P", "file-down", scope),
        Action("meetings.minutes_pdf", minutes, page.export_minutes, "Ctrl+Shift+P", "file-text", scope),
        Action("meetings.cancel", _("This meeting is cancelled"), page.cancel, "", "circle-x", scope),
        Action("meetings.tick", _("Tick this follow-up"), tab.tick, "Ctrl+D", "check", scope),
        *(
            Action(
                f"meetings.section_{name}", title, partial(tab.show_section, name), f"Alt+{place}", "", scope
            )
            for place, (name, title) in enumerate(zip(SECTIONS, titles, strict=True), start=1)
        ),
    ]
