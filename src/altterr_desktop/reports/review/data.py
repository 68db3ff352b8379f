"""Hold exactly what the minutes of a review session print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from altterr_desktop.domain.commitments import ReviewItemState, Standing
from altterr_desktop.domain.indicators import Point


@dataclass(frozen=True)
class RoadShown:
    """Hold one indicator: what is said of it, its expected path and its measures."""

    name: str
    unit: str
    said: str
    expected: tuple[Point, ...]
    measured: tuple[Point, ...]


@dataclass(frozen=True)
class ReviewedShown:
    """Hold one commitment of the session with what was decided on it; empty texts are left out.

    `standing` is that of the verdict on the table, `current` that of the commitment itself.
    """

    number: str
    title: str
    theme: str
    state: ReviewItemState
    standing: Standing | None = None
    current: Standing = Standing.NOT_ASSESSED
    agreed: bool = False
    verbatim: str = ""
    statement: str = ""
    reason: str = ""
    next_step: str = ""
    author: str = ""
    second_reader: str = ""
    dissent: str = ""
    discussion: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None
    evidence: tuple[str, ...] = ()
    roads: tuple[RoadShown, ...] = ()


@dataclass(frozen=True)
class ReviewData:
    """Hold the minutes of one session."""

    title: str
    group: str
    language: str
    written_on: date
    territory: str = ""
    held_on: date | None = None
    place: str = ""
    closed: bool = False
    members: tuple[str, ...] = ()
    notes: str = ""
    items: tuple[ReviewedShown, ...] = ()
