"""Show what follows from a meeting: tick, change, add; the list of all follow-ups is another page."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from altterr_desktop.domain.meetings import FollowUpState, MeetingSide
from altterr_desktop.i18n import _
from altterr_desktop.services.follow_ups import FollowUpRow, add_follow_up, reopen_follow_up, tick_follow_up
from altterr_desktop.services.records import change_record
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.deleting import delete_with_undo
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.part_rows import PartRow, PartRows
from altterr_desktop.ui.kit.plain import PlainLabel
from altterr_desktop.ui.kit.record_form import RecordForm
from altterr_desktop.ui.kit.scrolling import scrolled
from altterr_desktop.ui.tabs.meetings.page import MeetingPage
from altterr_desktop.ui.tabs.meetings.people import small_button

# Who does it is one choice: a volunteer of ours, or an official met; the value tells which.
_OURS, _THEIRS = "volunteer:", "official:"


class TaskRow(PartRow):
    """Edit one follow-up on one line."""

    def __init__(self, section: MeetingFollowUps, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._section = section
        self.done_check = QCheckBox(self)
        self.title_edit = QLineEdit(self)
        self.side_combo = EnumCombo(self)
        self.side_combo.set_members(MeetingSide)
        self.who_combo = ChoiceCombo(self)
        self.due_field = DateField(self)
        self.due_field.setPlaceholderText(_("By when"))
        self.due_field.setMinimumWidth(self.fontMetrics().averageCharWidth() * 19)
        self.due_field.setMaximumWidth(self.fontMetrics().averageCharWidth() * 22)
        self.late_label = PlainLabel(self, "", "danger")
        self.delete_button = small_button(self, "x", _("Delete"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.fontMetrics().height() // 3)
        for widget, stretch in (
            (self.done_check, 0),
            (self.title_edit, 5),
            (self.side_combo, 0),
            (self.who_combo, 2),
            (self.due_field, 2),
            (self.late_label, 0),
            (self.delete_button, 0),
        ):
            row.addWidget(widget, stretch)
        self.form = RecordForm(self._commit, self)
        self.form.bind(title=self.title_edit, side=self.side_combo, due_on=self.due_field)
        self.who_combo.picked.connect(self._on_who_picked)
        self.done_check.toggled.connect(self._on_toggled)
        self.delete_button.clicked.connect(
            lambda *_on: section.delete(self.record_id, self.title_edit.text())
        )

    def show_part(self, part: FollowUpRow) -> None:
        """Show a follow-up; what is being typed in it stays."""
        self.form.load(part)
        ours = part.side is MeetingSide.OURS
        self.who_combo.set_choices(self._section.people(ours=ours), "–")
        who = part.volunteer_id if ours else part.official_id
        self.who_combo.set_value((f"{_OURS if ours else _THEIRS}{who}", part.who) if who else None)
        self.done_check.blockSignals(True)
        self.done_check.setChecked(part.state is FollowUpState.DONE)
        self.done_check.blockSignals(False)
        self.late_label.setText(_("Late") if part.overdue else "")
        self.late_label.setVisible(part.overdue)
        for widget, words in (
            (self.done_check, _("Done: {title}")),
            (self.title_edit, _("What is to be done")),
            (self.side_combo, _("Side for: {title}")),
            (self.who_combo, _("Who does: {title}")),
            (self.due_field, _("By when: {title}")),
            (self.delete_button, _("Delete: {title}")),
        ):
            widget.setAccessibleName(words.format(title=part.title))

    def leave(self) -> None:
        """Commit what is being typed."""
        self.form.flush()

    def _commit(self, field: str, value: Any) -> None:
        self._section.change(self.record_id, {field: value})

    def _on_who_picked(self, who: str | None) -> None:
        ours = self.side_combo.value() is MeetingSide.OURS
        field = "volunteer_id" if ours else "official_id"
        self._section.change(self.record_id, {field: who.partition(":")[2] if who else None})

    def _on_toggled(self, on: bool) -> None:  # noqa: FBT001 - a slot
        self._section.tick(self.record_id, done=on)


class MeetingFollowUps(QWidget):
    """Show the follow-ups of a meeting, one line each."""

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._page: MeetingPage | None = None
        self.new_edit = QLineEdit(self)
        self.new_edit.setPlaceholderText(_("What is to be done, Enter adds it"))
        self.new_edit.setAccessibleName(_("New follow-up"))
        self.side_combo = EnumCombo(self)
        self.side_combo.set_members(MeetingSide)
        self.side_combo.set_value(MeetingSide.OURS)
        self.side_combo.setAccessibleName(_("Side of the new follow-up"))
        self.new_edit.returnPressed.connect(self._on_new_entered)
        self.rows = PartRows(partial(TaskRow, self), (self.new_edit, self.side_combo), self)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, self.fontMetrics().height() // 3, 0)
        self.help_label = PlainLabel(
            self, _("Who does what, by when? The minutes can fill this list too."), "muted"
        )
        column.addWidget(self.help_label)
        column.addWidget(self.rows)
        column.addStretch(1)
        adding = QHBoxLayout()
        adding.addWidget(self.new_edit, 1)
        adding.addWidget(self.side_combo)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside, self), 1)
        whole.addLayout(adding)

    def show_page(self, page: MeetingPage) -> None:
        """Show the follow-ups of a meeting."""
        self._page = page
        self.help_label.setVisible(not page.meeting.follow_ups)
        self.rows.show_parts(page.meeting.follow_ups)

    def leave(self) -> None:
        """Commit what is being typed."""
        self.rows.leave()

    def people(self, *, ours: bool) -> list[tuple[str, str]]:
        """List who can do it on one side, as (value, name)."""
        if self._page is None:
            return []
        if ours:
            return [(f"{_OURS}{one}", name) for one, name in self._page.volunteers]
        return [
            (f"{_THEIRS}{person.official_id}", person.name)
            for person in self._page.meeting.theirs
            if person.official_id
        ]

    def change(self, follow_up_id: str, values: dict[str, Any]) -> None:
        """Keep values of a follow-up."""
        self._context.operations.write(change_record, kind="follow_up", record_id=follow_up_id, values=values)

    def tick(self, follow_up_id: str, *, done: bool) -> None:
        """Mark a follow-up as done, or put it back."""
        service = tick_follow_up if done else reopen_follow_up
        self._context.operations.write(service, follow_up_id=follow_up_id)

    def delete(self, follow_up_id: str, title: str) -> None:
        """Delete a follow-up, with a way back."""
        delete_with_undo(self._context, "follow_up", follow_up_id, _("Deleted: {name}").format(name=title))

    def _on_new_entered(self) -> None:
        title = self.new_edit.text().strip()
        if not title or self._page is None:
            return
        side = self.side_combo.value() or MeetingSide.OURS
        values: dict[str, Any] = {"title": title, "side": side, "meeting_id": self._page.meeting.id}
        met = [person.official_id for person in self._page.meeting.theirs if person.official_id]
        if side is MeetingSide.THEIRS and len(met) == 1:
            values["official_id"] = met[0]
        self.new_edit.clear()
        self._context.operations.write(add_follow_up, values=values)
