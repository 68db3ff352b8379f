"""Name what makes the story of an elected person."""

from enum import StrEnum


class TimelineKind(StrEnum):
    """Name the kinds of line of the story of an elected person."""

    COMMITMENT = "commitment"
    VERDICT = "verdict"
    MEETING = "meeting"
    REQUEST = "request"
    FOLLOW_UP = "follow_up"
    STANCE = "stance"
    PRESS = "press"
    VOTE = "vote"
    SEAT = "seat"
