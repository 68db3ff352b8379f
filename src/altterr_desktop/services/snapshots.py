"""State all verdicts of a territory and mandate as of a day, complete enough to be printed again unchanged."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.assessments import SCALES, AssessmentState
from altterr_desktop.domain.commitments import (
    Competence,
    EvidenceKind,
    Obstacle,
    ProofStrength,
    Standing,
    Weakness,
)
from altterr_desktop.domain.dates import Precision
from altterr_desktop.domain.meetings import MeetingState
from altterr_desktop.domain.officials import OfficialKind
from altterr_desktop.domain.weaknesses import is_late
from altterr_desktop.model.assessments import Assessment
from altterr_desktop.model.commitments import Commitment, PledgeDocument
from altterr_desktop.model.frameworks import Framework, FrameworkMeasure, Theme
from altterr_desktop.model.meetings import Meeting
from altterr_desktop.model.officials import Official, Seat
from altterr_desktop.model.territories import Mandate, Territory
from altterr_desktop.model.volunteers import Group
from altterr_desktop.services.dossiers import mid_term_of
from altterr_desktop.services.fields import today
from altterr_desktop.services.half_years import HalfYearStanding, standing_history
from altterr_desktop.services.names import official_name
from altterr_desktop.services.request_figures import request_figures
from altterr_desktop.services.verdicts import EvidenceView, VerdictView, verdicts_of
from altterr_desktop.services.weakness_views import weaknesses_of

_FORMAT = 1


@dataclass(frozen=True)
class AssessedEvidence:
    """Hold one piece of evidence as printed."""

    kind: EvidenceKind
    strength: ProofStrength
    title: str
    publisher: str
    dated_on: date | None
    url: str
    page: str
    quote: str
    consulted_on: date | None


@dataclass(frozen=True)
class AssessedCommitment:
    """Hold one commitment with its verdict as of the assessment's day."""

    id: str
    number: str
    title: str
    verbatim: str
    theme: str
    source: str
    source_page: str
    source_date: date | None
    framework: str
    level: int | None
    in_charge: str
    deadline: date | None
    deadline_precision: Precision
    deadline_words: str
    late: bool
    competence: Competence | None
    still_possible: str
    expected_proof: str
    budget_planned: int | None
    standing: Standing
    strength: ProofStrength | None
    decided_on: date | None
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
    evidence: tuple[AssessedEvidence, ...]
    history: tuple[HalfYearStanding, ...]
    # Absent from snapshots frozen before they were printed.
    weaknesses: tuple[Weakness, ...] = ()


@dataclass(frozen=True)
class Snapshot:
    """Hold everything an assessment prints; texts that may not be published are already left out."""

    assessment_id: str
    title: str
    group: str
    territory: str
    territory_code: str
    territory_kind: str
    population: int | None
    mandate_label: str
    mandate_start: date | None
    mandate_end: date | None
    mid_term: date | None
    as_of: date
    state: AssessmentState
    frozen_on: date | None
    language: str
    scale_key: str
    points: Mapping[str, int]
    introduction: str
    advances: tuple[str, ...]
    stuck: tuple[str, ...]
    demands: tuple[str, ...]
    method_notes: str
    is_demo: bool
    meetings_held: int
    left_out: int
    commitments: tuple[AssessedCommitment, ...]
    # Absent from snapshots frozen before requests were counted.
    requests_sent: int = 0
    requests_answered: int = 0
    requests_silent: int = 0
    answer_days: int | None = None


def take_snapshot(session: Session, assessment: Assessment) -> Snapshot:
    """State the publishable commitments of the assessment's territory and mandate as of its day."""
    as_of = assessment.as_of or today()
    territory = session.get_one(Territory, assessment.territory_id)
    mandate = session.get(Mandate, assessment.mandate_id) if assessment.mandate_id else None
    group = session.execute(select(Group).where(~Group.deleted).order_by(Group.id)).scalars().first()
    commitments, left_out = _commitments(session, assessment, mandate, as_of)
    asked = request_figures(session, territory.id, mandate.start if mandate else None, as_of)
    return Snapshot(
        assessment_id=assessment.id,
        title=assessment.title,
        group=group.name if group else "",
        territory=territory.name,
        territory_code=territory.code,
        territory_kind=territory.territory_kind.value,
        population=territory.population,
        mandate_label=mandate.label if mandate else "",
        mandate_start=mandate.start if mandate else None,
        mandate_end=mandate.end if mandate else None,
        mid_term=mid_term_of(mandate) if mandate else None,
        as_of=as_of,
        state=assessment.assessment_state,
        frozen_on=assessment.frozen_on,
        language=(group.document_language if group else "") or "fr",
        scale_key=assessment.scale_key,
        points={standing.value: points for standing, points in SCALES[assessment.scale_key].points.items()},
        introduction=assessment.introduction,
        advances=_lines(assessment.advances),
        stuck=_lines(assessment.stuck),
        demands=_lines(assessment.demands),
        method_notes=assessment.method_notes,
        is_demo=bool(group and group.is_demo),
        meetings_held=_meetings_held(session, territory.id, mandate, as_of),
        left_out=left_out,
        commitments=commitments,
        requests_sent=asked.sent,
        requests_answered=asked.answered,
        requests_silent=asked.silent,
        answer_days=asked.median_days,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip(" -–•\t") for line in text.splitlines() if line.strip(" -–•\t"))


