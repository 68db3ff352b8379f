"""Look inside old workbooks (.xls) far enough to know they are safe to read; must not interpret their cells."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from altterr_desktop.importers.files.archives import MAX_CELLS, TooLarge, UnsafeArchive

_MAX_SECTORS = 200_000
_END_OF_CHAIN = 0xFFFFFFFA
_ENCRYPTED_PACKAGE = "EncryptedPackage"
_WORKBOOKS = ("Workbook", "Book", "WORKBOOK", "BOOK")
_FILE_PASS, _BEGIN = 0x2F, {0x0809, 0x0409, 0x0209, 0x0009}
# Records that hold one cell, and those that hold several in a row (their last column is in their last two bytes).
_ONE_CELL = {
    0x0006,
    0x0206,
    0x0406,
    0x027E,
    0x0203,
    0x0003,
    0x00FD,
    0x0204,
    0x0004,
    0x0205,
    0x0005,
    0x00D6,
    0x0002,
}
_SEVERAL_CELLS = {0x00BD, 0x00BE}


class NotAWorkbook(Exception):
    """Say that a compound file holds something else: an old text document, a message."""


class Locked(Exception):
    """Say that a workbook is protected by a password."""


def check_workbook(path: Path) -> None:
    """Refuse a compound file that is no workbook, is locked, damaged, or whose cells reach too far.

    Raises NotAWorkbook, Locked, UnsafeArchive or TooLarge. The caller has bounded the size of the file.
    Format: [MS-CFB] for the container, [MS-XLS] for the records.
    """
    data = path.read_bytes()
    try:
        streams = _streams_of(data)
        if _ENCRYPTED_PACKAGE in streams:
            raise Locked
        name = next((name for name in _WORKBOOKS if name in streams), None)
        if name is None:
            raise NotAWorkbook
        _measure(_stream(data, *streams[name]))
    except (struct.error, IndexError, ValueError) as error:
        raise UnsafeArchive("damaged compound file") from error


def _sector_size(data: bytes) -> int:
    shift: int = struct.unpack_from("<H", data, 30)[0]
    if shift not in {9, 12}:
        raise ValueError(shift)
    return 1 << shift


def _fat(data: bytes) -> list[int]:
    size = _sector_size(data)
    sectors = [sector for sector in struct.unpack_from("<109I", data, 76) if sector < _END_OF_CHAIN]
    following, count = struct.unpack_from("<II", data, 68)
    while count and following < _END_OF_CHAIN:
        entries = struct.unpack_from(f"<{size // 4}I", data, (following + 1) * size)
        sectors.extend(sector for sector in entries[:-1] if sector < _END_OF_CHAIN)
        following, count = entries[-1], count - 1
    table: list[int] = []
    for sector in sectors:
        table.extend(struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size))
        if len(table) > _MAX_SECTORS * 4:
            raise ValueError("too many sectors")
    return table


def _chain(fat: list[int], first: int) -> Iterator[int]:
    sector, count = first, 0
    while sector < _END_OF_CHAIN:
        yield sector
        sector, count = fat[sector], count + 1
        if count > len(fat):
            raise ValueError("a chain that bites its tail")


def _read_chain(data: bytes, first: int) -> bytes:
    size = _sector_size(data)
    return b"".join(data[(sector + 1) * size : (sector + 2) * size] for sector in _chain(_fat(data), first))


def _streams_of(data: bytes) -> dict[str, tuple[int, int]]:
    """List the streams of a compound file: name -> (first sector, size)."""
    directory = _read_chain(data, struct.unpack_from("<I", data, 48)[0])
    streams: dict[str, tuple[int, int]] = {}
    for offset in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, offset + 64)[0]
        name = directory[offset : offset + max(length - 2, 0)].decode("utf-16-le", "replace")
        first, size = struct.unpack_from("<II", directory, offset + 116)
        streams.setdefault(name, (first, size))
    return streams


def _stream(data: bytes, first: int, size: int) -> bytes:
    smallest: int = struct.unpack_from("<I", data, 56)[0]
    if size < smallest:
        # A stream this short lies in sectors within the root's own stream, and is too short to reach far.
        return b""
    return _read_chain(data, first)[:size]


def _measure(stream: bytes) -> None:
    """Follow the records of a workbook: where its cells reach, and whether a password is asked."""
    position, rows, columns = 0, 0, 0
    unpack = struct.unpack_from
    while position + 4 <= len(stream):
        kind, length = unpack("<HH", stream, position)
        position += 4
        if kind in _ONE_CELL:
            row, column = unpack("<HH", stream, position)
        elif kind in _SEVERAL_CELLS:
            row, column = unpack("<H", stream, position)[0], unpack("<H", stream, position + length - 2)[0]
        elif kind == _FILE_PASS:
            raise Locked
        else:
            if kind in _BEGIN:
                rows = columns = 0
            position += length
            continue
        rows, columns = max(rows, row + 1), max(columns, column + 1)
        if rows * columns > MAX_CELLS:
            raise TooLarge("too many cells")
        position += length
