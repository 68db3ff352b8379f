"""Show and edit what was prepared for a meeting, beside what the dossier says of those it is with."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from altterr_desktop.domain.meetings import MeetingKind
from altterr_desktop.i18n import _
from altterr_desktop.services.records import change_record
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.growing import let_grow
from altterr_desktop.ui.kit.number_field import NumberField
from altterr_desktop.ui.kit.record_form import INVALID, RecordForm
from altterr_desktop.ui.tabs.meetings.brief import BriefPanel
from altterr_desktop.ui.tabs.meetings.clock import read_clock
from altterr_desktop.ui.tabs.meetings.page import MeetingPage


class PreparationForm(Form):
    """Bind the form of a meeting's preparation."""

    FORM = "meeting_preparation"
    fields_area: QScrollArea
    fields_widget: QWidget
    title_edit: QLineEdit
    held_on_field: DateField
    start_time_edit: QLineEdit
    duration_field: NumberField
    place_edit: QLineEdit
    kind_combo: EnumCombo
    goal_edit: QPlainTextEdit
    ask_ideal_edit: QPlainTextEdit
    ask_acceptable_edit: QPlainTextEdit
    ask_minimum_edit: QPlainTextEdit
    acknowledgement_edit: QPlainTextEdit
    open_questions_edit: QPlainTextEdit
    figures_edit: QPlainTextEdit
    documents_to_hand_edit: QPlainTextEdit
    supporting_asks_edit: QPlainTextEdit
    plan_b_edit: QPlainTextEdit
    notes_edit: QPlainTextEdit


class PreparationSection(QWidget):
    """Commit each field of the meeting when it is left; `check_asked` asks to go where something is missing."""

    check_asked = Signal(str)

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        # What the dossier holds, shown again when a value is refused.
        self._held: dict[str, Any] = {}
        self.fields = PreparationForm(self)
        self.brief = BriefPanel(context, self)
        self.brief.check_asked.connect(self.check_asked)
        self.form = RecordForm(self._commit, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(round(self.fontMetrics().height() * 0.7))
        row.addWidget(self.fields.widget, 6)
        row.addWidget(self.brief, 5)
        self._set_up()
        self._bind()

    def show_page(self, page: MeetingPage) -> None:
        """Show a meeting; what is being typed in it stays."""
        meeting = page.meeting
        values = {name: getattr(meeting, name) for name in _FIELDS}
        self._held = {"id": meeting.id, "meeting_kind": meeting.kind, **values}
        self.form.load(self._held)
        self.brief.show_page(page)

    def clear(self) -> None:
        """Show no meeting."""
        self.form.clear()

    def leave(self) -> None:
        """Commit what is being typed."""
        self.form.flush()

    def focus_check(self, key: str) -> bool:
        """Put the cursor where something is missing; False where that is not on this page."""
        fields = self.fields
        wanted: dict[str, QWidget] = {
            "goal": fields.goal_edit,
            "ask": fields.ask_ideal_edit,
            "acknowledgement": fields.acknowledgement_edit,
            "figures": fields.figures_edit,
        }
        if key == "place_date":
            places: tuple[QLineEdit, ...] = (fields.held_on_field, fields.start_time_edit, fields.place_edit)
            wanted[key] = next((one for one in places if not one.text().strip()), fields.held_on_field)
        if key not in wanted:
            return False
        wanted[key].setFocus(Qt.FocusReason.ShortcutFocusReason)
        fields.fields_area.ensureWidgetVisible(wanted[key])
        return True

    # Inside

    def _set_up(self) -> None:
        fields = self.fields
        # On a card: the scrolled page shows the card's own ground.
        fields.fields_area.viewport().setAutoFillBackground(False)
        fields.fields_widget.setAutoFillBackground(False)
        fields.kind_combo.set_members(MeetingKind)
        fields.duration_field.set_format(0, "min")
        fields.duration_field.setAlignment(Qt.AlignmentFlag.AlignLeft)
        for edit in fields.widget.findChildren(QPlainTextEdit):
            let_grow(edit)

    def _bind(self) -> None:
        fields, form = self.fields, self.form
        form.bind(
            title=fields.title_edit,
            held_on=fields.held_on_field,
            duration_minutes=fields.duration_field,
            place=fields.place_edit,
            meeting_kind=fields.kind_combo,
            goal=fields.goal_edit,
            ask_ideal=fields.ask_ideal_edit,
            ask_acceptable=fields.ask_acceptable_edit,
            ask_minimum=fields.ask_minimum_edit,
            acknowledgement=fields.acknowledgement_edit,
            open_questions=fields.open_questions_edit,
            figures=fields.figures_edit,
            documents_to_hand=fields.documents_to_hand_edit,
            supporting_asks=fields.supporting_asks_edit,
            plan_b=fields.plan_b_edit,
            notes=fields.notes_edit,
        )
        bind_clock(form, "start_time", fields.start_time_edit)

    def _commit(self, field: str, value: Any) -> None:
        self._context.operations.write(
            change_record,
            kind="meeting",
            record_id=self.form.record_id,
            values={field: value},
            on_error=partial(self._on_refused, self._held),
        )

    def _on_refused(self, held: dict[str, Any], error: Exception) -> None:
        self._context.messages.warn(str(error))
        if held is self._held:
            self.form.load(held)


def bind_clock(form: RecordForm, field: str, widget: QLineEdit) -> None:
    """Tie a time of day: read loosely, kept as HH:MM, marked as wrong when it cannot be read."""

    def read() -> object:
        clock = read_clock(widget.text())
        mark_clock(widget, valid=clock is not None)
        if clock is None:
            return INVALID
        if clock:
            widget.setText(clock)
        return clock

    def show(value: object) -> None:
        widget.setText(str(value or ""))
        mark_clock(widget, valid=True)

    form.bind_with(field, widget, read, show)
    widget.textEdited.connect(lambda *_text: form.touch(field))
    widget.returnPressed.connect(lambda: form.commit_field(field))


def mark_clock(widget: QLineEdit, *, valid: bool) -> None:
    """Show whether the words of a time of day can be read."""
    said = "" if valid else _("This time cannot be read. Write it as 18:30.")
    widget.setToolTip(said)
    widget.setAccessibleDescription(said)
    if widget.property("invalid") is not (not valid):
        widget.setProperty("invalid", not valid)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


_FIELDS = (
    "title",
    "held_on",
    "start_time",
    "duration_minutes",
    "place",
    "goal",
    "ask_ideal",
    "ask_acceptable",
    "ask_minimum",
    "acknowledgement",
    "open_questions",
    "figures",
    "documents_to_hand",
    "supporting_asks",
    "plan_b",
    "notes",
)
