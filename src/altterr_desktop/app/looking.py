"""Show the dossier as it was on a day in a second window: a sealed copy in a private place, thrown away after."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import long_date
from altterr_desktop.ui.kit.memory import Memory
from altterr_desktop.ui.kit.messages import Messages
from altterr_desktop.ui.kit.operations import Operations

if TYPE_CHECKING:
    from altterr_desktop.services.looking import Look
    from altterr_desktop.ui.dialogs.exchange.look_day import LookForm

OPTION = "--look"
_PREFIX = "altterr-look-"
_DAY_S = 86_400


class Looking(QObject):
    """Write the copies and start the windows that show them."""

    def __init__(
        self, operations: Operations, messages: Messages, window: Callable[[], QWidget], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._messages = messages
        self._window = window
        self.form: LookForm | None = None
        self.started: list[subprocess.Popen[str]] = []

    def ask(self) -> None:
        """Ask on which day the dossier is to be looked at."""
        from altterr_desktop.ui.dialogs.exchange.look_day import show_look

        self.form = show_look(self._window(), self.look)

    def look(self, day: date) -> None:
        """Show the dossier as it was at the end of a day."""
        sweep()
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._operations.ask(
            _copy,
            day,
            folder,
            on_done=self._on_copied,
            on_error=partial(self._on_refused, folder),
            owner=self,
            busy_text=_("Going back to {day}…").format(day=long_date(day)),
        )

    def _on_copied(self, look: Look) -> None:
        self.started = [one for one in self.started if one.poll() is None]
        try:
            child = subprocess.Popen(  # noqa: S603 - this very program
                [*program_command(), OPTION, str(look.path)],
                stdin=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                start_new_session=True,
            )
        except OSError as error:
            self._on_refused(look.path.parent, error)
            return
        self.started.append(child)
        if child.stdin is not None:
            # Told through a pipe: neither the command line nor the surroundings of a process show the words.
            with suppress(OSError):
                child.stdin.write(f"{look.passphrase}\n{look.day.isoformat()}\n")
                child.stdin.close()
        self._messages.status(_("A second window shows {day}.").format(day=long_date(look.day)))

    def _on_refused(self, folder: Path, error: Exception) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        self._messages.warn(str(error))


class QuietMemory(Memory):
    """Remember nothing after the window is closed."""

    def save(self) -> None:
        """Write nothing."""


def program_command() -> list[str]:
    """Give how this program is started again, from a clone or a frozen folder."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "altterr_desktop"]


def told() -> tuple[str, date]:
    """Read what the first window tells: the words that open the copy, and the day it shows. Raises ValueError."""
    passphrase, day = sys.stdin.readline().strip(), sys.stdin.readline().strip()
    return passphrase, date.fromisoformat(day)


def throw_away(path: Path) -> None:
    """Remove a copy and its private folder; nothing else is ever removed."""
    if path.parent.name.startswith(_PREFIX):
        shutil.rmtree(path.parent, ignore_errors=True)


def sweep() -> None:
    """Remove copies that a crash left behind more than a day ago; they stay closed to anybody anyway."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > _DAY_S:
                shutil.rmtree(folder, ignore_errors=True)


# On the worker's thread


def _copy(dossier: Any, day: date, folder: Path) -> Look:
    from altterr_desktop.services.looking import copy_to_look

    return copy_to_look(dossier, day, folder)
