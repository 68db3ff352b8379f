"""Read the sheets of a workbook (xlsx, xlsb, xls, ods) within bounds; must not know what a column means."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from altterr_desktop.domain.errors import KnownError
from altterr_desktop.i18n import _
from altterr_desktop.importers.files import archives, extents, ole
from altterr_desktop.importers.files.cells import Cell, clean_cell, is_blank, text_of
from altterr_desktop.importers.files.kinds import FileKind, refuse
from altterr_desktop.importers.files.problems import UnreadableFile
from altterr_desktop.importers.files.sniffer import HeaderScore, find_header, without_blank_tail

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MAX_FILE = 60 * 1024 * 1024
MAX_SECONDS = 120.0

_FIRST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold one sheet ready to be read: its header, the row it is on (from 1), and how many rows there are."""

    name: str
    names: tuple[str, ...]
    header: tuple[str, ...]
    header_line: int
    titles: tuple[str, ...]
    height: int
    source: CalamineSheet


def sheet_names(path: Path, kind: FileKind) -> tuple[str, ...]:
    """List the sheets of a workbook that are shown, in order; raise UnreadableFile when it cannot be read."""
    _check(path, kind)
    with _one_clear_error(path):
        return tuple(_visible_names(_load(path)))


def open_sheet(path: Path, kind: FileKind, sheet: str | None, score: HeaderScore | None) -> Sheet:
    """Open a sheet of a workbook: the one named, else the one with the best header, else the first table.

    Raises UnreadableFile with the sentence for what is wrong: a password, a bomb, damage, no such sheet.
    """
    _check(path, kind)
    with _one_clear_error(path):
        workbook = _load(path)
        names = _visible_names(workbook)
        if sheet is not None and sheet not in workbook.sheet_names:
            raise UnreadableFile(
                _("“{name}” has no sheet “{sheet}”. It has: {sheets}.").format(
                    name=path.name, sheet=sheet, sheets=", ".join(names)
                )
            )
        wanted = [sheet] if sheet is not None else names
        found = [opened for name in wanted if (opened := _open(workbook, name, names, score)) is not None]
    if not found:
        raise UnreadableFile(_("“{name}” holds no table: its sheets are empty.").format(name=path.name))
    return max(found, key=lambda opened: _rating(opened, score))


def sheet_rows(path: Path, sheet: Sheet) -> Iterator[tuple[int, list[Cell]]]:
    """Give the rows under the header as (row number in the sheet, cells), merged cells repeated downwards."""
    deadline = time.monotonic() + MAX_SECONDS
    merged = _merged_downwards(sheet.source)
    carried: dict[int, tuple[int, Cell]] = {}
    with _one_clear_error(path):
        for number, raw in enumerate(sheet.source.iter_rows(), start=1):
            row: list[Cell] = [clean_cell(cell) for cell in raw]
            for column, last in merged.get(number, ()):
                carried[column] = (last, row[column])
            for column, (last, cell) in carried.items():
                if number <= last and is_blank(row[column]):
                    row[column] = cell
            if number > sheet.header_line:
                yield number, row
            if not number & 0x3FF and time.monotonic() > deadline:
                raise UnreadableFile(_("“{name}” takes too long to read.").format(name=path.name))


