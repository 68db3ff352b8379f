"""Carry a run of meetings on: the next day after its rhythm, the same people, what stayed open; hold no meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.dates import add_months, next_working_day
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.meetings import FollowUpState, MeetingSide, MeetingState, Rhythm
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.meetings import (
    AgendaPoint,
    FollowUp,
    Meeting,
    MeetingSeries,
    MinutesLine,
    Participant,
)
from altterr_desktop.services.fields import today
from altterr_desktop.services.meeting_plan import SHORTEST_POINT, add_meeting, is_usual_point
from altterr_desktop.services.records import act_label, add_record, live_record, parts_of

_MONTHS = {
    Rhythm.MONTHLY: 1,
    Rhythm.TWO_MONTHS: 2,
    Rhythm.QUARTERLY: 3,
    Rhythm.HALF_YEARLY: 6,
    Rhythm.YEARLY: 12,
}
_MOST_NAMED = 8


@dataclass(frozen=True)
class SeriesMeeting:
    """Hold one meeting of a series, as its list shows it."""

    id: str
    title: str
    held_on: date | None
    state: MeetingState


@dataclass(frozen=True)
class NextMeeting:
    """Hold what the next meeting of a series would be: its day, and what is carried over.

    `planned_id` is the next meeting where it is planned already. Without a series yet, the title is the
    meeting's own.
    """

    series_id: str | None
    title: str
    rhythm: Rhythm
    day: date | None
    points: tuple[str, ...]
    follow_ups: tuple[str, ...]
    meetings: tuple[SeriesMeeting, ...]
    planned_id: str | None


def next_day(day: date, rhythm: Rhythm) -> date | None:
    """Give the working day a rhythm leads to after a day, French holidays left out; None without a rhythm."""
    months = _MONTHS.get(rhythm)
    if months is None:
        return None
    from holidays.countries.france import France

    wanted = add_months(day, months)
    calendar: Any = France
    known = calendar(years=(wanted.year, wanted.year + 1))
    return next_working_day(wanted, lambda one: one in known)


def read_next(dossier: Dossier, meeting_id: str) -> NextMeeting:
    """Read what the meeting after this one would be. Raises NotFound."""
    with dossier.reading() as session:
        meeting: Meeting = live_record(session, "meeting", meeting_id)
        series = _series_of(session, meeting)
        rhythm = series.rhythm if series is not None else Rhythm.QUARTERLY
        listed = _meetings(session, series.id) if series is not None else [meeting]
        coming = _coming(listed, meeting)
        return NextMeeting(
            series_id=series.id if series is not None else None,
            title=series.title if series is not None else meeting.title,
            rhythm=rhythm,
            day=_proposed_day(meeting, rhythm),
            points=tuple(point.title for point in _open_points(session, meeting)),
            follow_ups=tuple(row.title for row in _open_follow_ups(session, listed)),
            meetings=meetings_of_series(session, series.id if series is not None else None),
            planned_id=coming.id if coming is not None else None,
        )


def plan_next(
    dossier: Dossier,
    *,
    meeting_id: str,
    held_on: date | None,
    rhythm: Rhythm = Rhythm.QUARTERLY,
    title: str = "",
) -> Changes:
    """Plan the next meeting of a series, which begins with this one where there is none yet.

    The people, their roles, hour, place and length are the same; points nobody came to and follow-ups still
    open are put on its agenda. `subject_id` is the new meeting. Raises NotFound, InvalidInput where the next one
    is planned already.
    """
    with recording(dossier, "") as work:
        session = work.session
        meeting: Meeting = live_record(session, "meeting", meeting_id)
        series = _series_of(session, meeting) or _begin(session, meeting, title)
        series.rhythm = rhythm
        listed = _meetings(session, series.id)
        if _coming(listed, meeting) is not None:
            raise InvalidInput(_("The next meeting of this series is planned already: open it."))
        coming = _add_next(session, meeting, series, held_on)
        _carry(session, meeting, coming, _open_follow_ups(session, listed))
        meeting.next_meeting_on = held_on or meeting.next_meeting_on
        work.subject_id = coming.id
        work.label = act_label(coming)
    return work.changes


def meetings_of_series(
    session: Session, series_id: str | None, *, but_id: str = ""
) -> tuple[SeriesMeeting, ...]:
    """List the meetings of a series in their order, but one."""
    listed = _meetings(session, series_id) if series_id else []
    return tuple(
        SeriesMeeting(one.id, one.title, one.held_on, one.meeting_state) for one in listed if one.id != but_id
    )


def _begin(session: Session, meeting: Meeting, title: str) -> MeetingSeries:
    values = {"title": title.strip() or meeting.title, "territory_id": meeting.territory_id}
    series: MeetingSeries = add_record(session, "meeting_series", values)
    meeting.series_id = series.id
    session.flush()
    return series


def _series_of(session: Session, meeting: Meeting) -> MeetingSeries | None:
    series = session.get(MeetingSeries, meeting.series_id) if meeting.series_id else None
    return None if series is None or series.deleted else series


def _meetings(session: Session, series_id: str) -> list[Meeting]:
    query = select(Meeting).where(Meeting.series_id == series_id, ~Meeting.deleted)
    return list(session.execute(query.order_by(Meeting.held_on, Meeting.id)).scalars())


def _coming(listed: Sequence[Meeting], meeting: Meeting) -> Meeting | None:
    """Find the meeting of the series that is planned after this one."""
    since = meeting.held_on or today()
    later = [
        one
        for one in listed
        if one.id != meeting.id
        and one.meeting_state is MeetingState.PLANNED
        and (one.held_on is None or one.held_on > since)
    ]
    return later[0] if later else None


def _proposed_day(meeting: Meeting, rhythm: Rhythm) -> date | None:
    agreed = meeting.next_meeting_on
    if agreed is not None and agreed > today():
        return agreed
    day = next_day(meeting.held_on or today(), rhythm)
    # A run that slept: the next date is one to come.
    return day if day is None or day >= today() else next_day(today(), rhythm)


def _add_next(session: Session, meeting: Meeting, series: MeetingSeries, held_on: date | None) -> Meeting:
    values = {
        "title": meeting.title,
        "meeting_kind": meeting.meeting_kind,
        "territory_id": meeting.territory_id,
        "held_on": held_on,
        "start_time": meeting.start_time,
        "duration_minutes": meeting.duration_minutes,
        "place": meeting.place,
        "series_id": series.id,
    }
    coming = add_meeting(session, {name: value for name, value in values.items() if value is not None}, ())
    query = select(Participant).where(Participant.meeting_id == meeting.id, ~Participant.deleted)
    for person in session.execute(query.order_by(Participant.id)).scalars():
        same = ("side", "official_id", "volunteer_id", "name", "meeting_role")
        given = {name: getattr(person, name) for name in same}
        add_record(session, "participant", {"meeting_id": coming.id, **given})
    return coming


def _open_points(session: Session, meeting: Meeting) -> list[AgendaPoint]:
    """List the points of the group's own that nobody came to: no note, no time; none before it was held."""
    if meeting.meeting_state is not MeetingState.HELD:
        return []
    noted = set(
        session.execute(
            select(MinutesLine.agenda_point_id).where(
                MinutesLine.meeting_id == meeting.id, ~MinutesLine.deleted
            )
        ).scalars()
    )
    points: list[AgendaPoint] = parts_of(session, AgendaPoint(meeting_id=meeting.id))
    return [
        point
        for point in points
        if point.id not in noted and not point.seconds_spent and not is_usual_point(meeting.id, point.id)
    ]


