"""Read everything a meeting holds, for its tab, its sheet and its minutes; write nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import EvidenceKind, Obstacle
from altterr_desktop.domain.dates import is_overdue
from altterr_desktop.domain.identity import public_id
from altterr_desktop.domain.meetings import (
    FollowUpState,
    LineKind,
    MeetingKind,
    MeetingRole,
    MeetingSide,
    MeetingState,
    MinutesState,
    Phase,
)
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.meetings import (
    AgendaPoint,
    FollowUp,
    Meeting,
    MeetingSeries,
    MinutesLine,
    Objection,
    Participant,
    RehearsalItem,
)
from altterr_desktop.model.officials import Official
from altterr_desktop.model.territories import Mandate, Territory
from altterr_desktop.model.verdicts import Evidence
from altterr_desktop.model.volunteers import Volunteer
from altterr_desktop.services.fields import today
from altterr_desktop.services.follow_ups import FollowUpRow, follow_ups_where
from altterr_desktop.services.meetings import facts_of
from altterr_desktop.services.names import official_name
from altterr_desktop.services.promises import PromiseView, promises_named
from altterr_desktop.services.readiness import Check, agenda_remark, check_readiness
from altterr_desktop.services.records import live_record
from altterr_desktop.services.seats import function_words, seats_of


@dataclass(frozen=True)
class ParticipantView:
    """Hold one person of a meeting, on either side."""

    id: str
    side: MeetingSide
    official_id: str | None
    volunteer_id: str | None
    name: str
    function: str
    role: MeetingRole | None
    attended: bool


@dataclass(frozen=True)
class AgendaPointView:
    """Hold one point of the agenda; `starts_at` is a time of day (HH:MM), empty while the start is unknown."""

    id: str
    title: str
    question: str
    minutes: int
    starts_at: str
    from_minute: int
    owner_id: str | None
    owner: str
    carried_from_id: str | None
    commitment_id: str | None
    commitment: PromiseView | None
    seconds_spent: int | None = None


@dataclass(frozen=True)
class ObjectionView:
    """Hold what they may say and our answer; an expired one is to be checked before it is used."""

    id: str
    objection: str
    answer: str
    source: str
    expires_on: date | None
    expired: bool


@dataclass(frozen=True)
class RehearsalView:
    """Hold one thing to check before, during or after a meeting."""

    id: str
    phase: Phase
    title: str
    owner_id: str | None
    owner: str
    done: bool


@dataclass(frozen=True)
class LineView:
    """Hold one line of the minutes and what was made of it."""

    id: str
    point_id: str | None
    point: str
    kind: LineKind
    text: str
    speaker_id: str | None
    speaker: str
    said_at: str
    promise_who: str
    promise_due: date | None
    obstacle: Obstacle | None
    answer: str
    internal: bool
    follow_up_ids: tuple[str, ...]
    commitment_id: str | None
    evidence_ids: tuple[str, ...]


@dataclass(frozen=True)
class MeetingView:
    """Hold a whole meeting: what was prepared, who comes, what was said, what follows."""

    id: str
    title: str
    kind: MeetingKind
    state: MeetingState
    territory_id: str | None
    territory: str
    mandate_id: str | None
    mandate: str
    held_on: date | None
    start_time: str
    end_time: str
    duration_minutes: int | None
    place: str
    goal: str
    ask_ideal: str
    ask_acceptable: str
    ask_minimum: str
    supporting_asks: str
    acknowledgement: str
    open_questions: str
    figures: str
    documents_to_hand: str
    plan_b: str
    impressions: str
    notes: str
    minutes_state: MinutesState
    minutes_validated_on: date | None
    minutes_validated_by: str
    next_meeting_on: date | None
    series_id: str | None
    series: str
    held_minutes: int | None
    talk_ours_seconds: int | None
    talk_theirs_seconds: int | None
    ours: tuple[ParticipantView, ...]
    theirs: tuple[ParticipantView, ...]
    agenda: tuple[AgendaPointView, ...]
    agenda_minutes: int
    agenda_remark: str
    objections: tuple[ObjectionView, ...]
    rehearsal: tuple[RehearsalView, ...]
    lines: tuple[LineView, ...]
    follow_ups: tuple[FollowUpRow, ...]
    readiness: tuple[Check, ...]

    @property
    def readiness_done(self) -> int:
        """Count the checks that are done."""
        return sum(check.done for check in self.readiness)


_ROLES = list(MeetingRole)
_TEXTS = (
    "goal",
    "ask_ideal",
    "ask_acceptable",
    "ask_minimum",
    "supporting_asks",
    "acknowledgement",
    "open_questions",
    "figures",
    "documents_to_hand",
    "plan_b",
    "impressions",
    "notes",
)


def read_meeting(dossier: Dossier, meeting_id: str) -> MeetingView:
    """Read one meeting with all its parts. Raises NotFound."""
    with dossier.reading() as session:
        return meeting_view(session, meeting_id)


def meeting_view(session: Session, meeting_id: str) -> MeetingView:
    """Read one meeting inside a session. Raises NotFound."""
    meeting: Meeting = live_record(session, "meeting", meeting_id)
    people = _parts(session, Participant, meeting_id)
    points = _parts(session, AgendaPoint, meeting_id)
    ours, theirs = _participants(session, people, meeting.held_on or today())
    territory = session.get(Territory, meeting.territory_id) if meeting.territory_id else None
    mandate = session.get(Mandate, meeting.mandate_id) if meeting.mandate_id else None
    planned = sum(point.minutes_planned or 0 for point in points)
    agenda = _agenda(session, meeting, points)
    return MeetingView(
        id=meeting.id,
        title=meeting.title or meeting.goal[:80],
        kind=meeting.meeting_kind,
        state=meeting.meeting_state,
        territory_id=meeting.territory_id,
        territory=territory.name if territory else "",
        mandate_id=meeting.mandate_id,
        mandate=mandate.label if mandate else "",
        held_on=meeting.held_on,
        start_time=meeting.start_time,
        end_time=_clock(meeting.start_time, meeting.duration_minutes or 0)
        if meeting.duration_minutes
        else "",
        duration_minutes=meeting.duration_minutes,
        place=meeting.place,
        minutes_state=meeting.minutes_state,
        minutes_validated_on=meeting.minutes_validated_on,
        minutes_validated_by=_volunteers(session).get(meeting.minutes_validated_by_id or "", ""),
        next_meeting_on=meeting.next_meeting_on,
        series_id=meeting.series_id,
        series=_series_title(session, meeting.series_id),
        held_minutes=meeting.held_minutes,
        talk_ours_seconds=meeting.talk_ours_seconds,
        talk_theirs_seconds=meeting.talk_theirs_seconds,
        ours=ours,
        theirs=theirs,
        agenda=agenda,
        agenda_minutes=planned,
        agenda_remark=agenda_remark(planned, meeting.duration_minutes),
        objections=tuple(_objection(row) for row in _parts(session, Objection, meeting_id)),
        rehearsal=_rehearsal(session, meeting_id),
        lines=lines_of(session, meeting_id),
        follow_ups=follow_ups_where(session, FollowUp.meeting_id == meeting_id),
        readiness=check_readiness(
            facts_of(
                meeting,
                people,
                points,
                objections=_parts(session, Objection, meeting_id),
                items=_parts(session, RehearsalItem, meeting_id),
            )
        ),
        **{name: getattr(meeting, name) for name in _TEXTS},
    )


def lines_of(session: Session, meeting_id: str) -> tuple[LineView, ...]:
    """Read the lines of a meeting's minutes in their order, with what each was turned into."""
    lines = _parts(session, MinutesLine, meeting_id)
    titles = {point.id: point.title for point in _parts(session, AgendaPoint, meeting_id)}
    speakers = _officials(session, {line.speaker_id for line in lines})
    follow_ups: dict[str, tuple[str, ...]] = {}
    query = select(FollowUp.minutes_line_id, FollowUp.id).where(
        FollowUp.minutes_line_id.in_([line.id for line in lines]),
        ~FollowUp.deleted,
        FollowUp.follow_up_state != FollowUpState.DROPPED,
    )
    for line_id, follow_up_id in session.execute(query.order_by(FollowUp.due_on, FollowUp.id)):
        follow_ups[line_id or ""] = (*follow_ups.get(line_id or "", ()), follow_up_id)
    promised = _made_from(session, Commitment, [commitment_id_of(line.id) for line in lines])
    evidence = _evidence_from(session, session.get(Meeting, meeting_id), lines)
    return tuple(
        LineView(
            id=line.id,
            point_id=line.agenda_point_id,
            point=titles.get(line.agenda_point_id or "", ""),
            kind=line.line_kind,
            text=line.text,
            speaker_id=line.speaker_id,
            speaker=speakers.get(line.speaker_id or "", ""),
            said_at=line.said_at,
            promise_who=line.promise_who,
            promise_due=line.promise_due,
            obstacle=line.obstacle,
            answer=line.answer,
            internal=line.internal or line.line_kind is LineKind.IMPRESSION,
            follow_up_ids=follow_ups.get(line.id, ()),
            commitment_id=commitment_id_of(line.id) if commitment_id_of(line.id) in promised else None,
            evidence_ids=evidence.get(line.id, ()),
        )
        for line in lines
    )


