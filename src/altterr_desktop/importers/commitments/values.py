"""Read money, deadlines, levels and numbers as people type them; must not guess what is ambiguous."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from altterr_desktop.domain.dates import Precision
from altterr_desktop.i18n.parsing import parse_date
from altterr_desktop.importers.files.cells import Cell, text_of
from altterr_desktop.importers.files.words import fold


class Deadline(NamedTuple):
    """Hold the last day of the period something was promised for, how exactly, and the words it was said in."""

    day: date | None
    precision: Precision
    words: str


_SPREADSHEET_EPOCH = date(1899, 12, 30)
_SERIALS = range(20_000, 80_000)
_YEARS = range(1990, 2101)
_YEAR = re.compile(r"^(\d{4})(?:[.,]0+)?$")
_NO_DATE = frozenset({"", "-", "?", "nc", "n/a", "na", "non precise", "indetermine", "a definir", "none", "permanent",
                      "continu", "en continu", "sans echeance", "non datee", "tbc", "tbd"})  # fmt: skip
_MANDATE = re.compile(r"\b(?:mandat|mandature|term)\b")


def read_deadline(cell: Cell, today: date) -> Deadline | None:
    """Read a deadline: a date, a serial number, a year, or words; None when it cannot be read.

    Words that name no day («en continu», «fin du mandat») give no day and keep the words.
    """
    if isinstance(cell, date):
        return Deadline(cell.date() if isinstance(cell, datetime) else cell, Precision.DAY, "")
    if isinstance(cell, bool):
        return None
    return _deadline_in_words(" ".join(text_of(cell).split()), today)


def _deadline_in_words(text: str, today: date) -> Deadline | None:
    if fold(text) in _NO_DATE:
        return Deadline(None, Precision.NONE, text if any(sign.isalpha() for sign in text) else "")
    if text.isdigit() and int(text) in _SERIALS:
        return Deadline(_SPREADSHEET_EPOCH + timedelta(days=int(text)), Precision.DAY, "")
    year = _YEAR.match(text)
    if year:
        value = int(year.group(1))
        return Deadline(date(value, 12, 31), Precision.YEAR, str(value)) if value in _YEARS else None
    parsed = parse_date(text, today)
    if parsed is not None:
        return Deadline(parsed.day, parsed.precision, "" if parsed.precision is Precision.DAY else text)
    if _MANDATE.search(fold(text)):
        return Deadline(None, Precision.MANDATE, text)
    return None


def read_day(cell: Cell, today: date) -> date | None:
    """Read the day something was said; a period gives its last day."""
    deadline = read_deadline(cell, today)
    return deadline.day if deadline is not None else None


_AMOUNT = re.compile(
    r"^(?:environ|env\.?|approx\.?|about|~|≈|=|eur|euros?|€|£|\$)?\s*"
    r"(?P<sign>-)?\s*(?P<figure>\d[\d\s.,'’]*)\s*"
    r"(?P<unit>k|m|md|mds|md?\s?d?e?|mille|milliers?|millions?|milliards?|million|billion|thousand)?\s*"
    r"(?:d'|de\s|d)?\s*(?:€|eur|euros?|euro|£|\$)?\s*(?:h\.?t\.?|ttc|net)?\s*(?:/\s*an|par an)?\.?$"
)
_UNITS = {
    "k": 1_000,
    "mille": 1_000,
    "millier": 1_000,
    "thousand": 1_000,
    "m": 1_000_000,
    "million": 1_000_000,
    "md": 1_000_000_000,
    "milliard": 1_000_000_000,
    "billion": 1_000_000_000,
}
_THOUSANDS = 3
_NO_MONEY = frozenset({"", "-", "?", "nc", "n/a", "na", "a definir", "non chiffre", "neant", "aucun", "sans objet",
                       "a chiffrer", "inconnu", "none", "tbc", "tbd"})  # fmt: skip


def is_no_amount(text: str) -> bool:
    """Tell whether a text says that there is no figure, rather than one that cannot be read."""
    return fold(text.strip()) in _NO_MONEY


def read_money(cell: Cell) -> int | None:
    """Read an amount in whole euros («12 k€», «1,2 M€», «30 000 € HT»); None when it is not one amount."""
    if isinstance(cell, bool | date):
        return None
    if isinstance(cell, int | float):
        return round(cell) if cell >= 0 else None
    found = _AMOUNT.match(fold(" ".join(text_of(cell).split())))
    if found is None or found["sign"]:
        return None
    figure = _figure(re.sub(r"[\s'’]", "", found["figure"]))
    unit = (found["unit"] or "").replace(" ", "").rstrip("s")
    factor = _UNITS.get(unit if unit in _UNITS else unit.rstrip("de"), 1 if not unit else 0)
    return round(figure * factor) if figure is not None and factor else None


def _figure(text: str) -> Decimal | None:
    """Read figures whose separators may be French or English: three figures after the last are thousands."""
    *heads, last = re.split(r"[.,]", text.strip(".,"))
    are_thousands = len(last) == _THOUSANDS and heads[:1] not in ([], ["0"])
    if len(heads) > 1 and len(set(re.findall(r"[.,]", text.strip(".,")))) == 1:
        # The same separator twice parts thousands, or nothing a person would type.
        if any(len(part) != _THOUSANDS for part in (*heads[1:], last)):
            return None
        are_thousands = True
    plain = "".join(heads) + ("" if are_thousands or not heads else ".") + last
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


_LEVEL = re.compile(r"^(?:niveau|niv\.?|level|n)?\s*([0-5])(?:[.,]0)?$")
_STARS = re.compile(r"^[★⭐*]{1,5}$")


def read_level(cell: Cell) -> int | None:
    """Read a level of ambition («Niveau 2», «N3», «2»); None when it is none."""
    text = fold(" ".join(text_of(cell).split()))
    found = _LEVEL.match(text)
    if found:
        return int(found.group(1))
    return len(text) if _STARS.match(text) else None


_NUMBERED = re.compile(
    r"^(?i:(?:axe|sous-axe|action|mesure|fiche(?:[ -]action)?|objectif|engagement|proposition|orientation)\s*)?"
    r"(?i:n[°ºo]\s*)?(?P<number>[A-Z]?\d{1,3}(?:[.\-]\d{1,3}){0,4}[a-z]?)"
    r"\s*(?:[.\-–—:)]|\s(?=[A-ZÀ-Ý]))+\s*(?P<title>\S.*)$"
)
_LOOKS_LIKE_YEAR = re.compile(r"^(?:19|20)\d\d$")


def split_number(text: str) -> tuple[str, str]:
    """Part a number from the title it begins («1.2. Transports» → («1.2», «Transports»)); no number: («», text)."""
    line = " ".join(text.split())
    found = _NUMBERED.match(line)
    if found is None or _LOOKS_LIKE_YEAR.match(found["number"]):
        return "", line
    return found["number"], found["title"]
