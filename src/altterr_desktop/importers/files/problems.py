"""Hold what could not be read of a file, line by line; must not decide what is imported."""

from __future__ import annotations

from collections.abc import Callable

from altterr_desktop.domain.drafts import Problem
from altterr_desktop.domain.errors import Cancelled, KnownError
from altterr_desktop.i18n import _

__all__ = ["Cancel", "Problem", "Problems", "Progress", "UnreadableFile", "excerpt_of", "stop_if_asked"]

Progress = Callable[[int, int], None]
"""Receives what is done and the total, in bytes for texts and in rows for workbooks."""

Cancel = Callable[[], bool]
"""Answers whether the user asked to stop."""


class UnreadableFile(KnownError):
    """Say why a file cannot be read as a table, and what to do with it."""


class Problems(list[Problem]):
    """Collect problems up to a number a person can look through, and count those beyond it."""

    def __init__(self, most: int = 1000) -> None:
        super().__init__()
        self.most = most
        self.left_out = 0

    def add(self, problem: Problem) -> None:
        """Keep a problem, or only count it once the list is full."""
        if len(self) < self.most:
            self.append(problem)
        else:
            self.left_out += 1

    @property
    def total(self) -> int:
        """Give the number of problems met, listed or not."""
        return len(self) + self.left_out


def excerpt_of(text: str, most: int = 60) -> str:
    """Shorten a cell to what a person needs to find it again."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def stop_if_asked(cancelled: Cancel | None) -> None:
    """Raise Cancelled when the user asked to stop."""
    if cancelled is not None and cancelled():
        raise Cancelled(_("Reading was stopped. Nothing was imported."))
