"""Give every entity its identity and its place in lists and searches; name no subject."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import Boolean, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Gather every table of the dossier."""


class Record(Base):
    """Give a row that travels between laptops its identity; it is never deleted, only marked.

    Tables that travel hold no UNIQUE or CHECK beyond the key: two laptops that never met can both be right.
    """

    __abstract__ = True

    # What a search looks into, and what names the record in lists, labels and history.
    SEARCHED: ClassVar[tuple[str, ...]] = ()
    NAMED_BY: ClassVar[tuple[str, ...]] = ()
    # The field that says which record this one is a part of (an agenda point of its meeting).
    PART_OF: ClassVar[str | None] = None

    id: Mapped[str] = mapped_column(String(36), primary_key=True, sort_order=-2)
    deleted: Mapped[bool] = mapped_column(Boolean, default=False, sort_order=-1)

    @classmethod
    def kind(cls) -> str:
        """Give the name of this kind of record, the same in every layer."""
        return str(cls.__tablename__)