def _meetings_held(session: Session, territory_id: str, mandate: Mandate | None, as_of: date) -> int:
    query = select(func.count()).where(
        ~Meeting.deleted,
        Meeting.meeting_state == MeetingState.HELD,
        or_(Meeting.territory_id == territory_id, Meeting.territory_id.is_(None)),
        Meeting.held_on <= as_of,
    )
    if mandate and mandate.start:
        query = query.where(Meeting.held_on >= mandate.start)
    return session.scalar(query) or 0


def _commitments(
    session: Session, assessment: Assessment, mandate: Mandate | None, as_of: date
) -> tuple[tuple[AssessedCommitment, ...], int]:
    query = (
        select(Commitment, Theme.name, PledgeDocument, Framework.name)
        .select_from(Commitment)
        .outerjoin(Theme, Theme.id == Commitment.theme_id)
        .outerjoin(PledgeDocument, PledgeDocument.id == Commitment.pledge_document_id)
        .outerjoin(FrameworkMeasure, FrameworkMeasure.id == Commitment.framework_measure_id)
        .outerjoin(Framework, Framework.id == FrameworkMeasure.framework_id)
        .where(~Commitment.deleted, Commitment.territory_id == assessment.territory_id)
        .order_by(
            Theme.position.nulls_last(), Theme.name, Commitment.position, Commitment.number, Commitment.id
        )
    )
    if mandate is not None:
        query = query.where(or_(Commitment.mandate_id == mandate.id, Commitment.mandate_id.is_(None)))
    rows: list[Any] = list(session.execute(query).all())
    # An axis that only gathers measures is not a promise by itself: its measures are assessed.
    parents = {row[0].parent_id for row in rows}
    printed = [row for row in rows if row[0].publishable and row[0].id not in parents]
    left_out = sum(1 for row in rows if not row[0].publishable)
    verdicts = verdicts_of(session, [row[0].id for row in printed])
    in_charge = _people_in_charge(session, [row[0] for row in printed], as_of)
    start = mandate.start if mandate and mandate.start else date(as_of.year - 2, 1, 1)
    agreed = {
        row[0].id: [view for view in verdicts.get(row[0].id, ()) if _counts(view, as_of)] for row in printed
    }
    standings = {one: known[0].standing if known else Standing.NOT_ASSESSED for one, known in agreed.items()}
    weak = weaknesses_of(session, as_of, agreed.keys(), standings)
    listed = []
    for serial, (commitment, theme, document, framework) in enumerate(printed, start=1):
        known = agreed[commitment.id]
        facts = {
            "theme": theme or "",
            "framework": framework or "",
            "in_charge": in_charge.get(commitment.id, ""),
            "number": commitment.number or str(serial),
            "source": document.title if document is not None else "",
            "source_date": (document.dated_on if document is not None else None) or commitment.made_on,
            "weaknesses": weak.get(commitment.id, ()),
            "history": standing_history(known, start, as_of),
        }
        listed.append(_assessed(commitment, facts, known, as_of))
    return tuple(listed), left_out


def _counts(view: VerdictView, as_of: date) -> bool:
    return view.state.value == "agreed" and view.publishable and (view.decided_on or date.min) <= as_of


