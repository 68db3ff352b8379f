"""Show who changed what in the whole dossier, page by page; it changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from altterr_desktop.i18n import _, ngettext
from altterr_desktop.i18n.dates import medium_date, time_words
from altterr_desktop.i18n.numbers import number
from altterr_desktop.journal.history import history_authors
from altterr_desktop.services.history import HistoryLine, read_dossier_history
from altterr_desktop.ui.dialogs.showing import show_beside
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.operations import Operations

PAGE = 100
_UNSIGNED = "\x1f"


class HistoryForm(Form):
    """Bind the dialog: filters, acts, and what each act changed."""

    FORM = "history_dialog"
    widget: QDialog
    who_combo: ChoiceCombo
    since_field: DateField
    until_field: DateField
    acts_tree: QTreeWidget
    details_edit: QPlainTextEdit
    count_label: QLabel
    more_button: QPushButton
    close_button: QPushButton

    def __init__(self, parent: QWidget | None, operations: Operations) -> None:
        super().__init__(parent)
        self._operations = operations
        self._lines: list[HistoryLine] = []
        self._number = 0
        self.who_combo.set_choices([], empty=_("Everybody"))
        header = self.acts_tree.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.acts_tree.currentItemChanged.connect(lambda *_items: self._show_details())
        self.who_combo.picked.connect(lambda *_who: self.reload())
        for field in (self.since_field, self.until_field):
            field.picked.connect(lambda *_day: self.reload())
        self.more_button.clicked.connect(lambda *_on: self._ask())
        self.close_button.clicked.connect(self.widget.accept)
        unit = self.widget.fontMetrics().height()
        self.widget.resize(unit * 56, unit * 36)
        operations.ask(history_authors, on_done=self._on_authors, owner=self.widget)
        self.reload()

    def reload(self) -> None:
        """Ask for the newest acts that fit the filters."""
        self._number += 1
        self._lines = []
        self.acts_tree.clear()
        self.details_edit.setPlainText("")
        self._ask()

    def _ask(self) -> None:
        who = self.who_combo.value()
        self._operations.ask(
            read_dossier_history,
            offset=len(self._lines),
            limit=PAGE,
            author="" if who == _UNSIGNED else who,
            since=_day(self.since_field),
            until=_day(self.until_field),
            on_done=partial(self._on_lines, self._number),
            owner=self.widget,
        )

    def _on_authors(self, authors: Sequence[str]) -> None:
        choices = [(name or _UNSIGNED, name or _("Unsigned")) for name in authors]
        self.who_combo.set_choices(choices, empty=_("Everybody"))

    def _on_lines(self, number_of_ask: int, lines: Sequence[HistoryLine]) -> None:
        if number_of_ask != self._number:
            return
        first = not self._lines
        self._lines += lines
        for line in lines:
            label = _("{what} (undone since)").format(what=line.label) if line.undone else line.label
            QTreeWidgetItem(self.acts_tree, [when_words(line), line.who or _("Unsigned"), label])
        self.more_button.setVisible(len(lines) == PAGE)
        count = len(self._lines)
        self.count_label.setText(
            ngettext("{count} act", "{count} acts", count).format(count=number(count))
            if count
            else _("No act fits.")
        )
        if first and lines:
            self.acts_tree.setCurrentIndex(self.acts_tree.model().index(0, 0))

    def _show_details(self) -> None:
        row = self.acts_tree.currentIndex().row() if self._lines else -1
        if 0 <= row < len(self._lines):
            line = self._lines[row]
            device = _("On the computer {name}.").format(name=line.device) if line.device else ""
            self.details_edit.setPlainText("\n".join([*line.changes, *([device] if device else [])]))


def when_words(line: HistoryLine) -> str:
    """Say when an act was done, on this computer's clock."""
    clock = time_words(f"{line.made_at:%H:%M}")
    return _("{day} at {time}").format(day=medium_date(line.made_at.date()), time=clock)


def show_history(parent: QWidget, operations: Operations) -> HistoryForm:
    """Show the history beside the work: it blocks nothing."""
    return show_beside(HistoryForm(parent, operations))


def _day(field: DateField) -> date | None:
    value = field.value()
    return value if isinstance(value, date) and field.is_valid() else None
