"""Give the same values to several commitments at once, in one act that can be undone."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget

from altterr_desktop.domain.commitments import Competence
from altterr_desktop.i18n import _, ngettext
from altterr_desktop.i18n.numbers import number
from altterr_desktop.i18n.parsing import ParsedDate
from altterr_desktop.services.choices import Choices
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.pickers import RecordPicker
from altterr_desktop.ui.kit.plain import scaled_font
from altterr_desktop.ui.tabs.commitments.fields import deadline_values, search


class SeveralForm(Form):
    """Bind the form for several commitments."""

    FORM = "commitment_several"
    count_label: QLabel
    theme_combo: ChoiceCombo
    official_picker: RecordPicker
    service_picker: RecordPicker
    deadline_field: DateField
    document_picker: RecordPicker
    mandate_combo: ChoiceCombo
    competence_combo: EnumCombo
    publishable_combo: QComboBox
    error_label: QLabel
    apply_button: QPushButton
    delete_button: QPushButton


class SeveralSection(QWidget):
    """Collect values for the commitments selected: `apply_asked` carries them, `delete_asked` says to delete."""

    apply_asked = Signal(object)
    delete_asked = Signal()

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = SeveralForm(self)
        fields = self.fields
        fields.count_label.setFont(scaled_font(self.font(), 1.2))
        fields.deadline_field.set_loose(loose=True)
        for picker, kind in (
            (fields.official_picker, "official"),
            (fields.service_picker, "official"),
            (fields.document_picker, "pledge_document"),
        ):
            picker.set_search(partial(search, context, kind), context.operations)
        fields.competence_combo.set_members(Competence, _("No change"))
        for text, value in ((_("No change"), None), (_("Yes"), True), (_("No"), False)):
            fields.publishable_combo.addItem(text, value)
        fields.error_label.hide()
        fields.apply_button.clicked.connect(lambda *_on: self._on_apply())
        fields.delete_button.clicked.connect(lambda *_on: self.delete_asked.emit())
        unit = self.fontMetrics().height()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(unit, unit, unit, unit)
        whole.addWidget(fields.widget)

    def set_choices(self, choices: Choices) -> None:
        """Offer the themes and mandates of the dossier."""
        self.fields.theme_combo.set_choices([(one.id, one.text) for one in choices.themes], _("No change"))
        self.fields.mandate_combo.set_choices(
            [(one.id, one.text) for one in choices.mandates], _("No change")
        )

    def show_count(self, count: int) -> None:
        """Say how many are selected."""
        words = ngettext("{count} commitment selected", "{count} commitments selected", count)
        self.fields.count_label.setText(words.format(count=number(count)))

    def values(self) -> dict[str, Any]:
        """Give what was filled in, by field; empty for nothing."""
        fields = self.fields
        values: dict[str, Any] = {}
        for field, widget in (
            ("theme_id", fields.theme_combo),
            ("official_id", fields.official_picker),
            ("service_id", fields.service_picker),
            ("pledge_document_id", fields.document_picker),
            ("mandate_id", fields.mandate_combo),
            ("competence", fields.competence_combo),
        ):
            if chosen := widget.value():
                values[field] = chosen
        deadline = fields.deadline_field.value()
        if isinstance(deadline, ParsedDate):
            values.update(deadline_values(deadline), deadline_words="")
        publishable = fields.publishable_combo.currentData()
        if publishable is not None:
            values["publishable"] = bool(publishable)
        return values

    def clear(self) -> None:
        """Empty the form."""
        fields = self.fields
        fields.theme_combo.set_value(None)
        fields.official_picker.set_value(None)
        fields.service_picker.set_value(None)
        fields.deadline_field.set_value(None)
        fields.document_picker.set_value(None)
        fields.mandate_combo.set_value(None)
        fields.competence_combo.set_value(None)
        fields.publishable_combo.setCurrentIndex(0)
        fields.error_label.hide()

    def _on_apply(self) -> None:
        fields = self.fields
        readable = fields.deadline_field.is_valid()
        values = self.values()
        if not readable:
            fields.error_label.setText(
                _("This deadline cannot be read. Write it as “March 2029” or “end of 2028”.")
            )
            fields.deadline_field.setFocus()
        elif not values:
            fields.error_label.setText(_("Fill in at least one field."))
            fields.theme_combo.setFocus()
        fields.error_label.setVisible(not readable or not values)
        if readable and values:
            self.apply_asked.emit(values)
