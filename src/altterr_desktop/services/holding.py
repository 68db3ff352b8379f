"""Hold a meeting: keep each note as it is typed, the clock and who spoke; must not judge what was said.

Notes and times of points are records and travel. The running clock belongs to this laptop alone: it is kept in the
dossier's own state, so that a crash or a power cut loses none of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.meeting_clock import MeetingClock, paused, taken_up
from altterr_desktop.domain.meetings import LineKind, MeetingSide, MeetingState, MinutesState
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.journal.search_index import name_of
from altterr_desktop.model.meetings import AgendaPoint, Meeting, MinutesLine
from altterr_desktop.services.fields import today
from altterr_desktop.services.meeting_views import MeetingView, meeting_view
from altterr_desktop.services.records import act_label, add_record, live_record, set_values

_STATE = "holding.{meeting_id}"
_TEXTS = frozenset({"text", "answer"})


@dataclass(frozen=True)
class HeldMeeting:
    """Hold a meeting as it is held: what was prepared and noted, and the clock of this laptop."""

    meeting: MeetingView
    clock: MeetingClock

    @property
    def is_closed(self) -> bool:
        """Tell whether its minutes no longer change."""
        return self.meeting.minutes_state is MinutesState.VALIDATED


def read_held(dossier: Dossier, meeting_id: str, *, now: float) -> HeldMeeting:
    """Read a meeting to hold it; a clock left running goes on. Raises NotFound."""
    clock = read_clock(dossier, meeting_id, now=now)
    with dossier.reading() as session:
        meeting = meeting_view(session, meeting_id)
    ids = [point.id for point in meeting.agenda]
    if clock is None:
        spent = {point.id: float(point.seconds_spent) for point in meeting.agenda if point.seconds_spent}
        talked = {
            side: float(seconds)
            for side, seconds in (
                (MeetingSide.OURS, meeting.talk_ours_seconds),
                (MeetingSide.THEIRS, meeting.talk_theirs_seconds),
            )
            if seconds
        }
        clock = MeetingClock(point_id=ids[0] if ids else "", spent=spent, talked=talked)
    return HeldMeeting(meeting, clock)


def read_clock(dossier: Dossier, meeting_id: str, *, now: float) -> MeetingClock | None:
    """Read the clock this laptop keeps for a meeting; None where it keeps none."""
    written = dossier.state(_STATE.format(meeting_id=meeting_id))
    return taken_up(_read(written), now) if written else None


def keep_clock(dossier: Dossier, *, meeting_id: str, clock: MeetingClock) -> None:
    """Keep the clock as it stands, so that it survives a crash; nothing of it travels."""
    dossier.set_state(_STATE.format(meeting_id=meeting_id), _written(clock))


def keep_times(dossier: Dossier, *, meeting_id: str, clock: MeetingClock, now: float) -> Changes:
    """Keep the clock, and write the time of each point and of who spoke into the meeting. Raises NotFound."""
    with recording(dossier, "") as work:
        meeting: Meeting = live_record(work.session, "meeting", meeting_id)
        _write_times(work.session, meeting, clock, now)
        work.subject_id = meeting_id
        work.label = _("Time spent: {name}").format(name=name_of(meeting))
    keep_clock(dossier, meeting_id=meeting_id, clock=clock)
    return work.changes


def keep_note(dossier: Dossier, *, meeting_id: str, line_id: str, values: Mapping[str, Any]) -> Changes:
    """Keep a note as far as it is typed: a new line with this id, or the same line again.

    An emptied note is taken out. An impression is always internal. Raises NotFound, InvalidInput for
    validated minutes or a point of another meeting.
    """
    with recording(dossier, "", coalesce=_is_prose(values)) as work:
        session = work.session
        meeting: Meeting = live_record(session, "meeting", meeting_id)
        if meeting.minutes_state is MinutesState.VALIDATED:
            raise InvalidInput(
                _("These minutes are validated: they no longer change. Reopen them as amended first.")
            )
        fields = _fields(session, meeting_id, values)
        line = session.get(MinutesLine, line_id)
        if line is None and not str(fields.get("text", "")).strip():
            return work.changes
        if line is None:
            line = add_record(
                session, "minutes_line", {"meeting_id": meeting_id, **fields}, record_id=line_id
            )
        elif not str(fields.get("text", line.text)).strip():
            line.deleted = True
        else:
            line.deleted = False
            set_values(session, line, fields)
        work.subject_id = line_id
        work.label = act_label(line)
    return work.changes


def finish_meeting(dossier: Dossier, *, meeting_id: str, clock: MeetingClock, now: float) -> Changes:
    """Say that the meeting is over: held today, with its length, the time of its points and who spoke.

    A clock that never ran writes no time. Raises NotFound, InvalidInput for a cancelled meeting.
    """
    with recording(dossier, "") as work:
        meeting: Meeting = live_record(work.session, "meeting", meeting_id)
        if meeting.meeting_state is MeetingState.CANCELLED:
            raise InvalidInput(_("This meeting was cancelled: plan it again first."))
        meeting.meeting_state = MeetingState.HELD
        if meeting.held_on is None or meeting.held_on > today():
            meeting.held_on = today()
        if clock.is_started:
            meeting.held_minutes = max(1, round(clock.elapsed(now) / 60))
            _write_times(work.session, meeting, clock, now)
        work.subject_id = meeting_id
        work.label = _("Held: {name}").format(name=name_of(meeting))
    # Kept, stopped: a meeting ended by mistake is taken up where it was.
    keep_clock(dossier, meeting_id=meeting_id, clock=paused(clock, now))
    return work.changes


def _write_times(session: Session, meeting: Meeting, clock: MeetingClock, now: float) -> None:
    query = select(AgendaPoint).where(AgendaPoint.meeting_id == meeting.id, ~AgendaPoint.deleted)
    for point in session.execute(query).scalars():
        seconds = round(clock.on_point(point.id, now))
        if seconds:
            point.seconds_spent = seconds
    ours = round(clock.talked_by(MeetingSide.OURS, now))
    theirs = round(clock.talked_by(MeetingSide.THEIRS, now))
    if ours or theirs:
        meeting.talk_ours_seconds, meeting.talk_theirs_seconds = ours, theirs


def _fields(session: Session, meeting_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(values)
    point_id = fields.get("agenda_point_id")
    if point_id:
        point: AgendaPoint = live_record(session, "agenda_point", point_id)
        if point.meeting_id != meeting_id:
            raise InvalidInput(_("This point is on the agenda of another meeting."))
    if "line_kind" in fields:
        fields["internal"] = fields["line_kind"] is LineKind.IMPRESSION
    return fields


def _is_prose(values: Mapping[str, Any]) -> bool:
    return _TEXTS.issuperset(values)


def _written(clock: MeetingClock) -> str:
    return json.dumps(
        {
            "point": clock.point_id,
            "started": clock.started_at,
            "running": clock.running_since,
            "seen": clock.seen_at,
            "spent": dict(clock.spent),
            "talking": clock.talking,
            "talking_since": clock.talking_since,
            "talked": {str(side): seconds for side, seconds in clock.talked.items()},
        }
    )


def _read(written: str) -> MeetingClock:
    kept = json.loads(written)
    return MeetingClock(
        point_id=kept["point"],
        started_at=kept["started"],
        running_since=kept["running"],
        seen_at=kept["seen"],
        spent=kept["spent"],
        talking=MeetingSide(kept["talking"]) if kept["talking"] else None,
        talking_since=kept["talking_since"],
        talked={MeetingSide(side): seconds for side, seconds in kept["talked"].items()},
    )
