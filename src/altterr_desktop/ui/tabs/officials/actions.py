"""Register what can be done on the page of officials; it does nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.actions import Action
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.detail_sections import section_actions
from altterr_desktop.ui.tabs.officials.detail import section_specs

Call = Callable[[], object]


@dataclass(frozen=True)
class Calls:
    """Hold what the actions do."""

    prepare: Call
    commitment: Call
    seat: Call
    stance: Call
    press: Call
    export: Call
    show_view: Callable[[int], object]
    show_section: Callable[[str], object]


def add_actions(context: TabContext, owner: QWidget, scope: str, calls: Calls) -> None:
    """Register the actions of the page, once for a window."""
    prepare, commitment = _("Prepare a meeting with them"), _("Add a commitment of theirs")
    page = [
        Action("officials.prepare", prepare, calls.prepare, "Ctrl+R", "calendar-clock", scope),
        Action("officials.commitment", commitment, calls.commitment, "Ctrl+E", "target", scope),
        Action("officials.seat", _("Add a function to them"), calls.seat, "", "landmark", scope),
        Action("officials.stance", _("Note their position"), calls.stance, "", "flag", scope),
        Action("officials.press", _("Add a press item about them"), calls.press, "", "newspaper", scope),
        Action("officials.export", _("Export the list of officials…"), calls.export, "", "file-down", scope),
        Action(
            "officials.list", _("Show the list"), partial(calls.show_view, 0), "Ctrl+Shift+L", "list", scope
        ),
        Action(
            "officials.map",
            _("Show the map of stakeholders"),
            partial(calls.show_view, 1),
            "Ctrl+Shift+C",
            "map-pin",
            scope,
        ),
        Action(
            "officials.assembly",
            _("Show the assembly"),
            partial(calls.show_view, 2),
            "Ctrl+Shift+A",
            "landmark",
            scope,
        ),
    ]
    page.append(
        Action(
            "officials.elections",
            _("Elections…"),
            partial(_show_elections, context, owner),
            "",
            "vote",
            scope,
        )
    )
    context.actions.add_once(owner, [*page, *section_actions(section_specs(), scope, calls.show_section)])


def _show_elections(context: TabContext, owner: QWidget) -> None:
    from altterr_desktop.ui.tabs.officials.elections.window import show_elections

    show_elections(owner, context)
