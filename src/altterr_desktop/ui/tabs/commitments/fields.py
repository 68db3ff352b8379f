"""Show and edit the fields of one commitment, each committed when it is left; it lists nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.commitments import Competence, IndicatorKind
from altterr_desktop.domain.dates import Precision
from altterr_desktop.i18n import _
from altterr_desktop.i18n.names import labelled
from altterr_desktop.i18n.parsing import ParsedDate
from altterr_desktop.services.choices import Choices, find_choices
from altterr_desktop.services.commitment_page import CommitmentPage
from altterr_desktop.services.framework_edits import level_words
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.number_field import NumberField
from altterr_desktop.ui.kit.pickers import RecordPicker
from altterr_desktop.ui.kit.popup_list import Found
from altterr_desktop.ui.kit.record_form import INVALID, LONG_TEXT_MS, RecordForm

_LINES = 3
_ELSEWHERE = (Competence.INTERCOMMUNALITY, Competence.SHARED, Competence.OTHER)


class FieldsForm(Form):
    """Bind the form of a commitment."""

    FORM = "commitment_detail"
    fields_area: QScrollArea
    fields_widget: QWidget
    title_edit: QLineEdit
    verbatim_edit: QPlainTextEdit
    theme_combo: ChoiceCombo
    number_edit: QLineEdit
    official_picker: RecordPicker
    service_picker: RecordPicker
    deadline_field: DateField
    deadline_words_edit: QLineEdit
    document_picker: RecordPicker
    new_document_button: QToolButton
    open_document_button: QToolButton
    page_edit: QLineEdit
    made_on_field: DateField
    level_spin: QSpinBox
    measure_picker: RecordPicker
    level_words_label: QLabel
    parent_picker: RecordPicker
    territory_combo: ChoiceCombo
    mandate_combo: ChoiceCombo
    competence_combo: EnumCombo
    outside_box: QWidget
    still_possible_edit: QPlainTextEdit
    expected_proof_edit: QPlainTextEdit
    indicator_edit: QLineEdit
    indicator_kind_combo: EnumCombo
    budget_planned_field: NumberField
    budget_spent_field: NumberField
    partners_edit: QLineEdit
    notes_edit: QPlainTextEdit
    publishable_check: QCheckBox


class FieldsSection(QWidget):
    """Show the fields of the commitment `show_page` was given, or of a new one.

    `commit` is called with the values of one edit, ready for the service; `created_asked` carries those of a
    new commitment once there is enough to keep; `document_asked` asks for a new pledge document, `document_opened`
    carries the id of the one to show («» for any).
    """

    created_asked = Signal(object)
    document_asked = Signal()
    document_opened = Signal(str)

    def __init__(
        self,
        context: TabContext,
        commit: Callable[[Mapping[str, Any]], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._commit = commit
        self._choices: Choices | None = None
        self._context = context
        self._levels: Mapping[int, str] = {}
        self._prefilled: dict[str, Any] = {}
        self._creating: dict[str, Any] | None = None
        self.fields = FieldsForm(self)
        self.form = RecordForm(self._on_committed, self)
        self.form.drafted.connect(self._on_drafted)
        self._first_keys = QTimer(self, singleShot=True, interval=LONG_TEXT_MS)
        self._first_keys.timeout.connect(self._keep_draft)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.fields.widget)
        self._set_up(context)
        self._bind()

    # For the page

    def set_choices(self, choices: Choices) -> None:
        """Offer the themes, territories and mandates of the dossier."""
        self._choices = choices
        self.fields.theme_combo.set_choices([(one.id, one.text) for one in choices.themes], _("No theme"))
        self.fields.territory_combo.set_choices([(one.id, one.text) for one in choices.territories], "–")
        self._offer_mandates()

    def show_page(self, page: CommitmentPage) -> None:
        """Show a commitment; what is being typed in it stays."""
        self.fields.deadline_field.set_loose(loose=True, mandate_end=page.mandate_end)
        self.form.load(form_values(page))
        self._creating = None
        self._offer_mandates()
        self._show_outside()
        self._ask_levels()

    def start(self, values: Mapping[str, Any]) -> None:
        """Start a new commitment with some values given, the cursor in its title."""
        self._creating = None
        self._prefilled = {"publishable": True, **values}
        self.form.start_draft(self._prefilled)
        self._offer_mandates()
        self._show_outside()
        self._ask_levels()
        self.fields.title_edit.setFocus()

    def put_on_top(self, widget: QWidget) -> None:
        """Show a widget above the fields; it scrolls with them."""
        layout = self.fields.fields_widget.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, widget)

    def clear(self) -> None:
        """Show no commitment."""
        self.form.clear()

    def leave(self) -> None:
        """Commit what is being typed; a new commitment that was begun is kept, with or without a title."""
        self._first_keys.stop()
        self.form.flush()
        if self.form.is_draft and self._creating is None and self._is_begun():
            self._ask_creation({"title": _("Untitled commitment"), **_filled(self.form.draft)})

    def set_document(self, document: tuple[str, str]) -> None:
        """Choose a pledge document, as if a person had."""
        self.fields.document_picker.set_value(document)
        self.form.touch("pledge_document_id")
        self.form.commit_field("pledge_document_id")

    def created(self, record_id: str) -> None:
        """Go on with the commitment that was made of the draft; what was typed meanwhile is committed too."""
        sent, self._creating = self._creating or {}, None
        draft = {field: value for field, value in self.form.draft.items() if value is not INVALID}
        later = {field: value for field, value in draft.items() if sent.get(field) != value}
        self.form.load({"id": record_id, **sent, **draft})
        if values := _ready(later):
            self._commit(values)

    def not_created(self) -> None:
        """Keep the draft: the dossier refused it."""
        self._creating = None

    # Inside

    def _set_up(self, context: TabContext) -> None:
        fields = self.fields
        fields.competence_combo.set_members(Competence, "–")
        fields.indicator_kind_combo.set_members(IndicatorKind, "–")
        fields.deadline_field.set_loose(loose=True)
        for field in (fields.budget_planned_field, fields.budget_spent_field):
            field.set_format(0, "€")
        for picker, kind in (
            (fields.official_picker, "official"),
            (fields.service_picker, "official"),
            (fields.document_picker, "pledge_document"),
            (fields.measure_picker, "framework_measure"),
            (fields.parent_picker, "commitment"),
        ):
            picker.set_search(partial(search, context, kind), context.operations)
        unit = self.fontMetrics().height()
        for long_text in (
            fields.verbatim_edit,
            fields.still_possible_edit,
            fields.expected_proof_edit,
            fields.notes_edit,
        ):
            long_text.setFixedHeight(unit * _LINES + unit)
        fields.fields_widget.setAutoFillBackground(False)
        fields.fields_area.viewport().setAutoFillBackground(False)
        layout = fields.fields_widget.layout()
        if layout is not None:
            layout.setContentsMargins(0, 0, unit // 3, unit)
            layout.setSpacing(round(unit * 0.55))
        for title in fields.widget.findChildren(QLabel):
            if title.property("kind") == "section":
                title.setContentsMargins(0, round(unit * 0.7), 0, 0)
        fields.level_spin.setFixedHeight(fields.page_edit.sizeHint().height())
        fields.new_document_button.clicked.connect(lambda *_on: self.document_asked.emit())
        fields.open_document_button.clicked.connect(
            lambda *_on: self.document_opened.emit(fields.document_picker.value() or "")
        )
        fields.level_spin.valueChanged.connect(lambda *_value: self._show_level())
        fields.measure_picker.picked.connect(lambda *_found: self._ask_levels())
        fields.title_edit.textEdited.connect(lambda *_text: self._first_keys.start())
        fields.competence_combo.activated.connect(lambda *_place: self._show_outside())
        fields.territory_combo.picked.connect(lambda *_place: self._offer_mandates())

    def _bind(self) -> None:
        fields = self.fields
        self.form.bind(
            title=fields.title_edit,
            verbatim=fields.verbatim_edit,
            theme_id=fields.theme_combo,
            number=fields.number_edit,
            official_id=fields.official_picker,
            service_id=fields.service_picker,
            deadline=fields.deadline_field,
            deadline_words=fields.deadline_words_edit,
            pledge_document_id=fields.document_picker,
            page=fields.page_edit,
            made_on=fields.made_on_field,
            level=fields.level_spin,
            framework_measure_id=fields.measure_picker,
            parent_id=fields.parent_picker,
            territory_id=fields.territory_combo,
            mandate_id=fields.mandate_combo,
            competence=fields.competence_combo,
            still_possible=fields.still_possible_edit,
            expected_proof=fields.expected_proof_edit,
            indicator=fields.indicator_edit,
            indicator_kind=fields.indicator_kind_combo,
            budget_planned=fields.budget_planned_field,
            budget_spent=fields.budget_spent_field,
            partners=fields.partners_edit,
            notes=fields.notes_edit,
            publishable=fields.publishable_check,
        )

    def _offer_mandates(self) -> None:
        if self._choices is None:
            return
        territory = self.fields.territory_combo.value()
        mandates = [one for one in self._choices.mandates if territory in (None, one.territory_id)]
        self.fields.mandate_combo.set_choices([(one.id, one.text) for one in mandates], "–")

    def _show_outside(self) -> None:
        outside = self.fields.competence_combo.value() in _ELSEWHERE
        self.fields.outside_box.setVisible(outside or bool(self.fields.still_possible_edit.toPlainText()))

    def _ask_levels(self) -> None:
        """Ask what each level of the measure says."""
        measure_id = self.fields.measure_picker.value()
        if measure_id:
            self._context.operations.ask(
                level_words, measure_id, on_done=partial(self._on_levels_read, measure_id), owner=self
            )
        else:
            self._on_levels_read(None, {})

    def _on_levels_read(self, measure_id: str | None, words: Mapping[int, str]) -> None:
        if measure_id == self.fields.measure_picker.value():
            self._levels = words
            self._show_level()

    def _show_level(self) -> None:
        level = self.fields.level_spin.value()
        words = self._levels.get(level, "")
        self.fields.level_words_label.setVisible(bool(words))
        self.fields.level_words_label.setText(
            labelled(_("Level {level}").format(level=level), words) if words else ""
        )

    def _on_committed(self, field: str, value: Any) -> None:
        self._commit(_ready({field: value}))

    # A new commitment

    def _keep_draft(self) -> None:
        if self.form.is_draft:
            self.form.commit_field("title")

    def _on_drafted(self, values: Mapping[str, Any]) -> None:
        named = any(str(values.get(field) or "").strip() for field in ("title", "verbatim"))
        if named and self._creating is None:
            self._ask_creation(values)

    def _ask_creation(self, values: Mapping[str, Any]) -> None:
        self._creating = {field: value for field, value in values.items() if value is not INVALID}
        self.created_asked.emit(_ready(self._creating))

    def _is_begun(self) -> bool:
        draft = _filled(self.form.draft)
        return any(draft[field] != self._prefilled.get(field) for field in draft)


def search(context: TabContext, kind: str, words: str) -> list[Found]:
    """Find what a picker offers; used on the worker's thread."""
    found = find_choices(context.operations.dossier, kind, words)
    return [Found(kind, one.id, one.text, one.detail) for one in found]


