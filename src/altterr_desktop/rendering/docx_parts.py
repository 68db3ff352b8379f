"""Hold what python-docx does not make by itself: styles, fields, links, shades, counted lists; know no block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from altterr_desktop.i18n import _
from altterr_desktop.rendering import styles
from altterr_desktop.rendering.document import Span, Text, Tone
from altterr_desktop.rendering.styles import Face, TextStyle
from altterr_desktop.rendering.texts import cleaned, on_one_line

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

# Word and LibreOffice both have it, or a face of the same widths.
FONT = "Arial"
_LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}
# Arial is wider than the face of the printed documents.
_SHRUNK = 0.96

TONES = {
    Tone.BODY: ("Normal", styles.BODY),
    Tone.LETTER: ("Letter text", styles.LETTER),
    Tone.SMALL: ("Small text", styles.SMALL),
    Tone.MUTED: ("Muted text", styles.MUTED_SMALL),
    Tone.LABEL: ("Label", styles.LABEL),
    Tone.LEAD: ("Lead", styles.LEAD),
    Tone.QUOTE: ("Quote", styles.QUOTE),
    Tone.QUESTION: ("Question", styles.QUESTION),
    Tone.GOAL: ("Goal", styles.GOAL),
}
LETTER = TONES[Tone.LETTER][0]
CELL, CELL_HEAD = "Cell text", "Cell heading"
_OTHERS = {
    "Title": TextStyle(Face.BOLD, 22, 26, styles.PETROL, 0),
    "Subtitle": TextStyle(Face.LIGHT, 13, 17, styles.TEAL, 2),
    "Figure": TextStyle(Face.BOLD, 24, 28, styles.PETROL, 0),
    "Caption": styles.MUTED_SMALL,
    CELL: styles.CELL,
    CELL_HEAD: styles.CELL_HEAD,
    "List Bullet": styles.BODY,
    "List Number": styles.BODY,
    "Header": styles.MUTED_SMALL,
    "Footer": styles.MUTED_SMALL,
}


def prepare(word: Word, language: str) -> None:
    """Give a new document the house's named styles, its page and its language."""
    for name, style in (*TONES.values(), *_OTHERS.items()):
        _set_style(word, name, style)
    for level, style in styles.HEADINGS.items():
        _set_style(word, f"Heading {level}", style)
        word.styles[f"Heading {level}"].paragraph_format.keep_with_next = True
    for section in word.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(20)
        section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    _set_language(word, _LANGUAGES.get(language, language))


def _set_style(word: Word, name: str, style: TextStyle) -> None:
    known = [one.name for one in word.styles]
    named: Any = word.styles[name] if name in known else word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    font = named.font
    font.name, font.size = FONT, Pt(round(style.size * _SHRUNK * 2) / 2)
    font.bold = style.face in (Face.BOLD, Face.SEMIBOLD)
    font.italic = style.face is Face.ITALIC
    font.color.rgb = RGBColor.from_string(style.colour.removeprefix("#").upper())
    fonts = named.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(key), None)
    for key in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(key), FONT)
    shape = named.paragraph_format
    shape.space_before, shape.space_after = Pt(style.before), Pt(2)
    shape.line_spacing = round(style.leading / style.size, 2)
    _drop(named.element, "w:pBdr")


def _drop(style: Any, tag: str) -> None:
    """Take from a style of the program's template what the house does not draw."""
    for found in style.findall(f".//{qn(tag)}"):
        found.getparent().remove(found)


def _set_language(word: Word, language: str) -> None:
    defaults: Any = word.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
    lang = properties.find(qn("w:lang"))
    if lang is None:
        lang = OxmlElement("w:lang")
        properties.append(lang)
    for key in ("w:val", "w:eastAsia"):
        lang.set(qn(key), language)


def write_text(paragraph: Paragraph, text: Text) -> None:
    """Write a text with its spans; line breaks stay, control characters go."""
    for span in (Span(text),) if isinstance(text, str) else text:
        place: Any = _linked(paragraph, span.link) if span.link else paragraph._p  # noqa: SLF001 - python-docx has no links
        for number, line in enumerate(cleaned(span.text).split("\n")):
            run = paragraph.add_run()
            if number:
                run.add_break()
            run.add_text(line)
            run.bold = True if span.strong else None
            run.italic = True if span.emphasis else None
            if span.muted or span.link:
                shade = styles.TEAL if span.link else styles.MUTED
                run.font.color.rgb = RGBColor.from_string(shade.removeprefix("#").upper())
            run.font.underline = True if span.link else None
            if place is not paragraph._p:  # noqa: SLF001 - the same
                place.append(run._r)  # noqa: SLF001 - the same


