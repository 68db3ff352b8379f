"""Break texts into lines of a given width; plain text takes a short way, nothing is parsed as mark-up."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from altterr_desktop.rendering.pdf import fonts
from altterr_desktop.rendering.styles import MUTED, TEAL, Face, TextStyle
from altterr_desktop.rendering.texts import cleaned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from altterr_desktop.rendering.document import Span, Text

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_BREAKS = frozenset("/-_.?&=@")


@dataclass(frozen=True)
class Fragment:
    """Hold a piece of a line set in one font: its offset and width in points, and where it leads."""

    offset: float
    width: float
    text: str
    font: fonts.Font
    size: float
    colour: str
    link: str = ""


Line = tuple[Fragment, ...]


@dataclass(frozen=True)
class _Word:
    text: str
    face: Face
    colour: str
    link: str
    width: float
    glued: bool  # no space before: it follows a span without one
    hard: bool = False  # a line break was typed before


def line_width(line: Line) -> float:
    """Give how wide a line is, in points."""
    return line[-1].offset + line[-1].width if line else 0.0


@lru_cache(maxsize=2048)
def break_lines(text: Text, style: TextStyle, width: float) -> tuple[Line, ...]:
    """Break a text into lines at most width points wide; a word too long for a line is cut."""
    if isinstance(text, str):
        text = cleaned(text)
        if fonts.font(style.face).covers(text.replace("\n", "")):
            return tuple(_plain(text, style, width))
        words = _words(((text, style.face, style.colour, ""),), style, width)
    else:
        words = _words(_spans(text, style), style, width)
    return tuple(_set(line, style) for line in _fill(words, style, width))


def balanced(text: str, style: TextStyle, width: float) -> tuple[Line, ...]:
    """Break a title into as few lines as the width allows, of lengths as even as they can be."""
    lines = break_lines(text, style, width)
    low, high = width / 2, width
    while len(lines) > 1 and high - low > 4:
        middle = (low + high) / 2
        if len(break_lines(text, style, middle)) > len(lines):
            low = middle
        else:
            high = middle
    return break_lines(text, style, high) if len(lines) > 1 else lines


def _plain(text: str, style: TextStyle, width: float) -> Iterator[Line]:
    font = fonts.font(style.face)
    unit = style.size / 1000
    room, space = width / unit, font.width(" ")
    for paragraph in text.split("\n"):
        start, used = 0, 0.0
        words = list(_fitting(paragraph.split(" "), font, room))
        for index, word in enumerate(words):
            wide = font.width(word)
            if index > start and used + space + wide > room:
                yield _one(" ".join(words[start:index]), used * unit, font, style)
                start, used = index, wide
            else:
                used += wide + (space if index > start else 0)
        yield _one(" ".join(words[start:]), used * unit, font, style)


def _one(text: str, width: float, font: fonts.Font, style: TextStyle) -> Line:
    return (Fragment(0.0, width, text, font, style.size, style.colour),) if text else ()


def _fitting(words: Iterable[str], font: fonts.Font, room: float) -> Iterator[str]:
    for word in words:
        if font.width(word) <= room:
            yield word
        else:
            yield from _cut(word, font.width, room)


def _cut(word: str, measure: Callable[[str], float], room: float) -> Iterator[str]:
    """Cut a word too long for a line: where an address allows it, else anywhere; widths simply add up."""
    start, allowed, used = 0, 0, 0.0
    for index, char in enumerate(word):
        wide = measure(char)
        while used + wide > room and index > start:
            end = allowed if allowed > start else index
            yield word[start:end]
            used = sum(map(measure, word[end:index]))
            start = end
        used += wide
        if char in _BREAKS:
            allowed = index + 1
    yield word[start:]


def _spans(text: tuple[Span, ...], style: TextStyle) -> Iterator[tuple[str, Face, str, str]]:
    for span in text:
        face = Face.SEMIBOLD if span.strong else Face.ITALIC if span.emphasis else style.face
        colour = TEAL if span.link else MUTED if span.muted else style.colour
        yield cleaned(span.text), face, colour, span.link


def _words(spans: Iterable[tuple[str, Face, str, str]], style: TextStyle, width: float) -> Iterator[_Word]:
    glued, hard = True, False
    for text, face, colour, link in spans:
        for number, paragraph in enumerate(text.split("\n")):
            hard = hard or number > 0
            for index, word in enumerate(paragraph.split(" ")):
                glued = glued and index == 0
                if not word:
                    glued = False
                    continue
                measure = _measure(face, style.size)
                pieces = [word] if measure(word) <= width else list(_cut(word, measure, width))
                for piece in pieces:
                    yield _Word(piece, face, colour, link, measure(piece), glued, hard)
                    glued, hard = True, False


def _measure(face: Face, size: float) -> Callable[[str], float]:
    return lambda text: fonts.width_of(text, face, size)


def _fill(words: Iterable[_Word], style: TextStyle, width: float) -> Iterator[list[_Word]]:
    space = fonts.font(style.face).width(" ") * style.size / 1000
    line: list[_Word] = []
    used = 0.0
    for word in words:
        gap = 0.0 if word.glued or not line else space
        if line and (word.hard or used + gap + word.width > width):
            yield line
            line, used, gap = [], 0.0, 0.0
        line.append(replace(word, glued=word.glued or not line))
        used += gap + word.width
    yield line


def _set(words: list[_Word], style: TextStyle) -> Line:
    """Place a line's words; neighbours of one font, colour and link become one fragment."""
    space = fonts.font(style.face).width(" ") * style.size / 1000
    fragments: list[Fragment] = []
    offset = 0.0
    for word in _visual(words):
        gap = 0.0 if word.glued else space
        for font, part in fonts.runs(word.text, word.face):
            wide = font.width(part) * style.size / 1000
            last = fragments[-1] if fragments else None
            if last and (last.font, last.colour, last.link) == (font, word.colour, word.link):
                text = last.text + (" " if gap else "") + part
                fragments[-1] = replace(last, text=text, width=offset + gap + wide - last.offset)
            else:
                fragments.append(Fragment(offset + gap, wide, part, font, style.size, word.colour, word.link))
            offset += gap + wide
            gap = 0.0
    return tuple(fragments)


def _visual(words: list[_Word]) -> list[_Word]:
    """Put words of right-to-left scripts in the order they are seen in; letters are not joined."""
    if not any(_RIGHT_TO_LEFT.search(word.text) for word in words):
        return words
    seen: list[_Word] = []
    pending: list[_Word] = []
    for word in words:
        if _RIGHT_TO_LEFT.search(word.text):
            pending.insert(0, replace(word, text=_reversed(word.text), glued=False))
        else:
            seen += [*pending, word]
            pending = []
    seen += pending
    return [replace(word, glued=word.glued or index == 0) for index, word in enumerate(seen)]


def _reversed(word: str) -> str:
    clusters: list[str] = []
    for char in word:
        if clusters and unicodedata.combining(char):
            clusters[-1] += char
        else:
            clusters.append(char)
    return "".join(reversed(clusters))
