"""Measures the longest time the window's thread left its events waiting."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer


class Watchdog(QObject):
    """Ticks on the window's thread; `longest` is the longest gap between two ticks, in seconds."""

    def __init__(self, parent: QObject | None = None, every_ms: int = 5) -> None:
        super().__init__(parent)
        self.longest = 0.0
        self._last = time.perf_counter()
        self._clock = QTimer(self, interval=every_ms)
        self._clock.timeout.connect(self._on_tick)
        self._clock.start()

    def restart(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()

    def _on_tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, now - self._last)
        self._last = now
