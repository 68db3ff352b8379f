"""Read an assessment as its page shows it: words, figures, what is missing, what could be said; write nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.assessments import AssessmentState, Scale, Score, score
from altterr_desktop.domain.commitments import STANDINGS_ADVANCING, STANDINGS_STUCK, Standing
from altterr_desktop.domain.dates import add_months
from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _, language_set
from altterr_desktop.i18n.labels import label
from altterr_desktop.model.assessments import Assessment
from altterr_desktop.model.search import SearchDocument
from altterr_desktop.model.territories import Mandate, Territory
from altterr_desktop.services.fields import today
from altterr_desktop.services.listing import words_filter
from altterr_desktop.services.records import live_record
from altterr_desktop.services.snapshots import AssessedCommitment, Snapshot, from_json, take_snapshot

OLD_AFTER_MONTHS = 12
_MOST_PROPOSED = 4
_DEMANDS = 3


@dataclass(frozen=True)
class AssessmentRow:
    """Hold one line of the list of assessments."""

    id: str
    title: str
    territory: str
    mandate: str
    as_of: date | None
    state: AssessmentState
    frozen_on: date | None

    @property
    def named(self) -> tuple[str, str]:
        """Give the title over its territory and mandate."""
        return self.title, " · ".join(part for part in (self.territory, self.mandate) if part)


class Doubt(StrEnum):
    """Name what makes an assessment weaker and can still be mended before it is frozen."""

    NOTHING = "nothing"
    NOT_ASSESSED = "not_assessed"
    OLD_VERDICT = "old_verdict"
    NO_EVIDENCE = "no_evidence"
    DAY_TO_COME = "day_to_come"


@dataclass(frozen=True)
class DoubtView:
    """Hold one doubt with the commitments it is about: (id, title)."""

    doubt: Doubt
    commitments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class AssessmentFigures:
    """Hold what is counted in an assessment, with what each number is out of."""

    total: int
    counts: dict[Standing, int]
    score: Score
    advancing: int
    with_evidence: int
    evidence: int
    replies: int
    late: int
    meetings_held: int
    left_out: int
    by_theme: tuple[tuple[str, dict[Standing, int]], ...]


@dataclass(frozen=True)
class AssessmentView:
    """Hold an assessment for its page; a frozen one has the figures of its snapshot."""

    id: str
    title: str
    territory_id: str
    territory: str
    mandate_id: str | None
    as_of: date | None
    scale_key: str
    points: dict[Standing, int]
    introduction: str
    advances: str
    stuck: str
    demands: str
    method_notes: str
    state: AssessmentState
    frozen_on: date | None
    language: str
    figures: AssessmentFigures
    not_assessed: tuple[tuple[str, str], ...]
    doubts: tuple[DoubtView, ...]
    proposed_advances: tuple[str, ...]
    proposed_stuck: tuple[str, ...]
    proposed_demands: tuple[str, ...]
    territories: tuple[tuple[str, str], ...]
    mandates: tuple[tuple[str, str], ...]


def list_assessments(dossier: Dossier, query: Query | None = None) -> Page[AssessmentRow]:
    """List the assessments, latest day first. Filter: state. Sorts: as_of, title."""
    query = query or Query()
    with dossier.reading() as session:
        conditions = [~Assessment.deleted, *words_filter(query.words, Assessment.id, Assessment.territory_id)]
        if query.chosen("state"):
            conditions.append(Assessment.assessment_state.in_(query.chosen("state")))
        total = session.scalar(select(func.count()).select_from(Assessment).where(*conditions)) or 0
        statement = (
            select(Assessment, Territory.name, Mandate.label)
            .outerjoin(Territory, Territory.id == Assessment.territory_id)
            .outerjoin(Mandate, Mandate.id == Assessment.mandate_id)
            .where(*conditions)
        )
        if query.sort == "title":
            statement = statement.outerjoin(SearchDocument, SearchDocument.record_id == Assessment.id)
            key = SearchDocument.sort_key
            statement = statement.order_by(key.desc() if query.descending else key, Assessment.id)
        else:
            oldest_first = query.sort == "as_of" and not query.descending
            day = Assessment.as_of.asc() if oldest_first else Assessment.as_of.desc()
            statement = statement.order_by(day.nulls_last(), Assessment.id)
        rows = session.execute(statement.offset(query.offset).limit(query.limit))
        return Page(tuple(_row(one, territory, mandate) for one, territory, mandate in rows), total)


def _row(one: Assessment, territory: str | None, mandate: str | None) -> AssessmentRow:
    return AssessmentRow(
        one.id, one.title, territory or "", mandate or "", one.as_of, one.assessment_state, one.frozen_on
    )


def read_assessment(dossier: Dossier, assessment_id: str) -> AssessmentView:
    """Read an assessment with its figures, its doubts and what the verdicts let it say. Raises NotFound."""
    with dossier.reading() as session:
        one: Assessment = live_record(session, "assessment", assessment_id)
        snapshot = from_json(one.snapshot) if one.snapshot else take_snapshot(session, one)
        with language_set(snapshot.language):
            proposed = _proposals(snapshot.commitments)
        return AssessmentView(
            id=one.id,
            title=one.title,
            territory_id=one.territory_id,
            territory=snapshot.territory,
            mandate_id=one.mandate_id,
            as_of=one.as_of,
            scale_key=one.scale_key,
            points={Standing(standing): points for standing, points in snapshot.points.items()},
            introduction=one.introduction,
            advances=one.advances,
            stuck=one.stuck,
            demands=one.demands,
            method_notes=one.method_notes,
            state=one.assessment_state,
            frozen_on=one.frozen_on,
            language=snapshot.language,
            figures=figures_of(snapshot),
            not_assessed=_titles(c for c in snapshot.commitments if c.standing is Standing.NOT_ASSESSED),
            doubts=doubts_of(snapshot),
            proposed_advances=proposed[0],
            proposed_stuck=proposed[1],
            proposed_demands=proposed[2],
            territories=_followed(session),
            mandates=_mandates(session, one.territory_id),
        )


def figures_of(snapshot: Snapshot) -> AssessmentFigures:
    """Count a snapshot; off-scale and not-assessed commitments stay out of the score's denominator."""
    listed = snapshot.commitments
    scale = Scale(snapshot.scale_key, {Standing(key): points for key, points in snapshot.points.items()})
    themes: dict[str, list[Standing]] = {}
    for one in listed:
        themes.setdefault(one.theme, []).append(one.standing)
    counts = _counts([one.standing for one in listed])
    return AssessmentFigures(
        total=len(listed),
        counts=counts,
        score=score((one.standing for one in listed), scale),
        advancing=sum(counts.get(standing, 0) for standing in STANDINGS_ADVANCING),
        with_evidence=sum(bool(one.evidence) for one in listed),
        evidence=sum(len(one.evidence) for one in listed),
        replies=sum(bool(one.authority_reply.strip()) for one in listed),
        late=sum(one.late for one in listed),
        meetings_held=snapshot.meetings_held,
        left_out=snapshot.left_out,
        by_theme=tuple((theme, _counts(standings)) for theme, standings in themes.items()),
    )


