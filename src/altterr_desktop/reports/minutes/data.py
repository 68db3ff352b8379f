"""Hold exactly what the minutes of a meeting print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from altterr_desktop.domain.meetings import (
    Audience,
    FollowUpState,
    LineKind,
    MeetingKind,
    MeetingSide,
    MinutesState,
)


@dataclass(frozen=True)
class Present:
    """Hold somebody who was expected; staff are given by their function alone.

    `known` tells an official of the dossier from a name typed by hand, which may be anybody's.
    """

    name: str
    side: MeetingSide
    role: str = ""
    attended: bool = True
    known: bool = True


@dataclass(frozen=True)
class LineShown:
    """Hold one thing said; an internal line or an impression leaves the dossier only where asked."""

    kind: LineKind
    text: str
    speaker: str = ""
    said_at: str = ""
    promise_who: str = ""
    promise_due: date | None = None
    obstacle: str = ""
    answer: str = ""
    internal: bool = False


@dataclass(frozen=True)
class PointShown:
    """Hold one point of the agenda with what was said on it; an empty title is for what was said outside them."""

    title: str
    commitment: str = ""
    lines: tuple[LineShown, ...] = ()


@dataclass(frozen=True)
class FollowUpShown:
    """Hold who does what by when; one that was not agreed in the meeting is internal."""

    title: str
    side: MeetingSide
    who: str = ""
    due_on: date | None = None
    state: FollowUpState = FollowUpState.OPEN
    internal: bool = False


@dataclass(frozen=True)
class Correction:
    """Hold one correction of validated minutes, with the line it is about."""

    text: str
    line: str = ""
    made_on: date | None = None
    asked_by: str = ""
    internal: bool = False


@dataclass(frozen=True)
class MinutesData:
    """Hold the minutes of one meeting, in the version for one audience."""

    title: str
    kind: MeetingKind
    territory: str
    group: str
    language: str
    written_on: date
    state: MinutesState = MinutesState.DRAFT
    validated_on: date | None = None
    validated_by: str = ""
    held_on: date | None = None
    start_time: str = ""
    duration_minutes: int | None = None
    place: str = ""
    goal: str = ""
    present: tuple[Present, ...] = ()
    points: tuple[PointShown, ...] = ()
    follow_ups: tuple[FollowUpShown, ...] = ()
    impressions: str = ""
    next_meeting_on: date | None = None
    corrections: tuple[Correction, ...] = ()
    volunteers: int = 0
    others: int = 0
    audience: Audience = Audience.OFFICIAL

    @property
    def internal(self) -> bool:
        """Tell whether what is internal may be printed."""
        return self.audience is Audience.INTERNAL
