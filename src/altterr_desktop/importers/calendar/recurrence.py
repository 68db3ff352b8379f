"""Give the dates of an event that repeats, within bounds: a file cannot make it run for ever."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from altterr_desktop.i18n import _

if TYPE_CHECKING:
    from icalendar import Event

Moment = date | datetime

_PARIS = ZoneInfo("Europe/Paris")
MOST_DATES = 1000
_KNOWN = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_OLDEST = 1950
_LOOKED_AT = 50_000
# What the rules of dateutil take, by their name in a calendar.
_PARTS = (
    "INTERVAL",
    "BYDAY",
    "BYMONTH",
    "BYMONTHDAY",
    "BYYEARDAY",
    "BYWEEKNO",
    "BYSETPOS",
    "WKST",
)


def occurrences(
    event: Event, start: Moment, first: date, last: date, moment_of: Callable[[Any], Moment | None]
) -> tuple[list[Moment], str]:
    """Give the dates of an event from its rules, added and excepted dates, and what could not be followed.

    Dates are between `first` and `last`; the event's own first date stays when its rule cannot be read.
    """
    problem = ""
    try:
        dates = set(_from_rules(event, start, last))
    except (ValueError, TypeError, OverflowError, KeyError, IndexError):
        problem = _("This event repeats by a rule that cannot be followed: only its first date is kept.")
        dates = {start}
    dates |= {moment for moment in _listed(event, "rdate", moment_of) if type(moment) is type(start)}
    excepted = set(_listed(event, "exdate", moment_of))
    days = {moment for moment in excepted if not isinstance(moment, datetime)}
    kept = [moment for moment in dates if moment not in excepted and _day(moment) not in days]
    inside = sorted(moment for moment in kept if first <= _day(moment) <= last)
    if len(inside) > MOST_DATES:
        problem = _("This event repeats too often: only its first {count} dates are kept.").format(
            count=MOST_DATES
        )
    return inside[:MOST_DATES], problem


def _from_rules(event: Event, start: Moment, last: date) -> Iterator[Moment]:
    yield start
    rules = event.get("rrule")
    for rule in rules if isinstance(rules, list) else [rules] if rules else []:
        yield from _from_rule(rule, start, last)


def _from_rule(rule: Any, start: Moment, last: date) -> Iterator[Moment]:
    from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

    parts = {str(name).upper(): value for name, value in dict(rule).items()}
    frequency = str(_one(parts.get("FREQ"))).upper()
    begins = start if isinstance(start, datetime) else datetime.combine(start, time())
    other_years = str(_one(parts.get("RSCALE")) or "GREGORIAN").upper() != "GREGORIAN"
    if frequency not in _KNOWN or begins.year < _OLDEST or other_years:
        raise ValueError(frequency)
    until = min(datetime.combine(last, time(23, 59)), _until(parts.get("UNTIL")))
    written = [f"FREQ={frequency}", f"UNTIL={until:%Y%m%dT%H%M%S}"]
    for name in _PARTS:
        values = parts.get(name)
        if values is not None:
            words = values if isinstance(values, list | tuple) else [values]
            written.append(f"{name}={','.join(_word(value) for value in words)}")
    count = _one(parts.get("COUNT"))
    most = min(int(count), _LOOKED_AT) if count is not None else _LOOKED_AT
    for moment in islice(rrulestr(";".join(written), dtstart=begins), most):
        yield moment if isinstance(start, datetime) else moment.date()


def _word(value: Any) -> str:
    return value.to_ical().decode() if hasattr(value, "to_ical") else str(value)


def _one(value: Any) -> Any:
    return value[0] if isinstance(value, list | tuple) and value else value


def _until(value: Any) -> datetime:
    found = getattr(_one(value), "dt", _one(value))
    if isinstance(found, datetime):
        return found.astimezone(_PARIS).replace(tzinfo=None) if found.tzinfo else found
    return datetime.combine(found if isinstance(found, date) else date.max, time(23, 59))


def _dates_of(value: Any) -> Sequence[Any]:
    try:
        dates: Sequence[Any] = value.dts
    except (AttributeError, ValueError, TypeError):
        return ()
    return dates


def _listed(event: Event, name: str, moment_of: Callable[[Any], Moment | None]) -> Iterator[Moment]:
    values = event.get(name)
    for value in values if isinstance(values, list) else [values] if values else []:
        for one in _dates_of(value):
            moment = moment_of(one)
            if moment is not None:
                yield moment


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
