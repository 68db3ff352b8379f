"""Ask what a commitment is to be part of; it moves nothing itself."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.ui.dialogs.showing import give_room
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.pickers import RecordPicker
from altterr_desktop.ui.tabs.commitments.fields import search


class PlaceForm(Form):
    """Bind the dialog that asks for the commitment above."""

    FORM = "commitment_place_dialog"
    widget: QDialog
    about_label: QLabel
    parent_picker: RecordPicker
    buttons: QDialogButtonBox

    def __init__(
        self, parent: QWidget, context: TabContext, title: str, above: tuple[str, str] | None
    ) -> None:
        super().__init__(parent)
        give_room(self.widget)
        self.about_label.setText(title)
        self.parent_picker.set_search(partial(search, context, "commitment"), context.operations)
        self.parent_picker.set_value(above)
        self.parent_picker.setPlaceholderText(_("Nothing: at the top of the plan"))
        self.buttons.accepted.connect(self.widget.accept)
        self.buttons.rejected.connect(self.widget.reject)
        self.widget.setMinimumWidth(self.widget.fontMetrics().averageCharWidth() * 64)


def ask_place(
    parent: QWidget, context: TabContext, title: str, above: tuple[str, str] | None
) -> tuple[bool, str | None]:
    """Ask for the commitment above; (False, None) when cancelled, (True, None) for the top. Tests replace it."""
    form = PlaceForm(parent, context, title, above)
    accepted = form.widget.exec() == QDialog.DialogCode.Accepted
    chosen = form.parent_picker.value()
    form.widget.deleteLater()
    return accepted, chosen if accepted else None
