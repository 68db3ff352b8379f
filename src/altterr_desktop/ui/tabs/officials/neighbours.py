"""Find the widget beside another one in a direction, for pages walked with the arrow keys; it focuses nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

_W = TypeVar("_W", bound=QWidget)

# Right and up.
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


def nearest(start: QWidget, others: Iterable[_W], right: int, up: int) -> _W | None:
    """Give the nearest visible widget towards the right (1), the left (-1), up (1) or down (-1); None without one.

    What lies aside counts double: the arrow goes straight on first.
    """
    centre = start.mapToGlobal(start.rect().center())
    best: tuple[int, _W] | None = None
    for other in others:
        if other is start or not other.isVisible():
            continue
        way = other.mapToGlobal(other.rect().center()) - centre
        ahead = way.x() * right - way.y() * up
        aside = abs(way.y() if right else way.x())
        if ahead > 0 and (best is None or ahead + 2 * aside < best[0]):
            best = (ahead + 2 * aside, other)
    return best[1] if best is not None else None
