"""Wire the window to who is in the group: invite, join, change the key; it shows dialogs and draws nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from altterr_desktop.app import starting
from altterr_desktop.app.starting import Opened
from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.memory import Memory
from altterr_desktop.ui.kit.messages import Messages
from altterr_desktop.ui.kit.operations import Operations

if TYPE_CHECKING:
    from altterr_desktop.exchange.folder import Poste
    from altterr_desktop.exchange.handover import HandoverNotes
    from altterr_desktop.ui.dialogs.exchange.joining import JoinWishes

Refuse = Callable[[str], object]


@dataclass(frozen=True)
class MemberCalls:
    """Hold what these dialogs ask of the program: its window, to show an opened dossier, the shared folder."""

    window: Callable[[], QWidget]
    opened: Callable[[Opened], object]
    leave: Callable[[], object]
    folder: Callable[[], str]
    set_folder: Callable[[str], object]
    hand_over: Callable[[str], object]


class Members(QObject):
    """Own the dialogs about who is in the group."""

    def __init__(
        self, operations: Operations, messages: Messages, memory: Memory, calls: MemberCalls, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._messages = messages
        self._memory = memory
        self._calls = calls
        self.form: Any = None

    # Inviting

    def invite(self) -> None:
        """Show how to invite somebody."""
        from altterr_desktop.ui.dialogs.exchange.inviting import show_invite

        self.form = show_invite(self._calls.window(), self._write_invitation)

    def _write_invitation(
        self,
        with_copy: bool,  # noqa: FBT001 - a callback
        done: Callable[[Path, str], object],
        refuse: Refuse,
    ) -> None:
        from altterr_desktop.ui.dialogs.exchange import files

        name = _("Invitation {name}").format(name=self._operations.dossier.path.stem)
        path = files.ask_invitation_to_write(self._calls.window(), name)
        if not path:
            refuse("")
            return
        self._calls.leave()
        self._operations.ask(
            _invite,
            Path(path),
            with_copy=with_copy,
            on_done=lambda code: done(Path(path), code),
            on_error=lambda error: refuse(str(error)),
            owner=self,
            busy_text=_("Writing the invitation…"),
        )

    # Joining

    def join(self, path: str = "") -> None:
        """Ask what is needed to join a group."""
        from altterr_desktop.ui.dialogs.exchange.joining import show_join

        name = self._memory.preferences.volunteer_name
        take_key = self.accept if self._operations.dossier is not None else None
        self.form = show_join(self._calls.window(), self._join, file=path, name=name, take_key=take_key)

    def _join(self, wishes: JoinWishes, done: Callable[[], object], refuse: Refuse) -> None:
        def on_done(opened: Opened) -> None:
            done()
            self._memory.change(volunteer_name=wishes.name)
            self._calls.opened(opened)
            self._operations.ask(_handover_notes, on_done=self._on_notes, owner=self)

        self._calls.leave()
        self._operations.run(
            starting.join,
            self._operations,
            wishes,
            on_done=on_done,
            on_error=lambda error: refuse(str(error)),
            owner=self,
            busy_text=_("Joining the group…"),
        )

    def _on_notes(self, notes: HandoverNotes | None) -> None:
        if notes is None:
            self._messages.toast(
                _("Welcome to the group. Choose the shared folder, or receive the others' files: Exchange.")
            )
            return
        if notes.place and Path(notes.place).is_dir():
            self._calls.set_folder(notes.place)
        said = [_("Handed over by {name}.").format(name=notes.given_by or _("somebody"))]
        said += [_("Shared folder: {place}").format(place=notes.place)] if notes.place else []
        self._messages.warn("\n".join([*said, *([notes.note] if notes.note else [])]))

    # Handing over

    def hand_over(self) -> None:
        """Show how to hand the dossier over to a newcomer."""
        self._calls.hand_over(self._calls.folder())

    # Leaving

    def leaving(self) -> None:
        """Show what to do when somebody leaves or a laptop is lost."""
        from altterr_desktop.ui.dialogs.exchange.leaving import LeavingCalls, show_leaving

        calls = LeavingCalls(self._list_postes, self._forget, self._rotate, self.accept)
        self.form = show_leaving(self._calls.window(), calls)

    def _list_postes(self, done: Callable[[Any], object]) -> None:
        if folder := self._calls.folder():
            self._operations.ask(_postes, Path(folder), on_done=done, on_error=_ignore, owner=_owner_of(done))

    def _forget(self, poste: Poste, done: Callable[[], object]) -> None:
        self._operations.ask(
            _forget_poste, Path(self._calls.folder()), poste.id, on_done=lambda _nothing: done(), owner=self
        )

    def _rotate(self, done: Callable[[Path, str], object], refuse: Refuse) -> None:
        from altterr_desktop.ui.dialogs.exchange import files

        name = _("New key {name}").format(name=self._operations.dossier.path.stem)
        path = files.ask_invitation_to_write(self._calls.window(), name)
        if not path:
            refuse("")
            return
        self._operations.ask(
            _rotate,
            Path(path),
            on_done=lambda code: done(Path(path), code),
            on_error=lambda error: refuse(str(error)),
            owner=self,
        )

    def accept(self, path: str = "") -> None:
        """Ask for the words of a new key."""
        from altterr_desktop.ui.dialogs.exchange import files
        from altterr_desktop.ui.dialogs.exchange.leaving import show_accept

        path = path or files.ask_invitation_to_read(self._calls.window())
        if path:
            self.form = show_accept(
                self._calls.window(),
                Path(path).name,
                lambda code, done, refuse: self._accept(Path(path), code, done, refuse),
            )

    def _accept(self, path: Path, code: str, done: Callable[[], object], refuse: Refuse) -> None:
        def on_done(_nothing: object) -> None:
            done()
            self._messages.toast(_("The new key is taken. Exchange to receive what waits."))

        self._operations.ask(
            _learn_key,
            path,
            code=code,
            on_done=on_done,
            on_error=lambda error: refuse(str(error)),
            owner=self,
        )


def _ignore(_error: Exception) -> None:
    """Leave the list of laptops empty: the folder may not be there now."""


def _owner_of(callback: Callable[..., object]) -> QObject | None:
    widget = getattr(getattr(callback, "__self__", None), "widget", None)
    return widget if isinstance(widget, QObject) else None


# On the worker's thread


def _invite(dossier: Any, path: Path, *, with_copy: bool) -> str:
    from altterr_desktop.exchange.invitation import invite

    return invite(dossier, path, with_copy=with_copy)


def _handover_notes(dossier: Any) -> HandoverNotes | None:
    from altterr_desktop.exchange.handover import handover_notes

    return handover_notes(dossier)


def _rotate(dossier: Any, path: Path) -> str:
    from altterr_desktop.exchange.leaving import rotate

    return rotate(dossier, path)


def _learn_key(dossier: Any, path: Path, *, code: str) -> None:
    from altterr_desktop.exchange.leaving import learn_key

    learn_key(dossier, path, code=code)


def _postes(dossier: Any, folder: Path) -> Any:
    from altterr_desktop.exchange.folder import group_folder, read_postes
    from altterr_desktop.exchange.keys import seals_of

    return read_postes(dossier, group_folder(folder, seals_of(dossier)))


def _forget_poste(dossier: Any, folder: Path, poste_id: str) -> None:
    from altterr_desktop.exchange.folder import forget_poste

    forget_poste(dossier, folder, poste_id)
