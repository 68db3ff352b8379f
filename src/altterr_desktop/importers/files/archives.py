"""Open a zip archive trusting nothing it declares; must not know what is inside."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

MAX_UNPACKED = 200 * 1024 * 1024
MAX_DIRECTORY = 1024 * 1024

_CHUNK = 1024 * 1024
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
    if entry.offset < 0 or entry.packed < 0:
        # A directory whose own place is wrong shifts those of its entries.
        raise UnsafeArchive("damaged directory")
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