def _counts(standings: Sequence[Standing]) -> dict[Standing, int]:
    found = Counter(standings)
    return {standing: found[standing] for standing in Standing if found[standing]}


def doubts_of(snapshot: Snapshot) -> tuple[DoubtView, ...]:
    """List what weakens a snapshot: nothing to assess, no verdict, old ones, none published, a day to come."""
    listed = snapshot.commitments
    if not listed:
        return (DoubtView(Doubt.NOTHING),)
    limit = add_months(snapshot.as_of, -OLD_AFTER_MONTHS)
    judged = [one for one in listed if one.standing is not Standing.NOT_ASSESSED]
    found = (
        DoubtView(
            Doubt.NOT_ASSESSED, _titles(one for one in listed if one.standing is Standing.NOT_ASSESSED)
        ),
        DoubtView(
            Doubt.OLD_VERDICT, _titles(one for one in judged if one.decided_on and one.decided_on < limit)
        ),
        DoubtView(Doubt.NO_EVIDENCE, _titles(one for one in judged if not one.evidence)),
    )
    doubts = tuple(doubt for doubt in found if doubt.commitments)
    to_come = snapshot.state is AssessmentState.PREPARING and snapshot.as_of > today()
    return (*doubts, DoubtView(Doubt.DAY_TO_COME)) if to_come else doubts


def _titles(commitments: Iterable[AssessedCommitment]) -> tuple[tuple[str, str], ...]:
    return tuple((one.id, one.title) for one in commitments)


def _proposals(
    listed: Sequence[AssessedCommitment],
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Write what the verdicts let one say: what advances, what is stuck, demands from what is stuck or late."""
    advances = _first(listed, STANDINGS_ADVANCING)
    stuck = _first(listed, tuple(reversed(STANDINGS_STUCK)))
    late = [one for one in listed if one.late and one not in stuck]
    demands = [_demand(one) for one in (*stuck, *late)]
    return (
        tuple(_said(one) for one in advances[:_MOST_PROPOSED]),
        tuple(_said(one) for one in stuck[:_MOST_PROPOSED]),
        tuple(dict.fromkeys(demands))[:_DEMANDS],
    )


def _first(listed: Sequence[AssessedCommitment], standings: Sequence[Standing]) -> list[AssessedCommitment]:
    return [one for standing in standings for one in listed if one.standing is standing]


def _said(one: AssessedCommitment) -> str:
    return f"{one.title} ({label(one.standing).lower()})"


def _demand(one: AssessedCommitment) -> str:
    if one.next_step.strip():
        return one.next_step.strip().splitlines()[0]
    return _("Give a date and a budget to this commitment: {title}").format(title=one.title)


def _followed(session: Session) -> tuple[tuple[str, str], ...]:
    rows = session.execute(
        select(Territory.id, Territory.name)
        .where(Territory.followed, ~Territory.deleted)
        .order_by(Territory.population.desc())
    )
    return tuple((found, name) for found, name in rows)


def _mandates(session: Session, territory_id: str) -> tuple[tuple[str, str], ...]:
    rows = session.execute(
        select(Mandate.id, Mandate.label)
        .where(Mandate.territory_id == territory_id, ~Mandate.deleted)
        .order_by(Mandate.start.desc())
    )
    return tuple((found, name) for found, name in rows)
