"""Propose entries that look alike, side by side, to be merged or told apart; nothing is merged without an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from altterr_desktop.i18n import _
from altterr_desktop.i18n.names import count_words
from altterr_desktop.i18n.subjects import kind_label
from altterr_desktop.services.twin_merge import TwinComparison, compare_twins, merge_twins
from altterr_desktop.services.twins import KINDS, TwinPair, decide_distinct, find_twins
from altterr_desktop.ui.dialogs.showing import show_beside
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.icons import icon
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.kit.plain import plain_tip, scaled_font

_NAME = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True)
class TwinsCalls:
    """Hold what the dialog asks of the program: show a record, undo."""

    open_record: Callable[[str, str], object]
    undo: Callable[[], object]


class TwinsForm(Form):
    """Bind the dialog: pairs, and the fields of both entries with what is kept ticked."""

    FORM = "exchange_twins_dialog"
    widget: QDialog
    kind_combo: ChoiceCombo
    pairs_tree: QTreeWidget
    title_label: QLabel
    note_label: QLabel
    fields_tree: QTreeWidget
    merge_button: QPushButton
    distinct_button: QPushButton
    open_button: QPushButton
    undo_button: QPushButton
    close_button: QPushButton

    def __init__(
        self, parent: QWidget | None, operations: Operations, calls: TwinsCalls, kind: str = ""
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._calls = calls
        self._row = 0
        self.pairs: Sequence[TwinPair] = ()
        self.shown: TwinComparison | None = None
        self.kind_combo.set_choices([(one, kind_label(one)) for one in KINDS], empty=_("Everything"))
        self.kind_combo.set_value(kind or None)
        for tree, stretched in ((self.pairs_tree, (0,)), (self.fields_tree, (1, 2))):
            tree.header().setStretchLastSection(False)
            for column in range(tree.columnCount()):
                modes = QHeaderView.ResizeMode
                mode = modes.Stretch if column in stretched else modes.ResizeToContents
                tree.header().setSectionResizeMode(column, mode)
        self._connect()
        unit = self.widget.fontMetrics().height()
        self.widget.resize(unit * 64, unit * 36)
        self._show_comparison(None)
        operations.changed.connect(self._on_changed)
        self.pairs_tree.setFocus()
        self.reload()

    def _connect(self) -> None:
        self.kind_combo.picked.connect(lambda *_kind: self.reload())
        self.pairs_tree.currentItemChanged.connect(lambda *_items: self._ask_comparison())
        self.fields_tree.itemClicked.connect(self._on_cell_chosen)
        self.fields_tree.itemActivated.connect(self._on_cell_chosen)
        self.merge_button.clicked.connect(lambda *_on: self.merge())
        self.distinct_button.clicked.connect(lambda *_on: self.tell_apart())
        self.open_button.clicked.connect(lambda *_on: self._open())
        self.undo_button.clicked.connect(lambda *_on: self._calls.undo())
        self.close_button.clicked.connect(self.widget.accept)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self.widget).activated.connect(
            self._calls.undo
        )

    # Reading

    def reload(self) -> None:
        """Look for twins again."""
        kind = self.kind_combo.value()
        kinds = (kind,) if kind else KINDS
        self._operations.ask(
            find_twins,
            kinds=kinds,
            on_done=self._on_pairs,
            owner=self.widget,
            busy_text=_("Looking for entries that look alike…"),
        )

    def _on_changed(self, _changes: object) -> None:
        self.reload()

    def _on_pairs(self, pairs: Sequence[TwinPair]) -> None:
        self.pairs = pairs
        self.pairs_tree.blockSignals(True)
        self.pairs_tree.clear()
        for pair in pairs:
            words = (
                pair.kept_name
                if pair.kept_name == pair.other_name
                else _("{one} / {other}").format(one=pair.kept_name, other=pair.other_name)
            )
            item = QTreeWidgetItem(self.pairs_tree, [words, pair.reason])
            item.setToolTip(0, plain_tip(f"{pair.kind_label}: {words}"))
        self.pairs_tree.blockSignals(False)
        count = len(pairs)
        self.widget.setWindowTitle(
            count_words(
                "{count} pair of entries that look alike", "{count} pairs of entries that look alike", count
            )
            if count
            else _("Records typed twice")
        )
        if pairs:
            row = min(self._row, count - 1)
            self.pairs_tree.setCurrentIndex(self.pairs_tree.model().index(row, 0))
        self._ask_comparison()

    def current(self) -> TwinPair | None:
        """Give the pair chosen."""
        row = self.pairs_tree.currentIndex().row() if self.pairs else -1
        return self.pairs[row] if 0 <= row < len(self.pairs) else None

    def _ask_comparison(self) -> None:
        pair = self.current()
        if pair is None:
            self._show_comparison(None)
            return
        self._row = self.pairs_tree.currentIndex().row()
        self._operations.ask(
            compare_twins,
            kind=pair.kind,
            one=pair.kept_id,
            other=pair.other_id,
            on_done=partial(self._on_compared, pair),
            on_error=lambda _error: self._show_comparison(None),
            owner=self.widget,
        )

    def _on_compared(self, pair: TwinPair, comparison: TwinComparison) -> None:
        if pair == self.current() and comparison != self.shown:
            self._show_comparison(comparison)

    def _show_comparison(self, comparison: TwinComparison | None) -> None:
        self.shown = comparison
        self.fields_tree.clear()
        for widget in (self.merge_button, self.distinct_button, self.open_button):
            widget.setEnabled(comparison is not None)
            widget.setVisible(comparison is not None)
        self.note_label.setVisible(comparison is not None)
        self.fields_tree.setVisible(comparison is not None)
        if comparison is None:
            self.title_label.setText(_("No entries look alike."))
            return
        self.title_label.setText(_("{kind}: the same?").format(kind=kind_label(comparison.kind)))
        for field in comparison.fields:
            words = [" ".join(field.kept.split()), " ".join(field.other.split())]
            item = QTreeWidgetItem(self.fields_tree, [field.label, *words])
            for column, text in enumerate((field.kept, field.other), start=1):
                item.setToolTip(column, plain_tip(text))
            if field.differs and not field.is_prose:
                item.setData(0, _NAME, field.name)
                self._tick(item, 1)
            elif field.differs:
                item.setText(0, _("{field} (both kept)").format(field=field.label))
        for kept, other in _side_by_side(comparison):
            item = QTreeWidgetItem(self.fields_tree, [_("Attached"), kept, other])
            item.setDisabled(True)

    # Choosing

    def _on_cell_chosen(self, item: QTreeWidgetItem, column: int) -> None:
        if column in (1, 2) and item.data(0, _NAME):
            self._tick(item, column)

    def _tick(self, item: QTreeWidgetItem, column: int) -> None:
        """Mark which value is kept: a sign, bold words, and words for screen readers."""
        for place in (1, 2):
            chosen = place == column
            item.setIcon(place, icon("circle-check" if chosen else "circle", "accent" if chosen else "muted"))
            weight = QFont.Weight.DemiBold if chosen else QFont.Weight.Normal
            item.setFont(place, scaled_font(self.widget.font(), 1, weight))
            text = item.text(place)
            said = (
                _("{value}, kept").format(value=text)
                if chosen
                else _("{value}, goes to the notes").format(value=text)
            )
            item.setData(place, Qt.ItemDataRole.AccessibleTextRole, said)

    def taken(self) -> list[str]:
        """List the fields whose value comes from the second entry."""
        found = []
        for row in range(self.fields_tree.topLevelItemCount()):
            item = self.fields_tree.topLevelItem(row)
            if item is not None and item.data(0, _NAME) and item.font(2).weight() == QFont.Weight.DemiBold:
                found.append(str(item.data(0, _NAME)))
        return found

    def choose(self, field: str, column: int) -> None:
        """Keep the first (1) or second (2) entry's value of a field."""
        for row in range(self.fields_tree.topLevelItemCount()):
            item = self.fields_tree.topLevelItem(row)
            if item is not None and item.data(0, _NAME) == field:
                self._tick(item, column)

    def merge(self) -> None:
        """Make one entry of the two."""
        if self.shown is not None:
            self._operations.write(
                merge_twins,
                kind=self.shown.kind,
                one=self.shown.kept_id,
                other=self.shown.other_id,
                take=self.taken(),
                owner=self.widget,
            )

    def tell_apart(self) -> None:
        """Note that these are two."""
        if self.shown is not None:
            self._operations.write(
                decide_distinct,
                kind=self.shown.kind,
                one=self.shown.kept_id,
                other=self.shown.other_id,
                owner=self.widget,
            )

    def _open(self) -> None:
        if self.shown is not None:
            second = self.fields_tree.currentColumn() == 2
            self._calls.open_record(self.shown.kind, self.shown.other_id if second else self.shown.kept_id)


def _side_by_side(comparison: TwinComparison) -> list[tuple[str, str]]:
    kept, other = list(comparison.kept_links), list(comparison.other_links)
    rows = max(len(kept), len(other))
    return list(zip(kept + [""] * (rows - len(kept)), other + [""] * (rows - len(other)), strict=True))


def show_twins(parent: QWidget, operations: Operations, calls: TwinsCalls, kind: str = "") -> TwinsForm:
    """Show the entries that look alike beside the work."""
    return show_beside(TwinsForm(parent, operations, calls, kind))
