"""Register what can be done on this page: menus, palette and shortcuts read it; it does nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from altterr_desktop.i18n import _
from altterr_desktop.i18n.names import labelled
from altterr_desktop.services.commitment_query import GROUPINGS
from altterr_desktop.ui.kit.actions import Action
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.tabs.commitments.arranging import BOARD, LIST, TREE, group_words
from altterr_desktop.ui.tabs.commitments.documents_dialog import show_documents
from altterr_desktop.ui.tabs.commitments.frameworks_dialog import show_frameworks
from altterr_desktop.ui.tabs.commitments.showing import Showing

SCOPE = "commitments"


@dataclass(frozen=True)
class Calls:
    """Hold what the page does; `show` opens a section by its place, `sort` sorts the list by a name, `place` moves."""

    new: Callable[[], object]
    verdict: Callable[[], object]
    evidence: Callable[[], object]
    duplicate: Callable[[], object]
    delete: Callable[[], object]
    show: Callable[[int], object]
    sort: Callable[[str], object]
    place: Callable[[], object]


def register(context: TabContext, owner: QWidget, calls: Calls) -> tuple[list[QAction], list[QAction]]:
    """Register the actions; give those of the list's menu, and those that need a commitment."""

    def add(name: str, text: str, call: Callable[[], object], keys: str = "", icon: str = "") -> QAction:
        return context.actions.add(owner, Action(f"{SCOPE}.{name}", text, call, keys, icon, SCOPE))

    verdict = add("verdict", _("New verdict…"), calls.verdict, "Ctrl+Shift+V", "gavel")
    evidence = add("evidence", _("Add evidence…"), calls.evidence, "Ctrl+Shift+E", "paperclip")
    duplicate = add("duplicate", _("Duplicate the commitment"), calls.duplicate, "Ctrl+D", "copy")
    history = add("history", _("Who changed what"), lambda: calls.show(5), "Alt+6", "history")
    delete = add("delete", _("Delete the commitment"), calls.delete, "", "trash-2")
    add("new", _("New commitment"), calls.new, "", "plus")
    add("show_fields", _("Show the commitment"), lambda: calls.show(0), "Alt+1", "target")
    add("show_verdicts", _("Show the verdicts"), lambda: calls.show(1), "Alt+2", "gavel")
    add("show_evidence", _("Show the evidence"), lambda: calls.show(2), "Alt+3", "paperclip")
    add("show_indicators", _("Show the indicators"), lambda: calls.show(3), "Alt+4", "chart-line")
    add("show_story", _("Show the story of the commitment"), lambda: calls.show(4), "Alt+5", "route")
    for name, text in (
        ("theme", _("Sort by theme")),
        ("official", _("Sort by official in charge")),
        ("position", _("Sort as in the plan")),
    ):
        add(f"sort_{name}", text, lambda name=name: calls.sort(name), "", "list")  # type: ignore[misc]
    place = add("place", _("Move in the plan…"), calls.place, "Ctrl+Shift+M", "network")
    offered = [verdict, evidence, history, place, duplicate, delete]
    return offered, offered


def register_ways(context: TabContext, owner: QWidget, showing: Showing) -> None:
    """Register the ways of looking at the list: as what it is shown, what it is grouped by, its views."""

    def add(name: str, text: str, call: Callable[[], object], icon: str) -> None:
        context.actions.add(owner, Action(f"{SCOPE}.{name}", text, call, "", icon, SCOPE))

    for mode, text, icon in (
        (LIST, _("Show as a list"), "list"),
        (BOARD, _("Show as a board by state"), "square-kanban"),
        (TREE, _("Show as a tree"), "network"),
    ):
        add(f"mode_{mode}", text, partial(_turn, showing, mode), icon)
    for group in GROUPINGS:
        text = labelled(_("Group the list"), group_words(group))
        add(f"group_{group}", text, partial(showing.group_by, group), "columns-3")
    add(
        "group_none",
        labelled(_("Group the list"), group_words("")),
        partial(showing.group_by, ""),
        "columns-3",
    )
    add("keep_view", _("Keep this view…"), showing.keep_view, "eye")
    add("documents", _("Pledge documents…"), lambda: show_documents(owner.window(), context), "file-text")
    add(
        "frameworks",
        _("Frameworks of measures…"),
        lambda: show_frameworks(owner.window(), context),
        "book-open",
    )


def _turn(showing: Showing, mode: str) -> None:
    showing.set_mode(mode)
    showing.focus()
