"""Wire the window to the open dossier: open, create, undo, theme, language; hold no rule and draw nothing."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from altterr_desktop.app import starting
from altterr_desktop.app.actions import NEEDS_DOSSIER, program_actions
from altterr_desktop.app.bringing_in import BringingIn
from altterr_desktop.app.crash import CrashHook
from altterr_desktop.app.keeping import Keeping, KeepingCalls
from altterr_desktop.app.looking import Looking
from altterr_desktop.app.members import MemberCalls, Members
from altterr_desktop.app.people import People
from altterr_desktop.app.starting import Opened, banner_words
from altterr_desktop.app.tabs import TABS
from altterr_desktop.app.together import Together, TogetherCalls
from altterr_desktop.app.together_actions import NEED_DOSSIER as GROUP_NEEDS_DOSSIER
from altterr_desktop.app.together_actions import record_actions, together_actions
from altterr_desktop.app.warming import warm_up
from altterr_desktop.i18n import _, language, use_language
from altterr_desktop.settings import paths
from altterr_desktop.ui.kit import qt_words
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
    from altterr_desktop.ui.dialogs.assistant import AssistantForm, Wishes
    from altterr_desktop.ui.dialogs.history import HistoryCalls
    from altterr_desktop.ui.shell.sections import TabSpec

_log = logging.getLogger(__name__)
DOSSIER_SUFFIX = ".altterr"
BACKUP_AFTER_MS = 4000
WARM_AFTER_MS = 400
ANSWERS = 20


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
        self.warming: threading.Thread | None = None
        self.window: MainWindow | None = None
        self._opened = Opened("", "", "")
        self.assistant: AssistantForm | None = None
        self.bringing_in = BringingIn(self.operations, self.messages, self._shown, self._undo, self)
        calls = KeepingCalls(
            self._shown,
            self.open,
            self._on_look_chosen,
            self._show_shortcuts,
            self._on_signed,
            self._history_calls,
        )
        self.keeping = Keeping(self.operations, self.messages, memory, calls, self)
        self.together = Together(
            self.operations, self.messages, memory, TogetherCalls(self._shown, self._undo), self
        )
        self.looking = Looking(self.operations, self.messages, self._shown, self)
        self.people = People(self.operations, self.messages, memory, self._shown, self)
        self.members = Members(self.operations, self.messages, memory, self._member_calls(), self)
        self.together.members = self.members

    def _member_calls(self) -> MemberCalls:
        return MemberCalls(
            self._shown,
            self._on_opened,
            self._leave_pages,
            self.together.exchanging.folder,
            self.together.exchanging.set_folder,
            self.people.hand_over,
        )

    def _history_calls(self) -> HistoryCalls:
        from altterr_desktop.ui.dialogs.history import HistoryCalls

        return HistoryCalls(self._shown().open_record, self.looking.look)

    def _current_record(self) -> str:
        return self._shown().sections.current_record()

    def _leave_pages(self) -> None:
        self._shown().sections.leave()

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
        work = partial(starting.reopen, self.operations, Path(path), passphrase, known=known)
        self._take(work, partial(self._on_not_opened, path), _("Opening the dossier…"))

    def look(self, path: str, passphrase: str, day: date) -> None:
        """Show a copy of a dossier as it was on a day; nothing can be changed in it."""
        work = partial(starting.look, self.operations, Path(path), passphrase, day)
        self._take(work, partial(self._on_not_opened, path), _("Opening the dossier…"))

    def show_welcome(self) -> None:
        """Show the ways to start."""
        self.together.stop()
        self._shown().show_welcome(self.memory.preferences.recent_dossiers)
        self._allow_dossier_actions()

    def new(self) -> None:
        """Ask what a new dossier is about and make it."""
        from altterr_desktop.ui.dialogs.assistant import AssistantCalls, show_assistant

        calls = AssistantCalls(self._create, self.open_demo)
        name = self.memory.preferences.volunteer_name
        self.assistant = show_assistant(self._shown(), self.operations, calls, volunteer=name)

    def open_demo(self) -> None:
        """Open the demonstration, made again each time."""
        work = partial(starting.start_demo, self.operations)
        self._take(work, self._on_demo_failed, _("Making the demonstration…"))

    def close(self) -> None:
        """Finish what waits, close the dossier and stop the worker."""
        self.together.exchanging.stop()
        self.operations.shut_down(partial(starting.close, self.operations))

    # Opening

    def _take(
        self, work: Callable[[], Opened], on_error: Callable[[Exception], object], busy_text: str
    ) -> None:
        # What is being typed goes into the dossier it was typed in, before that one is closed.
        self._shown().sections.leave()
        self._shown().show_waiting()
        self.operations.run(work, on_done=self._on_opened, on_error=on_error, busy_text=busy_text)

    def _on_opened(self, opened: Opened) -> None:
        self._opened = opened
        if not opened.is_demo:
            self.memory.opened(opened.path)
        self.messages.clear_bar()
        self._show_opened()
        QTimer.singleShot(BACKUP_AFTER_MS, self, self._back_up_daily)
        QTimer.singleShot(WARM_AFTER_MS, self, self._warm_up)

    def _show_opened(self) -> None:
        opened = self._opened
        self._shown().show_dossier(opened.name, opened.place, self._search)
        self._shown().banner.show_words(banner_words(opened, self.new, self.keeping.show_settings))
        self._allow_dossier_actions()
        self._refresh_undo()
        self.together.start()

    def _warm_up(self) -> None:
        if self.warming is None:
            self.warming = warm_up(self._tabs)

    def _back_up_daily(self) -> None:
        if not self._opened.is_demo:
            self.keeping.back_up_daily()

    def _on_not_opened(self, path: str, error: Exception) -> None:
        from altterr_desktop.dossier.errors import PassphraseNeeded, WrongPassphrase

        if isinstance(error, (PassphraseNeeded, WrongPassphrase)):
            from altterr_desktop.ui.shell import passphrase_dialog

            said = str(error) if isinstance(error, WrongPassphrase) else ""
            typed = passphrase_dialog.ask(self._shown(), Path(path).stem, said)
            if typed is not None:
                self.open(path, typed)
                return
        if self.operations.dossier is None:
            self.show_welcome()
        if not isinstance(error, PassphraseNeeded):
            self.messages.warn(str(error), *self._way_out(path, error))

    def _way_out(self, path: str, error: Exception) -> tuple[str, Callable[[], object] | None]:
        """Give the next step after a dossier that could not be opened: the words of a button, and what it does."""
        from altterr_desktop.dossier import errors
        from altterr_desktop.dossier.backup import list_backups

        broken = (errors.DamagedDossier, errors.AlteredDossier, errors.WrongPassphrase, errors.DossierMissing)
        if isinstance(error, broken) and list_backups(Path(path)):
            return _("Restore a backup…"), partial(self.keeping.show_backups_of, path)
        if isinstance(error, (errors.DossierInUse, errors.DiskFailure)):
            return _("Try again"), partial(self.open, path)
        if isinstance(error, (errors.DossierMissing, errors.NotADossier)):
            return _("Open another one…"), partial(self.open, "")
        return "", None

    def _on_demo_failed(self, error: Exception) -> None:
        if self.operations.dossier is None:
            self.show_welcome()
        self.messages.warn(str(error))

    def _create(self, wishes: Wishes, done: Callable[[], object], refuse: Callable[[str], object]) -> None:
        def on_done(opened: Opened) -> None:
            done()
            if wishes.volunteer:
                self.memory.change(volunteer_name=wishes.volunteer)
            self._on_opened(opened)
            if wishes.register:
                self.bringing_in.bring(wishes.register, "rne")

        self._shown().sections.leave()
        self.operations.run(
            partial(starting.start, self.operations, wishes),
            on_done=on_done,
            on_error=lambda error: refuse(str(error)),
            owner=self,
            busy_text=_("Making the dossier…"),
        )

    def _on_file_dropped(self, path: str) -> None:
        if path.endswith(DOSSIER_SUFFIX):
            self.open(path)
        elif path.endswith(".altlot"):
            self.together.receive(path)
        elif path.endswith(".altinv"):
            self.members.join(path)
        else:
            self.bringing_in.bring(path)

    def _allow_dossier_actions(self) -> None:
        names = (*NEEDS_DOSSIER, *GROUP_NEEDS_DOSSIER)
        self._shown().allow(names, allowed=self.operations.dossier is not None)

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
        has_page = self._shown().sections.key_of_kind
        found = search(self.operations.dossier, words, limit=3 * ANSWERS)
        return [
            Found(one.owner_kind, one.owner_id, one.title, icon=icon_of(one.owner_kind))
            for one in found
            if has_page(one.owner_kind)
        ][:ANSWERS]

    # Look

    def _dress(self) -> None:
        preferences = self.memory.preferences
        points = max(USUAL_POINTS, self.application.font().pointSizeF() if not self.window else USUAL_POINTS)
        dress(ThemeName(preferences.theme), points=points * preferences.font_scale / 100)

    def _build_window(self) -> MainWindow:
        qt_words.speak(language())
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
            [
                *program_actions(self.bringing_in, self.keeping),
                *together_actions(self.together, self.members, self.looking),
                *record_actions(self.keeping, self.people, self._current_record),
            ],
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

    def _on_look_chosen(self, language_name: str, theme_name: str, size: int) -> None:
        preferences = self.memory.preferences
        new_words = language_name != language()
        new_size = size != preferences.font_scale
        if new_words:
            self.memory.change(language=language_name)
            use_language(language_name)
        self.memory.change(theme=theme_name, font_scale=size)
        self._dress()
        if new_words or new_size:
            self._rebuild_later()

    def _on_signed(self) -> None:
        self._opened = replace(self._opened, is_signed=True)
        self._shown().banner.show_words(banner_words(self._opened, self.new, self.keeping.show_settings))

    def _show_shortcuts(self) -> None:
        self._shown().actions_list.built("window.shortcuts").trigger()

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
            self._show_opened()
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
