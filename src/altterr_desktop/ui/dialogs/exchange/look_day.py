"""Ask on which day the dossier is to be looked at; it opens nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.services.fields import today
from altterr_desktop.ui.dialogs.showing import show_over
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.date_field import DateField


class LookForm(Form):
    """Bind the dialog of the day."""

    FORM = "exchange_look_dialog"
    widget: QDialog
    text_label: QLabel
    day_field: DateField
    error_label: QLabel
    cancel_button: QPushButton
    look_button: QPushButton

    def __init__(self, parent: QWidget | None, look: Callable[[date], object]) -> None:
        super().__init__(parent)
        self._look = look
        self.error_label.hide()
        self.look_button.clicked.connect(lambda *_on: self.go_on())
        self.cancel_button.clicked.connect(self.widget.reject)
        self.widget.setMinimumWidth(self.widget.fontMetrics().averageCharWidth() * 60)
        self.day_field.setFocus()

    def go_on(self) -> None:
        """Look at the day typed, or say what is wrong with it."""
        value = self.day_field.value()
        if not isinstance(value, date) or not self.day_field.is_valid():
            self._refuse(_("Give a day, like 31/12/2027."))
        elif value > today():
            self._refuse(_("This day is still to come."))
        else:
            self.widget.accept()
            self._look(value)

    def _refuse(self, sentence: str) -> None:
        self.error_label.setText(sentence)
        self.error_label.show()
        self.day_field.setFocus()


def show_look(parent: QWidget, look: Callable[[date], object]) -> LookForm:
    """Ask for the day over the window."""
    return show_over(LookForm(parent, look))
