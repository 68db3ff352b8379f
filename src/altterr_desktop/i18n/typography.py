"""Set texts as French printers do: non-breaking spaces, curly apostrophes; must not change a word."""

from __future__ import annotations

import re

# ReportLab breaks a line at U+202F: the thin spaces of fine typography are plain non-breaking ones here.
NBSP = "\u00a0"
_THIN = str.maketrans({"\u2009": NBSP, "\u202f": NBSP})
_BLANK = f"[ {NBSP}]"

# Addresses, e-mail addresses, paths and entities pass untouched.
_KEPT = re.compile(
    r"((?:https?://|www\.|mailto:|file:)[^\s«»<>\"]+"
    # From the start of a run only: a text of 20,000 letters without a space is read once, not from each of them.
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w"
    r"|(?<!\w)[A-Za-z]:\\[^\s«»]*"
    r"|(?<![^\s(«])(?:~|\.{1,2})?/[^\s«»]+"
    r"|&\#?\w+;)"
)
_UNITS = (
    r"(?:(?:k|M|Md)?€|[kcdm]?m[²³]?|km[²/]h?|ha|k?g|t|tCO2|[kMGT]?Wh?|kWc|h|min|s|°C?|[kMG]o"
    r"|ans?|millions?|milliards?)"
)
_QUOTES = re.compile(f"«{_BLANK}*|{_BLANK}*»")
_MARKS = re.compile(rf"{_BLANK}*(?:[!?]+|[;:])(?=[\s»)\]\"…]|$)")
_PERCENT = re.compile(rf"([\d}}]){_BLANK}*(?=[%€](?!\w))")
_WITH_UNIT = re.compile(rf"([\d}}]){_BLANK}+(?={_UNITS}(?![\w'’]))")
_THOUSANDS = re.compile(r"(\d) (?=\d{3}(?!\d))")
_MINUTES = re.compile(rf"(\d{_BLANK}h) (?=\d\d?(?!\d))")
_SHORTENED = re.compile(r"(?<!\w)((?:n°|N°|p\.|art\.)(?= \d)|(?:M\.|MM\.|Mmes?|Dr)(?= [^\W\d_])) ")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=[\w«{])")
_CONCERNED = re.compile("[!?;:«»%€0-9}\u2009\u202f'.M]")
_AFTER_THESE = frozenset(")]}%€²³°…»”\"'’*")


def typography(text: str, language: str = "fr", *, prose: bool = False) -> str:
    """Give a text with French spaces and, in prose, curly apostrophes; other languages stay as they are.

    A space is made non-breaking, or added where it was forgotten, before : ; ! ? » % € and after «; it is
    made non-breaking between a number and its unit and between thousands. Addresses, paths, times (18:30) and
    `::` are left alone. Doing it twice changes nothing more.
    Source: Lexique des règles typographiques en usage à l'Imprimerie nationale.
    """
    if language != "fr" or not _CONCERNED.search(text):
        return text
    parts = _KEPT.split(text)
    # The split's odd parts are what was kept.
    for index in range(0, len(parts), 2):
        if parts[index]:
            parts[index] = _set(parts[index], prose=prose)
    return "".join(parts)


def _set(text: str, *, prose: bool) -> str:
    text = text.translate(_THIN)
    text = _QUOTES.sub(lambda found: f"«{NBSP}" if found[0][0] == "«" else f"{NBSP}»", text)
    text = _MARKS.sub(_mark, text)
    text = _PERCENT.sub(rf"\1{NBSP}", text)
    text = _WITH_UNIT.sub(rf"\1{NBSP}", text)
    text = _THOUSANDS.sub(rf"\1{NBSP}", text)
    text = _MINUTES.sub(rf"\1{NBSP}", text)
    text = _SHORTENED.sub(rf"\1{NBSP}", text)
    return _APOSTROPHE.sub("’", text) if prose else text


def _mark(found: re.Match[str]) -> str:
    marks = found[0].lstrip(f" {NBSP}")
    before = found.string[found.start() - 1] if found.start() else ""
    forgotten = marks == found[0]
    wanted = before.isalnum() or before in _AFTER_THESE if forgotten else not before.isspace()
    return NBSP + marks if wanted else found[0]
