"""Show the dialogs about the dossier and the program (settings, group, backups, passphrase, check, history, guide).

It wires them to services and draws nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from altterr_desktop.app import starting
from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.memory import Memory
from altterr_desktop.ui.kit.messages import Messages
from altterr_desktop.ui.kit.operations import Operations

if TYPE_CHECKING:
    from altterr_desktop.dossier.backup import Backup
    from altterr_desktop.services.group_page import GroupPage
    from altterr_desktop.services.records import RecordView
    from altterr_desktop.ui.dialogs.history import HistoryCalls
    from altterr_desktop.ui.dialogs.settings import Settings


@dataclass(frozen=True)
class KeepingCalls:
    """Hold what these dialogs ask of the program: its window, a dossier to open, a new look, shortcuts."""

    window: Callable[[], QWidget]
    open: Callable[[str], object]
    look: Callable[[str, str, int], object]
    shortcuts: Callable[[], object]
    signed: Callable[[], object]
    history: Callable[[], HistoryCalls]


class Keeping(QObject):
    """Own the dialogs of one run."""

    def __init__(
        self, operations: Operations, messages: Messages, memory: Memory, calls: KeepingCalls, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._messages = messages
        self._memory = memory
        self._calls = calls
        self.form: Any = None

    # Settings and group

    def show_settings(self) -> None:
        """Show the settings, with the volunteers of the open dossier if there is one."""
        if self._operations.dossier is None:
            self._show_settings((), "")
            return
        from altterr_desktop.services.group_page import read_group_page

        self._operations.ask(read_group_page, on_done=self._on_group_read, owner=self)

    def _on_group_read(self, page: GroupPage) -> None:
        people = [(one.id, one.pseudonym or one.name) for one in page.volunteers if one.active]
        self._show_settings(people, page.signer_id)

    def _show_settings(self, people: Sequence[tuple[str, str]], signer_id: str) -> None:
        from altterr_desktop.ui.dialogs.settings import show_settings

        chosen = partial(self._on_settings_chosen, signer_id)
        self.form = show_settings(self._calls.window(), self._memory.preferences, people, signer_id, chosen)

    def _on_settings_chosen(self, signer_id: str, chosen: Settings) -> None:
        self._calls.look(chosen.language, chosen.theme, chosen.text_size)
        if chosen.volunteer_id and chosen.volunteer_id != signer_id:
            from altterr_desktop.services.dossiers import sign_as

            self._operations.ask(sign_as, chosen.volunteer_id, on_done=self._on_signed, owner=self)

    def _on_signed(self, _nothing: object) -> None:
        name = self._operations.dossier.signature.author if self._operations.dossier else ""
        self._memory.change(volunteer_name=name)
        self._messages.status(_("What you change is now signed “{name}”.").format(name=name))
        self._calls.signed()

    def show_group(self, page: int = 0) -> None:
        """Show the group's page, at one of its parts."""
        from altterr_desktop.ui.dialogs.group import show_group

        self.form = show_group(self._calls.window(), self._operations, page)

    # Backups

    def show_backups(self) -> None:
        """Show the copies of the open dossier."""
        self._show_backups(self._operations.dossier.path, is_open=True)

    def show_backups_of(self, path: str) -> None:
        """Show the copies of a dossier that cannot be opened."""
        self._show_backups(Path(path), is_open=False)

    def _show_backups(self, path: Path, *, is_open: bool) -> None:
        from altterr_desktop.ui.dialogs.backups import BackupCalls, show_backups

        calls = BackupCalls(
            partial(self._list_backups, path),
            self._back_up if is_open else None,
            partial(self._restore, path),
        )
        self.form = show_backups(self._calls.window(), path, calls)

    def _list_backups(self, path: Path, done: Callable[[Sequence[Backup]], object]) -> None:
        from altterr_desktop.dossier.backup import list_backups

        self._operations.run(list_backups, path, on_done=done, owner=_owner_of(done))

    def _back_up(self, done: Callable[[], object], refuse: Callable[[str], object]) -> None:
        self._operations.ask(
            _back_up,
            on_done=lambda _path: done(),
            on_error=lambda error: refuse(str(error)),
            owner=self,
            busy_text=_("Writing a backup…"),
        )

    def _restore(self, path: Path, backup: Backup) -> None:
        self._operations.run(
            starting.give_back,
            backup,
            path,
            on_done=self._on_given_back,
            busy_text=_("Giving the copy back…"),
        )

    def _on_given_back(self, path: str) -> None:
        self._calls.open(path)
        self._messages.toast(
            _("The copy is now “{name}”. The other file was left as it is.").format(name=Path(path).name)
        )

    def back_up_daily(self) -> None:
        """Write a copy in the background when the last one is older than a day."""
        if self._operations.dossier is not None:
            self._operations.ask(
                starting.back_up_daily,
                owner=self,
                on_done=self._on_backed_up,
                busy_text=_("Writing a backup…"),
            )

    def _on_backed_up(self, path: Path | None) -> None:
        if path is not None:
            self._messages.status(_("A backup of today was written and read back."))

    # Passphrase and check

    def show_passphrase(self) -> None:
        """Ask for another passphrase of the open dossier."""
        from altterr_desktop.ui.dialogs.passphrase_change import show_passphrase_change

        has = bool(self._operations.dossier.has_passphrase)
        self.form = show_passphrase_change(
            self._calls.window(), has_passphrase=has, change=self._change_passphrase
        )

    def _change_passphrase(
        self, passphrase: str | None, done: Callable[[], object], refuse: Callable[[str], object]
    ) -> None:
        def on_done(_nothing: object) -> None:
            done()
            self._messages.toast(
                _("The dossier now has this passphrase.")
                if passphrase
                else _("The dossier has no passphrase any more.")
            )

        self._operations.ask(
            _change_passphrase,
            passphrase,
            on_done=on_done,
            on_error=lambda error: refuse(str(error)),
            owner=self,
            busy_text=_("Sealing the dossier again…"),
        )

    def check(self) -> None:
        """Read the whole dossier again and say what was found."""
        path = str(self._operations.dossier.path)
        self._operations.ask(
            starting.check,
            on_done=self._on_checked,
            on_error=partial(self._on_unsound, path),
            owner=self,
            busy_text=_("Reading the whole dossier…"),
        )

    def _on_checked(self, _nothing: object) -> None:
        self._messages.toast(
            _("The dossier is sound: every page could be read, and every table agrees with its history.")
        )

    def _on_unsound(self, path: str, error: Exception) -> None:
        self._messages.warn(str(error), _("Restore a backup…"), partial(self.show_backups_of, path))

    # History and guide

    def show_history(self) -> None:
        """Show who changed what in the dossier."""
        from altterr_desktop.ui.dialogs.history import show_history

        self.form = show_history(self._calls.window(), self._operations, self._calls.history())

    def show_record_history(self, record_id: str) -> None:
        """Show who changed what in one record and its parts."""
        if not record_id:
            self.show_history()
            return
        from altterr_desktop.services.records import load_record

        self._operations.ask(load_record, record_id, on_done=self._on_record_read, owner=self)

    def _on_record_read(self, record: RecordView) -> None:
        from altterr_desktop.ui.dialogs.history import show_history

        about = (record.id, record.name)
        self.form = show_history(self._calls.window(), self._operations, self._calls.history(), about)

    def show_guide(self, page: str = "") -> None:
        """Show the guide, at one of its pages."""
        from altterr_desktop.ui.dialogs.guide import show_guide

        self.form = show_guide(self._calls.window(), self._calls.shortcuts, page)


def _owner_of(callback: Callable[..., object]) -> QObject | None:
    form = getattr(callback, "__self__", None)
    widget = getattr(form, "widget", None)
    return widget if isinstance(widget, QObject) else None


# On the worker's thread


def _back_up(dossier: Any) -> Path:
    made: Path = dossier.back_up()
    return made


def _change_passphrase(dossier: Any, passphrase: str | None) -> None:
    dossier.change_passphrase(passphrase)
