"""Compute the weaknesses of many commitments at once, for filters, counts and documents; store none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from altterr_desktop.domain.commitments import IndicatorKind, Standing, Weakness, standing_of
from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.weaknesses import CommitmentFacts, weaknesses
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.indicators import Indicator
from altterr_desktop.model.verdicts import Evidence, Verdict
from altterr_desktop.services.commitment_query import latest_verdict_id
from altterr_desktop.services.commitments import commitment_ids
from altterr_desktop.services.fields import today


def weaknesses_of(
    session: Session,
    day: date,
    wanted: Collection[str] | None = None,
    standings: Mapping[str, Standing] | None = None,
) -> dict[str, tuple[Weakness, ...]]:
    """Compute the weaknesses of these commitments (all of them by default) on a day.

    `standings` replaces the latest agreed verdicts, for a document that speaks of another day.
    """
    current = aliased(Verdict)
    one = Commitment
    query = (
        select(
            one.id,
            one.deadline,
            one.deadline_precision,
            one.budget_planned,
            one.indicator,
            one.indicator_kind,
            one.official_id,
            one.service_id,
            current.progress,
            current.off_scale,
        )
        .outerjoin(current, current.id == latest_verdict_id())
        .where(~one.deleted)
    )
    if wanted is not None and len(wanted) == 1:
        query = query.where(one.id == next(iter(wanted)))
    kept = None if wanted is None else set(wanted)
    kinds, last_evidence = _indicator_kinds(session), _last_evidence(session)
    found = {}
    for row in session.execute(query):
        if kept is not None and row.id not in kept:
            continue
        facts = CommitmentFacts(
            deadline=row.deadline,
            precision=row.deadline_precision,
            standing=(standings or {}).get(row.id) or standing_of(row.progress, row.off_scale),
            budget_planned=row.budget_planned,
            indicator=row.indicator,
            indicator_kind=row.indicator_kind,
            has_someone_in_charge=bool(row.official_id or row.service_id),
            last_evidence_on=last_evidence.get(row.id),
            indicator_kinds=kinds.get(row.id, ()),
        )
        found[row.id] = weaknesses(facts, day)
    return found


def weakness_counts(dossier: Dossier, query: Query | None = None) -> dict[Weakness, int]:
    """Count the weaknesses of the commitments of a list, in the order of the enumeration; none is left out."""
    asked = query or Query()
    wanted = set(commitment_ids(dossier, asked)) if asked.is_narrowed else None
    with dossier.reading() as session:
        found = weaknesses_of(session, today(), wanted)
    counted = Counter(weakness for listed in found.values() for weakness in listed)
    return {weakness: counted[weakness] for weakness in Weakness}


def commitments_with(dossier: Dossier, *wanted: Weakness) -> tuple[str, ...]:
    """List the ids of the commitments that have all of these weaknesses."""
    with dossier.reading() as session:
        found = weaknesses_of(session, today())
    return tuple(sorted(one for one, listed in found.items() if set(wanted) <= set(listed)))


def _indicator_kinds(session: Session) -> dict[str, tuple[IndicatorKind | None, ...]]:
    kinds: dict[str, tuple[IndicatorKind | None, ...]] = {}
    query = select(Indicator.commitment_id, Indicator.indicator_kind).where(~Indicator.deleted)
    for commitment_id, kind in session.execute(query):
        kinds[commitment_id] = (*kinds.get(commitment_id, ()), kind)
    return kinds


def _last_evidence(session: Session) -> dict[str, date]:
    """Give the day of the latest evidence of each commitment: its own, else that of its consultation."""
    day = func.max(func.coalesce(Evidence.dated_on, Evidence.consulted_on), type_=Evidence.dated_on.type)
    query = select(Evidence.commitment_id, day).where(~Evidence.deleted).group_by(Evidence.commitment_id)
    rows: Any = session.execute(query)
    return {commitment_id: last for commitment_id, last in rows if last is not None}
