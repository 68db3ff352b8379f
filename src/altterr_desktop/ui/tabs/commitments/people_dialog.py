"""Ask which volunteers are meant, by ticking their names; it records nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.services.choices import Choice

_ID = int(Qt.ItemDataRole.UserRole)


def fill_checks(shown: QListWidget, choices: Sequence[Choice], chosen: Sequence[str]) -> None:
    """Fill a list with names to tick, some ticked."""
    shown.clear()
    for one in choices:
        item = QListWidgetItem(f"{one.text} – {one.detail}" if one.detail else one.text)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setData(_ID, one.id)
        item.setCheckState(Qt.CheckState.Checked if one.id in chosen else Qt.CheckState.Unchecked)
        shown.addItem(item)
    if shown.count():
        shown.setCurrentRow(0)


def checked_ids(shown: QListWidget) -> tuple[str, ...]:
    """Give the ids of the names ticked, in the order of the list."""
    items = [shown.item(place) for place in range(shown.count())]
    return tuple(str(item.data(_ID)) for item in items if item.checkState() == Qt.CheckState.Checked)


def ask_people(
    parent: QWidget, title: str, volunteers: Sequence[Choice], chosen: Sequence[str]
) -> tuple[str, ...] | None:
    """Ask who is meant; None when cancelled. Tests replace it."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(title)
    names = QListWidget(dialog)
    names.setAccessibleName(title)
    fill_checks(names, volunteers, chosen)
    box = QDialogButtonBox(dialog)
    box.addButton(_("Keep"), QDialogButtonBox.ButtonRole.AcceptRole)
    box.addButton(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
    box.accepted.connect(dialog.accept)
    box.rejected.connect(dialog.reject)
    column = QVBoxLayout(dialog)
    column.addWidget(names)
    column.addWidget(box)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    found = checked_ids(names)
    dialog.deleteLater()
    return found if accepted else None
