"""Describe a workbook as plain data: sheets, columns, rows; how it becomes a file is the writer's affair."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from altterr_desktop.domain.commitments import Standing

FIRST_LINE = 3
"""The row of a page's first line, under its title."""


class CellKind(Enum):
    """Name what a column holds."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DECIMAL = "decimal"
    PERCENT = "percent"
    DATE = "date"
    MONTH = "month"
    STANDING = "standing"
    ID = "id"


@dataclass(frozen=True)
class Formula:
    """Hold a formula, in the English words of the file format and without its «=», and its value as computed here."""

    expression: str
    value: int | float | str


Value = str | int | float | date | Standing | Formula | None


@dataclass(frozen=True)
class SheetColumn:
    """Describe a column: title, kind, width in characters, what may be chosen, if it may be changed."""

    title: str
    kind: CellKind = CellKind.TEXT
    width: float = 16
    choices: tuple[str, ...] = ()
    locked: bool = False


@dataclass(frozen=True)
class TableSheet:
    """Hold one subject as a table with a filter; ids are hidden; protected, it lets only unlocked columns change."""

    name: str
    columns: tuple[SheetColumn, ...]
    rows: Iterable[tuple[Value, ...]]
    protected: bool = False


@dataclass(frozen=True)
class Grid:
    """Hold a small table on a page; the last row may be a total."""

    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    has_total: bool = False


@dataclass(frozen=True)
class PageSheet:
    """Hold a page to read: a title, lines of text, small tables one under the other."""

    name: str
    title: str
    lines: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()


@dataclass(frozen=True)
class Workbook:
    """Hold a whole workbook: what it is, and its sheets in order."""

    title: str
    subject: str
    author: str
    language: str
    written_on: date
    territory: str
    sheets: tuple[TableSheet | PageSheet, ...] = field(default=())


def quoted_sheet(name: str) -> str:
    """Write a sheet's name as formulas want it."""
    return "'" + name.replace("'", "''") + "'"


def column_range(sheet: str, column: int, rows: int) -> str:
    """Write the range of a table sheet's column, counted from 0, under its header; at least one row long."""
    letter = column_letter(column)
    return f"{quoted_sheet(sheet)}!${letter}$2:${letter}${max(rows, 1) + 1}"


def column_letter(index: int) -> str:
    """Give the letters of a column counted from 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def first_rows(lines: int, lengths: Sequence[int]) -> list[int]:
    """Give each grid's first row of values on a page, from how many lines the page has and rows the grids."""
    found: list[int] = []
    number = FIRST_LINE + lines
    for length in lengths:
        found.append(number + 3)  # a gap, the title, the header
        number = found[-1] + length + 1
    return found
