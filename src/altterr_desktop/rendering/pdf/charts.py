"""Lay out what shows figures: key figures, bars of standings, grids of discs, columns, time; each told in words too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import labelled
from altterr_desktop.rendering import document, styles
from altterr_desktop.rendering.pdf import fonts
from altterr_desktop.rendering.pdf.boxes import Box, Drawing, Row, Stack
from altterr_desktop.rendering.pdf.layout import Setting, lay_out, rise, set_text
from altterr_desktop.rendering.pdf.lines import break_lines, line_width
from altterr_desktop.rendering.pdf.structure import Tag
from altterr_desktop.rendering.styles import LOOKS, Face, TextStyle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from altterr_desktop.domain.commitments import Standing
    from altterr_desktop.rendering.document import Count
    from altterr_desktop.rendering.pdf.surface import Surface

_WORD = TextStyle(Face.SEMIBOLD, 8, 11, styles.INK)
_TINY = TextStyle(Face.REGULAR, 6.4, 7.6, styles.MUTED)
_IN_BAR = TextStyle(Face.SEMIBOLD, 9, 11, styles.WHITE)


def word(
    surface: Surface, x: float, baseline: float, text: str, style: TextStyle, *, align: float = 0
) -> float:
    """Set a short text on one line, its left, middle (0.5) or right (1) at x; give its width."""
    line = break_lines(text, style, 10_000)[0]
    width = line_width(line)
    surface.line(x - width * align, baseline, line)
    return width


def told(counts: Sequence[Count]) -> str:
    """Say counts in words, for those who listen."""
    return ", ".join(f"{label(count.standing)} {count.number}" for count in counts if count.number)


@lay_out.register
def _(block: document.KeyFigures, width: float, setting: Setting) -> Box:
    gap = 14.0
    count = max(len(block.figures), 1)
    room = (width - gap * (count - 1)) / count
    cells: list[tuple[float, Box]] = []
    for index, figure in enumerate(block.figures):
        value = TextStyle(Face.BOLD, 27, 31, styles.PETROL)
        wide = fonts.width_of(figure.value, value.face, value.size)
        boxes = [
            set_text(figure.value, value.scaled(min(1, room / max(wide, 1))), room, setting),
            set_text(figure.label, TextStyle(Face.SEMIBOLD, 9, 11.4, styles.INK), room, setting),
            set_text(figure.detail, replace(styles.MUTED_SMALL, before=1), room, setting),
        ]
        cells.append((index * (room + gap), Stack(boxes)))
    row = Row(cells)
    framed = Stack([_thick_rule(width), row])
    framed.before = 12
    return framed


def _thick_rule(width: float) -> Box:
    return Drawing(7, lambda surface, x, y: surface.rectangle(x, y, width, 1.6, fill=styles.PETROL))


def legend(items: Sequence[tuple[Standing, str]], width: float, setting: Setting) -> Box:
    """Lay out discs with their words, on as many lines as needed."""
    places: list[tuple[float, int, Standing, str]] = []
    x, row = 0.0, 0
    for standing, text in items:
        wide = 14 + fonts.width_of(text, _WORD.face, _WORD.size) + 12
        if x and x + wide - 12 > width:
            x, row = 0.0, row + 1
        places.append((x, row, standing, text))
        x += wide

    def paint(surface: Surface, left: float, top: float) -> None:
        for offset, line, standing, text in places:
            middle = top + line * 13 + 6.5
            surface.disc(standing, left + offset + 4.6, middle, 4.6)
            word(surface, left + offset + 13, middle + 2.7, text, _WORD)

    box = Drawing(13.0 * (row + 1) if places else 0, paint, Tag("P"))
    box.before = 6 * setting.factor
    return box


@lay_out.register
def _(block: document.Legend, width: float, setting: Setting) -> Box:
    return legend([(standing, label(standing)) for standing in block.standings], width, setting)


@lay_out.register
def _(block: document.StandingBar, width: float, setting: Setting) -> Box:
    height = 12.0 if block.slim else 26.0
    shown = [count for count in block.counts if count.number]
    boxes: list[Box] = []
    if block.title:
        boxes.append(set_text(block.title, styles.HEADINGS[3], width, setting))
        boxes[-1].keeps_next = True
    figure = Drawing(
        height,
        lambda surface, x, y: _bar(surface, shown, x, y, width, height),
        Tag("Figure", alt=told(shown)),
    )
    figure.before = 5
    if shown:
        boxes.append(figure)
    if block.legend and shown:
        figure.keeps_next = True
        boxes.append(
            legend(
                [(count.standing, f"{count.number} {label(count.standing)}") for count in shown],
                width,
                setting,
            )
        )
    whole = Stack(boxes, whole=True)
    whole.before = 5 if block.slim else 12
    return whole


def _bar(surface: Surface, counts: Sequence[Count], x: float, y: float, width: float, height: float) -> None:
    total = sum(count.number for count in counts)
    for count in counts:
        wide = width * count.number / total
        surface.standing_area(count.standing, x, y, wide, height)
        _number(surface, count, x, y, wide, height)
        x += wide


def _number(surface: Surface, count: Count, x: float, y: float, width: float, height: float) -> None:
    """Write a count in its area, on a plain ground where the area is hatched; not where it does not fit."""
    style = replace(_IN_BAR, colour=LOOKS[count.standing].ink, size=min(9, height * 0.62))
    text = str(count.number)
    wide = fonts.width_of(text, style.face, style.size)
    if width < wide + 3 or height < 9:
        return
    middle, baseline = x + width / 2, y + height / 2 + style.size * 0.33
    look = LOOKS[count.standing]
    if look.hatch is not styles.Hatch.NONE and width > wide + 6:
        surface.pill(
            middle - wide / 2 - 3,
            baseline - style.size * 0.86,
            wide + 6,
            style.size * 1.25,
            fill=look.fill,
            radius=2.5,
        )
    word(surface, middle, baseline, text, style, align=0.5)


@lay_out.register
def _(block: document.StandingGrid, width: float, setting: Setting) -> Box:
    rows = [_grid_row(row, width, setting) for row in block.rows]
    whole = Stack(rows, tag=Tag("L"))
    whole.before = 8
    return whole


def _grid_row(row: document.GridRow, width: float, setting: Setting) -> Box:
    name_width, value_width = width * 0.27, 76.0
    room = width - name_width - value_width - 10
    size = 35.0 if len(row.discs) <= 8 else 30.0 if len(row.discs) <= 20 else 22.0
    across = max(int(room / size), 1)
    lines = (len(row.discs) + across - 1) // across
    name = set_text(
        row.label, TextStyle(Face.SEMIBOLD, 9.6, 12, styles.INK), name_width - 8, setting, tag=Tag("Lbl")
    )
    value = set_text(row.value, TextStyle(Face.SEMIBOLD, 10.5, 13, styles.PETROL), value_width, setting)
    detail = set_text(row.detail, replace(_TINY, size=7, leading=8.6), value_width, setting)

    def paint(surface: Surface, x: float, y: float) -> None:
        for index, item in enumerate(row.discs):
            left, top = x + index % across * size, y + index // across * size
            _grid_disc(surface, item, left, top, size)

    discs = Drawing(size * max(lines, 1), paint)
    figures = _centred(Stack([value, detail]), discs.height)
    body = Row([(0, discs), (width - value_width - name_width, figures)])
    body.tag = Tag("LBody")
    box = Row([(0, _centred(name, discs.height)), (name_width, body)], rule_below=width, pad=3.5)
    box.tag = Tag("LI")
    return box


def _centred(box: Box, height: float) -> Box:
    if box.height >= height:
        return box
    return Stack([Drawing((height - box.height) / 2, lambda _surface, _x, _y: None), _without_gap(box)])


def _without_gap(box: Box) -> Box:
    box.before = 0
    return box


def _grid_disc(surface: Surface, item: document.GridDisc, x: float, y: float, size: float) -> None:
    says = labelled(f"{item.number}. {item.title}", label(item.standing))
    with surface.tagged(Tag("Link", alt=says)):
        radius = size * 0.31
        surface.disc(item.standing, x + size / 2, y + radius + 2, radius)
        word(surface, x + size / 2, y + size - 2, str(item.number), _TINY, align=0.5)
        surface.link(x, y, size, size, f"#{item.anchor}", says)


@lay_out.register
def _(block: document.StackedColumns, width: float, setting: Setting) -> Box:
    title = set_text(block.title, styles.HEADINGS[3], width, setting)
    title.keeps_next = True
    height = 215.0
    alt = ". ".join(labelled(column.label, told(column.counts)) for column in block.columns)
    figure = Drawing(
        height + 16,
        lambda surface, x, y: _columns(surface, block, x, y, width, height),
        Tag("Figure", alt=alt),
    )
    figure.before = 8
    figure.keeps_next = True
    present = {count.standing for column in block.columns for count in column.counts if count.number}
    names = legend([(standing, label(standing)) for standing in LOOKS if standing in present], width, setting)
    whole = Stack([title, figure, names], whole=True)
    whole.before = 10
    return whole


def _columns(
    surface: Surface, block: document.StackedColumns, x: float, y: float, width: float, height: float
) -> None:
    totals = [sum(count.number for count in column.counts) for column in block.columns]
    most = max(totals, default=0)
    if not most:
        return
    step = min(width / len(block.columns), 86)
    wide = step * 0.74
    surface.rule(x, y + height, width, styles.MUTED, 0.8)
    for index, column in enumerate(block.columns):
        left = x + index * step + (step - wide) / 2
        foot = y + height
        for count in column.counts:
            tall = height * count.number / most
            if not tall:
                continue
            foot -= tall
            surface.standing_area(count.standing, left, foot, wide, tall)
            _number(surface, count, left, foot, wide, tall)
        style = replace(_WORD, size=min(8, wide / 5))
        word(surface, left + wide / 2, y + height + 12, column.label, style, align=0.5)


@lay_out.register
def _(block: document.Timeline, width: float, _setting: Setting) -> Box:
    alt = labelled(block.label, f"{block.start.year} – {block.end.year}. {block.marker_label}")
    return Drawing(52, lambda surface, x, y: timeline(surface, block, x, y, width), Tag("Figure", alt=alt))


def timeline(surface: Surface, block: document.Timeline, x: float, y: float, width: float) -> None:
    """Paint a mandate as a bar with its years and the marked day."""
    days = max((block.end - block.start).days, 1)

    def place(day: date) -> float:
        return x + width * min(max((day - block.start).days / days, 0), 1)

    bar = y + 28
    here = place(block.marker)
    word(surface, x, y + 8, block.label, replace(_WORD, colour=styles.TEAL))
    surface.pill(x, bar, width, 7, fill=styles.MIST)
    if here - x > 7:
        surface.pill(x, bar, here - x, 7, fill=styles.TEAL)
    surface.rectangle(here - 0.8, bar - 5, 1.6, 17, fill=styles.INK)
    wide = fonts.width_of(block.marker_label, _WORD.face, _WORD.size)
    word(surface, min(max(here - wide / 2, x), x + width - wide), bar - 8, block.marker_label, _WORD)
    last = -1e9
    for year in range(block.start.year, block.end.year):
        at = place(max(block.start, block.start.replace(year=year, month=1, day=1)))
        if at - last >= 26 and at <= x + width - 30:
            word(surface, at, bar + 18, str(year), replace(_TINY, size=7.4))
            last = at
    word(surface, x + width, bar + 18, str(block.end.year), replace(_TINY, size=7.4), align=1)


@lay_out.register
def _(block: document.History, width: float, setting: Setting) -> Box:
    points = block.points
    if not points:
        return Drawing(0, lambda _surface, _x, _y: None)
    step = min((width - 20) / max(len(points) - 1, 1), 34)
    across = max(int((width - 20) / max(step, 13)) + 1, 1)
    step = max(step, 13)
    lines = (len(points) + across - 1) // across
    alt = ", ".join(f"{label(point.standing)} ({point.label} {point.year})" for point in points)

    def paint(surface: Surface, x: float, y: float) -> None:
        for line in range(lines):
            _history_line(surface, points[line * across : (line + 1) * across], x, y + line * 30, step)

    box = Drawing(30.0 * lines, paint, Tag("Figure", alt=alt))
    box.before = 4 * setting.factor
    return box


def _history_line(
    surface: Surface, points: Sequence[document.HistoryPoint], x: float, y: float, step: float
) -> None:
    surface.stroke(x + 10, y + 6, x + 10 + step * (len(points) - 1), y + 6, styles.RULE, 0.8)
    for index, point in enumerate(points):
        middle = x + 10 + index * step
        surface.disc(point.standing, middle, y + 6, 5)
        word(surface, middle, y + 18.5, point.label, _TINY, align=0.5)
        if index == 0 or point.year != points[index - 1].year:
            word(surface, middle, y + 25.5, point.year, _TINY, align=0.5)


@lay_out.register
def _(block: document.RunningOrder, width: float, setting: Setting) -> Box:
    total = sum(max(slot.minutes, 1) for slot in block.slots)
    if not total:
        return Drawing(0, lambda _surface, _x, _y: None)
    style = replace(_WORD, colour=styles.WHITE, leading=10).scaled(setting.factor)
    least = min(46.0, width / len(block.slots))
    spare = width - least * len(block.slots)
    wides = [least + spare * max(slot.minutes, 1) / total for slot in block.slots]
    titles = [
        break_lines(slot.title, style, wide - 9)[:3] for slot, wide in zip(block.slots, wides, strict=True)
    ]
    tall = max(len(lines) for lines in titles) * style.leading + 8

    def paint(surface: Surface, x: float, y: float) -> None:
        begins = 0
        for index, (slot, wide, lines) in enumerate(zip(block.slots, wides, titles, strict=True)):
            fill = styles.TEAL if index % 2 else styles.PETROL
            surface.rectangle(x, y, wide - 1.2, tall, fill=fill)
            for number, line in enumerate(lines):
                surface.line(x + 4.5, y + 4 + rise(style) + number * style.leading, line)
            times = f"{begins}–{begins + slot.minutes} {block.unit}"
            small = replace(_WORD, size=7.4)
            word(surface, x, y + tall + 9.5, times, small)
            for line in break_lines(slot.who, replace(_TINY, size=7.2), wide - 4)[:1]:
                surface.line(x, y + tall + 18.5, line)
            begins += slot.minutes
            x += wide

    box = Drawing(tall + 22, paint, Tag("P"))
    box.before = 5
    return box
