"""Open SQLCipher connections the one way this program does, and translate their failures."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from sqlcipher3 import dbapi2

from altterr_desktop.dossier import key as keys
from altterr_desktop.dossier import placing
from altterr_desktop.dossier.errors import (
    NO_ROOM,
    DamagedDossier,
    DiskFailure,
    DiskFull,
    DossierError,
    DossierInUse,
    ReadOnlyDossier,
    WrongPassphrase,
)
from altterr_desktop.dossier.holder import holder_of

APPLICATION_ID = 0x416C7454  # «AltT»

Connection = Any  # sqlcipher3 ships no types


def connect(path: Path, key: bytes, salt: bytes, *, mode: str = "rw") -> Connection:
    """Open a connection with the program's settings; a wrong key fails at the first read.

    `mode` is SQLite's: rw, ro or rwc.
    """
    connection = dbapi2.connect(
        f"{uri_of(path.absolute())}?mode={mode}",
        uri=True,
        timeout=0,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        _settle(connection, key, salt)
    except BaseException:
        connection.close()
        raise
    return connection


def uri_of(path: PurePath) -> str:
    """Write an absolute path as the engine reads it, whatever signs it holds; a network share keeps its slashes.

    SQLite takes no authority in a URI, so `//server/share` comes after an empty one.
    """
    text = path.as_posix()
    return "file://" + quote(os.fsencode(text if text.startswith("/") else f"/{text}"))


def _settle(connection: Connection, key: bytes, salt: bytes) -> None:
    run = connection.execute
    run("PRAGMA cipher_log_level = NONE")
    run(f"PRAGMA key = {keys.raw_key(key, salt)}")
    run("PRAGMA locking_mode = EXCLUSIVE")
    run("PRAGMA temp_store = MEMORY")
    run("PRAGMA trusted_schema = OFF")
    run("PRAGMA cell_size_check = ON")
    run("PRAGMA mmap_size = 0")
    run("PRAGMA fullfsync = ON")
    run("PRAGMA synchronous = EXTRA")
    run("PRAGMA foreign_keys = ON")
    run("PRAGMA cache_size = -32000")


def take_lock(connection: Connection) -> None:
    """Take SQLite's exclusive lock, kept until the connection is closed, and settle the rollback journal."""
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")


def schema_fingerprint(connection: Connection) -> str:
    """Give the hash of every definition in the file: tables, indexes, views, triggers."""
    rows = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    ).fetchall()
    text = "\n".join("|".join(" ".join(str(part).split()) for part in row) for row in rows)
    return hashlib.sha256(text.encode()).hexdigest()


@contextlib.contextmanager
def failures_named(path: Path, connection: Connection = None) -> Iterator[None]:
    """Turn the engine's errors into the typed ones of a dossier; anything else passes.

    With a connection, a lack of memory is looked into: the engine asks for too much where a length is damaged.
    """
    try:
        yield
    except dbapi2.DatabaseError as error:
        known = named_failure(error, path)
        if known is None:
            raise
        raise known from error
    except MemoryError as error:
        if connection is None or _is_sound(connection):
            raise
        raise DamagedDossier(path) from error


def _is_sound(connection: Connection) -> bool:
    try:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except (dbapi2.DatabaseError, MemoryError):
        return False


def named_failure(error: BaseException, path: Path) -> Exception | None:
    """Give the typed error of an engine's failure, or None where it is a bug of ours."""
    text = str(error).lower()
    makers: dict[str, Callable[[], Exception]] = {
        "locked": lambda: DossierInUse(path, holder_of(path)),
        "file is not a database": lambda: WrongPassphrase(path),
        "hmac": lambda: DamagedDossier(path),
        "malformed": lambda: DamagedDossier(path),
        "corrupt": lambda: DamagedDossier(path),
        "vtable constructor failed": lambda: DamagedDossier(path),
        "disk is full": lambda: DiskFull(path),
        "readonly": lambda: ReadOnlyDossier(path),
        "disk i/o error": lambda: failure_of_disk(path),
        "unable to open": lambda: DiskFailure(path),
        "closed database": lambda: DiskFailure(path),
    }
    return next((make() for words, make in makers.items() if words in text), None)


# Enough for the journal of any single edit.
_ROOM = 1024 * 1024


def failure_of_disk(path: Path) -> DossierError:
    """Tell a quota or a limit on sizes, which the engine calls an input/output error, from a failing disk."""
    try:
        placing.write_probe(path, _ROOM)
    except OSError as error:
        return DiskFull(path) if error.errno in NO_ROOM else DiskFailure(path)
    return DiskFailure(path)
