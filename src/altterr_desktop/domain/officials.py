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
