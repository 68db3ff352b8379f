"""Collect Python's garbage on the window's thread alone: a widget must never be destroyed on the worker's."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1000


class GarbageTimer(QObject):
    """Take over from the automatic collector, which runs on whichever thread allocates."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._limits = gc.get_threshold()
        gc.disable()
        self._clock = QTimer(self, interval=_EVERY_MS)
        self._clock.timeout.connect(self._on_time)
        self._clock.start()
        self.destroyed.connect(lambda *_gone: gc.enable())

    def _on_time(self) -> None:
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._limits[generation] > 0:
                gc.collect(generation)
                return
