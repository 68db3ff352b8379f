"""Name the kinds of thing that have a day in the calendar."""

from __future__ import annotations

from enum import StrEnum


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
