"""Show and edit one follow-up: what, who, by when, where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.meetings import FollowUpState, MeetingSide
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import short_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.services.fields import today
from altterr_desktop.services.follow_ups import FollowUpRow
from altterr_desktop.services.records import change_record
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.cards import LinkRow
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.growing import let_grow
from altterr_desktop.ui.kit.pickers import RecordPicker
from altterr_desktop.ui.kit.plain import PlainLabel
from altterr_desktop.ui.kit.record_form import RecordForm
from altterr_desktop.ui.tabs.meetings.page import search
from altterr_desktop.ui.tabs.meetings.words import due_words


class FollowUpForm(Form):
    """Bind the form of a follow-up."""

    FORM = "meeting_follow_up"
    state_label: QLabel
    done_button: QPushButton
    drop_button: QPushButton
    reopen_button: QPushButton
    title_edit: QPlainTextEdit
    side_combo: EnumCombo
    due_on_field: DateField
    remind_on_field: DateField
    volunteer_combo: ChoiceCombo
    official_picker: RecordPicker
    notes_edit: QPlainTextEdit
    origin_box: QWidget


class FollowUpDetail(QWidget):
    """Commit each field when it is left; `drafted` carries the values of a new follow-up."""

    drafted = Signal(object)

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._links: list[LinkRow] = []
        self.fields = FollowUpForm(self)
        fields = self.fields
        fields.side_combo.set_members(MeetingSide)
        fields.official_picker.set_search(partial(search, context, "official"), context.operations)
        let_grow(fields.title_edit, 2, 5)
        let_grow(fields.notes_edit, 3, 8)
        self._links_column = QVBoxLayout(fields.origin_box)
        self._links_column.setContentsMargins(0, 0, 0, 0)
        self.form = RecordForm(self._commit, self)
        self.form.bind(
            title=fields.title_edit,
            side=fields.side_combo,
            due_on=fields.due_on_field,
            remind_on=fields.remind_on_field,
            volunteer_id=fields.volunteer_combo,
            official_id=fields.official_picker,
            notes=fields.notes_edit,
        )
        self.form.drafted.connect(self.drafted)
        unit = self.fontMetrics().height()
        shown = QWidget(self)
        inside = QVBoxLayout(shown)
        inside.setContentsMargins(unit // 2, unit // 3, unit // 2, unit // 3)
        inside.addWidget(fields.widget)
        nothing = PlainLabel(self, _("Choose a follow-up in the list, or write a new one."), "muted")
        nothing.setWordWrap(True)
        nothing.setContentsMargins(unit, unit, unit, unit)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(nothing)
        self._stack.addWidget(shown)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def set_volunteers(self, volunteers: Sequence[tuple[str, str]]) -> None:
        """Offer the volunteers of the group."""
        self.fields.volunteer_combo.set_choices(volunteers, _("Nobody yet"))

    def show_row(self, row: FollowUpRow) -> None:
        """Show a follow-up; what is being typed in it stays."""
        volunteer = (row.volunteer_id, row.who if row.side is MeetingSide.OURS else "")
        self.form.load(
            {
                "id": row.id,
                "title": row.title,
                "side": row.side,
                "due_on": row.due_on,
                "remind_on": row.remind_on,
                "volunteer_id": volunteer if row.volunteer_id else None,
                "official_id": (row.official_id, row.official) if row.official_id else None,
                "notes": row.notes,
            }
        )
        self._show_state(row)
        self._show_links(row)
        self._stack.setCurrentIndex(1)

    def start(self) -> None:
        """Start a new follow-up, the cursor in its words."""
        self.form.start_draft({"side": MeetingSide.OURS})
        fields = self.fields
        fields.state_label.setText(_("New follow-up"))
        for button in (fields.done_button, fields.drop_button, fields.reopen_button):
            button.hide()
        self._show_links(None)
        self._stack.setCurrentIndex(1)
        fields.title_edit.setFocus()

    def clear(self) -> None:
        """Show no follow-up."""
        self.form.clear()
        self._stack.setCurrentIndex(0)

    def _show_state(self, row: FollowUpRow) -> None:
        fields = self.fields
        words = label(row.state)
        if row.state is FollowUpState.DONE and row.done_on is not None:
            words = f"{words} · {short_date(row.done_on)}"
        elif row.overdue:
            words = f"{_('Late')} · {due_words(row, today())[1]}"
        fields.state_label.setText(words)
        is_open = row.state is FollowUpState.OPEN
        fields.done_button.setVisible(is_open)
        fields.drop_button.setVisible(is_open)
        fields.reopen_button.setVisible(not is_open)

    def _show_links(self, row: FollowUpRow | None) -> None:
        for link in self._links:
            self._links_column.removeWidget(link)
            link.hide()
            link.deleteLater()
        opened = self._context.open_record
        targets = (
            (
                ("meeting", "calendar-clock", row.meeting_id, row.meeting),
                ("commitment", "target", row.commitment_id, row.commitment),
                ("official", "user-round", row.official_id, row.official),
                ("mobilisation", "megaphone", row.mobilisation_id, row.mobilisation),
            )
            if row is not None
            else ()
        )
        self._links = [
            LinkRow(icon_name, name, "", partial(opened, kind, record_id), self.fields.origin_box)
            for kind, icon_name, record_id, name in targets
            if record_id
        ]
        for link in self._links:
            self._links_column.addWidget(link)

    def _commit(self, field: str, value: Any) -> None:
        self._context.operations.write(
            change_record, kind="follow_up", record_id=self.form.record_id, values={field: value}
        )
