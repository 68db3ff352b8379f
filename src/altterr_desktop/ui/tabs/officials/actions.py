"""Register what can be done on the page of officials; it does nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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
    show_section: Callable[[str], object]


def add_actions(context: TabContext, owner: QWidget, scope: str, calls: Calls) -> None:
    """Register the actions of the page, once for a window."""
    prepare, commitment = _("Prepare a meeting with them"), _("Add a commitment of theirs")
    page = [
        Action("officials.prepare", prepare, calls.prepare, "Ctrl+R", "calendar-clock", scope),
        Action("officials.commitment", commitment, calls.commitment, "Ctrl+E", "target", scope),
        Action("officials.seat", _("Add a function to them"), calls.seat, "", "landmark", scope),
    ]
    context.actions.add_once(owner, [*page, *section_actions(section_specs(), scope, calls.show_section)])
