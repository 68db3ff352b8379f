"""Write the minutes of a meeting line by line, and turn a line into what follows from it."""

from __future__ import annotations

from collections.abc import Callable
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
from altterr_desktop.services.meeting_views import LineView
from altterr_desktop.services.minutes import (
    add_minutes_line,
    change_minutes_line,
    delete_minutes_line,
    reopen_minutes,
    turn_line_into_commitment,
    turn_line_into_evidence,
    turn_line_into_follow_up,
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
from altterr_desktop.ui.tabs.meetings import dialogs
from altterr_desktop.ui.tabs.meetings.lines_view import LinesView
from altterr_desktop.ui.tabs.meetings.page import MeetingPage

_PROMISES = (LineKind.PROMISE, LineKind.DOCUMENT_PROMISED)
_KINDS = list(LineKind)


class MinutesForm(Form):
    """Bind the form of the minutes."""

    FORM = "meeting_minutes"
    state_label: QLabel
    validated_label: QLabel
    validate_button: QPushButton
    reopen_button: QPushButton
    lines_box: QWidget
    follow_up_button: QPushButton
    commitment_button: QPushButton
    evidence_button: QPushButton
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
    next_meeting_field: DateField


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
        self.form.bind(
            impressions=self.fields.impressions_edit, next_meeting_on=self.fields.next_meeting_field
        )
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
        self.form.load(
            {"id": meeting.id, "impressions": meeting.impressions, "next_meeting_on": meeting.next_meeting_on}
        )
        self.lines.show_meeting(meeting)
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

    def turn_into_follow_up(self) -> None:
        """Make of the current line something to be done."""
        self._turn(turn_line_into_follow_up, _("Follow-up made from this line"), "follow_up")

    def turn_into_commitment(self) -> None:
        """Make of the current line a commitment made orally."""
        self._turn(turn_line_into_commitment, _("Commitment made from this line"), "commitment")

    def turn_into_evidence(self) -> None:
        """Make of the current line evidence about its point's commitment, or one that is asked for."""
        line, page = self.lines.current_line(), self._page
        if line is None or page is None:
            return
        point = next((point for point in page.meeting.agenda if point.id == line.point_id), None)
        about = point.commitment_id if point is not None else None
        if not about:
            about = dialogs.ask_commitment(self._context, self, line.text)
        if about:
            self._turn(
                turn_line_into_evidence, _("Evidence made from this line"), "evidence", commitment_id=about
            )

    def _turn(self, turn: Callable[..., Any], said: str, kind: str, **values: Any) -> None:
        line = self.lines.current_line()
        if line is None:
            return

        def on_done(changes: Any) -> None:
            made = getattr(changes, "subject_id", "")
            self._context.messages.toast(
                said, lambda: self._context.open_record(kind, made), action=_("Open")
            )

        self._context.operations.write(turn, line_id=line.id, **values, on_done=on_done, owner=self)

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
        fields.text_edit.installEventFilter(self)
        let_grow(fields.impressions_edit, 2, 4)

    def _connect(self) -> None:
        fields = self.fields
        for button, call in (
            (fields.add_button, self.add_line),
            (fields.stop_button, self._stop_changing),
            (fields.follow_up_button, self.turn_into_follow_up),
            (fields.commitment_button, self.turn_into_commitment),
            (fields.evidence_button, self.turn_into_evidence),
            (fields.edit_button, self.change_line),
            (fields.delete_button, self.delete_line),
            (fields.validate_button, self.validate),
            (fields.reopen_button, self.reopen),
        ):
            button.clicked.connect(lambda *_on, call=call: call())
        for edit in (fields.text_edit, fields.promise_who_edit, fields.answer_edit):
            edit.returnPressed.connect(self.add_line)
        fields.line_kind_combo.picked.connect(lambda *_kind: self._show_more())
        self.lines.current_changed.connect(self._on_line_changed)
        self.lines.edit_asked.connect(self.change_line)
        self.lines.delete_asked.connect(self.delete_line)

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

    def reopen(self) -> None:
        """Open validated minutes again."""
        if self._page is not None:
            self._context.operations.write(reopen_minutes, meeting_id=self._page.meeting.id)

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
        fields.reopen_button.setVisible(page.is_validated)
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
        fields.edit_button.setEnabled(shown and open_text)
        fields.delete_button.setEnabled(shown and open_text)

    def _commit(self, field: str, value: Any) -> None:
        self._context.operations.write(
            change_record, kind="meeting", record_id=self.form.record_id, values={field: value}
        )
