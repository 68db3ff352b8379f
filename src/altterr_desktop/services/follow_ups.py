"""List what was agreed to be done, on their side and ours, and tick it; judge nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.dates import is_overdue
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.domain.meetings import FollowUpState, MeetingSide
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _, msgid
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.meetings import FollowUp, Meeting
from altterr_desktop.model.mobilisations import Mobilisation
from altterr_desktop.model.officials import Official
from altterr_desktop.model.search import SearchDocument
from altterr_desktop.model.volunteers import Volunteer
from altterr_desktop.services.fields import today
from altterr_desktop.services.listing import words_filter
from altterr_desktop.services.names import official_name
from altterr_desktop.services.records import create_record, live_record, set_values

_REFERENCES = {
    "official": FollowUp.official_id,
    "volunteer": FollowUp.volunteer_id,
    "meeting": FollowUp.meeting_id,
    "commitment": FollowUp.commitment_id,
    "mobilisation": FollowUp.mobilisation_id,
}


@dataclass(frozen=True)
class FollowUpRow:
    """Hold one thing to be done, with who does it and where it comes from."""

    id: str
    title: str
    side: MeetingSide
    who: str
    volunteer_id: str | None
    official_id: str | None
    official: str
    due_on: date | None
    state: FollowUpState
    done_on: date | None
    overdue: bool
    days_late: int
    remind_on: date | None
    reminded: bool
    meeting_id: str | None
    meeting: str
    meeting_on: date | None
    minutes_line_id: str | None
    commitment_id: str | None
    commitment: str
    mobilisation_id: str | None
    mobilisation: str
    notes: str


def list_follow_ups(dossier: Dossier, query: Query) -> Page[FollowUpRow]:
    """List follow-ups, open ones first, soonest due first.

    Filters: state (open, done, dropped), flag (overdue, reminded), side (ours, theirs), official, volunteer, meeting,
    commitment, mobilisation. Sorts: due, next (the day due or the day to be reminded, whichever comes first),
    title, state.
    """
    with dossier.reading() as session:
        conditions = _conditions(query)
        total = session.scalar(select(func.count()).select_from(FollowUp).where(*conditions)) or 0
        statement = _ordered(_select().where(*conditions), query)
        rows = session.execute(statement.offset(query.offset).limit(query.limit)).all()
        return Page(tuple(_row(row) for row in rows), total)


def read_follow_up(dossier: Dossier, follow_up_id: str) -> FollowUpRow:
    """Read one follow-up. Raises NotFound."""
    with dossier.reading() as session:
        live_record(session, "follow_up", follow_up_id)
        return follow_ups_where(session, FollowUp.id == follow_up_id)[0]


def follow_ups_where(session: Session, *conditions: ColumnElement[bool]) -> tuple[FollowUpRow, ...]:
    """Read the follow-ups that meet conditions, open ones first, soonest due first."""
    statement = _ordered(_select().where(~FollowUp.deleted, *conditions), Query())
    return tuple(_row(row) for row in session.execute(statement).all())


def add_follow_up(dossier: Dossier, *, values: Mapping[str, Any]) -> Changes:
    """Add something to be done. Raises InvalidInput."""
    return create_record(dossier, kind="follow_up", values=values)


def tick_follow_up(dossier: Dossier, *, follow_up_id: str, done_on: date | None = None) -> Changes:
    """Mark a follow-up as done, today unless another day is given. Raises NotFound, InvalidInput."""
    day = done_on or today()
    if day > today():
        raise InvalidInput(_("What is done was done today or before."))
    return _change(
        dossier, follow_up_id, msgid("Done: {name}"), {"follow_up_state": FollowUpState.DONE, "done_on": day}
    )


def drop_follow_up(dossier: Dossier, *, follow_up_id: str, why: str = "") -> Changes:
    """Give up a follow-up; it stays in the history, with the reason in its notes. Raises NotFound."""
    values: dict[str, Any] = {"follow_up_state": FollowUpState.DROPPED, "done_on": None}
    return _change(dossier, follow_up_id, msgid("Given up: {name}"), values, note=why.strip())


def reopen_follow_up(dossier: Dossier, *, follow_up_id: str) -> Changes:
    """Put a follow-up back among those to be done. Raises NotFound."""
    values = {"follow_up_state": FollowUpState.OPEN, "done_on": None}
    return _change(dossier, follow_up_id, msgid("To do again: {name}"), values)


def _change(
    dossier: Dossier, follow_up_id: str, message: str, values: Mapping[str, Any], *, note: str = ""
) -> Changes:
    with recording(dossier, "") as work:
        follow_up: FollowUp = live_record(work.session, "follow_up", follow_up_id)
        set_values(work.session, follow_up, values)
        if note:
            follow_up.notes = f"{follow_up.notes}\n{note}".strip()
        work.subject_id = follow_up.id
        work.label = _(message).format(name=follow_up.title)
    return work.changes


def _is_overdue() -> ColumnElement[bool]:
    return and_(FollowUp.follow_up_state == FollowUpState.OPEN, FollowUp.due_on < today())


def _is_reminded() -> ColumnElement[bool]:
    return and_(FollowUp.follow_up_state == FollowUpState.OPEN, FollowUp.remind_on <= today())


def _conditions(query: Query) -> list[ColumnElement[bool]]:
    conditions = [~FollowUp.deleted]
    conditions += words_filter(query.words, FollowUp.id, *_REFERENCES.values())
    if query.chosen("state"):
        conditions.append(FollowUp.follow_up_state.in_(query.chosen("state")))
    if query.chosen("side"):
        conditions.append(FollowUp.side.in_(query.chosen("side")))
    if "overdue" in query.chosen("flag"):
        conditions.append(_is_overdue())
    if "reminded" in query.chosen("flag"):
        conditions.append(_is_reminded())
    conditions.extend(
        column.in_(query.chosen(name)) for name, column in _REFERENCES.items() if query.chosen(name)
    )
    return conditions


def _select() -> Any:
    return (
        select(FollowUp, Official, Volunteer, Meeting, Commitment, Mobilisation.title)
        .select_from(FollowUp)
        .outerjoin(Official, Official.id == FollowUp.official_id)
        .outerjoin(Volunteer, Volunteer.id == FollowUp.volunteer_id)
        .outerjoin(Meeting, Meeting.id == FollowUp.meeting_id)
        .outerjoin(Commitment, Commitment.id == FollowUp.commitment_id)
        .outerjoin(Mobilisation, Mobilisation.id == FollowUp.mobilisation_id)
    )


def _ordered(statement: Any, query: Query) -> Any:
    state_rank = case({FollowUpState.OPEN: 0, FollowUpState.DONE: 1}, value=FollowUp.follow_up_state, else_=2)
    if query.sort == "title":
        statement = statement.outerjoin(SearchDocument, SearchDocument.record_id == FollowUp.id)
    columns: dict[str, Any] = {
        "title": SearchDocument.sort_key,
        "due": FollowUp.due_on,
        "next": func.min(
            func.coalesce(FollowUp.due_on, FollowUp.remind_on),
            func.coalesce(FollowUp.remind_on, FollowUp.due_on),
        ),
        "state": state_rank,
    }
    if query.sort in columns:
        column = columns[query.sort]
        first = (column.desc() if query.descending else column.asc()).nulls_last()
        return statement.order_by(first, FollowUp.due_on.nulls_last(), FollowUp.id)
    return statement.order_by(state_rank, FollowUp.due_on.nulls_last(), FollowUp.id)


def _row(row: Any) -> FollowUpRow:
    task, official, volunteer, meeting, commitment, mobilisation = row
    is_open = task.follow_up_state is FollowUpState.OPEN
    late = is_open and is_overdue(task.due_on, today())
    theirs = official_name(official) if official is not None else ""
    ours = (volunteer.pseudonym or volunteer.name) if volunteer is not None else ""
    return FollowUpRow(
        id=task.id,
        title=task.title,
        side=task.side,
        who=ours if task.side is MeetingSide.OURS else theirs,
        volunteer_id=task.volunteer_id,
        official_id=task.official_id,
        official=theirs,
        due_on=task.due_on,
        state=task.follow_up_state,
        done_on=task.done_on,
        overdue=late,
        days_late=(today() - task.due_on).days if late else 0,
        remind_on=task.remind_on,
        reminded=is_open and task.remind_on is not None and task.remind_on <= today(),
        meeting_id=task.meeting_id,
        meeting=(meeting.title or meeting.goal[:80]) if meeting is not None else "",
        meeting_on=meeting.held_on if meeting is not None else None,
        minutes_line_id=task.minutes_line_id,
        commitment_id=task.commitment_id,
        commitment=(commitment.title or commitment.verbatim[:80]) if commitment is not None else "",
        mobilisation_id=task.mobilisation_id,
        mobilisation=mobilisation or "",
        notes=task.notes,
    )
