"""Small documents, and what is read back from the PDFs they become."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import pikepdf

from altterr_desktop.rendering import document as doc
from altterr_desktop.rendering.pdf.writer import pdf_bytes

_TEXT = re.compile(rb"BDC|BMC|EMC|Tj")


def a_document(*blocks: doc.Block, contents_link: str = "") -> doc.Document:
    """Make a document of some blocks."""
    return doc.Document(
        title="Un titre & <b>des signes</b>",
        subject="Essai",
        author="Collectif Sorbelle",
        language="fr",
        written_on=date(2029, 3, 15),
        header="Essai",
        territory="Val-de-Sorbelle",
        state="Données au 15 mars 2029",
        contents_link=contents_link,
        blocks=blocks,
    )


def opened(*blocks: doc.Block) -> pikepdf.Pdf:
    """Write blocks as a PDF and open it."""
    return pikepdf.open(io.BytesIO(pdf_bytes(a_document(*blocks))))


def roles(pdf: pikepdf.Pdf) -> list[str]:
    """List the roles of all elements of the structure tree, in reading order."""
    found: list[str] = []

    def walk(element: Any) -> None:
        if not isinstance(element, pikepdf.Dictionary) or "/S" not in element:
            return
        found.append(str(element.S)[1:])
        for kid in element.get("/K", []):
            walk(kid)

    walk(pdf.Root.StructTreeRoot.K)
    return found


def elements(pdf: pikepdf.Pdf, role: str) -> list[Any]:
    """List the elements of one role."""
    found: list[Any] = []

    def walk(element: Any) -> None:
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            if str(element.S) == f"/{role}":
                found.append(element)
            for kid in element.get("/K", []):
                walk(kid)

    walk(pdf.Root.StructTreeRoot.K)
    return found


def text_outside_marks(pdf: pikepdf.Pdf) -> int:
    """Count the texts painted outside any marked stretch of content; none should be."""
    loose = 0
    for page in pdf.pages:
        depth = 0
        for found in _TEXT.findall(page.Contents.read_bytes()):
            if found in {b"BDC", b"BMC"}:
                depth += 1
            elif found == b"EMC":
                depth -= 1
            elif depth != 1:
                loose += 1
        assert depth == 0
    return loose