def form_values(page: CommitmentPage) -> dict[str, Any]:
    """Give what the fields of the form show of a commitment."""
    values = {"id": page.id, **page.values}
    for field, name in page.names.items():
        values[field] = (page.values[field], name)
    deadline, precision = page.values["deadline"], page.values["deadline_precision"]
    values["deadline"] = ParsedDate(deadline, precision) if deadline is not None else None
    return values


def deadline_values(deadline: ParsedDate | None) -> dict[str, Any]:
    """Give the day and the precision of a deadline."""
    if deadline is None:
        return {"deadline": None, "deadline_precision": Precision.NONE}
    return {"deadline": deadline.day, "deadline_precision": deadline.precision}


def _ready(values: Mapping[str, Any]) -> dict[str, Any]:
    """Write values as the service takes them; the words a deadline was promised in go when it is given anew."""
    ready: dict[str, Any] = {}
    for field, value in values.items():
        if field == "deadline":
            ready.update(deadline_values(value))
            ready.setdefault("deadline_words", "")
        elif value is not INVALID:
            ready[field] = value[0] if isinstance(value, tuple) else value
    return {field: value for field, value in ready.items() if value is not None or field not in _TEXTS}


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in values.items() if value not in (None, "", INVALID)}


# Texts are never empty by None.
_TEXTS = frozenset(
    {"title", "verbatim", "number", "page", "indicator", "partners", "notes", "deadline_words"}
)
