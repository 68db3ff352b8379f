"""Ask where a dossier is or should be; tests replace these two functions."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QWidget

from altterr_desktop.i18n import _


def ask_dossier(parent: QWidget) -> str:
    """Ask for a dossier to open; «» when cancelled."""
    chosen, _kind = QFileDialog.getOpenFileName(
        parent, _("Open a dossier"), "", f"{_('Dossiers')} (*.altterr)"
    )
    return chosen


def ask_new_dossier(parent: QWidget, proposed: str) -> str:
    """Ask where to keep a new dossier; «» when cancelled."""
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, _("New dossier"), proposed, f"{_('Dossiers')} (*.altterr)"
    )
    if chosen and not chosen.endswith(".altterr"):
        chosen += ".altterr"
    return chosen
