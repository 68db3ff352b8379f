"""Read what officials promised with its latest verdict, key evidence and history; write nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import (
    STANDINGS_STUCK,
    ProofStrength,
    Standing,
    VerdictState,
)
from altterr_desktop.domain.dates import Precision
from altterr_desktop.domain.weaknesses import is_late
from altterr_desktop.model.commitments import Commitment, PledgeDocument, Signatory
from altterr_desktop.model.frameworks import Theme
from altterr_desktop.model.territories import Mandate
from altterr_desktop.model.verdicts import Attachment, Evidence
from altterr_desktop.services.half_years import HalfYearStanding, standing_history
from altterr_desktop.services.verdicts import EvidenceView, VerdictView, evidence_view, verdicts_of

_STRENGTHS = list(ProofStrength)
_SETTLED = (Standing.DONE, Standing.OUTSIDE_COMPETENCE, Standing.VOID)


@dataclass(frozen=True)
class PromiseView:
    """Hold one commitment as it is spoken of in a meeting: exact words, verdict, key evidence, history."""

    id: str
    number: str
    title: str
    verbatim: str
    theme: str
    document: str
    page: str
    made_on: date | None
    deadline: date | None
    deadline_precision: Precision
    deadline_words: str
    late: bool
    standing: Standing
    strength: ProofStrength | None
    decided_on: date | None
    statement: str
    next_step: str
    authority_reply: str
    key_evidence: EvidenceView | None
    evidence_count: int
    history: tuple[HalfYearStanding, ...]
    in_charge_ids: tuple[str, ...]
    signatory_ids: tuple[str, ...]

    @property
    def stuck(self) -> bool:
        """Tell whether nothing moves: not started, suspended, abandoned or contradicted."""
        return self.standing in STANDINGS_STUCK

    @property
    def settled(self) -> bool:
        """Tell whether there is nothing left to ask: kept, void, or for another authority."""
        return self.standing in _SETTLED


def promises_of(session: Session, official_ids: Sequence[str], day: date) -> tuple[PromiseView, ...]:
    """Read the commitments these officials are in charge of or signed, as they stand on a day."""
    signed = (
        select(Signatory.pledge_document_id)
        .where(Signatory.official_id.in_(official_ids), ~Signatory.deleted)
        .scalar_subquery()
    )
    return _read(
        session,
        select(Commitment).where(
            or_(
                Commitment.official_id.in_(official_ids),
                Commitment.service_id.in_(official_ids),
                Commitment.pledge_document_id.in_(signed),
            )
        ),
        day,
    )


def promises_named(session: Session, commitment_ids: Iterable[str], day: date) -> tuple[PromiseView, ...]:
    """Read these commitments as they stand on a day, in the order asked for; deleted ones are left out."""
    wanted = list(dict.fromkeys(commitment_ids))
    if not wanted:
        return ()
    found = {
        view.id: view for view in _read(session, select(Commitment).where(Commitment.id.in_(wanted)), day)
    }
    return tuple(found[commitment_id] for commitment_id in wanted if commitment_id in found)


def promises_in(session: Session, territory_id: str | None, day: date) -> tuple[PromiseView, ...]:
    """Read the commitments of a territory as they stand on a day (None: of no known territory)."""
    return _read(session, select(Commitment).where(Commitment.territory_id == territory_id), day)


def worth_raising(
    promises: Iterable[PromiseView], limit: int, official_ids: Iterable[str] = ()
) -> tuple[PromiseView, ...]:
    """Choose the commitments to speak of: late ones, then stuck ones, then the most recently promised.

    What these officials are in charge of comes before what they only signed.
    """
    met = set(official_ids)
    open_ones = [promise for promise in promises if not promise.settled]
    open_ones.sort(key=lambda promise: (promise.made_on or date.min, promise.id), reverse=True)
    open_ones.sort(
        key=lambda promise: (not met.intersection(promise.in_charge_ids), not promise.late, not promise.stuck)
    )
    return tuple(open_ones[:limit])


def _read(session: Session, commitments: Any, day: date) -> tuple[PromiseView, ...]:
    query = (
        commitments.outerjoin(Theme, Theme.id == Commitment.theme_id)
        .outerjoin(PledgeDocument, PledgeDocument.id == Commitment.pledge_document_id)
        .outerjoin(Mandate, Mandate.id == Commitment.mandate_id)
        .add_columns(Theme.name, PledgeDocument, Mandate.start)
        .where(~Commitment.deleted)
        .order_by(Commitment.position, Commitment.number, Commitment.id)
    )
    rows = session.execute(query).all()
    ids = [row[0].id for row in rows]
    verdicts = verdicts_of(session, ids) if ids else {}
    evidence = _evidence(session, ids) if ids else {}
    signatories = _signatories(session)
    return tuple(
        _view(
            row,
            tuple(view for view in verdicts.get(row[0].id, ()) if _counts(view, day)),
            evidence.get(row[0].id, ()),
            signatories.get(row[0].pledge_document_id or "", ()),
            day,
        )
        for row in rows
    )


def _signatories(session: Session) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    query = select(Signatory.pledge_document_id, Signatory.official_id).where(~Signatory.deleted)
    for document_id, official_id in session.execute(query.order_by(Signatory.id)):
        found[document_id] = (*found.get(document_id, ()), official_id)
    return found


def _evidence(session: Session, commitment_ids: Sequence[str]) -> dict[str, tuple[EvidenceView, ...]]:
    wanted = set(commitment_ids)
    rows = session.execute(
        select(Evidence, Attachment)
        .outerjoin(Attachment, Attachment.id == Evidence.attachment_id)
        .where(~Evidence.deleted)
        .order_by(Evidence.dated_on, Evidence.id)
    )
    found: dict[str, tuple[EvidenceView, ...]] = {}
    for piece, attachment in rows:
        if piece.commitment_id in wanted:
            found[piece.commitment_id] = (
                *found.get(piece.commitment_id, ()),
                evidence_view(piece, attachment),
            )
    return found


def _counts(view: VerdictView, day: date) -> bool:
    return view.state is VerdictState.AGREED and (view.decided_on or date.min) <= day


def _view(
    row: Any,
    verdicts: tuple[VerdictView, ...],
    evidence: tuple[EvidenceView, ...],
    signatory_ids: tuple[str, ...],
    day: date,
) -> PromiseView:
    commitment, theme, document, mandate_start = row
    current = verdicts[0] if verdicts else None
    standing = current.standing if current else Standing.NOT_ASSESSED
    return PromiseView(
        id=commitment.id,
        number=commitment.number,
        title=commitment.title or commitment.verbatim[:120],
        verbatim=commitment.verbatim,
        theme=theme or "",
        document=document.title if document else "",
        page=commitment.page,
        made_on=commitment.made_on or (document.dated_on if document else None),
        deadline=commitment.deadline,
        deadline_precision=commitment.deadline_precision,
        deadline_words=commitment.deadline_words,
        late=is_late(commitment.deadline, standing, day),
        standing=standing,
        strength=current.strength if current else None,
        decided_on=current.decided_on if current else None,
        statement=current.statement if current else "",
        next_step=current.next_step if current else "",
        authority_reply=current.authority_reply if current else "",
        key_evidence=_key_evidence(current, evidence),
        evidence_count=len(evidence),
        history=standing_history(verdicts, mandate_start, day),
        in_charge_ids=tuple(filter(None, (commitment.official_id, commitment.service_id))),
        signatory_ids=signatory_ids,
    )


def _key_evidence(current: VerdictView | None, gathered: tuple[EvidenceView, ...]) -> EvidenceView | None:
    """Choose the strongest evidence the verdict rests on, the latest among equals; else the latest gathered."""
    pieces = (current.evidence if current else ()) or gathered
    newest_first = sorted(pieces, key=lambda piece: piece.dated_on or date.min, reverse=True)
    return min(newest_first, key=lambda piece: _STRENGTHS.index(piece.strength), default=None)
