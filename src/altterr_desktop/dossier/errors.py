"""Name what can be wrong with a dossier's file, one type and one sentence each."""

import errno
from collections.abc import Callable
from pathlib import Path

from altterr_desktop.domain.errors import KnownError
from altterr_desktop.i18n import _


class DossierError(KnownError):
    """Say what is wrong with a dossier's file; the file was not changed."""


class DossierMissing(DossierError):
    """The file is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("There is no file at “{path}”. It may have been moved, or its USB stick unplugged.").format(
                path=path
            )
        )


class DossierExists(DossierError):
    """A new file was asked for where one already is."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("“{name}” already exists. Choose another name: nothing is ever overwritten.").format(
                name=path.name
            )
        )


class NotADossier(DossierError):
    """The file is something else."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("“{name}” is not a dossier of this program. Dossiers end in .altterr.").format(name=path.name)
        )


class DossierTooLarge(DossierError):
    """The file is larger than any dossier this program makes."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("“{name}” is too large to be a dossier (more than 4 GB): it was not opened.").format(
                name=path.name
            )
        )


class PassphraseNeeded(DossierError):
    """The file is locked and no passphrase was given."""

    def __init__(self, path: Path) -> None:
        super().__init__(_("“{name}” is protected: its passphrase is needed.").format(name=path.name))


class WrongPassphrase(DossierError):
    """The key does not fit; a broken first page looks the same, so the sentence says both."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "The passphrase does not open “{name}”. Check capitals and accents; if you are sure of it, the "
                "beginning of the file is damaged: open its latest backup."
            ).format(name=path.name)
        )


class EmptyPassphrase(DossierError):
    """A passphrase of nothing but spaces protects nothing."""

    def __init__(self) -> None:
        super().__init__(_("A passphrase cannot be empty. Choose one, or keep the dossier without any."))


class NewerDossier(DossierError):
    """The file was written by a newer program."""

    def __init__(self, path: Path, needed: str) -> None:
        super().__init__(
            _(
                "“{name}” was written by a newer version of the program ({needed}). Update the program to open it; "
                "nothing was changed."
            ).format(name=path.name, needed=needed)
        )


class DamagedDossier(DossierError):
    """Some pages of the file no longer hold what was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("“{name}” is damaged: part of it can no longer be read. Open its latest backup.").format(
                name=path.name
            )
        )


class AlteredDossier(DossierError):
    """The file's structure is not the one this program makes."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "“{name}” was altered by another program: its structure is not the expected one. It was not opened, "
                "for your safety."
            ).format(name=path.name)
        )


class DossierInUse(DossierError):
    """Another window or another program holds the file."""

    def __init__(self, path: Path, holder: str) -> None:
        who = _(" ({holder})").format(holder=holder) if holder else ""
        super().__init__(
            _("“{name}” is already open elsewhere{who}. Close it there first.").format(
                name=path.name, who=who
            )
        )


class ReadOnlyDossier(DossierError):
    """The file or its disk takes no writing."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "“{name}” can only be read here: its disk or folder is protected. Copy it to your own folder to "
                "change it."
            ).format(name=path.name)
        )


class DiskFull(DossierError):
    """The disk has no room left; the change was not made."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "The disk that holds “{name}” is full: the change was not saved. Free some room and try again."
            ).format(name=path.name)
        )


class DiskFailure(DossierError):
    """The disk or stick no longer answers, or refuses to write for a reason the engine does not give."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "“{name}” can no longer be read or written: the disk or USB stick does not answer or takes nothing "
                "more. The last change was not saved."
            ).format(name=path.name)
        )


class BackupFailed(DossierError):
    """The copy could not be made or did not read back; the dossier itself is intact."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            _("No backup of “{name}” was made: {why} The dossier itself is intact.").format(
                name=path.name, why=why
            )
        )


class DossierMoved(DossierError):
    """The open file is no longer where it was opened."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "“{name}” was moved, renamed or deleted while it was open: the last change was not saved. Put it back "
                "in “{folder}”, or open it where it is now."
            ).format(name=path.name, folder=path.parent)
        )


class NotAllowed(DossierError):
    """The system lets this account read the file no more than any other."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("“{name}” cannot be read: this account is not allowed to. Ask the person who owns it.").format(
                name=path.name
            )
        )


class NameTooLong(DossierError):
    """The disk or the engine takes no such long name."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "The name “{name}” is too long with those of its folders. Shorten it or choose a folder nearer to the "
                "start of the disk."
            ).format(name=path.name)
        )


class FolderMissing(DossierError):
    """The folder of a file to be made is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("“{name}” was not made: the folder {folder} does not exist. Choose another folder.").format(
                name=path.name, folder=path.parent
            )
        )


class FolderRefused(DossierError):
    """The folder takes no new file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("“{name}” was not made: writing in {folder} is not allowed. Choose another folder.").format(
                name=path.name, folder=path.parent
            )
        )


# A quota and a limit on the size of one file are a lack of room like any other.
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def named_os_error(error: OSError, path: Path) -> DossierError:
    """Give the typed error of what the system said about a dossier's file."""
    makers: dict[int, Callable[[Path], DossierError]] = {
        errno.ENOENT: DossierMissing,
        errno.ENOTDIR: DossierMissing,
        errno.EEXIST: DossierExists,
        errno.EACCES: NotAllowed,
        errno.EPERM: NotAllowed,
        errno.EROFS: ReadOnlyDossier,
        errno.ENAMETOOLONG: NameTooLong,
        **dict.fromkeys(NO_ROOM, DiskFull),
    }
    return makers.get(error.errno or 0, DiskFailure)(path)
