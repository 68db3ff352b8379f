"""Turn what has a day into the events of a calendar file: words, alarms; no note of the group leaves in it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from altterr_desktop.domain.calendar import GATHERINGS, CalendarKind
from altterr_desktop.i18n import _, language_set
from altterr_desktop.i18n.labels import label
from altterr_desktop.rendering.ics import Event

if TYPE_CHECKING:
    from altterr_desktop.reports.calendar.data import CalendarData, DatedThing

_ADDRESS = "altterr-desktop"
_BEFORE_MEETING = (timedelta(days=1), timedelta(hours=1))
# A whole day begins at midnight: fifteen hours before is nine in the morning of the day before.
_THE_DAY_BEFORE = timedelta(hours=15)
_THE_WEEK_BEFORE = timedelta(days=6, hours=15)


def calendar_events(data: CalendarData) -> list[Event]:
    """Describe the events of a calendar file."""
    with language_set(data.language):
        return [_event(thing, alarms=data.alarms) for thing in data.things]


def calendar_name(data: CalendarData) -> str:
    """Name the calendar as it is listed beside other calendars."""
    return data.group or _("Calendar of the dossier")


def _event(thing: DatedThing, *, alarms: bool) -> Event:
    is_gathering = thing.kind in GATHERINGS
    title = thing.title
    if not is_gathering:
        title = _("{kind}: {title}").format(kind=label(thing.kind), title=thing.title)
    if thing.done:
        title = f"✓ {title}"
    details = [label(thing.kind)]
    if thing.officials:
        details.append(_("With: {names}").format(names=thing.officials) if is_gathering else thing.officials)
    details.append(thing.territory)
    return Event(
        uid=f"{thing.key.replace(':', '-')}@{_ADDRESS}",
        title=title,
        day=thing.day,
        last_day=thing.last_day,
        start_time=thing.start_time,
        end_time=thing.end_time,
        length=timedelta(minutes=thing.minutes) if thing.minutes else None,
        place=thing.place,
        description="\n".join(part for part in details if part),
        category=label(thing.kind),
        cancelled=thing.cancelled,
        changed_at=thing.changed_at,
        alarms=_alarms(thing) if alarms and not thing.done else (),
    )


def _alarms(thing: DatedThing) -> tuple[timedelta, ...]:
    if thing.kind in (CalendarKind.KEY_DATE, CalendarKind.MID_TERM, CalendarKind.REFUSAL):
        return ()
    if thing.kind in GATHERINGS and thing.start_time:
        return _BEFORE_MEETING
    if thing.kind in (CalendarKind.PLAN_STEP, CalendarKind.REMINDER) or thing.kind in GATHERINGS:
        return (_THE_DAY_BEFORE,)
    return (_THE_WEEK_BEFORE, _THE_DAY_BEFORE)
