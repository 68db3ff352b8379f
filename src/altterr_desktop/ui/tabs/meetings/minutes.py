"""Write the minutes of a meeting line by line, and turn a line into what follows from it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.commitments import Obstacle
from altterr_desktop.domain.meetings import LineKind, MeetingState
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.services.after_meeting import amend_minutes
from altterr_desktop.services.meeting_views import LineView
from altterr_desktop.services.minutes import (
    add_minutes_line,
    change_minutes_line,
    delete_minutes_line,
    validate_minutes,
)
from altterr_desktop.services.records import change_record, restore_record
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.growing import let_grow
from altterr_desktop.ui.kit.record_form import RecordForm
from altterr_desktop.ui.tabs.meetings import after_dialogs
from altterr_desktop.ui.tabs.meetings.lines_view import LinesView
from altterr_desktop.ui.tabs.meetings.page import MeetingPage
from altterr_desktop.ui.tabs.meetings.turns import Trace, Turning

_PROMISES = (LineKind.PROMISE, LineKind.DOCUMENT_PROMISED)
_KINDS = list(LineKind)


class MinutesForm(Form):
    """Bind the form of the minutes."""

    FORM = "meeting_minutes"
    state_label: QLabel
    validated_label: QLabel
    validate_button: QPushButton
    amend_button: QPushButton
    lines_box: QWidget
    follow_up_button: QPushButton
    commitment_button: QPushButton
    evidence_button: QPushButton
    verdict_button: QPushButton
    request_button: QPushButton
    became_box: QWidget
    edit_button: QToolButton
    delete_button: QToolButton
    entry_box: QWidget
    line_kind_combo: EnumCombo
    text_edit: QLineEdit
    add_button: QPushButton
    stop_button: QPushButton
    point_combo: ChoiceCombo
    speaker_combo: ChoiceCombo
    promise_who_edit: QLineEdit
    promise_due_field: DateField
    obstacle_combo: EnumCombo
    answer_edit: QLineEdit
    impressions_edit: QPlainTextEdit


class MinutesSection(QWidget):
    """Show the lines, take new ones with Enter, and act on the current one."""

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._page: MeetingPage | None = None
        self._changed_id = ""
        self.fields = MinutesForm(self)
        self.lines = LinesView(self.fields.lines_box)
        inside = self.fields.lines_box.layout()
        if inside is not None:
            inside.addWidget(self.lines)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.fields.widget)
        self.form = RecordForm(self._commit, self)
        self.form.bind(impressions=self.fields.impressions_edit)
        self.turning = Turning(context, self, self.lines.current_line, lambda: self._page)
        self.trace = Trace(context, self.fields.became_box)
        self._set_up()
        self._connect()
        self._show_more()
        self._on_line_changed(None)

    # For the page

    def show_page(self, page: MeetingPage) -> None:
        """Show the minutes of a meeting."""
        other = self._page is None or self._page.meeting.id != page.meeting.id
        self._page = page
        meeting = page.meeting
        if other:
            self._stop_changing()
        self.form.load({"id": meeting.id, "impressions": meeting.impressions})
        self.lines.show_meeting(meeting, page.after.amendments)
        self.fields.point_combo.set_choices(
            [(point.id, point.title) for point in meeting.agenda], _("Outside the agenda")
        )
        people = [(person.official_id, person.name) for person in meeting.theirs if person.official_id]
        self.fields.speaker_combo.set_choices(people, _("Nobody in particular"))
        if other and len(people) == 1:
            self.fields.speaker_combo.set_value(people[0][0])
        self._show_state(page)

    def clear(self) -> None:
        """Show no meeting."""
        self._page = None
        self.form.clear()

    def leave(self) -> None:
        """Commit what is being typed."""
        self.form.flush()

    def focus_entry(self) -> None:
        """Put the cursor where a line is typed."""
        self.fields.text_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Lines

    def add_line(self) -> None:
        """Keep the line typed: a new one, or the one being changed."""
        page, fields = self._page, self.fields
        if page is None:
            return
        if not fields.text_edit.text().strip():
            fields.text_edit.setFocus()
            return
        values = self._values()
        if self._changed_id:
            self._context.operations.write(
                change_minutes_line, line_id=self._changed_id, values=values, on_done=self._on_kept
            )
            return
        names = {"line_kind": "kind", "agenda_point_id": "point_id"}
        given = {names.get(name, name): value for name, value in values.items()}
        self._context.operations.write(
            add_minutes_line, meeting_id=page.meeting.id, **given, on_done=self._on_kept
        )

    def change_line(self, line: LineView | None = None) -> None:
        """Take a line (the current one) back into the fields."""
        line = line or self.lines.current_line()
        if line is None or self._page is None or self._page.is_validated:
            return
        fields = self.fields
        self._changed_id = line.id
        fields.line_kind_combo.set_value(line.kind)
        fields.text_edit.setText(line.text)
        fields.point_combo.set_value((line.point_id or "", line.point))
        fields.speaker_combo.set_value((line.speaker_id or "", line.speaker))
        fields.promise_who_edit.setText(line.promise_who)
        fields.promise_due_field.set_value(line.promise_due)
        fields.obstacle_combo.set_value(line.obstacle)
        fields.answer_edit.setText(line.answer)
        fields.add_button.setText(_("&Keep"))
        fields.stop_button.show()
        self._show_more()
        self.focus_entry()

    def delete_line(self, line: LineView | None = None) -> None:
        """Take a line (the current one) out of the minutes, with a way back."""
        line = line or self.lines.current_line()
        if line is None:
            return
        record_id = line.id

        def give_back() -> None:
            self._context.operations.write(restore_record, kind="minutes_line", record_id=record_id)

        def on_done(_changes: object) -> None:
            self._context.messages.toast(_("Line deleted"), give_back)

        self._context.operations.write(
            delete_minutes_line, line_id=record_id, said="", on_done=on_done, owner=self
        )

    # Inside

    def _set_up(self) -> None:
        fields = self.fields
        fields.line_kind_combo.set_members(LineKind)
        fields.line_kind_combo.set_value(LineKind.SAID)
        fields.obstacle_combo.set_members(Obstacle, _("Which difficulty?"))
        fields.obstacle_combo.set_value(None)
        fields.obstacle_combo.setCurrentIndex(0)
        fields.promise_due_field.setPlaceholderText(_("By when"))
        fields.stop_button.hide()
        for place, button in enumerate(
            (
                fields.follow_up_button,
                fields.commitment_button,
                fields.evidence_button,
                fields.verdict_button,
                fields.request_button,
            ),
            start=1,
        ):
            button.setToolTip(_("Key {figure} on a line").format(figure=place))
        fields.text_edit.installEventFilter(self)
        let_grow(fields.impressions_edit, 2, 4)

    def _connect(self) -> None:
        fields = self.fields
        for button, call in (
            (fields.add_button, self.add_line),
            (fields.stop_button, self._stop_changing),
            (fields.follow_up_button, self.turning.into_follow_up),
            (fields.commitment_button, self.turning.into_commitment),
            (fields.evidence_button, self.turning.into_evidence),
            (fields.verdict_button, self.turning.into_verdict),
            (fields.request_button, self.turning.into_request),
            (fields.edit_button, self.change_line),
            (fields.delete_button, self.delete_line),
            (fields.validate_button, self.validate),
            (fields.amend_button, self.amend),
        ):
            button.clicked.connect(lambda *_on, call=call: call())
        for edit in (fields.text_edit, fields.promise_who_edit, fields.answer_edit):
            edit.returnPressed.connect(self.add_line)
        fields.line_kind_combo.picked.connect(lambda *_kind: self._show_more())
        self.lines.current_changed.connect(self._on_line_changed)
        self.lines.edit_asked.connect(self.change_line)
        self.lines.delete_asked.connect(self.delete_line)
        self.lines.turn_asked.connect(self._on_turn_asked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose the kind with the arrows while the line is typed; Escape stops changing one."""
        if (
            watched is self.fields.text_edit
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
        ):
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step is not None:
                combo = self.fields.line_kind_combo
                combo.set_value(_KINDS[(combo.currentIndex() + step) % len(_KINDS)])
                self._show_more()
                return True
            if event.key() == Qt.Key.Key_Escape and self._changed_id:
                self._stop_changing()
                return True
        return False

    def validate(self) -> None:
        """Validate the minutes in the name of who signs."""
        if self._page is not None:
            self.leave()
            self._context.operations.write(validate_minutes, meeting_id=self._page.meeting.id)

    def amend(self) -> None:
        """Ask for a correction of validated minutes, of the line chosen or of the whole."""
        page = self._page
        if page is None:
            return
        line = self.lines.current_line()
        answer = after_dialogs.ask_amendment(self, line.text if line else "")
        if answer is not None:
            self._context.operations.write(
                amend_minutes,
                meeting_id=page.meeting.id,
                text=answer.text,
                asked_by=answer.asked_by,
                line_id=line.id if line is not None and answer.of_line else None,
            )

    def _values(self) -> dict[str, Any]:
        fields = self.fields
        kind = fields.line_kind_combo.value() or LineKind.SAID
        promises = kind in _PROMISES
        return {
            "line_kind": kind,
            "text": fields.text_edit.text().strip(),
            "agenda_point_id": fields.point_combo.value(),
            "speaker_id": fields.speaker_combo.value(),
            "promise_who": fields.promise_who_edit.text().strip() if promises else "",
            "promise_due": fields.promise_due_field.value() if promises else None,
            "obstacle": fields.obstacle_combo.value() if kind is LineKind.DIFFICULTY else None,
            "answer": fields.answer_edit.text().strip() if kind is LineKind.DEMAND else "",
            "internal": kind is LineKind.IMPRESSION,
        }

    def _on_kept(self, changes: Any) -> None:
        self._stop_changing()
        self.focus_entry()
        line_id = getattr(changes, "subject_id", "")
        # The page is read again after a write: the line is chosen once it is there.
        self._context.operations.run(lambda: line_id, on_done=self._on_line_there)

    def _on_turn_asked(self, place: int) -> None:
        """Press the button of a figure (1 to 5), where it can be pressed."""
        fields = self.fields
        buttons = (
            fields.follow_up_button,
            fields.commitment_button,
            fields.evidence_button,
            fields.verdict_button,
            fields.request_button,
        )
        buttons[place].click()

    def _on_line_there(self, line_id: str) -> None:
        self.lines.select_line(line_id)

    def _stop_changing(self) -> None:
        fields = self.fields
        self._changed_id = ""
        fields.text_edit.clear()
        fields.promise_who_edit.clear()
        fields.promise_due_field.set_value(None)
        fields.obstacle_combo.setCurrentIndex(0)
        fields.answer_edit.clear()
        fields.add_button.setText(_("&Add"))
        fields.stop_button.hide()

    def _show_more(self) -> None:
        fields = self.fields
        kind = fields.line_kind_combo.value()
        fields.promise_who_edit.setVisible(kind in _PROMISES)
        fields.promise_due_field.setVisible(kind in _PROMISES)
        fields.obstacle_combo.setVisible(kind is LineKind.DIFFICULTY)
        fields.answer_edit.setVisible(kind is LineKind.DEMAND)

    def _show_state(self, page: MeetingPage) -> None:
        fields, meeting = self.fields, page.meeting
        fields.state_label.setText(
            label(meeting.minutes_state) if meeting.lines else _("Nothing written yet")
        )
        said = ""
        if page.is_validated and meeting.minutes_validated_on is not None:
            day = medium_date(meeting.minutes_validated_on)
            said = (
                _("on {day}, by {name}").format(day=day, name=meeting.minutes_validated_by)
                if meeting.minutes_validated_by
                else _("on {day}").format(day=day)
            )
        fields.validated_label.setText(said)
        can_validate = meeting.state is MeetingState.HELD and bool(meeting.lines)
        fields.validate_button.setVisible(not page.is_validated)
        fields.validate_button.setEnabled(can_validate)
        fields.validate_button.setToolTip(
            "" if can_validate else _("Once the meeting took place and something is written.")
        )
        fields.amend_button.setVisible(page.is_validated)
        fields.entry_box.setVisible(not page.is_validated)
        fields.impressions_edit.setReadOnly(page.is_validated)
        self._on_line_changed(self.lines.current_line())

    def _on_line_changed(self, line: LineView | None) -> None:
        fields = self.fields
        shown = line is not None
        public = line is not None and not line.internal
        open_text = self._page is not None and not self._page.is_validated
        fields.follow_up_button.setEnabled(shown)
        fields.commitment_button.setEnabled(public and line is not None and not line.commitment_id)
        fields.evidence_button.setEnabled(public)
        fields.verdict_button.setEnabled(public)
        became = (
            self._page.after.became.get(line.id, ()) if self._page is not None and line is not None else ()
        )
        fields.request_button.setEnabled(public and not any(one.kind == "request" for one in became))
        self.trace.show_became(became)
        fields.edit_button.setEnabled(shown and open_text)
        fields.delete_button.setEnabled(shown and open_text)

    def _commit(self, field: str, value: Any) -> None:
        self._context.operations.write(
            change_record, kind="meeting", record_id=self.form.record_id, values={field: value}
        )
