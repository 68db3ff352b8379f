"""Remember the shape of the window between two starts, in this laptop's preferences; never a person's words."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from altterr_desktop.settings.preferences import Preferences, load_preferences, save_preferences

_log = logging.getLogger(__name__)


class Memory:
    """Hold the preferences in memory; `save` writes them if something changed."""

    def __init__(self, preferences: Preferences | None = None) -> None:
        self.preferences = preferences if preferences is not None else load_preferences()
        self._saved = self.preferences

    def layout(self, name: str) -> str:
        """Give what was remembered under a name, «» for nothing."""
        return self.preferences.layout.get(name, "")

    def keep_layout(self, name: str, written: str) -> None:
        """Remember a geometry, a splitter or widths of columns."""
        if self.layout(name) != written:
            self.preferences = self.preferences.with_layout(name, written)

    def change(self, **values: Any) -> None:
        """Change preferences by field and write them. Raises TypeError for an unknown field."""
        self.preferences = replace(self.preferences, **values)
        self.save()

    def opened(self, path: str) -> None:
        """Remember a dossier as the last one opened, and write."""
        self.preferences = self.preferences.with_dossier(path)
        self.save()

    def save(self) -> None:
        """Write the preferences; a laptop where they cannot be written goes on without."""
        if self.preferences == self._saved:
            return
        try:
            save_preferences(self.preferences)
        except OSError:
            _log.warning("the preferences could not be written")
        self._saved = self.preferences
