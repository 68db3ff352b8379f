"""Judge the journal found beside a dossier before the engine obeys it; change no page of the dossier.

A crash leaves a journal that the engine plays back at the next opening. Where the dossier was replaced by another
file meanwhile (a copy given back by hand, a file of the same name), that journal would be written over it.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import itertools
import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from altterr_desktop.dossier.checks import PAGE_SIZE, journal_of
from altterr_desktop.dossier.errors import DamagedDossier, DossierInUse, WrongPassphrase, named_os_error
from altterr_desktop.dossier.holder import holder_of

# https://www.sqlite.org/fileformat2.html#the_rollback_journal
_MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEADER = struct.Struct(">8s5I")
_RECORD_SIZE = 4 + PAGE_SIZE + 4
# The first page is among the first that a write keeps.
_RECORDS_READ = 1000
# https://www.zetetic.net/sqlcipher/design/: each page ends in 16 random bytes and 64 of authentication.
_SEAL_SIZE, _IV_SIZE, _HMAC_SIZE = 80, 16, 64
_HMAC_SALT_MASK, _HMAC_ITERATIONS = 0x3A, 2
_SALT_SIZE = 16
# Where the engine keeps its locks: no page is ever written there.
_LOCK_BYTES, _LOCK_SIZE = 0x40000000, 512


@dataclass(frozen=True)
class Seals:
    """Hold what authenticates the pages of one dossier."""

    key: bytes
    hmac_key: bytes


def seals_of(key: bytes, salt: bytes) -> Seals:
    """Derive what authenticates pages from a dossier's key and salt, as SQLCipher 4 does."""
    masked = bytes(byte ^ _HMAC_SALT_MASK for byte in salt)
    return Seals(key, hashlib.pbkdf2_hmac("sha512", key, masked, _HMAC_ITERATIONS, len(key)))


def is_sealed(seals: Seals, number: int, page: bytes) -> bool:
    """Tell whether a page was written with this key at this number (1: the first)."""
    start = _SALT_SIZE if number == 1 else 0
    sealed = page[start:-_HMAC_SIZE] + struct.pack("<I", number)
    return hmac.compare_digest(hmac.digest(seals.hmac_key, sealed, "sha512"), page[-_HMAC_SIZE:])


def change_counter(seals: Seals, first_page: bytes) -> int:
    """Read, in a sealed first page, how many times the file was written."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    start = len(first_page) - _SEAL_SIZE
    iv = first_page[start : start + _IV_SIZE]
    reader = Cipher(algorithms.AES(seals.key), modes.CBC(iv)).decryptor()
    header = reader.update(first_page[_SALT_SIZE : _SALT_SIZE + 16])
    return int(struct.unpack(">I", header[8:12])[0])


def set_foreign_journal_aside(path: Path, key: bytes, salt: bytes) -> Path | None:
    """Rename a journal that belongs to another file, or to another state of this one, and give its new name.

    Nothing is touched where the journal is the dossier's own. Raises DossierInUse, WrongPassphrase where the key
    fits neither file nor journal, DamagedDossier where neither can be trusted.
    """
    try:
        if not _is_alive(journal_of(path)):
            return None
        with _locked(path):
            return _set_aside(path) if _is_foreign(path, seals_of(key, salt)) else None
    except OSError as error:
        raise named_os_error(error, path) from error


def put_back(path: Path, aside: Path | None) -> None:
    """Give a journal its name again, where opening without it did not succeed."""
    if aside is not None:
        with contextlib.suppress(OSError):
            aside.rename(journal_of(path))


def _is_alive(journal: Path) -> bool:
    """Tell whether the engine would obey a journal: one that ended well begins with zeros."""
    try:
        with journal.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except FileNotFoundError:
        return False


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Keep other programs out meanwhile: the journal of one that is writing is not a leftover."""
    if os.name != "posix":
        yield  # there, a journal in use cannot be renamed
        return
    import fcntl

    with path.open("rb+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCK_SIZE, _LOCK_BYTES)
        except OSError as error:
            raise DossierInUse(path, holder_of(path)) from error
        yield


def _is_foreign(path: Path, seals: Seals) -> bool:
    records = _first_records(journal_of(path))
    with path.open("rb") as file:
        first_page = file.read(PAGE_SIZE)
    first_is_sealed = is_sealed(seals, 1, first_page)
    if records and is_sealed(seals, *records[0]):
        kept = next((page for number, page in records if number == 1), None)
        if kept is None or not first_is_sealed or not is_sealed(seals, 1, kept):
            return False
        # A write adds one: any other distance is that of another life of the file.
        if change_counter(seals, first_page) - change_counter(seals, kept) in (0, 1):
            return False
        doubt: type[DamagedDossier | WrongPassphrase] = DamagedDossier
    else:
        # A change of passphrase cut short looks like this to the new one: the former one opens it.
        doubt = WrongPassphrase
    if not first_is_sealed or not _all_sealed(path, seals):
        raise doubt(path)
    return True


def _first_records(journal: Path) -> list[tuple[int, bytes]]:
    """Read the first pages that a journal keeps, with their numbers."""
    with journal.open("rb") as file:
        header = file.read(_HEADER.size)
        if len(header) < _HEADER.size:
            return []
        *_counts, sector_size, page_size = _HEADER.unpack(header)
        if page_size != PAGE_SIZE or not _HEADER.size <= sector_size <= 65536:
            return []
        file.seek(sector_size)
        return list(itertools.islice(_records(file), _RECORDS_READ))


def _records(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    while len(record := file.read(_RECORD_SIZE)) == _RECORD_SIZE:
        yield int.from_bytes(record[:4], "big"), record[4 : 4 + PAGE_SIZE]


def _all_sealed(path: Path, seals: Seals) -> bool:
    """Tell whether every page of a file can be read with a key; a page of zeros was never written."""
    nothing = bytes(PAGE_SIZE)
    with path.open("rb") as file:
        for number in itertools.count(1):
            page = file.read(PAGE_SIZE)
            if not page:
                return True
            if len(page) < PAGE_SIZE:
                return False
            if page != nothing and not is_sealed(seals, number, page):
                return False
    return True


def _set_aside(path: Path) -> Path:
    for serial in itertools.count(1):
        aside = path.with_name(f"{path.name}.journal-ecarte-{serial}")
        if not aside.exists():
            return journal_of(path).rename(aside)
    raise FileExistsError(path)