def _linked(paragraph: Paragraph, target: str) -> Any:
    link = OxmlElement("w:hyperlink")
    if target.startswith("#"):
        link.set(qn("w:anchor"), anchor_name(target[1:]))
    else:
        link.set(qn("r:id"), paragraph.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(link)  # noqa: SLF001 - the same
    return link


def anchor_name(anchor: str) -> str:
    """Give a bookmark's name Word accepts: forty letters, figures and underscores, a letter first."""
    kept = "".join(one if one.isalnum() else "_" for one in anchor)
    return f"a_{kept}"[:40]


def set_anchor(paragraph: Paragraph, anchor: str, number: int) -> None:
    """Mark a paragraph so that links lead to it."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), anchor_name(anchor))
    paragraph._p.append(start)  # noqa: SLF001 - python-docx has no bookmarks
    paragraph._p.append(end)  # noqa: SLF001 - the same


def add_field(paragraph: Paragraph, code: str, shown: str = "1") -> None:
    """Add a field that the word processor computes (PAGE, NUMPAGES, TOC)."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", shown), ("end", "")):
        run = paragraph.add_run()
        if kind == "text":
            run.add_text(text)
            continue
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = f" {text} "
        run._r.append(element)  # noqa: SLF001 - python-docx has no fields


def shade(cell: _Cell, colour: str, edge: str = "") -> None:
    """Tint a cell, with a coloured edge at its left."""
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - python-docx has no shades
    if edge:
        borders = OxmlElement("w:tcBorders")
        borders.append(_line("left", 18, edge))
        properties.append(borders)
    if colour:
        ground = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", colour[1:])):
            ground.set(qn(f"w:{key}"), value)
        properties.append(ground)


def rule_under(paragraph: Paragraph, colour: str = styles.RULE) -> None:
    """Draw a line under a paragraph."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no borders
    borders = OxmlElement("w:pBdr")
    # Between: paragraphs of the same look that follow each other share their frame.
    for side in ("bottom", "between"):
        borders.append(_line(side, 4, colour))
    properties.append(borders)


def _line(side: str, eighths: int, colour: str) -> Any:
    line = OxmlElement(f"w:{side}")
    for key, value in (("val", "single"), ("sz", str(eighths)), ("space", "1"), ("color", colour[1:])):
        line.set(qn(f"w:{key}"), value)
    return line


def soften(table: Any) -> None:
    """Rule a table in pale lines."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_line(side, 4, styles.RULE))
    properties = table._tbl.tblPr  # noqa: SLF001 - python-docx has no borders
    # Word reads a table's properties in one order only.
    after = [properties.find(qn(name)) for name in ("w:tblLayout", "w:tblCellMar", "w:tblLook")]
    first = next((one for one in after if one is not None), None)
    if first is None:
        properties.append(borders)
    else:
        first.addprevious(borders)


def repeat_header(table: Any) -> None:
    """Repeat the first row of a table on each page."""
    properties = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no repeated rows
    properties.append(OxmlElement("w:tblHeader"))


def new_count(word: Word) -> int:
    """Start another counted list at one; give the number its paragraphs refer to."""
    numbering: Any = word.part.numbering_part.element
    style: Any = word.styles["List Number"].element
    used = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}").get(qn("w:val"))
    source = next(one for one in numbering.findall(qn("w:num")) if one.get(qn("w:numId")) == used)
    made = numbering.add_num(int(source.find(qn("w:abstractNumId")).get(qn("w:val"))))
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def count_in(paragraph: Paragraph, number: int) -> None:
    """Put a paragraph in a counted list."""
    properties: Any = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - python-docx has no lists
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def align_right(paragraph: Paragraph) -> None:
    """Set a paragraph at the right."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def contents_hint() -> str:
    """Say what fills the table of contents: the word processor counts the pages."""
    return _("In the word processor: update this table (F9).")


def one_line(text: str) -> str:
    """Give a text for a property or a header: cleaned, on one line."""
    return on_one_line(text)
