"""Write a document as a Word file that people edit on, from the same description as the PDF; draw nothing.

What is a drawing on paper (discs, bars, time lines) is told in words; nothing of a document is left out silently.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import datetime, time
from functools import singledispatch
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.text import WD_BREAK
from docx.shared import Mm, Pt

from altterr_desktop.i18n import language_set
from altterr_desktop.i18n.dates import duration_words, medium_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import labelled
from altterr_desktop.rendering import document, styles
from altterr_desktop.rendering import docx_parts as parts
from altterr_desktop.rendering.document import ColumnKind, Paragraph, Tone
from altterr_desktop.rendering.files import save_bytes
from altterr_desktop.rendering.styles import LOOKS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from docx.document import Document as Word
    from docx.table import Table

    from altterr_desktop.rendering.document import Block, Cell, Count, Document, Text

WIDTH = 170
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PANELS = {
    document.PanelTone.PALE: (styles.FAINT, styles.TEAL),
    document.PanelTone.SAND: (styles.SAND, styles.AMBER),
    document.PanelTone.PLAIN: ("", ""),
}
_MARKERS = {"1": "List Number"}


def docx_bytes(source: Document) -> bytes:
    """Give a document as the bytes of a Word file; the same document always gives the same bytes."""
    with language_set(source.language):
        word = docx.Document()
        parts.prepare(word, source.language)
        _set_properties(word, source)
        if not source.bare:
            _write_frame(word, source)
        place = _Place(word, word, WIDTH)
        for block in source.blocks:
            write_block(block, place)
    kept = io.BytesIO()
    word.save(kept)
    return _undated(kept.getvalue())


def save_docx(source: Document, path: Path) -> None:
    """Write a document to a file, whole or not at all. Raises NotSaved."""
    save_bytes(path, docx_bytes(source))


def _undated(content: bytes) -> bytes:
    """Give the same archive without the hour it was made at."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as made,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as again,
    ):
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            again.writestr(entry, made.read(name))
    return kept.getvalue()


def _set_properties(word: Word, source: Document) -> None:
    told = word.core_properties
    told.title, told.subject = parts.one_line(source.title)[:250], parts.one_line(source.subject)[:250]
    told.author = told.last_modified_by = parts.one_line(source.author)[:250]
    told.language, told.comments, told.keywords = source.language, "", ""
    told.created = told.modified = datetime.combine(source.written_on, time())


def _write_frame(word: Word, source: Document) -> None:
    """Write the head and foot of the pages: what the document is, its state, the page."""
    section = word.sections[0]
    head = section.header.paragraphs[0]
    head.text = parts.one_line(" · ".join(part for part in (source.header, source.territory) if part))
    parts.rule_under(head)
    foot = section.footer.paragraphs[0]
    told = " · ".join(part for part in (source.internal, source.state) if part)
    foot.add_run(parts.one_line(told) + "\t\t")
    parts.add_field(foot, "PAGE")
    foot.add_run(" / ")
    parts.add_field(foot, "NUMPAGES")


@dataclass
class _Place:
    """Be where blocks are written: the document or a cell, with its width in millimetres."""

    word: Word
    inside: Any
    width: float
    bookmarks: int = 0
    is_fresh_cell: bool = False

    def paragraph(self, text: Text = "", style: str = "Normal") -> Any:
        """Add a paragraph in a named style; a cell's own first paragraph is used first."""
        if self.is_fresh_cell:
            made = self.inside.paragraphs[0]
            made.style = self.word.styles[style]
            self.is_fresh_cell = False
        else:
            made = self.inside.add_paragraph(style=style)
        parts.write_text(made, text)
        return made

    def table(self, rows: int, shares: Sequence[float], style: str = "") -> Table:
        """Add a table whose columns share the width."""
        if self.inside is self.word:
            made: Table = self.word.add_table(rows, len(shares))
        else:
            self.is_fresh_cell = False
            made = self.inside.add_table(rows, len(shares))
        if style:
            made.style = self.word.styles[style]
            parts.soften(made)
        made.autofit = False
        total = sum(shares) or 1
        for column, share in zip(made.columns, shares, strict=True):
            # One word processor reads the column's width, the other one the cells'.
            column.width = Mm(self.width * share / total)
            for cell in column.cells:
                cell.width = Mm(self.width * share / total)
        return made

    def cell(self, table: Table, row: int, column: int, width: float) -> _Place:
        """Give the place a cell is."""
        return _Place(self.word, table.cell(row, column), width, is_fresh_cell=True)

    def close(self) -> None:
        """End a table with a small gap: two tables that touch become one."""
        gap = self.paragraph()
        gap.paragraph_format.space_before = gap.paragraph_format.space_after = Pt(0)
        gap.paragraph_format.line_spacing = Pt(5)


@singledispatch
def write_block(block: object, _place: _Place) -> None:
    """Write a block; raise TypeError for a kind nobody registered."""
    raise TypeError(f"no words for {type(block).__name__}")


