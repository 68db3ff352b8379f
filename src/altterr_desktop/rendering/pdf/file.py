"""Put pages, links, bookmarks and properties into one PDF through ReportLab's objects; place nothing on a page."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc

from altterr_desktop.rendering.texts import on_one_line

if TYPE_CHECKING:
    from datetime import date

    from altterr_desktop.rendering.document import Document

PRODUCER = "altterr-desktop"


def text_string(text: str) -> str:
    """Write a text as a PDF string that needs no escaping (UTF-16, in hexadecimal)."""
    return "<FEFF" + text.encode("utf-16-be", "replace").hex().upper() + ">"


class _Written(pdfdoc.PDFObject):
    """Hold an object already written as PDF; made late, when every number is known."""

    __RefOnly__ = 1

    def __init__(self, make: Callable[[], bytes]) -> None:
        self._make = make

    def format(self, _document: object) -> bytes:
        return self._make()


class _Info(_Written):
    """Hold the properties of the document, with its own date instead of the clock's."""

    invariant = 1

    def digest(self, signature: Any) -> None:
        signature.update(self._make())


class _Outline(_Written):
    """Hold the bookmarks; ReportLab asks whether there are any."""

    def __init__(self, make: Callable[[], bytes], *, filled: bool) -> None:
        super().__init__(make)
        self.ready = 1 if filled else -1

    def prepare(self, _document: object, _canvas: object) -> None:
        """Do nothing: the entries are already in the file."""


@dataclass(frozen=True)
class Bookmark:
    """Hold one entry of the outline: level from 0, page from 0, height in points from the page's foot."""

    title: str
    level: int
    page: int
    top: float


