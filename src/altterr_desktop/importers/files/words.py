"""Compare what people write as headers and labels; must hold no vocabulary of a source."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MOJIBAKE = re.compile(
    "[ÃÂ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013-\u203a\u20ac\u2122]|â€|Ã "
)
_R_SUFFIX = re.compile(r"\.{2,3}\d+$")
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])")
_NOT_WORD = re.compile(r"[^a-z0-9\ufffd?]+")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ß": "ss", "·": "", "•": ""})


def looks_mojibake(text: str) -> bool:
    """Tell whether a text is UTF-8 that was once read as Windows text («dÃ©partement»)."""
    return _MOJIBAKE.search(text) is not None


def mend(text: str) -> str:
    """Undo one wrong reading of UTF-8 as Windows text; a text that was right is given back unchanged."""
    if "Ã" not in text and "Â" not in text and "â€" not in text:
        return text
    try:
        # The five bytes Windows leaves undefined came through as control characters.
        raw = b"".join(
            char.encode("latin-1") if "\x80" <= char <= "\x9f" else char.encode("cp1252") for char in text
        )
        return raw.decode("utf-8")
    except UnicodeError:
        return text


def fold(text: str) -> str:
    """Give a text without accents, ligatures, inclusive dots or case."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def _mend_header(text: str) -> str:
    mended = mend(text)
    if mended is text and looks_mojibake(text):
        # A non-breaking space inside «Ã » was turned into a space on the way: the rest can still be mended.
        mended = text.encode("cp1252", "ignore").decode("utf-8", "ignore")
    return mended


@lru_cache(maxsize=4096)
def words_of(header: str) -> tuple[str, ...]:
    """Give the words of a header: no accents, case, punctuation, underscores, camelCase or numbering of R."""
    text = _R_SUFFIX.sub("", _mend_header(header.replace("\u2019", "'").strip()))
    return tuple(word for word in _NOT_WORD.split(fold(_CAMEL.sub(" ", text))) if word)


@lru_cache(maxsize=8192)
def label_of(text: str) -> str:
    """Give a label in the form in which two writings of it compare equal."""
    return " ".join(words_of(text))
