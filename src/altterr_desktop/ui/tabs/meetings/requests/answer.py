"""Show the reminders of a request and its answer, with the way through the CADA; the letter itself is elsewhere."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from altterr_desktop.domain.requests import AccessStep, AnswerKind, RequestKind, RequestState
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.services.records import change_record
from altterr_desktop.services.request_page import ReminderView
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.cards import LinkRow
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.deleting import delete_with_undo
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.growing import let_grow
from altterr_desktop.ui.kit.record_form import RecordForm
from altterr_desktop.ui.kit.scrolling import scrolled
from altterr_desktop.ui.tabs.meetings.people import small_button
from altterr_desktop.ui.tabs.meetings.requests.page import RequestPage


class AnswerForm(Form):
    """Bind the form of reminders and answer."""

    FORM = "request_answer"
    reminders_label: QLabel
    remind_button: QPushButton
    no_reminder_label: QLabel
    reminders_box: QWidget
    answer_kind_combo: EnumCombo
    answered_on_field: DateField
    answer_text_edit: QPlainTextEdit
    meeting_button: QPushButton
    meeting_box: QWidget
    cada_box: QWidget
    referred_on_field: DateField
    opinion_on_field: DateField
    opinion_edit: QPlainTextEdit
    cada_button: QPushButton


class AnswerSection(QWidget):
    """Commit each field of an answer when it is left; `called` names what a button asks for."""

    called = Signal(str)
    reminder_opened = Signal(str)

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._rows: list[QWidget] = []
        self.fields = AnswerForm(self)
        fields = self.fields
        fields.answer_kind_combo.set_members(AnswerKind, _("No answer"))
        for edit in (fields.answer_text_edit, fields.opinion_edit):
            let_grow(edit, 3, 12)
        for box in (fields.reminders_box, fields.meeting_box):
            QVBoxLayout(box).setContentsMargins(0, 0, 0, 0)
        self.form = RecordForm(self._commit, self)
        self.form.bind(
            answer_kind=fields.answer_kind_combo,
            answered_on=fields.answered_on_field,
            answer_text=fields.answer_text_edit,
            referred_on=fields.referred_on_field,
            opinion_on=fields.opinion_on_field,
            opinion=fields.opinion_edit,
        )
        for button, name in (
            (fields.remind_button, "remind"),
            (fields.meeting_button, "meeting"),
            (fields.cada_button, "cada"),
        ):
            button.clicked.connect(lambda *_on, name=name: self.called.emit(name))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(fields.widget, self))

    def show_page(self, page: RequestPage) -> None:
        """Show the reminders and the answer of a request; what is being typed stays."""
        request, row, fields = page.request, page.request.row, self.fields
        self.form.load(
            {
                "id": request.id,
                "answer_kind": row.answer,
                "answered_on": row.answered_on,
                "answer_text": request.answer_text,
                "referred_on": request.referred_on,
                "opinion_on": request.opinion_on,
                "opinion": request.opinion,
            }
        )
        is_open = row.state not in (RequestState.DRAFT, RequestState.ANSWERED)
        fields.remind_button.setEnabled(is_open)
        fields.no_reminder_label.setVisible(not request.reminders)
        fields.meeting_button.setVisible(not request.meeting)
        fields.cada_box.setVisible(row.kind is RequestKind.DOCUMENT_ACCESS)
        fields.cada_button.setEnabled(
            row.clock is not None and row.clock.step not in (AccessStep.WAITING, AccessStep.GRANTED)
        )
        for former in self._rows:
            former.hide()
            former.deleteLater()
        self._rows = []
        for reminder in request.reminders:
            self._add(fields.reminders_box, self._reminder_row(reminder))
        if request.meeting and row.meeting_id:
            day = medium_date(request.meeting_on) if request.meeting_on else _("No day yet")
            call = partial(self._context.open_record, "meeting", row.meeting_id)
            self._add(fields.meeting_box, LinkRow("calendar-clock", request.meeting, day, call, self))

    def leave(self) -> None:
        """Commit what is being typed."""
        self.form.flush()

    def clear(self) -> None:
        """Show no answer."""
        self.form.clear()

    def focus_answer(self) -> None:
        """Put the keyboard on the answer."""
        self.fields.answer_kind_combo.setFocus()

    def _add(self, box: QWidget, row: QWidget) -> None:
        column = box.layout()
        if column is not None:
            column.addWidget(row)
            self._rows.append(row)

    def _reminder_row(self, reminder: ReminderView) -> QWidget:
        day = medium_date(reminder.sent_on) if reminder.sent_on else _("No day yet")
        words = " · ".join(part for part in (day, label(reminder.channel), reminder.volunteer) if part)
        row = QWidget(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        opened = partial(self.reminder_opened.emit, reminder.id)
        end = _("see the letter") if reminder.text.strip() else ""
        line.addWidget(LinkRow("bell", words, end, opened, row), 1)
        said = _("Delete the reminder of {day}").format(day=day)
        button = small_button(row, "x", said)
        button.clicked.connect(lambda *_on, reminder_id=reminder.id, day=day: self._delete(reminder_id, day))
        line.addWidget(button)
        return row

    def _delete(self, reminder_id: str, day: str) -> None:
        said = _("Reminder deleted: {day}").format(day=day)
        delete_with_undo(self._context, "request_reminder", reminder_id, said)

    def _commit(self, field: str, value: Any) -> None:
        self._context.operations.write(
            change_record,
            kind="request",
            record_id=self.form.record_id,
            values={field: value},
            on_error=partial(self._on_refused, field),
        )

    def _on_refused(self, field: str, error: Exception) -> None:
        self.form.refuse(field)
        self._context.messages.warn(str(error))