def _write_all(blocks: Sequence[Block], place: _Place) -> None:
    for block in blocks:
        write_block(block, place)
    if place.is_fresh_cell:
        place.paragraph()


@write_block.register
def _(block: Paragraph, place: _Place) -> None:
    made = place.paragraph(block.text, parts.TONES[block.tone][0])
    made.paragraph_format.keep_with_next = block.tone is Tone.LABEL
    if block.at_right:
        made.paragraph_format.left_indent = Mm(place.width * 0.5)


@write_block.register
def _(block: document.Heading, place: _Place) -> None:
    made = place.paragraph(block.text, f"Heading {block.level}")
    is_first = place.inside is place.word and len(place.word.paragraphs) == 1
    if block.level == 1 and block.opens_page and not is_first:
        made.paragraph_format.page_break_before = True
    if block.anchor:
        place.bookmarks += 1
        parts.set_anchor(made, block.anchor, place.bookmarks)


@write_block.register
def _(block: document.Bullets, place: _Place) -> None:
    counted = parts.new_count(place.word) if block.marker == "1" else None
    for item in block.items:
        if block.tone is Tone.LETTER:
            # A letter keeps the dash and the size of its own text.
            letter = place.paragraph((document.Span(f"{block.marker} "), *_spans(item)), parts.LETTER)
            letter.paragraph_format.left_indent = Mm(5)
            letter.paragraph_format.first_line_indent = Mm(-4)
            continue
        made = place.paragraph(item, "List Bullet" if counted is None else "List Number")
        if counted is not None:
            parts.count_in(made, counted)


def _spans(text: Text) -> tuple[document.Span, ...]:
    return (document.Span(text),) if isinstance(text, str) else text


@write_block.register
def _(block: document.Panel, place: _Place) -> None:
    table = place.table(1, (1,))
    inside = place.cell(table, 0, 0, place.width)
    parts.shade(inside.inside, *_PANELS[block.tone])
    if block.title:
        inside.paragraph(block.title, parts.TONES[Tone.LABEL][0])
    _write_all(block.blocks, inside)
    place.close()


@write_block.register
def _(block: document.SideBySide, place: _Place) -> None:
    shares = block.shares or (1.0,) * len(block.columns)
    table = place.table(1, shares)
    for number, blocks in enumerate(block.columns):
        width = place.width * shares[number] / (sum(shares) or 1)
        _write_all(blocks, place.cell(table, 0, number, width))
    place.close()


@write_block.register
def _(block: document.KeyFigures, place: _Place) -> None:
    if not block.figures:
        return
    table = place.table(1, (1.0,) * len(block.figures))
    for number, figure in enumerate(block.figures):
        inside = place.cell(table, 0, number, place.width / len(block.figures))
        inside.paragraph(figure.value, "Figure")
        inside.paragraph((document.Span(figure.label, strong=True),))
        inside.paragraph(figure.detail, "Muted text")
    place.close()


def _told(counts: Sequence[Count]) -> str:
    return ", ".join(labelled(label(one.standing), str(one.number)) for one in counts if one.number)


@write_block.register
def _(block: document.StandingBar, place: _Place) -> None:
    told = _told(block.counts)
    place.paragraph(labelled(block.title, told) if block.title else told)


@write_block.register
def _(block: document.Legend, place: _Place) -> None:
    signs = [f"{LOOKS[one].sign} {label(one)}" for one in block.standings]
    place.paragraph(" · ".join(signs), "Muted text")


@write_block.register
def _(block: document.StandingGrid, place: _Place) -> None:
    rows = tuple(
        (row.label, " ".join(LOOKS[disc.standing].sign for disc in row.discs), f"{row.value} {row.detail}")
        for row in block.rows
    )
    _write_rows(rows, (3, 4, 2), place)


@write_block.register
def _(block: document.StackedColumns, place: _Place) -> None:
    place.paragraph(block.title, "Caption")
    _write_rows(tuple((one.label, _told(one.counts)) for one in block.columns), (1, 4), place)


@write_block.register
def _(block: document.Timeline, place: _Place) -> None:
    days = f"{medium_date(block.start)} → {medium_date(block.end)}"
    marked = labelled(block.marker_label, medium_date(block.marker))
    place.paragraph(f"{labelled(block.label, days)} · {marked}", "Muted text")


@write_block.register
def _(block: document.History, place: _Place) -> None:
    said = [labelled(f"{one.label} {one.year}".strip(), label(one.standing)) for one in block.points]
    place.paragraph(" · ".join(said), "Muted text")


@write_block.register
def _(block: document.Definitions, place: _Place) -> None:
    rows = tuple(((document.Span(term, strong=True),), said) for term, said in block.rows)
    _write_rows(rows, (block.share, 1 - block.share), place, style=parts.CELL if block.small else "Normal")


@write_block.register
def _(block: document.References, place: _Place) -> None:
    for item in block.items:
        title = _spans(item.title)
        lead, end = (
            document.Span(f"{item.number}. ", strong=True),
            document.Span(f" {item.detail}", muted=True),
        )
        place.paragraph((lead, *title, end), "Small text")


