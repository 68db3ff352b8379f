"""Name each value of the domain's lists as people read it; must not decide anything about those values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from altterr_desktop.domain.assessments import AssessmentState
from altterr_desktop.domain.calendar import CalendarKind
from altterr_desktop.domain.commitments import (
    Competence,
    DocumentKind,
    EvidenceKind,
    IndicatorKind,
    Obstacle,
    OffScale,
    Progress,
    ProofStrength,
    ReviewItemState,
    ReviewState,
    Signing,
    Standing,
    ValueKind,
    VerdictState,
    Weakness,
)
from altterr_desktop.domain.dates import Precision
from altterr_desktop.domain.elections import CandidateAnswerKind, ElectionState
from altterr_desktop.domain.meetings import (
    Audience,
    FollowUpState,
    LineKind,
    MeetingKind,
    MeetingRole,
    MeetingSide,
    MeetingState,
    MinutesState,
    Phase,
    Rhythm,
)
from altterr_desktop.domain.mobilisations import (
    ChecklistArea,
    EscalationStep,
    KeyDateKind,
    MobilisationKind,
    MobilisationState,
)
from altterr_desktop.domain.officials import (
    ContactKind,
    DeliberationOutcome,
    OfficialKind,
    Side,
    Stance,
    Vote,
)
from altterr_desktop.domain.plans import PlanStep
from altterr_desktop.domain.requests import AccessStep, AnswerKind, Channel, RequestKind, RequestState
from altterr_desktop.domain.stories import StoryKind
from altterr_desktop.domain.territories import Assembly, TerritoryChangeKind, TerritoryKind
from altterr_desktop.domain.timelines import TimelineKind
from altterr_desktop.domain.twins import TwinVerdict
from altterr_desktop.i18n.catalogue import _, msgid
from altterr_desktop.i18n.short_labels import SHORT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

# One table an enumeration: members of two enumerations with the same value are equal as keys.
_Table = dict[str, str]

_PROGRESS: _Table = {
    Progress.NOT_ASSESSED: msgid("Not assessed"),
    Progress.NOT_STARTED: msgid("Not started"),
    Progress.ANNOUNCED: msgid("Announced"),
    Progress.IN_PROGRESS: msgid("In progress"),
    Progress.PARTLY_DONE: msgid("Partly kept"),
    Progress.DONE: msgid("Kept"),
    Progress.SUSPENDED: msgid("Suspended"),
    Progress.ABANDONED: msgid("Abandoned or contradicted"),
}
_OFF_SCALE: _Table = {
    OffScale.NOT_MEASURABLE: msgid("Not measurable"),
    OffScale.OUTSIDE_COMPETENCE: msgid("Outside competence"),
    OffScale.VOID: msgid("No longer applicable"),
}

_REQUEST_KIND: _Table = {
    RequestKind.MEETING: msgid("Request for a meeting"),
    RequestKind.INFORMATION: msgid("Question"),
    RequestKind.DOCUMENT_ACCESS: msgid("Access to documents"),
    RequestKind.PUBLIC_QUESTION: msgid("Public question"),
    RequestKind.PLEDGE: msgid("Request to sign"),
    RequestKind.OTHER: msgid("Other request"),
}
_CHANNEL: _Table = {
    Channel.EMAIL: msgid("E-mail"),
    Channel.LETTER: msgid("Letter"),
    Channel.REGISTERED_LETTER: msgid("Registered letter"),
    Channel.WEB_FORM: msgid("Web form"),
    Channel.PHONE: msgid("Phone"),
    Channel.IN_PERSON: msgid("In person"),
    Channel.COUNCIL: msgid("In the council"),
}
_ANSWER_KIND: _Table = {
    AnswerKind.YES: msgid("Yes"),
    AnswerKind.YES_IF: msgid("Yes, if…"),
    AnswerKind.PASSED_ON: msgid("Passed on"),
    AnswerKind.NO: msgid("No"),
    AnswerKind.EVASIVE: msgid("Evasive"),
}
_REQUEST_STATE: _Table = {
    RequestState.DRAFT: msgid("Not sent"),
    RequestState.WAITING: msgid("Waiting"),
    RequestState.OVERDUE: msgid("Without answer"),
    RequestState.REFUSED_BY_SILENCE: msgid("Refused by silence"),
    RequestState.ANSWERED: msgid("Answered"),
}
_ACCESS_STEP: _Table = {
    AccessStep.WAITING: msgid("Answer awaited"),
    AccessStep.REFUSED: msgid("Refused: the CADA can be asked"),
    AccessStep.TOO_LATE: msgid("Time to ask the CADA over"),
    AccessStep.REFERRED: msgid("CADA asked"),
    AccessStep.OPINION_LATE: msgid("Opinion late"),
    AccessStep.CONFIRMED: msgid("Refusal confirmed: a court can be asked"),
    AccessStep.OPINION_GIVEN: msgid("CADA’s opinion given"),
    AccessStep.GRANTED: msgid("Documents given"),
}
_ELECTION_STATE: _Table = {
    ElectionState.ASKING: msgid("Lists being asked"),
    ElectionState.PUBLISHED: msgid("Comparison published"),
    ElectionState.DONE: msgid("Vote held"),
}
_CANDIDATE_ANSWER_KIND: _Table = {
    CandidateAnswerKind.SIGNED: msgid("Signed"),
    CandidateAnswerKind.SIGNED_PARTLY: msgid("Signed with reservations"),
    CandidateAnswerKind.REFUSED: msgid("Refused"),
}
_STANCE: _Table = {
    Stance.OPPONENT: msgid("Opponent"),
    Stance.DOUBTFUL: msgid("Doubtful"),
    Stance.UNDECIDED: msgid("Undecided"),
    Stance.SUPPORTER: msgid("Supporter"),
    Stance.CHAMPION: msgid("Champion"),
}
_VOTE: _Table = {
    Vote.FOR: msgid("Voted for"),
    Vote.AGAINST: msgid("Voted against"),
    Vote.ABSTAINED: msgid("Abstained"),
    Vote.ABSENT: msgid("Absent"),
}
_DELIBERATION_OUTCOME: _Table = {
    DeliberationOutcome.ADOPTED: msgid("Adopted"),
    DeliberationOutcome.REJECTED: msgid("Rejected"),
    DeliberationOutcome.POSTPONED: msgid("Postponed by the council"),
    DeliberationOutcome.WITHDRAWN: msgid("Withdrawn"),
}
_VALUE_KIND: _Table = {
    ValueKind.MEASURED: msgid("Measured"),
    ValueKind.EXPECTED: msgid("Expected"),
}
_REVIEW_STATE: _Table = {
    ReviewState.OPEN: msgid("Session under way"),
    ReviewState.CLOSED: msgid("Session closed"),
}
_REVIEW_ITEM_STATE: _Table = {
    ReviewItemState.WAITING: msgid("To be discussed"),
    ReviewItemState.DISCUSSED: msgid("Discussed"),
    ReviewItemState.AGREED: msgid("Verdict agreed"),
    ReviewItemState.POSTPONED: msgid("Put off"),
}
_SIGNING: _Table = {
    Signing.AUTHOR: msgid("Author"),
    Signing.SECOND_READER: msgid("Second reader"),
    Signing.DISSENT: msgid("Disagrees"),
}
_RHYTHM: _Table = {
    Rhythm.MONTHLY: msgid("Every month"),
    Rhythm.TWO_MONTHS: msgid("Every two months"),
    Rhythm.QUARTERLY: msgid("Every three months"),
    Rhythm.HALF_YEARLY: msgid("Every six months"),
    Rhythm.YEARLY: msgid("Every year"),
    Rhythm.NONE: msgid("No fixed rhythm"),
}
_PHASE: _Table = {
    Phase.BEFORE: msgid("Before"),
    Phase.DURING: msgid("During"),
    Phase.AFTER: msgid("After"),
}
_AUDIENCE: _Table = {
    Audience.INTERNAL: msgid("For the group"),
    Audience.OFFICIAL: msgid("For the officials to read"),
    Audience.PUBLIC: msgid("For publication"),
}
_TERRITORY_CHANGE_KIND: _Table = {
    TerritoryChangeKind.RENAMED: msgid("New name"),
    TerritoryChangeKind.RECODED: msgid("New code"),
    TerritoryChangeKind.MERGED: msgid("Merged"),
    TerritoryChangeKind.CREATED: msgid("Created"),
    TerritoryChangeKind.SPLIT: msgid("Split off"),
}
_TWIN_VERDICT: _Table = {
    TwinVerdict.DISTINCT: msgid("Two different things"),
    TwinVerdict.MERGED: msgid("One thing, merged"),
}
_LABELS: Mapping[type[StrEnum], _Table] = {
    RequestKind: _REQUEST_KIND,
    Channel: _CHANNEL,
    AnswerKind: _ANSWER_KIND,
    RequestState: _REQUEST_STATE,
    AccessStep: _ACCESS_STEP,
    ElectionState: _ELECTION_STATE,
    CandidateAnswerKind: _CANDIDATE_ANSWER_KIND,
    Stance: _STANCE,
    Vote: _VOTE,
    DeliberationOutcome: _DELIBERATION_OUTCOME,
    ValueKind: _VALUE_KIND,
    ReviewState: _REVIEW_STATE,
    ReviewItemState: _REVIEW_ITEM_STATE,
    Signing: _SIGNING,
    Rhythm: _RHYTHM,
    Phase: _PHASE,
    Audience: _AUDIENCE,
    TerritoryChangeKind: _TERRITORY_CHANGE_KIND,
    TwinVerdict: _TWIN_VERDICT,
    Progress: _PROGRESS,
    OffScale: _OFF_SCALE,
    Standing: {standing: (_PROGRESS | _OFF_SCALE)[standing.value] for standing in Standing},
    ProofStrength: {
        ProofStrength.PUBLIC_ACT: msgid("Public act"),
        ProofStrength.DOCUMENT: msgid("Document handed over"),
        ProofStrength.SAID_BY_OFFICIAL: msgid("Said by an official"),
        ProofStrength.PRESS: msgid("Press"),
        ProofStrength.OBSERVATION: msgid("Our own observation"),
    },
    EvidenceKind: {
        EvidenceKind.DELIBERATION: msgid("Deliberation"),
        EvidenceKind.BUDGET: msgid("Budget"),
        EvidenceKind.CONTRACT: msgid("Contract or tender"),
        EvidenceKind.REPORT: msgid("Report or study"),
        EvidenceKind.OPEN_DATA: msgid("Open data"),
        EvidenceKind.LETTER: msgid("Letter or mail"),
        EvidenceKind.MINUTES: msgid("Meeting minutes"),
        EvidenceKind.STATEMENT: msgid("Public statement"),
        EvidenceKind.WEBSITE: msgid("Website"),
        EvidenceKind.PRESS: msgid("Press article"),
        EvidenceKind.PHOTO: msgid("Photo"),
        EvidenceKind.OBSERVATION: msgid("Observation on site"),
        EvidenceKind.OTHER: msgid("Other evidence"),
    },
    VerdictState: {
        VerdictState.PROPOSED: msgid("Proposed"),
        VerdictState.AGREED: msgid("Agreed by the group"),
    },
    Competence: {
        Competence.COMMUNE: msgid("Commune"),
        Competence.INTERCOMMUNALITY: msgid("Intercommunality"),
        Competence.SHARED: msgid("Shared competence"),
        Competence.OTHER: msgid("Other authority"),
    },
    Obstacle: {
        Obstacle.BUDGET: msgid("Lack of budget"),
        Obstacle.STAFF: msgid("Lack of staff"),
        Obstacle.LAW: msgid("Legal obstacle"),
        Obstacle.COMPETENCE: msgid("Not their competence"),
        Obstacle.MAJORITY: msgid("Disagreement in the majority"),
        Obstacle.TECHNICAL: msgid("Technical difficulty"),
        Obstacle.POSTPONED: msgid("Postponed to later"),
        Obstacle.CHANGED_OPINION: msgid("Change of opinion"),
    },
    IndicatorKind: {
        IndicatorKind.MEANS: msgid("Means deployed"),
        IndicatorKind.RESULT: msgid("Result obtained"),
    },
    DocumentKind: {
        DocumentKind.PACT: msgid("Signed pact"),
        DocumentKind.CLIMATE_PLAN: msgid("Climate plan (PCAET)"),
        DocumentKind.PROGRAMME: msgid("Election programme"),
        DocumentKind.DELIBERATION: msgid("Deliberation"),
        DocumentKind.PRESS: msgid("Press"),
        DocumentKind.SPEECH: msgid("Speech or spoken promise"),
        DocumentKind.OTHER: msgid("Other document"),
    },
    Weakness: {
        Weakness.VAGUE_DEADLINE: msgid("Vague deadline"),
        Weakness.PAST_DEADLINE: msgid("Deadline passed"),
        Weakness.NO_BUDGET: msgid("No budget"),
        Weakness.NO_INDICATOR: msgid("No indicator"),
        Weakness.INDICATOR_OF_MEANS: msgid("Indicator of means only"),
        Weakness.NO_ONE_IN_CHARGE: msgid("No one in charge"),
        Weakness.NO_RECENT_EVIDENCE: msgid("No recent evidence"),
    },
    Precision: {
        Precision.DAY: msgid("To the day"),
        Precision.MONTH: msgid("In the month"),
        Precision.QUARTER: msgid("In the quarter or half-year"),
        Precision.YEAR: msgid("In the year"),
        Precision.MANDATE: msgid("Before the end of the mandate"),
        Precision.NONE: msgid("No deadline"),
    },
    AssessmentState: {
        AssessmentState.PREPARING: msgid("In preparation"),
        AssessmentState.FROZEN: msgid("Frozen"),
    },
    MeetingKind: {
        MeetingKind.ADVOCACY: msgid("Meeting with officials"),
        MeetingKind.SERVICES: msgid("Meeting with the services"),
        MeetingKind.COUNCIL: msgid("Council session"),
        MeetingKind.CONSULTATION: msgid("Consultation body"),
        MeetingKind.PUBLIC_QUESTION: msgid("Public question"),
        MeetingKind.INTERNAL: msgid("Internal meeting"),
    },
    MeetingState: {
        MeetingState.PLANNED: msgid("Planned"),
        MeetingState.HELD: msgid("Took place"),
        MeetingState.CANCELLED: msgid("Cancelled"),
    },
    MeetingSide: {
        MeetingSide.OURS: msgid("On our side"),
        MeetingSide.THEIRS: msgid("On their side"),
    },
    MeetingRole: {
        MeetingRole.SPOKESPERSON: msgid("Spokesperson"),
        MeetingRole.LIAISON: msgid("Liaison"),
        MeetingRole.ASKER: msgid("Makes the demand"),
        MeetingRole.EXPERT: msgid("Expert"),
        MeetingRole.TIMEKEEPER: msgid("Timekeeper"),
        MeetingRole.NOTE_TAKER: msgid("Note-taker"),
        MeetingRole.OBSERVER: msgid("Observer"),
    },
    LineKind: {
        LineKind.SAID: msgid("What was said"),
        LineKind.FIGURE: msgid("Figure given"),
        LineKind.POSITION: msgid("Position taken"),
        LineKind.PROMISE: msgid("Promise made"),
        LineKind.DIFFICULTY: msgid("Difficulty invoked"),
        LineKind.DOCUMENT_PROMISED: msgid("Document promised"),
        LineKind.DEMAND: msgid("Our demand"),
        LineKind.IMPRESSION: msgid("Our impression"),
    },
    MinutesState: {
        MinutesState.DRAFT: msgid("Draft"),
        MinutesState.AMENDED: msgid("Amended"),
        MinutesState.VALIDATED: msgid("Validated"),
    },
    FollowUpState: {
        FollowUpState.OPEN: msgid("To do"),
        FollowUpState.DONE: msgid("Completed"),
        FollowUpState.DROPPED: msgid("Dropped"),
    },
    MobilisationKind: {
        MobilisationKind.PETITION: msgid("Petition"),
        MobilisationKind.OPEN_LETTER: msgid("Open letter"),
        MobilisationKind.MARCH: msgid("Protest march"),
        MobilisationKind.BIKE_RIDE: msgid("Mass bike ride"),
        MobilisationKind.LEAFLETING: msgid("Leafleting"),
        MobilisationKind.STAND: msgid("Information stall"),
        MobilisationKind.GATHERING: msgid("Gathering"),
        MobilisationKind.PUBLIC_MEETING: msgid("Public meeting"),
        MobilisationKind.WORKSHOP: msgid("Workshop"),
        MobilisationKind.CIVIL_DISOBEDIENCE: msgid("Civil disobedience"),
        MobilisationKind.OTHER: msgid("Other action"),
    },
    EscalationStep: {
        EscalationStep.LETTER: msgid("Letter or mail"),
        EscalationStep.MEETING: msgid("Meeting"),
        EscalationStep.PUBLIC_CALL: msgid("Public call"),
        EscalationStep.GATHERING: msgid("Gathering"),
        EscalationStep.CAMPAIGN: msgid("Campaign"),
        EscalationStep.DIRECT_ACTION: msgid("Non-violent direct action"),
    },
    MobilisationState: {
        MobilisationState.IDEA: msgid("Idea"),
        MobilisationState.PREPARED: msgid("In preparation"),
        MobilisationState.DONE: msgid("Carried out"),
        MobilisationState.CANCELLED: msgid("Called off"),
    },
    ChecklistArea: {
        ChecklistArea.LEGAL: msgid("Legal"),
        ChecklistArea.SECURITY: msgid("Security"),
        ChecklistArea.EQUIPMENT: msgid("Equipment"),
        ChecklistArea.COMMUNICATION: msgid("Communication"),
        ChecklistArea.BUDGET: msgid("Budget"),
    },
    KeyDateKind: {
        KeyDateKind.NETWORK: msgid("Whole network"),
        KeyDateKind.LOCAL: msgid("Local life"),
        KeyDateKind.COUNCIL: msgid("Council session"),
        KeyDateKind.LEGAL: msgid("Legal deadline"),
    },
    CalendarKind: {
        CalendarKind.MEETING: msgid("Meeting"),
        CalendarKind.COUNCIL: msgid("Council session"),
        CalendarKind.MOBILISATION: msgid("Mobilisation"),
        CalendarKind.KEY_DATE: msgid("Key date"),
        CalendarKind.ELECTION: msgid("Election"),
        CalendarKind.DECLARATION: msgid("Declaration to file"),
        CalendarKind.PLAN_STEP: msgid("Step of a plan"),
        CalendarKind.FOLLOW_UP: msgid("Follow-up due"),
        CalendarKind.REMINDER: msgid("Reminder of a follow-up"),
        CalendarKind.ANSWER: msgid("Answer expected"),
        CalendarKind.REFUSAL: msgid("Implicit refusal"),
        CalendarKind.REFERRAL: msgid("Last day for the CADA"),
        CalendarKind.OPINION: msgid("Opinion of the CADA expected"),
        CalendarKind.COURT: msgid("Last day for the administrative court"),
        CalendarKind.DEADLINE: msgid("Deadline of a commitment"),
        CalendarKind.MID_TERM: msgid("Mid-term of the mandate"),
        CalendarKind.MID_TERM_REPORT: msgid("Mid-term report of a climate plan"),
    },
    StoryKind: {
        StoryKind.PROMISE: msgid("Promise"),
        StoryKind.SIGNATURE: msgid("Signature"),
        StoryKind.MEETING: msgid("Meeting"),
        StoryKind.REQUEST: msgid("Request"),
        StoryKind.REMINDER: msgid("Reminder"),
        StoryKind.ANSWER: msgid("Answer"),
        StoryKind.DELIBERATION: msgid("Deliberation"),
        StoryKind.EVIDENCE: msgid("Evidence"),
        StoryKind.PROPOSAL: msgid("Proposed verdict"),
        StoryKind.VERDICT: msgid("Verdict"),
        StoryKind.REPLY: msgid("Reply of the authority"),
        StoryKind.FOLLOW_UP: msgid("Follow-up"),
        StoryKind.ACTION: msgid("Mobilisation"),
        StoryKind.PRESS: msgid("Press"),
        StoryKind.MEASURE: msgid("Indicator"),
        StoryKind.REVIEW: msgid("Review session"),
        StoryKind.DEADLINE: msgid("Deadline"),
    },
    PlanStep: {
        PlanStep.OPINIONS: msgid("Opinions on the plan"),
        PlanStep.REPORT: msgid("Mid-term report of the plan"),
        PlanStep.RENEWAL: msgid("Plan to be brought up to date"),
    },
    TimelineKind: {
        TimelineKind.COMMITMENT: msgid("Promises"),
        TimelineKind.VERDICT: msgid("Verdicts on their promises"),
        TimelineKind.MEETING: msgid("Meetings"),
        TimelineKind.REQUEST: msgid("Requests and answers"),
        TimelineKind.FOLLOW_UP: msgid("Follow-ups"),
        TimelineKind.STANCE: msgid("Where they stand"),
        TimelineKind.PRESS: msgid("Press"),
        TimelineKind.VOTE: msgid("Votes in the council"),
        TimelineKind.SEAT: msgid("Functions"),
    },
    OfficialKind: {
        OfficialKind.ELECTED: msgid("Elected person"),
        OfficialKind.STAFF: msgid("Technical service"),
    },
    Side: {
        Side.MAJORITY: msgid("Majority"),
        Side.OPPOSITION: msgid("Opposition"),
        Side.INDEPENDENT: msgid("Independent"),
    },
    ContactKind: {
        ContactKind.EMAIL: msgid("E-mail address"),
        ContactKind.PHONE: msgid("Phone number"),
        ContactKind.ADDRESS: msgid("Postal address"),
        ContactKind.WEBSITE: msgid("Website"),
        ContactKind.SECRETARIAT: msgid("Secretariat"),
    },
    TerritoryKind: {
        TerritoryKind.COMMUNE: msgid("Commune"),
        TerritoryKind.EPCI: msgid("Intercommunality"),
        TerritoryKind.DEPARTMENT: msgid("Department"),
        TerritoryKind.REGION: msgid("Region"),
    },
    Assembly: {
        Assembly.MUNICIPAL: msgid("Municipal council"),
        Assembly.COMMUNITY: msgid("Community council"),
        Assembly.DEPARTMENTAL: msgid("Departmental council"),
        Assembly.REGIONAL: msgid("Regional council"),
        Assembly.DISTRICT: msgid("District council"),
        Assembly.DEPUTIES: msgid("National Assembly"),
        Assembly.SENATE: msgid("Senate"),
        Assembly.EUROPEAN: msgid("European Parliament"),
        Assembly.OTHER: msgid("Other assembly"),
    },
}


def label(member: StrEnum) -> str:
    """Give the words for one value of a list of the domain; raise KeyError for a list that has no words."""
    return _(_LABELS[type(member)][member])


def short_label(member: StrEnum) -> str:
    """Give shorter words for a narrow column, where there are some; else the usual ones."""
    short = SHORT.get(type(member), {}).get(member)
    return label(member) if short is None else _(short)
