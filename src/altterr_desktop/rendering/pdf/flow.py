"""Place boxes on pages, one after the other, and say where each anchor came to lie; paint nothing."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from altterr_desktop.rendering.pdf.boxes import Box

_ROUNDING = 0.01


@dataclass
class Placed:
    """Hold a box and how far under the top of the frame it lies."""

    top: float
    box: Box


@dataclass
class Sheet:
    """Hold what lies on one page, and the section named at its head."""

    placed: list[Placed] = field(default_factory=list)
    section: str = ""
    bare: bool = False


@dataclass
class Flow:
    """Fill pages of one height; a box begins where its head fits, and is cut where it crosses the foot."""

    height: float
    sheets: list[Sheet] = field(default_factory=list)
    _used: float = 0.0
    _section: str = ""

    def fill(self, boxes: Sequence[Box]) -> list[Sheet]:
        """Place all boxes and give the pages."""
        waiting = deque(boxes)
        while waiting:
            box = waiting.popleft()
            if not self.sheets or (box.opens_page and self._used):
                self._turn()
            rest = self._place(box, list(islice(waiting, 4)))
            if rest is not None:
                waiting.appendleft(rest)
        return self.sheets or [Sheet()]

    def _turn(self) -> None:
        self.sheets.append(Sheet(section=self._section))
        self._used = 0.0

    def _place(self, box: Box, following: list[Box]) -> Box | None:
        """Place a box or its first part; give what is left for the next page."""
        gap = box.before if self._used else 0.0
        room = self.height - self._used - gap
        if self._needed(box, following) <= room + _ROUNDING and box.height <= room + _ROUNDING:
            self._put(box, gap)
            return None
        if self._used and ((box.whole and box.height <= self.height) or self._needed(box, following) > room):
            self._turn()
            return box
        parts = box.split(room)
        if parts is not None:
            self._put(parts[0], gap)
            self._turn()
            return parts[1]
        if self._used:
            self._turn()
            return box
        self._put(box, gap)  # nothing can be cut: better beyond the foot than lost
        return None

    def _needed(self, box: Box, following: list[Box]) -> float:
        """Give the height a box needs to begin here, with what it must not be parted from."""
        if not box.keeps_next:
            return box.head
        needed = box.height
        for after in following:
            needed += after.before + (after.height if after.keeps_next else after.head)
            if not after.keeps_next:
                break
        return min(needed, self.height)

    def _put(self, box: Box, gap: float) -> None:
        sheet = self.sheets[-1]
        if box.section is not None:
            self._section = box.section
            if not sheet.placed or not sheet.section:
                sheet.section = box.section
        sheet.placed.append(Placed(self._used + gap, box))
        self._used += gap + box.height


def find_anchors(sheets: Sequence[Sheet], top: float) -> dict[str, tuple[int, float]]:
    """Give the page (from 0) and the height on it of each anchor."""
    return {
        placed.box.anchor: (page, top + placed.top)
        for page, sheet in enumerate(sheets)
        for placed in sheet.placed
        if placed.box.anchor
    }
