"""The journal's own tables: who changed which cell, when, and what that replaced."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from altterr_desktop.model.base import Base
from altterr_desktop.model.columns import LONG


class JournalCommit(Base):
    """Hold one act of one person: random id, the heads it had seen, time, author, device, label."""

    __tablename__ = "journal_commit"

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    parents: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    made_at: Mapped[int] = mapped_column(LONG)
    author_id: Mapped[str] = mapped_column(String, default="")
    author: Mapped[str] = mapped_column(String, default="")
    device: Mapped[str] = mapped_column(String, default="")
    label: Mapped[str] = mapped_column(Text, default="")
    schema_version: Mapped[int] = mapped_column(Integer)
    undoes: Mapped[bytes | None] = mapped_column(LargeBinary, default=None)
    is_tip: Mapped[bool] = mapped_column(default=True, index=True)
    sent: Mapped[bool] = mapped_column(default=False)


class JournalEdit(Base):
    """Hold the value one commit gave to one field of one record, and the commits whose values it replaces.

    A commit edits a cell at most once, so (commit, record, field) names an edit everywhere.
    """

    __tablename__ = "journal_edit"
    __table_args__ = (Index("ix_journal_edit_record", "record", "field"),)

    seq: Mapped[int] = mapped_column(Integer, primary_key=True)
    commit_seq: Mapped[int] = mapped_column(ForeignKey("journal_commit.seq"), index=True)
    kind: Mapped[str] = mapped_column(String)
    record: Mapped[bytes] = mapped_column(LargeBinary)
    field: Mapped[str] = mapped_column(String)
    value: Mapped[bytes] = mapped_column(LargeBinary)
    replaces: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    is_head: Mapped[bool] = mapped_column(default=True)


class DossierState(Base):
    """Hold what this copy of the dossier knows of itself; it does not travel."""

    __tablename__ = "dossier_state"

    key: Mapped[str] = mapped_column(String, primary_key=True)
    value: Mapped[str] = mapped_column(Text, default="")
