"""Make verified copies of a dossier, thin them out with age, and give one back under a new name."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from altterr_desktop.dossier import checks, placing
from altterr_desktop.dossier.connection import Connection, failures_named, uri_of
from altterr_desktop.dossier.errors import (
    BackupFailed,
    DiskFailure,
    DiskFull,
    DossierError,
    DossierExists,
    DossierMissing,
    FolderMissing,
    FolderRefused,
    NotAllowed,
    ReadOnlyDossier,
    named_os_error,
)
from altterr_desktop.i18n import _

KEPT_LAST, KEPT_DAYS, KEPT_WEEKS, KEPT_MONTHS = 10, 7, 8, 12
_STAMP = "%Y-%m-%d_%H-%M-%S"


@dataclass(frozen=True)
class Backup:
    """Name one copy of a dossier and when it was made (local time)."""

    path: Path
    made_at: datetime


def backup_folder(path: Path) -> Path:
    """Give the folder of a dossier's copies, beside it."""
    return path.with_name(f"{path.stem}.sauvegardes")


def list_backups(path: Path) -> list[Backup]:
    """List the copies of a dossier, newest first."""
    found = []
    for copy in backup_folder(path).glob(f"{glob_safe(path.stem)}_*.altterr"):
        with contextlib.suppress(ValueError):
            stamp = copy.stem.removeprefix(f"{path.stem}_")[:19]
            found.append(Backup(copy, datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)))
    return sorted(found, key=lambda backup: (backup.made_at, backup.path.name), reverse=True)


def glob_safe(name: str) -> str:
    """Escape what a file name holds that a search pattern would read otherwise."""
    return "".join(f"[{sign}]" if sign in "[]*?" else sign for sign in name)


def back_up(connection: Connection, path: Path) -> Path:
    """Copy a dossier beside it, read the copy back whole, and drop the copies too many.

    The copy appears under its name only once it is written, synced and verified. Raises BackupFailed.
    """
    folder = backup_folder(path)
    stamp = datetime.now(UTC).strftime(_STAMP)
    target = folder / f"{path.stem}_{stamp}.altterr"
    serial = 1
    while target.exists():
        serial += 1
        target = folder / f"{path.stem}_{stamp}_{serial}.altterr"
    temporary = placing.temporary_beside(target)
    try:
        folder.mkdir(exist_ok=True)
        placing.sweep_folder(folder)
        placing.make_empty(temporary, target)
        with failures_named(temporary):
            _copy_and_verify(connection, path, temporary)
        placing.publish(temporary, target)
    except (DossierError, OSError) as error:
        raise BackupFailed(path, _reason(error)) from error
    finally:
        placing.remove_quietly(temporary)
    for old in superseded(list_backups(path)):
        # With a clock set back, the copy just made seems older than the others.
        if old.path != target:
            with contextlib.suppress(OSError):
                old.path.unlink()
    return target


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        error = named_os_error(error, Path())
    if isinstance(error, DiskFull):
        return _("the disk is full.")
    if isinstance(error, (NotAllowed, ReadOnlyDossier, FolderRefused)):
        return _("its folder takes no new file.")
    if isinstance(error, (DossierMissing, FolderMissing)):
        return _("its folder is no longer there.")
    return _("the copy could not be written or read back.")


def _copy_and_verify(connection: Connection, path: Path, temporary: Path) -> None:
    """Write the copy with the same key, then reopen and compare it."""
    uri = uri_of(temporary.absolute())
    connection.execute("VACUUM INTO ?", (uri,))
    counts = _row_counts(connection)
    connection.execute("ATTACH DATABASE ? AS copied", (uri,))
    try:
        alarms = connection.execute("PRAGMA copied.cipher_integrity_check").fetchall()
        # Indexes were made anew for the copy: that they agree with their tables need not be looked at.
        sound = connection.execute("PRAGMA copied.quick_check(1)").fetchone()[0] == "ok"
        if alarms or not sound or _row_counts(connection, "copied") != counts:
            raise DiskFailure(path)
    finally:
        connection.execute("DETACH DATABASE copied")


def _row_counts(connection: Connection, schema: str = "main") -> dict[str, int]:
    rows = connection.execute(f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table'").fetchall()
    names = [row[0] for row in rows if not row[0].startswith("search_words")]
    return {
        name: connection.execute(f'SELECT count(*) FROM {schema}."{name}"').fetchone()[0] for name in names
    }


def superseded(backups: Iterable[Backup]) -> list[Backup]:
    """List the copies that rotation drops: kept are the last 10, then one a day, a week, a month."""
    ordered = sorted(backups, key=lambda backup: backup.made_at, reverse=True)
    kept = {backup.path for backup in ordered[:KEPT_LAST]}
    periods: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (KEPT_DAYS, lambda at: at.date()),
        (KEPT_WEEKS, lambda at: at.isocalendar()[:2]),
        (KEPT_MONTHS, lambda at: (at.year, at.month)),
    )
    for number, period_of in periods:
        newest: dict[object, Path] = {}
        for backup in ordered:
            newest.setdefault(period_of(backup.made_at), backup.path)
        kept.update(list(newest.values())[:number])
    return [backup for backup in ordered if backup.path not in kept]


def restore(backup: Path, target: Path) -> Path:
    """Give a copy back under a new name, never over a file nor beside a stale side file.

    Raises DossierExists, DossierMissing, NotADossier, NotAllowed, NameTooLong, FolderMissing, FolderRefused,
    DiskFull, DiskFailure.
    """
    checks.check_outside(backup)
    placing.check_name(target)
    side_files = [target.with_name(target.name + suffix) for suffix in ("-journal", "-wal", "-shm")]
    if any(os.path.lexists(path) for path in (target, *side_files)):
        raise DossierExists(target)
    placing.sweep(target)
    temporary = placing.temporary_beside(target)
    placing.make_empty(temporary, target)
    try:
        shutil.copyfile(backup, temporary)
        placing.publish(temporary, target)
    except OSError as error:
        raise named_os_error(error, target) from error
    finally:
        placing.remove_quietly(temporary)
    return target


def restored_name(path: Path, backup: Backup) -> Path:
    """Propose a free name for a copy given back beside its dossier."""
    day = backup.made_at.strftime("%Y-%m-%d")
    names = [_("{name} restored {day}").format(name=path.stem, day=day)]
    names += [f"{names[0]} ({serial})" for serial in range(2, 100)]
    return next(
        path.with_name(f"{name}.altterr") for name in names if not path.with_name(f"{name}.altterr").exists()
    )
