"""Register what can be done on the page of meetings; it does nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.actions import Action
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.detail_sections import section_actions
from altterr_desktop.ui.tabs.meetings.detail import section_specs

Call = Callable[[], object]


@dataclass(frozen=True)
class Calls:
    """Hold what the actions do."""

    turn_over: Call
    hold: Call
    live: Call
    sheet: Call
    minutes: Call
    cancel: Call
    plan_next: Call
    tick: Call
    figures: Call
    show_section: Callable[[str], object]
    move_point: Callable[[int], object]


def add_actions(context: TabContext, owner: QWidget, agenda: QWidget, scope: str, calls: Calls) -> None:
    """Register the actions of the page, once for a window; those of `agenda` work in it alone."""
    sheet, minutes = _("Export the meeting sheet…"), _("Export the minutes…")
    page = [
        Action(
            "meetings.turn_over",
            _("Meetings, follow-ups or requests"),
            calls.turn_over,
            "Ctrl+L",
            "list-checks",
            scope,
        ),
        Action("meetings.live", _("Hold this meeting, full screen"), calls.live, "F5", "play", scope),
        Action("meetings.hold", _("This meeting took place"), calls.hold, "Ctrl+H", "check", scope),
        Action("meetings.sheet", sheet, calls.sheet, "Ctrl+P", "file-down", scope),
        Action("meetings.minutes_pdf", minutes, calls.minutes, "Ctrl+Shift+P", "file-text", scope),
        Action(
            "meetings.next_of_series",
            _("Next meeting of the series…"),
            calls.plan_next,
            "Ctrl+Shift+M",
            "calendar-clock",
            scope,
        ),
        Action("meetings.cancel", _("This meeting is cancelled"), calls.cancel, "", "circle-x", scope),
        Action("meetings.figures", _("Figures of the meetings…"), calls.figures, "", "chart-column", scope),
        Action("meetings.tick", _("Tick this follow-up"), calls.tick, "Ctrl+D", "check", scope),
    ]
    context.actions.add_once(owner, [*page, *section_actions(section_specs(), scope, calls.show_section)])
    moves = [
        Action(name, text, partial(calls.move_point, by), keys, "", scope, in_palette=False)
        for name, text, keys, by in (
            ("meetings.point_up", _("Move the point up"), "Alt+Up", -1),
            ("meetings.point_down", _("Move the point down"), "Alt+Down", 1),
        )
    ]
    context.actions.add_once(agenda, moves)
