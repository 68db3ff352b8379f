"""Show the invitation to a group and its words in large type; whoever shows it writes the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QFont
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QRadioButton, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.ui.dialogs.showing import show_over
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.plain import scaled_font

# `write(with_copy, done, refuse)`: `done` is given the path and the words.
Write = Callable[[bool, Callable[[Path, str], object], Callable[[str], object]], object]


class InviteForm(Form):
    """Bind the dialog: with a copy or without, then the words to say aloud."""

    FORM = "exchange_invite_dialog"
    widget: QDialog
    text_label: QLabel
    copy_radio: QRadioButton
    bare_radio: QRadioButton
    done_label: QLabel
    code_edit: QLineEdit
    code_note: QLabel
    error_label: QLabel
    folder_button: QPushButton
    close_button: QPushButton
    write_button: QPushButton

    def __init__(self, parent: QWidget | None, write: Write) -> None:
        super().__init__(parent)
        self._write = write
        self._path: Path | None = None
        show_code(self.code_edit, "")
        for widget in (self.done_label, self.code_note, self.error_label, self.folder_button):
            widget.hide()
        self.write_button.clicked.connect(lambda *_on: self._on_write_asked())
        self.folder_button.clicked.connect(lambda *_on: self._on_folder_asked())
        self.close_button.clicked.connect(self.widget.accept)
        self.widget.setMinimumWidth(self.widget.fontMetrics().averageCharWidth() * 84)

    def _on_write_asked(self) -> None:
        self.error_label.hide()
        self.write_button.setEnabled(False)
        self._write(self.copy_radio.isChecked(), self._on_written, self.refuse)

    def _on_written(self, path: Path, code: str) -> None:
        self._path = path
        self.done_label.setText(_("The invitation is written: {name}").format(name=path.name))
        hidden: tuple[QWidget, ...] = (self.copy_radio, self.bare_radio, self.write_button)
        shown: tuple[QWidget, ...] = (self.done_label, self.code_note, self.folder_button)
        for widget in hidden:
            widget.hide()
        for widget in shown:
            widget.show()
        show_code(self.code_edit, code)
        self.code_edit.setFocus()
        self.widget.adjustSize()

    def refuse(self, sentence: str) -> None:
        """Say why nothing was written, «» where somebody changed their mind."""
        self.write_button.setEnabled(True)
        self.error_label.setText(sentence)
        self.error_label.setVisible(bool(sentence))

    def _on_folder_asked(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))


def show_code(edit: QLineEdit, code: str) -> None:
    """Show words to read aloud in large type, or nothing."""
    edit.setFont(scaled_font(edit.window().font(), 1.6, QFont.Weight.DemiBold))
    edit.setText(code)
    edit.setCursorPosition(0)
    edit.setVisible(bool(code))


def show_invite(parent: QWidget, write: Write) -> InviteForm:
    """Show the invitation over the window."""
    return show_over(InviteForm(parent, write))
