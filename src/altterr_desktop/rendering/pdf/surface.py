"""Paint on pages: texts, shapes, discs, links, each under its tag; decide nothing about where things go.

Lengths are points; a point on a page is (x from the left, y from the top).
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING

from altterr_desktop.rendering.pdf import discs
from altterr_desktop.rendering.pdf.file import PageContent, text_string
from altterr_desktop.rendering.pdf.structure import LinkArea, Tag, Tree
from altterr_desktop.rendering.styles import LOOKS, RULE, Hatch, Ring

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from altterr_desktop.domain.commitments import Standing
    from altterr_desktop.rendering.pdf.file import PdfFile
    from altterr_desktop.rendering.pdf.fonts import Font
    from altterr_desktop.rendering.pdf.lines import Line

_HEADINGS = ("H1", "H2", "H3")
_rgb = lru_cache(discs.rgb)
_ESCAPES = {code: f"\\{code:03o}" for code in (*range(32), *range(127, 256))}
_ESCAPES.update({ord(char): "\\" + char for char in "()\\"})


class Surface:
    """Hold the file being painted, the page in hand, and the tag that what is painted next belongs to."""

    def __init__(self, file: PdfFile, height: float, anchors: Mapping[str, tuple[int, float]]) -> None:
        self.file = file
        self.height = height
        self.anchors = anchors
        self.tree = Tree()
        self.page = -1
        self._operators: list[str] = []
        self._areas: list[str] = []
        self._tags: list[Tag | None] = []
        self._marked: Tag | str | None = ""
        self._font: tuple[str, float] = ("", 0)
        self._fill = ""
        self._silent = 0
        self._artifact = "BMC"
        self._heading = 0

    def open_page(self) -> None:
        """Begin the next page."""
        self.page += 1
        self.tree.open_page()
        self._operators, self._areas = [], []
        self._marked, self._font, self._fill = "", ("", 0), ""

    def close_page(self, content: PageContent) -> None:
        """Put what was painted into the page."""
        self._close_mark()
        content.stream = self.file.add_stream("", "\n".join(self._operators).encode("latin-1"))
        content.areas = tuple(self._areas)

    @contextmanager
    def tagged(self, tag: Tag | None) -> Iterator[None]:
        """Paint under a tag, placed in the tree at its first use; None is for what only decorates."""
        if self._silent:
            tag = None
        if tag is not None and tag.parent is None:
            tag.parent = next((above for above in reversed(self._tags) if above), self.tree.root)
            tag.parent.kids.append(tag)
            self._keep_level(tag)
        self._tags.append(tag)
        try:
            yield
        finally:
            self._tags.pop()

    def _keep_level(self, tag: Tag) -> None:
        """Let no heading be more than one level under the one before (PDF/UA-1, 7.4), however small it is set."""
        if tag.role in _HEADINGS:
            self._heading = min(_HEADINGS.index(tag.role) + 1, self._heading + 1)
            tag.role = _HEADINGS[self._heading - 1]

    @contextmanager
    def running(self, part: str) -> Iterator[None]:
        """Paint what runs at the «Header» or «Footer» of each page, which is not told."""
        self._artifact = f"<</Type/Pagination/Subtype/{part}>> BDC"
        with self.tagged(None):
            yield
            self._close_mark()
        self._artifact = "BMC"

    def _close_mark(self) -> None:
        if self._marked != "":
            self._operators.append("EMC")
            self._marked = ""

    @contextmanager
    def muted(self) -> Iterator[None]:
        """Paint what was already said (a header repeated): seen, not told again."""
        self._silent += 1
        try:
            yield
        finally:
            self._silent -= 1

    def _begin(self) -> None:
        """Open the stretch of content that the next operator belongs to."""
        tag = self._tags[-1] if self._tags and not self._silent else None
        if tag is self._marked:
            return
        if self._marked != "":
            self._operators.append("EMC")
        self._marked = tag
        if tag is None:
            self._operators.append(f"/Artifact {self._artifact}")
        else:
            self._operators.append(f"/{tag.role} <</MCID {self.tree.mark(tag)}>> BDC")

    def _add(self, operators: str) -> None:
        self._begin()
        self._operators.append(operators)

    def _fill_with(self, colour: str) -> None:
        if colour != self._fill:
            self._operators.append(f"{_rgb(colour)} rg")
            self._fill = colour

    def line(self, x: float, baseline: float, line: Line) -> None:
        """Set one line of text on its baseline."""
        for fragment in line:
            if fragment.link:
                self._linked(x, baseline, fragment.link, (fragment,))
            else:
                self._begin()
                self._show(
                    x + fragment.offset,
                    baseline,
                    fragment.text,
                    fragment.font,
                    fragment.size,
                    fragment.colour,
                )

    def _linked(self, x: float, baseline: float, target: str, line: Line) -> None:
        fragment = line[0]
        with self.tagged(Tag("Link")):
            self._begin()
            left = x + fragment.offset
            self._show(left, baseline, fragment.text, fragment.font, fragment.size, fragment.colour)
            top = baseline - fragment.size
            self.link(left, top, fragment.width, fragment.size * 1.25, target, fragment.text)

    def _show(self, x: float, baseline: float, text: str, font: Font, size: float, colour: str) -> None:
        self._fill_with(colour)
        pdf = self.file.pdf
        parts = [f"BT 1 0 0 1 {x:.2f} {self.height - baseline:.2f} Tm"]
        for subset, encoded in font.ttf.splitString(text, pdf):
            name = font.ttf.getSubsetInternalName(subset, pdf)
            if (name, size) != self._font:
                parts.append(f"{name} {size:.2f} Tf")
                self._font = (name, size)
            parts.append(f"({encoded.decode('latin-1').translate(_ESCAPES)}) Tj")
        parts.append("ET")
        self._operators.append(" ".join(parts))

    def rectangle(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str = "",
        edge: str = "",
        thick: float = 0.6,
    ) -> None:
        """Paint a rectangle, filled, edged or both."""
        self._shape(f"{x:.2f} {self.height - y - height:.2f} {width:.2f} {height:.2f} re", fill, edge, thick)

    def pill(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str = "",
        edge: str = "",
        radius: float = 0,
    ) -> None:
        """Paint a rectangle with round corners; radius 0 rounds the ends entirely."""
        r = radius or height / 2
        left, right, top, foot = x, x + width, self.height - y, self.height - y - height
        k = r * 0.4477
        path = (
            f"{left + r:.2f} {foot:.2f} m {right - r:.2f} {foot:.2f} l "
            f"{right - k:.2f} {foot:.2f} {right:.2f} {foot + k:.2f} {right:.2f} {foot + r:.2f} c "
            f"{right:.2f} {top - r:.2f} l "
            f"{right:.2f} {top - k:.2f} {right - k:.2f} {top:.2f} {right - r:.2f} {top:.2f} c "
            f"{left + r:.2f} {top:.2f} l "
            f"{left + k:.2f} {top:.2f} {left:.2f} {top - k:.2f} {left:.2f} {top - r:.2f} c "
            f"{left:.2f} {foot + r:.2f} l "
            f"{left:.2f} {foot + k:.2f} {left + k:.2f} {foot:.2f} {left + r:.2f} {foot:.2f} c h"
        )
        self._shape(path, fill, edge, 0.6)

    def _shape(self, path: str, fill: str, edge: str, thick: float) -> None:
        self._begin()
        if fill:
            self._fill_with(fill)
        stroke = f"{_rgb(edge)} RG {thick:.2f} w " if edge else ""
        self._operators.append(f"{stroke}{path} {'B' if fill and edge else 'f' if fill else 'S'}")

    def rule(self, x: float, y: float, width: float, colour: str = RULE, thick: float = 0.6) -> None:
        """Paint a level line."""
        self.stroke(x, y, x + width, y, colour, thick)

    def stroke(self, x: float, y: float, end_x: float, end_y: float, colour: str, thick: float) -> None:
        """Paint a straight line."""
        ends = f"{x:.2f} {self.height - y:.2f} m {end_x:.2f} {self.height - end_y:.2f} l S"
        self._add(f"{_rgb(colour)} RG {thick:.2f} w {ends}")

    def disc(self, standing: Standing, x: float, y: float, radius: float, *, on_dark: bool = False) -> None:
        """Paint a standing's disc around a point."""
        name = f"D{'d' if on_dark else 'l'}{standing.value.replace('_', '')}"
        if not self.file.has_form(name):
            self.file.add_form(name, discs.BOX, discs.disc(standing, on_dark=on_dark))
        self._add(f"q {radius:.2f} 0 0 {radius:.2f} {x:.2f} {self.height - y:.2f} cm /{name} Do Q")

    def standing_area(self, standing: Standing, x: float, y: float, width: float, height: float) -> None:
        """Paint a rectangle in a standing's fill, hatching and outline."""
        look = LOOKS[standing]
        self.rectangle(x, y, width, height, fill=look.fill)
        if look.hatch is not Hatch.NONE:
            self._hatch(look.hatch, look.hatch_colour, x, y, width, height)
        if look.outline != look.fill:
            dashes = {Ring.DASHED: "[2.4 1.6] 0 d ", Ring.DOTTED: "[0.8 1.6] 0 d "}.get(look.ring, "")
            foot = self.height - y - height
            inset = f"{x + 0.4:.2f} {foot + 0.4:.2f} {max(width - 0.8, 0.1):.2f} {height - 0.8:.2f} re"
            self._add(f"{dashes}{_rgb(look.outline)} RG 0.8 w {inset} S {'[] 0 d' if dashes else ''}")

    def _hatch(self, hatch: Hatch, colour: str, x: float, y: float, width: float, height: float) -> None:
        foot = self.height - y - height
        area = f"{x:.2f} {foot:.2f} {width:.2f} {height:.2f} re W n"
        lines = "\n".join(_hatching(hatch, x, foot, width, height))
        self._add(f"q {area} {_rgb(colour)} RG {_rgb(colour)} rg 0.9 w {lines} Q")

    def link(self, x: float, y: float, width: float, height: float, target: str, says: str) -> None:
        """Make an area lead to an anchor (#…) or an address; nowhere else than under a tag."""
        action = self._target(target)
        tag = self._tags[-1] if self._tags else None
        if not action or tag is None:
            return
        key = self.tree.next_link(tag, len(self.file.pages))
        top, foot = self.height - y, self.height - y - height
        reference = self.file.add(
            lambda: (
                f"<</Type/Annot/Subtype/Link/Rect[{x:.1f} {foot:.1f} {x + width:.1f} {top:.1f}]/Border[0 0 0]"
                f"/F 4/Contents{text_string(says)}/StructParent {key}{action}>>"
            )
        )
        self._areas.append(reference)
        tag.kids.append(LinkArea(self.page, reference))

    def _target(self, target: str) -> str:
        if not target.startswith("#"):
            address = target.encode("ascii", "ignore").decode()
            if not address.lower().startswith(("http://", "https://", "mailto:")):
                return ""
            quoted = address.translate({ord(char): "\\" + char for char in "()\\"})
            return f"/A<</S/URI/URI({quoted})>>"
        place = self.anchors.get(target[1:])
        if place is None:
            return ""
        return f"/Dest{self.file.destination(place[0], self.height - place[1])}"


