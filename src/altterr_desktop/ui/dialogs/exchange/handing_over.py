"""Ask what a newcomer should know and show the words of the handover; whoever shows it writes the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.ui.dialogs.exchange.inviting import show_code
from altterr_desktop.ui.dialogs.showing import show_over
from altterr_desktop.ui.forms import Form

# `write(place, note, done, refuse)`: `done` is given the path and the words.
Write = Callable[[str, str, Callable[[Path, str], object], Callable[[str], object]], object]
# `write_page(place, note, file_name)` asks where to write the page to print; the file may not be written yet.
WritePage = Callable[[str, str, str], object]


class HandoverForm(Form):
    """Bind the dialog."""

    FORM = "exchange_handover_dialog"
    widget: QDialog
    place_edit: QLineEdit
    note_edit: QPlainTextEdit
    done_label: QLabel
    code_edit: QLineEdit
    error_label: QLabel
    page_button: QPushButton
    close_button: QPushButton
    write_button: QPushButton

    def __init__(self, parent: QWidget | None, place: str, write: Write, write_page: WritePage) -> None:
        super().__init__(parent)
        self._write = write
        self.place_edit.setText(place)
        show_code(self.code_edit, "")
        for widget in (self.done_label, self.error_label):
            widget.hide()
        self.write_button.clicked.connect(lambda *_on: self._on_write_asked())
        self._file_name = ""
        self.page_button.clicked.connect(
            lambda *_on: write_page(self.place_edit.text(), self._note(), self._file_name)
        )
        self.close_button.clicked.connect(self.widget.accept)
        self.widget.setMinimumWidth(self.widget.fontMetrics().averageCharWidth() * 90)

    def refuse(self, sentence: str) -> None:
        """Say why nothing was written, «» where somebody changed their mind."""
        self.write_button.setEnabled(True)
        self.error_label.setText(sentence)
        self.error_label.setVisible(bool(sentence))

    def _note(self) -> str:
        return self.note_edit.toPlainText()

    def _on_write_asked(self) -> None:
        self.error_label.hide()
        self.write_button.setEnabled(False)
        self._write(self.place_edit.text(), self._note(), self._on_written, self.refuse)

    def _on_written(self, path: Path, code: str) -> None:
        self._file_name = path.name
        self.done_label.setText(
            _("“{name}” is written. Hand it over, and say these words aloud:").format(name=path.name)
        )
        self.done_label.show()
        self.write_button.hide()
        show_code(self.code_edit, code)
        self.page_button.setFocus()


def show_handover(parent: QWidget, place: str, write: Write, write_page: WritePage) -> HandoverForm:
    """Show the handover over the window."""
    return show_over(HandoverForm(parent, place, write, write_page))
