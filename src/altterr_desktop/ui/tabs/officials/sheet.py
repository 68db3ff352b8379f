"""Show and edit what an official is, field by field; seats, contacts and promises are elsewhere."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.officials import OfficialKind
from altterr_desktop.i18n import _
from altterr_desktop.services.records import change_record
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.growing import let_grow
from altterr_desktop.ui.kit.record_form import RecordForm
from altterr_desktop.ui.tabs.officials.dialogs import GENDERS, fill_genders
from altterr_desktop.ui.tabs.officials.page import OfficialPage

_REFERENCES = ("territory_id", "link_volunteer_id")


class SheetForm(Form):
    """Bind the form of an official."""

    FORM = "official_detail"
    fields_area: QScrollArea
    fields_widget: QWidget
    staff_label: QLabel
    function_box: QWidget
    function_title_edit: QLineEdit
    gender_combo: QComboBox
    given_name_edit: QLineEdit
    family_name_edit: QLineEdit
    territory_combo: ChoiceCombo
    politics_box: QWidget
    political_label_edit: QLineEdit
    political_label_source_edit: QLineEdit
    link_volunteer_combo: ChoiceCombo
    support_spin: QSpinBox
    influence_spin: QSpinBox
    photo_note: QLabel
    photo_button: QPushButton
    photo_remove_button: QPushButton
    notes_edit: QPlainTextEdit
    register_label: QLabel


class SheetSection(QWidget):
    """Commit each field of an official when it is left; a photo is asked for and taken off elsewhere."""

    photo_asked = Signal()
    photo_removed = Signal()

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        # What the dossier holds, shown again when a value is refused.
        self._held: dict[str, Any] = {}
        self.fields = SheetForm(self)
        fields = self.fields
        fields.fields_area.viewport().setAutoFillBackground(False)
        fields.fields_widget.setAutoFillBackground(False)
        fill_genders(fields.gender_combo)
        let_grow(fields.notes_edit, 3, 10)
        self.form = RecordForm(self._commit, self)
        self.form.bind(
            function_title=fields.function_title_edit,
            given_name=fields.given_name_edit,
            family_name=fields.family_name_edit,
            territory_id=fields.territory_combo,
            political_label=fields.political_label_edit,
            political_label_source=fields.political_label_source_edit,
            link_volunteer_id=fields.link_volunteer_combo,
            support=fields.support_spin,
            influence=fields.influence_spin,
            notes=fields.notes_edit,
        )
        self._bind_gender()
        fields.photo_button.clicked.connect(lambda *_on: self.photo_asked.emit())
        fields.photo_remove_button.clicked.connect(lambda *_on: self.photo_removed.emit())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(fields.widget)

    def show_page(self, page: OfficialPage) -> None:
        """Show an official; what is being typed stays."""
        fields = self.fields
        is_staff = page.official.kind is OfficialKind.STAFF
        for widget, shown in (
            (fields.staff_label, is_staff),
            (fields.function_box, is_staff),
            (fields.politics_box, not is_staff),
            (fields.register_label, page.official.from_register),
        ):
            widget.setVisible(shown)
        has_photo = page.official.photo is not None
        fields.photo_remove_button.setVisible(has_photo)
        fields.photo_note.setText(_("Shown at the top of this page") if has_photo else _("No photo"))
        fields.territory_combo.set_choices(page.lists.territories, _no_territory_words(page))
        fields.link_volunteer_combo.set_choices(page.lists.volunteers, _("Nobody yet"))
        values = dict(page.values)
        for name in _REFERENCES:
            if values.get(name):
                values[name] = (values[name], page.names.get(name) or "")
        self._held = {"id": page.official.id, **values}
        self.form.load(self._held)

    def clear(self) -> None:
        """Show nobody."""
        self.form.clear()

    def leave(self) -> None:
        """Commit what is being typed."""
        self.form.flush()

    def focus_first(self) -> None:
        """Put the keyboard in the first field."""
        fields = self.fields
        first = (
            fields.function_title_edit if fields.function_box.isVisibleTo(self) else fields.given_name_edit
        )
        first.setFocus()

    def _bind_gender(self) -> None:
        combo = self.fields.gender_combo

        def show(value: object) -> None:
            combo.setCurrentIndex(GENDERS.index(str(value)) if value in GENDERS else 0)

        self.form.bind_with("gender", combo, lambda: combo.currentData() or "", show)

        def on_activated(_place: int) -> None:
            self.form.touch("gender")
            self.form.commit_field("gender")

        combo.activated.connect(on_activated)

    def _commit(self, field: str, value: Any) -> None:
        held = self._held

        def on_refused(error: Exception) -> None:
            self._context.messages.warn(str(error))
            if held is self._held:
                self.form.load(held)

        self._context.operations.write(
            change_record,
            kind="official",
            record_id=self.form.record_id,
            values={field: value},
            on_error=on_refused,
            owner=self,
        )


def _no_territory_words(page: OfficialPage) -> str:
    """Say where an official without a territory of their own comes under: that of what they hold now."""
    territory = next((seat.territory for seat in page.official.seats if seat.territory), "")
    return _("From their function: {territory}").format(territory=territory) if territory else "–"
