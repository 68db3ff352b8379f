"""Open any table, text or workbook, as one header and its rows; must not know what a column means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from altterr_desktop.i18n import _
from altterr_desktop.importers.files import csv_reader, sniffer
from altterr_desktop.importers.files.cells import Cell, is_blank, text_of
from altterr_desktop.importers.files.kinds import FileKind, kind_of, read_sample, refuse
from altterr_desktop.importers.files.problems import (
    Cancel,
    Problem,
    Problems,
    Progress,
    UnreadableFile,
    excerpt_of,
    stop_if_asked,
)
from altterr_desktop.importers.files.sheets import Sheet, open_sheet, sheet_names, sheet_rows
from altterr_desktop.importers.files.sniffer import Dialect, HeaderScore, distinct_names
from altterr_desktop.importers.files.words import mend


class Row(NamedTuple):
    """Hold a row: its physical line in a text or its row in a sheet (from 1), and as many cells as the header."""

    line: int
    cells: list[Cell]


@dataclass
class Table:
    """Hold an opened table; its problems grow while its rows are read.

    The names of the header are distinct. `source` says in words how the file was read. Rows may be read again.
    """

    path: Path
    header: tuple[str, ...]
    header_line: int
    titles: tuple[str, ...]
    source: str
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    problems: Problems = field(default_factory=Problems)
    progress: Progress | None = None
    cancelled: Cancel | None = None
    dialect: Dialect | None = None
    opened: Sheet | None = None

    def rows(self, wanted: csv_reader.Wanted | None = None, head: int = -1) -> Iterator[Row]:
        """Give the rows that hold anything, in order; each time from the start, problems anew.

        With `wanted`, each row is first shown its first `head` + 1 cells as raw texts (a text file may still
        have its quotation marks there) and only the rows it wants are built. Raises Cancelled.
        """
        self.problems.clear()
        self.problems.left_out = 0
        if self.dialect is not None:
            return _text_rows(self, self.dialect, wanted, head)
        if self.opened is not None:
            return _sheet_rows(self, self.opened, wanted)
        return iter(())


def open_table(
    path: Path,
    sheet: str | None = None,
    *,
    score: HeaderScore | None = None,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> Table:
    """Open a table by what it contains, whatever its name: delimited text or workbook.

    `score` rates a row as a header for the source that asks; without it the first full row is the header.
    Progress counts bytes of a text, rows of a sheet. Raises UnreadableFile.
    """
    sample = read_sample(path)
    kind = kind_of(sample)
    if kind is FileKind.TEXT:
        dialect = sniffer.sniff(path, sample, score)
        return Table(
            path=path,
            header=distinct_names(dialect.header),
            header_line=dialect.header_line,
            titles=dialect.titles,
            source=_describe(path, dialect),
            progress=progress,
            cancelled=cancelled,
            dialect=dialect,
        )
    if kind not in {FileKind.ZIP, FileKind.OLE}:
        raise refuse(path, kind)
    opened = open_sheet(path, kind, sheet, score)
    return Table(
        path=path,
        header=distinct_names(opened.header),
        header_line=opened.header_line,
        titles=opened.titles,
        source=_("{name}, sheet “{sheet}”").format(name=path.name, sheet=opened.name),
        sheet=opened.name,
        sheets=opened.names,
        progress=progress,
        cancelled=cancelled,
        opened=opened,
    )


def list_sheets(path: Path) -> tuple[str, ...]:
    """List the sheets shown in a workbook, nothing for a text; raise UnreadableFile like open_table."""
    kind = kind_of(read_sample(path))
    return sheet_names(path, kind) if kind in {FileKind.ZIP, FileKind.OLE} else ()


def _describe(path: Path, dialect: Dialect) -> str:
    if dialect.delimiter == sniffer.NO_DELIMITER:
        words = _("{name}, {encoding}, one column")
    elif dialect.delimiter == "\t":
        words = _("{name}, {encoding}, cells separated by tabulations")
    else:
        words = _("{name}, {encoding}, cells separated by “{delimiter}”")
    return words.format(name=path.name, encoding=dialect.encoding.label, delimiter=dialect.delimiter)


def _text_rows(table: Table, dialect: Dialect, wanted: csv_reader.Wanted | None, head: int) -> Iterator[Row]:
    width = len(table.header)
    repair = mend if dialect.mojibake else str.strip
    with csv_reader.open_text(table.path, dialect.encoding) as handle:
        lines = csv_reader.lines_of(
            handle, table.problems, progress=table.progress, cancelled=table.cancelled
        )
        for number, _line in lines:
            if number >= dialect.data_after:
                break
        for number, cells in csv_reader.records(
            lines,
            dialect.delimiter,
            problems=table.problems,
            width=dialect.width,
            wanted=wanted,
            head=head,
        ):
            if any(cell and not cell.isspace() for cell in cells) and _fits(
                table.problems, number, cells, width
            ):
                yield Row(number, [repair(cell).strip() for cell in cells])


def _fits(problems: Problems, number: int, cells: list[str], width: int) -> bool:
    """Bring a record to the width of the header; report it when cells are missing or too many."""
    count = len(cells)
    if count == width:
        return True
    if count > width:
        extra = next((cell for cell in cells[width:] if cell.strip()), None)
        del cells[width:]
        if extra is None:
            return True
        reason = _("Cells: {count} instead of {width}. The line was left out.")
    else:
        alone = count == 1 and width > 2  # noqa: PLR2004 - a note under the table, not one of its lines
        reason = (
            _("Cells: {count} instead of {width}. The line was left out.")
            if alone
            else _("Cells: {count} instead of {width}. The missing ones are read as empty.")
        )
        extra = cells[0] if alone else None
        cells.extend([""] * (width - count))
    kept = extra is None
    problems.add(
        Problem(number, reason.format(count=count, width=width), "", excerpt_of(extra or ""), kept=kept)
    )
    return kept


def _sheet_rows(table: Table, sheet: Sheet, wanted: csv_reader.Wanted | None) -> Iterator[Row]:
    width = len(table.header)
    beyond = False
    for number, cells in sheet_rows(table.path, sheet):
        if not number & 0x3FF:
            stop_if_asked(table.cancelled)
            if table.progress is not None:
                table.progress(number, sheet.height)
        if all(is_blank(cell) for cell in cells):
            continue
        if not beyond and not all(is_blank(cell) for cell in cells[width:]):
            beyond = True
            reason = _("Cells to the right of the last named column were ignored, from this line on.")
            table.problems.add(Problem(number, reason, kept=True))
        row = _to_width(cells, width)
        if not all(is_blank(cell) for cell in row) and (
            wanted is None or wanted([text_of(cell) for cell in row])
        ):
            yield Row(number, row)
    if table.progress is not None:
        table.progress(sheet.height, sheet.height)


def _to_width(cells: Sequence[Cell], width: int) -> list[Cell]:
    return [*cells[:width], *([""] * (width - len(cells)))]


__all__ = ["Row", "Table", "UnreadableFile", "list_sheets", "open_table"]
