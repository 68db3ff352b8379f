"""Tick what a meeting needs before, during and after it; it judges nothing."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from altterr_desktop.domain.meetings import Phase
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import labelled
from altterr_desktop.i18n.numbers import fraction_words
from altterr_desktop.services.meeting_views import RehearsalView
from altterr_desktop.services.records import change_record
from altterr_desktop.services.rehearsal import add_rehearsal_item, propose_rehearsal
from altterr_desktop.ui.kit.cards import Card
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.deleting import delete_with_undo
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.part_rows import PartRow, PartRows
from altterr_desktop.ui.kit.plain import PlainLabel
from altterr_desktop.ui.kit.record_form import RecordForm
from altterr_desktop.ui.kit.scrolling import scrolled
from altterr_desktop.ui.tabs.meetings.page import MeetingPage
from altterr_desktop.ui.tabs.meetings.people import small_button


class ChecklistRow(PartRow):
    """Tick, word and give away one thing to do."""

    def __init__(self, section: ChecklistSection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._section = section
        self.done_check = QCheckBox(self)
        self.title_edit = QLineEdit(self)
        self.owner_combo = ChoiceCombo(self)
        self.delete_button = small_button(self, "x", _("Take off the checklist"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.fontMetrics().height() // 3)
        row.addWidget(self.done_check)
        row.addWidget(self.title_edit, 3)
        row.addWidget(self.owner_combo, 1)
        row.addWidget(self.delete_button)
        self.form = RecordForm(self._commit, self)
        self.form.bind(title=self.title_edit, owner_id=self.owner_combo)
        self.done_check.toggled.connect(lambda done: self._commit("done", done))
        self.delete_button.clicked.connect(
            lambda *_on: section.delete(self.record_id, self.title_edit.text())
        )

    def show_part(self, part: RehearsalView) -> None:
        """Show an item; what is being typed in it stays."""
        self.done_check.blockSignals(True)
        self.done_check.setChecked(part.done)
        self.done_check.blockSignals(False)
        self.owner_combo.set_choices(self._section.volunteers, _("Who?"))
        owner = (part.owner_id, part.owner) if part.owner_id else None
        self.form.load({"id": part.id, "title": part.title, "owner_id": owner})
        self.done_check.setAccessibleName(labelled(_("Done"), part.title))
        self.title_edit.setAccessibleName(_("What is to be checked"))
        self.owner_combo.setAccessibleName(_("Who does it: {title}").format(title=part.title))
        self.delete_button.setAccessibleName(_("Take off the checklist: {title}").format(title=part.title))

    def leave(self) -> None:
        """Commit what is being typed."""
        self.form.flush()

    def _commit(self, field: str, value: Any) -> None:
        self._section.change(self.record_id, field, value)


class ChecklistSection(QWidget):
    """Show the checklist of a meeting in its three phases; a new thing is a line and Enter."""

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._meeting_id = ""
        self.volunteers: tuple[tuple[str, str], ...] = ()
        self.rows: dict[Phase, PartRows] = {}
        self.new_edits: dict[Phase, QLineEdit] = {}
        self.help_label = PlainLabel(self, _("Nothing is on the checklist yet."), "muted")
        self.propose_button = QPushButton(_("Propose the usual checklist"), self)
        set_icon(self.propose_button, "list-checks")
        self.propose_button.clicked.connect(lambda *_on: self.propose())
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, self.fontMetrics().height() // 3, 0)
        self._cards: dict[Phase, Card] = {}
        for phase in Phase:
            column.addWidget(self._card(phase, inside))
        column.addStretch(1)
        head = QHBoxLayout()
        head.addWidget(self.help_label, 1)
        head.addWidget(self.propose_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(head)
        whole.addWidget(scrolled(inside, self), 1)

    def show_page(self, page: MeetingPage) -> None:
        """Show the checklist of a meeting."""
        self._meeting_id = page.meeting.id
        self.volunteers = page.volunteers
        items = page.meeting.rehearsal
        self.help_label.setVisible(not items)
        self.propose_button.setVisible(not items)
        for phase, rows in self.rows.items():
            mine = [item for item in items if item.phase is phase]
            rows.show_parts(mine)
            done = sum(item.done for item in mine)
            self._cards[phase].note_label.setText(fraction_words(done, len(mine)) if mine else "")

    def leave(self) -> None:
        """Commit what is being typed."""
        for rows in self.rows.values():
            rows.leave()

    def focus_missing(self) -> None:
        """Put the keyboard on the first thing to do before that is not ticked."""
        for row in self.rows[Phase.BEFORE].rows():
            if isinstance(row, ChecklistRow) and not row.done_check.isChecked():
                row.done_check.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
        self.new_edits[Phase.BEFORE].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def propose(self) -> None:
        """Put the usual checklist on the meeting."""
        if self._meeting_id:
            self._context.operations.write(propose_rehearsal, meeting_id=self._meeting_id)

    def change(self, item_id: str, field: str, value: Any) -> None:
        """Keep one field of an item."""
        self._context.operations.write(
            change_record, kind="rehearsal_item", record_id=item_id, values={field: value}
        )

    def delete(self, item_id: str, title: str) -> None:
        """Take an item off, with a way back."""
        said = _("Taken off the checklist: {title}").format(title=title)
        delete_with_undo(self._context, "rehearsal_item", item_id, said)

    def _card(self, phase: Phase, parent: QWidget) -> Card:
        card = Card(label(phase), parent)
        edit = QLineEdit(card)
        edit.setPlaceholderText(_("Something else to check: write it, Enter adds it"))
        edit.setAccessibleName(labelled(_("New on the checklist"), label(phase)))
        edit.returnPressed.connect(lambda phase=phase: self._on_entered(phase))
        self.new_edits[phase] = edit
        self.rows[phase] = PartRows(lambda parent: ChecklistRow(self, parent), (edit,), card)
        card.column.addWidget(self.rows[phase])
        card.column.addWidget(edit)
        self._cards[phase] = card
        return card

    def _on_entered(self, phase: Phase) -> None:
        edit = self.new_edits[phase]
        words = edit.text().strip()
        if words and self._meeting_id:
            edit.clear()
            edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self._context.operations.write(
                add_rehearsal_item, meeting_id=self._meeting_id, title=words, phase=phase
            )
