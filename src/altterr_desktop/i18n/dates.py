"""Write days, deadlines, hours and durations in words; must not decide what is late."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from altterr_desktop.domain.dates import Precision
from altterr_desktop.i18n.catalogue import _, language, msgid, ngettext
from altterr_desktop.i18n.typography import NBSP

if TYPE_CHECKING:
    from datetime import date

_LOCALES = {"fr": "fr_FR", "en": "en_GB"}
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_DAYS_IN_DAYS = 14
_MONTHS_IN_WEEKS = 2
_MONTHS_IN_MONTHS = 24
_QUARTERS = (
    msgid("first quarter of {year}"),
    msgid("second quarter of {year}"),
    msgid("third quarter of {year}"),
    msgid("fourth quarter of {year}"),
)


class _Calendar(NamedTuple):
    """Hold the names of one language, from Babel (Unicode CLDR)."""

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]


def long_date(day: date) -> str:
    """Give «mardi 13 mars 2029»."""
    return f"{_calendar(language()).weekdays[day.weekday()]} {medium_date(day)}"


def medium_date(day: date) -> str:
    """Give «13 mars 2029», «1er mars 2029»."""
    in_month = "1er" if day.day == 1 and language() == "fr" else str(day.day)
    return f"{in_month}{NBSP}{month_year(day)}"


def short_date(day: date) -> str:
    """Give «13/03/2029»; «13 Mar 2029» in English, where the order of figures is not agreed on."""
    if language() == "fr":
        return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"
    return f"{day.day}{NBSP}{_calendar(language()).short_months[day.month - 1]} {day.year:04d}"


def month_year(day: date) -> str:
    """Give «mars 2029»."""
    return f"{_calendar(language()).months[day.month - 1]} {day.year:04d}"


def deadline_words(day: date | None, precision: Precision, text: str = "") -> str:
    """Give a deadline as loosely as it was promised: its own words where they were kept, else from the date.

    «fin 2028», «mars 2029», «1er trimestre 2027», «avant la fin du mandat», «sans échéance».
    """
    if text.strip():
        return text.strip()
    if precision is Precision.MANDATE:
        return _("before the end of the mandate")
    if day is None or precision is Precision.NONE:
        return _("no deadline")
    if precision is Precision.YEAR:
        return _("end of {year}").format(year=day.year)
    if precision is Precision.QUARTER:
        return _(_QUARTERS[(day.month - 1) // 3]).format(year=day.year)
    return month_year(day) if precision is Precision.MONTH else medium_date(day)


def time_words(clock: str) -> str:
    """Give «18 h 30», «18 h» for a time kept as HH:MM; what is not one stays as it is."""
    found = _CLOCK.fullmatch(clock.strip())
    if not found:
        return clock
    hours, minutes = int(found[1]), int(found[2])
    if language() != "fr":
        return f"{hours}:{minutes:02d}"
    return f"{hours}{NBSP}h" + (f"{NBSP}{minutes:02d}" if minutes else "")


def duration_words(minutes: int) -> str:
    """Give «45 min», «1 h 30», «2 h»."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest}{NBSP}min"
    if not rest:
        return f"{hours}{NBSP}h"
    return f"{hours}{NBSP}h{NBSP}{rest:02d}" + ("" if language() == "fr" else f"{NBSP}min")


def relative_day(day: date, today: date) -> str:
    """Say how far a day is: «dans 3 jours», «hier», «il y a 2 mois».

    Days up to a fortnight, weeks up to two months, months up to two years.
    """
    days = (day - today).days
    if days in {-1, 0, 1}:
        return (_("yesterday"), _("today"), _("tomorrow"))[days + 1]
    months = _whole_months(*sorted((day, today)))
    if abs(days) < _DAYS_IN_DAYS:
        return _days_away(days)
    if months < _MONTHS_IN_WEEKS:
        return _weeks_away(days)
    sign = 1 if days > 0 else -1
    if months < _MONTHS_IN_MONTHS:
        return _months_away(sign * months)
    return _years_away(sign * (months // 12))


def _whole_months(start: date, end: date) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - 1 if end.day < start.day else months


def _days_away(days: int) -> str:
    if days > 0:
        return ngettext("in {count} day", "in {count} days", days).format(count=days)
    return ngettext("{count} day ago", "{count} days ago", -days).format(count=-days)


def _weeks_away(days: int) -> str:
    weeks = abs(days) // 7
    if days > 0:
        return ngettext("in {count} week", "in {count} weeks", weeks).format(count=weeks)
    return ngettext("{count} week ago", "{count} weeks ago", weeks).format(count=weeks)


def _months_away(months: int) -> str:
    if months > 0:
        return ngettext("in {count} month", "in {count} months", months).format(count=months)
    return ngettext("{count} month ago", "{count} months ago", -months).format(count=-months)


def _years_away(years: int) -> str:
    if years > 0:
        return ngettext("in {count} year", "in {count} years", years).format(count=years)
    return ngettext("{count} year ago", "{count} years ago", -years).format(count=-years)


@cache
def _calendar(name: str) -> _Calendar:
    # Babel costs 20 ms of import: not before a date is written.
    from babel.dates import get_day_names, get_month_names

    locale = _LOCALES[name]
    months = get_month_names("wide", locale=locale)
    short = get_month_names("abbreviated", locale=locale)
    weekdays = get_day_names("wide", locale=locale)
    return _Calendar(
        tuple(months[index] for index in range(1, 13)),
        tuple(short[index] for index in range(1, 13)),
        tuple(weekdays[index] for index in range(7)),
    )
