"""Hold the events of somebody else's calendar before they are in the dossier; must know no file format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from altterr_desktop.domain.drafts import Problem


@dataclass(frozen=True, slots=True)
class EventDraft:
    """Hold one event of somebody else's calendar, one occurrence of it where it repeats.

    `uid` is the event's own, `occurrence` tells the occurrences of one event apart (empty where it does not
    repeat); days and times are those of Paris, `start_time` is empty for whole days.
    """

    line: int
    uid: str
    title: str
    starts_on: date
    occurrence: str = ""
    ends_on: date | None = None
    start_time: str = ""
    end_time: str = ""
    place: str = ""
    description: str = ""
    cancelled: bool = False
    revision: tuple[int, str] = (0, "")


@dataclass(frozen=True)
class CalendarDraft:
    """Hold a calendar as read: its name, its events, the days between which events that repeat were followed.

    `left_out` counts the occurrences outside these days.
    """

    name: str
    first: date
    last: date
    events: tuple[EventDraft, ...]
    problems: tuple[Problem, ...]
    left_out: int = 0
