"""Make blocks fill exactly one page: smaller type first, then shorter texts; what is left goes to ruled lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from altterr_desktop.rendering.pdf.boxes import Box, Ground, Row, Stack
from altterr_desktop.rendering.pdf.layout import Setting, lay_out
from altterr_desktop.rendering.pdf.tables import RuledSpace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from altterr_desktop.rendering.document import OnePage

_FACTORS = (1.0, 0.96, 0.92, 0.88, 0.85, 0.82)
_MOST_LINES = (8, 6, 4, 3, 2, 1)
_MOST_CHARACTERS = 4_000  # more than a page holds


def one_page(block: OnePage, width: float, height: float) -> Box:
    """Lay blocks out so that they take one page and no more."""
    boxes: list[Box] = []
    for setting in _settings(block.ending):
        boxes = [lay_out(inner, width, setting) for inner in block.blocks]
        if _height(boxes) <= height:
            break
    while len(boxes) > 1 and _height(boxes) > height:
        boxes.pop()
    _share_out(boxes, height - _height(boxes))
    page = Stack(boxes, whole=True)
    page.before = boxes[0].before if boxes else 0
    page.opens_page = True
    return page


def _settings(ending: str) -> Iterator[Setting]:
    for factor in _FACTORS:
        yield Setting(factor, None, _MOST_CHARACTERS, ending)
    for most in _MOST_LINES:
        yield Setting(_FACTORS[-1], most, _MOST_CHARACTERS, ending)


def _height(boxes: list[Box]) -> float:
    return sum(box.height + (box.before if index else 0) for index, box in enumerate(boxes))


def _share_out(boxes: list[Box], spare: float) -> None:
    """Give the room that is left to lines to write on, else a little to the gaps."""
    if spare <= 0:
        return
    growing = [box for box in boxes if _ruled(box)]
    for box in growing:
        _grow(box, spare / len(growing))
    if not growing and len(boxes) > 1:
        more = min(spare / (len(boxes) - 1), 7.0)
        for box in boxes[1:]:
            box.before += more


def _ruled(box: Box) -> list[RuledSpace]:
    """List the ruled spaces on the longest way down a box."""
    if isinstance(box, RuledSpace):
        return [box]
    if isinstance(box, Stack):
        return [found for inner in box.boxes for found in _ruled(inner)]
    if isinstance(box, Row):
        return [found for _offset, inner in box.cells for found in _ruled(inner)]
    return _ruled(box.inner) if isinstance(box, Ground) else []


def _grow(box: Box, spare: float) -> None:
    """Give a box more height through the ruled spaces it holds."""
    if isinstance(box, RuledSpace):
        box.grow(spare)
    elif isinstance(box, Row):
        for _offset, inner in box.cells:
            _grow(inner, spare)
        box.height += spare
    elif isinstance(box, Stack):
        growing = [inner for inner in box.boxes if _ruled(inner)]
        for inner in growing:
            _grow(inner, spare / len(growing))
        box.height += spare
    elif isinstance(box, Ground):
        _grow(box.inner, spare)
        box.height += spare
