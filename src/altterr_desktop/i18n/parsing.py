"""Read days and deadlines as volunteers and registers write them; must not guess what is ambiguous."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from altterr_desktop.domain.dates import Precision, last_day_of_month

if TYPE_CHECKING:
    from collections.abc import Callable

    _Reader = Callable[[str, "_Context"], "ParsedDate | None"]


class ParsedDate(NamedTuple):
    """Hold the last day of a period and how exactly it was said."""

    day: date
    precision: Precision


class _Context(NamedTuple):
    """Hold what a text leaves unsaid."""

    today: date
    latest: date
    mandate_end: date | None


_MONTH_NAMES = (
    "janvier janv january jan",
    "fevrier fevr fev february feb",
    "mars march mar",
    "avril avr april apr",
    "mai may",
    "juin june jun",
    "juillet juil july jul",
    "aout aou august aug",
    "septembre september sept sep",
    "octobre october oct",
    "novembre november nov",
    "decembre december dec",
)
_MONTHS = {name: index for index, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_WEEKDAY = (
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday),? "
)
_ORDINALS = {
    **dict.fromkeys(("1", "1er", "1ere", "premier", "1st", "first"), 1),
    **dict.fromkeys(("2", "2e", "2eme", "2nd", "2d", "deuxieme", "second"), 2),
    **dict.fromkeys(("3", "3e", "3eme", "3rd", "troisieme", "third"), 3),
    **dict.fromkeys(("4", "4e", "4eme", "4th", "quatrieme", "fourth", "dernier", "last"), 4),
}
_ORDINAL = "(?P<ordinal>" + "|".join(sorted(_ORDINALS, key=len, reverse=True)) + ")"
_YEAR = r"(?P<year>(?:19|20|21)\d\d)"
# The month a season is over, and the one it begins after. Winter straddles two years: it needs both.
_SEASONS = {
    **dict.fromkeys(("printemps", "spring"), (6, 3)),
    **dict.fromkeys(("ete", "summer"), (9, 6)),
    **dict.fromkeys(("automne", "autumn"), (12, 9)),
    **dict.fromkeys(("rentree",), (9, 8)),
}
_SEASON = "(?P<season>" + "|".join(_SEASONS) + ")"

_OF = "(?: de| of)?"
_THE = "(?: le| la| the)?"

_LEADS = re.compile(
    r"(?:le|du|au|en|a|la|l'|pour|vers|cours|courant|jusqu'(?:a|au|en)|(?:a )?(?:l')?horizon|echeance"
    r"|d'ici(?: a)?|on|by|in|until|for|the|during|around)(?: ?: ?|(?<=')| )"
)
_BEFORE = re.compile(rf"(?:avant|before){_THE} (?:l')?")
_BY_SEASON = re.compile(rf"(?:avant|d'ici|before|by)(?: a)?{_THE} (?:l')?{_SEASON}{_OF} {_YEAR}")
_END = re.compile(r"(?:fin|end|late)(?: du|(?: de| of)?(?: the)?) (?:(?:d'|l')?(?:annee|year) )?")
_START = re.compile(rf"(?:debut|beginning|start|early){_OF} ")
_MIDDLE = re.compile(rf"(?:mi|mid|milieu|courant|middle){_OF}[ -]")
_MANDATE = re.compile(r"(?:fin|end)(?: de| du| of)?(?: the)? (?:mandat|mandature|mandate|term)")

_LONGEST = 60
_CLOCK = r"(?:[ t,].*\d[:h].*)?"
# Three figures parted by spaces are a date only with a year of four figures: they may be a telephone number.
_DAY_FIRST = re.compile(
    r"(?P<day>\d\d?)(?P<sep>[/.-]| (?=\d\d? \d{4}))(?P<month>\d\d?)(?P=sep)(?P<year>\d{4}|\d\d)" + _CLOCK
)
_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?P<sep>[/.-])(?P<month>\d\d?)(?P=sep)(?P<day>\d\d?)" + _CLOCK,
)
_COMPACT = re.compile(r"(?P<year>(?:19|20|21)\d\d)(?P<month>\d\d)(?P<day>\d\d)")
_DAY_AND_NAME = re.compile(
    rf"(?P<day>\d\d?)(?:er|st|nd|rd|th)?[ -]?{_MONTH}(?:[ -](?P<year>\d{{4}}|\d\d))?{_CLOCK}"
)
_NAME_AND_DAY = re.compile(rf"{_MONTH} (?P<day>\d\d?)(?:st|nd|rd|th)?,? (?P<year>\d{{4}})")
_DAY_AND_MONTH = re.compile(r"(?P<day>\d\d?)/(?P<month>\d\d?)")
_NAMED_MONTH = re.compile(rf"{_MONTH}{_OF}[ -]{_YEAR}")
_MONTH_OF_YEAR = re.compile(rf"(?P<month>\d\d?)[/.-]{_YEAR}")
_YEAR_AND_MONTH = re.compile(rf"{_YEAR}[/-](?P<month>\d\d?)")
_QUARTER = re.compile(
    r"(?:[tq] ?(?P<number>[1-4])|(?P<other>[1-4])[tq]"
    rf"|{_ORDINAL} (?:trimestre|trim\.?|quarter)){_OF}[ /-]{_YEAR}"
)
_QUARTER_LAST = re.compile(rf"{_YEAR}[ /-]?[tq](?P<number>[1-4])")
_HALF = re.compile(
    r"(?:[sh] ?(?P<number>[12])"
    rf"|{_ORDINAL} (?:semestre|sem\.?|half|half-year|moitie)){_OF}[ /-]{_YEAR}"
)
_OF_SEASON = re.compile(rf"{_SEASON}{_OF} {_YEAR}")
_WINTER = re.compile(rf"(?:hiver|winter) \d{{4}}[-/ ]{_YEAR}")
_ONE_YEAR = re.compile(_YEAR)
_YEARS = re.compile(rf"(?:19|20|21)\d\d ?(?:[-–/]|a|to) ?{_YEAR}")
_DAYS_FROM_TODAY = {
    **dict.fromkeys(("aujourd'hui", "today"), 0),
    **dict.fromkeys(("demain", "tomorrow"), 1),
    **dict.fromkeys(("hier", "yesterday"), -1),
}


def parse_date(
    text: str, today: date, *, latest: date | None = None, mandate_end: date | None = None
) -> ParsedDate | None:
    """Read a day or a period, French or English; None for what is not one, or is ambiguous.

    A period gives its last day: «mai 2020», «1er semestre 2027», «d'ici 2030» (2030 included), «avant 2030»
    (not included), «avant l'été 2027» (30 June). Half-years and seasons are as exact as a quarter. The day
    comes before the month. A year of two figures is the last one that is not after `latest` (for a birth,
    today; by default twenty years from today); a day without its year is the nearest one to today.
    «Fin du mandat» needs `mandate_end`.
    """
    context = _Context(today, latest or date(today.year + 20, 12, 31), mandate_end)
    return _read(_plain(text), context)


def _plain(text: str) -> str:
    marks = unicodedata.normalize("NFKD", text.replace("’", "'"))
    kept = "".join(sign for sign in marks if not unicodedata.combining(sign))
    return " ".join(kept.casefold().split()).strip(" .,;")


def _read(text: str, context: _Context) -> ParsedDate | None:
    if not text or len(text) > _LONGEST:
        return None
    if text in _DAYS_FROM_TODAY:
        return ParsedDate(context.today + timedelta(days=_DAYS_FROM_TODAY[text]), Precision.DAY)
    if found := _BY_SEASON.fullmatch(text):
        return _end_of_month(int(found["year"]), _SEASONS[found["season"]][1], Precision.QUARTER)
    stripped = re.sub(f"^{_WEEKDAY}", "", text)
    while lead := _LEADS.match(stripped):
        stripped = re.sub(f"^{_WEEKDAY}", "", stripped[lead.end() :])
    readers: tuple[_Reader, ...] = (_read_before, _read_mandate, _read_day, _read_part, _read_period)
    try:
        answers = (reader(stripped, context) for reader in readers)
        return next((answer for answer in answers if answer), None)
    except ValueError:
        # A 31 April or a month 13: not a date.
        return None


def _read_mandate(text: str, context: _Context) -> ParsedDate | None:
    if _MANDATE.fullmatch(text) and context.mandate_end:
        return ParsedDate(context.mandate_end, Precision.MANDATE)
    return None


def _read_before(text: str, context: _Context) -> ParsedDate | None:
    """Read «avant …»: the eve of a period, but the day itself or the end where one is named."""
    start = _BEFORE.match(text)
    if not start:
        return None
    rest = text[start.end() :]
    if year := _ONE_YEAR.fullmatch(rest):
        return ParsedDate(date(int(year["year"]) - 1, 12, 31), Precision.YEAR)
    if month := _NAMED_MONTH.fullmatch(rest):
        eve = date(int(month["year"]), _MONTHS[month["month"]], 1) - timedelta(days=1)
        return ParsedDate(eve, Precision.MONTH)
    return _read(rest, context)


def _read_day(text: str, context: _Context) -> ParsedDate | None:
    for pattern in (_DAY_FIRST, _YEAR_FIRST, _COMPACT, _DAY_AND_NAME, _NAME_AND_DAY, _DAY_AND_MONTH):
        if found := pattern.fullmatch(text):
            groups = found.groupdict()
            month = _MONTHS.get(groups["month"]) or int(groups["month"])
            year = groups.get("year")
            if year is None:
                return ParsedDate(_nearest(int(groups["day"]), month, context.today), Precision.DAY)
            return ParsedDate(_day(int(groups["day"]), month, year, context.latest), Precision.DAY)
    return None


def _day(day: int, month: int, year: str, latest: date) -> date:
    if len(year) == len("2026"):
        return date(int(year), month, day)
    full_year = latest.year - (latest.year - int(year)) % 100
    found = date(full_year, month, day)
    return found if found <= latest else date(full_year - 100, month, day)


def _nearest(day: int, month: int, today: date) -> date:
    candidates = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            candidates.append(date(year, month, day))
        except ValueError:
            # 29 February of a common year; where none of the three exists, min() below refuses.
            continue
    return min(candidates, key=lambda candidate: abs(candidate - today))


def _read_part(text: str, context: _Context) -> ParsedDate | None:
    """Read the beginning, the middle or the end of a year or of another period."""
    for pattern, month in ((_START, 3), (_MIDDLE, 6), (_END, 12)):
        start = pattern.match(text)
        if not start:
            continue
        rest = text[start.end() :]
        if year := _ONE_YEAR.fullmatch(rest):
            precision = Precision.YEAR if pattern is _END else Precision.QUARTER
            return _end_of_month(int(year["year"]), month, precision)
        return _read_period(rest, context)
    return None


def _read_period(text: str, _context: _Context) -> ParsedDate | None:
    for pattern in (_NAMED_MONTH, _MONTH_OF_YEAR, _YEAR_AND_MONTH):
        if found := pattern.fullmatch(text):
            month = _MONTHS.get(found["month"]) or int(found["month"])
            return _end_of_month(int(found["year"]), month, Precision.MONTH)
    for pattern, months in ((_QUARTER, 3), (_QUARTER_LAST, 3), (_HALF, 6)):
        if found := pattern.fullmatch(text):
            rank = _rank(found, last=12 // months)
            return _end_of_month(int(found["year"]), rank * months, Precision.QUARTER)
    if found := _OF_SEASON.fullmatch(text):
        return _end_of_month(int(found["year"]), _SEASONS[found["season"]][0], Precision.QUARTER)
    if found := _WINTER.fullmatch(text):
        return _end_of_month(int(found["year"]), 3, Precision.QUARTER)
    found = _ONE_YEAR.fullmatch(text) or _YEARS.fullmatch(text)
    return ParsedDate(date(int(found["year"]), 12, 31), Precision.YEAR) if found else None


def _rank(found: re.Match[str], *, last: int) -> int:
    """Give which quarter or half was named; «dernier» is the last one."""
    groups = found.groupdict()
    if figure := groups.get("number") or groups.get("other"):
        return int(figure)
    ordinal = groups["ordinal"]
    return last if ordinal in {"dernier", "last"} else _ORDINALS[ordinal]


def _end_of_month(year: int, month: int, precision: Precision) -> ParsedDate:
    return ParsedDate(last_day_of_month(year, month), precision)


_TIME_OF_DAY = re.compile(
    r"(\d{1,2})(?:\s*(?:h|:|\.|heures?)\s*(\d{2})?\s*(?:min)?)?|(\d{2})(\d{2})", re.IGNORECASE
)


def parse_clock(text: str) -> str | None:
    """Read a time of day («18h30», «18 h», «1830») as HH:MM, «» for no text; None for words that are none."""
    words = " ".join(text.split())
    found = _TIME_OF_DAY.fullmatch(words)
    if found is None:
        return None if words else ""
    hour, minute = int(found[1] or found[3]), int(found[2] or found[4] or 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None  # noqa: PLR2004 - a day
