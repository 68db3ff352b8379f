"""Catch what nobody expected: log it, tell the person, and let the program go on."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from altterr_desktop.domain.errors import KnownError
from altterr_desktop.ui.kit.crash_report import crash_report

_log = logging.getLogger("altterr_desktop.crash")
Show = Callable[[str], object]


class CrashHook:
    """Show each kind of bug once a session, so that one in a repaint does not bury the window."""

    def __init__(self, show: Show, warn: Callable[[str], object]) -> None:
        self._show = show
        self._warn = warn
        self._seen: set[str] = set()
        self._is_showing = False

    def install(self) -> None:
        """Take the place of Python's own hooks."""
        sys.excepthook = self._on_exception
        threading.excepthook = lambda hooked: self.report(hooked.exc_value) if hooked.exc_value else None

    def report(self, error: BaseException) -> None:
        """Log an error and show its report; a known error is only said."""
        if isinstance(error, KnownError):
            self._warn(str(error))
            return
        written = crash_report(error)
        _log.error("unexpected error", exc_info=error)
        if written in self._seen or self._is_showing:
            return
        self._seen.add(written)
        self._is_showing = True
        try:
            self._show(written)
        finally:
            self._is_showing = False

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.report(error)
