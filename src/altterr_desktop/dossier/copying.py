"""Write a copy of an open dossier under another key, and take such a copy as one's own; decide no contents."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from altterr_desktop.dossier import checks, placing
from altterr_desktop.dossier import key as keys
from altterr_desktop.dossier.connection import Connection, connect, failures_named, take_lock, uri_of
from altterr_desktop.dossier.errors import DossierExists, named_os_error
from altterr_desktop.dossier.file import Dossier

Change = Callable[[Connection], None]


def copy_dossier(dossier: Dossier, target: Path, *, key: bytes | None = None, change: Change | None = None) -> None:
    """Write a copy of a dossier at a path where nothing is, with the same key or another one.

    `change` is run on the copy before it appears. Raises DossierExists, DiskFull, DiskFailure, FolderMissing,
    FolderRefused, NameTooLong.
    """
    with _appearing(target) as temporary:
        temporary.unlink()
        with dossier.raw() as connection:
            connection.execute("VACUUM INTO ?", (uri_of(temporary.absolute()),))
        _rework(temporary, dossier.key, key, change)


def take_copy(source: Path, target: Path, *, key: bytes, passphrase: str | None, change: Change | None = None) -> None:
    """Make one's own dossier of a copy sealed with a key, under one's own passphrase.

    Raises as `copy_dossier`, EmptyPassphrase, and the errors of a file that is no dossier of this program.
    """
    with _appearing(target) as temporary:
        with source.open("rb") as file, temporary.open("wb") as copy:
            while chunk := file.read(1 << 20):
                copy.write(chunk)
        salt = checks.check_outside(temporary)
        _rework(temporary, key, keys.derive_key(passphrase, salt), change)


@contextmanager
def _appearing(target: Path) -> Iterator[Path]:
    """Lend a temporary file that takes its name once it is whole."""
    if os.path.lexists(target):
        raise DossierExists(target)
    placing.check_name(target)
    placing.sweep(target)
    temporary = placing.temporary_beside(target)
    placing.make_empty(temporary, target)
    try:
        with failures_named(target):
            yield temporary
        placing.publish(temporary, target)
    except OSError as error:
        raise named_os_error(error, target) from error
    finally:
        placing.remove_quietly(temporary)


def _rework(path: Path, key: bytes, other: bytes | None, change: Change | None) -> None:
    salt = path.read_bytes()[: keys.SALT_SIZE]
    connection = connect(path, key, salt)
    try:
        take_lock(connection)
        checks.check_structure(connection, path, checks.check_identity(connection, path))
        if change is not None:
            connection.execute("BEGIN")
            change(connection)
            connection.execute("COMMIT")
            connection.execute("VACUUM")
        if other is not None:
            connection.execute(f"PRAGMA rekey = {keys.raw_key(other, salt)}")
    finally:
        connection.close()
