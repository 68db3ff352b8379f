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
    """Ask for the file of a source («rne», «commitments», «contacts», «calendar», «framework»); «» when cancelled."""
    titles = {
        "rne": _("Bring in a register of officials"),
        "commitments": _("Bring in commitments"),
        "contacts": _("Bring in an address book"),
        "candidates": _("Bring in lists of candidates"),
        "calendar": _("Bring in a calendar"),
        "framework": _("Bring in a framework"),
    }
    patterns = {
        "framework": f"*.json {_TABLES}",
        "contacts": f"*.vcf {_TABLES}",
        "calendar": "*.ics *.ical",
    }.get(source, _TABLES)
    chosen, _kind = QFileDialog.getOpenFileName(
        parent, titles.get(source, ""), "", f"{_('Tables')} ({patterns});;{_('All files')} (*)"
    )
    return chosen
