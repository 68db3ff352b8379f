"""Explain and start what follows when somebody leaves or a laptop is lost: a new key; it draws no key itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

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

from altterr_desktop.exchange.folder import Poste
from altterr_desktop.i18n import _
from altterr_desktop.ui.dialogs.exchange.inviting import show_code
from altterr_desktop.ui.dialogs.exchange.words import poste_moment
from altterr_desktop.ui.dialogs.showing import show_over
from altterr_desktop.ui.forms import Form

Refuse = Callable[[str], object]


@dataclass(frozen=True)
class LeavingCalls:
    """Hold what the dialog asks for.

    `postes(done)` lists the laptops, `forget(poste, done)` takes one off the list; `rotate(done, refuse)` writes the
    new key and gives its file and words, `accept()` asks for one.
    """

    postes: Callable[[Callable[[Sequence[Poste]], object]], object]
    forget: Callable[[Poste, Callable[[], object]], object]
    rotate: Callable[[Callable[[Path, str], object], Refuse], object]
    accept: Callable[[], object]


class LeavingForm(Form):
    """Bind the dialog."""

    FORM = "exchange_leaving_dialog"
    widget: QDialog
    postes_label: QLabel
    postes_tree: QTreeWidget
    forget_button: QPushButton
    key_label: QLabel
    result_label: QLabel
    code_edit: QLineEdit
    error_label: QLabel
    accept_button: QPushButton
    close_button: QPushButton
    rotate_button: QPushButton

    def __init__(self, parent: QWidget | None, calls: LeavingCalls) -> None:
        super().__init__(parent)
        self._calls = calls
        self._postes: Sequence[Poste] = ()
        self.postes_tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.key_label.setText(_("A laptop taken off comes back to the list if it exchanges again."))
        show_code(self.code_edit, "")
        for widget in (self.result_label, self.error_label):
            widget.hide()
        self.show_postes(())
        self.forget_button.clicked.connect(lambda *_on: self._on_forget_asked())
        self.accept_button.clicked.connect(lambda *_on: calls.accept())
        self.rotate_button.clicked.connect(lambda *_on: self._on_rotate_asked())
        self.close_button.clicked.connect(self.widget.accept)
        unit = self.widget.fontMetrics().height()
        self.widget.resize(unit * 44, unit * 30)
        calls.postes(self.show_postes)

    def show_postes(self, postes: Sequence[Poste]) -> None:
        """Show the laptops of the shared folder; without one there is nothing to list."""
        self._postes = [poste for poste in postes if not poste.is_ours]
        self.postes_tree.clear()
        for poste in self._postes:
            QTreeWidgetItem(
                self.postes_tree, [poste.name or _("Unsigned"), poste.device, poste_moment(poste)]
            )
        for widget in (self.postes_label, self.postes_tree, self.forget_button, self.key_label):
            widget.setVisible(bool(self._postes))
        if self._postes:
            self.postes_tree.setCurrentIndex(self.postes_tree.model().index(0, 0))

    def refuse(self, sentence: str) -> None:
        """Say why nothing was done, «» where somebody changed their mind."""
        self.rotate_button.setEnabled(True)
        self.error_label.setText(sentence)
        self.error_label.setVisible(bool(sentence))

    def _on_forget_asked(self) -> None:
        row = self.postes_tree.currentIndex().row()
        if 0 <= row < len(self._postes):
            self._calls.forget(self._postes[row], lambda: self._calls.postes(self.show_postes))

    def _on_rotate_asked(self) -> None:
        self.error_label.hide()
        self.rotate_button.setEnabled(False)
        self._calls.rotate(self._on_rotated, self.refuse)

    def _on_rotated(self, path: Path, code: str) -> None:
        self.result_label.setText(
            _("The key is changed. Give “{name}” to those who stay, and say these words aloud:").format(
                name=path.name
            )
        )
        self.result_label.show()
        show_code(self.code_edit, code)
        self.code_edit.setFocus()


class AcceptForm(Form):
    """Bind the small dialog that asks for the words of a new key."""

    FORM = "exchange_accept_dialog"
    widget: QDialog
    text_label: QLabel
    code_edit: QLineEdit
    error_label: QLabel
    cancel_button: QPushButton
    accept_button: QPushButton

    def __init__(
        self, parent: QWidget | None, name: str, accept: Callable[[str, Callable[[], object], Refuse], object]
    ) -> None:
        super().__init__(parent)
        self.text_label.setText(_("“{name}” opens with the words that somebody tells you.").format(name=name))
        self.error_label.hide()
        self.cancel_button.clicked.connect(self.widget.reject)
        self.accept_button.clicked.connect(
            lambda *_on: accept(self.code_edit.text(), self.widget.accept, self.refuse)
        )
        self.widget.setMinimumWidth(self.widget.fontMetrics().averageCharWidth() * 60)

    def refuse(self, sentence: str) -> None:
        """Say why the key was not taken."""
        self.error_label.setText(sentence)
        self.error_label.show()
        self.code_edit.setFocus()


def show_leaving(parent: QWidget, calls: LeavingCalls) -> LeavingForm:
    """Show what to do over the window."""
    return show_over(LeavingForm(parent, calls))


def show_accept(
    parent: QWidget, name: str, accept: Callable[[str, Callable[[], object], Refuse], object]
) -> AcceptForm:
    """Ask for the words of a new key over the window."""
    return show_over(AcceptForm(parent, name, accept))
