"""What this copy of the dossier knows of its exchanges with others; none of it travels."""

from __future__ import annotations

from sqlalchemy import Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from altterr_desktop.model.base import Base
from altterr_desktop.model.columns import LONG


class ParkedCommit(Base):
    """Hold a commit that waits for one of its parents, with its edits as compressed JSON."""

    __tablename__ = "parked_commit"

    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    parents: Mapped[bytes] = mapped_column(LargeBinary)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ConflictCell(Base):
    """Name a cell about which people disagree; derived from the journal, kept so that a badge costs nothing.

    `sort` is one of those of `journal.conflicts`; `target_id` is the deleted record a live one refers to.
    """

    __tablename__ = "conflict_cell"
    __table_args__ = (
        Index("ix_conflict_cell_record_id", "record_id"),
        Index("ix_conflict_cell_target_id", "target_id"),
    )

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String)
    record_id: Mapped[str] = mapped_column(String(36))
    field: Mapped[str] = mapped_column(String)
    sort: Mapped[str] = mapped_column(String)
    target_id: Mapped[str | None] = mapped_column(String(36), default=None)


class ExchangeLot(Base):
    """Hold one file of a shared folder that was read or written here, and the ids of its commits in a row."""

    __tablename__ = "exchange_lot"
    __table_args__ = (Index("ix_exchange_lot_place", "place", "name", unique=True),)

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    place: Mapped[str] = mapped_column(String)
    name: Mapped[str] = mapped_column(String)
    size: Mapped[int] = mapped_column(Integer)
    commits: Mapped[bytes] = mapped_column(LargeBinary)
    own: Mapped[bool] = mapped_column(default=False)


class GroupKey(Base):
    """Hold a key that seals what the group exchanges; former ones are kept, to read older files."""

    __tablename__ = "group_key"

    id: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    key: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[int] = mapped_column(LONG)
    current: Mapped[bool] = mapped_column(default=True)


class ErasedRecord(Base):
    """Name a record whose personal data were erased: what comes later about it is emptied on arrival."""

    __tablename__ = "erased_record"

    record: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    kind: Mapped[str] = mapped_column(String)
