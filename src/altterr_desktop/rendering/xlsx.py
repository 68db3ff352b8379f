"""Write a workbook as XLSX: openpyxl makes the structure, the rows and the formulas' values are put in after.

openpyxl keeps a table's rows in memory and writes no value beside a formula, so that previews and phones show
blanks; both are settled in one pass over the parts of the file it made.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING

from openpyxl import Workbook as Book
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.i18n import language_set
from altterr_desktop.rendering import styles
from altterr_desktop.rendering.cells import ALIGNED_RIGHT, cell_text, is_active, rows_xml, standing_words
from altterr_desktop.rendering.files import save
from altterr_desktop.rendering.texts import on_one_line, shortened
from altterr_desktop.rendering.workbook import (
    CellKind,
    Formula,
    PageSheet,
    SheetColumn,
    TableSheet,
    Workbook,
    column_letter,
    quoted_sheet,
)

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from altterr_desktop.rendering.workbook import Grid, Value

FONT = "Arial"
_LISTS = "_lists"
_FORMATS = {
    CellKind.NUMBER: "#,##0",
    CellKind.DECIMAL: "0.0",
    CellKind.PERCENT: "0 %",
    CellKind.DATE: "dd/mm/yyyy",
    CellKind.MONTH: "[$-40C]mmm yyyy",
}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_SHEET_ROWS = re.compile(r"<row r=\"2\".*</row>(?=</sheetData>)", re.DOTALL)
_STYLE = re.compile(r'<c r="[A-Z]+([23])"(?: s="(\d+)")?')
_LIGHT_INK = 40_000  # of a fill's weighted brightness, above which its text is dark


@dataclass
class _Making:
    """Hold the book being made: lists of choices, rows and values to put in once it is saved."""

    book: Book
    source: Workbook
    choices: dict[tuple[str, ...], str] = field(default_factory=dict)
    tables: dict[str, TableSheet] = field(default_factory=dict)
    values: dict[str, dict[str, int | float | str]] = field(default_factory=dict)


def save_workbook(source: Workbook, path: Path) -> None:
    """Write a workbook to a file, whole or not at all. Raises NotSaved."""
    save(path, lambda beside: _write(source, beside))


def _write(source: Workbook, path: Path) -> None:
    with language_set(source.language):
        made = _made(source)
        frame = io.BytesIO()
        made.book.save(frame)
        with zipfile.ZipFile(frame) as parts, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
            _complete(made, parts, out)


def _made(source: Workbook) -> _Making:
    book = Book()
    book.remove(book.worksheets[0])
    made = _Making(book, source)
    for sheet in source.sheets:
        name = _sheet_name(sheet.name)
        page = book.create_sheet(name)
        if isinstance(sheet, TableSheet):
            _table_sheet(made, page, sheet)
        else:
            _page_sheet(made, page, sheet)
        _print_setup(page, source)
    _list_sheet(made)
    book.properties.title = on_one_line(source.title)
    book.properties.subject = on_one_line(source.subject)
    book.properties.creator = on_one_line(source.author)
    book.properties.created = datetime.combine(source.written_on, time())  # noqa: DTZ - the format has no zone
    return made


def _sheet_name(name: str) -> str:
    """Give a name that spreadsheet programs accept: 31 characters, without the signs of references."""
    return _FORBIDDEN.sub(" ", on_one_line(name))[:31].strip("' ") or "-"


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour.removeprefix("#"), end_color=colour.removeprefix("#"))


def _font(*, size: float = 10, bold: bool = False, colour: str = styles.INK, italic: bool = False) -> Font:
    return Font(name=FONT, size=size, bold=bold, italic=italic, color=colour.removeprefix("#"))


def _table_sheet(made: _Making, page: Worksheet, sheet: TableSheet) -> None:
    """Make the frame of a table: header, styles of each column in two model rows, table, rules, choices."""
    rows = list(sheet.rows) or [(None,) * len(sheet.columns)]
    made.tables[page.title] = TableSheet(sheet.name, sheet.columns, rows, sheet.protected)
    last = len(rows) + 1
    for index, column in enumerate(sheet.columns, 1):
        head = page.cell(1, index, on_one_line(column.title))
        head.font, head.fill = _font(bold=True, colour=styles.WHITE), _fill(styles.PETROL)
        head.alignment = Alignment(vertical="center", wrap_text=True)
        for number in (2, 3):
            _style(page.cell(number, index), column, guarded=number == 3)
        letter = column_letter(index - 1)
        page.column_dimensions[letter].width = column.width
        page.column_dimensions[letter].hidden = column.kind is CellKind.ID
        _rules(made, page, column, f"{letter}2:{letter}{last}")
    page.row_dimensions[1].height = 30
    page.freeze_panes = _first_free(sheet)
    table = Table(displayName=f"T{len(made.tables)}", ref=f"A1:{column_letter(len(sheet.columns) - 1)}{last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    page.add_table(table)
    page.print_title_rows = "1:1"
    if sheet.protected:
        _protect(page)


def _first_free(sheet: TableSheet) -> str:
    """Give the cell under the header and after the first column people see, both kept in sight."""
    seen = next((index for index, column in enumerate(sheet.columns) if column.kind is not CellKind.ID), 0)
    return f"{column_letter(seen + 1)}2"


def _protect(page: Worksheet) -> None:
    page.protection.sheet = True
    page.protection.autoFilter = page.protection.sort = False
    page.protection.formatColumns = page.protection.formatRows = False


def _style(cell: Cell, column: SheetColumn, *, guarded: bool) -> None:
    cell.font = _font(bold=column.kind is CellKind.STANDING)
    cell.number_format = _FORMATS.get(column.kind, "@" if guarded else "General")
    side = "right" if column.kind in ALIGNED_RIGHT else "left"
    wrapped = column.kind is CellKind.LONG_TEXT
    cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=wrapped, quotePrefix=None) if False else Alignment(horizontal=side, vertical="top", wrap_text=wrapped)
    cell.border = Border(bottom=Side("hair", color=styles.RULE.removeprefix("#")))
    cell.protection = Protection(locked=column.locked or column.kind is CellKind.ID)
    if guarded:
        cell.style_array = None if False else cell.style_array  # noqa: SIM222
        cell.quotePrefix = True
