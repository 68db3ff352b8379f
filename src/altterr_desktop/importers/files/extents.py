"""Measure what a workbook would take in memory before a native library reads it; must not keep its cells.

A native library that runs out of memory ends the program, and cannot be stopped: it is only given what was
measured here to be small enough.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from altterr_desktop.importers.files.archives import (
    MAX_UNPACKED,
    Entry,
    TooLarge,
    entries_of,
    unpacked,
)

MAX_CELLS = 2_500_000
MAX_CELLS_ODS = 1_500_000
"""Cells of the rectangle a sheet spans: the library reserves 32 bytes for each, filled or not (64 for .ods)."""

MAX_TEXT = 150 * 1024 * 1024
"""Bytes of the texts of a sheet, once those that cells share are copied into each."""

MAX_RATIO = 250
MAX_SECONDS = 20.0

_MAX_ROW_BYTES = 16 * 1024 * 1024
_RATIO_FROM = 20 * 1024 * 1024
_SHARED = "xl/sharedStrings.xml"


@dataclass
class Extent:
    """Follow how far the cells of a sheet reach, and how much text they repeat, while its XML goes by."""

    most: int
    rows: int = 0
    columns: int = 0
    blank_rows: int = 0
    text: int = 0
    shared: Counter[bytes] = field(default_factory=Counter)

    def reach(self, rows: int, columns: int) -> None:
        """Stretch the rectangle to a place that holds a value; raise TooLarge when it spans too much."""
        self.rows = max(self.rows, rows)
        self.columns = max(self.columns, columns)
        if self.rows * self.columns > self.most:
            raise TooLarge("too many cells")

    def repeat(self, size: int) -> None:
        """Add bytes of text; raise TooLarge when they are too many."""
        self.text += size
        if self.text > MAX_TEXT:
            raise TooLarge("too much text")


_XLSX_ROW = re.compile(rb"<(?:\w+:)?row\b")
# A cell that has a place and a value: those that only carry a style span nothing.
_XLSX_PLACE = re.compile(
    rb"<(?:\w+:)?c\b[^>]*?\br=[\"']\$?([A-Za-z]{1,4})\$?(\d{1,8})[\"'][^>]*(?<!/)>"
    rb"(?!\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></|</))"
)
_XLSX_CELL = re.compile(rb"<(?:\w+:)?c\b")
_XLSX_SHARED = re.compile(rb"\bt=[\"']s[\"'][^>]*>\s*<(?:\w+:)?v>(\d{1,9})<")
_ODS_ROW = re.compile(rb"<table:table-row\b")
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
_ODS_COLUMNS = re.compile(rb"number-columns-repeated=[\"'](\d+)")
_ODS_ROWS = re.compile(rb"number-rows-repeated=[\"'](\d+)")


def check_workbook(path: Path, *, ods: bool, most: int = MAX_UNPACKED) -> None:
    """Measure all a library would unpack from a workbook, and how far the cells of its sheets reach.

    Raises UnsafeArchive (damage) or TooLarge (a bomb, too many cells). Pictures are left alone, as the library
    leaves them.
    """
    deadline = time.monotonic() + MAX_SECONDS
    size = path.stat().st_size
    total = 0
    lengths: list[int] = []
    entries = [entry for entry in entries_of(path) if not _is_picture(entry)]
    # The texts that cells share come first: what each cell costs depends on them.
    for entry in sorted(entries, key=lambda entry: entry.name != _SHARED):
        pieces = _counted(unpacked(path, entry, most - total))
        if entry.name == _SHARED:
            lengths = _shared_lengths(pieces)
        elif entry.name == "content.xml" if ods else entry.name.startswith("xl/worksheets/"):
            extent = _measure_sheet(pieces, ods=ods, counts_texts=max(lengths, default=0) > _LONG_TEXT)
            extent.repeat(_repeated_text(extent, lengths))
        for _rest in pieces:
            pass
        total += pieces.count
        if total > _RATIO_FROM and total > MAX_RATIO * size:
            raise TooLarge("unpacks to too much")
        if time.monotonic() > deadline:
            raise TooLarge("takes too long")


def _is_picture(entry: Entry) -> bool:
    return "/media/" in entry.name or entry.name.startswith(("Pictures/", "Thumbnails/"))


_LONG_TEXT = 60
"""Bytes: with shorter texts, a sheet that keeps to MAX_CELLS keeps to MAX_TEXT."""

_SHARED_TEXT = re.compile(rb"</(?:\w+:)?si>")


def _shared_lengths(pieces: Iterable[bytes]) -> list[int]:
    """List the sizes of the texts that cells share, in order."""
    lengths: list[int] = []
    carried, rest = 0, b""
    for piece in pieces:
        *complete, rest = _SHARED_TEXT.split(rest + piece)
        for text in complete:
            lengths.append(carried + len(text))
            carried = 0
        # Only what could be half an end tag is kept: one text may be as long as the file.
        carried += max(len(rest) - 64, 0)
        rest = rest[-64:]
    return lengths


def _repeated_text(extent: Extent, lengths: list[int]) -> int:
    return sum(
        count * lengths[int(index)] for index, count in extent.shared.items() if int(index) < len(lengths)
    )


class _counted:  # noqa: N801 - used as a function: an iterator that knows how much went by
    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self.count = 0

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        piece = next(self._pieces)
        self.count += len(piece)
        return piece


def _measure_sheet(pieces: Iterator[bytes], *, ods: bool, counts_texts: bool) -> Extent:
    extent = Extent(MAX_CELLS_ODS if ods else MAX_CELLS)
    row = _ODS_ROW if ods else _XLSX_ROW
    measure = _measure_ods_row if ods else _measure_xlsx_row
    rest = b""
    for piece in pieces:
        *complete, rest = row.split(rest + piece)
        if len(rest) > _MAX_ROW_BYTES:
            raise TooLarge("a row is too long")
        for text in complete:
            measure(text, extent)
            if counts_texts:
                extent.shared.update(_XLSX_SHARED.findall(text))
    measure(rest, extent)
    extent.shared.update(_XLSX_SHARED.findall(rest))
    return extent


def _measure_xlsx_row(text: bytes, extent: Extent) -> None:
    places = _XLSX_PLACE.findall(text)
    if not places:
        # Cells may leave their place out: they then follow each other.
        count = len(_XLSX_CELL.findall(text))
        if count:
            extent.reach(extent.rows + 1, count)
        return
    letters = max((place[0] for place in places), key=lambda letters: (len(letters), letters.upper()))
    extent.reach(max(int(place[1]) for place in places), _column_number(letters))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _measure_ods_row(text: bytes, extent: Extent) -> None:
    column = last = repeated_text = 0
    cells = list(_ODS_CELL.finditer(text))
    for cell, following in zip_longest(cells, cells[1:]):
        repeated = _repeated(_ODS_COLUMNS, cell.group(1))
        column += repeated
        if b"value-type" in cell.group(1):
            last = column
            repeated_text += repeated * ((following.start() if following else len(text)) - cell.end())
    count = _repeated(_ODS_ROWS, text.split(b">", 1)[0])
    if last:
        extent.reach(extent.rows + extent.blank_rows + count, last)
        extent.repeat(repeated_text * count)
        extent.blank_rows = 0
    elif column:
        # Blank rows count only once a row with a value follows them.
        extent.blank_rows += count
    if b"</table:table>" in text:
        extent.rows = extent.columns = extent.blank_rows = extent.text = 0


def _repeated(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found.group(1)[:9]) if found else 1
