"""Open, make and give back dossiers on the worker's thread, and say what they are; ask nothing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import long_date
from altterr_desktop.settings import paths
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.shell.banner import BannerWords

if TYPE_CHECKING:
    from altterr_desktop.dossier.backup import Backup
    from altterr_desktop.ui.dialogs.assistant import Wishes
    from altterr_desktop.ui.dialogs.exchange.joining import JoinWishes

DAY = 86_400
_SIDE_FILES = ("", "-journal", "-wal", "-shm")


@dataclass(frozen=True)
class Opened:
    """Hold what the window says of the dossier that was opened."""

    path: str
    name: str
    place: str
    is_demo: bool = False
    read_only: bool = False
    is_signed: bool = True
    day: str = ""


def banner_words(
    opened: Opened, on_new: Callable[[], object], on_settings: Callable[[], object]
) -> BannerWords | None:
    """Say what a person should keep in mind about the open dossier, None for nothing."""
    if opened.is_demo:
        text = _("Demonstration: the town, the people and the figures are invented. Try anything.")
        return BannerWords(text, _("Start your own dossier…"), on_new)
    if opened.day:
        text = _("The dossier as it was on {day}. Nothing can be changed here; close the window when done.")
        return BannerWords(text.format(day=opened.day))
    if opened.read_only:
        text = _("This dossier can only be read here. Copy it to your own folder to change it.")
        return BannerWords(text)
    if not opened.is_signed:
        return BannerWords(
            _("Say who you are, so that what you change is signed."), _("Choose my name…"), on_settings
        )
    return None


def reopen(operations: Operations, path: Path, passphrase: str | None, *, known: bool) -> Opened:
    """Open a dossier in the place of the open one, which stays if the new one cannot be opened."""
    from altterr_desktop.services.dossiers import open_signed

    current = operations.dossier
    if current is not None and current.path == path.resolve():
        close(operations)
    return _take(operations, open_signed(path, passphrase=passphrase, known=known))


def look(operations: Operations, path: Path, passphrase: str, day: date) -> Opened:
    """Open a copy of a dossier as it was on a day, for reading alone whatever the disk allows."""
    from altterr_desktop.services.dossiers import open_signed

    dossier = open_signed(path, passphrase=passphrase, known=True)
    dossier.read_only = True
    return replace(_take(operations, dossier), day=long_date(day))


def start(operations: Operations, wishes: Wishes) -> Opened:
    """Make a new dossier and open it in the place of the open one. Raises as `start_dossier`."""
    from altterr_desktop.services.dossiers import start_dossier

    dossier = start_dossier(
        wishes.path,
        group=wishes.group,
        territory_codes=wishes.territory_codes,
        volunteer=wishes.volunteer,
        passphrase=wishes.passphrase,
    )
    return _take(operations, dossier)


def join(operations: Operations, wishes: JoinWishes) -> Opened:
    """Make a dossier from an invitation, sign it, and open it in the place of the open one.

    Raises as `exchange.invitation.join` and `sign_with_name`.
    """
    from altterr_desktop.exchange import invitation
    from altterr_desktop.services.joining import sign_with_name

    dossier = invitation.join(wishes.file, wishes.target, code=wishes.code, passphrase=wishes.passphrase)
    sign_with_name(dossier, name=wishes.name)
    return _take(operations, dossier)


def demo_path() -> Path:
    """Give where the demonstration is made."""
    return paths.user_data_folder() / "demo.altterr"


def start_demo(operations: Operations) -> Opened:
    """Make the demonstration afresh and open it in the place of the open dossier."""
    from altterr_desktop.services.demo import make_demo

    path = demo_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    current = operations.dossier
    if current is not None and current.path == path.resolve():
        close(operations)
    _check_free(path)
    for ending in _SIDE_FILES:
        with suppress(FileNotFoundError):
            path.with_name(path.name + ending).unlink()
    return _take(operations, make_demo(path))


def _check_free(path: Path) -> None:
    """Raise DossierInUse where another window shows the demonstration: its file must not vanish under it."""
    from altterr_desktop.dossier.errors import DossierError, DossierInUse
    from altterr_desktop.dossier.file import open_dossier

    try:
        open_dossier(path, known=True).close()
    except DossierInUse:
        raise
    except DossierError:
        return


def give_back(backup: Backup, path: Path) -> str:
    """Copy a backup beside its dossier under a new name; give where."""
    from altterr_desktop.dossier.backup import restore, restored_name

    return str(restore(backup.path, restored_name(path, backup)))


def back_up_daily(dossier: Any) -> Path | None:
    """Write a copy when the last one is older than a day. Raises BackupFailed."""
    made: Path | None = dossier.back_up_if_older(DAY) if dossier is not None else None
    return made


def check(dossier: Any) -> None:
    """Read the whole file again and compare every table with the journal. Raises DamagedDossier."""
    from altterr_desktop.dossier.errors import DamagedDossier
    from altterr_desktop.journal.verify import verify

    dossier.check()
    if verify(dossier):
        raise DamagedDossier(dossier.path)


def close(operations: Operations) -> None:
    """Let the open dossier go, if there is one."""
    if operations.dossier is not None:
        operations.dossier.close()
        operations.use_dossier(None)


def _take(operations: Operations, dossier: Any) -> Opened:
    from altterr_desktop.services.dossiers import read_group

    close(operations)
    operations.use_dossier(dossier)
    group = read_group(dossier)
    path: Path = dossier.path
    name = group.name or path.stem
    places = ", ".join(territory.name for territory in group.territories[:3])
    signed = bool(dossier.signature.author_id) or not group.volunteers
    place = f"{name} · {places}" if places else name
    return Opened(str(path), name, place, group.is_demo, dossier.read_only, signed)
