"""List actions and say which one is next; must not read their whole content nor write anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.domain.mobilisations import (
    MobilisationKind,
    MobilisationState,
)
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.model.mobilisations import (
    ChecklistItem,
    Mobilisation,
    MobilisationTarget,
)
from altterr_desktop.model.search import SearchDocument
from altterr_desktop.model.territories import Territory
from altterr_desktop.services.fields import today
from altterr_desktop.services.listing import words_filter
from altterr_desktop.services.mobilisation_views import counts_of, parts_of, roles_of, steps_of


@dataclass(frozen=True)
class MobilisationRow:
    """Hold one line of the list of actions."""

    id: str
    happens_on: date | None
    start_time: str
    title: str
    kind: MobilisationKind
    state: MobilisationState
    place: str
    territory: str
    on_public_road: bool
    declared_on: date | None
    people_needed: int
    people_missing: int
    to_do: int
    done: int
    late_steps: int
    count_what: str
    count: int | None


def list_mobilisations(dossier: Dossier, query: Query) -> Page[MobilisationRow]:
    """List actions: those to come, soonest first, then those past, latest first.

    Filters: state (idea, prepared, done, cancelled), when (upcoming, past), kind, territory, official.
    Sorts: date, title.
    """
    with dossier.reading() as session:
        conditions = [~Mobilisation.deleted, *_conditions(query)]
        total = session.scalar(select(func.count()).select_from(Mobilisation).where(*conditions)) or 0
        statement: Any = (
            select(Mobilisation, Territory.name)
            .outerjoin(Territory, Territory.id == Mobilisation.territory_id)
            .where(*conditions)
        )
        page = _ordered(statement, query).offset(query.offset).limit(query.limit)
        return Page(tuple(_row(session, action, name or "") for action, name in session.execute(page)), total)


def latest_mobilisation(dossier: Dossier) -> str | None:
    """Give the id of the next action with a day, or else of the last one that had one."""
    rows = list_mobilisations(dossier, Query(limit=-1)).rows
    living = [row for row in rows if row.state is not MobilisationState.CANCELLED]
    dated = [row for row in living if row.happens_on is not None]
    return next((row.id for row in (*dated, *living)), None)


def _conditions(query: Query) -> list[ColumnElement[bool]]:
    conditions = list(words_filter(query.words, Mobilisation.id, Mobilisation.territory_id))
    for name, column in (
        ("state", Mobilisation.mobilisation_state),
        ("kind", Mobilisation.mobilisation_kind),
        ("territory", Mobilisation.territory_id),
    ):
        if query.chosen(name):
            conditions.append(column.in_(query.chosen(name)))
    when = [_WHEN[name]() for name in query.chosen("when") if name in _WHEN]
    if when:
        conditions.append(or_(*when))
    if query.chosen("official"):
        targets = select(MobilisationTarget.mobilisation_id).where(
            MobilisationTarget.official_id.in_(query.chosen("official")), ~MobilisationTarget.deleted
        )
        conditions.append(Mobilisation.id.in_(targets))
    return conditions


def _upcoming() -> ColumnElement[bool]:
    over = (MobilisationState.DONE, MobilisationState.CANCELLED)
    return and_(
        Mobilisation.mobilisation_state.not_in(over),
        or_(Mobilisation.happens_on.is_(None), Mobilisation.happens_on >= today()),
    )


def _past() -> ColumnElement[bool]:
    return ~_upcoming()


_WHEN = {"upcoming": _upcoming, "past": _past}


def _ordered(statement: Any, query: Query) -> Any:
    if query.sort == "title":
        statement = statement.outerjoin(SearchDocument, SearchDocument.record_id == Mobilisation.id)
        column: Any = SearchDocument.sort_key
        return statement.order_by(column.desc() if query.descending else column, Mobilisation.id)
    if query.sort == "date":
        day = Mobilisation.happens_on.desc() if query.descending else Mobilisation.happens_on.asc()
        return statement.order_by(day.nulls_last(), Mobilisation.start_time, Mobilisation.id)
    coming = func.iif(_upcoming(), Mobilisation.happens_on, None)
    return statement.order_by(
        _upcoming().desc(), coming.nulls_last(), Mobilisation.happens_on.desc().nulls_last(), Mobilisation.id
    )


def _row(session: Session, action: Mobilisation, territory: str) -> MobilisationRow:
    roles = roles_of(session, action, {})
    steps = steps_of(session, action, {})
    items = [item.done for item in parts_of(session, ChecklistItem, action.id)]
    ticks = [*items, *(step.done for step in steps)]
    counts = counts_of(session, action.id)
    main = max(counts, key=lambda count: (count.latest_on or date.min, count.latest), default=None)
    return MobilisationRow(
        id=action.id,
        happens_on=action.happens_on,
        start_time=action.start_time,
        title=action.title,
        kind=action.mobilisation_kind,
        state=action.mobilisation_state,
        place=action.place,
        territory=territory,
        on_public_road=action.on_public_road,
        declared_on=action.declared_on,
        people_needed=sum(role.needed for role in roles),
        people_missing=sum(role.missing for role in roles),
        to_do=len(ticks),
        done=sum(ticks),
        late_steps=sum(step.overdue for step in steps),
        count_what=main.what if main else "",
        count=main.latest if main else None,
    )
