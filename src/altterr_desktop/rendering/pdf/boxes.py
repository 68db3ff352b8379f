"""Hold what was laid out: boxes of a known height that can be painted, and cut at the foot of a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from altterr_desktop.rendering.pdf.structure import Tag

if TYPE_CHECKING:
    from altterr_desktop.rendering.pdf.lines import Line
    from altterr_desktop.rendering.pdf.surface import Surface

Painter = Callable[["Surface", float, float], None]
FIRST_LINES = 2


class Box:
    """Hold a thing of a known height; the gap above is left out at the head of a page."""

    height: float = 0.0
    before: float = 0.0
    keeps_next = False
    whole = False
    opens_page = False
    hides_head = False
    anchor = ""
    section: str | None = None
    outline: tuple[int, str] | None = None

    def paint(self, surface: Surface, x: float, y: float) -> None:
        """Paint with the top left corner at a point."""

    def split(self, _room: float) -> tuple[Box, Box] | None:
        """Cut into a part at most room points high and the rest; None where no cut is possible."""
        return None

    @property
    def head(self) -> float:
        """Give the least height that must fit for the box to begin on a page."""
        return self.height

    def described_by(self, other: Box) -> Box:
        """Take over what the flow knows of the box this is the first part of."""
        self.before, self.anchor = other.before, other.anchor
        self.section, self.outline, self.opens_page = other.section, other.outline, other.opens_page
        return self


class Drawing(Box):
    """Hold something painted in one piece; a tag is for a figure that is told in words."""

    def __init__(self, height: float, painter: Painter, tag: Tag | None = None) -> None:
        self.height = height
        self._painter = painter
        self._tag = tag

    def paint(self, surface: Surface, x: float, y: float) -> None:
        """Paint under the tag; without one, the painter sets its own."""
        if self._tag is None:
            self._painter(surface, x, y)
            return
        with surface.tagged(self._tag):
            self._painter(surface, x, y)


class Lines(Box):
    """Hold lines of text, with a marker beside the first if there is one."""

    def __init__(
        self,
        lines: Sequence[Line],
        leading: float,
        rise: float,
        tag: Tag | None,
        marker: tuple[Line, float] | None = None,
    ) -> None:
        self.lines = lines
        self.leading = leading
        self.rise = rise
        self.tag = tag
        self.marker = marker
        self.height = leading * len(lines)

    @property
    def head(self) -> float:
        """Give the height of the first two lines; never one alone at the foot of a page."""
        count = len(self.lines)
        return self.height if count <= FIRST_LINES + 1 else self.leading * FIRST_LINES

    def paint(self, surface: Surface, x: float, y: float) -> None:
        """Paint the marker, then the lines."""
        indent = 0.0
        with surface.tagged(self.tag):
            if self.marker:
                line, indent = self.marker
                surface.line(x, y + self.rise, line)
            for number, line in enumerate(self.lines):
                surface.line(x + indent, y + self.rise + number * self.leading, line)

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Cut between two lines, leaving two at least on each side."""
        count = min(int(room / self.leading + 0.01), len(self.lines) - FIRST_LINES)
        if count < FIRST_LINES:
            return None
        first = Lines(self.lines[:count], self.leading, self.rise, self.tag, self.marker)
        empty = ((), self.marker[1]) if self.marker else None
        rest = Lines(self.lines[count:], self.leading, self.rise, self.tag, empty)
        return first.described_by(self), rest


