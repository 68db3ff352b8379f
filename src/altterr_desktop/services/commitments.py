"""Enter, list and read commitments with their state, which is that of their latest agreed verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import Session, aliased

from altterr_desktop.domain.commitments import (
    OffScale,
    Progress,
    ProofStrength,
    Standing,
    VerdictState,
    standing_of,
)
from altterr_desktop.domain.dates import Precision
from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.domain.weaknesses import is_late
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.batches import batches
from altterr_desktop.journal.changes import Changes
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.frameworks import Theme
from altterr_desktop.model.officials import Official
from altterr_desktop.model.search import SearchDocument
from altterr_desktop.model.territories import Mandate, Territory
from altterr_desktop.model.verdicts import Evidence, Verdict
from altterr_desktop.services.fields import today
from altterr_desktop.services.listing import words_filter
from altterr_desktop.services.names import official_name
from altterr_desktop.services.records import create_record

_BY_VERDICT = ("standing", "decided_on")
_SETTLED = (Standing.DONE, Standing.OUTSIDE_COMPETENCE, Standing.VOID)


@dataclass(frozen=True)
class CommitmentRow:
    """Hold one line of the list of commitments."""

    id: str
    number: str
    title: str
    theme: str
    official: str
    territory: str
    deadline: date | None
    deadline_precision: Precision
    deadline_words: str
    standing: Standing
    progress: Progress
    off_scale: OffScale | None
    proof_strength: ProofStrength | None
    decided_on: date | None
    late: bool
    evidence_count: int
    publishable: bool


def enter_commitment(dossier: Dossier, *, values: Mapping[str, Any]) -> Changes:
    """Add a commitment; it takes the only followed territory and its mandate unless given. Raises InvalidInput."""
    with dossier.reading() as session:
        values = {**default_place(session), **values}
    return create_record(dossier, kind="commitment", values=values)


def default_place(session: Session) -> dict[str, Any]:
    """Give the territory a new record is about, where the group follows only one, and its mandate in force."""
    followed = (
        session.execute(select(Territory.id).where(Territory.followed, ~Territory.deleted).limit(2))
        .scalars()
        .all()
    )
    if len(followed) != 1:
        return {}
    return {"territory_id": followed[0], "mandate_id": mandate_in_force(session, followed[0], today())}


def mandate_in_force(session: Session, territory_id: str, day: date) -> str | None:
    """Find the mandate of a territory on a day, or its latest one."""
    mandates = (
        session.execute(
            select(Mandate)
            .where(Mandate.territory_id == territory_id, ~Mandate.deleted)
            .order_by(Mandate.start.desc())
        )
        .scalars()
        .all()
    )
    now = [mandate for mandate in mandates if mandate.start and mandate.start <= day]
    return (now or mandates)[0].id if mandates else None


def latest_verdict_id(day: date | None = None) -> ColumnElement[str | None]:
    """Select, for the commitment of an outer query, its latest agreed verdict as of a day."""
    verdict = aliased(Verdict)
    conditions = [
        verdict.commitment_id == Commitment.id,
        ~verdict.deleted,
        verdict.verdict_state == VerdictState.AGREED,
    ]
    if day is not None:
        conditions.append(verdict.decided_on <= day)
    return (
        select(verdict.id)
        .where(*conditions)
        .order_by(verdict.decided_on.desc(), verdict.recorded_at.desc(), verdict.id.desc())
        .limit(1)
        .correlate(Commitment)
        .scalar_subquery()
    )


def list_commitments(dossier: Dossier, query: Query) -> Page[CommitmentRow]:
    """List commitments by words, theme, official, territory, standing, lateness or missing evidence.

    Filters: theme, official, territory, standing (values of Standing), and flag: late, no_evidence, not_assessed.
    Sorts: number, title, theme, official, deadline, standing, decided_on.
    """
    with dossier.reading() as session:
        ids = _ordered_ids(session, query)
        chosen = ids[query.offset :] if query.limit < 0 else ids[query.offset : query.offset + query.limit]
        return Page(_rows(session, chosen), len(ids))


def commitment_ids(dossier: Dossier, query: Query) -> tuple[str, ...]:
    """List the ids of all the commitments of a query, in its order, whatever page it asks for."""
    with dossier.reading() as session:
        return tuple(_ordered_ids(session, query))


def _ordered_ids(session: Session, query: Query) -> Sequence[str]:
    """Filter and order once, ids only: the total is their number and the wide columns are read for one page."""
    current = aliased(Verdict)
    statement = select(Commitment.id).select_from(Commitment).where(~Commitment.deleted)
    if _asks_for_standing(query):
        statement = statement.outerjoin(current, current.id == latest_verdict_id())
    statement = _order(statement.where(*_conditions(query, current)), query, current)
    return session.execute(statement).scalars().all()


def _asks_for_standing(query: Query) -> bool:
    flags = query.chosen("flag")
    return bool(
        query.chosen("standing") or {"late", "not_assessed"} & set(flags) or query.sort in _BY_VERDICT
    )


def _conditions(query: Query, current: Any) -> list[Any]:
    conditions: list[Any] = words_filter(
        query.words, Commitment.id, Commitment.official_id, Commitment.theme_id, Commitment.territory_id
    )
    for name, column in (
        ("theme", Commitment.theme_id),
        ("official", Commitment.official_id),
        ("territory", Commitment.territory_id),
        ("document", Commitment.pledge_document_id),
        ("parent", Commitment.parent_id),
    ):
        if query.chosen(name):
            conditions.append(column.in_(query.chosen(name)))
    if query.chosen("standing"):
        conditions.append(_standing(current).in_(query.chosen("standing")))
    flags = query.chosen("flag")
    if "late" in flags:
        conditions.append(and_(Commitment.deadline < today(), _standing(current).not_in(_SETTLED)))
    if "no_evidence" in flags:
        conditions.append(~_has_evidence())
    if "not_assessed" in flags:
        conditions.append(_standing(current) == Standing.NOT_ASSESSED)
    return conditions


def _has_evidence() -> ColumnElement[bool]:
    return select(Evidence.id).where(Evidence.commitment_id == Commitment.id, ~Evidence.deleted).exists()


def _standing(current: Any) -> ColumnElement[Any]:
    """Write `standing_of` in SQL, as text."""
    text_of = func.coalesce(current.off_scale, current.progress, Progress.NOT_ASSESSED.value)
    return case((current.id.is_(None), Standing.NOT_ASSESSED.value), else_=text_of)


def _rows(session: Session, ids: Sequence[str]) -> tuple[CommitmentRow, ...]:
    current = aliased(Verdict)
    evidence_count = (
        select(func.count())
        .where(Evidence.commitment_id == Commitment.id, ~Evidence.deleted)
        .correlate(Commitment)
        .scalar_subquery()
    )
    statement = (
        select(
            Commitment,
            Theme.name,
            Official,
            Territory.name,
            current.progress,
            current.off_scale,
            current.proof_strength,
            current.decided_on,
            evidence_count,
        )
        .select_from(Commitment)
        .outerjoin(current, current.id == latest_verdict_id())
        .outerjoin(Theme, Theme.id == Commitment.theme_id)
        .outerjoin(Official, Official.id == Commitment.official_id)
        .outerjoin(Territory, Territory.id == Commitment.territory_id)
    )
    rows: dict[str, CommitmentRow] = {}
    for batch in batches(ids):
        found = session.execute(statement.where(Commitment.id.in_(batch)))
        rows.update((row[0].id, _row(row)) for row in found)
    return tuple(rows[commitment_id] for commitment_id in ids)


def _order(statement: Select[Any], query: Query, current: Any) -> Select[Any]:
    references: dict[str, Any] = {
        "title": Commitment.id,
        "theme": Commitment.theme_id,
        "official": Commitment.official_id,
    }
    columns: dict[str, Any] = {
        "number": func.length(Commitment.number),
        "deadline": Commitment.deadline,
        "standing": _standing(current),
        "decided_on": current.decided_on,
    }
    if query.sort in references:
        document = aliased(SearchDocument)
        statement = statement.outerjoin(document, document.record_id == references[query.sort])
        column: Any = document.sort_key
    else:
        column = columns.get(query.sort, Commitment.position)
    direction = column.desc() if query.descending else column.asc()
    last = (
        Commitment.number.desc() if query.descending and query.sort == "number" else Commitment.number.asc()
    )
    return statement.order_by(direction.nulls_last(), last, Commitment.id)


def _row(row: Any) -> CommitmentRow:
    commitment, theme, official, territory, progress, off_scale, strength, decided_on, evidence = row
    standing = standing_of(progress, off_scale)
    return CommitmentRow(
        id=commitment.id,
        number=commitment.number,
        title=commitment.title or commitment.verbatim[:120],
        theme=theme or "",
        official=official_name(official) if official is not None else "",
        territory=territory or "",
        deadline=commitment.deadline,
        deadline_precision=commitment.deadline_precision,
        deadline_words=commitment.deadline_words,
        standing=standing,
        progress=progress or Progress.NOT_ASSESSED,
        off_scale=off_scale,
        proof_strength=strength,
        decided_on=decided_on,
        late=is_late(commitment.deadline, standing, today()),
        evidence_count=evidence,
        publishable=commitment.publishable,
    )


def count_standings(dossier: Dossier, query: Query) -> dict[Standing, int]:
    """Count the commitments of a list by standing, whatever standing filter it has."""
    kept = tuple(pair for pair in query.filters if pair[0] != "standing")
    query = Query(query.words, kept)
    with dossier.reading() as session:
        current = aliased(Verdict)
        statement = (
            select(_standing(current), func.count())
            .select_from(Commitment)
            .outerjoin(current, current.id == latest_verdict_id())
            .where(~Commitment.deleted, *_conditions(query, current))
            .group_by(_standing(current))
        )
        return {Standing(standing): count for standing, count in session.execute(statement)}
