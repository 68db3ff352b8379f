"""Lay out tables, checklists and lines to write on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from altterr_desktop.i18n.labels import label
from altterr_desktop.rendering import document, styles
from altterr_desktop.rendering.document import ColumnKind, PageOf, StandingCell
from altterr_desktop.rendering.pdf import fonts
from altterr_desktop.rendering.pdf.boxes import Box, Drawing, Lines, Row, Rows, Stack
from altterr_desktop.rendering.pdf.charts import word
from altterr_desktop.rendering.pdf.layout import Setting, lay_out, set_text
from altterr_desktop.rendering.pdf.lines import Line, break_lines, line_width
from altterr_desktop.rendering.pdf.structure import Tag
from altterr_desktop.rendering.styles import Face, TextStyle

if TYPE_CHECKING:
    from altterr_desktop.rendering.document import Cell, Column
    from altterr_desktop.rendering.pdf.surface import Surface

_STYLES = {
    ColumnKind.TEXT: styles.CELL,
    ColumnKind.STRONG: styles.CELL_STRONG,
    ColumnKind.MUTED: styles.CELL_MUTED,
    ColumnKind.NUMBER: styles.CELL,
}
_GAP = 8.0
_CROWDED = 8  # columns, above which their titles are set smaller and closer


@lay_out.register
def _(block: document.Table, width: float, setting: Setting) -> Box:
    shares = sum(column.share for column in block.columns)
    crowded = len(block.columns) > _CROWDED
    gap = _GAP / 2 if crowded else _GAP
    head = styles.CELL_HEAD.scaled(0.86 if crowded else 1)
    room = width - gap * (len(block.columns) - 1)
    wides = [room * column.share / shares for column in block.columns]
    heads = [
        _aligned(set_text(column.title, head, wide, setting, tag=Tag("TH", scope="Column")), column, wide)
        for column, wide in zip(block.columns, wides, strict=True)
    ]
    header = _row(heads, wides, gap, pad=3)
    pad = 6.0 if block.tall else 3.0
    rows = []
    for values in block.rows:
        cells = [
            _cell(value, column, wide, setting)
            for value, column, wide in zip(values, block.columns, wides, strict=True)
        ]
        rows.append(_row(cells, wides, gap, pad=pad * setting.factor))
    table: Box = Rows(header, rows, Tag("Table"))
    if block.caption:
        caption = set_text(block.caption, styles.HEADINGS[3], width, setting)
        caption.keeps_next = True
        table.before = 4
        table = Stack([caption, table])
    table.before = 12 * setting.factor
    return table


def _row(cells: list[Box], wides: list[float], gap: float, *, pad: float) -> Row:
    placed: list[tuple[float, Box]] = []
    offset = 0.0
    for cell, wide in zip(cells, wides, strict=True):
        placed.append((offset, cell))
        offset += wide + gap
    row = Row(placed, rule_below=offset - gap, pad=pad)
    row.tag = Tag("TR")
    return row


def _cell(value: Cell, column: Column, width: float, setting: Setting) -> Box:
    if isinstance(value, StandingCell):
        return _standing(value, width, setting)
    if isinstance(value, PageOf):
        return _page(value, width)
    return _aligned(set_text(value, _STYLES[column.kind], width, setting, tag=Tag("TD")), column, width)


def _aligned(box: Lines, column: Column, width: float) -> Box:
    """Push the lines of a column of numbers to the right."""
    if column.kind is not ColumnKind.NUMBER:
        return box
    box.lines = [_pushed(line, width - line_width(line)) for line in box.lines]
    return box


def _pushed(line: Line, by: float) -> Line:
    return tuple(replace(fragment, offset=fragment.offset + by) for fragment in line)


def _standing(cell: StandingCell, width: float, setting: Setting) -> Box:
    style = styles.CELL_STRONG.scaled(setting.factor)
    lines = break_lines(label(cell.standing), style, width - 14)

    def paint(surface: Surface, x: float, y: float) -> None:
        surface.disc(cell.standing, x + 4.6, y + style.leading / 2, 4.6)
        for number, line in enumerate(lines):
            surface.line(x + 13, y + style.leading * (number + 0.5) + style.size * 0.33, line)

    return Drawing(style.leading * len(lines), paint, Tag("TD"))


def _page(cell: PageOf, width: float) -> Box:
    def paint(surface: Surface, x: float, y: float) -> None:
        page_number(surface, cell.anchor, x + width, y + 8.3, replace(styles.CELL_STRONG, colour=styles.TEAL))

    return Drawing(styles.CELL.leading, paint, Tag("TD"))


def page_number(surface: Surface, anchor: str, right: float, baseline: float, style: TextStyle) -> None:
    """Write the number of an anchor's page, known once all pages are laid out, as a link."""
    place = surface.anchors.get(anchor)
    if place is None:
        return
    text = str(place[0] + 1)
    wide = fonts.width_of(text, style.face, style.size)
    with surface.tagged(Tag("Link")):
        word(surface, right, baseline, text, style, align=1)
        surface.link(right - wide - 4, baseline - 9, wide + 6, 12, f"#{anchor}", text)


