"""Ask for another passphrase of the open dossier, or for none; it seals nothing itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from altterr_desktop.dossier.key import propose_passphrase
from altterr_desktop.i18n import _
from altterr_desktop.ui.dialogs.passphrase_choice import PassphraseChoice
from altterr_desktop.ui.dialogs.showing import show_over
from altterr_desktop.ui.forms import Form

Change = Callable[[str | None, Callable[[], object], Callable[[str], object]], object]


class PassphraseChangeForm(Form):
    """Bind the dialog; it stays until the change is made."""

    FORM = "settings_passphrase_dialog"
    widget: QDialog
    text_label: QLabel
    choice_place: QVBoxLayout
    backups_note: QLabel
    error_label: QLabel
    cancel_button: QPushButton
    apply_button: QPushButton

    def __init__(self, parent: QWidget | None, *, has_passphrase: bool, change: Change) -> None:
        super().__init__(parent)
        self._change = change
        self.choice = PassphraseChoice(self.widget, propose_passphrase)
        self.choice_place.addWidget(self.choice.widget)
        self.text_label.setText(
            _("This dossier has a passphrase. Choose another one, or take it away.")
            if has_passphrase
            else _("This dossier has no passphrase: anyone who gets the file can read it. Choose one.")
        )
        self.choice.none_radio.setEnabled(has_passphrase)
        self.error_label.hide()
        self.apply_button.clicked.connect(lambda *_on: self.apply())
        self.cancel_button.clicked.connect(self.widget.reject)
        self.widget.finished.connect(lambda *_code: self.choice.forget_copy())
        self.widget.setMinimumWidth(self.widget.fontMetrics().averageCharWidth() * 78)

    def apply(self) -> None:
        """Hand the passphrase over, unless something is wrong with it."""
        if problem := self.choice.problem():
            self.refuse(problem)
            return
        self.apply_button.setEnabled(False)
        self._change(self.choice.passphrase(), self.widget.accept, self.refuse)

    def refuse(self, sentence: str) -> None:
        """Say why it was not changed."""
        self.apply_button.setEnabled(True)
        self.error_label.setText(sentence)
        self.error_label.show()


def show_passphrase_change(parent: QWidget, *, has_passphrase: bool, change: Change) -> PassphraseChangeForm:
    """Show the dialog over the window."""
    return show_over(PassphraseChangeForm(parent, has_passphrase=has_passphrase, change=change))