class Stack(Box):
    """Hold boxes one under the other; a whole stack is cut only where a page is too small for it."""

    def __init__(self, boxes: Sequence[Box], *, whole: bool = False, tag: Tag | None = None) -> None:
        self.boxes = boxes
        self.whole = whole
        self.tag = tag
        self.hides_head = bool(boxes) and boxes[0].hides_head
        self.height = sum(box.height + (box.before if index else 0) for index, box in enumerate(boxes))

    @property
    def head(self) -> float:
        """Give the height of the first box's head, with those it must not be parted from."""
        if self.whole:
            return self.height
        needed = 0.0
        for index, box in enumerate(self.boxes):
            needed += box.before if index else 0
            if not box.keeps_next:
                return needed + box.head
            needed += box.height
        return needed

    def paint(self, surface: Surface, x: float, y: float) -> None:
        """Paint the boxes downwards."""
        if self.tag is None:
            self._paint(surface, x, y)
            return
        with surface.tagged(self.tag):
            self._paint(surface, x, y)

    def _paint(self, surface: Surface, x: float, y: float) -> None:
        for index, box in enumerate(self.boxes):
            y += box.before if index else 0
            box.paint(surface, x, y)
            y += box.height

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Cut between two boxes, or inside the one that crosses the edge."""
        used = 0.0
        for index, box in enumerate(self.boxes):
            gap = box.before if index else 0
            if used + gap + box.height > room + 0.01:
                return self._cut(index, room - used - gap)
            used += gap + box.height
        return None

    def _cut(self, index: int, room: float) -> tuple[Box, Box] | None:
        parts = self.boxes[index].split(room) if room > 0 else None
        if parts is None:
            while index > 0 and self.boxes[index - 1].keeps_next:
                index -= 1
            if index == 0:
                return None
            first, rest = list(self.boxes[:index]), list(self.boxes[index:])
        else:
            first = [*self.boxes[:index], parts[0]]
            rest = [parts[1], *self.boxes[index + 1 :]]
        return Stack(first, tag=self.tag).described_by(self), Stack(rest, tag=self.tag)


class Row(Box):
    """Hold boxes side by side, each at its offset; upright rules may part them."""

    def __init__(
        self,
        cells: Sequence[tuple[float, Box]],
        *,
        rules: Sequence[float] = (),
        rule_below: float = 0,
        pad: float = 0,
    ) -> None:
        self.cells = cells
        self.rules = rules
        self.rule_below = rule_below
        self.pad = pad
        self.tag: Tag | None = None
        self.height = max((box.height for _offset, box in cells), default=0) + 2 * pad

    @property
    def head(self) -> float:
        """Give the height that lets each cell begin."""
        return max((box.head for _offset, box in self.cells), default=0) + 2 * self.pad

    def paint(self, surface: Surface, x: float, y: float) -> None:
        """Paint the cells from left to right."""
        if self.tag is None:
            self._paint(surface, x, y)
            return
        with surface.tagged(self.tag):
            self._paint(surface, x, y)

    def _paint(self, surface: Surface, x: float, y: float) -> None:
        with surface.tagged(None):
            for offset in self.rules:
                surface.stroke(x + offset, y, x + offset, y + self.height, "#c3cdd0", 0.6)
            if self.rule_below:
                surface.rule(x, y + self.height, self.rule_below)
        for offset, box in self.cells:
            box.paint(surface, x + offset, y + self.pad)

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Cut each cell; one that cannot be cut stays whole on the side where it fits."""
        room -= 2 * self.pad
        first: list[tuple[float, Box]] = []
        rest: list[tuple[float, Box]] = []
        for offset, box in self.cells:
            if box.height <= room + 0.01:
                first.append((offset, box))
                continue
            parts = box.split(room)
            if parts is None:
                return None
            first.append((offset, parts[0]))
            rest.append((offset, parts[1]))
        if not rest:
            return None
        upper, lower = (
            Row(cells, rules=self.rules, rule_below=self.rule_below, pad=self.pad) for cells in (first, rest)
        )
        upper.tag = lower.tag = self.tag
        return upper.described_by(self), lower


class Ground(Box):
    """Hold a box on a tinted ground with a coloured edge."""

    def __init__(self, inner: Box, width: float, pad: float, fill: str, edge: str) -> None:
        self.inner = inner
        self.width = width
        self.pad = pad
        self.fill = fill
        self.edge = edge
        self.height = inner.height + 2 * pad

    @property
    def head(self) -> float:
        """Give the height that lets the inside begin."""
        return self.inner.head + 2 * self.pad

    def paint(self, surface: Surface, x: float, y: float) -> None:
        """Paint the ground, then what lies on it."""
        with surface.tagged(None):
            if self.fill:
                surface.rectangle(x, y, self.width, self.height, fill=self.fill)
            if self.edge:
                surface.rectangle(x, y, 2.4, self.height, fill=self.edge)
        self.inner.paint(surface, x + self.pad + (2 if self.edge else 0), y + self.pad)

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Cut the inside; both parts have their ground."""
        parts = self.inner.split(room - 2 * self.pad)
        if parts is None:
            return None
        upper, lower = (Ground(part, self.width, self.pad, self.fill, self.edge) for part in parts)
        return upper.described_by(self), lower


class Rows(Box):
    """Hold the rows of a table under a header that is painted again on each page."""

    def __init__(self, header: Row, rows: Sequence[Box], tag: Tag, *, again: bool = False) -> None:
        self.header = header
        self.rows = rows
        self.tag = tag
        self.again = again
        self.height = header.height + sum(row.height for row in rows)

    @property
    def head(self) -> float:
        """Give the height of the header and the first row."""
        return self.header.height + (self.rows[0].head if self.rows else 0)

    def paint(self, surface: Surface, x: float, y: float) -> None:
        """Paint the header, tagged the first time only, and the rows."""
        with surface.tagged(self.tag):
            if self.again:
                repeated = Row(self.header.cells, pad=self.header.pad, rule_below=self.header.rule_below)
                with surface.muted():
                    repeated.paint(surface, x, y)
            else:
                self.header.paint(surface, x, y)
            y += self.header.height
            for row in self.rows:
                row.paint(surface, x, y)
                y += row.height

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Cut between two rows; inside a row only where it alone is taller than the room."""
        used, count = self.header.height, 0
        for row in self.rows:
            if used + row.height > room + 0.01:
                break
            used += row.height
            count += 1
        first, rest = list(self.rows[:count]), list(self.rows[count:])
        if rest and (not first or rest[0].height > room / 2):
            parts = rest[0].split(room - used)
            if parts is not None:
                first.append(parts[0])
                rest[0] = parts[1]
        if not first or not rest:
            return None
        upper = Rows(self.header, first, self.tag, again=self.again)
        return upper.described_by(self), Rows(self.header, rest, self.tag, again=True)
