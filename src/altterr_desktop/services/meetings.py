"""List meetings and say which one is next; must not read their content nor write anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, text
from sqlalchemy.orm import Session

from altterr_desktop.domain.dates import is_overdue
from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.domain.meetings import MeetingKind, MeetingSide, MeetingState, MinutesState, Phase
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.model.meetings import (
    AgendaPoint,
    Meeting,
    MinutesLine,
    Objection,
    Participant,
    RehearsalItem,
)
from altterr_desktop.model.officials import Official
from altterr_desktop.model.search import SearchDocument
from altterr_desktop.model.territories import Territory
from altterr_desktop.services.fields import today
from altterr_desktop.services.listing import query_words, words_filter
from altterr_desktop.services.names import official_name
from altterr_desktop.services.readiness import Check, ReadinessFacts, check_readiness


@dataclass(frozen=True)
class MeetingRow:
    """Hold one line of the list of meetings."""

    id: str
    held_on: date | None
    start_time: str
    duration_minutes: int | None
    title: str
    officials: str
    kind: MeetingKind
    state: MeetingState
    place: str
    territory: str
    readiness_done: int
    readiness_total: int
    minutes_state: MinutesState
    has_minutes: bool
    to_write_up: bool


def list_meetings(dossier: Dossier, query: Query) -> Page[MeetingRow]:
    """List meetings by words, state, kind, official, territory.

    Filters: state (upcoming, past, cancelled; a planned meeting whose day went by is past), kind, official,
    territory. Sorts: date (and time; without one: upcoming ones first), title. Words are looked for in the
    meeting, its agenda, its minutes, its territory and the officials met.
    """
    with dossier.reading() as session:
        conditions = [~Meeting.deleted, *_conditions(session, query)]
        total = session.scalar(select(func.count()).select_from(Meeting).where(*conditions)) or 0
        statement: Any = (
            select(Meeting, Territory.name)
            .outerjoin(Territory, Territory.id == Meeting.territory_id)
            .where(*conditions)
        )
        page = _ordered(statement, query).offset(query.offset).limit(query.limit)
        found = [(meeting, territory or "") for meeting, territory in session.execute(page)]
        return Page(_rows(session, found), total)


def next_meeting(dossier: Dossier) -> str | None:
    """Give the id of the next planned meeting that has a day, today's included."""
    with dossier.reading() as session:
        return session.scalar(
            select(Meeting.id)
            .where(
                ~Meeting.deleted,
                Meeting.meeting_state == MeetingState.PLANNED,
                Meeting.held_on >= today(),
            )
            .order_by(Meeting.held_on, Meeting.start_time, Meeting.id)
            .limit(1)
        )


def _conditions(session: Session, query: Query) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    states = [_STATES[name]() for name in query.chosen("state") if name in _STATES]
    if query.chosen("state"):
        conditions.append(or_(*states) if states else Meeting.id.is_(None))
    if query.chosen("kind"):
        conditions.append(Meeting.meeting_kind.in_(query.chosen("kind")))
    if query.chosen("territory"):
        conditions.append(Meeting.territory_id.in_(query.chosen("territory")))
    if query.chosen("official"):
        conditions.append(
            Meeting.id.in_(
                select(Participant.meeting_id).where(
                    Participant.official_id.in_(query.chosen("official")), ~Participant.deleted
                )
            )
        )
    conditions.extend(Meeting.id.in_(_ids_with(session, word)) for word in query_words(query.words))
    return conditions


def _upcoming() -> ColumnElement[bool]:
    return and_(
        Meeting.meeting_state == MeetingState.PLANNED,
        or_(Meeting.held_on.is_(None), Meeting.held_on >= today()),
    )


def _past() -> ColumnElement[bool]:
    return or_(
        Meeting.meeting_state == MeetingState.HELD,
        and_(Meeting.meeting_state == MeetingState.PLANNED, Meeting.held_on < today()),
    )


