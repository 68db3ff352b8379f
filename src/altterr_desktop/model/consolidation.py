"""Which group each record of a coordination's dossier comes from; none of it travels."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from altterr_desktop.model.base import Base
from altterr_desktop.model.columns import LONG


class SourceGroup(Base):
    """Name one group whose contributions were consolidated here."""

    __tablename__ = "source_group"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    name: Mapped[str] = mapped_column(String, default="")
    received_at: Mapped[int | None] = mapped_column(LONG, default=None)


class RecordGroup(Base):
    """Say which group a record of a consolidated dossier comes from."""

    __tablename__ = "record_group"

    record_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    group_id: Mapped[str] = mapped_column(String(36), index=True)
