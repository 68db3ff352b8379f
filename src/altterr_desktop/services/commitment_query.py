"""Write what is asked of a list of commitments (words, filters, order, groups) in SQL; it reads no row itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from altterr_desktop.domain.commitments import IndicatorKind, Progress, Standing, VerdictState, Weakness
from altterr_desktop.domain.dates import VAGUE_PRECISIONS, add_months
from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.weaknesses import EVIDENCE_MONTHS
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.frameworks import Theme
from altterr_desktop.model.indicators import Indicator
from altterr_desktop.model.search import SearchDocument
from altterr_desktop.model.verdicts import Evidence, Verdict
from altterr_desktop.services.fields import today
from altterr_desktop.services.listing import words_filter

GROUPINGS = ("theme", "official", "standing", "document", "territory")
"""What a list can be grouped by, in the order it is offered."""

_SETTLED = (Standing.DONE, Standing.OUTSIDE_COMPETENCE, Standing.VOID)
_NEED_STANDING_SORT = ("standing", "decided_on")
_NEED_STANDING_FLAGS = {"late", "not_assessed"}
_REFERENCES = {
    "theme": Commitment.theme_id,
    "official": Commitment.official_id,
    "territory": Commitment.territory_id,
    "document": Commitment.pledge_document_id,
}


def latest_verdict_id(day: Any = None) -> ColumnElement[str | None]:
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


def ordered_ids(session: Session, query: Query, volunteer_id: str = "") -> Sequence[str]:
    """Filter and order once, ids only: the total is their number and the wide columns are read for one page."""
    return [commitment_id for commitment_id, _group in ordered_groups(session, query, volunteer_id)]


def ordered_groups(session: Session, query: Query, volunteer_id: str = "") -> Sequence[tuple[str, str]]:
    """Give (id, group) of every commitment of a query in its order, groups together; without grouping «»."""
    current = aliased(Verdict)
    group = _group_column(query.group, current)
    statement: Select[Any] = select(Commitment.id, group).select_from(Commitment).where(~Commitment.deleted)
    if needs_standing(query):
        statement = statement.outerjoin(current, current.id == latest_verdict_id())
    statement = statement.where(*conditions(query, current, volunteer_id))
    first, statement = _group_order(query.group, statement, current)
    statement = _order(statement, query, current, first)
    return [(row[0], row[1] or "") for row in session.execute(statement).all()]


def signer(dossier: Dossier) -> str:
    """Give who works on this laptop: «mine» in a filter is theirs."""
    return dossier.signature.author_id


def needs_standing(query: Query) -> bool:
    """Tell whether a query looks at the latest verdict."""
    late = Weakness.PAST_DEADLINE in query.chosen("weakness")
    return bool(
        late
        or query.chosen("standing")
        or _NEED_STANDING_FLAGS & set(query.chosen("flag"))
        or query.sort in _NEED_STANDING_SORT
        or query.group == "standing"
    )


def standing_sql(current: Any) -> ColumnElement[Any]:
    """Write `standing_of` in SQL, as text."""
    text_of = func.coalesce(current.off_scale, current.progress, Progress.NOT_ASSESSED.value)
    return case((current.id.is_(None), Standing.NOT_ASSESSED.value), else_=text_of)


def standings_now(session: Session) -> dict[str, Standing]:
    """Give the standing of every commitment today."""
    current = aliased(Verdict)
    query = select(Commitment.id, standing_sql(current)).outerjoin(current, current.id == latest_verdict_id())
    return {found: Standing(standing) for found, standing in session.execute(query)}


def conditions(query: Query, current: Any, volunteer_id: str = "") -> list[Any]:
    """Write the filters of a query; `current` is the latest verdict of each row.

    Filters: theme, official, territory, document, parent (ids, «» for none), standing (values of Standing),
    weakness (values of Weakness), flag: late, no_evidence, not_assessed, proposed, mine, internal.
    """
    found: list[Any] = words_filter(
        query.words, Commitment.id, Commitment.official_id, Commitment.theme_id, Commitment.territory_id
    )
    for name, column in (*_REFERENCES.items(), ("parent", Commitment.parent_id)):
        if chosen := query.chosen(name):
            found.append(or_(column.in_(chosen), column.is_(None)) if "" in chosen else column.in_(chosen))
    if query.chosen("standing"):
        found.append(standing_sql(current).in_(query.chosen("standing")))
    flags: dict[str, Callable[[], ColumnElement[bool]]] = {
        "late": lambda: _is_late(current),
        "no_evidence": lambda: ~_has_evidence(),
        "not_assessed": lambda: standing_sql(current) == Standing.NOT_ASSESSED,
        "proposed": lambda: _has_proposal(""),
        "mine": lambda: _has_proposal(volunteer_id or "-"),
        "internal": lambda: ~Commitment.publishable,
    }
    found += [flags[flag]() for flag in query.chosen("flag") if flag in flags]
    found += [_weakness(Weakness(value), current) for value in query.chosen("weakness")]
    return found


def _is_late(current: Any) -> ColumnElement[bool]:
    return and_(Commitment.deadline < today(), standing_sql(current).not_in(_SETTLED))


def _has_evidence() -> ColumnElement[bool]:
    return select(Evidence.id).where(Evidence.commitment_id == Commitment.id, ~Evidence.deleted).exists()


def _has_proposal(volunteer_id: str) -> ColumnElement[bool]:
    proposed = [
        Verdict.commitment_id == Commitment.id,
        Verdict.verdict_state == VerdictState.PROPOSED,
        ~Verdict.deleted,
    ]
    if volunteer_id:
        proposed.append(Verdict.author_id == volunteer_id)
    return select(Verdict.id).where(*proposed).exists()


def _weakness(weakness: Weakness, current: Any) -> ColumnElement[bool]:
    """Write `domain.weaknesses` in SQL; a test holds both together."""
    words = func.trim(Commitment.indicator) != ""
    own = select(Indicator.id).where(Indicator.commitment_id == Commitment.id, ~Indicator.deleted)
    no_means = or_(Indicator.indicator_kind.is_(None), Indicator.indicator_kind != IndicatorKind.MEANS)
    means_alone = or_(~words, func.coalesce(Commitment.indicator_kind, "") == IndicatorKind.MEANS.value)
    oldest = add_months(today(), -EVIDENCE_MONTHS)
    recent = select(Evidence.id).where(
        Evidence.commitment_id == Commitment.id,
        ~Evidence.deleted,
        func.coalesce(Evidence.dated_on, Evidence.consulted_on) >= oldest,
    )
    written: dict[Weakness, Callable[[], ColumnElement[bool]]] = {
        Weakness.VAGUE_DEADLINE: lambda: or_(
            Commitment.deadline.is_(None), Commitment.deadline_precision.in_(VAGUE_PRECISIONS)
        ),
        Weakness.PAST_DEADLINE: lambda: _is_late(current),
        Weakness.NO_BUDGET: lambda: Commitment.budget_planned.is_(None),
        Weakness.NO_INDICATOR: lambda: and_(~words, ~own.exists()),
        Weakness.INDICATOR_OF_MEANS: lambda: and_(
            or_(words, own.exists()), means_alone, ~own.where(no_means).exists()
        ),
        Weakness.NO_ONE_IN_CHARGE: lambda: and_(
            Commitment.official_id.is_(None), Commitment.service_id.is_(None)
        ),
        Weakness.NO_RECENT_EVIDENCE: lambda: ~recent.exists(),
    }
    return written[weakness]()


def _group_column(group: str, current: Any) -> Any:
    if group == "standing":
        return standing_sql(current)
    return _REFERENCES.get(group, func.coalesce("", ""))


def _group_order(group: str, statement: Select[Any], current: Any) -> tuple[list[Any], Select[Any]]:
    """Order groups as their own lists do: themes as the group sorted them, states by the scale, names by name."""
    if group == "standing":
        places = {standing.value: place for place, standing in enumerate(Standing)}
        return [case(places, value=standing_sql(current), else_=len(places))], statement
    if group == "theme":
        theme = aliased(Theme)
        statement = statement.outerjoin(theme, theme.id == Commitment.theme_id)
        return [theme.position.asc().nulls_last(), Commitment.theme_id.asc().nulls_last()], statement
    if group in _REFERENCES:
        document = aliased(SearchDocument)
        column = _REFERENCES[group]
        statement = statement.outerjoin(document, document.record_id == column)
        return [document.sort_key.asc().nulls_last(), column.asc().nulls_last()], statement
    return [], statement


def _order(statement: Select[Any], query: Query, current: Any, first: Sequence[Any]) -> Select[Any]:
    columns: dict[str, Any] = {
        "number": func.length(Commitment.number),
        "deadline": Commitment.deadline,
        "standing": standing_sql(current),
        "decided_on": current.decided_on,
        "level": Commitment.level,
    }
    if query.sort == "title" or query.sort in _REFERENCES:
        document = aliased(SearchDocument)
        owner: Any = _REFERENCES.get(query.sort, Commitment.id)
        statement = statement.outerjoin(document, document.record_id == owner)
        column: Any = document.sort_key
    elif query.sort == "evidence_count":
        counts = (
            select(Evidence.commitment_id, func.count().label("pieces"))
            .where(~Evidence.deleted)
            .group_by(Evidence.commitment_id)
            .subquery()
        )
        statement = statement.outerjoin(counts, counts.c.commitment_id == Commitment.id)
        column = func.coalesce(counts.c.pieces, 0)
    else:
        column = columns.get(query.sort, Commitment.position)
    direction = column.desc() if query.descending else column.asc()
    last = (
        Commitment.number.desc() if query.descending and query.sort == "number" else Commitment.number.asc()
    )
    return statement.order_by(*first, direction.nulls_last(), last, Commitment.id)
