"""Wire the window to the open dossier: open, create, undo, theme, language; hold no rule and draw nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from altterr_desktop.app.crash import CrashHook
from altterr_desktop.app.tabs import TABS
from altterr_desktop.i18n import _, use_language
from altterr_desktop.settings import paths
from altterr_desktop.ui.kit.garbage import GarbageTimer
from altterr_desktop.ui.kit.icons import dress
from altterr_desktop.ui.kit.memory import Memory
from altterr_desktop.ui.kit.messages import Messages
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.kit.popup_list import Found
from altterr_desktop.ui.kit.theme import USUAL_POINTS, ThemeName
from altterr_desktop.ui.shell.menus import MenuCalls
from altterr_desktop.ui.shell.window import MainWindow, ShellCalls

if TYPE_CHECKING:
    from altterr_desktop.ui.shell.sections import TabSpec

_log = logging.getLogger(__name__)
DOSSIER_SUFFIX = ".altterr"


class Program(QObject):
    """Own the window, the worker and the open dossier for one run."""

    def __init__(self, application: QApplication, memory: Memory, tabs: Sequence[TabSpec] = TABS) -> None:
        super().__init__()
        self.application = application
        self.memory = memory
        self._tabs = tabs
        self.messages = Messages(self)
        self.operations = Operations(self.messages, self)
        self.operations.changed.connect(self._on_changed)
        self.crash = CrashHook(self._show_crash, self.messages.warn)
        self.operations.crashed.connect(self.crash.report)
        self.garbage = GarbageTimer(self)
        self.window: MainWindow | None = None
        self._place = ("", "")

    def start(self) -> MainWindow:
        """Dress the application and show the window, empty."""
        self._dress()
        return self._build_window()

    def open(self, path: str, passphrase: str | None = None) -> None:
        """Open a dossier in the worker and show it; «» asks which. A passphrase is asked for when needed."""
        if not path:
            from altterr_desktop.ui.shell import file_dialogs

            path = file_dialogs.ask_dossier(self._shown())
        if not path:
            return
        known = self.memory.preferences.last_dossier == path
        self._shown().show_waiting()
        self.operations.run(
            partial(_reopen, self.operations, Path(path), passphrase, known=known),
            on_done=self._on_opened,
            on_error=partial(self._on_not_opened, path),
            busy_text=_("Opening the dossier…"),
        )

    def show_welcome(self) -> None:
        """Show the ways to start."""
        self._shown().show_welcome(self.memory.preferences.recent_dossiers)

    def close(self) -> None:
        """Finish what waits, close the dossier and stop the worker."""
        self.operations.shut_down(partial(_close, self.operations))

    # Opening

    def _on_opened(self, opened: tuple[str, str, str]) -> None:
        path, name, place = opened
        self.memory.opened(path)
        self._place = (name, place)
        self._shown().show_dossier(name, place, self._search)
        self._refresh_undo()

    def _on_not_opened(self, path: str, error: Exception) -> None:
        from altterr_desktop.dossier.errors import PassphraseNeeded, WrongPassphrase

        if isinstance(error, (PassphraseNeeded, WrongPassphrase)):
            from altterr_desktop.ui.shell import passphrase_dialog

            said = str(error) if isinstance(error, WrongPassphrase) else ""
            typed = passphrase_dialog.ask(self._shown(), Path(path).stem, said)
            if typed is not None:
                self.open(path, typed)
                return
        else:
            self.messages.warn(str(error))
        if self.operations.dossier is None:
            self.show_welcome()

    def new(self) -> None:
        """Ask what a new dossier is about and make it."""
        self.messages.warn(_("This is not possible yet."))

    def open_demo(self) -> None:
        """Open the demonstration, made again each time."""
        self.messages.warn(_("This is not possible yet."))

    def _on_file_dropped(self, path: str) -> None:
        if path.endswith(DOSSIER_SUFFIX):
            self.open(path)
        else:
            self.messages.warn(_("This is not possible yet."))

    # Undo

    def _undo(self) -> None:
        from altterr_desktop.journal.undo import undo

        self._step_back(undo)

    def _redo(self) -> None:
        from altterr_desktop.journal.undo import redo

        self._step_back(redo)

    def _step_back(self, step: Callable[[Any], Any]) -> None:
        if page := self._shown().sections.current():
            page.leave()
        self.operations.write(step, said="", on_done=self._on_stepped_back)

    def _on_stepped_back(self, changes: object) -> None:
        self.messages.status(str(getattr(changes, "label", "")))
        if getattr(changes, "skipped", ()):
            self.messages.warn(
                _("Some fields were changed since by somebody else: they were left as they are.")
            )

    def _on_changed(self, _changes: object) -> None:
        self._refresh_undo()

    def _refresh_undo(self) -> None:
        from altterr_desktop.journal.undo import undo_state

        self.operations.ask(undo_state, on_done=self._on_undo_state)

    def _on_undo_state(self, state: Any) -> None:
        self._shown().set_undo(state.undo_label, state.redo_label)

    def _search(self, words: str) -> Sequence[Found]:
        """Search records for the palette; called on the worker's thread."""
        from altterr_desktop.services.search import search

        icon_of = self._shown().sections.icon_of_kind
        found = search(self.operations.dossier, words, limit=20)
        return [Found(one.owner_kind, one.owner_id, one.title, icon=icon_of(one.owner_kind)) for one in found]

    # Look

    def _dress(self) -> None:
        preferences = self.memory.preferences
        points = max(USUAL_POINTS, self.application.font().pointSizeF() if not self.window else USUAL_POINTS)
        dress(ThemeName(preferences.theme), points=points * preferences.font_scale / 100)

    def _build_window(self) -> MainWindow:
        calls = ShellCalls(
            self.new,
            self.open,
            self.open_demo,
            self._undo,
            self._redo,
            self._on_file_dropped,
            MenuCalls(
                self._on_theme_chosen,
                self._on_text_size_chosen,
                self._on_language_chosen,
                self._on_about_asked,
            ),
        )
        self.window = MainWindow(self._tabs, self.operations, self.messages, self.memory, calls)
        self.window.setWindowIcon(QIcon(str(paths.resources_folder() / "icons" / "altterr.svg")))
        self.window.show()
        return self.window

    def _on_theme_chosen(self, name: str) -> None:
        self.memory.change(theme=str(name))
        self._dress()

    def _on_text_size_chosen(self, size: int) -> None:
        self.memory.change(font_scale=size)
        self._dress()
        self._rebuild_later()

    def _on_language_chosen(self, name: str) -> None:
        self.memory.change(language=name)
        use_language(name)
        self._rebuild_later()

    def _rebuild_later(self) -> None:
        # The menu that asked belongs to the window: let it finish first.
        QTimer.singleShot(0, self, self._rebuild)

    def _rebuild(self) -> None:
        former = self._shown()
        former.sections.leave()
        place = former.saveGeometry()
        window = self._build_window()
        window.restoreGeometry(place)
        if self.operations.dossier is not None:
            window.show_dossier(*self._place, self._search)
            self._refresh_undo()
        else:
            self.show_welcome()
        former.hide()
        former.deleteLater()

    def _on_about_asked(self) -> None:
        from altterr_desktop import __version__

        self.messages.toast(
            _("Altterr {version}, free software (GPL 3 or later).").format(version=__version__)
        )

    def _show_crash(self, report: str) -> None:
        from altterr_desktop.ui.shell.crash_dialog import show_crash

        show_crash(self.window, report)

    def _shown(self) -> MainWindow:
        if self.window is None:
            msg = "the program was not started"
            raise RuntimeError(msg)
        return self.window


# On the worker's thread


def _reopen(
    operations: Operations, path: Path, passphrase: str | None, *, known: bool
) -> tuple[str, str, str]:
    """Open a dossier in the place of the open one, which stays if the new one cannot be opened."""
    from altterr_desktop.services.dossiers import open_signed, read_group

    current = operations.dossier
    if current is not None and current.path == path:
        _close(operations)
    dossier = open_signed(path, passphrase=passphrase, known=known)
    _close(operations)
    operations.use_dossier(dossier)
    group = read_group(dossier)
    name = group.name or path.stem
    places = ", ".join(territory.name for territory in group.territories[:3])
    return str(path), name, f"{name} · {places}" if places else name


def _close(operations: Operations) -> None:
    if operations.dossier is not None:
        operations.dossier.close()
        operations.use_dossier(None)
