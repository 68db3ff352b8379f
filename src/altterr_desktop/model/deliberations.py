"""What councils voted on, and how each elected person voted."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from altterr_desktop.domain.officials import DeliberationOutcome, Vote
from altterr_desktop.model import columns
from altterr_desktop.model.base import Record


class Deliberation(Record):
    """Hold one deliberation of a council: number, day, outcome and count of votes."""

    __tablename__ = "deliberation"
    NAMED_BY = ("number", "title")
    SEARCHED = ("number", "title", "summary")

    number: Mapped[str] = columns.line()
    title: Mapped[str] = columns.line()
    decided_on: Mapped[date | None] = columns.day()
    territory_id: Mapped[str | None] = columns.reference("territory")
    outcome: Mapped[DeliberationOutcome] = columns.code(DeliberationOutcome, DeliberationOutcome.ADOPTED)
    votes_for: Mapped[int | None] = columns.number()
    votes_against: Mapped[int | None] = columns.number()
    abstentions: Mapped[int | None] = columns.number()
    url: Mapped[str] = columns.line()
    attachment_id: Mapped[str | None] = columns.reference("attachment")
    meeting_id: Mapped[str | None] = columns.reference("meeting")
    summary: Mapped[str] = columns.prose()


class DeliberationVote(Record):
    """Say how an elected person voted on a deliberation."""

    __tablename__ = "deliberation_vote"
    PART_OF = "deliberation_id"

    deliberation_id: Mapped[str] = columns.parent("deliberation")
    official_id: Mapped[str] = columns.parent("official")
    vote: Mapped[Vote] = columns.code(Vote, Vote.FOR)