def _check(path: Path, kind: FileKind) -> None:
    if path.stat().st_size > MAX_FILE:
        raise UnreadableFile(
            _(
                "“{name}” is larger than {size} MB. Save the sheet you need as .csv and import that file."
            ).format(name=path.name, size=MAX_FILE // 1024 // 1024)
        )
    try:
        if kind is FileKind.OLE:
            ole.check_workbook(path)
            _check_inner_archive(path)
            return
        names = {entry.name for entry in archives.entries_of(path)}
        if "xl/workbook.bin" in names:
            raise UnreadableFile(
                _("“{name}” is a binary workbook (.xlsb). Save it as .xlsx and import that file.").format(
                    name=path.name
                )
            )
        if "content.xml" not in names and not any(name.startswith("xl/") for name in names):
            raise refuse(path, FileKind.ZIP)
        extents.check_workbook(path)
    except ole.NotAWorkbook as error:
        raise refuse(path, FileKind.BINARY) from error
    except ole.Locked as error:
        raise _locked(path) from error
    except archives.TooLarge as error:
        raise UnreadableFile(
            _(
                "A sheet of “{name}” is too large, or has a value far away from its table. "
                "Copy the table alone into a new file, or save it as .csv, and import that."
            ).format(name=path.name)
        ) from error
    except archives.UnsafeArchive as error:
        raise _damaged(path) from error


def _check_inner_archive(path: Path) -> None:
    """Measure the archive that an old workbook may carry (its theme is one): the library might open it instead."""
    if not zipfile.is_zipfile(path):
        return
    try:
        extents.check_workbook(path)
    except archives.TooLarge:
        raise
    except archives.UnsafeArchive:
        # Not an archive after all, or not one that can be opened.
        return


def _locked(path: Path) -> UnreadableFile:
    return UnreadableFile(
        _(
            "“{name}” is protected by a password. Open it, save it without the password, then import it."
        ).format(name=path.name)
    )


def _damaged(path: Path) -> UnreadableFile:
    return UnreadableFile(
        _(
            "“{name}” cannot be read: it is damaged or incomplete. "
            "Open it in a spreadsheet program and save it again as .xlsx or .csv."
        ).format(name=path.name)
    )


@contextmanager
def _one_clear_error(path: Path) -> Iterator[None]:
    """Turn whatever the native library raises, its panics too, into one sentence that names the file."""
    try:
        yield
    except (KnownError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        # A panic of the library derives from BaseException alone.
        if type(error).__name__ == "PasswordError":
            raise _locked(path) from error
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise _damaged(path) from error
        raise


def _load(path: Path) -> CalamineWorkbook:
    from python_calamine import CalamineWorkbook

    # By content: the name may say anything.
    with path.open("rb") as file:
        return CalamineWorkbook.from_filelike(file)


def _visible_names(workbook: CalamineWorkbook) -> list[str]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    shown = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]
    return shown or list(workbook.sheet_names)


def _open(
    workbook: CalamineWorkbook, name: str, names: Sequence[str], score: HeaderScore | None
) -> Sheet | None:
    source = workbook.get_sheet_by_name(name)
    first = [[clean_cell(cell) for cell in row] for row in islice(source.iter_rows(), _FIRST_ROWS)]
    filled = [(index, row) for index, row in enumerate(first) if not all(is_blank(cell) for cell in row)]
    index = find_header([row for _index, row in filled], score)
    if index is None:
        return None
    position, header = filled[index]
    return Sheet(
        name=name,
        names=tuple(names),
        header=tuple(without_blank_tail([text_of(cell) for cell in header])),
        header_line=position + 1,
        titles=tuple(
            " ".join(text_of(cell) for cell in row if not is_blank(cell)) for _index, row in filled[:index]
        ),
        height=source.total_height,
        source=source,
    )


def _rating(sheet: Sheet, score: HeaderScore | None) -> tuple[float, bool]:
    """Rate a sheet by its header; among equals the first that is a table, and not a page of explanations."""
    return (score(sheet.header) if score is not None else 0.0, len(sheet.header) > 1)


def _merged_downwards(source: CalamineSheet) -> dict[int, list[tuple[int, int]]]:
    """Give, by row from 1, the columns where a merged cell begins and the last row it covers."""
    first_column = source.start[1] if source.start else 0
    width = source.width
    merged: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _right) in source.merged_cell_ranges or ():
        column = left - first_column
        if bottom > top and 0 <= column < width:
            merged.setdefault(top + 1, []).append((column, bottom + 1))
    return merged
