"""Ask for the passphrase of a dossier; it opens nothing and remembers nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QPushButton, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.ui.forms import Form


class PassphraseForm(Form):
    """Bind the dialog of a passphrase."""

    FORM = "passphrase_dialog"
    widget: QDialog
    text_label: QLabel
    passphrase_edit: QLineEdit
    show_check: QCheckBox
    error_label: QLabel
    open_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, parent: QWidget | None, name: str, error: str) -> None:
        super().__init__(parent)
        self.text_label.setText(_("“{name}” is protected by a passphrase.").format(name=name))
        self.error_label.setText(error)
        self.error_label.setVisible(bool(error))
        self.show_check.toggled.connect(self._on_show_toggled)
        self.open_button.clicked.connect(self.widget.accept)
        self.cancel_button.clicked.connect(self.widget.reject)
        self.widget.setMinimumWidth(self.widget.fontMetrics().averageCharWidth() * 60)

    def _on_show_toggled(self, on: bool) -> None:  # noqa: FBT001 - a slot
        self.passphrase_edit.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)


def ask(parent: QWidget | None, name: str, error: str = "") -> str | None:
    """Ask for the passphrase of a dossier, None when cancelled; `error` says why the last one was refused."""
    form = PassphraseForm(parent, name, error)
    accepted = form.widget.exec() == QDialog.DialogCode.Accepted
    typed = form.passphrase_edit.text()
    form.widget.deleteLater()
    return typed if accepted else None
