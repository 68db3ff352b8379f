"""Write a copy of an open dossier, reworked and under another key if asked, and take such a copy as one's own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from altterr_desktop.dossier import checks, placing
from altterr_desktop.dossier import key as keys
from altterr_desktop.dossier.connection import Connection, connect, failures_named, take_lock, uri_of
from altterr_desktop.dossier.errors import DossierExists, named_os_error
from altterr_desktop.dossier.file import Dossier, Signature
from altterr_desktop.dossier.migrate import migrate
from altterr_desktop.dossier.migrations import latest_version

Change = Callable[[Dossier], None]


def copy_dossier(
    dossier: Dossier, target: Path, *, key: bytes | None = None, change: Change | None = None
) -> None:
    """Write a copy of a dossier at a path where nothing is, with the same key or another one.

    `change` is run on the copy before it takes its name. Raises DossierExists, DiskFull, DiskFailure,
    FolderMissing, FolderRefused, NameTooLong.
    """
    own_key = dossier._key  # noqa: SLF001 - one package: the key leaves it for no other
    with _appearing(target) as temporary:
        with dossier.raw() as connection:
            connection.execute("VACUUM INTO ?", (uri_of(temporary.absolute()),))
        _rework(temporary, own_key, key, change)


def take_copy(source: Path, target: Path, *, key: bytes, passphrase: str | None) -> None:
    """Make one's own dossier of a copy that has this key, under one's own passphrase.

    Raises as `copy_dossier`, EmptyPassphrase, and the errors of a file that is no sound dossier.
    """
    with _appearing(target) as temporary:
        shutil.copyfile(source, temporary)
        salt = checks.check_outside(temporary)
        _rework(temporary, key, keys.derive_key(passphrase, salt), None)


@contextmanager
def look_inside(dossier: Dossier, copy: Path) -> Iterator[Connection]:
    """Lend a copy of a dossier, under the same key, to be read only. Raises the errors of opening a file."""
    salt = checks.check_outside(copy)
    with failures_named(copy):
        connection = connect(copy, dossier._key, salt, mode="ro")  # noqa: SLF001 - the same
        try:
            checks.check_structure(connection, copy, checks.check_identity(connection, copy))
            yield connection
        finally:
            connection.close()


def rework_beside(dossier: Dossier, copy: Path, change: Change) -> None:
    """Change a copy of a dossier under the same key, a backup for instance: whole, or it stays as it was.

    It comes out in the version of this program. Raises the errors of opening a file, DiskFull, DiskFailure.
    """
    temporary = placing.temporary_beside(copy)
    placing.make_empty(temporary, copy)
    try:
        with failures_named(copy):
            shutil.copyfile(copy, temporary)
            _rework(temporary, dossier._key, None, change)  # noqa: SLF001 - the same
        temporary.replace(copy)
    except OSError as error:
        raise named_os_error(error, copy) from error
    finally:
        placing.remove_quietly(temporary)


@contextmanager
def _appearing(target: Path) -> Iterator[Path]:
    """Lend an empty temporary file that takes its name once it is whole."""
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
    with path.open("rb") as file:
        salt = file.read(keys.SALT_SIZE)
    connection = connect(path, key, salt)
    try:
        take_lock(connection)
        version = checks.check_identity(connection, path)
        checks.check_structure(connection, path, version)
        checks.check_inside(connection, path)
        if version < latest_version():
            migrate(connection, path, from_version=version)
    except BaseException:
        connection.close()
        raise
    with Dossier(path, connection, Signature(), read_only=False, key=key) as copy:
        if change is not None:
            change(copy)
        with copy.raw() as raw:
            if change is not None:
                # What was taken out must not stay in the free pages.
                raw.execute("VACUUM")
            if other is not None:
                raw.execute(f"PRAGMA rekey = {keys.raw_key(other, salt)}")
