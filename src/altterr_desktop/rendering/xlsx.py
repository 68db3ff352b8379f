"""Write a workbook as XLSX: openpyxl makes the structure, the rows and the formulas' values are put in after.

openpyxl keeps a table's rows in memory and writes no value beside a formula, so that previews and phones show
blanks; both are settled in one pass over the parts of the file it made.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from openpyxl import Workbook as Book
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.i18n import language_set
from altterr_desktop.rendering import styles
from altterr_desktop.rendering.cells import ALIGNED_RIGHT, cell_text, is_active, rows_xml, standing_words
from altterr_desktop.rendering.files import save
from altterr_desktop.rendering.texts import on_one_line, shortened
from altterr_desktop.rendering.workbook import (
    FIRST_LINE,
    CellKind,
    Formula,
    PageSheet,
    SheetColumn,
    TableSheet,
    Workbook,
    column_letter,
    first_rows,
    quoted_sheet,
)

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.cell.cell import Cell, MergedCell
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
_PRINTED = 210  # characters of width that stay readable on one sheet of paper
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
        if isinstance(sheet, TableSheet):
            shown = sum(column.width for column in sheet.columns if column.kind is not CellKind.ID)
            page.page_setup.fitToWidth = max(1, math.ceil(shown / _PRINTED))
    _list_sheet(made)
    book.properties.title = on_one_line(source.title)
    book.properties.subject = on_one_line(source.subject)
    book.properties.creator = on_one_line(source.author)
    book.properties.created = datetime.combine(source.written_on, time())
    return made


def _sheet_name(name: str) -> str:
    """Give a name that spreadsheet programs accept: 31 characters, without the signs of references."""
    return _FORBIDDEN.sub(" ", on_one_line(name))[:31].strip("' ") or "-"


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour.removeprefix("#"), end_color=colour.removeprefix("#"))


def _font(
    *,
    size: float = 10,
    bold: bool = False,
    colour: str = styles.INK,
) -> Font:
    return Font(name=FONT, size=size, bold=bold, color=colour.removeprefix("#"))


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


def _style(cell: Cell | MergedCell, column: SheetColumn, *, guarded: bool) -> None:
    cell.font = _font(bold=column.kind is CellKind.STANDING)
    cell.number_format = _FORMATS.get(column.kind, "@" if guarded else "General")
    side = "right" if column.kind in ALIGNED_RIGHT else "left"
    cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=column.kind is CellKind.LONG_TEXT)
    cell.border = Border(bottom=Side("hair", color=styles.RULE.removeprefix("#")))
    cell.protection = Protection(locked=column.locked or column.kind is CellKind.ID)
    if guarded:
        cell.quotePrefix = True


def _rules(made: _Making, page: Worksheet, column: SheetColumn, area: str) -> None:
    """Add what a column offers to choose from, and the colours of standings."""
    choices = tuple(column.choices)
    if column.kind is CellKind.STANDING:
        choices = choices or tuple(standing_words(standing) for standing in Standing)
        for standing in Standing:
            page.conditional_formatting.add(area, _standing_rule(standing))
    if choices:
        offered = DataValidation(
            type="list", formula1=_choices(made, choices), allow_blank=True, showErrorMessage=False
        )
        offered.add(area)
        page.add_data_validation(offered)


def _standing_rule(standing: Standing) -> Rule:
    look = styles.LOOKS[standing]
    words = standing_words(standing).replace('"', '""')
    ink = look.ink if _brightness(look.fill) < _LIGHT_INK else styles.INK
    shown = DifferentialStyle(font=Font(color=ink.removeprefix("#"), bold=True), fill=_fill(look.fill))
    return Rule(type="cellIs", operator="equal", formula=[f'"{words}"'], dxf=shown)


def _brightness(colour: str) -> int:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return 54 * red + 183 * green + 18 * blue


def _choices(made: _Making, choices: tuple[str, ...]) -> str:
    """Give the range of a list of choices on the hidden sheet; in the rule itself 255 characters are the limit."""
    if choices not in made.choices:
        letter = column_letter(len(made.choices))
        made.choices[choices] = f"{quoted_sheet(_LISTS)}!${letter}$1:${letter}${len(choices)}"
    return made.choices[choices]


def _list_sheet(made: _Making) -> None:
    if not made.choices:
        return
    page = made.book.create_sheet(_LISTS)
    page.sheet_state = "hidden"
    for index, choices in enumerate(made.choices, 1):
        for number, choice in enumerate(choices, 1):
            _put(made, page, number, index, choice)


def _page_sheet(made: _Making, page: Worksheet, sheet: PageSheet) -> None:
    """Write a page: title, lines, then each small table under its own title."""
    page.sheet_view.showGridLines = False
    _put(made, page, 1, 1, sheet.title).font = _font(size=18, bold=True, colour=styles.PETROL)
    page.row_dimensions[1].height = 28
    widest = max((len(grid.columns) for grid in sheet.grids), default=1)
    for number, line in enumerate(sheet.lines, FIRST_LINE):
        cell = _put(made, page, number, 1, line)
        cell.font = _font()
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if widest > 1:
            page.merge_cells(start_row=number, start_column=1, end_row=number, end_column=max(widest, 5))
        page.row_dimensions[number].height = 15 * max(1, -(-len(line) // 100))
    firsts = first_rows(len(sheet.lines), [len(grid.rows) for grid in sheet.grids])
    for grid, first in zip(sheet.grids, firsts, strict=True):
        _grid(made, page, grid, first)
    if not sheet.grids:
        page.column_dimensions["A"].width = 110


def _grid(made: _Making, page: Worksheet, grid: Grid, first: int) -> None:
    """Write a small table whose first row of values is given: title and header stand above it."""
    _put(made, page, first - 2, 1, grid.title).font = _font(size=12, bold=True, colour=styles.PETROL)
    for index, column in enumerate(grid.columns, 1):
        _grid_head(made, page, column, (first - 1, index), len(grid.rows))
    for number, row in enumerate(grid.rows, first):
        is_total = grid.has_total and number == first + len(grid.rows) - 1
        for index, (value, column) in enumerate(zip(row, grid.columns, strict=True), 1):
            cell = _put(made, page, number, index, value)
            _style(cell, column, guarded=isinstance(value, str) and is_active(value))
            if is_total:
                cell.font = _font(bold=True)
                cell.border = Border(top=Side("thin", color=styles.PETROL.removeprefix("#")))


def _grid_head(
    made: _Making, page: Worksheet, column: SheetColumn, place: tuple[int, int], rows: int
) -> None:
    number, index = place
    head = _put(made, page, number, index, column.title)
    head.font, head.fill = _font(bold=True, colour=styles.WHITE), _fill(styles.PETROL)
    right = column.kind in ALIGNED_RIGHT
    head.alignment = Alignment(horizontal="right" if right else "left", vertical="center", wrap_text=True)
    letter = column_letter(index - 1)
    width = page.column_dimensions[letter]
    width.width = max(column.width, width.width if width.customWidth else 0)
    if column.kind is CellKind.STANDING and rows:
        for standing in Standing:
            page.conditional_formatting.add(
                f"{letter}{number + 1}:{letter}{number + rows}", _standing_rule(standing)
            )


def _put(made: _Making, page: Worksheet, row: int, column: int, value: Value) -> Cell | MergedCell:
    """Write one value on a page; text never becomes a formula, and a formula's value is kept to be put in."""
    cell = page.cell(row, column)
    if isinstance(value, Formula):
        cell.value = "=" + value.expression
        made.values.setdefault(page.title, {})[cell.coordinate] = value.value
    elif isinstance(value, Standing):
        cell.value = standing_words(value)
    elif isinstance(value, str):
        cell.value = cell_text(value)
        cell.data_type = "s"
        if is_active(value):
            cell.quotePrefix = True
    elif value is not None:
        cell.value = value
    return cell


