"""Register what can be done in the calendar; it does nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.actions import Action
from altterr_desktop.ui.kit.context import TabContext

Call = Callable[[], object]


@dataclass(frozen=True)
class Calls:
    """Hold what the actions do."""

    turn_over: Call
    today: Call
    before: Call
    after: Call
    meeting: Call
    export: Call
    bring_in: Call


def add_actions(context: TabContext, owner: QWidget, scope: str, calls: Calls) -> None:
    """Register the actions of the page, once for a window."""
    context.actions.add_once(
        owner,
        [
            Action("calendar.turn_over", _("Month or list"), calls.turn_over, "Ctrl+L", "list", scope),
            Action("calendar.today", _("Go to today"), calls.today, "Ctrl+Home", "calendar", scope),
            Action("calendar.before", _("Month before"), calls.before, "Alt+Left", "chevron-left", scope),
            Action("calendar.after", _("Month after"), calls.after, "Alt+Right", "chevron-right", scope),
            Action(
                "calendar.meeting",
                _("New meeting on the day chosen"),
                calls.meeting,
                "Ctrl+M",
                "handshake",
                scope,
            ),
            Action(
                "calendar.export",
                _("Export the calendar (.ics)…"),
                calls.export,
                "Ctrl+P",
                "file-down",
                scope,
            ),
            Action(
                "calendar.bring_in", _("Bring a calendar in (.ics)…"), calls.bring_in, "", "upload", scope
            ),
        ],
    )
