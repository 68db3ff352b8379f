"""Name the kinds of thing that have a day in the calendar, and hold the events of somebody else's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from altterr_desktop.domain.drafts import Problem


class CalendarKind(StrEnum):
    """Name what happens, falls due or runs out on a day."""

    MEETING = "meeting"
    COUNCIL = "council"
    MOBILISATION = "mobilisation"
    KEY_DATE = "key_date"
    ELECTION = "election"
    DECLARATION = "declaration"
    PLAN_STEP = "plan_step"
    FOLLOW_UP = "follow_up"
    REMINDER = "reminder"
    ANSWER = "answer"
    REFUSAL = "refusal"
    REFERRAL = "referral"
    OPINION = "opinion"
    COURT = "court"
    DEADLINE = "deadline"
    MID_TERM = "mid_term"
    MID_TERM_REPORT = "mid_term_report"


# What one goes to; all else is a limit, which takes no time of the day.
GATHERINGS = (
    CalendarKind.MEETING,
    CalendarKind.COUNCIL,
    CalendarKind.MOBILISATION,
    CalendarKind.KEY_DATE,
    CalendarKind.ELECTION,
)


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
