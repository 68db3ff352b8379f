"""Write a calendar file (iCalendar, RFC 5545) that calendars of phones and computers can import again and again.

It knows no dossier: what an event says, and what it may not, is decided by whoever describes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from altterr_desktop.rendering.files import save_bytes
from altterr_desktop.rendering.texts import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from icalendar import Alarm, Calendar, Timezone
    from icalendar import Event as IcsEvent

ZONE = "Europe/Paris"
USUAL_LENGTH = timedelta(hours=1)
# Sequence numbers are seconds since this day: a later change always has a larger one, and 32 bits are enough.
_COUNTED_FROM = datetime(2020, 1, 1, tzinfo=UTC)
_NEVER_CHANGED = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Event:
    """Describe one event: `uid` never changes, `changed_at` (UTC) tells which of two versions is the later.

    Without a start time it takes whole days, the last one included, and no time of whoever imports it.
    `alarms` are times before the start.
    """

    uid: str
    title: str
    day: date
    last_day: date
    start_time: str = ""
    end_time: str = ""
    length: timedelta | None = None
    place: str = ""
    description: str = ""
    category: str = ""
    cancelled: bool = False
    changed_at: datetime | None = None
    alarms: tuple[timedelta, ...] = ()


def calendar_bytes(name: str, events: Iterable[Event]) -> bytes:
    """Give a calendar as a file; the same events give the same bytes."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//altterr-desktop//calendar 1//FR")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", cleaned(name))
    calendar.add("x-wr-timezone", ZONE)
    calendar.add_component(_zone())
    for event in events:
        calendar.add_component(_event(event))
    return _written(calendar)


def save_calendar(name: str, events: Iterable[Event], path: Path) -> None:
    """Write a calendar to a file, whole or not at all. Raises NotSaved."""
    save_bytes(path, calendar_bytes(name, events))


def _written(calendar: Calendar) -> bytes:
    content: bytes = calendar.to_ical()
    return content


def _event(event: Event) -> IcsEvent:
    from icalendar import Event as IcsEvent

    made = IcsEvent()
    changed = event.changed_at or _NEVER_CHANGED
    made.add("uid", event.uid)
    made.add("dtstamp", changed)
    made.add("last-modified", changed)
    made.add("sequence", max(0, int((changed - _COUNTED_FROM).total_seconds())))
    made.add("summary", cleaned(event.title))
    _add_span(made, event)
    for name, text in (
        ("location", event.place),
        ("description", event.description),
        ("categories", event.category),
    ):
        if text.strip():
            made.add(name, cleaned(text))
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    if not event.cancelled:
        for before in event.alarms:
            made.add_component(_alarm(event.title, before))
    return made


def _add_span(made: IcsEvent, event: Event) -> None:
    start = _clock(event.start_time)
    if start is None:
        made.add("dtstart", event.day)
        made.add("dtend", max(event.last_day, event.day) + timedelta(days=1))
        made.add("transp", "TRANSPARENT")
        return
    zone = ZoneInfo(ZONE)
    begins = datetime.combine(event.day, start, zone)
    end = _clock(event.end_time)
    if end is not None:
        ends = datetime.combine(max(event.last_day, event.day), end, zone)
    else:
        ends = begins + (event.length or USUAL_LENGTH)
    if ends <= begins:
        # From 22:00 to 1:00: the end is on the following day.
        ends = (
            begins + timedelta(days=1)
            if end is None
            else datetime.combine(event.day + timedelta(days=1), end, zone)
        )
    made.add("dtstart", begins)
    made.add("dtend", ends)


def _clock(text: str) -> time | None:
    try:
        return time.fromisoformat(text.strip().zfill(5)) if text.strip() else None
    except ValueError:
        return None


def _alarm(title: str, before: timedelta) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", cleaned(title))
    alarm.add("trigger", -before)
    return alarm


def _zone() -> Timezone:
    """Describe the time of Paris: the rule in force since 1996 (directive 2000/84/CE)."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    zone = Timezone()
    zone.add("tzid", ZONE)
    for part, name, day, clock, month, before, after in (
        (TimezoneDaylight(), "CEST", date(1996, 3, 31), time(2), 3, 1, 2),
        (TimezoneStandard(), "CET", date(1996, 10, 27), time(3), 10, 2, 1),
    ):
        part.add("tzname", name)
        part.add("dtstart", datetime.combine(day, clock))
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        zone.add_component(part)
    return zone
