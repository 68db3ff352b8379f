"""Prepare for what they may say: objection, our answer, its source; it judges none of them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import short_date
from altterr_desktop.services.meeting_plan import add_objection
from altterr_desktop.services.meeting_views import ObjectionView
from altterr_desktop.services.objection_cards import CardView, list_cards, save_as_card, use_cards
from altterr_desktop.services.records import change_record
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.deleting import delete_with_undo
from altterr_desktop.ui.kit.growing import let_grow
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.part_rows import PartRow, PartRows
from altterr_desktop.ui.kit.plain import PlainLabel
from altterr_desktop.ui.kit.record_form import RecordForm
from altterr_desktop.ui.kit.scrolling import scrolled
from altterr_desktop.ui.tabs.meetings import cards_dialog
from altterr_desktop.ui.tabs.meetings.page import MeetingPage
from altterr_desktop.ui.tabs.meetings.people import small_button


class ObjectionRow(PartRow):
    """Edit one objection beside our answer."""

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.objection_edit = _text(self, _("They say"), _("They may say…"))
        self.answer_edit = _text(self, _("We answer"), _("We can answer…"))
        self.source_edit = QLineEdit(self)
        self.source_edit.setAccessibleName(_("Source of our answer"))
        self.source_edit.setPlaceholderText(_("Source of our answer"))
        self.expires_field = DateField(self)
        self.expires_field.setPlaceholderText(_("To be checked on…"))
        self.expires_field.setAccessibleName(_("Day from which our answer is to be checked again"))
        self.card_button = small_button(self, "save", _("Keep as a card, for other meetings"))
        self.expired_label = PlainLabel(self, "", "danger")
        self.delete_button = small_button(self, "x", _("Delete this objection"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(self.fontMetrics().height() // 5)
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(1, 5)
        grid.addWidget(self.objection_edit, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.answer_edit, 0, 1)
        more = QHBoxLayout()
        more.addWidget(self.source_edit, 2)
        more.addWidget(self.expires_field, 1)
        grid.addLayout(more, 1, 1)
        grid.addWidget(self.delete_button, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.card_button, 1, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.expired_label, 2, 1)
        self.form = RecordForm(self._commit, self)
        self.form.bind(
            objection=self.objection_edit,
            answer=self.answer_edit,
            source=self.source_edit,
            expires_on=self.expires_field,
        )
        self.card_button.clicked.connect(lambda *_on: self._keep_card())
        self.delete_button.clicked.connect(lambda *_on: self._delete())

    def show_part(self, part: ObjectionView) -> None:
        """Show an objection; what is being typed in it stays."""
        self.form.load(part)
        self.expired_label.setVisible(part.expired)
        if part.expires_on is not None:
            self.expired_label.setText(_("To be checked since {day}").format(day=short_date(part.expires_on)))

    def leave(self) -> None:
        """Commit what is being typed."""
        self.form.flush()

    def _commit(self, field: str, value: Any) -> None:
        self._context.operations.write(
            change_record, kind="objection", record_id=self.record_id, values={field: value}
        )

    def _keep_card(self) -> None:
        self.leave()
        self._context.operations.write(
            save_as_card, objection_id=self.record_id, on_done=self._on_card_kept, owner=self
        )

    def _on_card_kept(self, _changes: object) -> None:
        self._context.messages.toast(_("Kept as a card: any meeting can use it."))

    def _delete(self) -> None:
        delete_with_undo(self._context, "objection", self.record_id, _("Objection deleted"))


class ObjectionsSection(QWidget):
    """Show the objections of a meeting; a new one is a line and Enter."""

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._meeting_id = ""
        self._wanted_id = ""
        self.new_edit = QLineEdit(self)
        self.new_edit.setPlaceholderText(_("They may say… Enter adds it, then write our answer"))
        self.new_edit.setAccessibleName(_("New objection"))
        self.new_edit.returnPressed.connect(self._on_new_entered)
        self.cards_button = QPushButton(_("Choose cards…"), self)
        set_icon(self.cards_button, "archive")
        self.cards_button.clicked.connect(lambda *_on: self.choose_cards())
        following = (self.new_edit, self.cards_button)
        self.rows = PartRows(lambda parent: ObjectionRow(context, parent), following, self)
        self.help_label = PlainLabel(
            self, _("Write what they may answer, and what we can say then: two or three are enough."), "muted"
        )
        self.help_label.setWordWrap(True)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, self.fontMetrics().height() // 3, 0)
        column.addWidget(self.rows)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.help_label)
        whole.addWidget(scrolled(inside, self), 1)
        adding = QHBoxLayout()
        adding.addWidget(self.new_edit, 1)
        adding.addWidget(self.cards_button)
        whole.addLayout(adding)

    def show_page(self, page: MeetingPage) -> None:
        """Show the objections of a meeting."""
        self._meeting_id = page.meeting.id
        self.help_label.setVisible(not page.meeting.objections)
        self.rows.show_parts(page.meeting.objections)
        row = self.rows.row(self._wanted_id)
        if isinstance(row, ObjectionRow):
            self._wanted_id = ""
            row.answer_edit.setFocus()

    def leave(self) -> None:
        """Commit what is being typed."""
        self.rows.leave()

    def focus_expired(self) -> None:
        """Put the cursor in the first answer that is out of date."""
        for row in self.rows.rows():
            if isinstance(row, ObjectionRow) and not row.expired_label.isHidden():
                row.answer_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return
        self.new_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def choose_cards(self) -> None:
        """Offer the cards kept from other meetings."""
        self.leave()
        self._context.operations.ask(list_cards, on_done=self._on_cards, owner=self)

    def _on_cards(self, cards: tuple[CardView, ...]) -> None:
        chosen = cards_dialog.ask_cards(self, cards, self._delete_card)
        if chosen and self._meeting_id:
            self._context.operations.write(use_cards, meeting_id=self._meeting_id, card_ids=chosen)

    def _delete_card(self, card_id: str) -> None:
        delete_with_undo(self._context, "objection", card_id, _("Card deleted"))

    def _on_new_entered(self) -> None:
        words = self.new_edit.text().strip()
        if words and self._meeting_id:
            self.new_edit.clear()
            self._context.operations.write(
                add_objection, meeting_id=self._meeting_id, objection=words, on_done=self._on_added
            )

    def _on_added(self, changes: Any) -> None:
        self._wanted_id = str(getattr(changes, "subject_id", ""))


def _text(parent: QWidget, name: str, hint: str) -> QPlainTextEdit:
    edit = QPlainTextEdit(parent)
    edit.setAccessibleName(name)
    edit.setPlaceholderText(hint)
    let_grow(edit, 2, 6)
    return edit
