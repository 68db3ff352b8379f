"""Show who changed what in the dossier or one record, and give back what was there before an act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from altterr_desktop.i18n import _, ngettext
from altterr_desktop.i18n.dates import medium_date, time_words
from altterr_desktop.i18n.numbers import number
from altterr_desktop.journal.history import history_authors
from altterr_desktop.services.history import HistoryLine
from altterr_desktop.services.restoring import ActEdit, HistoryFound, give_back, read_act, search_history
from altterr_desktop.ui.dialogs.showing import show_beside
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.filter_bar import DEBOUNCE_MS
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.kit.plain import plain_tip

PAGE = 100
_UNSIGNED = "\x1f"


@dataclass(frozen=True)
class HistoryCalls:
    """Hold what the dialog asks of the program: show a record, show the dossier as it was on a day."""

    open_record: Callable[[str, str], object]
    look: Callable[[date], object]


class HistoryForm(Form):
    """Bind the dialog: filters, acts, and what each act changed, to be given back."""

    FORM = "history_dialog"
    widget: QDialog
    title_label: QLabel
    words_edit: QLineEdit
    who_combo: ChoiceCombo
    since_field: DateField
    until_field: DateField
    acts_tree: QTreeWidget
    details_label: QLabel
    edits_tree: QTreeWidget
    back_button: QPushButton
    open_button: QPushButton
    look_button: QPushButton
    count_label: QLabel
    more_button: QPushButton
    close_button: QPushButton

    def __init__(
        self,
        parent: QWidget | None,
        operations: Operations,
        calls: HistoryCalls | None = None,
        record: tuple[str, str] = ("", ""),
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._calls = calls
        self._record_id, name = record
        self._lines: list[HistoryLine] = []
        self._edits: Sequence[ActEdit] = ()
        self._next: int | None = 0
        self._number = 0
        self.title_label.setText(_("History of “{name}” and its parts").format(name=name) if name else "")
        self.title_label.setVisible(bool(name))
        self.who_combo.set_choices([], empty=_("Everybody"))
        for tree, fitted in ((self.acts_tree, (0, 1)), (self.edits_tree, (1,))):
            for column in fitted:
                tree.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column in (0, 2, 3):
            self.edits_tree.header().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._clock = QTimer(self.widget, singleShot=True, interval=DEBOUNCE_MS)
        self._connect()
        for button in (self.open_button, self.look_button):
            button.setVisible(calls is not None)
        unit = self.widget.fontMetrics().height()
        self.widget.resize(unit * 62, unit * 38)
        self.acts_tree.setFocus()
        operations.ask(history_authors, on_done=self._on_authors, owner=self.widget)
        operations.changed.connect(self._on_changed)
        self.reload()

    def _connect(self) -> None:
        self._clock.timeout.connect(self.reload)
        self.words_edit.setClearButtonEnabled(True)
        self.words_edit.textEdited.connect(lambda *_text: self._clock.start())
        self.acts_tree.currentItemChanged.connect(lambda *_items: self._ask_details())
        self.edits_tree.itemSelectionChanged.connect(self._refresh_buttons)
        self.edits_tree.itemActivated.connect(lambda *_item: self._open())
        self.who_combo.picked.connect(lambda *_who: self.reload())
        for field in (self.since_field, self.until_field):
            field.picked.connect(lambda *_day: self.reload())
        self.back_button.clicked.connect(lambda *_on: self.give_back())
        self.open_button.clicked.connect(lambda *_on: self._open())
        self.look_button.clicked.connect(lambda *_on: self._look())
        self.more_button.clicked.connect(lambda *_on: self._ask())
        self.close_button.clicked.connect(self.widget.accept)

    def reload(self) -> None:
        """Ask for the newest acts that fit the filters."""
        self._number += 1
        self._lines = []
        self._next = 0
        self.acts_tree.clear()
        self._show_edits(())
        self._ask()

    def _on_changed(self, _changes: object) -> None:
        self.reload()

    def _ask(self) -> None:
        who = self.who_combo.value()
        self._operations.ask(
            search_history,
            words=self.words_edit.text(),
            record_id=self._record_id,
            offset=self._next or 0,
            limit=PAGE,
            author="" if who == _UNSIGNED else who,
            since=_day(self.since_field),
            until=_day(self.until_field),
            on_done=partial(self._on_found, self._number),
            owner=self.widget,
        )

    def _on_authors(self, authors: Sequence[str]) -> None:
        choices = [(name or _UNSIGNED, name or _("Unsigned")) for name in authors]
        self.who_combo.set_choices(choices, empty=_("Everybody"))

    def _on_found(self, number_of_ask: int, found: HistoryFound) -> None:
        if number_of_ask != self._number:
            return
        first = not self._lines
        self._lines += found.lines
        self._next = found.next_offset
        for line in found.lines:
            label = _("{what} (undone since)").format(what=line.label) if line.undone else line.label
            QTreeWidgetItem(self.acts_tree, [when_words(line), line.who or _("Unsigned"), label])
        self.more_button.setVisible(found.next_offset is not None)
        count = len(self._lines)
        self.count_label.setText(
            ngettext("{count} act", "{count} acts", count).format(count=number(count))
            if count
            else _("No act fits.")
        )
        if first and found.lines:
            self.acts_tree.setCurrentIndex(self.acts_tree.model().index(0, 0))

    # What an act changed

    def current(self) -> HistoryLine | None:
        """Give the act chosen."""
        row = self.acts_tree.currentIndex().row() if self._lines else -1
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def _ask_details(self) -> None:
        line = self.current()
        if line is None:
            self._show_edits(())
            return
        self.details_label.setText(
            _("On the computer {name}.").format(name=line.device) if line.device else ""
        )
        self._operations.ask(
            read_act, line.commit_id, on_done=partial(self._on_act, line.commit_id), owner=self.widget
        )

    def _on_act(self, commit_id: str, edits: Sequence[ActEdit]) -> None:
        line = self.current()
        if line is not None and line.commit_id == commit_id:
            self._show_edits(edits)

    def _show_edits(self, edits: Sequence[ActEdit]) -> None:
        self._edits = edits
        self.edits_tree.clear()
        for edit in edits:
            name = " ".join(edit.record_name.split()) or edit.kind_label
            item = QTreeWidgetItem(self.edits_tree, [name, edit.field_label, edit.before, edit.after])
            item.setToolTip(0, plain_tip(edit.kind_label))
            for column, text in ((2, edit.before), (3, edit.after)):
                item.setToolTip(column, plain_tip(text) if text else "")
        if edits:
            self.edits_tree.setCurrentIndex(self.edits_tree.model().index(0, 0))
        self._refresh_buttons()

    def _selected(self) -> list[ActEdit]:
        rows = sorted({index.row() for index in self.edits_tree.selectedIndexes()})
        return [self._edits[row] for row in rows if row < len(self._edits)]

    def _refresh_buttons(self) -> None:
        selected = self._selected()
        back = [edit for edit in selected if edit.can_return]
        self.back_button.setEnabled(bool(back))
        deleted = any(edit.field == "deleted" for edit in back)
        self.back_button.setText(_("Give back the record") if deleted else _("Give back the value before"))
        self.open_button.setEnabled(bool(selected))
        self.look_button.setEnabled(self.current() is not None)

    def give_back(self) -> None:
        """Give the fields chosen the value they had before this act."""
        line = self.current()
        cells = [(edit.record_id, edit.field) for edit in self._selected() if edit.can_return]
        if line is not None and cells:
            self._operations.write(give_back, line.commit_id, cells, owner=self.widget)

    def _open(self) -> None:
        selected = self._selected()
        if selected and self._calls is not None:
            self._calls.open_record(selected[0].kind, selected[0].record_id)

    def _look(self) -> None:
        line = self.current()
        if line is not None and self._calls is not None:
            self._calls.look(line.made_at.date())


def when_words(line: HistoryLine) -> str:
    """Say when an act was done, on this computer's clock."""
    clock = time_words(f"{line.made_at:%H:%M}")
    return _("{day} at {time}").format(day=medium_date(line.made_at.date()), time=clock)


def show_history(
    parent: QWidget,
    operations: Operations,
    calls: HistoryCalls | None = None,
    record: tuple[str, str] = ("", ""),
) -> HistoryForm:
    """Show the history beside the work, of the dossier or of one record (id, name): it blocks nothing."""
    return show_beside(HistoryForm(parent, operations, calls, record))


def _day(field: DateField) -> date | None:
    value = field.value()
    return value if isinstance(value, date) and field.is_valid() else None
