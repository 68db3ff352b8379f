"""Elected people, technical services, the seats they hold and how to reach them."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from altterr_desktop.domain.officials import ContactKind, OfficialKind, Side
from altterr_desktop.domain.territories import Assembly
from altterr_desktop.model import columns
from altterr_desktop.model.base import Record


class Official(Record):
    """Hold an elected person, or a service's contact known by function rather than by name.

    The birth date is never kept: `birth_key` is a salted hash that only tells namesakes apart at import.
    """

    __tablename__ = "official"
    NAMED_BY = ("given_name", "family_name", "function_title")
    SEARCHED = ("given_name", "family_name", "function_title", "political_label", "notes")

    official_kind: Mapped[OfficialKind] = columns.code(OfficialKind, OfficialKind.ELECTED)
    given_name: Mapped[str] = columns.line()
    family_name: Mapped[str] = columns.line()
    gender: Mapped[str] = columns.line()
    function_title: Mapped[str] = columns.line()
    territory_id: Mapped[str | None] = columns.reference("territory")
    political_label: Mapped[str] = columns.line()
    political_label_source: Mapped[str] = columns.line()
    photo_id: Mapped[str | None] = columns.reference("attachment")
    link_volunteer_id: Mapped[str | None] = columns.reference("volunteer")
    influence: Mapped[int | None] = columns.number()
    support: Mapped[int | None] = columns.number()
    birth_key: Mapped[str] = columns.line()
    from_register: Mapped[bool] = columns.flag(False)
    notes: Mapped[str] = columns.prose()


class Seat(Record):
    """Hold what an official holds in one assembly during one mandate, with its dates."""

    __tablename__ = "seat"
    NAMED_BY = ("function",)
    SEARCHED = ("function", "delegation")
    PART_OF = "official_id"

    official_id: Mapped[str] = columns.parent("official")
    territory_id: Mapped[str] = columns.parent("territory")
    mandate_id: Mapped[str | None] = columns.reference("mandate")
    assembly: Mapped[Assembly] = columns.code(Assembly, Assembly.MUNICIPAL)
    function: Mapped[str] = columns.line()
    rank: Mapped[int | None] = columns.number()
    delegation: Mapped[str] = columns.line()
    canton: Mapped[str] = columns.line()
    attached_commune_code: Mapped[str] = columns.line()
    side: Mapped[Side | None] = columns.optional_code(Side)
    start: Mapped[date | None] = columns.day()
    function_start: Mapped[date | None] = columns.day()
    end: Mapped[date | None] = columns.day()
    source: Mapped[str] = columns.line()


class ContactDetail(Record):
    """Hold one way to reach an official, with where it comes from and when it was noted."""

    __tablename__ = "contact_detail"
    NAMED_BY = ("value",)
    SEARCHED = ("value",)
    PART_OF = "official_id"

    official_id: Mapped[str] = columns.parent("official")
    contact_kind: Mapped[ContactKind] = columns.code(ContactKind, ContactKind.EMAIL)
    value: Mapped[str] = columns.line()
    label: Mapped[str] = columns.line()
    source: Mapped[str] = columns.line()
    recorded_on: Mapped[date | None] = columns.day()
