"""The group that keeps the dossier and the volunteers who sign what they change."""

from sqlalchemy.orm import Mapped

from altterr_desktop.model import columns
from altterr_desktop.model.base import Record


class Group(Record):
    """Hold what names the group on its documents, and the salt that hides birth dates."""

    __tablename__ = "group"
    NAMED_BY = ("name",)

    name: Mapped[str] = columns.line()
    contact: Mapped[str] = columns.line()
    website: Mapped[str] = columns.line()
    document_language: Mapped[str] = columns.line()
    birth_salt: Mapped[str] = columns.line()
    is_demo: Mapped[bool] = columns.flag(False)


class Volunteer(Record):
    """Hold a member of the group; a pseudonym is enough."""

    __tablename__ = "volunteer"
    NAMED_BY = ("name",)
    SEARCHED = ("name", "pseudonym", "skills")

    name: Mapped[str] = columns.line()
    pseudonym: Mapped[str] = columns.line()
    email: Mapped[str] = columns.line()
    phone: Mapped[str] = columns.line()
    skills: Mapped[str] = columns.line()
    contact_source: Mapped[str] = columns.line()
    active: Mapped[bool] = columns.flag(True)
    notes: Mapped[str] = columns.prose()
