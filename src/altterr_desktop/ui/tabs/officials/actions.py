"""Register what can be done on the page of officials; it does nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.actions import Action
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.tabs.officials.detail import SECTIONS

Call = Callable[[], object]


@dataclass(frozen=True)
class Calls:
    """Hold what the actions do."""

    prepare: Call
    commitment: Call
    seat: Call
    show_section: Callable[[str], object]


def add_actions(context: TabContext, owner: QWidget, scope: str, calls: Calls) -> None:
    """Register the actions of the page, once for a window."""
    known = {action.id for action in context.actions.listed()}
    for action in _actions(scope, calls):
        if action.id not in known:
            context.actions.add(owner, action)


def _actions(scope: str, calls: Calls) -> list[Action]:
    titles = (
        _("Go to the sheet"),
        _("Go to the functions"),
        _("Go to the contacts"),
        _("Go to their commitments"),
        _("Go to their meetings"),
        _("Go to the history"),
    )
    prepare, commitment = _("Prepare a meeting with them"), _("Add a commitment of theirs")
    return [
        Action("officials.prepare", prepare, calls.prepare, "Ctrl+R", "calendar-clock", scope),
        Action("officials.commitment", commitment, calls.commitment, "Ctrl+E", "target", scope),
        Action("officials.seat", _("Add a function to them"), calls.seat, "", "landmark", scope),
        *(
            Action(
                f"officials.section_{name}",
                title,
                partial(calls.show_section, name),
                f"Alt+{place}",
                "",
                scope,
            )
            for place, (name, title) in enumerate(zip(SECTIONS, titles, strict=True), start=1)
        ),
    ]
