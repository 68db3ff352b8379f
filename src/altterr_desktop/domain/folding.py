"""Fold texts so that search and sorting see past accents, case and inclusive forms; must store nothing."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# Latin letters that Unicode does not take apart. ß and ﬁ are undone by casefold and NFKD.
_LETTERS = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i"}
_LATIN_MARKS = re.compile("[\u0300-\u036f]+")
_SEPARATORS = re.compile(r"[^\w\n]|_")
# The same for ASCII, as a table: fifty times faster on a long text.
_ASCII_SEPARATORS = {code: " " for code in range(128) if not chr(code).isalnum() and chr(code) != "\n"}


def fold(text: str) -> str:
    """Give the search and sort key of a text: lower case, no accent, letters and digits parted by one space.

    Apostrophes, hyphens, middle dots and every other sign become a space; œ, æ, ß become oe, ae, ss.
    """
    return " ".join(_spaced(_plain_letters(text)).split())


def fold_lines(text: str) -> str:
    r"""Fold each line of a long text as `fold` does, at once; lines are parted by `\n` and stay as many."""
    folded = _spaced(_plain_letters(text))
    while "  " in folded:
        folded = folded.replace("  ", " ")
    return folded.replace(" \n", "\n").replace("\n ", "\n").strip(" ")


def _spaced(text: str) -> str:
    return text.translate(_ASCII_SEPARATORS) if text.isascii() else _SEPARATORS.sub(" ", text)


def _plain_letters(text: str) -> str:
    if text.isascii():
        return text.lower()
    # Casefold may make signs that decompose again, and the reverse: one round more reaches the end.
    for _ in range(2):
        text = unicodedata.normalize("NFKD", text).casefold()
        text = _LATIN_MARKS.sub("", unicodedata.normalize("NFKD", text))
        for letter, plain in _LETTERS.items():
            text = text.replace(letter, plain)
        if text.isascii():
            return text
    return "".join(sign for sign in text if not unicodedata.category(sign).startswith("M"))


# Inclusive writing: «élu·es» is one word to its reader and two to an index. After a middle dot every ending
# below counts; after a full stop, a hyphen or a slash only the safe ones, so that «est-ce», «dit-elle» and
# «www.exemple.fr» stay as they are.

_MIDDLE_DOTS = "·•‧∙⋅・"
_WORD = r"[^\W\d_]+"
_SAFE_ENDINGS = "es|e|nes|ne|i?[eè]res|i?[eè]re|trices|trice|rices|rice|euses|euse|ives|ive|ves|ve|ales|ale"
# «-tes», «-se», «-la» and the like would catch «vous-mêmes» or «donne-la»: only dots and brackets take these.
_ENDINGS = f"{_SAFE_ENDINGS}|s|x|ices|ice|ses|se|tes|te|les|le|sses|sse|esses|esse|ques|que|ches|che"
_WHOLE_WORDS = "la|elle|elles|celle|celles|une|femme|femmes"
_INCLUSIVE = re.compile(
    rf"(?<!\w)(?:"
    rf"{_WORD}(?:[{_MIDDLE_DOTS}](?:{_ENDINGS}|{_WHOLE_WORDS}))+"
    rf"|[^\W\d_]{{2,}}(?P<sign>[.\-‐‑/])(?:{_SAFE_ENDINGS}|(?<=\btous.)tes|(?<=\btou.)tes?)(?:(?P=sign)s)?"
    rf"|{_WORD}(?:\((?:{_ENDINGS})\))+[sx]?"
    rf")(?!\w)",
    re.IGNORECASE,
)
_LETTER_RUNS = re.compile(_WORD)
_UNFINISHED = re.compile(rf"(?<=\w)[{_MIDDLE_DOTS}]\w*$")

# The one adjective whose plural is its own: no rule gives it.
_ALL = ("tous", "toutes", "tout", "toute")
_ALL_STEMS = frozenset({"tou", "tous", "tout"})

# Folded feminine ending -> (ending of the masculine, what it becomes), first match wins; "" always matches.
_FEMININES: dict[str, tuple[tuple[str, str], ...]] = {
    "e": (("er", "ère"), ("", "e")),
    "ere": (("er", "ère"), ("", "ère")),
    "iere": (("ier", "ière"), ("", "ière")),
    "rice": (("eur", "rice"), ("", "rice")),
    "trice": (("teur", "trice"), ("", "trice")),
    "ice": (("eur", "rice"), ("", "ice")),
    "euse": (("eur", "euse"), ("eux", "euse"), ("", "euse")),
    "se": (("eur", "euse"), ("eux", "euse"), ("", "se")),
    "ive": (("if", "ive"), ("", "ive")),
    "ve": (("f", "ve"), ("", "ve")),
    "ale": (("al", "ale"), ("", "ale")),
    "elle": (("eau", "elle"), ("el", "elle"), ("", "elle")),
    "esse": (("e", "esse"), ("", "esse")),
    "que": (("c", "que"), ("", "que")),
    "che": (("c", "che"), ("", "che")),
}
# A masculine in -s that is not a plural: «français·es», «promis·es», «gros·ses».
_SINGULARS_IN_S = ("ais", "ois", "is", "os", "as")


def expand_inclusive(text: str) -> str:
    """Give the text with each inclusive form followed by the plain words it stands for, to be indexed.

    «Les élu·es» gives «Les élu·es élu élue élus élues»; so do «élu.e.s», «élu-e-s», «élu/e/s» and «élu(e)s».
    """
    # Texts from a Mac may hold é as two signs, which would cut the word in two.
    text = unicodedata.normalize("NFC", text)
    return _INCLUSIVE.sub(lambda found: " ".join((found[0], *_plain_forms(found[0]))), text)


def strip_inclusive_query(text: str) -> str:
    """Give what to look for when a query holds inclusive forms: each becomes one plain word.

    «Conseiller·ère·s» gives «Conseiller», to be searched as a prefix in a text that `expand_inclusive` made.
    An ending still being typed («élu·», «conseiller·èr») is dropped.
    """
    text = unicodedata.normalize("NFC", text)
    stripped = _INCLUSIVE.sub(lambda found: _plain_forms(found[0])[0], text)
    stripped = _UNFINISHED.sub("", stripped)
    return re.sub(rf"[{_MIDDLE_DOTS}]+", " ", stripped).strip()


def _plain_forms(form: str) -> tuple[str, ...]:
    """Give masculine, feminine, and for a plural form both plurals, without repeats; masculine first."""
    stem, *endings = _LETTER_RUNS.findall(form)
    endings = [ending.lower() for ending in endings]
    if stem.lower() in _ALL_STEMS and endings[0].startswith(("e", "t")):
        return _ALL
    if endings[0] in _WHOLE_WORDS.split("|") and not stem.lower().endswith(("eau", "el")):
        return tuple(dict.fromkeys((stem, *endings)))
    return tuple(dict.fromkeys(_declined(stem, endings)))


def _declined(stem: str, endings: list[str]) -> Iterator[str]:
    first = endings[0]
    if first in {"s", "x"}:
        yield from (stem, stem + first)
        return
    plural = first.endswith("s") or len(endings) > 1
    masculine = _singular(stem) if first.endswith("s") else stem
    feminine = _feminine(masculine, first.removesuffix("s"))
    yield from (masculine, feminine)
    if plural:
        yield from (_plural(masculine), _plural(feminine))


def _singular(stem: str) -> str:
    """Undo the plural of «élus·es» and «municipaux·ales», where the stem already carries it."""
    if stem.endswith("aux"):
        return stem.removesuffix("aux") + "al"
    if stem.endswith("s") and not stem.endswith(_SINGULARS_IN_S):
        return stem.removesuffix("s")
    return stem


def _feminine(masculine: str, ending: str) -> str:
    for old, new in _FEMININES.get(fold(ending), ()):
        if masculine.endswith(old):
            return masculine.removesuffix(old) + new
    return masculine + ending


def _plural(singular: str) -> str:
    if singular.endswith(("s", "x", "z")):
        return singular
    if singular.endswith("al"):
        return singular.removesuffix("al") + "aux"
    return singular + ("x" if singular.endswith("eau") else "s")
