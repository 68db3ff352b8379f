"""Show what comes after a meeting: the debrief among us, the minutes handed out, thanks, the next date."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from altterr_desktop.domain.meetings import MeetingState
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import medium_date, short_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import join_words
from altterr_desktop.services.after_meeting import AfterView, SendingView, note_thanks, record_sending
from altterr_desktop.services.letters import compose_letter
from altterr_desktop.services.records import change_record
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.growing import let_grow
from altterr_desktop.ui.kit.plain import PlainLabel
from altterr_desktop.ui.kit.record_form import RecordForm
from altterr_desktop.ui.kit.scrolling import scrolled
from altterr_desktop.ui.tabs.meetings import after_dialogs
from altterr_desktop.ui.tabs.meetings.page import MeetingPage
from altterr_desktop.ui.tabs.meetings.requests import dialogs as letter_dialogs


class AfterForm(Form):
    """Bind the form of what comes after."""

    FORM = "meeting_after"
    obtained_edit: QPlainTextEdit
    learnt_edit: QPlainTextEdit
    stance_edit: QPlainTextEdit
    better_edit: QPlainTextEdit
    next_edit: QPlainTextEdit
    state_label: QLabel
    send_button: QPushButton
    sendings_box: QWidget
    thanked_label: QLabel
    thanks_button: QPushButton
    thanked_button: QPushButton
    next_on_field: DateField
    plan_button: QPushButton


class AfterSection(QWidget):
    """Keep each field when it is left; `next_asked` asks to plan the next meeting."""

    next_asked = Signal()

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._page: MeetingPage | None = None
        self._sent: list[QWidget] = []
        self.fields = AfterForm(self)
        fields = self.fields
        self._sendings = QVBoxLayout(fields.sendings_box)
        self._sendings.setContentsMargins(0, 0, 0, 0)
        self._sendings.setSpacing(2)
        self.form = RecordForm(self._commit, self)
        self.form.bind(
            debrief_obtained=fields.obtained_edit,
            debrief_learnt=fields.learnt_edit,
            debrief_stance=fields.stance_edit,
            debrief_better=fields.better_edit,
            debrief_next=fields.next_edit,
            next_meeting_on=fields.next_on_field,
        )
        for edit in fields.widget.findChildren(QPlainTextEdit):
            let_grow(edit, 2, 6)
        for button, call in (
            (fields.send_button, self.hand_out),
            (fields.thanks_button, self.thank),
            (fields.thanked_button, self.note_thanked),
            (fields.plan_button, self.next_asked.emit),
        ):
            button.clicked.connect(lambda *_on, call=call: call())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(fields.widget, self))

    # For the page

    def show_page(self, page: MeetingPage) -> None:
        """Show what comes after a meeting; what is being typed stays."""
        self._page = page
        after, fields = page.after, self.fields
        self.form.load(
            {"id": page.meeting.id, "next_meeting_on": after.next_meeting_on, **dict(after.debrief)}
        )
        fields.state_label.setText(self._state_words(page))
        fields.send_button.setEnabled(bool(page.meeting.lines))
        fields.thanked_label.setText(
            _("Written on {day}.").format(day=medium_date(after.thanked_on))
            if after.thanked_on
            else _("A short word within two days keeps the door open.")
        )
        held = page.meeting.state is MeetingState.HELD
        fields.thanks_button.setEnabled(held)
        fields.thanked_button.setVisible(after.thanked_on is None)
        fields.thanked_button.setEnabled(held)
        self._show_sendings(after)

    def clear(self) -> None:
        """Show no meeting."""
        self._page = None
        self.form.clear()

    def leave(self) -> None:
        """Commit what is being typed."""
        self.form.flush()

    # What a person asks

    def hand_out(self) -> None:
        """Show the versions of the minutes, and note the one that left."""
        page = self._page
        if page is None:
            return
        self.leave()
        people = join_words([person.name for person in page.meeting.theirs])
        answer = after_dialogs.ask_sending(self._context, self, page.meeting.id, people)
        if answer is not None:
            self._context.operations.write(
                record_sending,
                meeting_id=page.meeting.id,
                audience=answer.audience,
                recipient=answer.recipient,
                channel=answer.channel,
                sent_on=answer.sent_on,
            )

    def thank(self) -> None:
        """Compose the thank-you for editing."""
        if self._page is not None:
            self.leave()
            self._context.operations.ask(
                compose_letter, meeting_id=self._page.meeting.id, on_done=self._on_letter, owner=self
            )

    def note_thanked(self) -> None:
        """Note that thanks left today."""
        if self._page is not None:
            self._context.operations.write(note_thanks, meeting_id=self._page.meeting.id)

    # Inside

    def _on_letter(self, letter: Any) -> None:
        if self._page is None:
            return
        told = _("“It was sent” notes the day of the thanks.")
        kept = letter_dialogs.edit_letter(
            self._context, self, letter, self._page.meeting.id, _("It was sent"), told
        )
        if kept is not None:
            self.note_thanked()

    def _state_words(self, page: MeetingPage) -> str:
        meeting = page.meeting
        if not meeting.lines:
            return _("Nothing written yet")
        words = label(meeting.minutes_state)
        if page.after.sendings:
            return words
        return _("{state}. Nobody has received them yet.").format(state=words)

    def _show_sendings(self, after: AfterView) -> None:
        for widget in self._sent:
            self._sendings.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._sent = [self._sending(one) for one in after.sendings]
        for widget in self._sent:
            self._sendings.addWidget(widget)

    def _sending(self, one: SendingView) -> PlainLabel:
        day = short_date(one.sent_on) if one.sent_on else ""
        parts = (
            day,
            label(one.audience),
            one.recipient,
            label(one.channel) if one.channel else "",
            one.author,
        )
        shown = PlainLabel(self.fields.sendings_box, " · ".join(part for part in parts if part))
        shown.setWordWrap(True)
        return shown

    def _commit(self, field: str, value: Any) -> None:
        self._context.operations.write(
            change_record, kind="meeting", record_id=self.form.record_id, values={field: value}
        )
