"""Register what can be done on the page of officials; it does nothing itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.actions import Action
from altterr_desktop.ui.tabs.officials.detail import SECTIONS

if TYPE_CHECKING:
    from altterr_desktop.ui.tabs.officials.tab import OfficialsTab


def add_actions(tab: OfficialsTab) -> None:
    """Register the actions of the page, once for a window."""
    known = {action.id for action in tab.context.actions.listed()}
    for action in _actions(tab):
        if action.id not in known:
            tab.context.actions.add(tab, action)


def _actions(tab: OfficialsTab) -> list[Action]:
    scope = tab.KEY
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
        Action("officials.prepare", prepare, tab.prepare_meeting, "Ctrl+R", "calendar-clock", scope),
        Action("officials.commitment", commitment, tab.add_commitment, "Ctrl+E", "target", scope),
        Action("officials.seat", _("Add a function to them"), tab.edit_seat, "", "landmark", scope),
        *(
            Action(
                f"officials.section_{name}", title, partial(tab.show_section, name), f"Alt+{place}", "", scope
            )
            for place, (name, title) in enumerate(zip(SECTIONS, titles, strict=True), start=1)
        ),
    ]
