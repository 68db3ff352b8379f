"""Read what has a day, one function a source, inside a session; order nothing, write nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeGuard

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, aliased

from altterr_desktop.domain.calendar import CalendarKind
from altterr_desktop.domain.commitments import DocumentKind, Standing, standing_of
from altterr_desktop.domain.dates import VAGUE_PRECISIONS, add_months, is_overdue
from altterr_desktop.domain.meetings import FollowUpState, MeetingSide, MeetingState
from altterr_desktop.domain.mobilisations import KeyDateKind, MobilisationState
from altterr_desktop.domain.weaknesses import is_late
from altterr_desktop.i18n import _
from altterr_desktop.i18n.names import join_words
from altterr_desktop.model.commitments import Commitment, PledgeDocument
from altterr_desktop.model.elections import Election
from altterr_desktop.model.meetings import FollowUp, Meeting, Participant
from altterr_desktop.model.mobilisations import KeyDate, Mobilisation, MobilisationTarget, PlanStep
from altterr_desktop.model.officials import Official
from altterr_desktop.model.requests import Request
from altterr_desktop.model.territories import Mandate, Territory
from altterr_desktop.model.verdicts import Verdict
from altterr_desktop.services.calendar_requests import request_days
from altterr_desktop.services.commitment_query import latest_verdict_id
from altterr_desktop.services.declarations import declaration_of
from altterr_desktop.services.dossiers import mid_term_of
from altterr_desktop.services.fields import today
from altterr_desktop.services.mobilisation_views import step_day
from altterr_desktop.services.names import official_name

# A climate plan is reviewed after three years (code de l'environnement, R229-51).
REPORT_MONTHS = 36
# The widest gap between an action and the last safe day to declare it: three clear days and a long weekend.
_DECLARED_BEFORE = timedelta(days=14)


@dataclass(frozen=True)
class Span:
    """Hold the first and the last day asked for."""

    first: date
    last: date

    def holds(self, day: date | None) -> TypeGuard[date]:
        """Tell whether a day is one of these."""
        return day is not None and self.first <= day <= self.last

    def over(self, column: Any) -> ColumnElement[bool]:
        """Ask for the rows whose day is one of these."""
        found: ColumnElement[bool] = column.between(self.first, self.last)
        return found


@dataclass(frozen=True)
class CalendarItem:
    """Hold one thing that has a day; a service's contact is named by its function alone.

    `key` tells it from all others and stays the same on every laptop; `record_kind` and `record_id` say what
    it opens, `source_kind` and `source_id` which record it comes from.
    """

    kind: CalendarKind
    record_kind: str
    record_id: str
    title: str
    day: date
    ends_on: date | None = None
    start_time: str = ""
    end_time: str = ""
    minutes: int | None = None
    place: str = ""
    territory_id: str | None = None
    territory: str = ""
    officials: str = ""
    late: bool = False
    done: bool = False
    cancelled: bool = False
    source_id: str = ""

    @property
    def last_day(self) -> date:
        """Give the last day of what goes on for several."""
        return self.ends_on or self.day

    @property
    def key(self) -> str:
        """Name the item, the same everywhere and for ever."""
        return f"{self.kind}:{self.source_id or self.record_id}"

    @property
    def record_ids(self) -> tuple[str, ...]:
        """Give the records whose changes change the item."""
        return self.record_id, self.source_id.partition(":")[0] or self.record_id

    @property
    def id(self) -> str:
        """Name the item as lists ask for it."""
        return self.key


Source = Callable[[Session, Span], Iterator[CalendarItem]]


def meetings(session: Session, span: Span) -> Iterator[CalendarItem]:
    """Read the meetings."""
    rows = session.execute(
        select(Meeting, Territory.name)
        .outerjoin(Territory, Territory.id == Meeting.territory_id)
        .where(~Meeting.deleted, span.over(Meeting.held_on))
    ).all()
    met = _named(
        session,
        Participant.meeting_id,
        Participant,
        [meeting.id for meeting, _name in rows],
        Participant.side == MeetingSide.THEIRS,
    )
    for meeting, territory in rows:
        if not span.holds(meeting.held_on):
            continue
        yield CalendarItem(
            kind=CalendarKind.MEETING,
            record_kind="meeting",
            record_id=meeting.id,
            title=meeting.title or meeting.goal[:80],
            day=meeting.held_on,
            start_time=meeting.start_time,
            minutes=meeting.duration_minutes,
            place=meeting.place,
            territory_id=meeting.territory_id,
            territory=territory or "",
            officials=met.get(meeting.id, ""),
            done=meeting.meeting_state is MeetingState.HELD,
            cancelled=meeting.meeting_state is MeetingState.CANCELLED,
        )


def _named(
    session: Session, owner: Any, link: Any, owner_ids: list[str], *conditions: ColumnElement[bool]
) -> dict[str, str]:
    """Name the officials that links lead to, by their owner."""
    found: dict[str, list[str]] = {}
    query = (
        select(owner, Official)
        .select_from(link)
        .join(Official, Official.id == link.official_id)
        .where(owner.in_(owner_ids), ~link.deleted, ~Official.deleted, *conditions)
        .order_by(Official.family_name, Official.id)
    )
    for owner_id, official in session.execute(query) if owner_ids else ():
        found.setdefault(owner_id, []).append(official_name(official))
    return {owner_id: join_words(names) for owner_id, names in found.items()}


def _name(official: Official | None) -> str:
    return official_name(official) if official is not None else ""


def _place(territory: Territory | None) -> tuple[str, str]:
    return (territory.name, territory.department_code) if territory is not None else ("", "")


def mobilisations(session: Session, span: Span) -> Iterator[CalendarItem]:
    """Read the mobilisations, and the last safe day to declare those on the public road."""
    wide = Span(span.first, min(span.last, date.max - _DECLARED_BEFORE) + _DECLARED_BEFORE)
    rows = session.execute(
        select(Mobilisation, Territory)
        .outerjoin(Territory, Territory.id == Mobilisation.territory_id)
        .where(~Mobilisation.deleted, wide.over(Mobilisation.happens_on))
    ).all()
    targets = _named(
        session,
        MobilisationTarget.mobilisation_id,
        MobilisationTarget,
        [action.id for action, _place in rows],
    )
    for action, territory in rows:
        opened: dict[str, Any] = {
            "record_kind": "mobilisation",
            "record_id": action.id,
            "territory_id": action.territory_id,
            "territory": _place(territory)[0],
        }
        if span.holds(action.happens_on):
            yield CalendarItem(
                kind=CalendarKind.MOBILISATION,
                title=action.title,
                day=action.happens_on,
                start_time=action.start_time,
                end_time=action.end_time,
                place=action.place,
                officials=targets.get(action.id, ""),
                done=action.mobilisation_state is MobilisationState.DONE,
                cancelled=action.mobilisation_state is MobilisationState.CANCELLED,
                **opened,
            )
        yield from _declaration(action, territory, span, opened)


def _declaration(
    action: Mobilisation, territory: Territory | None, span: Span, opened: dict[str, Any]
) -> Iterator[CalendarItem]:
    over = action.mobilisation_state in (MobilisationState.DONE, MobilisationState.CANCELLED)
    if not action.on_public_road or action.happens_on is None or over:
        return
    department = _place(territory)[1]
    limit = declaration_of(action.happens_on, day=today(), department_code=department).safe_last
    if span.holds(limit):
        declared = action.declared_on is not None
        late = not declared and limit < today() <= action.happens_on
        title = _("Last safe day to declare: {action}").format(action=action.title)
        yield CalendarItem(
            CalendarKind.DECLARATION,
            title=title,
            day=limit,
            late=late,
            done=declared,
            **opened,
        )


def plan_steps(session: Session, span: Span) -> Iterator[CalendarItem]:
    """Read the steps of the plans of mobilisations that are still to be done."""
    rows = session.execute(
        select(PlanStep, Mobilisation, Territory.name)
        .join(Mobilisation, Mobilisation.id == PlanStep.mobilisation_id)
        .outerjoin(Territory, Territory.id == Mobilisation.territory_id)
        .where(
            ~PlanStep.deleted,
            ~Mobilisation.deleted,
            ~PlanStep.done,
            Mobilisation.mobilisation_state != MobilisationState.CANCELLED,
        )
    )
    for step, action, territory in rows:
        day = step_day(action, step)
        if day is not None and span.holds(day):
            yield CalendarItem(
                kind=CalendarKind.PLAN_STEP,
                record_kind="mobilisation",
                record_id=action.id,
                source_id=step.id,
                title=f"{step.title} ({action.title})" if action.title else step.title,
                day=day,
                territory_id=action.territory_id,
                territory=territory or "",
                late=is_overdue(day, today()) and action.mobilisation_state is not MobilisationState.DONE,
                done=action.mobilisation_state is MobilisationState.DONE,
            )


def key_dates(session: Session, span: Span) -> Iterator[CalendarItem]:
    """Read the key dates, council sessions apart from the others."""
    rows = session.execute(
        select(KeyDate, Territory.name)
        .outerjoin(Territory, Territory.id == KeyDate.territory_id)
        .where(
            ~KeyDate.deleted,
            KeyDate.starts_on <= span.last,
            or_(KeyDate.ends_on >= span.first, KeyDate.starts_on >= span.first),
        )
    )
    for row, territory in rows:
        if row.starts_on is None:
            continue
        council = row.key_date_kind is KeyDateKind.COUNCIL
        yield CalendarItem(
            kind=CalendarKind.COUNCIL if council else CalendarKind.KEY_DATE,
            record_kind="key_date",
            record_id=row.id,
            title=row.title,
            day=row.starts_on,
            ends_on=row.ends_on,
            start_time=row.start_time,
            end_time=row.end_time,
            place=row.place,
            territory_id=row.territory_id,
            territory=territory or "",
            cancelled=row.cancelled,
        )


def elections(session: Session, span: Span) -> Iterator[CalendarItem]:
    """Read the rounds of elections."""
    rows = session.execute(
        select(Election, Territory.name)
        .outerjoin(Territory, Territory.id == Election.territory_id)
        .where(
            ~Election.deleted,
            or_(span.over(Election.first_round_on), span.over(Election.second_round_on)),
        )
    )
    for election, territory in rows:
        rounds = (
            (1, election.first_round_on, _("First round: {election}")),
            (2, election.second_round_on, _("Second round: {election}")),
        )
        for number, day, words in rounds:
            if day is not None and span.holds(day):
                yield CalendarItem(
                    kind=CalendarKind.ELECTION,
                    record_kind="election",
                    record_id=election.id,
                    source_id=f"{election.id}:{number}",
                    title=words.format(election=election.title),
                    day=day,
                    territory_id=election.territory_id,
                    territory=territory or "",
                )


def deadlines(session: Session, span: Span) -> Iterator[CalendarItem]:
    """Read the deadlines of commitments, but those promised for «the mandate» or for no day."""
    current = aliased(Verdict)
    rows = session.execute(
        select(
            Commitment.id,
            Commitment.title,
            Commitment.verbatim,
            Commitment.deadline,
            Commitment.territory_id,
            Territory.name,
            Official,
            current.progress,
            current.off_scale,
        )
        .select_from(Commitment)
        .outerjoin(current, current.id == latest_verdict_id())
        .outerjoin(Territory, Territory.id == Commitment.territory_id)
        .outerjoin(Official, Official.id == Commitment.official_id)
        .where(
            ~Commitment.deleted,
            span.over(Commitment.deadline),
            Commitment.deadline_precision.not_in(VAGUE_PRECISIONS),
        )
    )
    for commitment_id, title, verbatim, day, territory_id, territory, official, progress, off_scale in rows:
        standing = standing_of(progress, off_scale)
        if standing in (Standing.OUTSIDE_COMPETENCE, Standing.VOID) or not span.holds(day):
            continue
        yield CalendarItem(
            kind=CalendarKind.DEADLINE,
            record_kind="commitment",
            record_id=commitment_id,
            title=title or verbatim[:120],
            day=day,
            territory_id=territory_id,
            territory=territory or "",
            officials=_name(official),
            late=is_late(day, standing, today()),
            done=standing is Standing.DONE,
        )


def follow_ups(session: Session, span: Span) -> Iterator[CalendarItem]:
    """Read the follow-ups due, and the reminders of those still to be done."""
    rows = session.execute(
        select(FollowUp, Official, Meeting.territory_id, Territory.name)
        .outerjoin(Official, Official.id == FollowUp.official_id)
        .outerjoin(Meeting, Meeting.id == FollowUp.meeting_id)
        .outerjoin(Territory, Territory.id == Meeting.territory_id)
        .where(
            ~FollowUp.deleted,
            FollowUp.follow_up_state != FollowUpState.DROPPED,
            or_(span.over(FollowUp.due_on), span.over(FollowUp.remind_on)),
        )
    )
    for task, official, territory_id, territory in rows:
        is_open = task.follow_up_state is FollowUpState.OPEN
        shared: dict[str, Any] = {
            "record_kind": "follow_up",
            "record_id": task.id,
            "territory_id": territory_id,
            "territory": territory or "",
            "officials": _name(official),
            "done": not is_open,
        }
        if span.holds(task.due_on):
            late = is_open and is_overdue(task.due_on, today())
            yield CalendarItem(
                CalendarKind.FOLLOW_UP,
                title=task.title,
                day=task.due_on,
                late=late,
                **shared,
            )
        if is_open and span.holds(task.remind_on):
            yield CalendarItem(
                CalendarKind.REMINDER,
                title=task.title,
                day=task.remind_on,
                late=task.remind_on < today(),
                **shared,
            )


def requests(session: Session, span: Span) -> Iterator[CalendarItem]:
    """Read the days that requests wait for or run out on."""
    rows = session.execute(
        select(Request, Official, Territory.name)
        .outerjoin(Official, Official.id == Request.official_id)
        .outerjoin(Territory, Territory.id == Request.territory_id)
        .where(~Request.deleted, Request.sent_on.is_not(None))
    )
    for request, official, territory in rows:
        for kind, day, late in request_days(request, today()):
            if span.holds(day):
                yield CalendarItem(
                    kind=kind,
                    record_kind="request",
                    record_id=request.id,
                    title=request.title or request.text[:80],
                    day=day,
                    territory_id=request.territory_id,
                    territory=territory or "",
                    officials=_name(official),
                    late=late,
                )


def mandates(session: Session, span: Span) -> Iterator[CalendarItem]:
    """Read the mid-term of the mandates of the territories the group follows."""
    rows = session.execute(
        select(Mandate, Territory)
        .join(Territory, Territory.id == Mandate.territory_id)
        .where(~Mandate.deleted, ~Territory.deleted, Territory.followed)
    )
    for mandate, territory in rows:
        day = mid_term_of(mandate)
        if day is not None and span.holds(day):
            yield CalendarItem(
                kind=CalendarKind.MID_TERM,
                record_kind="territory",
                record_id=territory.id,
                source_id=mandate.id,
                title=_("Mid-term of the mandate: {place}").format(place=territory.name),
                day=day,
                territory_id=territory.id,
                territory=territory.name,
            )


def climate_plans(session: Session, span: Span) -> Iterator[CalendarItem]:
    """Read when the mid-term reports of climate plans are due: three years after the plan was adopted."""
    rows = session.execute(
        select(PledgeDocument, Territory.name)
        .outerjoin(Territory, Territory.id == PledgeDocument.territory_id)
        .where(~PledgeDocument.deleted, PledgeDocument.document_kind == DocumentKind.CLIMATE_PLAN)
    )
    for document, territory in rows:
        if document.adopted_on is None:
            continue
        day = add_months(document.adopted_on, REPORT_MONTHS)
        if span.holds(day):
            published = document.mid_term_report_on is not None
            yield CalendarItem(
                kind=CalendarKind.MID_TERM_REPORT,
                record_kind="pledge_document",
                record_id=document.id,
                title=_("Mid-term report due: {plan}").format(plan=document.title),
                day=day,
                territory_id=document.territory_id,
                territory=territory or "",
                late=not published and is_overdue(day, today()),
                done=published,
            )


SOURCES: tuple[Source, ...] = (
    meetings,
    mobilisations,
    plan_steps,
    key_dates,
    elections,
    deadlines,
    follow_ups,
    requests,
    mandates,
    climate_plans,
)
