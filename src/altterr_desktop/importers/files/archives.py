"""Measure what a zipped workbook unpacks to before a native library reads it; must not interpret its cells."""

from __future__ import annotations

import re
import struct
import time
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

MAX_UNPACKED = 200 * 1024 * 1024
MAX_DIRECTORY = 1024 * 1024
MAX_RATIO = 250
MAX_CELLS = 4_000_000
MAX_CELLS_ODS = 2_000_000
"""Cells of the rectangle a sheet spans: the library reserves 32 bytes for each, filled or not (64 for .ods)."""

MAX_SECONDS = 20.0

_CHUNK = 1024 * 1024
_MAX_ROW_BYTES = 16 * 1024 * 1024
_RATIO_FROM = 20 * 1024 * 1024
_END = b"PK\x05\x06"
_END64 = b"PK\x06\x06"
_END_SIZE = 22


class UnsafeArchive(Exception):
    """Say why a zipped workbook cannot be given to a native library."""


class TooLarge(UnsafeArchive):
    """Say that a workbook goes beyond a limit of size, honestly or not."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold where an entry of the archive lies."""

    name: str
    offset: int
    packed: int
    method: int


def entries_of(path: Path) -> list[Entry]:
    """List the entries of an archive; raise UnsafeArchive when its directory is damaged or absurdly large."""
    try:
        with path.open("rb") as file:
            _check_directory(file)
        with zipfile.ZipFile(path) as archive:
            return [
                Entry(info.filename, info.header_offset, info.compress_size, info.compress_type)
                for info in archive.infolist()
            ]
    except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError) as error:
        raise UnsafeArchive(str(error)) from error


def _check_directory(file: BinaryIO) -> None:
    """Refuse a directory so large that only listing it would fill the memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _END_SIZE - 65536))
    tail = file.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) - end < _END_SIZE:
        raise UnsafeArchive("no directory")
    directory = struct.unpack_from("<I", tail, end + 12)[0]
    end64 = tail.rfind(_END64, 0, end)
    if end64 >= 0 and end - end64 >= 56:  # noqa: PLR2004 - the size of that record
        directory = struct.unpack_from("<Q", tail, end64 + 40)[0]
    if directory > MAX_DIRECTORY:
        raise UnsafeArchive("directory too large")


def unpacked(path: Path, entry: Entry, most: int) -> Iterator[bytes]:
    """Unpack an entry by pieces, trusting only what comes out; raise TooLarge beyond `most` bytes.

    The sizes an archive declares can lie, and a native library would find out too late.
    """
    with path.open("rb") as file:
        file.seek(entry.offset)
        local = file.read(30)
        if len(local) < 30 or local[:4] != b"PK\x03\x04":  # noqa: PLR2004 - the size of that record
            raise UnsafeArchive("damaged entry")
        name_size, extra_size = struct.unpack_from("<HH", local, 26)
        file.seek(name_size + extra_size, 1)
        total = 0
        for piece in _pieces(file, entry):
            total += len(piece)
            if total > most:
                raise TooLarge("unpacks to too much")
            yield piece


def _pieces(file: BinaryIO, entry: Entry) -> Iterator[bytes]:
    left = entry.packed
    inflate = zlib.decompressobj(-15)
    if entry.method not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise UnsafeArchive("unknown compression")
    while left > 0 and (packed := file.read(min(_CHUNK, left))):
        left -= len(packed)
        if entry.method == zipfile.ZIP_STORED:
            yield packed
            continue
        while packed:
            try:
                piece = inflate.decompress(packed, _CHUNK)
            except zlib.error as error:
                raise UnsafeArchive("damaged entry") from error
            packed = inflate.unconsumed_tail
            yield piece
    if left > 0:
        raise UnsafeArchive("cut short")


@dataclass
class _Extent:
    """Follow how far the cells of a sheet reach while its XML goes by."""

    most: int
    rows: int = 0
    columns: int = 0
    blank_rows: int = 0

    def reach(self, rows: int, columns: int) -> None:
        """Stretch the rectangle to a place that holds a value; raise TooLarge when it spans too much."""
        self.rows = max(self.rows, rows)
        self.columns = max(self.columns, columns)
        if self.rows * self.columns > self.most:
            raise TooLarge("too many cells")


_XLSX_ROW = re.compile(rb"<(?:\w+:)?row\b")
# A cell that has a place and a value: those that only carry a style span nothing.
_XLSX_PLACE = re.compile(
    rb"<(?:\w+:)?c\b[^>]*?\br=[\"']\$?([A-Za-z]{1,4})\$?(\d{1,8})[\"'][^>]*(?<!/)>"
    rb"(?!\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></|</))"
)
_XLSX_CELL = re.compile(rb"<(?:\w+:)?c\b")
_ODS_ROW = re.compile(rb"<table:table-row\b")
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
_ODS_COLUMNS = re.compile(rb"number-columns-repeated=[\"'](\d+)")
_ODS_ROWS = re.compile(rb"number-rows-repeated=[\"'](\d+)")


def check_workbook(path: Path, *, ods: bool, most: int = MAX_UNPACKED) -> None:
    """Measure all a library would unpack from a workbook, and how far the cells of its sheets reach.

    Raises UnsafeArchive (damage) or TooLarge (a bomb, too many cells). Pictures are left alone, as the
    library leaves them.
    """
    deadline = time.monotonic() + MAX_SECONDS
    size = path.stat().st_size
    total = 0
    for entry in entries_of(path):
        if "/media/" in entry.name or entry.name.startswith(("Pictures/", "Thumbnails/")):
            continue
        is_sheet = entry.name == "content.xml" if ods else entry.name.startswith("xl/worksheets/")
        pieces = _counted(unpacked(path, entry, most - total))
        if is_sheet:
            _measure_sheet(pieces, ods=ods)
        for _rest in pieces:
            pass
        total += pieces.count
        if total > _RATIO_FROM and total > MAX_RATIO * size:
            raise TooLarge("unpacks to too much")
        if time.monotonic() > deadline:
            raise TooLarge("takes too long")


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


def _measure_sheet(pieces: Iterator[bytes], *, ods: bool) -> None:
    extent = _Extent(MAX_CELLS_ODS if ods else MAX_CELLS)
    row = _ODS_ROW if ods else _XLSX_ROW
    measure = _measure_ods_row if ods else _measure_xlsx_row
    rest = b""
    for piece in pieces:
        *complete, rest = row.split(rest + piece)
        if len(rest) > _MAX_ROW_BYTES:
            raise TooLarge("a row is too long")
        for text in complete:
            measure(text, extent)
    measure(rest, extent)


def _measure_xlsx_row(text: bytes, extent: _Extent) -> None:
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


def _measure_ods_row(text: bytes, extent: _Extent) -> None:
    column = last = 0
    for attributes in _ODS_CELL.findall(text):
        column += _repeated(_ODS_COLUMNS, attributes)
        if b"value-type" in attributes:
            last = column
    count = _repeated(_ODS_ROWS, text.split(b">", 1)[0])
    if last:
        extent.reach(extent.rows + extent.blank_rows + count, last)
        extent.blank_rows = 0
    elif column:
        # Blank rows count only once a row with a value follows them.
        extent.blank_rows += count
    if b"</table:table>" in text:
        extent.rows = extent.columns = extent.blank_rows = 0


def _repeated(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found.group(1)[:9]) if found else 1