def _hatching(hatch: Hatch, x: float, foot: float, width: float, height: float) -> Iterator[str]:
    top = foot + height
    slants = {
        Hatch.RISING: ((foot, top),),
        Hatch.FALLING: ((top, foot),),
        Hatch.CROSSED: ((foot, top), (top, foot)),
    }
    for begin, end in slants.get(hatch, ()):
        for start in _steps(x - height, x + width, 4.2):
            yield f"{start:.2f} {begin:.2f} m {start + height:.2f} {end:.2f} l S"
    if hatch is Hatch.UPRIGHT:
        for start in _steps(x + 1.5, x + width, 4):
            yield f"{start:.2f} {foot:.2f} m {start:.2f} {foot + height:.2f} l S"
    if hatch is Hatch.LEVEL:
        for start in _steps(foot + 1.5, foot + height, 3.4):
            yield f"{x:.2f} {start:.2f} m {x + width:.2f} {start:.2f} l S"
    if hatch is Hatch.DOTS:
        yield "1 J 1.1 w"
        for row, level in enumerate(_steps(foot + 2.4, foot + height, 4)):
            yield f"[0 5] {2.5 * (row % 2):.1f} d {x + 2:.2f} {level:.2f} m {x + width:.2f} {level:.2f} l S"


def _steps(start: float, end: float, step: float) -> Iterator[float]:
    while start < end:
        yield start
        start += step
