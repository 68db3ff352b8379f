"""Lay out people: names on a field of two axes, and cards in rows; who stands where is decided elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from altterr_desktop.i18n import _
from altterr_desktop.rendering import people as blocks
from altterr_desktop.rendering import styles
from altterr_desktop.rendering.pdf import fonts
from altterr_desktop.rendering.pdf.boxes import Box, Drawing, Painter, Stack
from altterr_desktop.rendering.pdf.charts import word
from altterr_desktop.rendering.pdf.layout import Setting, lay_out
from altterr_desktop.rendering.pdf.structure import Tag
from altterr_desktop.rendering.styles import Face, TextStyle
from altterr_desktop.rendering.texts import on_one_line

if TYPE_CHECKING:
    from altterr_desktop.rendering.pdf.surface import Surface
    from altterr_desktop.rendering.people import FieldCell, PersonCard

_NAME = TextStyle(Face.SEMIBOLD, 8.6, 11, styles.INK)
_PLAIN = TextStyle(Face.REGULAR, 8.6, 11, styles.INK)
_LINE = TextStyle(Face.REGULAR, 8, 10.4, styles.INK)
_DETAIL = TextStyle(Face.REGULAR, 7.4, 9.6, styles.MUTED)
_WORD = TextStyle(Face.SEMIBOLD, 7.4, 9.6, styles.TEAL)
_AXIS = TextStyle(Face.SEMIBOLD, 8, 10, styles.MUTED)
_FIELD_HEIGHT = 372.0
_SIDE, _FOOT = 60.0, 16.0
_LEADING = 11.5
_CARD, _GAP = 176.0, 6.0
_TALL, _SMALL = 40.0, 16.0


@lay_out.register
def _field(block: blocks.PeopleField, width: float, _setting: Setting) -> Box:
    def paint(surface: Surface, x: float, y: float) -> None:
        _paint_field(surface, block, x, y, width)

    box = Drawing(_FIELD_HEIGHT, paint, Tag("Figure", alt=block.told))
    box.before = 8
    return box


def _paint_field(surface: Surface, block: blocks.PeopleField, x: float, y: float, width: float) -> None:
    steps = block.steps
    left, wide = x + _SIDE, (width - _SIDE) / steps
    heights = _heights(block)
    tops = [y + sum(heights[row + 1 :]) for row in range(steps)]
    half = (steps + 1) // 2
    surface.rectangle(
        left + half * wide, tops[steps - 1], (steps - half) * wide, sum(heights[half:]), fill=styles.FAINT
    )
    for row in range(steps):
        for column in range(steps):
            surface.rectangle(left + column * wide, tops[row], wide, heights[row], edge=styles.RULE)
    for cell in block.cells:
        _paint_cell(
            surface, cell, left + (cell.column - 1) * wide, tops[cell.row - 1], wide, heights[cell.row - 1]
        )
    foot = y + sum(heights)
    right = left + wide * steps
    for words, baseline in zip(
        (block.quarters[:2], block.quarters[2:]), (foot - 5, tops[half] + heights[half] - 5), strict=True
    ):
        word(surface, left + 5, baseline, words[0], _WORD)
        word(surface, right - 5, baseline, words[1], _WORD, align=1)
    low, high, little, much = block.ends
    word(surface, left, foot + 11, low, _AXIS)
    word(surface, (left + right) / 2, foot + 11, block.axes[0], _AXIS, align=0.5)
    word(surface, right, foot + 11, high, _AXIS, align=1)
    word(surface, left - 6, y + 10, much, _AXIS, align=1)
    word(surface, left - 6, (y + foot) / 2 + 3, block.axes[1], _AXIS, align=1)
    word(surface, left - 6, foot - 4, little, _AXIS, align=1)


def _heights(block: blocks.PeopleField) -> list[float]:
    """Share the height between the rows, from the lowest: each what its fullest cell needs, as far as that goes."""
    room = _FIELD_HEIGHT - _FOOT
    half = (block.steps + 1) // 2
    needs = []
    for row in range(1, block.steps + 1):
        most = max((len(cell.names) for cell in block.cells if cell.row == row), default=0)
        needs.append(max(most, 1) * _LEADING + 8 + (12 if row in (1, half + 1) else 0))
    spare = room - sum(needs)
    if spare >= 0:
        return [need + spare / block.steps for need in needs]
    return [room * need / sum(needs) for need in needs]


def _paint_cell(surface: Surface, cell: FieldCell, x: float, y: float, width: float, height: float) -> None:
    fitting = max(1, int((height - 8) / _LEADING))
    shown = list(cell.names)
    if len(shown) > fitting:
        shown = [
            *shown[: fitting - 1],
            _("and {count} more, in the table").format(count=len(shown) - fitting + 1),
        ]
    for number, name in enumerate(shown):
        fitted = _fitted(name, _PLAIN, width - 10)
        word(surface, x + 5, y + 11.5 + number * _LEADING, fitted, _PLAIN)


@lay_out.register
def _cards(block: blocks.PeopleCards, width: float, _setting: Setting) -> Box:
    """Cut the cards in rows, so that a page may end between two of them."""
    count = max(1, int((width + _GAP) / (_CARD + _GAP)))
    card = (width - _GAP * (count - 1)) / count
    rows = [block.people[start : start + count] for start in range(0, len(block.people), count)]
    boxes: list[Box] = []
    for row in rows:
        shift = (width - len(row) * (card + _GAP) + _GAP) / 2 if block.centred else 0.0
        height = _SMALL if block.small else _TALL
        boxes.append(Drawing(height, _row_painter(row, card, shift, small=block.small)))
        boxes[-1].before = _GAP * (0.6 if block.small else 1)
    stack = Stack(boxes)
    stack.before = 4
    return stack


def _row_painter(row: Sequence[PersonCard], card: float, shift: float, *, small: bool) -> Painter:
    tags = [Tag("P") for _one in row]

    def paint(surface: Surface, x: float, y: float) -> None:
        for number, (one, tag) in enumerate(zip(row, tags, strict=True)):
            left = x + shift + number * (card + _GAP)
            with surface.tagged(None):
                surface.pill(
                    left, y, card, _SMALL if small else _TALL, fill=styles.WHITE, edge=styles.RULE, radius=4
                )
            with surface.tagged(tag):
                _paint_card(surface, one, left + 7, y, card - 14, small=small)

    return paint


def _paint_card(surface: Surface, one: PersonCard, x: float, y: float, width: float, *, small: bool) -> None:
    if small:
        word(surface, x, y + 11, _fitted(one.name, _PLAIN, width), _PLAIN)
        return
    word(surface, x, y + 12, _fitted(one.name, _NAME, width), _NAME)
    if one.line:
        word(surface, x, y + 23, _fitted(one.line, _LINE, width), _LINE)
    taken = word(surface, x + width, y + 34, one.word, _WORD, align=1) + 6 if one.word else 0.0
    if one.detail:
        word(surface, x, y + 34, _fitted(one.detail, _DETAIL, width - taken), _DETAIL)


def _fitted(text: str, style: TextStyle, room: float) -> str:
    """Cut a text to one line of a width, with an ellipsis."""
    text = on_one_line(text)
    if fonts.width_of(text, style.face, style.size) <= room:
        return text
    while text and fonts.width_of(f"{text}…", style.face, style.size) > room:
        text = text[:-1].rstrip()
    return f"{text}…"
