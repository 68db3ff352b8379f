"""Say what can be said of a commitment: its state, what a verdict rests on, and who could have kept it."""

from __future__ import annotations

from enum import StrEnum


class Progress(StrEnum):
    """Tell how far a commitment is; «late» is computed from the deadline and never stored here."""

    NOT_ASSESSED = "not_assessed"
    NOT_STARTED = "not_started"
    ANNOUNCED = "announced"
    IN_PROGRESS = "in_progress"
    PARTLY_DONE = "partly_done"
    DONE = "done"
    SUSPENDED = "suspended"
    ABANDONED = "abandoned"


class OffScale(StrEnum):
    """Tell why a commitment cannot be placed on the scale of progress."""

    NOT_MEASURABLE = "not_measurable"
    OUTSIDE_COMPETENCE = "outside_competence"
    VOID = "void"


class Standing(StrEnum):
    """Name the one state shown for a commitment: its progress, or why it is off the scale."""

    DONE = "done"
    PARTLY_DONE = "partly_done"
    IN_PROGRESS = "in_progress"
    ANNOUNCED = "announced"
    NOT_STARTED = "not_started"
    SUSPENDED = "suspended"
    ABANDONED = "abandoned"
    NOT_MEASURABLE = "not_measurable"
    OUTSIDE_COMPETENCE = "outside_competence"
    VOID = "void"
    NOT_ASSESSED = "not_assessed"


STANDINGS_ON_SCALE = (
    Standing.DONE,
    Standing.PARTLY_DONE,
    Standing.IN_PROGRESS,
    Standing.ANNOUNCED,
    Standing.NOT_STARTED,
    Standing.SUSPENDED,
    Standing.ABANDONED,
)
STANDINGS_OFF_SCALE = (Standing.NOT_MEASURABLE, Standing.OUTSIDE_COMPETENCE, Standing.VOID)
STANDINGS_ADVANCING = (Standing.DONE, Standing.PARTLY_DONE, Standing.IN_PROGRESS)
STANDINGS_STUCK = (Standing.NOT_STARTED, Standing.SUSPENDED, Standing.ABANDONED)


def standing_of(progress: Progress | None, off_scale: OffScale | None) -> Standing:
    """Give the one state to show for a verdict's two values (both None: not assessed)."""
    if off_scale is not None:
        return Standing(off_scale.value)
    return Standing((progress or Progress.NOT_ASSESSED).value)


class ProofStrength(StrEnum):
    """Rank what a verdict rests on, strongest first."""

    PUBLIC_ACT = "public_act"
    DOCUMENT = "document"
    SAID_BY_OFFICIAL = "said_by_official"
    PRESS = "press"
    OBSERVATION = "observation"


class EvidenceKind(StrEnum):
    """Name the kinds of evidence a group meets."""

    DELIBERATION = "deliberation"
    BUDGET = "budget"
    CONTRACT = "contract"
    REPORT = "report"
    OPEN_DATA = "open_data"
    LETTER = "letter"
    MINUTES = "minutes"
    STATEMENT = "statement"
    WEBSITE = "website"
    PRESS = "press"
    PHOTO = "photo"
    OBSERVATION = "observation"
    OTHER = "other"


_STRENGTHS = {
    EvidenceKind.DELIBERATION: ProofStrength.PUBLIC_ACT,
    EvidenceKind.BUDGET: ProofStrength.PUBLIC_ACT,
    EvidenceKind.CONTRACT: ProofStrength.PUBLIC_ACT,
    EvidenceKind.REPORT: ProofStrength.DOCUMENT,
    EvidenceKind.OPEN_DATA: ProofStrength.DOCUMENT,
    EvidenceKind.LETTER: ProofStrength.DOCUMENT,
    EvidenceKind.WEBSITE: ProofStrength.DOCUMENT,
    EvidenceKind.MINUTES: ProofStrength.SAID_BY_OFFICIAL,
    EvidenceKind.STATEMENT: ProofStrength.SAID_BY_OFFICIAL,
    EvidenceKind.PRESS: ProofStrength.PRESS,
}


def usual_strength(kind: EvidenceKind) -> ProofStrength:
    """Give the strength a kind of evidence has unless a volunteer says otherwise."""
    return _STRENGTHS.get(kind, ProofStrength.OBSERVATION)


class VerdictState(StrEnum):
    """Tell a verdict that was only proposed from one the group agreed on."""

    PROPOSED = "proposed"
    AGREED = "agreed"


class Competence(StrEnum):
    """Say which authority the law lets act."""

    COMMUNE = "commune"
    INTERCOMMUNALITY = "intercommunality"
    SHARED = "shared"
    OTHER = "other"


class Obstacle(StrEnum):
    """Name the reasons given for a commitment not kept."""

    BUDGET = "budget"
    STAFF = "staff"
    LAW = "law"
    COMPETENCE = "competence"
    MAJORITY = "majority"
    TECHNICAL = "technical"
    POSTPONED = "postponed"
    CHANGED_OPINION = "changed_opinion"


class IndicatorKind(StrEnum):
    """Tell an indicator of means (money, staff, kilometres of paint) from one of results."""

    MEANS = "means"
    RESULT = "result"


class DocumentKind(StrEnum):
    """Say in what a commitment was made."""

    PACT = "pact"
    CLIMATE_PLAN = "climate_plan"
    PROGRAMME = "programme"
    DELIBERATION = "deliberation"
    PRESS = "press"
    SPEECH = "speech"
    OTHER = "other"


class Weakness(StrEnum):
    """Name what is computed to be missing in a commitment; nobody types these."""

    VAGUE_DEADLINE = "vague_deadline"
    PAST_DEADLINE = "past_deadline"
    NO_BUDGET = "no_budget"
    NO_INDICATOR = "no_indicator"
    INDICATOR_OF_MEANS = "indicator_of_means"
    NO_ONE_IN_CHARGE = "no_one_in_charge"
    NO_RECENT_EVIDENCE = "no_recent_evidence"


class ValueKind(StrEnum):
    """Tell a value that was measured from a step of the expected trajectory."""

    MEASURED = "measured"
    EXPECTED = "expected"


class ReviewState(StrEnum):
    """Tell a collective review going on from one that is over."""

    OPEN = "open"
    CLOSED = "closed"


class ReviewItemState(StrEnum):
    """Say what a review session did with one commitment."""

    WAITING = "waiting"
    DISCUSSED = "discussed"
    AGREED = "agreed"
    POSTPONED = "postponed"


class Signing(StrEnum):
    """Say as what a volunteer puts their name to a verdict."""

    AUTHOR = "author"
    SECOND_READER = "second_reader"
    DISSENT = "dissent"
