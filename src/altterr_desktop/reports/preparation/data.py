"""Hold exactly what the meeting sheet prints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.domain.meetings import MeetingRole, Phase


@dataclass(frozen=True)
class PersonMet:
    """Hold who the group meets; staff are given by their function alone."""

    name: str
    function: str = ""
    known: str = ""
    levers: str = ""
    stance: str = ""


@dataclass(frozen=True)
class RoleTaken:
    """Hold who plays which part on the group's side."""

    role: MeetingRole
    name: str


@dataclass(frozen=True)
class AgendaSlot:
    """Hold one point of the agenda."""

    title: str
    minutes: int
    who: str = ""
    question: str = ""


@dataclass(frozen=True)
class StandingThen:
    """Hold a commitment's standing at the end of a half-year (1 or 2)."""

    year: int
    half: int
    standing: Standing


@dataclass(frozen=True)
class CommitmentRaised:
    """Hold a commitment the group will speak of, with its question."""

    number: str
    title: str
    standing: Standing
    verbatim: str = ""
    evidence: str = ""
    question: str = ""
    history: tuple[StandingThen, ...] = ()


@dataclass(frozen=True)
class ObjectionAnswered:
    """Hold what they may say and what the group can answer."""

    objection: str
    answer: str
    source: str = ""


@dataclass(frozen=True)
class ToCheck:
    """Hold one thing of the checklist."""

    phase: Phase
    title: str
    done: bool = False
    who: str = ""


@dataclass(frozen=True)
class PreparationData:
    """Hold one meeting to prepare; the version without its internal parts leaves out strategy and people."""

    title: str
    territory: str
    group: str
    language: str
    written_on: date
    held_on: date | None = None
    start_time: str = ""
    duration_minutes: int | None = None
    place: str = ""
    goal: str = ""
    people: tuple[PersonMet, ...] = ()
    roles: tuple[RoleTaken, ...] = ()
    agenda: tuple[AgendaSlot, ...] = ()
    commitments: tuple[CommitmentRaised, ...] = ()
    ask_ideal: str = ""
    ask_acceptable: str = ""
    ask_minimum: str = ""
    acknowledgement: str = ""
    figures: str = ""
    documents_to_hand: str = ""
    open_questions: str = ""
    objections: tuple[ObjectionAnswered, ...] = ()
    rehearsal: tuple[ToCheck, ...] = ()
    supporting_asks: str = ""
    plan_b: str = ""
    series: str = ""
    pocket: bool = False
    internal: bool = True
