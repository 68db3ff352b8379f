"""Name the kinds of mobilisation and what their plan is made of."""

from enum import StrEnum


class MobilisationKind(StrEnum):
    """Name the actions local groups lead."""

    PETITION = "petition"
    OPEN_LETTER = "open_letter"
    MARCH = "march"
    BIKE_RIDE = "bike_ride"
    LEAFLETING = "leafleting"
    STAND = "stand"
    GATHERING = "gathering"
    PUBLIC_MEETING = "public_meeting"
    WORKSHOP = "workshop"
    CIVIL_DISOBEDIENCE = "civil_disobedience"
    OTHER = "other"


class EscalationStep(StrEnum):
    """Name the rungs of the ladder, from a letter to non-violent direct action."""

    LETTER = "letter"
    MEETING = "meeting"
    PUBLIC_CALL = "public_call"
    GATHERING = "gathering"
    CAMPAIGN = "campaign"
    DIRECT_ACTION = "direct_action"


class MobilisationState(StrEnum):
    """Say how far a mobilisation is."""

    IDEA = "idea"
    PREPARED = "prepared"
    DONE = "done"
    CANCELLED = "cancelled"


class ChecklistArea(StrEnum):
    """Sort the checklist of an action."""

    LEGAL = "legal"
    SECURITY = "security"
    EQUIPMENT = "equipment"
    COMMUNICATION = "communication"
    BUDGET = "budget"


class KeyDateKind(StrEnum):
    """Say whom a date concerns: the whole network, the place, the council, the law."""

    NETWORK = "network"
    LOCAL = "local"
    COUNCIL = "council"
    LEGAL = "legal"
