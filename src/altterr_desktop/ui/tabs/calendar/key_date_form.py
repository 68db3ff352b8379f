"""Show and edit one key date: what, when, where; each field is kept when it is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.mobilisations import KeyDateKind
from altterr_desktop.i18n import _
from altterr_desktop.i18n.parsing import parse_clock
from altterr_desktop.services.records import RecordView, change_record
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.deleting import delete_with_undo
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.growing import let_grow
from altterr_desktop.ui.kit.record_form import RecordForm
from altterr_desktop.ui.kit.scrolling import scrolled

_CLOCKS = ("start_time", "end_time")


class KeyDateWidgets(Form):
    """Bind the form of a key date."""

    FORM = "calendar_key_date"
    back_button: QPushButton
    delete_button: QToolButton
    title_edit: QLineEdit
    kind_combo: EnumCombo
    starts_on_field: DateField
    ends_on_field: DateField
    start_time_edit: QLineEdit
    end_time_edit: QLineEdit
    place_edit: QLineEdit
    territory_combo: ChoiceCombo
    cancelled_check: QCheckBox
    notes_edit: QPlainTextEdit
    source_label: QLabel


class KeyDateForm(QWidget):
    """Edit the date `show_record` was given; `on_left` is called to go back to the day."""

    def __init__(
        self, context: TabContext, on_left: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._on_left = on_left
        self._title = ""
        self.fields = KeyDateWidgets(self)
        fields = self.fields
        fields.kind_combo.set_members(KeyDateKind)
        let_grow(fields.notes_edit, 3, 8)
        self.form = RecordForm(self._commit, self)
        self.form.bind(
            title=fields.title_edit,
            key_date_kind=fields.kind_combo,
            starts_on=fields.starts_on_field,
            ends_on=fields.ends_on_field,
            start_time=fields.start_time_edit,
            end_time=fields.end_time_edit,
            place=fields.place_edit,
            territory_id=fields.territory_combo,
            cancelled=fields.cancelled_check,
            notes=fields.notes_edit,
        )
        fields.back_button.clicked.connect(lambda *_on: on_left())
        fields.delete_button.clicked.connect(lambda *_on: self.delete())
        unit = self.fontMetrics().height()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(unit // 2, unit // 2, unit // 3, unit // 3)
        whole.addWidget(scrolled(fields.widget, self))

    @property
    def record_id(self) -> str:
        """Give the id of the date shown, «» for none."""
        return self.form.record_id

    def set_territories(self, territories: Sequence[tuple[str, str]]) -> None:
        """Offer the territories the group follows."""
        self.fields.territory_combo.set_choices(territories, _("No territory in particular"))

    def show_record(self, view: RecordView) -> None:
        """Show a date; what is being typed in it stays."""
        values = dict(view.values)
        territory_id = values.get("territory_id")
        values["territory_id"] = (
            (territory_id, view.references.get("territory_id", "")) if territory_id else None
        )
        self._title = str(values.get("title") or "")
        self.form.load({"id": view.id, **values})
        source = str(values.get("source") or "")
        self.fields.source_label.setText(_("Source: {source}").format(source=source) if source else "")
        self.fields.source_label.setVisible(bool(source))

    def clear(self) -> None:
        """Show no date."""
        self.form.clear()

    def leave(self) -> None:
        """Commit what is being typed."""
        self.form.flush()

    def focus_title(self) -> None:
        """Put the cursor in the title, all of it selected."""
        self.fields.title_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.fields.title_edit.selectAll()

    def delete(self) -> None:
        """Delete the date shown, with a way back."""
        record_id = self.record_id
        if record_id:
            self.leave()
            self._on_left()
            said = _("Deleted: {name}").format(name=self._title)
            delete_with_undo(self._context, "key_date", record_id, said)

    def _commit(self, field: str, value: Any) -> None:
        if field in _CLOCKS:
            clock = parse_clock(str(value or ""))
            if clock is None:
                self._context.messages.warn(_("This time cannot be read. Write it as 18:30."))
                self.form.refuse(field)
                return
            value = clock
        self._context.operations.write(
            change_record,
            kind="key_date",
            record_id=self.form.record_id,
            values={field: value},
            on_error=lambda error: self._on_refused(field, error),
        )

    def _on_refused(self, field: str, error: Exception) -> None:
        self._context.messages.warn(str(error))
        self.form.refuse(field)
