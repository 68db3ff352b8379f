"""List requests with their computed state and read one whole; write nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, and_, case, func, not_, or_, select, type_coerce
from sqlalchemy.orm import Session

from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.domain.requests import (
    ANSWER_MONTHS,
    REFUSAL_MONTHS,
    REMINDER_DAYS,
    AccessClock,
    AnswerKind,
    Channel,
    RequestDays,
    RequestKind,
    RequestState,
    access_clock,
    expected_by,
    next_reminder_on,
    silence_days,
    state_of,
)
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.officials import Official
from altterr_desktop.model.requests import Request, RequestCommitment, RequestReminder
from altterr_desktop.model.search import SearchDocument
from altterr_desktop.model.territories import Territory
from altterr_desktop.services.fields import today
from altterr_desktop.services.listing import words_filter
from altterr_desktop.services.names import official_name

_STATE_RANKS = {
    RequestState.REFUSED_BY_SILENCE: 0,
    RequestState.OVERDUE: 1,
    RequestState.WAITING: 2,
    RequestState.DRAFT: 3,
    RequestState.ANSWERED: 4,
}


@dataclass(frozen=True)
class RequestRow:
    """Hold one request of a list; `days` counts the days without answer, None for one not sent or answered."""

    id: str
    title: str
    kind: RequestKind
    channel: Channel
    state: RequestState
    sent_on: date | None
    expected_by: date | None
    days: int | None
    official_id: str | None
    official: str
    territory_id: str | None
    territory: str
    answer: AnswerKind | None
    answered_on: date | None
    reminders: int
    last_reminder_on: date | None
    next_reminder_on: date | None
    clock: AccessClock | None
    meeting_id: str | None
    publishable: bool

    @property
    def to_remind(self) -> bool:
        """Tell whether it is time to remind."""
        return self.next_reminder_on is not None and self.next_reminder_on <= today()


@dataclass(frozen=True)
class RequestCounts:
    """Count the requests of a dossier by state, and those it is time to remind."""

    by_state: Mapping[RequestState, int]
    to_remind: int

    @property
    def total(self) -> int:
        """Count them all."""
        return sum(self.by_state.values())

    @property
    def without_answer(self) -> int:
        """Count those whose answer is late, refused by silence or not."""
        return self.by_state.get(RequestState.OVERDUE, 0) + self.by_state.get(
            RequestState.REFUSED_BY_SILENCE, 0
        )


def list_requests(dossier: Dossier, query: Query) -> Page[RequestRow]:
    """List requests, those without answer first, the longest expected before the others, answered ones last.

    Filters: state, kind, official, territory, theme and commitment (what they are about), flag (silent: the
    answer is late; remind: it is time to). Sorts: sent, due, title, official, state.
    """
    with dossier.reading() as session:
        conditions = [~Request.deleted, *_conditions(query)]
        total = session.scalar(select(func.count()).select_from(Request).where(*conditions)) or 0
        statement = _ordered(_select().where(*conditions), query)
        rows = session.execute(statement.offset(query.offset).limit(query.limit)).all()
        return Page(_rows(session, rows), total)


def requests_where(session: Session, *conditions: ColumnElement[bool]) -> tuple[RequestRow, ...]:
    """Read the requests that meet conditions, in the order of `list_requests`."""
    statement = _ordered(_select().where(~Request.deleted, *conditions), Query())
    return _rows(session, session.execute(statement).all())


def requests_of_official(dossier: Dossier, official_id: str) -> tuple[RequestRow, ...]:
    """List what was asked of one official or service."""
    with dossier.reading() as session:
        return requests_where(session, Request.official_id == official_id)


def requests_of_commitment(dossier: Dossier, commitment_id: str) -> tuple[RequestRow, ...]:
    """List the requests about one commitment."""
    with dossier.reading() as session:
        return requests_where(session, _about(RequestCommitment.commitment_id == commitment_id))


def count_requests(dossier: Dossier) -> RequestCounts:
    """Count the requests by state, as the list would."""
    with dossier.reading() as session:
        state = _state()
        query = select(state, func.count()).where(~Request.deleted).group_by(state)
        counts = {RequestState(name): count for name, count in session.execute(query)}
        to_remind = session.scalar(
            select(func.count()).select_from(Request).where(~Request.deleted, _is_to_remind())
        )
        return RequestCounts(counts, to_remind or 0)


def is_silent() -> ColumnElement[bool]:
    """Ask for the requests whose answer is late: expected by a day gone by, or refused by silence."""
    return and_(is_awaited(), _expected() < today())


def is_awaited() -> ColumnElement[bool]:
    """Ask for the requests that were sent and have no answer."""
    return and_(~Request.deleted, not_(_is_answered()), _is_sent())


def days_of(request: Request, last_reminder_on: date | None = None) -> RequestDays:
    """Take from a request the days its state is computed from."""
    return RequestDays(
        kind=request.request_kind,
        sent_on=request.sent_on,
        received_on=request.received_on,
        due_on=request.due_on,
        answer=request.answer_kind,
        answered_on=request.answered_on,
        referred_on=request.referred_on,
        opinion_on=request.opinion_on,
        last_reminder_on=last_reminder_on,
    )


# The rules of domain.requests, once more, for the engine: a test holds both together.


def _is_answered() -> ColumnElement[bool]:
    return or_(Request.answer_kind.is_not(None), Request.answered_on.is_not(None))


def _is_sent() -> ColumnElement[bool]:
    return and_(Request.sent_on.is_not(None), Request.sent_on <= today())


def _plus_months(day: Any, months: int) -> ColumnElement[date]:
    """Add months as `add_months` does: SQLite alone makes 3 March of 31 January plus one month."""
    moved = func.date(day, f"+{months} months")
    last = func.date(day, "start of month", f"+{months + 1} months", "-1 day")
    return type_coerce(func.min(moved, last), Date)


def _start() -> ColumnElement[Any]:
    is_access = Request.request_kind == RequestKind.DOCUMENT_ACCESS
    return case((is_access, func.coalesce(Request.received_on, Request.sent_on)), else_=Request.sent_on)


def _expected() -> ColumnElement[date]:
    by_kind = case(
        *(
            (Request.request_kind == kind, _plus_months(_start(), months))
            for kind, months in ANSWER_MONTHS.items()
        ),
        else_=_plus_months(_start(), ANSWER_MONTHS[RequestKind.OTHER]),
    )
    expected: ColumnElement[date] = type_coerce(func.coalesce(Request.due_on, by_kind), Date)
    return expected


def _state() -> ColumnElement[Any]:
    refused = and_(
        Request.request_kind == RequestKind.DOCUMENT_ACCESS, _plus_months(_start(), REFUSAL_MONTHS) < today()
    )
    return case(
        (_is_answered(), RequestState.ANSWERED.value),
        (not_(_is_sent()), RequestState.DRAFT.value),
        (refused, RequestState.REFUSED_BY_SILENCE.value),
        (_expected() < today(), RequestState.OVERDUE.value),
        else_=RequestState.WAITING.value,
    )


def _last_reminder() -> Any:
    return (
        select(func.max(RequestReminder.sent_on))
        .where(RequestReminder.request_id == Request.id, ~RequestReminder.deleted)
        .correlate(Request)
        .scalar_subquery()
    )


def _is_to_remind() -> ColumnElement[bool]:
    again = type_coerce(func.date(_last_reminder(), f"+{REMINDER_DAYS} days"), Date)
    return and_(is_silent(), or_(again.is_(None), again <= today()))


def _about(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    links = (
        select(RequestCommitment.request_id)
        .join(Commitment, Commitment.id == RequestCommitment.commitment_id)
        .where(~RequestCommitment.deleted, ~Commitment.deleted, *conditions)
    )
    return Request.id.in_(links)


def _conditions(query: Query) -> list[ColumnElement[bool]]:
    conditions = list(words_filter(query.words, Request.id, Request.official_id, Request.territory_id))
    columns: dict[str, Any] = {
        "state": _state(),
        "kind": Request.request_kind,
        "official": Request.official_id,
        "territory": Request.territory_id,
    }
    conditions += [column.in_(query.chosen(name)) for name, column in columns.items() if query.chosen(name)]
    if query.chosen("theme"):
        conditions.append(_about(Commitment.theme_id.in_(query.chosen("theme"))))
    if query.chosen("commitment"):
        conditions.append(_about(RequestCommitment.commitment_id.in_(query.chosen("commitment"))))
    if "silent" in query.chosen("flag"):
        conditions.append(is_silent())
    if "remind" in query.chosen("flag"):
        conditions.append(_is_to_remind())
    return conditions


def _select() -> Any:
    reminders = (
        select(func.count())
        .select_from(RequestReminder)
        .where(RequestReminder.request_id == Request.id, ~RequestReminder.deleted)
        .correlate(Request)
        .scalar_subquery()
    )
    return (
        select(Request, Official, Territory.name, reminders, _last_reminder())
        .select_from(Request)
        .outerjoin(Official, Official.id == Request.official_id)
        .outerjoin(Territory, Territory.id == Request.territory_id)
    )


def _ordered(statement: Any, query: Query) -> Any:
    rank = case(_STATE_RANKS, value=_state(), else_=len(_STATE_RANKS))
    columns: dict[str, Any] = {"sent": Request.sent_on, "due": _expected(), "state": rank}
    if query.sort in ("title", "official"):
        of = Request.id if query.sort == "title" else Request.official_id
        statement = statement.outerjoin(SearchDocument, SearchDocument.record_id == of)
        columns[query.sort] = SearchDocument.sort_key
    first = columns.get(query.sort)
    if first is not None:
        direction = first.desc() if query.descending else first.asc()
        return statement.order_by(direction.nulls_last(), Request.sent_on.desc(), Request.id)
    answered = case((_is_answered(), Request.answered_on), else_=None)
    return statement.order_by(
        rank, answered.desc().nulls_last(), _expected().nulls_last(), Request.sent_on, Request.id
    )


def _rows(_session: Session, rows: Sequence[Any]) -> tuple[RequestRow, ...]:
    return tuple(_row(*row) for row in rows)


def _row(
    request: Request, official: Official | None, territory: str | None, reminders: int, last: date | None
) -> RequestRow:
    day = today()
    days = days_of(request, last)
    return RequestRow(
        id=request.id,
        title=request.title or request.text[:80],
        kind=request.request_kind,
        channel=request.channel,
        state=state_of(days, day),
        sent_on=request.sent_on,
        expected_by=expected_by(days),
        days=silence_days(days, day),
        official_id=request.official_id,
        official=official_name(official) if official is not None else "",
        territory_id=request.territory_id,
        territory=territory or "",
        answer=request.answer_kind,
        answered_on=request.answered_on,
        reminders=reminders,
        last_reminder_on=last,
        next_reminder_on=next_reminder_on(days, day),
        clock=access_clock(days, day),
        meeting_id=request.meeting_id,
        publishable=request.publishable,
    )
