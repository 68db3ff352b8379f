"""Name what can be wrong with a dossier's file, one type and one sentence each."""

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
    """The disk or stick no longer answers."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _(
                "“{name}” can no longer be read or written: the disk or USB stick does not answer. The last change was "
                "not saved."
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
