"""Fill a meeting's preparation from the dossier: what they hold, promised, owe and said; write nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.meetings import (
    FollowUpState,
    LineKind,
    MeetingKind,
    MeetingRole,
    MeetingSide,
    MeetingState,
)
from altterr_desktop.domain.officials import OfficialKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.model.meetings import FollowUp, Meeting, Participant
from altterr_desktop.model.officials import Official
from altterr_desktop.model.requests import Request
from altterr_desktop.services.fields import today
from altterr_desktop.services.follow_ups import FollowUpRow, follow_ups_where
from altterr_desktop.services.meeting_views import LineView, MeetingView, lines_of, meeting_view
from altterr_desktop.services.names import official_name
from altterr_desktop.services.promises import (
    PromiseView,
    promises_in,
    promises_of,
    worth_raising,
)
from altterr_desktop.services.readiness import Check, missing_roles
from altterr_desktop.services.request_views import RequestRow, is_awaited, requests_where
from altterr_desktop.services.seats import SeatView, seats_of
from altterr_desktop.services.series import SeriesMeeting, meetings_of_series
from altterr_desktop.services.stances import ThemeStance, stances_in

AGENDA_COMMITMENTS = 3


@dataclass(frozen=True)
class LastMeeting:
    """Hold the last meeting held with an official and what was said there, impressions left out."""

    id: str
    title: str
    held_on: date | None
    lines: tuple[LineView, ...]


@dataclass(frozen=True)
class OfficialBrief:
    """Hold what the dossier knows of one official before a meeting.

    `silence_days` counts from the last sign from them (a meeting held, an answer, something they did of what was
    agreed);
    None where they never gave one.
    """

    id: str
    name: str
    kind: OfficialKind
    political_label: str
    seats: tuple[SeatView, ...]
    promises: tuple[PromiseView, ...]
    theirs: tuple[FollowUpRow, ...]
    ours: tuple[FollowUpRow, ...]
    last_meeting: LastMeeting | None
    meetings_held: int
    silence_days: int | None
    stances: tuple[ThemeStance, ...] = ()
    unanswered: tuple[RequestRow, ...] = ()

    @property
    def late(self) -> int:
        """Count the commitments whose deadline went by."""
        return sum(promise.late for promise in self.promises)


@dataclass(frozen=True)
class Preparation:
    """Hold a meeting with all that helps to prepare it.

    `commitments` are those on the agenda, in its order; `proposed` are those the dossier suggests to add, so
    that there are three in all at most. `minutes_gap` is planned minutes less slot, None while it is unknown.
    """

    meeting: MeetingView
    officials: tuple[OfficialBrief, ...]
    commitments: tuple[PromiseView, ...]
    proposed: tuple[PromiseView, ...]
    readiness: tuple[Check, ...]
    missing_roles: tuple[MeetingRole, ...]
    minutes_gap: int | None
    agenda_remark: str
    days_left: int | None
    series: tuple[SeriesMeeting, ...] = ()

    @property
    def done(self) -> int:
        """Count the checks that are done."""
        return sum(check.done for check in self.readiness)

    def question_on(self, commitment_id: str) -> str:
        """Give the question the agenda holds about a commitment."""
        points = [point for point in self.meeting.agenda if point.commitment_id == commitment_id]
        return points[0].question if points else ""


def preparation_of(dossier: Dossier, meeting_id: str) -> Preparation:
    """Gather what the dossier knows for a meeting, as of today. Raises NotFound."""
    with dossier.reading() as session:
        meeting = meeting_view(session, meeting_id)
        before = min(meeting.held_on or today(), today())
        met = [person.official_id for person in meeting.theirs if person.official_id]
        briefs = _briefs(session, met, meeting, before)
        commitments = tuple(point.commitment for point in meeting.agenda if point.commitment)
        roles = frozenset(person.role for person in meeting.ours if person.role)
        return Preparation(
            meeting=meeting,
            officials=briefs,
            commitments=commitments,
            proposed=_proposed(session, meeting, briefs, commitments, before),
            readiness=meeting.readiness,
            missing_roles=missing_roles(roles) if any(c.key == "roles" for c in meeting.readiness) else (),
            minutes_gap=(
                None
                if meeting.duration_minutes is None
                else meeting.agenda_minutes - meeting.duration_minutes
            ),
            agenda_remark=meeting.agenda_remark,
            series=meetings_of_series(session, meeting.series_id, but_id=meeting.id),
            days_left=(meeting.held_on - today()).days if meeting.held_on else None,
        )


def _proposed(
    session: Session,
    meeting: MeetingView,
    briefs: tuple[OfficialBrief, ...],
    chosen: tuple[PromiseView, ...],
    day: date,
) -> tuple[PromiseView, ...]:
    """Propose what is missing up to three: of those met first, else of the territory."""
    room = AGENDA_COMMITMENTS - len(chosen)
    if room <= 0 or meeting.kind is MeetingKind.INTERNAL:
        return ()
    taken = {promise.id for promise in chosen}
    known = {promise.id: promise for brief in briefs for promise in brief.promises}
    pool = list(known.values()) or promises_in(session, meeting.territory_id, day)
    met = [brief.id for brief in briefs]
    return worth_raising([promise for promise in pool if promise.id not in taken], room, met)


def _briefs(
    session: Session, official_ids: list[str], meeting: MeetingView, day: date
) -> tuple[OfficialBrief, ...]:
    if not official_ids:
        return ()
    officials = {
        official.id: official
        for official in session.execute(select(Official).where(Official.id.in_(official_ids))).scalars()
    }
    seats = seats_of(session, official_ids, day)
    promises = promises_of(session, official_ids, day)
    stances = stances_in(session, official_ids)
    asked = requests_where(session, is_awaited(), Request.official_id.in_(official_ids))
    briefs = [
        _brief(session, officials[official_id], seats.get(official_id, ()), promises, meeting, day)
        for official_id in official_ids
        if official_id in officials
    ]
    return tuple(
        replace(
            brief,
            stances=stances.get(brief.id, ()),
            unanswered=tuple(row for row in asked if row.official_id == brief.id),
        )
        for brief in briefs
    )


def _brief(
    session: Session,
    official: Official,
    seats: tuple[SeatView, ...],
    promises: tuple[PromiseView, ...],
    meeting: MeetingView,
    day: date,
) -> OfficialBrief:
    held = _meetings_with(session, official.id, meeting.id, day)
    to_do = follow_ups_where(
        session, FollowUp.follow_up_state == FollowUpState.OPEN, _concerns(official.id, held)
    )
    last = held[0] if held else None
    return OfficialBrief(
        id=official.id,
        name=official_name(official),
        kind=official.official_kind,
        political_label=official.political_label,
        seats=seats,
        promises=_own_promises(official.id, promises),
        theirs=tuple(row for row in to_do if row.side is MeetingSide.THEIRS),
        ours=tuple(row for row in to_do if row.side is MeetingSide.OURS),
        last_meeting=_last_meeting(session, last) if last else None,
        meetings_held=len(held),
        silence_days=_silence(session, official.id, last, day),
    )


def _own_promises(official_id: str, promises: tuple[PromiseView, ...]) -> tuple[PromiseView, ...]:
    """Take what the official is in charge of, then what they only signed."""
    in_charge = [promise for promise in promises if official_id in promise.in_charge_ids]
    signed = [promise for promise in promises if official_id in promise.signatory_ids]
    return tuple(in_charge + [promise for promise in signed if promise not in in_charge])


def _meetings_with(session: Session, official_id: str, but_id: str, day: date) -> list[Meeting]:
    query = (
        select(Meeting)
        .where(
            ~Meeting.deleted,
            Meeting.id != but_id,
            Meeting.meeting_state == MeetingState.HELD,
            Meeting.held_on <= day,
            Meeting.id.in_(
                select(Participant.meeting_id).where(
                    Participant.official_id == official_id,
                    Participant.attended.is_(True),
                    ~Participant.deleted,
                )
            ),
        )
        .order_by(Meeting.held_on.desc(), Meeting.start_time.desc(), Meeting.id)
    )
    return list(session.execute(query).scalars())


def _concerns(official_id: str, held: list[Meeting]) -> ColumnElement[bool]:
    """Take what is owed to or by the official, and what the group owes from the meetings held with them."""
    from_meetings = FollowUp.meeting_id.in_([meeting.id for meeting in held])
    return or_(FollowUp.official_id == official_id, and_(FollowUp.side == MeetingSide.OURS, from_meetings))


def _last_meeting(session: Session, meeting: Meeting) -> LastMeeting:
    said = tuple(line for line in lines_of(session, meeting.id) if line.kind is not LineKind.IMPRESSION)
    return LastMeeting(meeting.id, meeting.title or meeting.goal[:80], meeting.held_on, said)


def _silence(session: Session, official_id: str, last: Meeting | None, day: date) -> int | None:
    acted_on = session.scalar(
        select(func.max(FollowUp.done_on)).where(
            ~FollowUp.deleted,
            FollowUp.official_id == official_id,
            FollowUp.side == MeetingSide.THEIRS,
            FollowUp.done_on <= day,
        )
    )
    answered_on = session.scalar(
        select(func.max(Request.answered_on)).where(
            ~Request.deleted, Request.official_id == official_id, Request.answered_on <= day
        )
    )
    signs = [sign for sign in (last.held_on if last else None, acted_on, answered_on) if sign]
    return (day - max(signs)).days if signs else None