class PdfFile:
    """Number the objects of one PDF and write it; same content and date give the same bytes."""

    def __init__(self, document: Document, width: float, height: float) -> None:
        # ReportLab's stubs know neither the catalog nor the pages of its documents.
        made = pdfdoc.PDFDocument(compression=1, invariant=1, pdfVersion=(1, 7), lang=document.language)
        self.pdf = cast("Any", made)
        self._document = document
        self._size = f"[0 0 {width:.2f} {height:.2f}]"
        self.pages: list[str] = []
        self._forms: dict[str, str] = {}
        self._parent = self._number(self.pdf.Pages)
        self._resources = self.add(self._write_resources)

    def _number(self, thing: pdfdoc.PDFObject, name: str | None = None) -> str:
        reference = self.pdf.Reference(thing, name)
        return f"{self.pdf.idToObjectNumberAndVersion[reference.name][0]} 0 R"

    def _object(self, reference: str) -> object:
        """Give the object behind a reference; ReportLab's catalog wants objects."""
        return self.pdf.idToObject[self.pdf.numberToId[int(reference.split(maxsplit=1)[0])]]

    def add(self, make: Callable[[], str]) -> str:
        """Add an object whose text is made when the file is written; give the reference to it."""
        return self._number(_Written(lambda: make().encode("latin-1")))

    def add_stream(self, entries: str, content: bytes, *, packed: bool = True) -> str:
        """Add a stream with more entries for its dictionary; give the reference to it."""
        data = zlib.compress(content) if packed else content
        packing = "/Filter/FlateDecode" if packed else ""
        head = f"<<{entries}{packing}/Length {len(data)}>>\nstream\n".encode("latin-1")
        return self._number(_Written(lambda: head + data + b"\nendstream\n"))

    def add_form(self, name: str, box: str, content: str) -> None:
        """Add a drawing that pages repeat under a name."""
        entries = f"/Type/XObject/Subtype/Form/BBox{box}/Resources<<>>"
        self._forms[name] = self.add_stream(entries, content.encode("latin-1"))

    def has_form(self, name: str) -> bool:
        """Tell whether a drawing was added."""
        return name in self._forms

    def reserve_pages(self, contents: Sequence[PageContent]) -> None:
        """Give each page its number first, so that links can point at pages not yet painted."""
        for index, content in enumerate(contents):
            page = _Written(lambda index=index, content=content: self._write_page(index, content))  # type: ignore[misc]
            self.pages.append(self._number(page))
            self.pdf.Pages.addPage(page)

    def _write_page(self, index: int, content: PageContent) -> bytes:
        areas = f"/Annots[{' '.join(content.areas)}]" if content.areas else ""
        return (
            f"<</Type/Page/Parent {self._parent}/MediaBox{self._size}/Resources {self._resources}"
            f"/Contents {content.stream}/StructParents {index}/Tabs/S{areas}>>"
        ).encode("latin-1")

    def _write_resources(self) -> str:
        fonts = self.pdf.idToObjectNumberAndVersion[pdfdoc.BasicFonts][0]
        forms = "".join(f"/{name} {reference}" for name, reference in self._forms.items())
        return f"<</ProcSet[/PDF/Text]/Font {fonts} 0 R/XObject<<{forms}>>>>"

    def destination(self, page: int, top: float) -> str:
        """Write where a link leads: a height on a page."""
        return f"[{self.pages[page]}/XYZ null {top:.1f} null]"

    def write(self, tree: str, bookmarks: Sequence[Bookmark]) -> bytes:
        """Give the whole file's bytes."""
        catalog = self.pdf.Catalog
        catalog.StructTreeRoot = self._object(tree)
        catalog.MarkInfo = self._object(self.add(lambda: "<</Marked true>>"))
        catalog.ViewerPreferences = self._object(self.add(lambda: "<</DisplayDocTitle true>>"))
        catalog.Metadata = self._object(
            self.add_stream("/Type/Metadata/Subtype/XML", _metadata(self._document).encode(), packed=False)
        )
        catalog.PageMode = pdfdoc.PDFName("UseOutlines" if len(bookmarks) > 1 else "UseNone")
        self.pdf.info = _Info(lambda: self._properties().encode("latin-1"))
        self._add_outline(bookmarks)
        data: bytes = self.pdf.GetPDFData(None)
        return data

    def _properties(self) -> str:
        stamp = f"(D:{self._document.written_on:%Y%m%d}000000Z)"
        texts = {
            "Title": self._document.title,
            "Subject": self._document.subject,
            "Author": self._document.author,
            "Creator": PRODUCER,
            "Producer": PRODUCER,
        }
        rows = "".join(f"/{name}{text_string(on_one_line(text))}" for name, text in texts.items())
        return f"<<{rows}/CreationDate{stamp}/ModDate{stamp}>>"

    def _add_outline(self, bookmarks: Sequence[Bookmark]) -> None:
        parents, children = _relatives(bookmarks)
        places = {index: place for group in children.values() for place, index in enumerate(group)}

        def entry(index: int) -> str:
            mark, parent = bookmarks[index], parents[index]
            inside = children.get(index, [])
            links = _neighbours(children[parent], places[index], inside)
            rows = "".join(f"/{key} {references[other]}" for key, other in links.items())
            closed = f"/Count -{len(inside)}" if inside else ""
            above = root if parent is None else references[parent]
            where = self.destination(mark.page, mark.top)
            return (
                f"<</Title{text_string(on_one_line(mark.title))}/Parent {above}/Dest{where}{rows}{closed}>>"
            )

        references = [self.add(lambda index=index: entry(index)) for index in range(len(bookmarks))]  # type: ignore[misc]
        top = children[None]
        outline = _Outline(
            lambda: (
                f"<</Type/Outlines/Count {len(top)}/First {references[top[0]]}/Last {references[top[-1]]}>>"
            ).encode("latin-1"),
            filled=bool(bookmarks),
        )
        self.pdf.outline = self.pdf.Outlines = self.pdf.Catalog.Outlines = outline
        root = self._number(outline) if bookmarks else ""


@dataclass
class PageContent:
    """Hold what a page is made of once it is painted: the reference of its stream and of its links' areas."""

    stream: str = ""
    areas: tuple[str, ...] = ()


def _relatives(bookmarks: Sequence[Bookmark]) -> tuple[list[int | None], dict[int | None, list[int]]]:
    """Give each bookmark's parent, the last one of a lower level before it, and each parent's children."""
    parents: list[int | None] = []
    children: dict[int | None, list[int]] = {None: []}
    above: list[int] = []
    for index, mark in enumerate(bookmarks):
        while above and bookmarks[above[-1]].level >= mark.level:
            above.pop()
        parent = above[-1] if above else None
        parents.append(parent)
        children.setdefault(parent, []).append(index)
        above.append(index)
    return parents, children


def _neighbours(siblings: list[int], place: int, children: list[int]) -> dict[str, int]:
    links = {}
    if place > 0:
        links["Prev"] = siblings[place - 1]
    if place < len(siblings) - 1:
        links["Next"] = siblings[place + 1]
    if children:
        links |= {"First": children[0], "Last": children[-1]}
    return links


def _metadata(document: Document) -> str:
    """Write the XMP packet: title, language, and the claim of PDF/UA-1."""
    title, subject, author = (
        escape(on_one_line(text)) for text in (document.title, document.subject, document.author)
    )
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{escape(document.language)}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool><pdf:Producer>{PRODUCER}</pdf:Producer>
<xmp:CreateDate>{_day(document.written_on)}</xmp:CreateDate>
<xmp:ModifyDate>{_day(document.written_on)}</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def _day(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
