"""Write a document as a PDF: lay all of it out, then paint page after page, knowing by then every page's number."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

# The modules below register the layout of their blocks.
from altterr_desktop.i18n import language_set
from altterr_desktop.rendering import document, styles
from altterr_desktop.rendering.files import save_bytes
from altterr_desktop.rendering.pdf import charts, entries, people, roads, tables  # noqa: F401
from altterr_desktop.rendering.pdf.charts import word
from altterr_desktop.rendering.pdf.cover import MARGIN, PAGE_HEIGHT, PAGE_WIDTH, ContentsBox, CoverBox
from altterr_desktop.rendering.pdf.file import Bookmark, PageContent, PdfFile
from altterr_desktop.rendering.pdf.flow import Flow, find_anchors
from altterr_desktop.rendering.pdf.layout import Setting, lay_out
from altterr_desktop.rendering.pdf.sheets import one_page
from altterr_desktop.rendering.pdf.structure import Tag
from altterr_desktop.rendering.pdf.surface import Surface
from altterr_desktop.rendering.styles import MM, Face, TextStyle
from altterr_desktop.rendering.texts import on_one_line, shortened

if TYPE_CHECKING:
    from pathlib import Path

    from altterr_desktop.rendering.document import Block, Document
    from altterr_desktop.rendering.pdf.boxes import Box
    from altterr_desktop.rendering.pdf.flow import Sheet

TOP = 27 * MM
FOOT = 21 * MM
FRAME_WIDTH = PAGE_WIDTH - 2 * MARGIN
FRAME_HEIGHT = PAGE_HEIGHT - TOP - FOOT
_CONTENTS = "contents"
_HEAD = TextStyle(Face.REGULAR, 7.8, 10, styles.MUTED)


def pdf_bytes(source: Document) -> bytes:
    """Give a document as the bytes of a tagged PDF; the same document always gives the same bytes."""
    with language_set(source.language):
        page_width, page_height = _page(source)
        _margin, top, foot = _margins(source)
        sheets = Flow(page_height - top - foot).fill(_boxes(source))
        anchors = find_anchors(sheets, top)
        file = PdfFile(source, page_width, page_height)
        contents = [PageContent() for _sheet in sheets]
        file.reserve_pages(contents)
        surface = Surface(file, page_height, anchors)
        for number, (sheet, content) in enumerate(zip(sheets, contents, strict=True), 1):
            surface.open_page()
            _paint(surface, source, sheet, number, len(sheets))
            surface.close_page(content)
        return file.write(surface.tree.write(file), _bookmarks(sheets, page_height))


def _page(source: Document) -> tuple[float, float]:
    """Give the width and height of the pages, A4 upright or lying, or a quarter of it."""
    if source.pocket:
        return (PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
    return (PAGE_HEIGHT, PAGE_WIDTH) if source.landscape else (PAGE_WIDTH, PAGE_HEIGHT)


def _margins(source: Document) -> tuple[float, float, float]:
    """Give the margins of the pages: at both sides, over and under the text."""
    return (8 * MM, 15 * MM, 11 * MM) if source.pocket else (MARGIN, TOP, FOOT)


def _boxes(source: Document) -> list[Box]:
    """Lay out all blocks; headings without an anchor get one, so that the contents can lead to them."""
    blocks = [_anchored(block, index) for index, block in enumerate(source.blocks)]
    setting = Setting()
    page_width, page_height = _page(source)
    margin, top, foot = _margins(source)
    width, height = page_width - 2 * margin, page_height - top - foot
    boxes: list[Box] = []
    for block in blocks:
        if isinstance(block, document.Contents):
            boxes += _contents(block, blocks)
        elif isinstance(block, document.OnePage):
            boxes.append(one_page(block, width, height))
        else:
            boxes.append(lay_out(block, width, setting))
    return boxes


def _anchored(block: Block, index: int) -> Block:
    if isinstance(block, document.Heading) and not block.anchor:
        return replace(block, anchor=f"heading-{index}")
    return block


def _contents(block: document.Contents, blocks: list[Block]) -> list[Box]:
    title = lay_out(document.Heading(block.title, anchor=_CONTENTS), FRAME_WIDTH, Setting())
    rows = [
        (heading.text, heading.level, heading.anchor)
        for heading in blocks
        if isinstance(heading, document.Heading) and heading.in_contents and heading.level <= 2
    ]
    listed = ContentsBox(rows, FRAME_WIDTH)
    listed.before = 8
    return [title, listed]


def _paint(surface: Surface, source: Document, sheet: Sheet, number: int, total: int) -> None:
    if not source.bare and not any(placed.box.hides_head for placed in sheet.placed):
        _paint_head(surface, source, sheet)
    if not (source.bare and total == 1) and not any(
        isinstance(placed.box, CoverBox) for placed in sheet.placed
    ):
        _paint_foot(surface, source, number, total)
    for placed in sheet.placed:
        placed.box.paint(surface, _margins(source)[0], _margins(source)[1] + placed.top)


def _paint_head(surface: Surface, source: Document, sheet: Sheet) -> None:
    margin, baseline = _margins(source)[0], (8 if source.pocket else 13.5) * MM
    width = _page(source)[0] - 2 * margin
    with surface.running("Header"):
        strong = replace(_HEAD, face=Face.SEMIBOLD, colour=styles.PETROL)
        header = shortened(on_one_line(source.header), 60)
        wide = word(surface, margin, baseline, header, strong)
        most = 28 if source.pocket else 60
        word(surface, margin + wide + 9, baseline, shortened(on_one_line(source.territory), most), _HEAD)
        section = shortened(on_one_line(sheet.section), 44)
        if not source.pocket:
            word(surface, margin + width, baseline, section, _HEAD, align=1)
        surface.rule(margin, baseline + 6, width)


def _paint_foot(surface: Surface, source: Document, number: int, total: int) -> None:
    page_width, page_height = _page(source)
    margin = _margins(source)[0]
    baseline, right = page_height - (6 if source.pocket else 11.5) * MM, page_width - margin
    with surface.running("Footer"):
        state = shortened(on_one_line(source.state), 90)
        width = 0.0
        if source.internal:
            strong = replace(_HEAD, face=Face.SEMIBOLD, colour=styles.BRICK)
            width = word(surface, margin, baseline, source.internal, strong) + 8
        if not (source.pocket and source.internal):
            word(surface, margin + width, baseline, state, _HEAD)
        figure = replace(_HEAD, face=Face.SEMIBOLD, colour=styles.PETROL, size=8.6)
        word(surface, right, baseline, f"{number} / {total}", figure, align=1)
    if source.contents_link and _CONTENTS in surface.anchors:
        link = replace(_HEAD, colour=styles.TEAL, face=Face.SEMIBOLD)
        with surface.tagged(Tag("Link", alt=source.contents_link)):
            wide = word(surface, right - 52, baseline, source.contents_link, link, align=1)
            surface.link(right - 52 - wide, baseline - 9, wide, 12, f"#{_CONTENTS}", source.contents_link)


def _bookmarks(sheets: list[Sheet], page_height: float) -> list[Bookmark]:
    return [
        Bookmark(placed.box.outline[1], placed.box.outline[0], page, page_height - TOP - placed.top)
        for page, sheet in enumerate(sheets)
        for placed in sheet.placed
        if placed.box.outline
    ]


def save_pdf(source: Document, path: Path) -> None:
    """Write a document to a file, whole or not at all. Raises NotSaved."""
    save_bytes(path, pdf_bytes(source))
