"""Lay out one commitment: number, title and standing on top, what is said of it, and the facts at its side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from altterr_desktop.i18n.labels import label
from altterr_desktop.rendering import styles
from altterr_desktop.rendering.document import Entry
from altterr_desktop.rendering.pdf import fonts
from altterr_desktop.rendering.pdf.boxes import Box, Drawing, Ground, Row, Stack
from altterr_desktop.rendering.pdf.charts import word
from altterr_desktop.rendering.pdf.layout import Setting, lay_out, set_text, stack
from altterr_desktop.rendering.pdf.structure import Tag
from altterr_desktop.rendering.styles import Face, TextStyle

if TYPE_CHECKING:
    from altterr_desktop.rendering.pdf.surface import Surface

_MARGIN = 40.0
_SIDE = 0.355
_WIDE_SIDE = 0.44
_NUMBER = TextStyle(Face.LIGHT, 23, 26, styles.TEAL)
_TITLE = TextStyle(Face.SEMIBOLD, 13, 16, styles.PETROL, 1)
_BADGE = TextStyle(Face.SEMIBOLD, 9, 11, styles.PETROL)


@lay_out.register
def _(block: Entry, width: float, setting: Setting) -> Box:
    head = _head(block, width, setting)
    head.keeps_next = True
    side_width = width * (_SIDE if block.side_panel else _WIDE_SIDE)
    gap = 16.0
    main_width = width - _MARGIN - gap - side_width
    main = stack(block.main, main_width, setting)
    if block.side_panel:
        inner = Stack([lay_out(item, side_width - 20, setting) for item in block.side])
        side: Box = Ground(inner, side_width, 10, styles.FAINT, "")
    else:
        side = stack(block.side, side_width, setting)
    cells: list[tuple[float, Box]] = [(_MARGIN, main)]
    if block.side:
        cells.append((width - side_width, side))
    body = Row(cells)
    body.before = 5
    box = Stack([head, body], whole=True, tag=Tag("Sect"))
    box.before = 17 * setting.factor
    box.anchor = block.anchor
    if block.in_outline:
        box.outline = (2, f"{block.number}. {block.title}")
    return box


def _head(block: Entry, width: float, setting: Setting) -> Box:
    badge, badge_width = _badge(block, width)
    number = TextStyle(_NUMBER.face, _NUMBER.size, _NUMBER.leading, _NUMBER.colour)
    wide = fonts.width_of(block.number, number.face, number.size)
    number = number.scaled(min(1, (_MARGIN - 8) / max(wide, 1)))
    room = width - _MARGIN - badge_width - 12
    words: list[Box] = []
    if block.kicker:
        words.append(set_text(block.kicker, replace(styles.LABEL, before=0), room, setting))
    words.append(set_text(block.title, _TITLE, room, setting, tag=Tag("H3")))
    marker = set_text(block.number, replace(number, leading=26), _MARGIN, setting)
    row = Row([(0, marker), (_MARGIN, Stack(words)), (width - badge_width, badge)])
    line = Drawing(6, lambda surface, x, y: surface.rectangle(x, y, width, 1.3, fill=styles.PETROL))
    line.keeps_next = True
    return Stack([line, row], whole=True)


def _badge(block: Entry, width: float) -> tuple[Box, float]:
    """Lay out the standing as a pill, and what is flagged under it."""
    name = label(block.standing)
    style = _BADGE
    wide = fonts.width_of(name, style.face, style.size) + 31
    wide = min(wide, width * 0.5)

    def paint(surface: Surface, x: float, y: float) -> None:
        with surface.tagged(None):
            surface.pill(x, y + 1, wide, 18, fill=styles.WHITE, edge=styles.RULE)
        surface.disc(block.standing, x + 10.5, y + 10, 5.8)
        word(surface, x + 21, y + 13, name, style)
        if block.flag:
            word(
                surface,
                x + wide - 4,
                y + 29,
                block.flag,
                replace(_BADGE, size=7.8, colour=styles.BRICK),
                align=1,
            )

    return Drawing(32.0 if block.flag else 20.0, paint, Tag("P")), wide