def commitment_id_of(line_id: str) -> str:
    """Derive the id of the commitment a line becomes: two laptops that turn the same line make one record."""
    return public_id("commitment", "minutes_line", line_id)


def evidence_id_of(line_id: str, commitment_id: str) -> str:
    """Derive the id of the evidence a line becomes about a commitment."""
    return public_id("evidence", "minutes_line", line_id, commitment_id)


def _made_from(session: Session, record_class: Any, ids: Sequence[str]) -> set[str]:
    query = select(record_class.id).where(record_class.id.in_(ids), ~record_class.deleted)
    return set(session.execute(query).scalars())


def _evidence_from(
    session: Session, meeting: Meeting | None, lines: Sequence[MinutesLine]
) -> dict[str, tuple[str, ...]]:
    """Find the evidence made from lines: its id is derived from the line and the commitment it is about.

    Ids are derived for what is dated of that day or quotes a line: for all minutes ever taken it would be slow.
    """
    line_ids = [line.id for line in lines]
    query = select(Evidence.id, Evidence.commitment_id).where(
        ~Evidence.deleted,
        Evidence.evidence_kind == EvidenceKind.MINUTES,
        or_(
            Evidence.dated_on == (meeting.held_on if meeting is not None else None),
            Evidence.quote.in_([line.text for line in lines]),
        ),
    )
    found: dict[str, tuple[str, ...]] = {}
    for evidence_id, commitment_id in session.execute(query.order_by(Evidence.id)) if line_ids else ():
        for line_id in line_ids:
            if evidence_id == evidence_id_of(line_id, commitment_id):
                found[line_id] = (*found.get(line_id, ()), evidence_id)
    return found