def _open_follow_ups(session: Session, meetings: Sequence[Meeting]) -> list[FollowUp]:
    query = select(FollowUp).where(
        ~FollowUp.deleted,
        FollowUp.meeting_id.in_([meeting.id for meeting in meetings]),
        FollowUp.follow_up_state == FollowUpState.OPEN,
    )
    return list(session.execute(query.order_by(FollowUp.due_on, FollowUp.id)).scalars())


def _carry(session: Session, meeting: Meeting, coming: Meeting, follow_ups: Sequence[FollowUp]) -> None:
    for point in _open_points(session, meeting):
        values = {
            "meeting_id": coming.id,
            "title": point.title,
            "question": point.question,
            "minutes_planned": point.minutes_planned,
            "owner_id": point.owner_id,
            "commitment_id": point.commitment_id,
            "carried_from_id": point.id,
        }
        add_record(session, "agenda_point", values)
    if follow_ups:
        values = {
            "meeting_id": coming.id,
            "title": _("What was agreed last time"),
            "question": " · ".join(_owed(row) for row in follow_ups[:_MOST_NAMED]),
            "minutes_planned": max(SHORTEST_POINT, (coming.duration_minutes or 0) // 10),
        }
        add_record(session, "agenda_point", values)


def _owed(follow_up: FollowUp) -> str:
    side = _("Them") if follow_up.side is MeetingSide.THEIRS else _("Us")
    return f"{side} : {follow_up.title}"
