"""Ask the services for what a calendar file says; compute nothing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from altterr_desktop.domain.calendar import CalendarKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.reports.calendar.data import CalendarData, DatedThing
from altterr_desktop.services.calendar import read_calendar_file, usual_span
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.fields import today


def load_calendar(
    dossier: Dossier,
    *,
    kinds: Collection[CalendarKind] = (),
    names: bool = True,
    alarms: bool = True,
    since: date | None = None,
    until: date | None = None,
) -> CalendarData:
    """Read what has a day, of all kinds unless some are given; `names` says whether officials are named."""
    group = read_group(dossier)
    first, last = usual_span(today())
    found = read_calendar_file(dossier, since=since or first, until=until or last, kinds=kinds)
    things = tuple(
        DatedThing(
            key=item.key,
            kind=item.kind,
            title=title,
            day=item.day,
            last_day=item.last_day,
            start_time=item.start_time,
            end_time=item.end_time,
            minutes=item.minutes,
            place=item.place,
            territory=item.territory,
            officials=item.officials if names else "",
            done=item.done,
            cancelled=item.cancelled,
            changed_at=changed_at,
        )
        for item, title, changed_at in found
    )
    return CalendarData(group.name, group.document_language, today(), things, alarms)
