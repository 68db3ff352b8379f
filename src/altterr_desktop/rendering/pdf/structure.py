"""Keep the tree of what is on the pages for people who listen to a document (PDF 1.7, 14.7; PDF/UA-1).

The tree is filled while pages are painted and becomes PDF objects at the end; it draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from altterr_desktop.rendering.pdf.file import text_string

if TYPE_CHECKING:
    from collections.abc import Iterator

    from altterr_desktop.rendering.pdf.file import PdfFile


@dataclass(frozen=True)
class Mark:
    """Point to a stretch of a page's content, by page (from 0) and number on that page."""

    page: int
    number: int


@dataclass(frozen=True)
class LinkArea:
    """Point to the clickable area of a link on a page, by its reference."""

    page: int
    reference: str


@dataclass(eq=False)
class Tag:
    """Hold one element of the tree: its role, what it says instead of a picture, and what is inside."""

    role: str
    alt: str = ""
    scope: str = ""
    box: tuple[float, float, float, float] | None = None
    kids: list[Tag | Mark | LinkArea] = field(default_factory=list)
    parent: Tag | None = None
    reference: str = ""


class Tree:
    """Collect the elements of a document and write them."""

    def __init__(self) -> None:
        self.root = Tag("Document")
        self._owners: list[list[Tag]] = []
        self._links: list[Tag] = []

    def open_page(self) -> None:
        """Begin a page: marks are numbered anew."""
        self._owners.append([])

    def mark(self, tag: Tag) -> int:
        """Give the number of a new stretch of the current page that belongs to an element."""
        owners = self._owners[-1]
        owners.append(tag)
        tag.kids.append(Mark(len(self._owners) - 1, len(owners) - 1))
        return len(owners) - 1

    def next_link(self, tag: Tag, pages: int) -> int:
        """Give the key of a link's area in the tree of parents, after those of the pages."""
        self._links.append(tag)
        return pages + len(self._links) - 1

    def write(self, file: PdfFile) -> str:
        """Add all elements to the file and give the reference of the tree's root."""
        tags = list(_walk(self.root))
        roots: list[str] = []
        for tag in tags:
            tag.reference = file.add(lambda tag=tag: _element(tag, roots[0], file))  # type: ignore[misc]
        parents = file.add(lambda: self._parents(len(file.pages)))
        tree = f"/ParentTree {parents}/ParentTreeNextKey {len(file.pages) + len(self._links)}"
        roots.append(file.add(lambda: f"<</Type/StructTreeRoot/K {self.root.reference}{tree}>>"))
        return roots[0]

    def _parents(self, pages: int) -> str:
        rows = [
            f"{page}[{' '.join(tag.reference for tag in owners)}]" for page, owners in enumerate(self._owners)
        ]
        rows += [f"{pages + index} {tag.reference}" for index, tag in enumerate(self._links)]
        return "<</Nums[" + "\n".join(rows) + "]>>"


def _walk(tag: Tag) -> Iterator[Tag]:
    pending = [tag]
    while pending:
        current = pending.pop()
        yield current
        pending += [kid for kid in reversed(current.kids) if isinstance(kid, Tag)]


def _element(tag: Tag, root: str, file: PdfFile) -> str:
    parent = tag.parent.reference if tag.parent else root
    home = next((kid.page for kid in tag.kids if isinstance(kid, Mark)), None)
    parts = [f"<</Type/StructElem/S/{tag.role}/P {parent}"]
    if home is not None:
        parts.append(f"/Pg {file.pages[home]}")
    if tag.alt:
        parts.append(f"/Alt{text_string(tag.alt)}")
    if tag.scope:
        parts.append(f"/A<</O/Table/Scope/{tag.scope}>>")
    if tag.box:
        parts.append("/A<</O/Layout/BBox[{:.1f} {:.1f} {:.1f} {:.1f}]>>".format(*tag.box))
    kids = " ".join(_kid(kid, home, file) for kid in tag.kids)
    return "".join((*parts, f"/K[{kids}]>>"))


def _kid(kid: Tag | Mark | LinkArea, home: int | None, file: PdfFile) -> str:
    if isinstance(kid, Tag):
        return kid.reference
    if isinstance(kid, LinkArea):
        return f"<</Type/OBJR/Pg {file.pages[kid.page]}/Obj {kid.reference}>>"
    if kid.page == home:
        return str(kid.number)
    return f"<</Type/MCR/Pg {file.pages[kid.page]}/MCID {kid.number}>>"
