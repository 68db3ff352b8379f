"""Look inside old workbooks (.xls) far enough to know they are safe to read; must not interpret their cells."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from altterr_desktop.importers.files.archives import TooLarge, UnsafeArchive
from altterr_desktop.importers.files.extents import MAX_CELLS, MAX_TEXT

_MAX_SECTORS = 200_000
_END_OF_CHAIN = 0xFFFFFFFA
_ENCRYPTED_PACKAGE = "EncryptedPackage"
_WORKBOOKS = ("Workbook", "Book", "WORKBOOK", "BOOK")
_SHARED_TEXTS, _CONTINUED, _SHARED_TEXT_CELL, _LONGEST_TEXT = 0x00FC, 0x003C, 0x00FD, 2 * 32_767
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
    """Follow the records of a workbook: where its cells reach, what text they repeat, whether it is locked."""
    rows, columns = 0, 0
    texts: Counter[int] = Counter()
    shared: list[bytes] = []
    follows_shared = False
    for kind, position, length in _records_of(stream):
        if kind == _SHARED_TEXTS or (kind == _CONTINUED and follows_shared):
            shared.append(stream[position : position + length])
        follows_shared = kind == _SHARED_TEXTS or (kind == _CONTINUED and follows_shared)
        if kind == _FILE_PASS:
            raise Locked
        if kind in _BEGIN:
            rows = columns = 0
        place = _place_of(stream, kind, position, length)
        if place is None:
            continue
        rows, columns = max(rows, place[0] + 1), max(columns, place[1] + 1)
        if rows * columns > MAX_CELLS:
            raise TooLarge("too many cells")
        if kind == _SHARED_TEXT_CELL:
            texts[struct.unpack_from("<I", stream, position + 6)[0]] += 1
    _check_texts(texts, shared)


def _records_of(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Give the records of a workbook: kind, position of their content, length."""
    position = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        yield kind, position + 4, length
        position += 4 + length


def _place_of(stream: bytes, kind: int, position: int, length: int) -> tuple[int, int] | None:
    if kind in _ONE_CELL:
        row, column = struct.unpack_from("<HH", stream, position)
        return row, column
    if kind in _SEVERAL_CELLS:
        row = struct.unpack_from("<H", stream, position)[0]
        return row, struct.unpack_from("<H", stream, position + length - 2)[0]
    return None


def _check_texts(texts: Counter[int], shared: list[bytes]) -> None:
    """Raise TooLarge when the texts that cells share are too much once copied into each."""
    if texts.total() * min(_LONGEST_TEXT, sum(map(len, shared))) <= MAX_TEXT:
        return
    lengths = _shared_lengths(shared)
    if sum(count * lengths[index] for index, count in texts.items() if index < len(lengths)) > MAX_TEXT:
        raise TooLarge("too much text")


def _shared_lengths(pieces: list[bytes]) -> list[int]:
    """List the sizes of shared texts; one may be cut by the end of a record, and then begins anew with its flags."""
    lengths: list[int] = []
    piece, position = 0, 8
    for _count in range(struct.unpack_from("<I", pieces[0], 4)[0]):
        if position >= len(pieces[piece]):
            piece, position = piece + 1, 0
            if piece == len(pieces):
                break
        count, flags = struct.unpack_from("<HB", pieces[piece], position)
        position += 3
        runs = extension = 0
        if flags & 8:
            runs = struct.unpack_from("<H", pieces[piece], position)[0]
            position += 2
        if flags & 4:
            extension = struct.unpack_from("<I", pieces[piece], position)[0]
            position += 4
        lengths.append(2 * count)
        piece, position = _after_text(pieces, piece, position, count, wide=bool(flags & 1))
        piece, position = _after_bytes(pieces, piece, position, 4 * runs + extension)
    return lengths


def _after_text(pieces: list[bytes], piece: int, position: int, count: int, *, wide: bool) -> tuple[int, int]:
    while True:
        size = 2 if wide else 1
        here = min(count, (len(pieces[piece]) - position) // size)
        count, position = count - here, position + here * size
        if not count:
            return piece, position
        piece, position = piece + 1, 1
        wide = bool(pieces[piece][0] & 1)


def _after_bytes(pieces: list[bytes], piece: int, position: int, count: int) -> tuple[int, int]:
    while count > len(pieces[piece]) - position:
        count -= len(pieces[piece]) - position
        piece, position = piece + 1, 0
    return piece, position + count
