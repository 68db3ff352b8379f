"""Name what is asked of candidates before a vote and what they answer."""

from enum import StrEnum


class ElectionState(StrEnum):
    """Say how far the group is with an election."""

    ASKING = "asking"
    PUBLISHED = "published"
    DONE = "done"


class CandidateAnswerKind(StrEnum):
    """Name what a list or a candidate did with one measure; none is a silence."""

    SIGNED = "signed"
    SIGNED_PARTLY = "signed_partly"
    REFUSED = "refused"
