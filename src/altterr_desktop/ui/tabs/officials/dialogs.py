"""Ask who a new official is, and what a seat is; they keep nothing themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from altterr_desktop.domain.officials import OfficialKind, Side
from altterr_desktop.domain.territories import Assembly
from altterr_desktop.i18n import _
from altterr_desktop.i18n.names import civil
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.tabs.officials.page import Lists

GENDERS = ("", "F", "M")


@dataclass(frozen=True)
class NewOfficial:
    """Hold what was answered: the fields of the official, and of the seat of an elected one."""

    values: dict[str, Any]
    seat: dict[str, Any] | None


class NewOfficialForm(Form):
    """Bind the dialog of a new official or service."""

    FORM = "official_new_dialog"
    widget: QDialog
    elected_radio: QRadioButton
    staff_radio: QRadioButton
    staff_label: QLabel
    staff_box: QWidget
    function_title_edit: QLineEdit
    gender_combo: QComboBox
    given_name_edit: QLineEdit
    family_name_edit: QLineEdit
    territory_combo: ChoiceCombo
    seat_box: QWidget
    assembly_combo: EnumCombo
    function_edit: QLineEdit
    delegation_edit: QLineEdit
    side_combo: EnumCombo
    start_field: DateField
    error_label: QLabel
    save_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, parent: QWidget | None, lists: Lists) -> None:
        super().__init__(parent)
        fill_genders(self.gender_combo)
        self.territory_combo.set_choices(lists.territories)
        if lists.territories:
            self.territory_combo.set_value(lists.territories[0])
        self.assembly_combo.set_members(Assembly)
        self.assembly_combo.set_value(Assembly.MUNICIPAL)
        self.side_combo.set_members(Side, _("Not known"))
        self.side_combo.setCurrentIndex(0)
        self.error_label.hide()
        for radio in (self.elected_radio, self.staff_radio):
            radio.toggled.connect(lambda *_on: self._show_kind())
        self.save_button.clicked.connect(lambda *_on: self._on_save())
        self.cancel_button.clicked.connect(self.widget.reject)
        self.widget.setMinimumWidth(self.widget.fontMetrics().averageCharWidth() * 76)
        self._show_kind()

    @property
    def is_staff(self) -> bool:
        """Tell whether a service is added."""
        return self.staff_radio.isChecked()

    def answer(self) -> NewOfficial:
        """Give what was answered."""
        values: dict[str, Any] = {
            "official_kind": OfficialKind.STAFF if self.is_staff else OfficialKind.ELECTED,
            "given_name": self.given_name_edit.text().strip(),
            "family_name": self.family_name_edit.text().strip(),
            "gender": self.gender_combo.currentData() or "",
            "territory_id": self.territory_combo.value(),
        }
        if self.is_staff:
            return NewOfficial({**values, "function_title": self.function_title_edit.text().strip()}, None)
        seat: dict[str, Any] = {
            "assembly": self.assembly_combo.value() or Assembly.MUNICIPAL,
            "function": self.function_edit.text().strip(),
            "delegation": self.delegation_edit.text().strip(),
            "side": self.side_combo.value(),
            "start": self.start_field.value(),
        }
        if self.territory_combo.value():
            seat["territory_id"] = self.territory_combo.value()
        return NewOfficial(values, seat)

    def _show_kind(self) -> None:
        self.staff_box.setVisible(self.is_staff)
        self.staff_label.setVisible(self.is_staff)
        self.seat_box.setVisible(not self.is_staff)
        (self.function_title_edit if self.is_staff else self.given_name_edit).setFocus()

    def _on_save(self) -> None:
        answer = self.answer()
        sentence = ""
        if self.is_staff and not answer.values["function_title"]:
            sentence = _("For a service, write the function: staff are known by what they do, not by name.")
        elif not self.is_staff and not (answer.values["family_name"] or answer.values["given_name"]):
            sentence = _("Write at least a name.")
        elif not self.start_field.is_valid():
            sentence = _("This date cannot be read. Write it as 13/03/2029.")
        if sentence:
            self.error_label.setText(sentence)
            self.error_label.show()
            return
        self.widget.accept()


class SeatForm(Form):
    """Bind the dialog of a seat."""

    FORM = "official_seat_dialog"
    widget: QDialog
    territory_combo: ChoiceCombo
    assembly_combo: EnumCombo
    function_edit: QLineEdit
    delegation_edit: QLineEdit
    side_combo: EnumCombo
    source_edit: QLineEdit
    start_field: DateField
    end_field: DateField
    error_label: QLabel
    delete_button: QPushButton
    save_button: QPushButton
    cancel_button: QPushButton

    def __init__(
        self, parent: QWidget | None, lists: Lists, values: Mapping[str, Any], names: Mapping[str, str]
    ) -> None:
        super().__init__(parent)
        self.wants_deletion = False
        self.territory_combo.set_choices(lists.territories)
        territory_id = values.get("territory_id") or (lists.territories[0][0] if lists.territories else "")
        known = dict(lists.territories).get(territory_id) or names.get("territory_id") or territory_id
        self.territory_combo.set_value((territory_id, known))
        self.assembly_combo.set_members(Assembly)
        self.assembly_combo.set_value(values.get("assembly") or Assembly.MUNICIPAL)
        self.side_combo.set_members(Side, _("Not known"))
        self.side_combo.setCurrentIndex(0)
        if values.get("side"):
            self.side_combo.set_value(values["side"])
        for edit, name in (
            (self.function_edit, "function"),
            (self.delegation_edit, "delegation"),
            (self.source_edit, "source"),
        ):
            edit.setText(str(values.get(name) or ""))
        self.start_field.set_value(values.get("start"))
        self.end_field.set_value(values.get("end"))
        self.error_label.hide()
        self.delete_button.setVisible(bool(values))
        self.delete_button.clicked.connect(lambda *_on: self._on_delete())
        self.save_button.clicked.connect(lambda *_on: self._on_save())
        self.cancel_button.clicked.connect(self.widget.reject)
        self.widget.setMinimumWidth(self.widget.fontMetrics().averageCharWidth() * 70)

    def values(self) -> dict[str, Any]:
        """Give the fields of the seat."""
        return {
            "territory_id": self.territory_combo.value(),
            "assembly": self.assembly_combo.value() or Assembly.MUNICIPAL,
            "function": self.function_edit.text().strip(),
            "delegation": self.delegation_edit.text().strip(),
            "side": self.side_combo.value(),
            "source": self.source_edit.text().strip(),
            "start": self.start_field.value(),
            "end": self.end_field.value(),
        }

    def _on_delete(self) -> None:
        self.wants_deletion = True
        self.widget.accept()

    def _on_save(self) -> None:
        sentence = ""
        start, end = self.start_field.value(), self.end_field.value()
        if not self.start_field.is_valid() or not self.end_field.is_valid():
            sentence = _("This date cannot be read. Write it as 13/03/2029.")
        elif start and end and end < start:  # type: ignore[operator]
            sentence = _("The end cannot come before the start.")
        elif not self.territory_combo.value():
            sentence = _("Choose the territory.")
        if sentence:
            self.error_label.setText(sentence)
            self.error_label.show()
            return
        self.widget.accept()


def fill_genders(combo: QComboBox) -> None:
    """Offer the forms of address."""
    for gender in GENDERS:
        combo.addItem(civil(gender) or "–", gender)


def ask_new(parent: QWidget, lists: Lists) -> NewOfficial | None:
    """Ask who a new official is; None when cancelled. Tests replace it."""
    form = NewOfficialForm(parent, lists)
    accepted = form.widget.exec() == QDialog.DialogCode.Accepted
    answer = form.answer() if accepted else None
    form.widget.deleteLater()
    return answer


def ask_seat(
    parent: QWidget, lists: Lists, values: Mapping[str, Any], names: Mapping[str, str]
) -> dict[str, Any] | str | None:
    """Ask what a seat is: its fields, «delete», or None when cancelled. Tests replace it."""
    form = SeatForm(parent, lists, values, names)
    accepted = form.widget.exec() == QDialog.DialogCode.Accepted
    answer: dict[str, Any] | str | None = None
    if accepted:
        answer = "delete" if form.wants_deletion else form.values()
    form.widget.deleteLater()
    return answer
