"""Collective review sessions, where verdicts are proposed, discussed and voted, and who puts their name to one."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from altterr_desktop.domain.commitments import ReviewItemState, ReviewState, Signing
from altterr_desktop.model import columns
from altterr_desktop.model.base import Record


class ReviewSession(Record):
    """Hold one session in which the group goes through commitments and agrees on verdicts."""

    __tablename__ = "review_session"
    NAMED_BY = ("title",)
    SEARCHED = ("title", "notes")

    title: Mapped[str] = columns.line()
    held_on: Mapped[date | None] = columns.day()
    place: Mapped[str] = columns.line()
    territory_id: Mapped[str | None] = columns.reference("territory")
    mandate_id: Mapped[str | None] = columns.reference("mandate")
    review_state: Mapped[ReviewState] = columns.code(ReviewState, ReviewState.OPEN)
    notes: Mapped[str] = columns.prose()


class ReviewMember(Record):
    """Say that a volunteer takes part in a review session."""

    __tablename__ = "review_member"
    PART_OF = "review_session_id"

    review_session_id: Mapped[str] = columns.parent("review_session")
    volunteer_id: Mapped[str] = columns.parent("volunteer")


class ReviewItem(Record):
    """Hold one commitment of a session: what was said, how the group voted, the verdict it was about."""

    __tablename__ = "review_item"
    PART_OF = "review_session_id"

    review_session_id: Mapped[str] = columns.parent("review_session")
    commitment_id: Mapped[str] = columns.parent("commitment")
    verdict_id: Mapped[str | None] = columns.reference("verdict")
    review_item_state: Mapped[ReviewItemState] = columns.code(ReviewItemState, ReviewItemState.WAITING)
    votes_for: Mapped[int | None] = columns.number()
    votes_against: Mapped[int | None] = columns.number()
    abstentions: Mapped[int | None] = columns.number()
    discussion: Mapped[str] = columns.prose()
    position: Mapped[str] = columns.position()


class VerdictSigner(Record):
    """Say that a volunteer is among the authors of a verdict, read it, or dissents and why."""

    __tablename__ = "verdict_signer"
    PART_OF = "verdict_id"

    verdict_id: Mapped[str] = columns.parent("verdict")
    volunteer_id: Mapped[str] = columns.parent("volunteer")
    signing: Mapped[Signing] = columns.code(Signing, Signing.AUTHOR)
    words: Mapped[str] = columns.prose()
