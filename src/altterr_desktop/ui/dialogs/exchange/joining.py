"""Ask what is needed to join a group: the invitation, its words, a name, a place, a passphrase; it makes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from altterr_desktop.dossier.key import propose_passphrase
from altterr_desktop.i18n import _
from altterr_desktop.ui.dialogs.exchange import files
from altterr_desktop.ui.dialogs.passphrase_choice import PassphraseChoice
from altterr_desktop.ui.dialogs.showing import show_over
from altterr_desktop.ui.forms import Form

SUFFIX = ".altterr"


@dataclass(frozen=True)
class JoinWishes:
    """Hold the answers: which invitation, its words, who joins, where the dossier goes, its passphrase."""

    file: Path
    code: str
    name: str
    target: Path
    passphrase: str | None


# `join(wishes, done, refuse)` makes the dossier and calls `done()`, or `refuse(sentence)`.
Join = Callable[[JoinWishes, Callable[[], object], Callable[[str], object]], object]


class JoinForm(Form):
    """Bind the dialog; what is missing is said under the fields, and the field takes the keyboard."""

    FORM = "exchange_join_dialog"
    widget: QDialog
    file_edit: QLineEdit
    file_button: QPushButton
    code_edit: QLineEdit
    name_edit: QLineEdit
    target_edit: QLineEdit
    target_button: QPushButton
    passphrase_place: QVBoxLayout
    error_label: QLabel
    key_button: QPushButton
    cancel_button: QPushButton
    join_button: QPushButton

    def __init__(
        self,
        parent: QWidget | None,
        join: Join,
        *,
        file: str = "",
        name: str = "",
        take_key: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._join = join
        self._take_key = take_key
        self.key_button.setVisible(take_key is not None)
        self.key_button.clicked.connect(lambda *_on: self._on_key_asked())
        self.choice = PassphraseChoice(self.widget, propose_passphrase)
        self.passphrase_place.addWidget(self.choice.widget)
        self.name_edit.setText(name)
        self.error_label.hide()
        self.file_button.clicked.connect(
            lambda *_on: self.show_file(files.ask_invitation_to_read(self.widget))
        )
        self.target_button.clicked.connect(lambda *_on: self._on_target_asked())
        self.join_button.clicked.connect(lambda *_on: self.go_on())
        self.cancel_button.clicked.connect(self.widget.reject)
        self.widget.finished.connect(lambda *_code: self.choice.forget_copy())
        self.widget.setMinimumWidth(self.widget.fontMetrics().averageCharWidth() * 84)
        self.show_file(file)

    def show_file(self, file: str) -> None:
        """Show which invitation is opened, and propose where the dossier goes."""
        if file:
            self.file_edit.setText(file)
            if not self.target_edit.text():
                self.target_edit.setText(str(_free_path(Path(file).stem)))
            self.code_edit.setFocus()
        else:
            self.file_button.setFocus()

    def go_on(self) -> None:
        """Join, or say what is missing."""
        problem, field = self._problem()
        if problem:
            self.refuse(problem)
            if field is not None:
                field.setFocus()
            return
        self.error_label.hide()
        self.join_button.setEnabled(False)
        target = Path(self.target_edit.text().strip()).expanduser()
        wishes = JoinWishes(
            Path(self.file_edit.text()),
            self.code_edit.text(),
            self.name_edit.text().strip(),
            target if target.suffix == SUFFIX else target.with_name(target.name + SUFFIX),
            self.choice.passphrase(),
        )
        self._join(wishes, self.widget.accept, self.refuse)

    def refuse(self, sentence: str) -> None:
        """Say why the group was not joined; nothing was made."""
        self.join_button.setEnabled(True)
        self.error_label.setText(sentence)
        self.error_label.show()

    def _problem(self) -> tuple[str, QWidget | None]:
        if not self.file_edit.text():
            return _("Choose the invitation you received."), self.file_button
        if not self.code_edit.text().strip():
            return _("Type the words you were told."), self.code_edit
        if not self.name_edit.text().strip():
            return _("Give your name or a pseudonym."), self.name_edit
        if not self.target_edit.text().strip():
            return _("Choose where your dossier will be."), self.target_edit
        return self.choice.problem(), None

    def _on_key_asked(self) -> None:
        self.widget.reject()
        if self._take_key is not None:
            self._take_key(self.file_edit.text())

    def _on_target_asked(self) -> None:
        if chosen := files.ask_dossier_to_make(self.widget, self.target_edit.text()):
            self.target_edit.setText(chosen)


def _free_path(stem: str) -> Path:
    folder = Path(files.documents_folder())
    path = folder / f"{stem}{SUFFIX}"
    number = 2
    while path.exists():
        path = folder / f"{stem} {number}{SUFFIX}"
        number += 1
    return path


def show_join(
    parent: QWidget,
    join: Join,
    *,
    file: str = "",
    name: str = "",
    take_key: Callable[[str], object] | None = None,
) -> JoinForm:
    """Show the way into a group over the window; `take_key` is for who is in it already."""
    return show_over(JoinForm(parent, join, file=file, name=name, take_key=take_key))
