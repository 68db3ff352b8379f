"""Lay out the road of an indicator: dashes and squares for what is expected, a line and discs for measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from altterr_desktop.rendering import roads as blocks
from altterr_desktop.rendering import styles
from altterr_desktop.rendering.pdf.boxes import Box, Drawing
from altterr_desktop.rendering.pdf.charts import word
from altterr_desktop.rendering.pdf.layout import Setting, lay_out
from altterr_desktop.rendering.pdf.structure import Tag
from altterr_desktop.rendering.styles import Face, TextStyle

if TYPE_CHECKING:
    from datetime import date

    from altterr_desktop.rendering.pdf.surface import Surface
    from altterr_desktop.rendering.roads import Road, RoadPoint

_SMALL = TextStyle(Face.REGULAR, 7.2, 9, styles.MUTED)
_HEIGHT = 118.0
_LEFT, _RIGHT, _HEAD, _FOOT = 58.0, 14.0, 20.0, 16.0
_DASH, _GAP = 4.0, 2.6


@lay_out.register
def _road(block: blocks.Road, width: float, _setting: Setting) -> Box:
    points = [*block.expected, *block.measured]
    if not points:
        return Drawing(0, lambda _surface, _x, _y: None)

    def paint(surface: Surface, x: float, y: float) -> None:
        _paint(surface, block, x, y, width)

    box = Drawing(_HEIGHT, paint, Tag("Figure", alt=block.told))
    box.before = 6
    return box


class _Frame:
    """Place days and values on the paper."""

    def __init__(self, block: Road, x: float, y: float, width: float) -> None:
        points = [*block.expected, *block.measured]
        days = [point.day for point in points]
        values = [point.value for point in points]
        self.first, self.last = min(days), max(days)
        self.low, self.high = min(values), max(values)
        if 0 < self.low < (self.high - self.low) * 2:
            self.low = 0.0
        self.left, self.right = x + _LEFT, x + width - _RIGHT
        self.top, self.foot = y + _HEAD, y + _HEIGHT - _FOOT

    def at(self, day: date, value: float) -> tuple[float, float]:
        """Give the place of a value on a day."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        height = (value - self.low) / ((self.high - self.low) or 1)
        return (
            self.left + (self.right - self.left) * share,
            self.foot - (self.foot - self.top) * height,
        )


def _paint(surface: Surface, block: Road, x: float, y: float, width: float) -> None:
    frame = _Frame(block, x, y, width)
    points = sorted([*block.expected, *block.measured], key=lambda point: point.value)
    for point in (points[0], points[-1]):
        _x, level = frame.at(point.day, point.value)
        surface.rule(frame.left, level, frame.right - frame.left)
        word(surface, frame.left - 5, level + 2.5, point.words, _SMALL, align=1)
    word(surface, frame.left, frame.foot + 12, str(frame.first.year), _SMALL)
    if frame.last.year != frame.first.year:
        word(surface, frame.right, frame.foot + 12, str(frame.last.year), _SMALL, align=1)
    if frame.first < block.today < frame.last:
        here, _level = frame.at(block.today, frame.low)
        surface.stroke(here, frame.top - 4, here, frame.foot, styles.INK, 0.8)
        word(surface, here, frame.foot + 12, block.names[2], replace(_SMALL, colour=styles.INK), align=0.5)
    _line(surface, frame, block.expected, dashed=True)
    _line(surface, frame, block.measured, dashed=False)
    for point in block.expected:
        _square(surface, *frame.at(point.day, point.value))
    for point in block.measured:
        _disc(surface, *frame.at(point.day, point.value))
    _legend(surface, block, x, y)


def _line(surface: Surface, frame: _Frame, points: Sequence[RoadPoint], *, dashed: bool) -> None:
    places = [frame.at(point.day, point.value) for point in points]
    for (x, y), (end_x, end_y) in pairwise(places):
        if not dashed:
            surface.stroke(x, y, end_x, end_y, styles.PETROL, 1.6)
            continue
        _dashes(surface, x, y, end_x, end_y)


def _dashes(surface: Surface, x: float, y: float, end_x: float, end_y: float) -> None:
    length = ((end_x - x) ** 2 + (end_y - y) ** 2) ** 0.5
    done = 0.0
    while done < length:
        until = min(done + _DASH, length)
        one, two = done / length, until / length
        surface.stroke(
            x + (end_x - x) * one,
            y + (end_y - y) * one,
            x + (end_x - x) * two,
            y + (end_y - y) * two,
            styles.MUTED,
            1,
        )
        done = until + _GAP


def _square(surface: Surface, x: float, y: float) -> None:
    surface.rectangle(x - 2.6, y - 2.6, 5.2, 5.2, fill=styles.WHITE, edge=styles.MUTED, thick=0.9)


def _disc(surface: Surface, x: float, y: float) -> None:
    surface.pill(x - 3, y - 3, 6, 6, fill=styles.PETROL)


def _legend(surface: Surface, block: Road, x: float, y: float) -> None:
    style = TextStyle(Face.SEMIBOLD, 7.4, 9, styles.INK)
    surface.stroke(x, y + 7, x + 20, y + 7, styles.PETROL, 1.6)
    _disc(surface, x + 10, y + 7)
    x += 25 + word(surface, x + 25, y + 9.6, block.names[0], style) + 16
    _dashes(surface, x, y + 7, x + 20, y + 7)
    _square(surface, x + 10, y + 7)
    word(surface, x + 25, y + 9.6, block.names[1], style)
