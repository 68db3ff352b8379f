"""Exchange through the shared folder by itself or on demand, without ever holding the window; it draws nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from altterr_desktop.domain.errors import KnownError
from altterr_desktop.i18n import _
from altterr_desktop.journal.changes import Changes
from altterr_desktop.ui.kit.memory import Memory
from altterr_desktop.ui.kit.operations import Operations

if TYPE_CHECKING:
    from altterr_desktop.exchange.folder import Exchanged
    from altterr_desktop.journal.merge import Received

FIRST_MS = 3000
EVERY_MS = 5 * 60 * 1000
# A form that holds unsaved words: the exchange comes back when they are committed.
AGAIN_MS = 15_000
MOST_PUT_OFF = 4
_FOLDER, _AUTO = "exchange.folder", "exchange.auto"


@dataclass(frozen=True)
class FormsCalls:
    """Tell whether a form of the window holds unsaved words, have every page commit them, tell pages what came."""

    has_edits: Callable[[], bool]
    leave: Callable[[], object]
    announce: Callable[[Changes | None], object]


class Exchanging(QObject):
    """Follow the shared folder of the open dossier.

    `exchanged` carries what an exchange did and whether a person asked for it; `refused` carries an error, and
    the same. Nothing runs while a form holds unsaved edits: else a save would overrule what its author never saw.
    """

    exchanged = Signal(object, bool)
    refused = Signal(object, bool)
    _probed = Signal(str, bool, bool)

    def __init__(self, operations: Operations, memory: Memory, forms: FormsCalls, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._memory = memory
        self._forms = forms
        self._put_off = 0
        self.is_running = False
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.on_time)
        self._often = QTimer(self, interval=EVERY_MS)
        self._often.timeout.connect(self.on_time)
        self._probed.connect(self._on_probed)

    # The folder of this dossier, remembered on this laptop alone

    def folder(self) -> str:
        """Give the shared folder of the open dossier, «» for none."""
        return self._memory.layout(self._name(_FOLDER))

    def set_folder(self, folder: str) -> None:
        """Remember the shared folder."""
        self._memory.keep_layout(self._name(_FOLDER), folder)
        self._memory.save()

    def is_auto(self) -> bool:
        """Tell whether exchanges happen by themselves."""
        return self._memory.layout(self._name(_AUTO)) != "no"

    def set_auto(self, on: bool) -> None:  # noqa: FBT001 - a slot
        """Have exchanges happen by themselves, or not."""
        self._memory.keep_layout(self._name(_AUTO), "" if on else "no")
        self._memory.save()

    def _name(self, what: str) -> str:
        dossier = self._operations.dossier
        return f"{what}|{dossier.path if dossier is not None else ''}"

    # When

    def start(self) -> None:
        """Follow the dossier that was just opened."""
        self._put_off = 0
        self._soon.start(FIRST_MS)
        self._often.start()

    def stop(self) -> None:
        """Follow nothing any more."""
        self._soon.stop()
        self._often.stop()

    def now(self) -> None:
        """Exchange because a person asks for it: what is being typed is committed first."""
        self._forms.leave()
        self._probe(asked=True)

    def on_time(self) -> None:
        """Exchange because it is time to, unless a form holds unsaved words."""
        dossier = self._operations.dossier
        if dossier is None or dossier.read_only or not self.folder() or not self.is_auto():
            return
        if self._forms.has_edits() and self._put_off < MOST_PUT_OFF:
            self._put_off += 1
            self._soon.start(AGAIN_MS)
            return
        if self._forms.has_edits():
            self._forms.leave()
        self._put_off = 0
        self._probe(asked=False)

    # How

    def _probe(self, *, asked: bool) -> None:
        """See on a thread of its own whether the folder answers: a dead network drive must not hold the worker."""
        if self.is_running:
            return
        self.is_running = True
        folder = self.folder()

        def look() -> None:
            reached = False
            try:
                reached = Path(folder).is_dir()
            except OSError:
                reached = False
            # The program may have been closed while the drive did not answer.
            with suppress(RuntimeError):
                self._probed.emit(folder, reached, asked)

        threading.Thread(target=look, name="folder", daemon=True).start()

    def _on_probed(self, folder: str, reached: bool, asked: bool) -> None:  # noqa: FBT001 - a slot
        if self._operations.dossier is None or folder != self.folder():
            self.is_running = False
            return
        if not reached:
            from altterr_desktop.exchange.errors import FolderUnreachable

            self._on_refused(FolderUnreachable(folder), asked=asked)
            return
        self._operations.ask(
            exchange_through,
            Path(folder),
            on_done=lambda done: self._on_done(done, asked=asked),
            on_error=lambda error: self._on_refused(error, asked=asked),
            owner=self,
            busy_text=_("Exchanging…") if asked else None,
        )

    def _on_done(self, done: Exchanged, *, asked: bool) -> None:
        self.is_running = False
        self._forms.announce(merged_changes(done.received))
        self.exchanged.emit(done, asked)

    def _on_refused(self, error: Exception, *, asked: bool) -> None:
        self.is_running = False
        if isinstance(error, KnownError):
            self.refused.emit(error, asked)


def merged_changes(received: Sequence[Received]) -> Changes | None:
    """Give what several files changed as one, None for nothing."""
    records = tuple(dict.fromkeys(record for one in received for record in one.changes.records))
    last = next((one.changes for one in reversed(received) if one.changes), None)
    return Changes(last.commit_id, last.label, records) if last is not None else None


# On the worker's thread


def exchange_through(dossier: Any, folder: Path) -> Exchanged:
    """Exchange through a folder."""
    from altterr_desktop.exchange.folder import exchange

    return exchange(dossier, folder)
