"""Show the copies of a dossier, make one, give one back under a new name; files are written by the callbacks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from altterr_desktop.dossier.backup import Backup, backup_folder
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import medium_date, time_words
from altterr_desktop.i18n.numbers import file_size
from altterr_desktop.ui.dialogs.showing import show_over
from altterr_desktop.ui.forms import Form


@dataclass(frozen=True)
class BackupCalls:
    """Hold what the dialog asks for.

    `list(done)` reads the copies, `back_up(done, refuse)` makes one (None where no dossier is open),
    `restore(backup)` gives one back and opens it.
    """

    list: Callable[[Callable[[Sequence[Backup]], object]], object]
    back_up: Callable[[Callable[[], object], Callable[[str], object]], object] | None
    restore: Callable[[Backup], object]


class BackupsForm(Form):
    """Bind the dialog of the copies."""

    FORM = "backup_dialog"
    widget: QDialog
    text_label: QLabel
    backups_tree: QTreeWidget
    folder_edit: QLineEdit
    folder_button: QPushButton
    result_label: QLabel
    now_button: QPushButton
    close_button: QPushButton
    restore_button: QPushButton

    def __init__(self, parent: QWidget | None, path: Path, calls: BackupCalls) -> None:
        super().__init__(parent)
        self._calls = calls
        self._backups: Sequence[Backup] = ()
        self._folder = backup_folder(path)
        self.text_label.setText(
            _(
                "Copies of “{name}”, each read back after it was written. One is made each day the dossier is opened. "
                "A copy is always given back under a new name: nothing is overwritten."
            ).format(name=path.name)
        )
        self.folder_edit.setText(str(self._folder))
        self.folder_button.setEnabled(self._folder.is_dir())
        self.now_button.setVisible(calls.back_up is not None)
        header = self.backups_tree.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.backups_tree.itemDoubleClicked.connect(lambda *_item: self._on_restore_asked())
        self.folder_button.clicked.connect(lambda *_on: self._on_folder_asked())
        self.now_button.clicked.connect(lambda *_on: self._on_now_asked())
        self.restore_button.clicked.connect(lambda *_on: self._on_restore_asked())
        self.close_button.clicked.connect(self.widget.reject)
        unit = self.widget.fontMetrics().height()
        self.widget.resize(unit * 48, unit * 28)
        self.result_label.setText("")
        calls.list(self.show_backups)

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Show the copies, newest first."""
        self._backups = backups
        self.backups_tree.clear()
        for backup in backups:
            made = backup.made_at.astimezone()
            when = _("{day} at {time}").format(day=medium_date(made.date()), time=time_words(f"{made:%H:%M}"))
            size = file_size(backup.path.stat().st_size) if backup.path.exists() else "–"
            QTreeWidgetItem(self.backups_tree, [when, size, backup.path.name])
        self.restore_button.setEnabled(bool(backups))
        self.folder_button.setEnabled(self._folder.is_dir())
        if backups:
            self.backups_tree.setCurrentIndex(self.backups_tree.model().index(0, 0))
        elif not self.result_label.text():
            self.result_label.setText(_("There is no copy yet."))

    def _on_now_asked(self) -> None:
        if self._calls.back_up is not None:
            self.now_button.setEnabled(False)
            self.result_label.setText(_("Writing the copy and reading it back…"))
            self._calls.back_up(self._on_made, self._on_refused)

    def _on_made(self) -> None:
        self.now_button.setEnabled(True)
        self.result_label.setText(_("The copy is written and was read back whole."))
        self._calls.list(self.show_backups)

    def _on_refused(self, sentence: str) -> None:
        self.now_button.setEnabled(True)
        self.result_label.setText(sentence)

    def _on_restore_asked(self) -> None:
        row = self.backups_tree.currentIndex().row() if self._backups else -1
        if row >= 0:
            self.widget.accept()
            self._calls.restore(self._backups[row])

    def _on_folder_asked(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def show_backups(parent: QWidget, path: Path, calls: BackupCalls) -> BackupsForm:
    """Show the copies over the window."""
    return show_over(BackupsForm(parent, path, calls))
