"""Give shorter words for the values that a narrow column would cut; labels.py reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    Standing,
    VerdictState,
)
from altterr_desktop.domain.meetings import LineKind, MeetingKind, MeetingSide
from altterr_desktop.domain.mobilisations import EscalationStep, MobilisationKind
from altterr_desktop.domain.officials import ContactKind, OfficialKind
from altterr_desktop.domain.territories import TerritoryKind
from altterr_desktop.i18n.catalogue import msgid

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

# Only what a narrow column would cut.
SHORT: Mapping[type[StrEnum], Mapping[str, str]] = {
    Progress: {Progress.ABANDONED: msgid("Abandoned")},
    OffScale: {
        OffScale.OUTSIDE_COMPETENCE: msgid("Off competence"),
        OffScale.VOID: msgid("Void"),
    },
    Standing: {
        Standing.ABANDONED: msgid("Abandoned"),
        Standing.OUTSIDE_COMPETENCE: msgid("Off competence"),
        Standing.VOID: msgid("Void"),
    },
    ProofStrength: {
        ProofStrength.DOCUMENT: msgid("Document"),
        ProofStrength.SAID_BY_OFFICIAL: msgid("Spoken"),
        ProofStrength.OBSERVATION: msgid("Observation"),
    },
    EvidenceKind: {
        EvidenceKind.CONTRACT: msgid("Contract"),
        EvidenceKind.REPORT: msgid("Report"),
        EvidenceKind.LETTER: msgid("Letter"),
        EvidenceKind.STATEMENT: msgid("Statement"),
        EvidenceKind.PRESS: msgid("Press"),
        EvidenceKind.OBSERVATION: msgid("Observation"),
        EvidenceKind.OTHER: msgid("Other"),
    },
    VerdictState: {VerdictState.AGREED: msgid("Agreed")},
    Competence: {
        Competence.INTERCOMMUNALITY: msgid("Interco."),
        Competence.SHARED: msgid("Shared"),
        Competence.OTHER: msgid("Other"),
    },
    Obstacle: {
        Obstacle.BUDGET: msgid("Budget"),
        Obstacle.STAFF: msgid("Staff"),
        Obstacle.LAW: msgid("Law"),
        Obstacle.COMPETENCE: msgid("Competence"),
        Obstacle.MAJORITY: msgid("Majority"),
        Obstacle.TECHNICAL: msgid("Technical"),
        Obstacle.POSTPONED: msgid("Postponed"),
        Obstacle.CHANGED_OPINION: msgid("Opinion"),
    },
    IndicatorKind: {
        IndicatorKind.MEANS: msgid("Means"),
        IndicatorKind.RESULT: msgid("Result"),
    },
    DocumentKind: {
        DocumentKind.PACT: msgid("Pact"),
        DocumentKind.CLIMATE_PLAN: msgid("PCAET"),
        DocumentKind.PROGRAMME: msgid("Programme"),
        DocumentKind.SPEECH: msgid("Spoken"),
        DocumentKind.OTHER: msgid("Other"),
    },
    MeetingKind: {
        MeetingKind.ADVOCACY: msgid("Officials"),
        MeetingKind.SERVICES: msgid("Services"),
        MeetingKind.COUNCIL: msgid("Council"),
        MeetingKind.CONSULTATION: msgid("Consultation"),
        MeetingKind.PUBLIC_QUESTION: msgid("Question"),
        MeetingKind.INTERNAL: msgid("Internal"),
    },
    MeetingSide: {
        MeetingSide.OURS: msgid("Us"),
        MeetingSide.THEIRS: msgid("Them"),
    },
    LineKind: {
        LineKind.SAID: msgid("Said"),
        LineKind.FIGURE: msgid("Figure"),
        LineKind.POSITION: msgid("Position"),
        LineKind.PROMISE: msgid("Promise"),
        LineKind.DIFFICULTY: msgid("Difficulty"),
        LineKind.DOCUMENT_PROMISED: msgid("Document"),
        LineKind.DEMAND: msgid("Demand"),
        LineKind.IMPRESSION: msgid("Impression"),
    },
    MobilisationKind: {
        MobilisationKind.MARCH: msgid("Parade"),
        MobilisationKind.BIKE_RIDE: msgid("Bike ride"),
        MobilisationKind.STAND: msgid("Stall"),
        MobilisationKind.CIVIL_DISOBEDIENCE: msgid("Disobedience"),
        MobilisationKind.OTHER: msgid("Other"),
    },
    EscalationStep: {
        EscalationStep.LETTER: msgid("Letter"),
        EscalationStep.DIRECT_ACTION: msgid("Direct action"),
    },
    CalendarKind: {
        CalendarKind.COUNCIL: msgid("Council"),
        CalendarKind.MOBILISATION: msgid("Action"),
        CalendarKind.DECLARATION: msgid("To declare"),
        CalendarKind.PLAN_STEP: msgid("Step"),
        CalendarKind.FOLLOW_UP: msgid("Follow-up"),
        CalendarKind.REMINDER: msgid("Recall"),
        CalendarKind.ANSWER: msgid("Answer"),
        CalendarKind.REFUSAL: msgid("Refusal"),
        CalendarKind.REFERRAL: msgid("CADA"),
        CalendarKind.OPINION: msgid("Opinion"),
        CalendarKind.COURT: msgid("Court"),
        CalendarKind.DEADLINE: msgid("Deadline"),
        CalendarKind.MID_TERM: msgid("Mid-term"),
        CalendarKind.MID_TERM_REPORT: msgid("Report"),
    },
    OfficialKind: {
        OfficialKind.ELECTED: msgid("Elected"),
        OfficialKind.STAFF: msgid("Service"),
    },
    ContactKind: {
        ContactKind.EMAIL: msgid("E-mail"),
        ContactKind.PHONE: msgid("Phone"),
        ContactKind.ADDRESS: msgid("Address"),
    },
    TerritoryKind: {TerritoryKind.EPCI: msgid("Interco.")},
}
