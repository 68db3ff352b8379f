"""What the press wrote about officials, commitments and actions."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from altterr_desktop.model import columns
from altterr_desktop.model.base import Record


class PressItem(Record):
    """Hold one article or broadcast, with the passage that matters."""

    __tablename__ = "press_item"
    NAMED_BY = ("title",)
    SEARCHED = ("title", "publisher", "quote")

    title: Mapped[str] = columns.line()
    publisher: Mapped[str] = columns.line()
    dated_on: Mapped[date | None] = columns.day()
    url: Mapped[str] = columns.line()
    quote: Mapped[str] = columns.prose()
    official_id: Mapped[str | None] = columns.reference("official")
    commitment_id: Mapped[str | None] = columns.reference("commitment")
    mobilisation_id: Mapped[str | None] = columns.reference("mobilisation")
    attachment_id: Mapped[str | None] = columns.reference("attachment")
    consulted_on: Mapped[date | None] = columns.day()
    publishable: Mapped[bool] = columns.flag(True)
