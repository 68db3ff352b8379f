"""Name what is kept of officials and of the seats they hold."""

from enum import StrEnum


class OfficialKind(StrEnum):
    """Tell elected people, whose acts are public, from staff, whose names never leave the dossier."""

    ELECTED = "elected"
    STAFF = "staff"


class Side(StrEnum):
    """Say where an elected person sits."""

    MAJORITY = "majority"
    OPPOSITION = "opposition"
    INDEPENDENT = "independent"


class ContactKind(StrEnum):
    """Name the ways to reach somebody."""

    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    WEBSITE = "website"
    SECRETARIAT = "secretariat"


class Stance(StrEnum):
    """Name the five steps of the ladder, from who fights the subject to who carries it."""

    OPPONENT = "opponent"
    DOUBTFUL = "doubtful"
    UNDECIDED = "undecided"
    SUPPORTER = "supporter"
    CHAMPION = "champion"


class Vote(StrEnum):
    """Say how an elected person voted on a deliberation."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINED = "abstained"
    ABSENT = "absent"


class DeliberationOutcome(StrEnum):
    """Say what a council did with a deliberation."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"
