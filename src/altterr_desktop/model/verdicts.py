"""Dated judgements of commitments and what they rest on; nothing here is ever overwritten by a newer one."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from altterr_desktop.domain.commitments import (
    EvidenceKind,
    Obstacle,
    OffScale,
    Progress,
    ProofStrength,
    VerdictState,
)
from altterr_desktop.model import columns
from altterr_desktop.model.base import Base, Record


class Verdict(Record):
    """Hold one dated judgement of a commitment: progress, off the scale or not, strength of proof."""

    __tablename__ = "verdict"
    # The latest verdict of each commitment is looked up for every row of every list: one step in this index.
    __table_args__ = (
        Index(
            "ix_verdict_latest",
            "commitment_id",
            "verdict_state",
            "deleted",
            "decided_on",
            "recorded_at",
            "id",
        ),
    )
    NAMED_BY = ("statement",)
    SEARCHED = ("statement", "reason", "next_step")
    PART_OF = "commitment_id"

    commitment_id: Mapped[str] = columns.parent("commitment")
    decided_on: Mapped[date | None] = columns.day()
    recorded_at: Mapped[int | None] = columns.number()
    verdict_state: Mapped[VerdictState] = columns.code(VerdictState, VerdictState.AGREED)
    progress: Mapped[Progress] = columns.code(Progress, Progress.NOT_ASSESSED)
    off_scale: Mapped[OffScale | None] = columns.optional_code(OffScale)
    proof_strength: Mapped[ProofStrength | None] = columns.optional_code(ProofStrength)
    statement: Mapped[str] = columns.prose()
    reason: Mapped[str] = columns.prose()
    next_step: Mapped[str] = columns.prose()
    obstacle: Mapped[Obstacle | None] = columns.optional_code(Obstacle)
    obstacle_note: Mapped[str] = columns.line()
    author_id: Mapped[str | None] = columns.reference("volunteer")
    second_reader_id: Mapped[str | None] = columns.reference("volunteer")
    dissent: Mapped[str] = columns.prose()
    authority_reply: Mapped[str] = columns.prose()
    authority_reply_on: Mapped[date | None] = columns.day()
    publishable: Mapped[bool] = columns.flag(True)


class Evidence(Record):
    """Hold one piece of evidence about a commitment: link, page, quoted passage, file copied inside."""

    __tablename__ = "evidence"
    NAMED_BY = ("title",)
    SEARCHED = ("title", "publisher", "quote", "url")
    PART_OF = "commitment_id"

    commitment_id: Mapped[str] = columns.parent("commitment")
    evidence_kind: Mapped[EvidenceKind] = columns.code(EvidenceKind, EvidenceKind.OTHER)
    proof_strength: Mapped[ProofStrength | None] = columns.optional_code(ProofStrength)
    title: Mapped[str] = columns.line()
    publisher: Mapped[str] = columns.line()
    dated_on: Mapped[date | None] = columns.day()
    url: Mapped[str] = columns.line()
    page: Mapped[str] = columns.line()
    quote: Mapped[str] = columns.prose()
    consulted_on: Mapped[date | None] = columns.day()
    attachment_id: Mapped[str | None] = columns.reference("attachment")
    deliberation_id: Mapped[str | None] = columns.reference("deliberation")
    link_dead_on: Mapped[date | None] = columns.day()
    publishable: Mapped[bool] = columns.flag(True)
    notes: Mapped[str] = columns.prose()


class VerdictEvidence(Record):
    """Say that a verdict rests on a piece of evidence."""

    __tablename__ = "verdict_evidence"
    PART_OF = "verdict_id"

    verdict_id: Mapped[str] = columns.parent("verdict")
    evidence_id: Mapped[str] = columns.parent("evidence")


class Attachment(Record):
    """Name a file copied into the dossier; its bytes are kept once, under their SHA-256."""

    __tablename__ = "attachment"
    NAMED_BY = ("file_name",)
    SEARCHED = ("file_name",)

    file_name: Mapped[str] = columns.line()
    media_type: Mapped[str] = columns.line()
    size: Mapped[int | None] = columns.number()
    sha256: Mapped[str] = columns.line()


class AttachmentContent(Base):
    """Hold the bytes of attached files by content; written once, never changed, so not journalled."""

    __tablename__ = "attachment_content"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column()