def _cancelled() -> ColumnElement[bool]:
    return Meeting.meeting_state == MeetingState.CANCELLED


_STATES = {"upcoming": _upcoming, "past": _past, "cancelled": _cancelled}


def _ids_with(session: Session, word: str) -> set[str]:
    """Find the meetings where a word is: in themselves or in what belongs to them."""
    match = f'"{word}"*'
    if (session.scalar(_COUNT_SOME, {"match": match, "most": _RARE}) or 0) >= _RARE:
        return set(session.scalars(_WITH_COMMON_WORD, {"match": match}))
    queries: tuple[Select[Any], ...] = (
        select(Meeting.id).where(*words_filter(word, Meeting.id, Meeting.territory_id)),
        select(Participant.meeting_id).where(
            ~Participant.deleted, *words_filter(word, Participant.id, Participant.official_id)
        ),
        select(AgendaPoint.meeting_id).where(~AgendaPoint.deleted, *words_filter(word, AgendaPoint.id)),
        select(MinutesLine.meeting_id).where(~MinutesLine.deleted, *words_filter(word, MinutesLine.id)),
    )
    return {meeting_id for query in queries for meeting_id in session.scalars(query.distinct())}


# A word of thousands of notes is looked for meeting by meeting, which stops at the first note that holds it. The
# joins are written in the order they are to be run in: the engine would begin with every place the word is at.
_RARE = 2_000
_COUNT_SOME = text(
    "SELECT count(*) FROM (SELECT 1 FROM search_words WHERE search_words MATCH :match LIMIT :most)"
)
_WITH_COMMON_WORD = text(
    """
    WITH matched (docid) AS MATERIALIZED (SELECT rowid FROM search_words WHERE search_words MATCH :match)
    SELECT meeting.id FROM meeting
    WHERE NOT meeting.deleted AND (
        EXISTS (
            SELECT 1 FROM minutes_line AS part CROSS JOIN search_document AS doc
            WHERE part.meeting_id = meeting.id AND NOT part.deleted AND doc.record_id = part.id
            AND +doc.docid IN (SELECT docid FROM matched)
        ) OR EXISTS (
            SELECT 1 FROM search_document AS doc
            WHERE doc.record_id IN (meeting.id, meeting.territory_id)
            AND +doc.docid IN (SELECT docid FROM matched)
        ) OR EXISTS (
            SELECT 1 FROM agenda_point AS part CROSS JOIN search_document AS doc
            WHERE part.meeting_id = meeting.id AND NOT part.deleted AND doc.record_id = part.id
            AND +doc.docid IN (SELECT docid FROM matched)
        ) OR EXISTS (
            SELECT 1 FROM participant AS part CROSS JOIN search_document AS doc
            WHERE part.meeting_id = meeting.id AND NOT part.deleted
            AND doc.record_id IN (part.id, part.official_id)
            AND +doc.docid IN (SELECT docid FROM matched)
        )
    )
    """
)


def _ordered(statement: Any, query: Query) -> Any:
    if query.sort == "title":
        statement = statement.outerjoin(SearchDocument, SearchDocument.record_id == Meeting.id)
        column: Any = SearchDocument.sort_key
        return statement.order_by(column.desc() if query.descending else column, Meeting.id)
    moments: list[Any] = [Meeting.held_on, Meeting.start_time]
    if query.sort == "date":
        order = [moment.desc() if query.descending else moment.asc() for moment in moments]
        return statement.order_by(order[0].nulls_last(), order[1], Meeting.id)
    # Without a sort: what is coming, soonest first, then what is past, latest first.
    coming = func.iif(_upcoming(), Meeting.held_on, None)
    return statement.order_by(
        _upcoming().desc(), coming.nulls_last(), Meeting.held_on.desc(), Meeting.start_time, Meeting.id
    )


