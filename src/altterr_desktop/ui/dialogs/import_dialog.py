"""Show what a file would change before anything is written; it reads no file and writes nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.i18n import _
from altterr_desktop.i18n.numbers import number
from altterr_desktop.importers.catalogue import SOURCES
from altterr_desktop.importers.prepared import Prepared
from altterr_desktop.services.imports import ImportLine
from altterr_desktop.ui.dialogs.import_columns import ColumnsPage
from altterr_desktop.ui.dialogs.import_words import (
    ACTIONS,
    MAPPED_FIELDS,
    action_count,
    action_name,
    line_kind,
    problem_lines,
    summary,
)
from altterr_desktop.ui.dialogs.showing import show_over
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.columns import Cell, Column
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.kit.plain import ElidedLabel, scaled_font
from altterr_desktop.ui.kit.row_model import RowModel
from altterr_desktop.ui.kit.table import RecordTable

_MAPPING_PAUSE_MS = 350


@dataclass(frozen=True)
class ImportCalls:
    """Hold what the dialog asks for.

    `read(source, mapping)` reads the file again and ends in `show_prepared` or `refuse`; `write(prepared)`
    brings it in.
    """

    read: Callable[[str, Mapping[str, Sequence[str]] | None], object]
    write: Callable[[Prepared], object]


@dataclass(frozen=True)
class _Row:
    id: str
    action: str
    kind: str
    name: str
    details: str
    line: str


class ImportForm(Form):
    """Bind the preview: counts that filter, lines, problems, columns."""

    FORM = "import_dialog"
    widget: QDialog
    title_label: QLabel
    source_combo: ChoiceCombo
    file_label: ElidedLabel
    summary_label: QLabel
    views: QTabWidget
    chips_row: QHBoxLayout
    lines_place: QVBoxLayout
    problems_edit: QPlainTextEdit
    copy_button: QPushButton
    columns_place: QVBoxLayout
    error_label: QLabel
    busy_label: QLabel
    cancel_button: QPushButton
    import_button: QPushButton

    def __init__(
        self, parent: QWidget | None, path: Path, source: str, operations: Operations, calls: ImportCalls
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._prepared: Prepared | None = None
        self._rows: Sequence[ImportLine] = ()
        self._chips: dict[str, QPushButton] = {}
        self.chosen_action = ""
        self.source_combo.set_choices([(one.name, one.title) for one in SOURCES], empty="–")
        self.source_combo.setMinimumContentsLength(max(len(one.title) for one in SOURCES))
        self.source_combo.set_value(source or None)
        self.title_label.setFont(scaled_font(self.widget.font(), 1.3, QFont.Weight.DemiBold))
        self.file_label.setText(str(path))
        self.model = RowModel(_columns(), self._page, operations, self.widget)
        self.table = RecordTable(self.model, self.widget)
        self.table.setAccessibleName(_("Lines of the file"))
        self.lines_place.addWidget(self.table)
        self._build_chips()
        self.columns_page = ColumnsPage(self.widget)
        self.columns_place.addWidget(self.columns_page)
        self._pause = QTimer(self.widget, singleShot=True, interval=_MAPPING_PAUSE_MS)
        self._pause.timeout.connect(self._read_again)
        self.columns_page.changed.connect(self._on_columns_changed)
        self.source_combo.picked.connect(lambda *_source: self._on_source_picked())
        self.copy_button.clicked.connect(
            lambda *_on: QApplication.clipboard().setText(self.problems_edit.toPlainText())
        )
        self.import_button.clicked.connect(lambda *_on: self._on_import_asked())
        self.cancel_button.clicked.connect(self.widget.reject)
        self.error_label.hide()
        unit = self.widget.fontMetrics().height()
        self.widget.resize(unit * 62, unit * 38)

    # What the owner shows

    def show_prepared(self, source: str, prepared: Prepared) -> None:
        """Show what was read."""
        self._prepared = prepared
        self.source_combo.set_value(source)
        self._set_busy(busy=False)
        self.error_label.hide()
        counts = prepared.preview.counts
        changes = counts.created + counts.updated + counts.closed
        self.title_label.setText(prepared.title[:1].upper() + prepared.title[1:])
        self.summary_label.setText(summary(prepared))
        for action in ACTIONS:
            count = action_count(counts, action)
            chip = self._chips[action]
            chip.setText(f"{action_name(action)}  {number(count)}")
            chip.setEnabled(bool(count))
        self._chips[""].setText(f"{_('All')}  {number(len(prepared.preview.lines))}")
        self._show_action("")
        problems = prepared.preview.problems
        self.problems_edit.setPlainText(problem_lines(problems) or _("No problem was found."))
        self.copy_button.setEnabled(bool(problems))
        self.views.setTabText(1, _("Problems ({count})").format(count=number(len(problems))))
        self.views.setTabVisible(2, bool(prepared.header))
        if prepared.header:
            fields = prepared.fields or MAPPED_FIELDS
            self.columns_page.show_mapping(prepared.header, prepared.mapping, fields)
        self.import_button.setEnabled(bool(changes))
        self.import_button.setText(_("Bring in"))

    def refuse(self, sentence: str) -> None:
        """Say why the file could not be read in this way; the choice of what it is stays open."""
        self._set_busy(busy=False)
        self.import_button.setEnabled(False)
        self.error_label.setText(sentence)
        self.error_label.show()
        if self._prepared is None:
            self.title_label.setText(_("What is this file?"))
            self.summary_label.setText(_("Choose on the right what to bring it in as."))
            self.views.setTabVisible(2, False)
            self.source_combo.setFocus()

    def prepared(self) -> Prepared | None:
        """Give what is shown."""
        return self._prepared

    # Inside

    def _build_chips(self) -> None:
        names: list[tuple[str, str]] = [("", _("All"))]
        names += [(action, action_name(action)) for action in ACTIONS]
        for action, name in names:
            chip = QPushButton(name, self.widget)
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setChecked(not action)
            chip.clicked.connect(partial(self._on_chip_clicked, action))
            self._chips[action] = chip
            self.chips_row.addWidget(chip)
        self.chips_row.addStretch(1)

    def _on_chip_clicked(self, action: str, *_on: object) -> None:
        self._show_action(action)

    def _show_action(self, action: str) -> None:
        self.chosen_action = action
        for name, chip in self._chips.items():
            chip.setChecked(name == action)
        lines = self._prepared.preview.lines if self._prepared else ()
        self._rows = [line for line in lines if not action or line.action == action]
        self.model.set_query(Query())

    def _page(self, query: Query) -> Page[_Row]:
        """Give the lines of a page; called on the worker's thread, which only reads."""
        rows = self._rows
        shown = rows[query.offset : query.offset + query.limit]
        return Page([_row(query.offset + place, line) for place, line in enumerate(shown)], len(rows))

    def _on_columns_changed(self) -> None:
        self.import_button.setEnabled(False)
        self._pause.start()

    def _on_source_picked(self) -> None:
        if self.source_combo.value():
            self._prepared = None
            self._read(None)

    def _read_again(self) -> None:
        self._read(self.columns_page.mapping())

    def _read(self, mapping: Mapping[str, Sequence[str]] | None) -> None:
        self._set_busy(busy=True)
        self._calls.read(self.source_combo.value() or "", mapping)

    def _on_import_asked(self) -> None:
        if self._prepared is not None:
            self.widget.accept()
            self._calls.write(self._prepared)

    def _set_busy(self, *, busy: bool) -> None:
        self.busy_label.setText(_("Reading the file…") if busy else "")
        if busy:
            self.import_button.setEnabled(False)


def show_import(
    parent: QWidget, path: Path, source: str, operations: Operations, calls: ImportCalls
) -> ImportForm:
    """Show the preview over the window."""
    return show_over(ImportForm(parent, path, source, operations, calls))


def _columns() -> tuple[Column, ...]:
    return (
        Column("action", _("Effect"), 12, cell=Cell.STRONG, sort=""),
        Column("kind", _("What"), 14, cell=Cell.MUTED, sort=""),
        Column("name", _("Name"), 30, stretch=True, sort=""),
        Column("details", _("Details"), 30, stretch=True, cell=Cell.MUTED, sort=""),
        Column("line", _("Line"), 7, cell=Cell.MUTED, align=Qt.AlignmentFlag.AlignRight, sort=""),
    )


def _row(place: int, line: ImportLine) -> _Row:
    return _Row(
        str(place),
        action_name(line.action),
        line_kind(line),
        line.name,
        line.details,
        str(line.line) if line.line else "",
    )
