"""Measure and encode texts in the documents' typeface, falling back character by character; draw nothing."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from reportlab.pdfbase.ttfonts import TTFont

from altterr_desktop.rendering.styles import Face
from altterr_desktop.settings.paths import resources_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_FILES = {
    Face.LIGHT: "SourceSans3-Light.ttf",
    Face.REGULAR: "SourceSans3-Regular.ttf",
    Face.ITALIC: "SourceSans3-It.ttf",
    Face.SEMIBOLD: "SourceSans3-Semibold.ttf",
    Face.BOLD: "SourceSans3-Bold.ttf",
}
_FALLBACK = "DejaVuSans.ttf"
# Stands for a character no face has, and for those beyond U+FFFF, which would be extracted as other characters.
MISSING = "□"
_LONGEST_KEPT = 40


class Font:
    """Hold one face: which characters it has, how wide they are in thousandths, and how words add up."""

    def __init__(self, name: str, file_name: str) -> None:
        self.name = name
        self.ttf = TTFont(name, str(resources_folder() / "fonts" / file_name))
        face = self.ttf.face
        self.codes = frozenset(code for code in face.charToGlyph if code < 0x10000)
        self._widths = {chr(code): face.charWidths.get(code, face.defaultWidth) for code in self.codes}
        self._widths["\xa0"] = self._widths[" "]
        self._words: dict[str, float] = {}

    def covers(self, text: str) -> bool:
        """Tell whether the face has every character of a text."""
        return self.codes.issuperset(map(ord, text))

    def width(self, text: str) -> float:
        """Give the width of a text in thousandths of the size; it must be covered."""
        known = self._words.get(text)
        if known is None:
            known = sum(map(self._widths.__getitem__, text))
            if len(text) < _LONGEST_KEPT:
                self._words[text] = known
        return known


@lru_cache
def font(face: Face) -> Font:
    """Give the font of a cut, read once per process."""
    return Font(face.value, _FILES[face])


@lru_cache
def fallback() -> Font:
    """Give the font used for characters the typeface lacks; read only when one turns up."""
    return Font("fallback", _FALLBACK)


def runs(text: str, face: Face) -> Iterator[tuple[Font, str]]:
    """Split a text into runs of one font; what no font has becomes the missing sign."""
    first = font(face)
    if first.covers(text):
        yield first, text
        return
    current: Font | None = None
    pending: list[str] = []
    for char in text:
        used, shown = _font_for(char, first)
        if used is not current and pending and current is not None:
            yield current, "".join(pending)
            pending = []
        current = used
        pending.append(shown)
    if current is not None and pending:
        yield current, "".join(pending)


def _font_for(char: str, first: Font) -> tuple[Font, str]:
    code = ord(char)
    if code in first.codes:
        return first, char
    if code in fallback().codes:
        return fallback(), char
    return first, MISSING


def width_of(text: str, face: Face, size: float) -> float:
    """Measure a text in points, whichever fonts it takes."""
    return sum(used.width(part) for used, part in runs(text, face)) * size / 1000
