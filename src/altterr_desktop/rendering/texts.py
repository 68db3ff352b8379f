"""Clean what people typed before it reaches a page or a cell; never change a word of it."""

from __future__ import annotations

import re
import unicodedata

_CONTROLS: dict[int, str | None] = dict.fromkeys(
    (*range(9), 11, 12, *range(14, 32), *range(127, 160), 0xFEFF, 0xFFFE, 0xFFFF)
)
# Marks that steer the direction of writing can make a text read otherwise than it was typed.
_CONTROLS.update(dict.fromkeys((0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x206A))))
_CONTROLS.update({9: " ", 0x2028: "\n", 0x2029: "\n"})
_STRANGE = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufe00-\ufe0f\ufeff\ufffe\uffff]"
)


def cleaned(text: str) -> str:
    r"""Give a text in composed form, without control characters; line breaks are kept as \n, tabs become spaces."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _STRANGE.search(text):
        text = re.sub(r"[\ud800-\udfff\ufe00-\ufe0f]", "", text.translate(_CONTROLS))
    return text


def on_one_line(text: str) -> str:
    """Give a cleaned text with every run of white space as one space; for titles, names and properties."""
    return re.sub(r"[ \n]+", " ", cleaned(text)).strip()


def shortened(text: str, limit: int, ending: str = "…") -> str:
    """Cut a text at a word, at most limit characters long including its ending."""
    if len(text) <= limit:
        return text
    kept = text[: max(limit - len(ending), 1)]
    head, space, _tail = kept.rpartition(" ")
    return (head if space and len(head) > limit // 2 else kept).rstrip(" ,;:.") + ending
