"""Name what can happen to a commitment, as its story tells it; nothing of it is stored under these names."""

from enum import StrEnum


class StoryKind(StrEnum):
    """Say what a line of a story is."""

    PROMISE = "promise"
    SIGNATURE = "signature"
    MEETING = "meeting"
    REQUEST = "request"
    REMINDER = "reminder"
    ANSWER = "answer"
    DELIBERATION = "deliberation"
    EVIDENCE = "evidence"
    PROPOSAL = "proposal"
    VERDICT = "verdict"
    REPLY = "reply"
    FOLLOW_UP = "follow_up"
    ACTION = "action"
    PRESS = "press"
    MEASURE = "measure"
    REVIEW = "review"
    DEADLINE = "deadline"
