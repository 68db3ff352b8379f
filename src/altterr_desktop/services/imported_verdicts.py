"""Make of a status read in a list a verdict that says where it comes from; must replace no verdict."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import (
    EvidenceKind,
    Progress,
    VerdictState,
    standing_of,
    usual_strength,
)
from altterr_desktop.domain.drafts import CommitmentDraft
from altterr_desktop.domain.identity import public_id
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.model import Record
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.verdicts import Evidence, Verdict, VerdictEvidence
from altterr_desktop.model.volunteers import Volunteer
from altterr_desktop.services.fields import today
from altterr_desktop.services.imports import brought_back

# Below this, a status can be understood in several ways: its verdict is only proposed.
_SURE = 0.75


class ImportedVerdicts:
    """Write the verdicts and evidence of one list."""

    def __init__(self, session: Session, source: str, author_id: str) -> None:
        self._session = session
        self._source = source
        known = author_id and session.get(Volunteer, author_id) is not None
        self._author_id = author_id if known else None

    def judge(self, commitment: Commitment, draft: CommitmentDraft) -> bool:
        """Add what a draft's status and links stand for, once each; tell whether anything was added.

        The same status imported again adds nothing: it never takes the place of what the group judged since. A
        verdict needs evidence or a reason (DOMAIN): its reason names the file and the words read there.
        """
        pieces, is_new = self._evidence(commitment, draft)
        progress = draft.progress or Progress.NOT_ASSESSED
        if progress is Progress.NOT_ASSESSED and draft.off_scale is None:
            return is_new
        verdict_id = public_id("verdict", commitment.id, standing_of(progress, draft.off_scale))
        verdict = self._session.get(Verdict, verdict_id)
        if verdict is None:
            self._session.add(self._verdict(verdict_id, commitment, draft, pieces))
        elif not self._revived(verdict):
            return self._rest_on(verdict_id, pieces) or is_new
        self._rest_on(verdict_id, pieces)
        return True

    def _verdict(
        self, verdict_id: str, commitment: Commitment, draft: CommitmentDraft, pieces: Sequence[Evidence]
    ) -> Verdict:
        standing = standing_of(draft.progress, draft.off_scale)
        taken = _("Taken from {source}: status “{words}”.").format(
            source=self._source, words=draft.status_words or label(standing)
        )
        is_sure = draft.status_confidence >= _SURE
        return Verdict(
            id=verdict_id,
            commitment_id=commitment.id,
            decided_on=today(),
            recorded_at=time.time_ns() // 1_000_000,
            verdict_state=VerdictState.AGREED if is_sure else VerdictState.PROPOSED,
            progress=draft.progress or Progress.NOT_ASSESSED,
            off_scale=draft.off_scale,
            proof_strength=usual_strength(pieces[0].evidence_kind) if pieces else None,
            reason="\n\n".join(part for part in (taken, draft.reason) if part),
            author_id=self._author_id,
        )

    def _evidence(self, commitment: Commitment, draft: CommitmentDraft) -> tuple[list[Evidence], bool]:
        """Give the evidence of a line, links then quotation, and whether some of it is new."""
        wanted: list[dict[str, Any]] = [
            {"evidence_kind": EvidenceKind.WEBSITE, "url": url} for url in draft.evidence_urls
        ]
        if draft.evidence_quote:
            wanted.append({"evidence_kind": EvidenceKind.OTHER, "quote": draft.evidence_quote})
        pieces, is_new = [], False
        for values in wanted:
            piece_id = public_id("evidence", commitment.id, values.get("url") or values["quote"])
            piece = self._session.get(Evidence, piece_id)
            if piece is None:
                piece = Evidence(id=piece_id, commitment_id=commitment.id, consulted_on=today(), **values)
                self._session.add(piece)
                is_new = True
            elif piece.deleted:
                if not self._revived(piece):
                    continue
                is_new = True
            pieces.append(piece)
        return pieces, is_new

    def _rest_on(self, verdict_id: str, pieces: Sequence[Evidence]) -> bool:
        """Tie evidence to a verdict; tell whether a tie is new."""
        is_new = False
        for piece in pieces:
            link_id = public_id("verdict_evidence", verdict_id, piece.id)
            link = self._session.get(VerdictEvidence, link_id)
            if link is None:
                self._session.add(VerdictEvidence(id=link_id, verdict_id=verdict_id, evidence_id=piece.id))
            elif not self._revived(link):
                continue
            is_new = True
        return is_new

    def _revived(self, record: Record) -> bool:
        """Tell whether a record that an undo took away was just brought back."""
        return record.deleted and brought_back(self._session, record)
