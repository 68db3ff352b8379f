"""Say how the dialogs of this page hand over what was typed, and ask for a file; it knows no dialog by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from shiboken6 import isValid

from altterr_desktop.i18n import _

# What is called to keep values: with them, what to do once kept, and what to do with a refusal.
Keep = Callable[[dict[str, Any], Callable[[object], object], Callable[[Exception], object]], object]
KEYS = ("Ctrl+Return", "Ctrl+Enter")


def answers(
    dialog: QDialog, refuse: Callable[[str], object]
) -> tuple[Callable[[object], object], Callable[[Exception], object]]:
    """Give what a dialog does once its values are kept, and when they are refused; nothing once it is gone."""

    def on_kept(_changes: object) -> None:
        if isValid(dialog):
            dialog.accept()

    def on_refused(error: Exception) -> None:
        if isValid(dialog):
            refuse(str(error))

    return on_kept, on_refused


def ask_file(parent: QWidget) -> str:
    """Ask for the file to copy into the dossier; «» when cancelled. Tests replace it."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, _("Choose a file"))
    return chosen
