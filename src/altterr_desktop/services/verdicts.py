"""Record what a verdict says and what it rests on; correcting is a new verdict."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import (
    EvidenceKind,
    Obstacle,
    OffScale,
    Progress,
    ProofStrength,
    Signing,
    Standing,
    VerdictState,
    standing_of,
    usual_strength,
)
from altterr_desktop.domain.identity import new_id
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _, ngettext
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import join_words
from altterr_desktop.i18n.numbers import number
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.journal.search_index import name_of
from altterr_desktop.model.verdicts import Attachment, AttachmentContent, Evidence, Verdict, VerdictEvidence
from altterr_desktop.model.volunteers import Volunteer
from altterr_desktop.services.attachments import with_file
from altterr_desktop.services.fields import today
from altterr_desktop.services.records import act_label, add_record, live_record, set_values
from altterr_desktop.services.rules import check_record
from altterr_desktop.services.signers import (
    Signature,
    SignerView,
    dissent_words,
    names_signing,
    sign,
    signers_of,
)

_STRENGTH_ORDER = list(ProofStrength)


@dataclass(frozen=True)
class EvidenceView:
    """Hold one piece of evidence for a screen or a report."""

    id: str
    kind: EvidenceKind
    strength: ProofStrength
    title: str
    publisher: str
    dated_on: date | None
    url: str
    page: str
    quote: str
    consulted_on: date | None
    attachment_id: str | None
    file_name: str
    file_size: int | None
    publishable: bool
    deliberation_id: str | None = None
    link_dead_on: date | None = None
    file_missing: bool = False


@dataclass(frozen=True)
class VerdictView:
    """Hold one verdict with its evidence for a screen or a report.

    `author` and `second_reader` name everybody who signed as such, `dissent` holds every dissenting view.
    """

    id: str
    commitment_id: str
    decided_on: date | None
    state: VerdictState
    standing: Standing
    strength: ProofStrength | None
    statement: str
    reason: str
    next_step: str
    obstacle: Obstacle | None
    obstacle_note: str
    author: str
    second_reader: str
    dissent: str
    authority_reply: str
    authority_reply_on: date | None
    publishable: bool
    evidence: tuple[EvidenceView, ...]
    signers: tuple[SignerView, ...] = ()
    own_dissent: str = ""


def record_verdict(
    dossier: Dossier,
    *,
    commitment_id: str,
    progress: Progress = Progress.NOT_ASSESSED,
    off_scale: OffScale | None = None,
    evidence_ids: Sequence[str] = (),
    new_evidence: Sequence[Mapping[str, Any]] = (),
    values: Mapping[str, Any] | None = None,
    signatures: Sequence[Signature] = (),
) -> Changes:
    """Add a verdict to a commitment, with the evidence it rests on, existing or new, in one act.

    `values` are further fields of the verdict (decided_on, statement, reason…); a piece of `new_evidence` may
    name a file to copy, as `file`; `signatures` name who signs beside the author. Without a strength of proof it
    takes that of its strongest evidence. Raises InvalidInput where it has neither evidence nor written reason.
    """
    with recording(dossier, "") as work:
        commitment = live_record(work.session, "commitment", commitment_id)
        verdict = put_verdict(
            work.session,
            dossier,
            commitment_id,
            {**(values or {}), "progress": progress, "off_scale": off_scale},
            evidence_ids=evidence_ids,
            new_evidence=new_evidence,
            signatures=signatures,
        )
        work.subject_id = verdict.id
        work.label = _("Verdict “{verdict}” on “{name}”").format(
            verdict=label(standing_of(progress, off_scale)), name=name_of(commitment)
        )
    return work.changes


def record_verdicts(
    dossier: Dossier,
    *,
    commitment_ids: Sequence[str],
    progress: Progress = Progress.NOT_ASSESSED,
    off_scale: OffScale | None = None,
    new_evidence: Sequence[Mapping[str, Any]] = (),
    values: Mapping[str, Any] | None = None,
    signatures: Sequence[Signature] = (),
) -> Changes:
    """Put the same verdict on several commitments in one act; each takes its own copy of the new evidence.

    A file among it is kept once. Raises NotFound; InvalidInput as `record_verdict`, and then changes nothing.
    """
    with recording(dossier, "") as work:
        for commitment_id in commitment_ids:
            live_record(work.session, "commitment", commitment_id)
            put_verdict(
                work.session,
                dossier,
                commitment_id,
                {**(values or {}), "progress": progress, "off_scale": off_scale},
                new_evidence=new_evidence,
                signatures=signatures,
            )
        count = len(commitment_ids)
        words = ngettext(
            "Verdict “{verdict}” on {count} commitment", "Verdict “{verdict}” on {count} commitments", count
        )
        work.label = words.format(verdict=label(standing_of(progress, off_scale)), count=number(count))
    return work.changes


def put_verdict(
    session: Session,
    dossier: Dossier,
    commitment_id: str,
    values: Mapping[str, Any],
    *,
    evidence_ids: Sequence[str] = (),
    new_evidence: Sequence[Mapping[str, Any]] = (),
    signatures: Sequence[Signature] = (),
) -> Verdict:
    """Add a verdict inside an operation, signed by whoever uses the program unless `values` say otherwise."""
    verdict = Verdict(
        id=new_id(),
        commitment_id=commitment_id,
        recorded_at=time.time_ns() // 1_000_000,
        **{"decided_on": today(), "author_id": author_of(session, dossier), **values},
    )
    session.add(verdict)
    added = [add_piece(session, commitment_id, piece) for piece in new_evidence]
    chosen = [live_record(session, "evidence", evidence_id) for evidence_id in evidence_ids]
    for piece in [*chosen, *added]:
        add_record(session, "verdict_evidence", {"verdict_id": verdict.id, "evidence_id": piece.id})
    verdict.proof_strength = verdict.proof_strength or strongest([*chosen, *added])
    session.flush()
    sign(session, verdict, signatures)
    check_record(session, verdict)
    return verdict


def add_piece(session: Session, commitment_id: str, piece: Mapping[str, Any]) -> Evidence:
    """Add a piece of evidence inside an operation; `file` is a Path to copy into the dossier. Raises InvalidInput."""
    fields = {**with_file(session, piece), "commitment_id": commitment_id}
    added: Evidence = add_record(session, "evidence", fields)
    return added


def add_evidence(dossier: Dossier, *, commitment_id: str, values: Mapping[str, Any]) -> Changes:
    """Add a piece of evidence to a commitment, with the file named as `file`, in one act. Raises InvalidInput."""
    with recording(dossier, "") as work:
        live_record(work.session, "commitment", commitment_id)
        piece = add_piece(work.session, commitment_id, values)
        work.subject_id = piece.id
        work.label = act_label(piece)
    return work.changes


def change_evidence(dossier: Dossier, *, evidence_id: str, values: Mapping[str, Any]) -> Changes:
    """Give new values, and the file named as `file`, to a piece of evidence, in one act. Raises InvalidInput."""
    with recording(dossier, "") as work:
        piece = live_record(work.session, "evidence", evidence_id)
        set_values(work.session, piece, with_file(work.session, values))
        work.subject_id = piece.id
        work.label = act_label(piece)
    return work.changes


def author_of(session: Session, dossier: Dossier) -> str | None:
    """Give the id of the volunteer who uses the program, None where nobody was named."""
    author_id = dossier.signature.author_id
    return author_id if author_id and session.get(Volunteer, author_id) is not None else None


def strongest(pieces: Sequence[Evidence]) -> ProofStrength | None:
    """Give the strongest proof among pieces of evidence."""
    strengths = [strength_of(piece) for piece in pieces]
    return min(strengths, key=_STRENGTH_ORDER.index, default=None)


def strength_of(piece: Evidence) -> ProofStrength:
    """Give the strength of a piece of evidence: its own, or the usual one of its kind."""
    return piece.proof_strength or usual_strength(piece.evidence_kind)


def list_verdicts(dossier: Dossier, commitment_id: str) -> tuple[VerdictView, ...]:
    """List the verdicts of a commitment, newest first, proposals included."""
    with dossier.reading() as session:
        return verdicts_of(session, [commitment_id]).get(commitment_id, ())


def verdicts_of(session: Session, commitment_ids: Sequence[str]) -> dict[str, tuple[VerdictView, ...]]:
    """Read the verdicts of many commitments at once, newest first, by commitment."""
    query = select(Verdict).where(~Verdict.deleted)
    if len(commitment_ids) == 1:
        query = query.where(Verdict.commitment_id == commitment_ids[0])
    wanted = set(commitment_ids)
    verdicts = [verdict for verdict in session.execute(query).scalars() if verdict.commitment_id in wanted]
    rests_on = _evidence_by_verdict(session, [verdict.id for verdict in verdicts])
    signers = signers_of(session, verdicts)
    verdicts.sort(
        key=lambda verdict: (verdict.decided_on or date.min, verdict.recorded_at or 0, verdict.id),
        reverse=True,
    )
    views: dict[str, list[VerdictView]] = {}
    for verdict in verdicts:
        views.setdefault(verdict.commitment_id, []).append(
            _view(verdict, rests_on.get(verdict.id, []), signers[verdict.id])
        )
    return {commitment_id: tuple(listed) for commitment_id, listed in views.items()}


def latest_verdicts(dossier: Dossier, commitment_ids: Sequence[str]) -> dict[str, VerdictView]:
    """Give the latest agreed verdict of each commitment that has one."""
    with dossier.reading() as session:
        listed = verdicts_of(session, commitment_ids)
    agreed = {
        commitment_id: next((view for view in views if view.state is VerdictState.AGREED), None)
        for commitment_id, views in listed.items()
    }
    return {commitment_id: view for commitment_id, view in agreed.items() if view is not None}


def _evidence_by_verdict(session: Session, verdict_ids: list[str]) -> dict[str, list[EvidenceView]]:
    wanted = set(verdict_ids)
    query = (
        select(VerdictEvidence.verdict_id, Evidence, Attachment)
        .join(Evidence, Evidence.id == VerdictEvidence.evidence_id)
        .outerjoin(Attachment, Attachment.id == Evidence.attachment_id)
        .where(~VerdictEvidence.deleted, ~Evidence.deleted)
        .order_by(Evidence.dated_on, Evidence.id)
    )
    if len(verdict_ids) == 1:
        query = query.where(VerdictEvidence.verdict_id == verdict_ids[0])
    found: dict[str, list[EvidenceView]] = {}
    for verdict_id, piece, attachment in session.execute(query):
        if verdict_id in wanted:
            found.setdefault(verdict_id, []).append(evidence_view(piece, attachment))
    return found


def evidence_view(
    piece: Evidence, attachment: Attachment | None, *, file_missing: bool = False
) -> EvidenceView:
    """Read one piece of evidence with the file it may have."""
    return EvidenceView(
        piece.id,
        piece.evidence_kind,
        strength_of(piece),
        piece.title or piece.quote[:80] or piece.url,
        piece.publisher,
        piece.dated_on,
        piece.url,
        piece.page,
        piece.quote,
        piece.consulted_on,
        piece.attachment_id,
        attachment.file_name if attachment is not None else "",
        attachment.size if attachment is not None else None,
        piece.publishable,
        piece.deliberation_id,
        piece.link_dead_on,
        file_missing,
    )


def list_evidence(dossier: Dossier, commitment_id: str) -> tuple[EvidenceView, ...]:
    """List the evidence gathered on a commitment, oldest first."""
    with dossier.reading() as session:
        rows = session.execute(
            select(Evidence, Attachment, AttachmentContent.sha256)
            .outerjoin(Attachment, Attachment.id == Evidence.attachment_id)
            .outerjoin(AttachmentContent, AttachmentContent.sha256 == Attachment.sha256)
            .where(Evidence.commitment_id == commitment_id, ~Evidence.deleted)
            .order_by(Evidence.dated_on, Evidence.id)
        )
        return tuple(
            evidence_view(piece, attachment, file_missing=bool(attachment) and not held)
            for piece, attachment, held in rows
        )


def _view(verdict: Verdict, pieces: list[EvidenceView], signers: tuple[SignerView, ...]) -> VerdictView:
    authors = names_signing(signers, Signing.AUTHOR)
    readers = names_signing(signers, Signing.SECOND_READER)
    return VerdictView(
        verdict.id,
        verdict.commitment_id,
        verdict.decided_on,
        verdict.verdict_state,
        standing_of(verdict.progress, verdict.off_scale),
        verdict.proof_strength,
        verdict.statement,
        verdict.reason,
        verdict.next_step,
        verdict.obstacle,
        verdict.obstacle_note,
        join_words(authors) if authors else "",
        join_words(readers) if readers else "",
        dissent_words(signers, verdict.dissent),
        verdict.authority_reply,
        verdict.authority_reply_on,
        verdict.publishable,
        tuple(pieces),
        signers,
        verdict.dissent,
    )
