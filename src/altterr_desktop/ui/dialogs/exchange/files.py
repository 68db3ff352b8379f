"""Ask which files of a group to read or write; tests replace these functions."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.services.fields import today

LOT, INVITATION = ".altlot", ".altinv"


def ask_lot_to_write(parent: QWidget, name: str) -> str:
    """Ask where to write contributions; «» when cancelled."""
    return _ask_new(parent, _("Write a file to hand over"), f"{name} {today().isoformat()}{LOT}", LOT)


def ask_lot_to_read(parent: QWidget) -> str:
    """Ask which file of contributions to receive; «» when cancelled."""
    kinds = _("Contributions")
    chosen, _kind = QFileDialog.getOpenFileName(parent, _("Receive a file"), "", f"{kinds} (*{LOT})")
    return chosen


def ask_invitation_to_write(parent: QWidget, name: str) -> str:
    """Ask where to write an invitation, or a new key; «» when cancelled."""
    return _ask_new(parent, _("Write the invitation"), f"{name}{INVITATION}", INVITATION)


def ask_invitation_to_read(parent: QWidget) -> str:
    """Ask which invitation to open; «» when cancelled."""
    kinds, every = _("Invitations"), _("All files")
    chosen, _kind = QFileDialog.getOpenFileName(
        parent, _("Open an invitation"), "", f"{kinds} (*{INVITATION});;{every} (*)"
    )
    return chosen


def ask_dossier_to_make(parent: QWidget, start: str) -> str:
    """Ask where a new dossier will be; «» when cancelled."""
    kinds = _("Dossiers")
    chosen, _kind = QFileDialog.getSaveFileName(
        parent, _("Where your dossier will be"), start, f"{kinds} (*.altterr)"
    )
    return chosen


def documents_folder() -> str:
    """Give the folder of this user's documents."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return found or str(Path.home())


def _ask_new(parent: QWidget, title: str, name: str, suffix: str) -> str:
    plain = "".join(sign if sign.isalnum() or sign in " .-_" else "-" for sign in name)
    start = str(Path(documents_folder()) / plain)
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, start, f"(*{suffix})")
    return chosen if not chosen or chosen.endswith(suffix) else f"{chosen}{suffix}"
