"""Name what can be wrong with a file that somebody sent, one type and one sentence each."""

from __future__ import annotations

from altterr_desktop.domain.errors import KnownError
from altterr_desktop.i18n import _


class ExchangeError(KnownError):
    """Say what is wrong with an exchange; the dossier was not changed."""


class NotABundle(ExchangeError):
    """The file is something else."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("“{name}” is not a file of contributions (.altlot): nothing was received from it.").format(
                name=name
            )
        )


class DamagedBundle(ExchangeError):
    """The file is cut short, or not what was written."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("“{name}” is cut short or damaged: nothing was received from it. Ask for it again.").format(
                name=name
            )
        )


class ForeignBundle(ExchangeError):
    """The file comes from another group."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("“{name}” comes from another group: nothing was received from it.").format(name=name)
        )


class UnknownKey(ExchangeError):
    """The file is the group's own, sealed with a key this dossier does not hold: the group changed it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "“{name}” is sealed with a key of your group that this dossier does not have yet. Ask somebody of "
                "the group for the file of the new key and its code."
            ).format(name=name)
        )


class UnsealedBundle(ExchangeError):
    """The file has no seal though the group seals what it exchanges: anybody may have written it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("“{name}” is not sealed and your group seals its files: anybody may have written it.").format(
                name=name
            )
        )


class NewerBundle(ExchangeError):
    """The file was written by a newer program."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("“{name}” was written by a newer version of the program. Update yours to receive it.").format(
                name=name
            )
        )


class BundleTooLarge(ExchangeError):
    """The file is, or says it is, larger than any this program writes."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("“{name}” is too large to be a file of contributions: it was not read.").format(name=name)
        )


class InconsistentBundle(ExchangeError):
    """The file refers to records that neither it nor the dossier holds."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "“{name}” refers to records that are nowhere: nothing was received from it. Tell the person who sent "
                "it."
            ).format(name=name)
        )


class FolderUnreachable(ExchangeError):
    """The shared folder is not there or takes no file."""

    def __init__(self, path: object) -> None:
        super().__init__(
            _(
                "The shared folder “{path}” cannot be reached now. What you do is kept and will be sent later."
            ).format(path=path)
        )


class FileRefused(ExchangeError):
    """A file cannot be read or written."""

    def __init__(self, path: object) -> None:
        super().__init__(_("“{path}” cannot be read or written here.").format(path=path))


class SyncedFolder(ExchangeError):
    """The dossier lies in a folder that a program copies behind its back."""

    def __init__(self, name: str, program: str) -> None:
        super().__init__(
            _(
                "“{name}” is in a folder that {program} copies: two laptops would overwrite each other. Keep the "
                "dossier elsewhere and share only the exchange folder."
            ).format(name=name, program=program)
        )


class NotAnInvitation(ExchangeError):
    """The file is something else, or damaged."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("“{name}” is not an invitation, or it is damaged. Ask for it again.").format(name=name)
        )


class WrongCode(ExchangeError):
    """The one-time code does not open the invitation."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("This code does not open “{name}”. Have it read aloud again, word by word.").format(name=name)
        )


class OtherGroup(ExchangeError):
    """The invitation is for another group than that of the dossier."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "“{name}” invites to another group than that of this dossier. Join it with a new dossier."
            ).format(name=name)
        )
