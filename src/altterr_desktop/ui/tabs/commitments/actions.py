"""Register what can be done on this page: menus, palette and shortcuts read it; it does nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.actions import Action
from altterr_desktop.ui.kit.context import TabContext

SCOPE = "commitments"


@dataclass(frozen=True)
class Calls:
    """Hold what the page does; `show` opens a section by its place, `sort` sorts the list by a name."""

    new: Callable[[], object]
    verdict: Callable[[], object]
    evidence: Callable[[], object]
    duplicate: Callable[[], object]
    delete: Callable[[], object]
    show: Callable[[int], object]
    sort: Callable[[str], object]


def register(context: TabContext, owner: QWidget, calls: Calls) -> tuple[list[QAction], list[QAction]]:
    """Register the actions; give those of the list's menu, and those that need a commitment."""

    def add(name: str, text: str, call: Callable[[], object], keys: str = "", icon: str = "") -> QAction:
        return context.actions.add(owner, Action(f"{SCOPE}.{name}", text, call, keys, icon, SCOPE))

    verdict = add("verdict", _("New verdict…"), calls.verdict, "Ctrl+Shift+V", "gavel")
    evidence = add("evidence", _("Add evidence…"), calls.evidence, "Ctrl+Shift+E", "paperclip")
    duplicate = add("duplicate", _("Duplicate the commitment"), calls.duplicate, "Ctrl+D", "copy")
    history = add("history", _("Who changed what"), lambda: calls.show(3), "Alt+4", "history")
    delete = add("delete", _("Delete the commitment"), calls.delete, "", "trash-2")
    add("new", _("New commitment"), calls.new, "", "plus")
    add("show_fields", _("Show the commitment"), lambda: calls.show(0), "Alt+1", "target")
    add("show_verdicts", _("Show the verdicts"), lambda: calls.show(1), "Alt+2", "gavel")
    add("show_evidence", _("Show the evidence"), lambda: calls.show(2), "Alt+3", "paperclip")
    for name, text in (
        ("theme", _("Sort by theme")),
        ("official", _("Sort by official in charge")),
        ("position", _("Sort as in the plan")),
    ):
        add(f"sort_{name}", text, lambda name=name: calls.sort(name), "", "list")  # type: ignore[misc]
    return [verdict, evidence, history, duplicate, delete], [verdict, evidence, history, duplicate, delete]