def _parts(session: Session, part: Any, meeting_id: str) -> list[Any]:
    query = select(part).where(part.meeting_id == meeting_id, ~part.deleted)
    order = (part.position, part.id) if hasattr(part, "position") else (part.id,)
    return list(session.execute(query.order_by(*order)).scalars())


def _participants(
    session: Session, people: Sequence[Participant], day: date
) -> tuple[tuple[ParticipantView, ...], tuple[ParticipantView, ...]]:
    officials = {
        official.id: official
        for official in session.execute(
            select(Official).where(Official.id.in_({person.official_id for person in people}))
        ).scalars()
    }
    seats = seats_of(session, list(officials), day)
    volunteers = _volunteers(session)
    views = []
    for person in people:
        official = officials.get(person.official_id or "")
        known = official_name(official) if official else volunteers.get(person.volunteer_id or "", "")
        views.append(
            ParticipantView(
                id=person.id,
                side=person.side,
                official_id=person.official_id,
                volunteer_id=person.volunteer_id,
                name=known or person.name,
                function=function_words(official, seats.get(official.id, ())) if official else "",
                role=person.meeting_role,
                attended=bool(person.attended),
            )
        )
    views.sort(key=lambda view: (_ROLES.index(view.role) if view.role else len(_ROLES), view.name))
    return (
        tuple(view for view in views if view.side is MeetingSide.OURS),
        tuple(view for view in views if view.side is MeetingSide.THEIRS),
    )


def _agenda(session: Session, meeting: Meeting, points: Sequence[AgendaPoint]) -> tuple[AgendaPointView, ...]:
    volunteers = _volunteers(session)
    wanted = [point.commitment_id for point in points if point.commitment_id]
    day = min(meeting.held_on or today(), today())
    promises = {promise.id: promise for promise in promises_named(session, wanted, day)}
    views, elapsed = [], 0
    for point in points:
        views.append(
            AgendaPointView(
                id=point.id,
                title=point.title,
                question=point.question,
                minutes=point.minutes_planned or 0,
                starts_at=_clock(meeting.start_time, elapsed),
                from_minute=elapsed,
                owner_id=point.owner_id,
                owner=volunteers.get(point.owner_id or "", ""),
                carried_from_id=point.carried_from_id,
                commitment_id=point.commitment_id,
                commitment=promises.get(point.commitment_id or ""),
                seconds_spent=point.seconds_spent,
            )
        )
        elapsed += point.minutes_planned or 0
    return tuple(views)


def _clock(start: str, minutes: int) -> str:
    """Give the time of day some minutes after a start written HH:MM; empty where the start is unknown."""
    try:
        hours, _colon, rest = start.partition(":")
        moment = datetime.combine(date(2000, 1, 1), time(int(hours), int(rest)))
    except ValueError:
        return ""
    return (moment + timedelta(minutes=minutes)).strftime("%H:%M")


def _objection(row: Objection) -> ObjectionView:
    return ObjectionView(
        row.id, row.objection, row.answer, row.source, row.expires_on, is_overdue(row.expires_on, today())
    )


def _rehearsal(session: Session, meeting_id: str) -> tuple[RehearsalView, ...]:
    items = _parts(session, RehearsalItem, meeting_id)
    volunteers = _volunteers(session) if items else {}
    phases = list(Phase)
    items.sort(key=lambda item: phases.index(item.phase))
    return tuple(
        RehearsalView(
            item.id,
            item.phase,
            item.title,
            item.owner_id,
            volunteers.get(item.owner_id or "", ""),
            item.done,
        )
        for item in items
    )


def _series_title(session: Session, series_id: str | None) -> str:
    series = session.get(MeetingSeries, series_id) if series_id else None
    return series.title if series is not None and not series.deleted else ""


def _volunteers(session: Session) -> Mapping[str, str]:
    people = session.execute(select(Volunteer)).scalars()
    return {person.id: person.pseudonym or person.name for person in people}


def _officials(session: Session, ids: set[str | None]) -> dict[str, str]:
    officials = session.execute(select(Official).where(Official.id.in_(ids))).scalars()
    return {official.id: official_name(official) for official in officials}
