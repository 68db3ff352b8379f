"""Ask the services for what the minutes of a meeting print; compute nothing."""

from __future__ import annotations

from altterr_desktop.domain.errors import NotFound
from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.meetings import Audience, MeetingSide
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _, language_set
from altterr_desktop.i18n.labels import label
from altterr_desktop.reports.minutes.data import (
    Correction,
    FollowUpShown,
    LineShown,
    MinutesData,
    PointShown,
    Present,
)
from altterr_desktop.reports.minutes.versions import version_for
from altterr_desktop.services.after_meeting import read_after
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.fields import today
from altterr_desktop.services.meeting_views import LineView, MeetingView, ParticipantView, read_meeting
from altterr_desktop.services.meetings import list_meetings
from altterr_desktop.services.staff_names import read_staff_names, without_names


def load_minutes(
    dossier: Dossier, record_id: str | None, *, audience: Audience = Audience.OFFICIAL
) -> MinutesData:
    """Read the minutes of a meeting for an audience; without id, of the latest one that was written up.

    Raises NotFound.
    """
    meeting = read_meeting(dossier, record_id or _latest(dossier))
    group = read_group(dossier)
    after = read_after(dossier, meeting.id)
    data = MinutesData(
        title=meeting.title,
        kind=meeting.kind,
        territory=meeting.territory or ", ".join(row.name for row in group.territories),
        group=group.name,
        language=group.document_language,
        written_on=today(),
        state=meeting.minutes_state,
        validated_on=meeting.minutes_validated_on,
        validated_by=meeting.minutes_validated_by,
        held_on=meeting.held_on,
        start_time=meeting.start_time,
        duration_minutes=meeting.duration_minutes,
        place=meeting.place,
        goal=meeting.goal,
        present=tuple(_present(person) for person in (*meeting.theirs, *meeting.ours)),
        points=_points(meeting),
        follow_ups=_follow_ups(meeting),
        impressions=meeting.impressions,
        next_meeting_on=meeting.next_meeting_on,
        corrections=tuple(
            Correction(one.text, one.line, one.made_on, one.asked_by, one.internal)
            for one in after.amendments
        ),
    )
    hidden = read_staff_names(dossier)
    with language_set(group.document_language):
        return version_for(data, audience, lambda text: without_names(text, hidden))


def _follow_ups(meeting: MeetingView) -> tuple[FollowUpShown, ...]:
    """Give what follows; what is ours and was not said aloud in the meeting is our own business."""
    said = {line.id for line in meeting.lines if not line.internal}
    aloud = {line.id for line in meeting.lines}
    shown = []
    for row in meeting.follow_ups:
        from_line = row.minutes_line_id in aloud
        internal = row.minutes_line_id not in said if from_line else row.side is MeetingSide.OURS
        shown.append(FollowUpShown(row.title, row.side, row.who, row.due_on, row.state, internal))
    return tuple(shown)


def _latest(dossier: Dossier) -> str:
    past = list_meetings(dossier, Query(filters=(("state", ("past",)),), sort="date", descending=True)).rows
    written = [row.id for row in past if row.has_minutes] or [row.id for row in past]
    if not written:
        raise NotFound(_("No meeting has taken place yet: there are no minutes to print."))
    return written[0]


def _present(person: ParticipantView) -> Present:
    role = label(person.role) if person.role else person.function
    role = "" if role == person.name else role
    known = person.official_id is not None or person.side is MeetingSide.OURS
    return Present(person.name, person.side, role, person.attended, known)


def _points(meeting: MeetingView) -> tuple[PointShown, ...]:
    by_point: dict[str, list[LineShown]] = {}
    for line in meeting.lines:
        by_point.setdefault(line.point_id or "", []).append(_line(line))
    points = [
        PointShown(
            point.title, point.commitment.title if point.commitment else "", tuple(by_point.pop(point.id, ()))
        )
        for point in meeting.agenda
    ]
    outside = [line for lines in by_point.values() for line in lines]
    return tuple(points + ([PointShown("", "", tuple(outside))] if outside else []))


def _line(line: LineView) -> LineShown:
    return LineShown(
        line.kind,
        line.text,
        line.speaker,
        line.said_at,
        line.promise_who,
        line.promise_due,
        label(line.obstacle) if line.obstacle else "",
        line.answer,
        line.internal,
    )
