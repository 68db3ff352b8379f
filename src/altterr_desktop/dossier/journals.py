"""Judge the journal found beside a dossier before the engine obeys it; change no page of the dossier.

A crash leaves a journal that the engine plays back at the next opening. Where another dossier has taken the name
meanwhile, that journal would be written over it.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import itertools
import os
import struct
from collections.abc import Iterator
from pathlib import Path

from altterr_desktop.dossier.checks import PAGE_SIZE, journal_of
from altterr_desktop.dossier.errors import DossierInUse, WrongPassphrase, named_os_error
from altterr_desktop.dossier.holder import holder_of

# https://www.sqlite.org/fileformat2.html#the_rollback_journal
_MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEADER = struct.Struct(">8s5I")
_LARGEST_SECTOR = 65536
# https://www.zetetic.net/sqlcipher/design/: each page ends with 64 bytes that authenticate it and its number.
_HMAC_SIZE = 64
_HMAC_SALT_MASK, _HMAC_ITERATIONS = 0x3A, 2
_SALT_SIZE = 16
# Where the engine keeps its locks: no page is ever written there.
_LOCK_BYTES, _LOCK_SIZE = 0x40000000, 512


def is_alive(path: Path) -> bool:
    """Tell whether a write of a dossier was cut short: the journal of one that ended begins with zeros.

    Raises NotAllowed, DiskFailure.
    """
    try:
        with journal_of(path).open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except FileNotFoundError:
        return False
    except OSError as error:
        raise named_os_error(error, path) from error


def set_foreign_journal_aside(path: Path, key: bytes, salt: bytes) -> Path | None:
    """Rename a journal that belongs to another dossier, and give its new name; leave the dossier's own.

    Raises DossierInUse, and WrongPassphrase where the key fits neither the journal nor the whole file: the engine
    must not touch them with this key.
    """
    if not is_alive(path):
        return None
    try:
        with _locked(path):
            return _set_aside(path) if _is_foreign(path, _page_key(key, salt)) else None
    except OSError as error:
        raise named_os_error(error, path) from error


def put_back(path: Path, aside: Path | None) -> None:
    """Give a journal its name again, where opening without it did not succeed."""
    if aside is not None:
        with contextlib.suppress(OSError):
            aside.rename(journal_of(path))


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
        except (BlockingIOError, PermissionError) as error:
            raise DossierInUse(path, holder_of(path)) from error
        yield


def _is_foreign(path: Path, page_key: bytes) -> bool:
    """Tell whose journal it is by the first page it keeps."""
    kept = _first_kept(journal_of(path))
    if kept is not None and _is_sealed(page_key, *kept):
        return False
    # A change of passphrase cut short looks like this to the new one, but not all its pages have the new key:
    # refused here, it is opened, and mended, with the former one.
    if not _all_sealed(path, page_key):
        raise WrongPassphrase(path)
    return True


def _first_kept(journal: Path) -> tuple[int, bytes] | None:
    """Read the first page that a journal keeps, with its number."""
    with journal.open("rb") as file:
        header = file.read(_HEADER.size)
        if len(header) < _HEADER.size:
            return None
        *_counts, sector_size, page_size = _HEADER.unpack(header)
        if page_size != PAGE_SIZE or sector_size > _LARGEST_SECTOR:
            return None
        file.seek(sector_size)
        number, page = file.read(4), file.read(PAGE_SIZE)
        return (int.from_bytes(number, "big"), page) if len(page) == PAGE_SIZE else None


def _page_key(key: bytes, salt: bytes) -> bytes:
    """Derive what authenticates the pages of a dossier from its key and salt, as SQLCipher 4 does."""
    masked = bytes(byte ^ _HMAC_SALT_MASK for byte in salt)
    return hashlib.pbkdf2_hmac("sha512", key, masked, _HMAC_ITERATIONS, len(key))


def _is_sealed(page_key: bytes, number: int, page: bytes) -> bool:
    """Tell whether a page was written with this key at this number (1: the first)."""
    start = _SALT_SIZE if number == 1 else 0
    sealed = page[start:-_HMAC_SIZE] + struct.pack("<I", number)
    return hmac.compare_digest(hmac.digest(page_key, sealed, "sha512"), page[-_HMAC_SIZE:])


def _all_sealed(path: Path, page_key: bytes) -> bool:
    """Tell whether every page of a file was written with this key; a page of zeros was never written."""
    nothing = bytes(PAGE_SIZE)
    with path.open("rb") as file:
        for number in itertools.count(1):
            page = file.read(PAGE_SIZE)
            if not page:
                break
            if len(page) < PAGE_SIZE or (page != nothing and not _is_sealed(page_key, number, page)):
                return False
    return True


def _set_aside(path: Path) -> Path:
    names = (path.with_name(f"{path.name}.journal-ecarte-{serial}") for serial in itertools.count(1))
    return journal_of(path).rename(next(name for name in names if not name.exists()))
