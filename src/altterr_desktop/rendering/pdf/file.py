"""Put pages, links, bookmarks and properties into one PDF; place nothing on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from altterr_desktop.rendering.pdf.objects import Objects
from altterr_desktop.rendering.texts import on_one_line

if TYPE_CHECKING:
    from datetime import date

    from altterr_desktop.rendering.document import Document

PRODUCER = "altterr-desktop"


def text_string(text: str) -> str:
    """Write a text as a PDF string that needs no escaping (UTF-16, in hexadecimal)."""
    return "<FEFF" + text.encode("utf-16-be", "replace").hex().upper() + ">"


@dataclass(frozen=True)
class Bookmark:
    """Hold one entry of the outline: level from 0, page from 0, height in points from the page's foot."""

    title: str
    level: int
    page: int
    top: float


class PdfFile:
    """Make the objects of one PDF; the same document and date give the same bytes."""

    def __init__(self, document: Document, width: float, height: float) -> None:
        self.objects = Objects()
        self.pdf = self.objects.pdf
        self.add = self.objects.add
        self.add_stream = self.objects.add_stream
        self._document = document
        self._size = f"[0 0 {width:.2f} {height:.2f}]"
        self.pages: list[str] = []
        self._forms: dict[str, str] = {}
        self._parent = self.add(
            lambda: f"<</Type/Pages/Count {len(self.pages)}/Kids[{' '.join(self.pages)}]>>"
        )
        self._resources = self.add(self._write_resources)

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
            self.pages.append(self.add(lambda index=index, content=content: self._write_page(index, content)))  # type: ignore[misc]

    def _write_page(self, index: int, content: PageContent) -> str:
        areas = f"/Annots[{' '.join(content.areas)}]" if content.areas else ""
        return (
            f"<</Type/Page/Parent {self._parent}/MediaBox{self._size}/Resources {self._resources}"
            f"/Contents {content.stream}/StructParents {index}/Tabs/S{areas}>>"
        )

    def _write_resources(self) -> str:
        forms = "".join(f"/{name} {reference}" for name, reference in self._forms.items())
        return f"<</ProcSet[/PDF/Text]/Font {self.objects.fonts()}/XObject<<{forms}>>>>"

    def destination(self, page: int, top: float) -> str:
        """Write where a link leads: a height on a page."""
        return f"[{self.pages[page]}/XYZ null {top:.1f} null]"

    def write(self, tree: str, bookmarks: Sequence[Bookmark]) -> bytes:
        """Give the whole file's bytes."""
        metadata = self.add_stream(
            "/Type/Metadata/Subtype/XML", _metadata(self._document).encode(), packed=False
        )
        outline = f"/Outlines {self._add_outline(bookmarks)}" if bookmarks else ""
        mode = "UseOutlines" if len(bookmarks) > 1 else "UseNone"
        root = self.add(
            lambda: (
                f"<</Type/Catalog/Pages {self._parent}/StructTreeRoot {tree}/MarkInfo<</Marked true>>"
                f"/Lang{text_string(self._document.language)}/ViewerPreferences<</DisplayDocTitle true>>"
                f"/Metadata {metadata}/PageMode/{mode}{outline}>>"
            )
        )
        return self.objects.write(root, self.add(self._properties))

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

    def _add_outline(self, bookmarks: Sequence[Bookmark]) -> str:
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
        first, last = references[top[0]], references[top[-1]]
        root = self.add(lambda: f"<</Type/Outlines/Count {len(top)}/First {first}/Last {last}>>")
        return root


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
