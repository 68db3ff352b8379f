"""Offer what looks at all commitments at once (reviews, evidence, deliberations, reasons); each has its own window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.services.records import RecordView, load_record
from altterr_desktop.ui.kit.actions import Action
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.tabs.commitments.actions import SCOPE

# What the page of commitments shows: a change of one of these is a reason to read it again.
SHOWN_KINDS = frozenset(
    {
        "attachment",
        "commitment",
        "deliberation",
        "evidence",
        "framework_measure",
        "indicator",
        "indicator_value",
        "mandate",
        "official",
        "pledge_document",
        "saved_view",
        "territory",
        "theme",
        "verdict",
        "verdict_evidence",
        "verdict_signer",
        "volunteer",
    }
)


def depth_button() -> QToolButton:
    """Make the button beside the page's main one; its menu is filled once the page has its actions."""
    button = QToolButton()
    button.setText(_("Go through them"))
    button.setToolTip(_("Reviews, evidence, deliberations, reasons given"))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(QMenu(button))
    set_icon(button, "list-checks")
    return button


def register_depth(context: TabContext, owner: QWidget, button: QToolButton) -> None:
    """Register the windows and put them in the button's menu."""
    for name, text, keys, icon in (
        ("reviews", _("Review together…"), "Ctrl+Shift+B", "users"),
        ("store", _("All the evidence…"), "", "paperclip"),
        ("deliberations", _("Deliberations…"), "", "vote"),
        ("obstacles", _("Reasons given…"), "", "chart-column"),
    ):
        call = partial(show_window, name, context, owner)
        action = context.actions.add(owner, Action(f"{SCOPE}.{name}", text, call, keys, icon, SCOPE))
        button.menu().addAction(action)


def show_window(name: str, context: TabContext, parent: QWidget) -> Any:
    """Show one of the windows; it is loaded only now, so that the page's start does not pay for it."""
    module = import_module(f"altterr_desktop.ui.tabs.commitments.{name}_dialog")
    return cast("Callable[[TabContext, QWidget], Any]", getattr(module, f"show_{name}"))(context, parent)


def show_other(context: TabContext, parent: QWidget, record_id: str, otherwise: Callable[[], object]) -> None:
    """Show a record that has a window of its own, a session or a deliberation; else do as told."""

    def on_read(view: RecordView) -> None:
        if view.kind == "review_session":
            from altterr_desktop.ui.tabs.commitments.review_window import show_review

            show_review(context, parent, record_id)
        elif view.kind == "deliberation":
            from altterr_desktop.ui.tabs.commitments.deliberations_dialog import show_deliberation

            show_deliberation(context, parent, record_id)
        else:
            otherwise()

    context.operations.ask(
        load_record, record_id, on_done=on_read, on_error=lambda _error: otherwise(), owner=parent
    )
