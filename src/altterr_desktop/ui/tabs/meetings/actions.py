"""Register what can be done on the page of meetings; it does nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.actions import Action
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.tabs.meetings.detail import SECTIONS

Call = Callable[[], object]


@dataclass(frozen=True)
class Calls:
    """Hold what the actions do."""

    turn_over: Call
    hold: Call
    sheet: Call
    minutes: Call
    cancel: Call
    tick: Call
    show_section: Callable[[str], object]


def add_actions(context: TabContext, owner: QWidget, scope: str, calls: Calls) -> None:
    """Register the actions of the page, once for a window."""
    known = {action.id for action in context.actions.listed()}
    for action in _actions(scope, calls):
        if action.id not in known:
            context.actions.add(owner, action)


def _actions(scope: str, calls: Calls) -> list[Action]:
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
            "meetings.turn_over", _("Meetings or follow-ups"), calls.turn_over, "Ctrl+L", "list-checks", scope
        ),
        Action("meetings.hold", _("This meeting took place"), calls.hold, "Ctrl+H", "check", scope),
        Action("meetings.sheet", sheet, calls.sheet, "Ctrl+P", "file-down", scope),
        Action("meetings.minutes_pdf", minutes, calls.minutes, "Ctrl+Shift+P", "file-text", scope),
        Action("meetings.cancel", _("This meeting is cancelled"), calls.cancel, "", "circle-x", scope),
        Action("meetings.tick", _("Tick this follow-up"), calls.tick, "Ctrl+D", "check", scope),
        *(
            Action(
                f"meetings.section_{name}",
                title,
                partial(calls.show_section, name),
                f"Alt+{place}",
                "",
                scope,
            )
            for place, (name, title) in enumerate(zip(SECTIONS, titles, strict=True), start=1)
        ),
    ]
