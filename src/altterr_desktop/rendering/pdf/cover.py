"""Lay out what opens a document: a cover, a band across the page, the contents."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from altterr_desktop.i18n.labels import label
from altterr_desktop.rendering import document, styles
from altterr_desktop.rendering.pdf.boxes import Box, Drawing, Stack
from altterr_desktop.rendering.pdf.charts import legend, word
from altterr_desktop.rendering.pdf.layout import Setting, lay_out, set_text
from altterr_desktop.rendering.pdf.lines import Line, balanced, break_lines
from altterr_desktop.rendering.pdf.structure import Tag
from altterr_desktop.rendering.pdf.tables import page_number
from altterr_desktop.rendering.styles import MM, Face, TextStyle

if TYPE_CHECKING:
    from altterr_desktop.rendering.pdf.surface import Surface

MARGIN = 18 * MM
PAGE_WIDTH, PAGE_HEIGHT = 210 * MM, 297 * MM
_KICKER = TextStyle(Face.SEMIBOLD, 11, 14, styles.WHITE)
_TITLE = TextStyle(Face.BOLD, 37, 42, styles.WHITE)
_SUBTITLE = TextStyle(Face.LIGHT, 17, 22, styles.SILVER)
_QUIET = TextStyle(Face.REGULAR, 9, 12, styles.SILVER)


@dataclass
class Entries:
    """Collect the headings of a document for its contents: text, level, anchor."""

    rows: list[tuple[str, int, str]] = field(default_factory=list)


class CoverBox(Box):
    """Hold a cover: it takes a page of its own and paints beyond the margins."""

    opens_page = True
    hides_head = True

    def __init__(self, block: document.Cover, height: float) -> None:
        self._block = block
        self.height = height

    def paint(self, surface: Surface, x: float, y: float) -> None:
        """Paint the dark ground with title and discs, then legend, mandate and who signs."""
        block = self._block
        width = PAGE_WIDTH - 2 * MARGIN
        ground = PAGE_HEIGHT * 0.665
        with surface.tagged(None):
            surface.rectangle(0, 0, PAGE_WIDTH, ground, fill=styles.PETROL)
            surface.rectangle(x, y + 24, 46, 2.2, fill=styles.AMBER)
        _paint_lines(surface, x, y + 14, break_lines(block.kicker, _KICKER, width)[:1], _KICKER, "P")
        below = _paint_title(surface, block, x, y + 70, width)
        self._discs(surface, x, max(below + 30, y + 250), width, ground)
        top = ground + 22
        counts = [(count.standing, f"{count.number} {label(count.standing)}") for count in block.discs.counts]
        names = legend(
            [item for item, count in zip(counts, block.discs.counts, strict=True) if count.number],
            width,
            Setting(),
        )
        names.paint(surface, x, top)
        top += names.height + 16
        if block.note:
            note = set_text(block.note, replace(styles.BODY, colour=styles.MUTED), width, Setting())
            note.paint(surface, x, top)
            top += note.height + 8
        if block.timeline:
            lay_out(block.timeline, width, Setting()).paint(surface, x, top + 4)
        foot = PAGE_HEIGHT - 16 * MM
        with surface.tagged(None):
            surface.rule(x, foot - 14, width)
        with surface.tagged(Tag("P")):
            word(surface, x, foot, block.foot_left, replace(styles.CELL_STRONG, size=9.4))
            word(surface, x + width, foot, block.foot_right, replace(styles.CELL_MUTED, size=8.6), align=1)

    def _discs(self, surface: Surface, x: float, top: float, width: float, ground: float) -> None:
        standings = self._block.discs.standings
        room = ground - top - 30
        style = replace(_QUIET, leading=13)
        _paint_lines(surface, x, top - 6, break_lines(self._block.discs.caption, style, width), style, "P")
        if not standings:
            return
        top += 16
        size = _disc_size(len(standings), width, room)
        across = int(width / size)
        told = ", ".join(
            f"{label(count.standing)} {count.number}" for count in self._block.discs.counts if count.number
        )
        with surface.tagged(Tag("Figure", alt=told)):
            for index, standing in enumerate(standings):
                middle_x = x + size * (index % across + 0.5)
                middle_y = top + size * (index // across + 0.5)
                surface.disc(standing, middle_x, middle_y, size * 0.38, on_dark=True)


def _disc_size(count: int, width: float, room: float) -> float:
    """Give the largest size at which all discs fit, at most 46 points."""
    size = 46.0
    while size > 4 and int(width / size) * int(room / size) < count:
        size *= 0.97
    return size


def _paint_title(surface: Surface, block: document.Cover, x: float, y: float, width: float) -> float:
    """Paint the title, smaller if it is long, and the territory; give where they end."""
    style = _TITLE
    lines = balanced(block.title, style, width)
    for factor in (0.8, 0.62, 0.5):
        if len(lines) * style.leading > 130:
            style = _TITLE.scaled(factor)
            lines = balanced(block.title, style, width)
    lines = lines[:6]
    _paint_lines(surface, x, y, lines, style, "H1")
    y += len(lines) * style.leading + 10
    under = break_lines(block.subtitle, _SUBTITLE, width)[:3]
    _paint_lines(surface, x, y, under, _SUBTITLE, "P")
    return y + len(under) * _SUBTITLE.leading


def _paint_lines(
    surface: Surface, x: float, y: float, lines: tuple[Line, ...], style: TextStyle, role: str
) -> None:
    with surface.tagged(Tag(role)):
        for number, line in enumerate(lines):
            surface.line(x, y + number * style.leading + style.size * 0.7, line)


@lay_out.register
def _(block: document.Cover, _width: float, _setting: Setting) -> Box:
    return CoverBox(block, PAGE_HEIGHT - 2 * MARGIN - 40)


@lay_out.register
def _(block: document.Band, width: float, setting: Setting) -> Box:
    title_style = TextStyle(Face.BOLD, 23, 27, styles.WHITE)
    parts: list[Box] = [
        set_text(block.kicker, replace(_KICKER, size=9.5), width, setting),
        set_text(block.title, replace(title_style, before=4), width, setting, tag=Tag("H1")),
    ]
    if block.subtitle:
        parts.append(
            set_text(block.subtitle, TextStyle(Face.LIGHT, 12.5, 16, styles.SILVER, 3), width, setting)
        )
    if block.detail:
        parts.append(set_text(block.detail, TextStyle(Face.REGULAR, 9, 12, styles.WHITE, 5), width, setting))
    inner = Stack(parts)
    up = 13 * MM  # the band begins at the paper's edge and its words above the frame of the text

    def paint(surface: Surface, x: float, y: float) -> None:
        top = y - up
        with surface.tagged(None):
            surface.rectangle(0, 0, PAGE_WIDTH, top + inner.height + 13, fill=styles.PETROL)
            surface.rectangle(x, top - 8, 46, 2.2, fill=styles.AMBER)
        inner.paint(surface, x, top)

    box = Drawing(max(inner.height + 17 - up, 1), paint)
    box.hides_head = True
    return box


class ContentsBox(Box):
    """Hold the list of headings; their pages are known only when it is painted."""

    def __init__(self, rows: list[tuple[str, int, str]], width: float) -> None:
        self._rows = rows
        self._width = width
        self.height = sum(self._tall(level) for _text, level, _anchor in rows)

    @property
    def head(self) -> float:
        """Give the height of the first rows."""
        return min(self.height, 60)

    @staticmethod
    def _tall(level: int) -> float:
        return 26.0 if level == 1 else 17.5

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Cut between two rows."""
        used = 0.0
        for index, (_text, level, _anchor) in enumerate(self._rows):
            used += self._tall(level)
            if used > room and index:
                first, rest = (
                    ContentsBox(self._rows[:index], self._width),
                    ContentsBox(self._rows[index:], self._width),
                )
                return first.described_by(self), rest
        return None

    def paint(self, surface: Surface, x: float, y: float) -> None:
        """Paint a row per heading: text, thin rule, page."""
        with surface.tagged(Tag("TOC")):
            for text, level, anchor in self._rows:
                y += self._tall(level)
                with surface.tagged(Tag("TOCI")):
                    self._row(surface, x, y - 8, text, level, anchor)

    def _row(self, surface: Surface, x: float, baseline: float, text: str, level: int, anchor: str) -> None:
        style = TextStyle(Face.SEMIBOLD, 12, 14, styles.PETROL) if level == 1 else styles.BODY
        indent = 0.0 if level == 1 else 16.0
        line = break_lines(text, style, self._width - indent - 50)[0]
        with surface.tagged(Tag("Link")):
            surface.line(x + indent, baseline, line)
            surface.link(x + indent, baseline - 11, self._width - indent - 30, 15, f"#{anchor}", text)
        with surface.tagged(None):
            if level == 1:
                surface.rule(x, baseline + 6, self._width)
        page_number(surface, anchor, x + self._width, baseline, style)
