"""Ask where a file or a folder is or should be; tests replace these functions."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QWidget

from altterr_desktop.i18n import _

_TABLES = "*.csv *.txt *.tsv *.xlsx *.xlsm *.xlsb *.xls *.ods"


def ask_dossier(parent: QWidget) -> str:
    """Ask for a dossier to open; «» when cancelled."""
    chosen, _kind = QFileDialog.getOpenFileName(
        parent, _("Open a dossier"), "", f"{_('Dossiers')} (*.altterr)"
    )
    return chosen


def ask_folder(parent: QWidget, start: str) -> str:
    """Ask for a folder; «» when cancelled."""
    return QFileDialog.getExistingDirectory(parent, _("Choose a folder"), start)


def ask_import(parent: QWidget, source: str) -> str:
    """Ask for the file of a source («rne», «commitments», «framework»); «» when cancelled."""
    titles = {
        "rne": _("Bring in a register of officials"),
        "commitments": _("Bring in commitments"),
        "framework": _("Bring in a framework"),
    }
    patterns = f"*.json {_TABLES}" if source == "framework" else _TABLES
    chosen, _kind = QFileDialog.getOpenFileName(
        parent, titles.get(source, ""), "", f"{_('Tables')} ({patterns});;{_('All files')} (*)"
    )
    return chosen
