"""Let a person choose a passphrase: six proposed words, their own typed twice, or none; it keeps nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton, QRadioButton, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.ui.forms import Form

LEAST_SIGNS = 8


class PassphraseChoice(Form):
    """Bind the three ways; `problem` says what is wrong with the choice, `passphrase` gives it."""

    FORM = "assistant_passphrase"
    proposed_radio: QRadioButton
    own_radio: QRadioButton
    none_radio: QRadioButton
    words_edit: QLineEdit
    words_note: QLabel
    copy_button: QPushButton
    another_button: QPushButton
    own_edit: QLineEdit
    again_edit: QLineEdit
    show_check: QCheckBox
    none_note: QLabel

    def __init__(self, parent: QWidget | None, propose: Callable[[], str]) -> None:
        super().__init__(parent)
        self._propose = propose
        self._copied = ""
        self.draw_words()
        self.copy_button.clicked.connect(lambda *_on: self.copy_words())
        self.another_button.clicked.connect(lambda *_on: self.draw_words())
        self.show_check.toggled.connect(self._on_show_toggled)
        for radio in (self.proposed_radio, self.own_radio, self.none_radio):
            radio.toggled.connect(lambda *_on: self._refresh())
        self._refresh()

    def passphrase(self) -> str | None:
        """Give the passphrase chosen, None for a dossier without."""
        if self.none_radio.isChecked():
            return None
        return self.words_edit.text() if self.proposed_radio.isChecked() else self.own_edit.text()

    def problem(self) -> str:
        """Say what keeps the choice from being used, «» for nothing."""
        if not self.own_radio.isChecked():
            return ""
        if len(self.own_edit.text().strip()) < LEAST_SIGNS:
            return _(
                "This passphrase is too short: take at least {count} signs, better several words."
            ).format(count=LEAST_SIGNS)
        if self.own_edit.text() != self.again_edit.text():
            return _("The two passphrases are not the same: type the second one again.")
        return ""

    def draw_words(self) -> None:
        """Propose six other words."""
        self.words_edit.setText(self._propose())
        self.copy_button.setText(_("Copy"))

    def copy_words(self) -> None:
        """Put the words in the clipboard, and say so."""
        QApplication.clipboard().setText(self.words_edit.text())
        self._copied = self.words_edit.text()
        self.copy_button.setText(_("Copied"))

    def forget_copy(self) -> None:
        """Take the words back out of the clipboard, if they are still there."""
        clipboard = QApplication.clipboard()
        if self._copied and clipboard.text() == self._copied:
            clipboard.clear()

    def _refresh(self) -> None:
        proposed, own = self.proposed_radio.isChecked(), self.own_radio.isChecked()
        for widget in (self.words_edit, self.copy_button, self.another_button):
            widget.setEnabled(proposed)
        for field in (self.own_edit, self.again_edit, self.show_check):
            field.setVisible(own)
        self.words_note.setVisible(proposed or own)
        self.none_note.setVisible(self.none_radio.isChecked())
        # A field that hides must not give the keyboard to whatever comes next.
        if self.none_radio.isChecked():
            self.none_radio.setFocus()

    def _on_show_toggled(self, on: bool) -> None:  # noqa: FBT001 - a slot
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        self.own_edit.setEchoMode(mode)
        self.again_edit.setEchoMode(mode)
