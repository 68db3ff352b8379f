"""Hold exactly what a calendar file says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from altterr_desktop.domain.calendar import CalendarKind


@dataclass(frozen=True)
class DatedThing:
    """Hold one thing that has a day; `key` never changes, `officials` is empty where names stay inside."""

    key: str
    kind: CalendarKind
    title: str
    day: date
    last_day: date
    start_time: str = ""
    end_time: str = ""
    minutes: int | None = None
    place: str = ""
    territory: str = ""
    officials: str = ""
    done: bool = False
    cancelled: bool = False
    changed_at: datetime | None = None


@dataclass(frozen=True)
class CalendarData:
    """Hold a calendar: whose it is, its language, what has a day, whether it rings."""

    group: str
    language: str
    written_on: date
    things: tuple[DatedThing, ...]
    alarms: bool = True