@lay_out.register
def _(block: document.CheckList, width: float, setting: Setting) -> Box:
    columns = min(max(len(block.groups), 1), 3)
    gap = 14.0
    wide = (width - gap * (columns - 1)) / columns
    stacks: list[list[Box]] = [[] for _column in range(columns)]
    for index, group in enumerate(block.groups):
        boxes = stacks[index % columns]
        title = set_text(group.title, replace(styles.HEADINGS[3], before=8 if boxes else 0), wide, setting)
        title.keeps_next = True
        boxes += [title, *(_check(item, wide, setting) for item in group.items)]
    row = Row([(index * (wide + gap), Stack(boxes)) for index, boxes in enumerate(stacks)])
    row.before = 6
    return row


def _check(item: document.CheckItem, width: float, setting: Setting) -> Box:
    text = set_text(item.text, replace(styles.SMALL, size=8.8, leading=11.4), width - 15, setting)
    side = 7.6

    def paint(surface: Surface, x: float, y: float) -> None:
        with surface.tagged(None):
            surface.pill(x + 0.5, y + 2, side, side, fill=styles.WHITE, edge=styles.TEAL, radius=1.6)
            if item.done:
                surface.stroke(x + 2.3, y + 5.8, x + 3.9, y + 7.6, styles.TEAL, 1.2)
                surface.stroke(x + 3.9, y + 7.6, x + 7, y + 3.6, styles.TEAL, 1.2)

    box = Row([(0, Drawing(text.height, paint)), (15, text)])
    box.before = 3 * setting.factor
    return box


class RuledSpace(Box):
    """Hold lines to write on, which may be given more room."""

    def __init__(self, block: document.RuledLines, width: float) -> None:
        self._block = block
        self._width = width
        self._top = (13.0 if block.title else 0) + (13.0 if block.columns else 0)
        self._step = 19.0
        self.grow(0)
        self.before = 6

    def grow(self, more: float) -> None:
        """Take more points of height, as further lines where they make one."""
        lines = self._block.lines + int(more / self._step)
        self._step_used = self._step + (more - int(more / self._step) * self._step) / max(lines, 1)
        self._lines = lines
        self.height = self._top + lines * self._step_used

    def paint(self, surface: Surface, x: float, y: float) -> None:
        """Paint the title, the columns' titles and the lines."""
        with surface.tagged(Tag("P")):
            if self._block.title:
                lines = break_lines(
                    self._block.title, TextStyle(Face.SEMIBOLD, 8.2, 10, styles.TEAL), self._width
                )
                surface.line(x, y + 8, lines[0])
            for title, share in self._block.columns:
                word(surface, x + self._width * share, y + self._top - 4, title, styles.CELL_HEAD)
        with surface.tagged(None):
            for line in range(1, self._lines + 1):
                surface.rule(x, y + self._top + line * self._step_used, self._width)


@lay_out.register
def _(block: document.RuledLines, width: float, _setting: Setting) -> Box:
    return RuledSpace(block, width)
