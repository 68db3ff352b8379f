"""Put whole files at their place, never over another, and clear what a killed write left; read no dossier."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
from pathlib import Path

from altterr_desktop.dossier.errors import (
    NO_ROOM,
    DossierExists,
    FolderMissing,
    FolderRefused,
    NameTooLong,
    named_os_error,
)

# SQLite's own limit on POSIX systems (MAX_PATHNAME, less the end of a side file's name).
_LONGEST_PATH = 504
# The longest name made from a dossier's: that of a backup.
_LONGEST_ADDITION = "_2026-01-01_00-00-00_99"


def check_name(path: Path) -> None:
    """Check that the disk takes the names of the files kept beside a dossier. Raises NameTooLong."""
    too_long = os.name == "posix" and len(os.fsencode(path.absolute())) > _LONGEST_PATH
    try:
        path.with_name(f"{path.stem}{_LONGEST_ADDITION}{path.suffix}").lstat()
    except OSError as error:
        too_long = too_long or error.errno == errno.ENAMETOOLONG
    if too_long:
        raise NameTooLong(path)


def followed(path: Path) -> Path:
    """Give the absolute path of a file, or of the one that a link names: side files lie beside the file itself."""
    try:
        return path.resolve() if path.is_symlink() else path.absolute()
    except (OSError, RuntimeError):
        return path.absolute()


def temporary_beside(path: Path) -> Path:
    """Give a fresh name in the folder of a path, for a file that will take that path once whole."""
    return path.with_name(f".{_mark(path)}-{secrets.token_hex(4)}.tmp")


def _mark(path: Path) -> str:
    """Say in eight letters whose temporary file it is; short, so that a long name has one too."""
    return hashlib.sha256(os.fsencode(path.name)).hexdigest()[:8]


def sweep(path: Path) -> None:
    """Remove the temporary files of earlier, killed, writes of a path."""
    _remove(path.parent, f".{_mark(path)}-????????.tmp")


def sweep_folder(folder: Path) -> None:
    """Remove every temporary file of a folder that only one process writes in."""
    _remove(folder, ".????????-????????.tmp")


def _remove(folder: Path, pattern: str) -> None:
    with contextlib.suppress(OSError):
        for left in list(folder.glob(f"{pattern}*")):
            remove_quietly(left)


def remove_quietly(path: Path) -> None:
    """Remove a file of ours and its journal where they are, and where that is allowed."""
    for name in (path.name, f"{path.name}-journal"):
        with contextlib.suppress(OSError):
            path.with_name(name).unlink()


def make_empty(temporary: Path, path: Path) -> None:
    """Make an empty temporary file for a path, which this account alone may read.

    Raises FolderMissing, FolderRefused, DiskFull, DiskFailure.
    """
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FolderMissing(path) from error
    except PermissionError as error:
        raise FolderRefused(path) from error
    except OSError as error:
        raise (FolderRefused(path) if error.errno == errno.EROFS else named_os_error(error, path)) from error


def takes_files(path: Path) -> bool:
    """Tell whether a dossier's folder takes new files, which every write needs; a full disk still does."""
    try:
        write_probe(path, 0)
    except OSError as error:
        return error.errno in NO_ROOM
    return True


def write_probe(path: Path, size: int) -> None:
    """Write that many bytes beside a dossier and remove them. Raises OSError."""
    probe = temporary_beside(path)
    handle = os.open(probe, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        left = bytes(size)
        while left:
            left = left[os.write(handle, left) :]
    finally:
        os.close(handle)
        probe.unlink(missing_ok=True)  # another opening may have swept it


def publish(temporary: Path, path: Path) -> None:
    """Sync a finished file to the disk and give it its name in one step, never over another file.

    Raises DossierExists, OSError.
    """
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        # A rename would take the place of a file that appeared meanwhile; a link does not.
        os.link(temporary, path)
    except FileExistsError as error:
        raise DossierExists(path) from error
    except OSError as error:
        # USB sticks (FAT, exFAT) and some network disks know no links.
        if os.path.lexists(path):
            raise DossierExists(path) from error
        temporary.rename(path)
    else:
        temporary.unlink()
    _make_name_safe(path.parent)


def _make_name_safe(folder: Path) -> None:
    """Make a new name survive a power cut, where the system can."""
    if os.name == "posix":
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
