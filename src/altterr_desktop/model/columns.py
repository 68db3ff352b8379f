"""Give the shapes of column that entities are made of; name no entity."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    Date,
    Dialect,
    Float,
    ForeignKey,
    Integer,
    String,
    Text,
    TypeDecorator,
)
from sqlalchemy.orm import Mapped, mapped_column

Member = TypeVar("Member", bound=StrEnum)

# SQLite's whole numbers have 64 bits; PostgreSQL is told so.
LONG = Integer().with_variant(BigInteger(), "postgresql")


class Code(TypeDecorator[StrEnum]):
    """Store a member of an enumeration as its text; read a code of a newer program as the fallback."""

    impl = String
    cache_ok = True

    def __init__(self, enum: type[StrEnum], fallback: StrEnum | None = None) -> None:
        super().__init__()
        self.enum = enum
        self.fallback = fallback

    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the signature is SQLAlchemy's
        """Write the member's text."""
        return None if value is None else str(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002 - the same
        """Read the member, or the fallback where the code is unknown here."""
        if value is None:
            return None
        try:
            return self.enum(value)
        except ValueError:
            return self.fallback


def line() -> Mapped[str]:
    """Declare a short text, empty when unknown."""
    return mapped_column(String, default="")


def prose() -> Mapped[str]:
    """Declare a long text, merged word by word between laptops."""
    return mapped_column(Text, default="", info={"prose": True})


def number() -> Mapped[int | None]:
    """Declare a whole number, empty when unknown."""
    return mapped_column(LONG, default=None)


def decimal() -> Mapped[float | None]:
    """Declare a number with decimals, empty when unknown."""
    return mapped_column(Float, default=None)


def day() -> Mapped[date | None]:
    """Declare a day, empty when unknown."""
    return mapped_column(Date, default=None)


def flag(default: bool) -> Mapped[bool]:  # noqa: FBT001 - reads well: flag(True)
    """Declare a yes or no."""
    return mapped_column(Boolean, default=default)


def code(enum: type[Member], default: Member) -> Mapped[Member]:
    """Declare a member of an enumeration, with the value of a new record."""
    return mapped_column(Code(enum, default), default=default)


def optional_code(enum: type[Member]) -> Mapped[Member | None]:
    """Declare a member of an enumeration that may be unknown."""
    return mapped_column(Code(enum), default=None)


def reference(target: str) -> Mapped[str | None]:
    """Declare a link to a record of another kind, empty when unknown; checked at commit."""
    return mapped_column(
        ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED"), default=None, index=True
    )


def parent(target: str) -> Mapped[str]:
    """Declare the record this one is a part of; checked at commit."""
    return mapped_column(ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED"), index=True)


def position() -> Mapped[str]:
    """Declare a place in a list, as a key between those of its neighbours."""
    return mapped_column(String, default="")
