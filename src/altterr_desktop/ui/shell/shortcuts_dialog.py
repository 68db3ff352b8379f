"""List every shortcut, as the registry of actions holds them (F1)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from altterr_desktop.domain.folding import fold
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.actions import Actions, shortcut_text


class ShortcutsForm(Form):
    """Bind the dialog that lists shortcuts."""

    FORM = "shortcuts_dialog"
    widget: QDialog
    filter_edit: QLineEdit
    shortcuts_tree: QTreeWidget
    close_button: QPushButton

    def __init__(self, parent: QWidget, actions: Actions) -> None:
        super().__init__(parent)
        for action in actions.listed():
            if action.shortcut:
                QTreeWidgetItem(self.shortcuts_tree, [action.text.replace("&", ""), shortcut_text(action)])
        header = self.shortcuts_tree.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(False)
        self.filter_edit.textChanged.connect(self._on_text_changed)
        self.close_button.clicked.connect(self.widget.accept)
        unit = self.widget.fontMetrics().height()
        self.widget.resize(unit * 34, unit * 32)

    def _on_text_changed(self, text: str) -> None:
        words = fold(text)
        root = self.shortcuts_tree.invisibleRootItem()
        for place in range(root.childCount()):
            if (line := root.child(place)) is None:
                continue
            line.setHidden(words not in fold(line.text(0)) and words not in fold(line.text(1)))


def show_shortcuts(parent: QWidget, actions: Actions) -> ShortcutsForm:
    """Show the list beside the work: it blocks nothing."""
    form = ShortcutsForm(parent, actions)
    form.widget.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    form.keep_with_widget()
    form.widget.show()
    return form
