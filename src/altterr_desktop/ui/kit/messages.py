"""Carry every word the program says to its user by itself; it draws nothing, and tests read its log."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal

from altterr_desktop.i18n import _


class Place(Enum):
    """Name where a message is shown."""

    STATUS = "status"
    TOAST = "toast"
    BAR = "bar"


@dataclass(frozen=True)
class Message:
    """Hold one message: plain text, and what its button says and does."""

    place: Place
    text: str
    action: str = ""
    on_action: Callable[[], object] | None = None


class Messages(QObject):
    """Be the one bridge between whoever has something to say and the window.

    `shown` carries each Message; `bar_cleared` asks the message bar to go. `log` keeps the last hundred.
    """

    shown = Signal(object)
    bar_cleared = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.log: deque[Message] = deque(maxlen=100)

    def saved(self, said: str | None = None) -> None:
        """Say in the status line that a change is in the dossier, and how to take it back."""
        self._show(Message(Place.STATUS, said if said is not None else _("Saved · Ctrl+Z")))

    def status(self, text: str) -> None:
        """Say something that may be missed."""
        self._show(Message(Place.STATUS, text))

    def toast(
        self, text: str, undo: Callable[[], object] | None = None, *, action: str | None = None
    ) -> None:
        """Say what was just done over the foot of the window for some seconds, with a button («Undo»)."""
        self._show(Message(Place.TOAST, text, (action or _("Undo")) if undo else "", undo))

    def warn(self, text: str, action: str = "", on_action: Callable[[], object] | None = None) -> None:
        """Say what went wrong over the page, until it is closed."""
        self._show(Message(Place.BAR, text, action, on_action))

    def clear_bar(self) -> None:
        """Take the message bar away."""
        self.bar_cleared.emit()

    def _show(self, message: Message) -> None:
        self.log.append(message)
        self.shown.emit(message)