def _rows(session: Session, found: Sequence[tuple[Meeting, str]]) -> tuple[MeetingRow, ...]:
    ids = [meeting.id for meeting, _territory in found]
    people = _by_meeting(session, Participant, ids, "side", "official_id", "name", "meeting_role")
    points = _by_meeting(session, AgendaPoint, ids, "minutes_planned", "commitment_id")
    objections = _by_meeting(session, Objection, ids, "expires_on")
    items = _by_meeting(session, RehearsalItem, ids, "phase", "done")
    written = set(
        session.execute(
            select(MinutesLine.meeting_id)
            .where(MinutesLine.meeting_id.in_(ids), ~MinutesLine.deleted)
            .distinct()
        ).scalars()
    )
    names = {
        official.id: official_name(official)
        for official in session.execute(
            select(Official).where(
                Official.id.in_({person.official_id for listed in people.values() for person in listed})
            )
        ).scalars()
    }
    rows = []
    for meeting, territory in found:
        here = people.get(meeting.id, [])
        facts = facts_of(
            meeting,
            here,
            points.get(meeting.id, []),
            objections=objections.get(meeting.id, []),
            items=items.get(meeting.id, []),
        )
        rows.append(_row(meeting, territory, here, check_readiness(facts), names, written))
    return tuple(rows)


def _by_meeting(
    session: Session, part: Any, meeting_ids: Sequence[str], *fields: str
) -> dict[str, list[Any]]:
    """Read these fields of the parts alone: a page has thousands of them."""
    columns = [getattr(part, field) for field in ("meeting_id", *fields)]
    rows = session.execute(
        select(*columns).where(part.meeting_id.in_(meeting_ids), ~part.deleted).order_by(part.id)
    )
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.meeting_id, []).append(row)
    return found


def _row(
    meeting: Meeting,
    territory: str,
    people: list[Any],
    checks: tuple[Check, ...],
    names: dict[str, str],
    written: set[str],
) -> MeetingRow:
    theirs = [person for person in people if person.side is MeetingSide.THEIRS]
    went_by = meeting.held_on is not None and meeting.held_on < today()
    return MeetingRow(
        id=meeting.id,
        held_on=meeting.held_on,
        start_time=meeting.start_time,
        duration_minutes=meeting.duration_minutes,
        title=meeting.title or meeting.goal[:80],
        officials=", ".join(sorted(names.get(person.official_id or "", person.name) for person in theirs)),
        kind=meeting.meeting_kind,
        state=meeting.meeting_state,
        place=meeting.place,
        territory=territory,
        readiness_done=sum(check.done for check in checks),
        readiness_total=len(checks),
        minutes_state=meeting.minutes_state,
        has_minutes=meeting.id in written,
        to_write_up=went_by
        and meeting.meeting_state is not MeetingState.CANCELLED
        and (meeting.meeting_state is MeetingState.PLANNED or meeting.id not in written),
    )


def facts_of(
    meeting: Meeting,
    people: Sequence[Any],
    points: Sequence[Any],
    *,
    objections: Sequence[Any] = (),
    items: Sequence[Any] = (),
) -> ReadinessFacts:
    """Gather from a meeting and its parts what its readiness is computed from."""
    before = [item for item in items if item.phase is Phase.BEFORE]
    return ReadinessFacts(
        kind=meeting.meeting_kind,
        goal=meeting.goal,
        ask=meeting.ask_ideal or meeting.ask_acceptable or meeting.ask_minimum,
        acknowledgement=meeting.acknowledgement,
        figures=meeting.figures,
        place=meeting.place,
        held_on=meeting.held_on,
        start_time=meeting.start_time,
        slot=meeting.duration_minutes,
        planned=sum(point.minutes_planned or 0 for point in points),
        points=len(points),
        commitments=sum(point.commitment_id is not None for point in points),
        roles=frozenset(
            person.meeting_role
            for person in people
            if person.side is MeetingSide.OURS and person.meeting_role is not None
        ),
        to_check=len(before),
        checked=sum(bool(item.done) for item in before),
        objections=len(objections),
        expired=sum(is_overdue(one.expires_on, today()) for one in objections),
    )
