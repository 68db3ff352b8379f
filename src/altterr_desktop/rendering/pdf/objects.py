"""Number the objects of a PDF and write them in packed form (PDF 1.7, 7.5.7 and 7.5.8); know not what they mean.

ReportLab's document is kept for its fonts alone: it writes each object plainly, which makes a tagged file three
times as long and twice as slow to write.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING, Any, cast

from reportlab.pdfbase import pdfdoc

if TYPE_CHECKING:
    from collections.abc import Callable

_PACK = 200  # objects in one stream
_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


class Objects:
    """Hold the objects of one file by number, beside those that ReportLab makes for the fonts."""

    def __init__(self) -> None:
        # Any: ReportLab's stubs do not know what fonts ask of a document.
        self.pdf = cast("Any", pdfdoc.PDFDocument(compression=1, invariant=1, pdfVersion=(1, 7)))
        self._makers: dict[int, Callable[[], str]] = {}
        self._streams: dict[int, bytes] = {}

    def _next(self) -> int:
        self.pdf.objectcounter += 1
        return int(self.pdf.objectcounter)

    def add(self, make: Callable[[], str]) -> str:
        """Add an object whose text is made when the file is written; give the reference to it."""
        number = self._next()
        self._makers[number] = make
        return f"{number} 0 R"

    def add_stream(self, entries: str, content: bytes, *, packed: bool = True) -> str:
        """Add a stream with more entries for its dictionary; give the reference to it."""
        number = self._next()
        self._streams[number] = _stream(entries, content, packed=packed)
        return f"{number} 0 R"

    def fonts(self) -> str:
        """Give the reference to the fonts' dictionary."""
        return f"{self.pdf.idToObjectNumberAndVersion[pdfdoc.BasicFonts][0]} 0 R"

    def write(self, root: str, info: str) -> bytes:
        """Give the whole file: streams, then the other objects packed, then the table of where they are."""
        for font in self.pdf.delayedFonts:
            font.addObjects(self.pdf)
        plain = self._plain()
        out = bytearray(_HEAD)
        places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        for number, body in sorted(self._streams.items()):
            places[number] = (1, len(out), 0)
            out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
        for start in range(0, len(plain), _PACK):
            number = self._next()
            places[number] = (1, len(out), 0)
            group = plain[start : start + _PACK]
            out += b"%d 0 obj\n%b\nendobj\n" % (number, _packed(group))
            places.update({inside: (2, number, index) for index, (inside, _body) in enumerate(group)})
        where = len(out)
        number = self._next()
        places[number] = (1, where, 0)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, _table(places, root, info, bytes(out)))
        out += b"startxref\n%d\n%%%%EOF\n" % where
        return bytes(out)

    def _plain(self) -> list[tuple[int, bytes]]:
        """Write every object that is not a stream; ReportLab adds objects while it writes."""
        written: list[tuple[int, bytes]] = []
        number = 0
        while number < self.pdf.objectcounter:
            number += 1
            if number in self._streams:
                continue
            if number in self._makers:
                written.append((number, self._makers[number]().encode("latin-1")))
                continue
            thing = self.pdf.idToObject[self.pdf.numberToId[number]]
            body = bytes(pdfdoc.format(thing, self.pdf, toplevel=1)).strip()
            if isinstance(thing, pdfdoc.PDFStream):
                self._streams[number] = body
            else:
                written.append((number, body))
        return written


def _stream(entries: str, content: bytes, *, packed: bool = True) -> bytes:
    data = zlib.compress(content) if packed else content
    packing = "/Filter/FlateDecode" if packed else ""
    return f"<<{entries}{packing}/Length {len(data)}>>\nstream\n".encode("latin-1") + data + b"\nendstream"


def _packed(group: list[tuple[int, bytes]]) -> bytes:
    """Write objects one after the other in one stream, behind the list of their numbers and places."""
    index, bodies, place = [], [], 0
    for number, body in group:
        index.append(f"{number} {place}")
        bodies.append(body)
        place += len(body) + 1
    head = " ".join(index).encode("latin-1") + b"\n"
    return _stream(f"/Type/ObjStm/N {len(group)}/First {len(head)}", head + b"\n".join(bodies))


def _table(places: dict[int, tuple[int, int, int]], root: str, info: str, content: bytes) -> bytes:
    """Write the cross-reference stream; the file's identifier is drawn from its content."""
    size = max(places) + 1
    rows = b"".join(
        kind.to_bytes(1, "big") + first.to_bytes(4, "big") + second.to_bytes(2, "big")
        for kind, first, second in (places.get(number, (0, 0, 0)) for number in range(size))
    )
    name = hashlib.sha256(content).hexdigest()[:32]
    entries = f"/Type/XRef/Size {size}/W[1 4 2]/Root {root}/Info {info}/ID[<{name}><{name}>]"
    return _stream(entries, rows)
