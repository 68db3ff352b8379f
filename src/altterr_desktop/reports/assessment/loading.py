"""Ask the services for what an assessment prints; compute and word nothing."""

from __future__ import annotations

from altterr_desktop.domain.assessments import AssessmentState, Scale
from altterr_desktop.domain.commitments import Standing
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n.labels import label
from altterr_desktop.reports.assessment.data import (
    AssessmentData,
    CommitmentShown,
    Contacts,
    EvidenceShown,
    HalfYearStanding,
    Reply,
)
from altterr_desktop.services.assessments import read_snapshot
from altterr_desktop.services.snapshots import AssessedCommitment, Snapshot


def load_assessment(dossier: Dossier, record_id: str | None) -> AssessmentData:
    """Read an assessment, frozen or as it stands; without id the latest. Raises NotFound."""
    return shown(read_snapshot(dossier, record_id))


def shown(snapshot: Snapshot) -> AssessmentData:
    """Give a snapshot the shape that is printed."""
    return AssessmentData(
        title=snapshot.title,
        territory=snapshot.territory,
        group=snapshot.group,
        language=snapshot.language,
        as_of=snapshot.as_of,
        mandate_start=snapshot.mandate_start,
        mandate_end=snapshot.mandate_end,
        scale=Scale(snapshot.scale_key, {Standing(key): points for key, points in snapshot.points.items()}),
        frozen=snapshot.state is AssessmentState.FROZEN,
        introduction=snapshot.introduction,
        advances=snapshot.advances,
        stuck=snapshot.stuck,
        demands=snapshot.demands,
        method_notes=snapshot.method_notes,
        contacts=Contacts(
            meetings=snapshot.meetings_held,
            requests=snapshot.requests_sent,
            answered=snapshot.requests_answered,
            median_days=snapshot.answer_days,
            silent=snapshot.requests_silent,
        ),
        left_out=snapshot.left_out,
        is_demo=snapshot.is_demo,
        commitments=tuple(_commitment(one) for one in snapshot.commitments),
    )


def _commitment(one: AssessedCommitment) -> CommitmentShown:
    reason = f"{label(one.obstacle)}. {one.obstacle_note}".strip(" .") if one.obstacle else one.obstacle_note
    return CommitmentShown(
        number=one.number,
        title=one.title,
        theme=one.theme,
        standing=one.standing,
        verbatim=one.verbatim,
        document=one.source,
        document_on=one.source_date,
        document_page=one.source_page,
        level=one.level,
        findings="\n\n".join(text for text in (one.statement, one.reason) if text),
        next_step=one.next_step,
        in_charge=one.in_charge,
        deadline=one.deadline,
        precision=one.deadline_precision,
        deadline_text=one.deadline_words,
        late=one.late,
        checked_on=one.decided_on,
        proof=one.strength,
        author=one.author,
        second_reader=one.second_reader,
        dissent=one.dissent,
        competence=one.competence,
        still_possible=one.still_possible,
        obstacle=reason,
        weaknesses=one.weaknesses,
        history=tuple(HalfYearStanding(point.year, point.half, point.standing) for point in one.history),
        evidence=tuple(
            EvidenceShown(
                piece.title, piece.kind, piece.publisher, piece.dated_on, piece.page, piece.url, piece.quote
            )
            for piece in one.evidence
        ),
        reply=Reply(one.authority_reply, one.authority_reply_on) if one.authority_reply else None,
    )
