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
    UnsafeArchive,
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

_MAX_ROW_BYTES = 8 * 1024 * 1024
_RATIO_FROM = 20 * 1024 * 1024
_SHARED = "xl/sharedstrings.xml"


@dataclass
class Extent:
    """Follow how far the cells of a sheet reach, and how much text they repeat, while its XML goes by."""

    most: int
    rows: int = 0
    columns: int = 0
    blank_rows: int = 0
    unplaced: int = 0
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
_XLSX_CELL = re.compile(rb"<(?:\w+:)?c\b")
# Cells that only carry a style span nothing; any other place in a row counts, whatever it belongs to.
_XLSX_STYLED = re.compile(
    rb"<(?:\w+:)?c r=\"[A-Z]{1,3}\d{1,7}\"(?: [st]=\"\w+\")*(?:/>|>(?:<(?:\w+:)?v/>|<(?:\w+:)?v></(?:\w+:)?v>)?</)"
)
_XLSX_USUAL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
_XLSX_PLACE = re.compile(rb"\br\s*=\s*[\"']\$?([A-Za-z]{1,4})\$?(\d{1,8})[\"']")
_XLSX_SHARED = re.compile(rb"\bt\s*=\s*[\"']s[\"'][^>]*>\s*<(?:\w+:)?v>\s*(\d{1,9})")
_SHARED_TEXT = re.compile(rb"</(?:\w+:)?si>")
_ODS_ROW = re.compile(rb"<table:table-row\b")
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
_ODS_COLUMNS = re.compile(rb"number-columns-repeated=[\"'](\d+)")
_ODS_ROWS = re.compile(rb"number-rows-repeated=[\"'](\d+)")
_LONG_TEXT = 60
"""Bytes: with shorter texts, a sheet that keeps to MAX_CELLS keeps to MAX_TEXT."""


def check_workbook(path: Path, *, most: int = MAX_UNPACKED) -> None:
    """Measure all a library would unpack from a workbook, and how far the cells of its sheets reach.

    Every part is measured as a sheet, whatever its name: the workbook's own list of its sheets may point at
    any of them. Pictures are left alone, as the library leaves them. Raises UnsafeArchive (damage) or
    TooLarge (a bomb, too many cells).
    """
    deadline = time.monotonic() + MAX_SECONDS
    size = path.stat().st_size
    total = 0
    lengths: list[int] = []
    entries = [entry for entry in entries_of(path) if not _is_picture(entry)]
    # The texts that cells share come first: what each cell costs depends on them.
    for entry in sorted(entries, key=lambda entry: _plain_name(entry) != _SHARED):
        pieces = _counted(unpacked(path, entry, most - total))
        if _plain_name(entry) == _SHARED:
            lengths = _shared_lengths(pieces)
        elif _plain_name(entry) == "content.xml":
            _measure_ods(pieces)
        else:
            _measure_xlsx(pieces, lengths)
        total += pieces.count
        if total > _RATIO_FROM and total > MAX_RATIO * size:
            raise TooLarge("unpacks to too much")
        if time.monotonic() > deadline:
            raise TooLarge("takes too long")


def _plain_name(entry: Entry) -> str:
    return entry.name.replace("\\", "/").lower()


def _is_picture(entry: Entry) -> bool:
    return "/media/" in entry.name or entry.name.startswith(("Pictures/", "Thumbnails/"))


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


def _measure_xlsx(pieces: Iterable[bytes], lengths: list[int]) -> None:
    extent = Extent(MAX_CELLS)
    counts_texts = max(lengths, default=0) > _LONG_TEXT

    def measure(text: bytes) -> None:
        _measure_xlsx_row(text, extent)
        if counts_texts:
            extent.shared.update(_XLSX_SHARED.findall(text))

    rest = b""
    for piece in pieces:
        *complete, rest = _XLSX_ROW.split(rest + piece)
        for text in complete:
            measure(text)
            extent.rows, extent.unplaced = extent.rows + bool(extent.unplaced), 0
        if len(rest) > _MAX_ROW_BYTES:
            # What goes by without a row (styles, a very long row) is measured up to its last tag.
            cut = rest.rfind(b"<")
            if cut == 0:
                raise TooLarge("a tag is too long")
            measure(rest[:cut] if cut > 0 else b"")
            rest = rest[cut:] if cut > 0 else b""
    measure(rest)
    extent.repeat(
        sum(
            count * lengths[int(index)] for index, count in extent.shared.items() if int(index) < len(lengths)
        )
    )


def _measure_xlsx_row(text: bytes, extent: Extent) -> None:
    if b"/>" in text or b'"></' in text or b"<v></" in text:
        text = _XLSX_STYLED.sub(b"", text)
    tags = text.count(b"<c")
    places = _XLSX_USUAL.findall(text)
    if len(places) != tags or b":c" in text:
        # Not written as spreadsheets do: whatever looks like a place counts.
        places = _XLSX_PLACE.findall(text)
    if places:
        letters = max((place[0] for place in places), key=lambda letters: (len(letters), letters.upper()))
        extent.reach(max(int(place[1]) for place in places), _column_number(letters))
        return
    # Cells may leave their place out: they then follow each other.
    extent.unplaced += tags if b":c" not in text else sum(1 for _tag in _XLSX_CELL.finditer(text))
    if extent.unplaced:
        extent.reach(extent.rows + 1, extent.unplaced)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _measure_ods(pieces: Iterable[bytes]) -> None:
    extent = Extent(MAX_CELLS_ODS)
    rest = b""
    for piece in pieces:
        *complete, rest = _ODS_ROW.split(rest + piece)
        for text in complete:
            _measure_ods_row(text, extent)
        if len(rest) > _MAX_ROW_BYTES:
            raise TooLarge("a row is too long")
    _measure_ods_row(rest, extent)


def _measure_ods_row(text: bytes, extent: Extent) -> None:
    column = last = repeated_text = 0
    start = text.split(b">", 1)[0]
    cells = list(_ODS_CELL.finditer(text))
    for cell, following in zip_longest(cells, cells[1:]):
        repeated = _repeated(_ODS_COLUMNS, cell.group(1))
        column += repeated
        if b"value-type" in cell.group(1):
            last = column
            repeated_text += repeated * ((following.start() if following else len(text)) - cell.end())
    count = _repeated(_ODS_ROWS, start)
    _refuse_hidden_repetition(text, start, cells)
    if last:
        extent.reach(extent.rows + extent.blank_rows + count, last)
        extent.repeat(repeated_text * count)
        extent.blank_rows = 0
    elif column:
        # Blank rows count only once a row with a value follows them.
        extent.blank_rows += count
    if b"</table:table>" in text:
        extent.rows = extent.columns = extent.blank_rows = extent.text = 0


def _refuse_hidden_repetition(text: bytes, start: bytes, cells: list[re.Match[bytes]]) -> None:
    """Raise UnsafeArchive for a repetition that is written so as not to be seen."""
    seen = sum(b"-repeated" in cell.group(1) for cell in cells) + (b"-repeated" in start)
    if cells and text.split(b"</table:table-row", 1)[0].count(b"-repeated") > seen:
        raise UnsafeArchive("hidden repetition")


def _repeated(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found.group(1)[:9]) if found else 1
