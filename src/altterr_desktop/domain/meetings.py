"""Name what a meeting is made of: kinds, roles, notes, follow-ups."""

from enum import StrEnum


class MeetingKind(StrEnum):
    """Name the kinds of meeting a group goes to or holds."""

    ADVOCACY = "advocacy"
    SERVICES = "services"
    COUNCIL = "council"
    CONSULTATION = "consultation"
    PUBLIC_QUESTION = "public_question"
    INTERNAL = "internal"


class MeetingState(StrEnum):
    """Say whether a meeting is to come, took place, or will not."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class MeetingSide(StrEnum):
    """Tell the group's people from the authority's."""

    OURS = "ours"
    THEIRS = "theirs"


class MeetingRole(StrEnum):
    """Name the parts volunteers play in a meeting."""

    SPOKESPERSON = "spokesperson"
    LIAISON = "liaison"
    ASKER = "asker"
    EXPERT = "expert"
    TIMEKEEPER = "timekeeper"
    NOTE_TAKER = "note_taker"
    OBSERVER = "observer"


class LineKind(StrEnum):
    """Name the kinds of line in the minutes, one key each in the meeting mode."""

    SAID = "said"
    FIGURE = "figure"
    POSITION = "position"
    PROMISE = "promise"
    DIFFICULTY = "difficulty"
    DOCUMENT_PROMISED = "document_promised"
    DEMAND = "demand"
    IMPRESSION = "impression"


class MinutesState(StrEnum):
    """Tell how far the minutes are; a validated text is never changed."""

    DRAFT = "draft"
    AMENDED = "amended"
    VALIDATED = "validated"


class FollowUpState(StrEnum):
    """Say whether a follow-up is still to be done."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Rhythm(StrEnum):
    """Say how often the meetings of a series come."""

    MONTHLY = "monthly"
    TWO_MONTHS = "two_months"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
    NONE = "none"


class Phase(StrEnum):
    """Say when something of the checklist of a meeting is to be done."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


class Audience(StrEnum):
    """Say for whom a version of the minutes is made."""

    INTERNAL = "internal"
    OFFICIAL = "official"
    PUBLIC = "public"
