"""Enter, list and read commitments with their state, which is that of their latest agreed verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from altterr_desktop.domain.commitments import (
    OffScale,
    Progress,
    ProofStrength,
    Standing,
    standing_of,
)
from altterr_desktop.domain.dates import Precision
from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.domain.weaknesses import is_late
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.batches import batches
from altterr_desktop.journal.changes import Changes
from altterr_desktop.model.commitments import Commitment, PledgeDocument
from altterr_desktop.model.frameworks import Theme
from altterr_desktop.model.officials import Official
from altterr_desktop.model.territories import Mandate, Territory
from altterr_desktop.model.verdicts import Evidence, Verdict
from altterr_desktop.services.commitment_query import (
    conditions,
    latest_verdict_id,
    ordered_ids,
    signer,
    standing_sql,
)
from altterr_desktop.services.fields import today
from altterr_desktop.services.names import official_name
from altterr_desktop.services.records import create_record


@dataclass(frozen=True)
class CommitmentRow:
    """Hold one line of the list of commitments."""

    id: str
    number: str
    title: str
    theme: str
    official: str
    territory: str
    document: str
    level: int | None
    theme_id: str | None
    official_id: str | None
    parent_id: str | None
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


def list_commitments(dossier: Dossier, query: Query) -> Page[CommitmentRow]:
    """List commitments; `commitment_query.conditions` names the filters, groups are `commitment_groups`' affair.

    Sorts: number, title, theme, official, territory, document, level, deadline, standing, decided_on,
    evidence_count; any other keeps the order of the plan.
    """
    with dossier.reading() as session:
        ids = ordered_ids(session, query, signer(dossier))
        chosen = ids[query.offset :] if query.limit < 0 else ids[query.offset : query.offset + query.limit]
        return Page(rows_of(session, chosen), len(ids))


def commitment_ids(dossier: Dossier, query: Query) -> tuple[str, ...]:
    """List the ids of all the commitments of a query, in its order, whatever page it asks for."""
    with dossier.reading() as session:
        return tuple(ordered_ids(session, query, signer(dossier)))


def rows_of(session: Session, ids: Sequence[str]) -> tuple[CommitmentRow, ...]:
    """Read the lines of commitments by their ids, in this order."""
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
            PledgeDocument.title,
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
        .outerjoin(PledgeDocument, PledgeDocument.id == Commitment.pledge_document_id)
    )
    rows: dict[str, CommitmentRow] = {}
    for batch in batches(ids):
        found = session.execute(statement.where(Commitment.id.in_(batch)))
        rows.update((row[0].id, _row(row)) for row in found)
    return tuple(rows[commitment_id] for commitment_id in ids)


def _row(row: Any) -> CommitmentRow:
    commitment, theme, official, territory, document, progress, off_scale, strength, decided_on, evidence = (
        row
    )
    standing = standing_of(progress, off_scale)
    return CommitmentRow(
        id=commitment.id,
        number=commitment.number,
        title=commitment.title or commitment.verbatim[:120],
        theme=theme or "",
        official=official_name(official) if official is not None else "",
        territory=territory or "",
        document=document or "",
        level=commitment.level,
        theme_id=commitment.theme_id,
        official_id=commitment.official_id,
        parent_id=commitment.parent_id,
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
            select(standing_sql(current), func.count())
            .select_from(Commitment)
            .outerjoin(current, current.id == latest_verdict_id())
            .where(~Commitment.deleted, *conditions(query, current, signer(dossier)))
            .group_by(standing_sql(current))
        )
        return {Standing(standing): count for standing, count in session.execute(statement)}
