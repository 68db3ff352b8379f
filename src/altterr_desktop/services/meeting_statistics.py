"""Count meetings, hours, and what became of what was promised in them; write nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from altterr_desktop.domain.commitments import Standing, standing_of
from altterr_desktop.domain.dates import is_overdue
from altterr_desktop.domain.meetings import FollowUpState, LineKind, MeetingSide, MeetingState
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.frameworks import Theme
from altterr_desktop.model.meetings import AgendaPoint, FollowUp, Meeting, MinutesLine, Participant
from altterr_desktop.model.officials import Official
from altterr_desktop.model.verdicts import Verdict
from altterr_desktop.services.commitment_query import latest_verdict_id
from altterr_desktop.services.fields import today
from altterr_desktop.services.meeting_views import commitment_id_of
from altterr_desktop.services.names import official_name

_PROMISES = (LineKind.PROMISE, LineKind.DOCUMENT_PROMISED)


class PromiseFate(StrEnum):
    """Say what became of something promised in a meeting."""

    KEPT = "kept"
    UNDER_WAY = "under_way"
    LATE = "late"
    GIVEN_UP = "given_up"
    NOTHING = "nothing"


@dataclass(frozen=True)
class StatisticsRow:
    """Count the meetings of one official, one theme or one year, their minutes, and the promises made there."""

    id: str
    name: str
    meetings: int
    minutes: int
    last_on: date | None
    promises: Mapping[PromiseFate, int] = field(default_factory=dict)

    @property
    def promised(self) -> int:
        """Count all that was promised."""
        return sum(self.promises.values())


@dataclass(frozen=True)
class MeetingStatistics:
    """Hold the counts of all meetings that took place, by official, by theme and by year."""

    whole: StatisticsRow
    officials: tuple[StatisticsRow, ...]
    themes: tuple[StatisticsRow, ...]
    years: tuple[StatisticsRow, ...]


@dataclass(frozen=True)
class _Held:
    id: str
    held_on: date | None
    minutes: int
    official_ids: frozenset[str]
    theme_ids: frozenset[str]
    fates: tuple[tuple[str, PromiseFate], ...]


def read_meeting_statistics(dossier: Dossier) -> MeetingStatistics:
    """Count the meetings that took place: real minutes where they were timed, else the slot.

    A promise is counted for who said it, or for everybody met where nobody in particular did.
    """
    with dossier.reading() as session:
        held = _held(session)
        names = {one.id: official_name(one) for one in session.execute(select(Official)).scalars()}
        themes = {one.id: one.name for one in session.execute(select(Theme)).scalars()}
    return MeetingStatistics(
        whole=_row("", "", held),
        officials=_by(held, names, "official_ids"),
        themes=_by(held, themes, "theme_ids"),
        years=_years(held),
    )


def _by(held: list[_Held], names: Mapping[str, str], which: str) -> tuple[StatisticsRow, ...]:
    found: dict[str, list[_Held]] = {}
    for meeting in held:
        for one in getattr(meeting, which):
            found.setdefault(one, []).append(meeting)
    rows = []
    for key, meetings in found.items():
        speaker = key if which == "official_ids" else None
        rows.append(_row(key, names.get(key, ""), meetings, speaker))
    return tuple(sorted(rows, key=lambda row: (-row.meetings, row.name)))


def _years(held: list[_Held]) -> tuple[StatisticsRow, ...]:
    found: dict[int, list[_Held]] = {}
    for meeting in held:
        if meeting.held_on is not None:
            found.setdefault(meeting.held_on.year, []).append(meeting)
    return tuple(_row(str(year), str(year), meetings) for year, meetings in sorted(found.items()))


def _row(key: str, name: str, held: Iterable[_Held], speaker: str | None = None) -> StatisticsRow:
    meetings = list(held)
    fates: dict[PromiseFate, int] = {}
    for meeting in meetings:
        for said_by, fate in meeting.fates:
            if speaker is None or said_by in ("", speaker):
                fates[fate] = fates.get(fate, 0) + 1
    days = [meeting.held_on for meeting in meetings if meeting.held_on is not None]
    ordered = {fate: fates[fate] for fate in PromiseFate if fate in fates}
    minutes = sum(meeting.minutes for meeting in meetings)
    return StatisticsRow(key, name, len(meetings), minutes, max(days, default=None), ordered)


def _held(session: Session) -> list[_Held]:
    meetings = session.execute(
        select(Meeting)
        .where(~Meeting.deleted, Meeting.meeting_state == MeetingState.HELD)
        .order_by(Meeting.held_on, Meeting.id)
    ).scalars()
    met = _pairs(
        session,
        select(Participant.meeting_id, Participant.official_id).where(
            ~Participant.deleted, Participant.side == MeetingSide.THEIRS, Participant.official_id.is_not(None)
        ),
    )
    themes = _pairs(
        session,
        select(AgendaPoint.meeting_id, Commitment.theme_id)
        .join(Commitment, Commitment.id == AgendaPoint.commitment_id)
        .where(~AgendaPoint.deleted, Commitment.theme_id.is_not(None)),
    )
    fates = _fates(session)
    return [
        _Held(
            meeting.id,
            meeting.held_on,
            meeting.held_minutes or meeting.duration_minutes or 0,
            frozenset(met.get(meeting.id, ())),
            frozenset(themes.get(meeting.id, ())),
            tuple(fates.get(meeting.id, ())),
        )
        for meeting in meetings
    ]


def _pairs(session: Session, query: object) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for owner, value in session.execute(query):  # type: ignore[call-overload]
        found.setdefault(owner, set()).add(value)
    return found


def _fates(session: Session) -> dict[str, list[tuple[str, PromiseFate]]]:
    """Say by meeting who promised and what became of it."""
    lines = list(
        session.execute(
            select(MinutesLine)
            .where(~MinutesLine.deleted, ~MinutesLine.internal, MinutesLine.line_kind.in_(_PROMISES))
            .order_by(MinutesLine.id)
        ).scalars()
    )
    follow_ups: dict[str, list[FollowUp]] = {}
    for task in session.execute(
        select(FollowUp).where(~FollowUp.deleted, FollowUp.minutes_line_id.is_not(None))
    ).scalars():
        follow_ups.setdefault(task.minutes_line_id or "", []).append(task)
    standings = _standings(session)
    found: dict[str, list[tuple[str, PromiseFate]]] = {}
    for line in lines:
        standing = standings.get(commitment_id_of(line.id))
        fate = _fate(line, follow_ups.get(line.id, []), standing)
        found.setdefault(line.meeting_id, []).append((line.speaker_id or "", fate))
    return found


def _standings(session: Session) -> dict[str, Standing]:
    current = aliased(Verdict)
    rows = session.execute(
        select(Commitment.id, current.progress, current.off_scale)
        .outerjoin(current, current.id == latest_verdict_id())
        .where(~Commitment.deleted)
    )
    return {commitment_id: standing_of(progress, off_scale) for commitment_id, progress, off_scale in rows}


def _fate(line: MinutesLine, tasks: list[FollowUp], standing: Standing | None) -> PromiseFate:
    states = {task.follow_up_state for task in tasks}
    if standing is Standing.DONE or (states and states <= {FollowUpState.DONE}):
        return PromiseFate.KEPT
    if standing is Standing.ABANDONED or (states and states <= {FollowUpState.DROPPED}):
        return PromiseFate.GIVEN_UP
    due = [task.due_on for task in tasks if task.follow_up_state is FollowUpState.OPEN and task.due_on]
    if is_overdue(min(due, default=line.promise_due), today()):
        return PromiseFate.LATE
    return PromiseFate.UNDER_WAY if tasks or standing is not None else PromiseFate.NOTHING