@write_block.register
def _(block: document.Table, place: _Place) -> None:
    if block.caption:
        place.paragraph(block.caption, "Caption")
    table = place.table(len(block.rows) + 1, [column.share for column in block.columns], "Table Grid")
    for number, column in enumerate(block.columns):
        head = place.cell(table, 0, number, place.width)
        parts.shade(head.inside, styles.FAINT)
        _align(head.paragraph(column.title, parts.CELL_HEAD), column.kind)
    cells = [list(row.cells) for row in table.rows]
    for at, row in enumerate(block.rows, 1):
        for number, (column, value) in enumerate(zip(block.columns, row, strict=True)):
            inside = _Place(place.word, cells[at][number], place.width, is_fresh_cell=True)
            text = _cell_text(value)
            if column.kind is ColumnKind.STRONG and isinstance(text, str):
                text = (document.Span(text, strong=True),)
            _align(inside.paragraph(text, parts.CELL), column.kind)
    parts.repeat_header(table)
    place.close()


def _align(paragraph: Any, kind: ColumnKind) -> None:
    if kind is ColumnKind.NUMBER:
        parts.align_right(paragraph)


def _cell_text(value: Cell) -> Text:
    if isinstance(value, document.StandingCell):
        return f"{LOOKS[value.standing].sign} {label(value.standing)}"
    if isinstance(value, document.PageOf):
        return (document.Span("→", link=f"#{value.anchor}"),)
    return value


def _write_rows(
    rows: Sequence[Sequence[Text]], shares: Sequence[float], place: _Place, *, style: str = parts.CELL
) -> None:
    """Write rows of texts as a table without a head."""
    if not rows:
        return
    table = place.table(len(rows), shares)
    for at, row in enumerate(table.rows):
        for cell, text in zip(row.cells, rows[at], strict=True):
            _Place(place.word, cell, place.width, is_fresh_cell=True).paragraph(text, style)
    place.close()


@write_block.register
def _(block: document.Entry, place: _Place) -> None:
    number = f"{block.number} · " if block.number else ""
    if block.kicker:
        place.paragraph(block.kicker, "Label")
    write_block(document.Heading(f"{number}{block.title}", 3, block.anchor), place)
    state = f"{LOOKS[block.standing].sign} {label(block.standing)}"
    place.paragraph((document.Span(" · ".join(part for part in (state, block.flag) if part), strong=True),))
    _write_all((*block.main, *block.side), place)


@write_block.register
def _(block: document.RunningOrder, place: _Place) -> None:
    rows = tuple((slot.title, duration_words(slot.minutes), slot.who) for slot in block.slots)
    _write_rows(rows, (4, 1, 2), place)


@write_block.register
def _(block: document.CheckList, place: _Place) -> None:
    for group in block.groups:
        place.paragraph(group.title, "Label")
        for item in group.items:
            place.paragraph(f"{'☒' if item.done else '☐'} {item.text}")


@write_block.register
def _(block: document.RuledLines, place: _Place) -> None:
    if block.title:
        place.paragraph(block.title, "Label")
    if block.columns:
        columns = tuple(document.Column(title, share) for title, share in block.columns)
        empty = tuple(("",) * len(columns) for _line in range(block.lines))
        write_block(document.Table(columns, empty), place)
        return
    for _line in range(block.lines):
        parts.rule_under(place.paragraph())


@write_block.register
def _(block: document.Spacer, place: _Place) -> None:
    gap = place.paragraph()
    gap.paragraph_format.space_before = gap.paragraph_format.space_after = Pt(0)
    gap.paragraph_format.line_spacing = Mm(max(block.height, 1))


@write_block.register
def _(_block: document.PageBreak, place: _Place) -> None:
    place.paragraph().add_run().add_break(WD_BREAK.PAGE)


@write_block.register
def _(block: document.Cover, place: _Place) -> None:
    place.paragraph(block.kicker, "Label")
    place.paragraph(block.title, "Title")
    place.paragraph(block.subtitle, "Subtitle")
    place.paragraph(labelled(block.discs.caption, _told(block.discs.counts)))
    if block.timeline is not None:
        write_block(block.timeline, place)
    for text in (block.note, block.foot_left, block.foot_right):
        if text:
            place.paragraph(text, "Muted text")


@write_block.register
def _(block: document.Band, place: _Place) -> None:
    for text, style in (
        (block.kicker, "Label"),
        (block.title, "Title"),
        (block.subtitle, "Subtitle"),
        (block.detail, "Muted text"),
    ):
        if text:
            place.paragraph(text, style)


@write_block.register
def _(block: document.Contents, place: _Place) -> None:
    place.paragraph(block.title, "Subtitle")
    parts.add_field(place.paragraph(), 'TOC \\o "1-2" \\h', parts.contents_hint())


@write_block.register
def _(block: document.OnePage, place: _Place) -> None:
    _write_all(block.blocks, place)
