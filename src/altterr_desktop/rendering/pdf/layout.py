"""Turn blocks into boxes of a given width: texts, lists, grounds and columns; charts and tables lie beside.

Each kind of block registers its function on `lay_out`; nothing is painted here and no page is known.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import singledispatch
from typing import TYPE_CHECKING

from altterr_desktop.rendering import document, styles
from altterr_desktop.rendering.document import Paragraph, Tone
from altterr_desktop.rendering.pdf.boxes import Box, Drawing, Ground, Lines, Row, Stack
from altterr_desktop.rendering.pdf.lines import break_lines
from altterr_desktop.rendering.pdf.structure import Tag
from altterr_desktop.rendering.styles import MM, TextStyle
from altterr_desktop.rendering.texts import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from altterr_desktop.rendering.document import Block, Text
    from altterr_desktop.rendering.pdf.lines import Line

TONES: dict[Tone, TextStyle] = {
    Tone.BODY: styles.BODY,
    Tone.LETTER: styles.LETTER,
    Tone.SMALL: styles.SMALL,
    Tone.MUTED: styles.MUTED_SMALL,
    Tone.LABEL: styles.LABEL,
    Tone.LEAD: styles.LEAD,
    Tone.QUOTE: styles.QUOTE,
    Tone.QUESTION: styles.QUESTION,
    Tone.GOAL: styles.GOAL,
}
_GROUNDS = {
    document.PanelTone.PALE: (styles.FAINT, styles.TEAL),
    document.PanelTone.SAND: (styles.SAND, styles.AMBER),
    document.PanelTone.PLAIN: ("", ""),
}


@dataclass(frozen=True)
class Setting:
    """Say how texts are set: scale of the type, and where they are cut on a sheet of exact length."""

    factor: float = 1.0
    most_lines: int | None = None
    most_characters: int | None = None
    ending: str = "…"


def set_text(
    text: Text, style: TextStyle, width: float, setting: Setting, *, tag: Tag | None = None, marker: str = ""
) -> Lines:
    """Set a text in a style; a marker stands in the margin of its first line."""
    style = style.scaled(setting.factor)
    indent = 0.0
    side = None
    if marker:
        indent = max(style.size * 1.25, style.size * 0.56 * (len(marker) + 1))
        side = (
            break_lines(marker, replace(style, colour=styles.TEAL, face=styles.Face.SEMIBOLD), indent * 2)[0],
            indent,
        )
    if setting.most_characters is not None and isinstance(text, str):
        text = shortened(text, setting.most_characters, setting.ending)
    lines = break_lines(text, style, width - indent)
    if setting.most_lines is not None and len(lines) > setting.most_lines:
        lines = _cut(lines, style, width - indent, setting)
    box = Lines(lines, style.leading, rise(style), tag or Tag("P"), side)
    box.before = style.before
    return box


def _cut(lines: tuple[Line, ...], style: TextStyle, width: float, setting: Setting) -> tuple[Line, ...]:
    """Cut lines to as many as there may be, with the ending that says there is more."""
    most = setting.most_lines or 1
    kept = " ".join(" ".join(fragment.text for fragment in line) for line in lines[:most])
    low, high = 0, len(kept)
    while low < high:
        middle = (low + high + 1) // 2
        fits = len(break_lines(kept[:middle].rstrip() + setting.ending, style, width)) <= most
        low, high = (middle, high) if fits else (low, middle - 1)
    return break_lines(kept[:low].rstrip() + setting.ending, style, width)[:most]


def rise(style: TextStyle) -> float:
    """Give where the baseline lies under the top of a line: capitals stand in the middle of it."""
    return style.leading / 2 + style.size * 0.33


@singledispatch
def lay_out(block: object, _width: float, _setting: Setting) -> Box:
    """Lay a block out in a width in points; raise TypeError for a kind nobody registered."""
    raise TypeError(f"no layout for {type(block).__name__}")


def stack(blocks: Sequence[Block], width: float, setting: Setting) -> Stack:
    """Lay blocks out one under the other."""
    return Stack([lay_out(block, width, setting) for block in blocks])


@lay_out.register
def _(block: Paragraph, width: float, setting: Setting) -> Box:
    if block.at_right:
        half = set_text(block.text, TONES[block.tone], width / 2, setting)
        row = Row([(width / 2, half)])
        row.before = half.before
        return row
    box = set_text(block.text, TONES[block.tone], width, setting)
    box.keeps_next = block.tone is Tone.LABEL
    return box


@lay_out.register
def _(block: document.Heading, width: float, setting: Setting) -> Box:
    box = set_text(block.text, styles.HEADINGS[block.level], width, setting, tag=Tag(f"H{block.level}"))
    box.keeps_next = True
    box.anchor = block.anchor
    box.opens_page = block.opens_page and block.level == 1
    if block.level <= 2:
        box.section = block.text
        box.outline = (block.level - 1, block.text)
    return box


@lay_out.register
def _(block: document.Bullets, width: float, setting: Setting) -> Box:
    items: list[Box] = []
    for number, item in enumerate(block.items, 1):
        marker = f"{number}." if block.marker == "1" else block.marker
        line = set_text(item, TONES[block.tone], width, setting, tag=Tag("LBody"), marker=marker)
        line.before = 3.5 * setting.factor
        wrapped = Stack([line], tag=Tag("LI"))
        wrapped.before = line.before
        items.append(wrapped)
    whole = Stack(items, tag=Tag("L"))
    whole.before = 4
    return whole


@lay_out.register
def _(block: document.Panel, width: float, setting: Setting) -> Box:
    fill, edge = _GROUNDS[block.tone]
    pad = 9 * setting.factor
    inner_width = width - 2 * pad - 2
    boxes = [lay_out(inner, inner_width, setting) for inner in block.blocks]
    if block.title:
        title = set_text(block.title, styles.HEADINGS[3], inner_width, setting, tag=Tag("P"))
        title.keeps_next = True
        boxes.insert(0, title)
    ground = Ground(Stack(boxes, tag=Tag("Sect")), width, pad, fill, edge)
    ground.before = 10 * setting.factor
    return ground


@lay_out.register
def _(block: document.SideBySide, width: float, setting: Setting) -> Box:
    gap = 16.0
    shares = block.shares or (1.0,) * len(block.columns)
    room = width - gap * (len(block.columns) - 1)
    cells: list[tuple[float, Box]] = []
    rules: list[float] = []
    offset = 0.0
    for blocks, share in zip(block.columns, shares, strict=True):
        if offset and block.ruled:
            rules.append(offset - gap / 2)
        wide = room * share / sum(shares)
        cells.append((offset, stack(blocks, wide, setting)))
        offset += wide + gap
    row = Row(cells, rules=rules)
    row.before = 10 * setting.factor
    return row


@lay_out.register
def _(block: document.Definitions, width: float, setting: Setting) -> Box:
    style = styles.CELL if block.small else styles.BODY
    named = styles.CELL_HEAD if block.small else replace(styles.BODY, face=styles.Face.SEMIBOLD)
    named = replace(named, leading=style.leading)
    offset = width * block.share
    rows: list[Box] = []
    for term, text in block.rows:
        left = set_text(term, named, offset - 6, setting, tag=Tag("P"))
        right = set_text(text, style, width - offset, setting, tag=Tag("P"))
        row = Row([(0, left), (offset, right)])
        row.before = 3.2 * setting.factor
        rows.append(row)
    whole = Stack(rows)
    whole.before = 6 * setting.factor
    return whole


@lay_out.register
def _(block: document.References, width: float, setting: Setting) -> Box:
    items: list[Box] = []
    for item in block.items:
        indent = 16.0
        number = set_text(
            item.number,
            replace(styles.CELL_HEAD, colour=styles.TEAL, leading=10),
            indent,
            setting,
            tag=Tag("Lbl"),
        )
        title = set_text(
            item.title, replace(styles.CELL, size=8.1, leading=10), width - indent, setting, tag=Tag("P")
        )
        detail = set_text(
            item.detail,
            replace(styles.CELL_MUTED, size=7.5, leading=9.6),
            width - indent,
            setting,
            tag=Tag("P"),
        )
        body = Stack([title, detail], tag=Tag("LBody"))
        row = Row([(0, number), (indent, body)])
        row.tag = Tag("LI")
        row.before = 3.6 * setting.factor
        items.append(row)
    whole = Stack(items, tag=Tag("L"))
    whole.before = 2
    return whole


@lay_out.register
def _(block: document.Spacer, _width: float, setting: Setting) -> Box:
    return Drawing(block.height * MM * setting.factor, lambda _surface, _x, _y: None)


@lay_out.register
def _(_block: document.PageBreak, _width: float, _setting: Setting) -> Box:
    box = Drawing(0, lambda _surface, _x, _y: None)
    box.opens_page = True
    return box
