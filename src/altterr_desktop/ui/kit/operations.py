"""Run everything that touches the dossier on the one thread that owns it; it knows no service by name."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from altterr_desktop.domain.errors import Cancelled, KnownError

if TYPE_CHECKING:
    from altterr_desktop.ui.kit.messages import Messages

SHOWN_AFTER_MS = 400
Done = Callable[[Any], object]
Failed = Callable[[Exception], object]


class Task:
    """Follow one piece of work; `cancel` drops it if it waits, and asks it to stop if it runs."""

    def __init__(
        self, work: Callable[[], Any], owner: QObject | None, on_done: Done | None, on_error: Failed | None
    ) -> None:
        self.work = work
        self.on_done = on_done
        self.on_error = on_error
        self.busy_text = ""
        self.is_cancellable = False
        self.result: Any = None
        self.error: BaseException | None = None
        self.is_over = False
        self._owner = owner
        self._has_owner = owner is not None
        self._stop = threading.Event()

    @property
    def is_cancelled(self) -> bool:
        """Tell whether somebody asked to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Ask to stop; nothing is called back for work that had not started."""
        self._stop.set()

    @property
    def is_wanted(self) -> bool:
        """Tell whether the widget that asked is still there."""
        return not self._has_owner or (self._owner is not None and isValid(self._owner))


class Progress:
    """Let long work say how far it is and hear that it should stop; used on the worker's thread."""

    def __init__(self, task: Task, report: Callable[[Task, int, int], None]) -> None:
        self._task = task
        self._report = report

    def step(self, done: int, total: int = 0) -> None:
        """Report progress (a total of 0: unknown). Raises Cancelled once the user has asked to stop."""
        if self._task.is_cancelled:
            from altterr_desktop.i18n import _

            raise Cancelled(_("The work was stopped. Nothing was changed."))
        self._report(self._task, done, total)


class Operations(QObject):
    """Own the worker's thread, the open dossier and the way results come back.

    `changed` carries the Changes of each write, on the window's thread. `crashed` carries an error that
    is a bug. `busy` carries (task, done, total) of work that has lasted 0.4 s, and None when it is over.
    """

    changed = Signal(object)
    crashed = Signal(object)
    busy = Signal(object, int, int)
    _finished = Signal(object)
    _stepped = Signal(object, int, int)

    def __init__(self, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dossier: Any = None
        self._messages = messages
        self._waiting: queue.SimpleQueue[Task | None] = queue.SimpleQueue()
        self._slow: Task | None = None
        self._pending = 0
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)
        self._stepped.connect(self._on_stepped, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name="dossier", daemon=True)
        self._thread.start()

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing waits, runs or has still to come back."""
        return self._pending == 0

    def run(
        self,
        fn: Callable[..., Any],
        *args: Any,
        on_done: Done | None = None,
        on_error: Failed | None = None,
        busy_text: str | None = None,
        cancellable: bool = False,
        owner: QObject | None = None,
        **kwargs: Any,
    ) -> Task:
        """Call a function on the worker's thread and hand its result to `on_done` on the window's.

        A KnownError goes to `on_error`, else to the message bar; any other error is a bug: it is reported by
        `crashed`, then given to `on_error`. Nothing is called back once `owner` (by default the object
        whose method `on_done` is) is gone. With `cancellable`, the function is also given `progress=`.
        """
        receiver = owner or _owner_of(on_done)
        task = Task(lambda: None, receiver, on_done, on_error)
        task.busy_text = busy_text or ""
        task.is_cancellable = cancellable
        if cancellable:
            kwargs["progress"] = Progress(task, self._stepped.emit)
        task.work = partial(fn, *args, **kwargs)
        self._pending += 1
        if busy_text:
            QTimer.singleShot(SHOWN_AFTER_MS, self, partial(self._show_if_slow, task))
        self._waiting.put(task)
        return task

    def ask(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Task:
        """Do as `run`, and give the function the open dossier first."""
        return self.run(self._with_dossier, fn, *args, **kwargs)

    def write(
        self,
        fn: Callable[..., Any],
        *args: Any,
        on_done: Done | None = None,
        said: str | None = None,
        owner: QObject | None = None,
        **kwargs: Any,
    ) -> Task:
        """Do as `ask` for an operation that changes the dossier: then «Saved» (or `said`) is shown and
        `changed` emitted with what the operation returned, before `on_done`.
        """
        receiver = owner or _owner_of(on_done)
        return self.run(
            self._with_dossier,
            fn,
            *args,
            on_done=partial(self._on_written, on_done, receiver, said),
            **kwargs,
        )

    def use_dossier(self, dossier: object) -> None:
        """Take an open dossier, or None; called where the result of opening comes back."""
        self.dossier = dossier

    def shut_down(self, last: Callable[[], object] | None = None) -> None:
        """Finish what waits, call a last function on the worker's thread (close the dossier) and stop it."""
        if last is not None:
            self._waiting.put(Task(last, None, None, None))
        self._waiting.put(None)
        self._thread.join(timeout=30)

    def _with_dossier(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return fn(self.dossier, *args, **kwargs)

    # On the worker's thread

    def _work(self) -> None:
        while (task := self._waiting.get()) is not None:
            if not task.is_cancelled:
                try:
                    task.result = task.work()
                except BaseException as error:  # noqa: BLE001 - the window's thread judges it
                    task.error = error
            task.is_over = True
            self._finished.emit(task)

    # On the window's thread

    def _on_finished(self, task: Task) -> None:
        self._pending -= 1
        if self._slow is task:
            self._slow = None
            self.busy.emit(None, 0, 0)
        if task.error is not None:
            self._tell(task, task.error)
        elif task.on_done is not None and task.is_wanted and not task.is_cancelled:
            task.on_done(task.result)

    def _tell(self, task: Task, error: BaseException) -> None:
        heard = task.is_wanted and task.on_error is not None
        if isinstance(error, Cancelled):
            self._messages.status(str(error))
        elif not isinstance(error, KnownError):
            self.crashed.emit(error)
        elif not heard:
            self._messages.warn(str(error))
        if heard and task.on_error is not None and isinstance(error, Exception):
            task.on_error(error)

    def _on_written(
        self, on_done: Done | None, owner: QObject | None, said: str | None, changes: object
    ) -> None:
        # An operation that had nothing to change returns empty Changes: nothing is said of it.
        if changes:
            self._messages.saved(said)
            self.changed.emit(changes)
        if on_done is not None and (owner is None or isValid(owner)):
            on_done(changes)

    def _show_if_slow(self, task: Task) -> None:
        if not task.is_over and not task.is_cancelled and self._slow is None:
            self._slow = task
            self.busy.emit(task, 0, 0)

    def _on_stepped(self, task: Task, done: int, total: int) -> None:
        if task is self._slow:
            self.busy.emit(task, done, total)


def _owner_of(callback: Done | None) -> QObject | None:
    owner = getattr(callback, "__self__", None)
    return owner if isinstance(owner, QObject) else None