def _people_in_charge(session: Session, commitments: list[Commitment], as_of: date) -> dict[str, str]:
    """Name who is in charge: elected people with their function, services by function, staff never by name."""
    wanted = {
        person for commitment in commitments for person in (commitment.official_id, commitment.service_id)
    }
    people = {
        person.id: person
        for person in session.execute(select(Official).where(~Official.deleted)).scalars()
        if person.id in wanted
    }
    functions: dict[str, str] = {}
    seats = session.execute(
        select(Seat).where(~Seat.deleted).order_by(Seat.start, Seat.rank.desc().nulls_first())
    )
    for seat in seats.scalars():
        if seat.official_id in wanted and (seat.end is None or seat.end >= as_of):
            functions[seat.official_id] = seat.delegation or seat.function
    named = {}
    for commitment in commitments:
        parts = []
        for person_id in (commitment.official_id, commitment.service_id):
            person = people.get(person_id or "")
            if person is None:
                continue
            name = (
                person.function_title if person.official_kind is OfficialKind.STAFF else official_name(person)
            )
            function = functions.get(person.id, "")
            parts.append(f"{name} ({function})" if function else name)
        named[commitment.id] = ", ".join(parts)
    return named


def _assessed(
    commitment: Commitment,
    facts: Mapping[str, Any],
    known: list[VerdictView],
    as_of: date,
) -> AssessedCommitment:
    current = known[0] if known else None
    standing = current.standing if current else Standing.NOT_ASSESSED
    return AssessedCommitment(
        id=commitment.id,
        title=commitment.title or commitment.verbatim[:120],
        verbatim=commitment.verbatim,
        source_page=commitment.page,
        level=commitment.level,
        deadline=commitment.deadline,
        deadline_precision=commitment.deadline_precision,
        deadline_words=commitment.deadline_words,
        late=is_late(commitment.deadline, standing, as_of),
        competence=commitment.competence,
        still_possible=commitment.still_possible,
        expected_proof=commitment.expected_proof,
        budget_planned=commitment.budget_planned,
        standing=standing,
        strength=current.strength if current else None,
        decided_on=current.decided_on if current else None,
        statement=current.statement if current else "",
        reason=current.reason if current else "",
        next_step=current.next_step if current else "",
        obstacle=current.obstacle if current else None,
        obstacle_note=current.obstacle_note if current else "",
        author=current.author if current else "",
        second_reader=current.second_reader if current else "",
        dissent=current.dissent if current else "",
        authority_reply=current.authority_reply if current else "",
        authority_reply_on=current.authority_reply_on if current else None,
        evidence=tuple(_printed(piece) for piece in current.evidence if piece.publishable) if current else (),
        **facts,
    )


def _printed(piece: EvidenceView) -> AssessedEvidence:
    return AssessedEvidence(
        piece.kind,
        piece.strength,
        piece.title,
        piece.publisher,
        piece.dated_on,
        piece.url,
        piece.page,
        piece.quote,
        piece.consulted_on,
    )


def to_json(snapshot: Snapshot) -> str:
    """Write a snapshot as the text that is frozen in the dossier."""
    return json.dumps({"format": _FORMAT, **asdict(snapshot)}, ensure_ascii=False, default=str)


def from_json(text: str) -> Snapshot:
    """Read a frozen snapshot back."""
    raw = json.loads(text)
    raw.pop("format")
    commitments = tuple(_commitment_from(item) for item in raw.pop("commitments"))
    days = {name: _day(raw.pop(name)) for name in ("mandate_start", "mandate_end", "mid_term", "frozen_on")}
    return Snapshot(
        **{
            **raw,
            **days,
            "as_of": date.fromisoformat(raw["as_of"]),
            "state": AssessmentState(raw["state"]),
            "advances": tuple(raw["advances"]),
            "stuck": tuple(raw["stuck"]),
            "demands": tuple(raw["demands"]),
            "commitments": commitments,
        }
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


_CODES: Mapping[str, Any] = {
    "deadline_precision": Precision,
    "competence": Competence,
    "standing": Standing,
    "strength": ProofStrength,
    "obstacle": Obstacle,
    "kind": EvidenceKind,
}
_DAYS = ("source_date", "deadline", "decided_on", "authority_reply_on", "dated_on", "consulted_on")


def _typed(raw: dict[str, Any]) -> dict[str, Any]:
    typed = {name: _CODES[name](value) if name in _CODES and value else value for name, value in raw.items()}
    return {name: _day(value) if name in _DAYS else value for name, value in typed.items()}


def _commitment_from(raw: dict[str, Any]) -> AssessedCommitment:
    evidence = tuple(AssessedEvidence(**_typed(piece)) for piece in raw.pop("evidence"))
    history = tuple(HalfYearStanding(**_typed(point)) for point in raw.pop("history"))
    weak = tuple(Weakness(value) for value in raw.pop("weaknesses", ()))
    return AssessedCommitment(**_typed(raw), evidence=evidence, history=history, weaknesses=weak)
