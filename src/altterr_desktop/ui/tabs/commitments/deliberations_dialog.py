"""Browse the deliberations of councils, add one, change one with its votes; services keep them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.domain.officials import DeliberationOutcome, Vote
from altterr_desktop.i18n import _, ngettext
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.figures import votes_words
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.numbers import number
from altterr_desktop.services.choices import Choice, Choices, read_choices
from altterr_desktop.services.deliberations import (
    DeliberationRow,
    DeliberationView,
    list_deliberations,
    name_of_deliberation,
    read_deliberation,
    save_deliberation,
    voters_of,
)
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.deleting import delete_with_undo
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.number_field import NumberField
from altterr_desktop.ui.kit.plain import PlainLabel
from altterr_desktop.ui.tabs.commitments import keeping
from altterr_desktop.ui.tabs.commitments.keeping import Keep
from altterr_desktop.ui.tabs.commitments.small_dialogs import KeptForm, run

_ID = int(Qt.ItemDataRole.UserRole)
_VOTE = _ID + 1
_KEYS: dict[int, Vote | None] = {
    Qt.Key.Key_Plus: Vote.FOR,
    Qt.Key.Key_Minus: Vote.AGAINST,
    Qt.Key.Key_0: Vote.ABSTAINED,
    Qt.Key.Key_A: Vote.ABSENT,
    Qt.Key.Key_Delete: None,
}
_ORDER: tuple[Vote | None, ...] = (None, *Vote)


class DeliberationForm(KeptForm):
    """Bind the dialog of a deliberation; a double click or a key says how each person voted."""

    FORM = "deliberation_dialog"
    number_edit: QLineEdit
    title_edit: QLineEdit
    decided_on_field: DateField
    territory_combo: ChoiceCombo
    outcome_combo: EnumCombo
    for_field: NumberField
    against_field: NumberField
    abstentions_field: NumberField
    url_edit: QLineEdit
    summary_edit: QPlainTextEdit
    file_name_label: QLabel
    choose_button: QPushButton
    remove_button: QPushButton
    votes_list: QListWidget

    def __init__(
        self,
        parent: QWidget | None,
        context: TabContext,
        choices: Choices,
        view: DeliberationView | None,
        keep: Keep,
    ) -> None:
        super().__init__(parent, keep)
        self._context = context
        self._file: Path | None = None
        self._attachment_id: str | None = None
        self._known = {vote.official_id: vote.vote for vote in view.votes} if view else {}
        self._keys = _VoteKeys(self.votes_list, self._set_vote)
        territories = [(one.id, one.text) for one in choices.territories]
        self.territory_combo.set_choices(territories, "–")
        self.outcome_combo.set_members(DeliberationOutcome)
        self.summary_edit.setFixedHeight(self.widget.fontMetrics().height() * 4)
        self.choose_button.clicked.connect(lambda *_on: self._on_choose())
        self.remove_button.clicked.connect(lambda *_on: self._show_file("", None, None))
        self.territory_combo.picked.connect(lambda *_one: self._ask_voters())
        self.votes_list.itemActivated.connect(self._turn)
        self._show(view, territories)
        self._ask_voters()

    def values(self) -> dict[str, Any]:
        """Give the arguments of `save_deliberation`."""
        values: dict[str, Any] = {
            "number": self.number_edit.text().strip(),
            "title": self.title_edit.text().strip(),
            "decided_on": self.decided_on_field.value(),
            "territory_id": self.territory_combo.value(),
            "outcome": self.outcome_combo.value() or DeliberationOutcome.ADOPTED,
            "votes_for": _count(self.for_field),
            "votes_against": _count(self.against_field),
            "abstentions": _count(self.abstentions_field),
            "url": self.url_edit.text().strip(),
            "summary": self.summary_edit.toPlainText().strip(),
            "attachment_id": self._attachment_id,
        }
        if self._file is not None:
            values["file"] = self._file
        return {"values": values, "votes": self._votes()}

    def dates(self) -> tuple[DateField, ...]:
        """List the fields of days."""
        return (self.decided_on_field,)

    def _votes(self) -> dict[str, Vote | None]:
        items = [self.votes_list.item(place) for place in range(self.votes_list.count())]
        found = {str(item.data(_ID)): item.data(_VOTE) for item in items}
        return {one: Vote(vote) if vote else None for one, vote in found.items()}

    def _show(self, view: DeliberationView | None, territories: Sequence[tuple[str, str]]) -> None:
        self.outcome_combo.set_value(view.outcome if view else DeliberationOutcome.ADOPTED)
        self._show_file("", None, None)
        if view is None:
            self.territory_combo.set_value(territories[0][0] if len(territories) == 1 else None)
            return
        self.number_edit.setText(view.number)
        self.title_edit.setText(view.title)
        self.decided_on_field.set_value(view.decided_on)
        pair = (view.territory_id, view.territory) if view.territory_id else None
        self.territory_combo.set_value(pair)
        self.for_field.set_value(view.votes_for)
        self.against_field.set_value(view.votes_against)
        self.abstentions_field.set_value(view.abstentions)
        self.url_edit.setText(view.url)
        self.summary_edit.setPlainText(view.summary)
        self._show_file(view.file_name, view.attachment_id, None)

    def _ask_voters(self) -> None:
        self._context.operations.ask(
            voters_of, self.territory_combo.value(), on_done=self._on_voters, owner=self.widget
        )

    def _on_voters(self, voters: Sequence[Choice]) -> None:
        typed = {one: vote for one, vote in self._votes().items() if vote is not None}
        self.votes_list.clear()
        for voter in voters:
            item = QListWidgetItem()
            item.setData(_ID, voter.id)
            item.setData(_ID + 2, voter.text)
            self.votes_list.addItem(item)
            self._set_vote(item, typed.get(voter.id, self._known.get(voter.id)))

    def _set_vote(self, item: QListWidgetItem, vote: Vote | None) -> None:
        item.setData(_VOTE, vote.value if vote else "")
        said = label(vote) if vote else "–"
        item.setText(_("{name}: {vote}").format(name=item.data(_ID + 2), vote=said))

    def _turn(self, item: QListWidgetItem) -> None:
        vote = item.data(_VOTE)
        place = _ORDER.index(Vote(vote) if vote else None)
        self._set_vote(item, _ORDER[(place + 1) % len(_ORDER)])

    def _show_file(self, name: str, attachment_id: str | None, path: Path | None) -> None:
        self._attachment_id, self._file = attachment_id, path
        self.file_name_label.setText(path.name if path is not None else name or _("No file"))
        self.remove_button.setVisible(path is not None or bool(attachment_id))

    def _on_choose(self) -> None:
        if path := keeping.ask_file(self.widget):
            self._show_file("", None, Path(path))


class _VoteKeys(QObject):
    """Read one key a vote on the list of who voted."""

    def __init__(
        self, shown: QListWidget, set_vote: Callable[[QListWidgetItem, Vote | None], object]
    ) -> None:
        super().__init__(shown)
        self._list = shown
        self._set_vote = set_vote
        shown.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the keys of votes, leave every other."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in _KEYS or self._list.currentRow() < 0:
            return False
        self._set_vote(self._list.item(self._list.currentRow()), _KEYS[event.key()])
        self._list.setCurrentRow(min(self._list.currentRow() + 1, self._list.count() - 1))
        return True


class DeliberationsDialog(QDialog):
    """List the deliberations by words, the latest first."""

    def __init__(self, context: TabContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.setWindowTitle(_("Deliberations"))
        self.words_edit = QLineEdit(self)
        self.words_edit.setPlaceholderText(_("Filter: number, word of the title…"))
        self.words_edit.setAccessibleName(_("Filter this list"))
        self.words_edit.textChanged.connect(lambda *_text: self.reload())
        self.list = QListWidget(self)
        self.list.setAccessibleName(_("Deliberations"))
        self.list.itemActivated.connect(lambda *_item: self.edit_current())
        self.count = PlainLabel(self, "", "muted")
        self.new_button = self._button(_("New deliberation…"), "plus", partial(self._ask, None))
        self.edit_button = self._button(_("Change…"), "pencil", self.edit_current)
        self.delete_button = self._button(_("Delete"), "trash-2", self._delete)
        self.close_button = self._button(_("Close"), "x", self.accept)
        self._lay_out()
        context.operations.changed.connect(self._on_changed)
        self.reload()

    def reload(self) -> None:
        """Read the list again."""
        query = Query(words=self.words_edit.text(), limit=-1)
        done = partial(self._on_read, query.words)
        self._context.operations.ask(list_deliberations, query, on_done=done, owner=self)

    def edit_current(self) -> None:
        """Ask for the deliberation chosen, to change it."""
        if record_id := self._current():
            self._context.operations.ask(read_deliberation, record_id, on_done=self._ask, owner=self)

    def _ask(self, view: DeliberationView | None) -> None:
        self._context.operations.ask(
            read_choices, on_done=partial(ask_deliberation, self._context, self, view), owner=self
        )

    def _on_read(self, words: str, page: Page[DeliberationRow]) -> None:
        if words != self.words_edit.text():
            return
        current = self._current()
        self.list.clear()
        for row in page.rows:
            item = QListWidgetItem(_row_words(row))
            item.setData(_ID, row.id)
            self.list.addItem(item)
            if row.id == current:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        said = ngettext("{count} deliberation", "{count} deliberations", page.total)
        empty = _("No deliberation yet: add one, or choose one when you add evidence of this kind.")
        self.count.setText(said.format(count=number(page.total)) if page.total else empty)
        for button in (self.edit_button, self.delete_button):
            button.setEnabled(bool(page.rows))

    def _current(self) -> str:
        place = self.list.currentRow()
        return str(self.list.item(place).data(_ID)) if place >= 0 else ""

    def _delete(self) -> None:
        if record_id := self._current():
            delete_with_undo(self._context, "deliberation", record_id, _("Deliberation deleted"), owner=self)

    def _on_changed(self, changes: object) -> None:
        kinds = getattr(changes, "kinds", None)
        if kinds is None or {"deliberation", "evidence"}.intersection(kinds):
            self.reload()

    def _button(self, text: str, sign: str, call: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        set_icon(button, sign)
        button.clicked.connect(lambda *_on: call())
        return button

    def _lay_out(self) -> None:
        unit = self.fontMetrics().height()
        row = QHBoxLayout()
        for button in (self.new_button, self.edit_button, self.delete_button):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(unit, unit, unit, unit)
        for widget in (self.words_edit, self.count, self.list):
            whole.addWidget(widget)
        whole.addLayout(row)
        self.resize(self.fontMetrics().averageCharWidth() * 100, unit * 28)


def ask_deliberation(
    context: TabContext,
    parent: QWidget,
    view: DeliberationView | None,
    choices: Choices,
    on_made: Callable[[str, str], object] | None = None,
) -> bool:
    """Ask for a deliberation until it is kept; `on_made` is given its id and name. Tests replace it."""

    def keep(
        arguments: dict[str, Any], done: Callable[[object], object], refused: Callable[[Exception], object]
    ) -> None:
        def on_kept(changes: Any) -> None:
            done(changes)
            if on_made is not None:
                values = arguments["values"]
                on_made(changes.subject_id, name_of_deliberation(values["number"], values["title"]))

        context.operations.write(
            save_deliberation,
            deliberation_id=view.id if view else "",
            on_done=on_kept,
            on_error=refused,
            **arguments,
        )

    return run(DeliberationForm(parent, context, choices, view, keep))


def show_deliberations(context: TabContext, parent: QWidget) -> DeliberationsDialog:
    """Show the deliberations beside the work; the dialog lives until it is closed."""
    dialog = DeliberationsDialog(context, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
    return dialog


def show_deliberation(context: TabContext, parent: QWidget, deliberation_id: str) -> None:
    """Show one deliberation, to read or change it."""

    def on_read(view: DeliberationView) -> None:
        context.operations.ask(
            read_choices, on_done=partial(ask_deliberation, context, parent, view), owner=parent
        )

    context.operations.ask(read_deliberation, deliberation_id, on_done=on_read, owner=parent)


def _row_words(row: DeliberationRow) -> str:
    day = medium_date(row.decided_on) if row.decided_on else _("without a date")
    parts = [day, row.territory, label(row.outcome)]
    parts.append(votes_words(row.votes_for, row.votes_against, row.abstentions))
    if row.evidence_count:
        proofs = ngettext("{count} piece of evidence", "{count} pieces of evidence", row.evidence_count)
        parts.append(proofs.format(count=number(row.evidence_count)))
    details = " · ".join(part for part in parts if part)
    return f"{name_of_deliberation(row.number, row.title)}\n{details}"


def _count(field: NumberField) -> int | None:
    value = field.value()
    return None if value is None else int(value)