def _print_setup(page: Worksheet, source: Workbook) -> None:
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins.left = page.page_margins.right = 0.5
    head, foot = page.oddHeader, page.oddFooter
    if head and foot:  # openpyxl types them as optional; it always makes them
        head.left.text, head.right.text = _running(source.title), _running(source.territory)
        foot.left.text, foot.right.text = "&A", "&P / &N"


def _running(text: str) -> str:
    return shortened(on_one_line(text), 60).replace("&", "&&")


def _complete(made: _Making, parts: zipfile.ZipFile, out: zipfile.ZipFile) -> None:
    """Copy the parts of the file, with rows, formulas' values and the document's own date put in."""
    places = {
        f"xl/worksheets/sheet{index}.xml": page.title for index, page in enumerate(made.book.worksheets, 1)
    }
    stamp = made.source.written_on
    for name in parts.namelist():
        info = zipfile.ZipInfo(name, (max(stamp.year, 1980), stamp.month, stamp.day, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED
        text = parts.read(name)
        title = places.get(name, "")
        if title in made.tables:
            _write_table(made.tables[title], text.decode(), out, info)
            continue
        if title in made.values:
            text = _with_values(text.decode(), made.values[title]).encode()
        elif name == "docProps/core.xml":
            text = re.sub(
                rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>%sT00:00:00Z" % stamp.isoformat().encode(), text
            )
        out.writestr(info, text)


def _write_table(sheet: TableSheet, frame: str, out: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    """Put a table's rows in the place of the two model rows, a few at a time."""
    found = _SHEET_ROWS.search(frame)
    if found is None:
        raise ValueError("the frame of a table lost its model rows")
    usual = [int(style or 0) for row, style in _STYLE.findall(found[0]) if row == "2"]
    guarded = [int(style or 0) for row, style in _STYLE.findall(found[0]) if row == "3"]
    with out.open(info, "w", force_zip64=True) as stream:
        stream.write(frame[: found.start()].encode())
        for row in rows_xml(sheet.rows, list(zip(usual, guarded, strict=True)), sheet.columns):
            stream.write(row.encode())
        stream.write(frame[found.end() :].encode())


def _with_values(frame: str, values: dict[str, int | float | str]) -> str:
    """Put each formula's value beside it, as spreadsheet programs do when they save."""

    def stored(found: re.Match[str]) -> str:
        value = values[found[1]]
        kind = ' t="str"' if isinstance(value, str) else ""
        return f'<c r="{found[1]}"{found[2]}{kind}>{found[3]}<v>{escape(str(value))}</v></c>'

    return re.sub(r'<c r="([A-Z]+\d+)"([^>]*)>(<f>.*?</f>)<v ?/?>(?:</v>)?</c>', stored, frame)
