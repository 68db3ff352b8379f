"""Hold exactly what the plan of a mobilisation prints; no name of a signatory or of a participant is among it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.domain.dates import DeclarationWindow
from altterr_desktop.domain.mobilisations import ChecklistArea, EscalationStep, MobilisationKind


@dataclass(frozen=True)
class RoleNeeded:
    """Hold a part to play, how many it needs, and the volunteers (or their pseudonyms) who take it."""

    name: str
    needed: int | None = None
    people: tuple[str, ...] = ()
    notes: str = ""


@dataclass(frozen=True)
class ItemShown:
    """Hold one thing to have or to do."""

    area: ChecklistArea
    title: str
    owner: str = ""
    done: bool = False


@dataclass(frozen=True)
class StepShown:
    """Hold one step of the backward plan."""

    title: str
    due_on: date | None = None
    days_before: int | None = None
    owner: str = ""
    done: bool = False


@dataclass(frozen=True)
class CommitmentConcerned:
    """Hold a commitment the action is about."""

    number: str
    title: str
    standing: Standing


@dataclass(frozen=True)
class MobilisationData:
    """Hold the plan of one action."""

    title: str
    kind: MobilisationKind
    territory: str
    group: str
    language: str
    written_on: date
    escalation: EscalationStep | None = None
    happens_on: date | None = None
    start_time: str = ""
    end_time: str = ""
    place: str = ""
    aim: str = ""
    demand: str = ""
    lead: str = ""
    targets: tuple[str, ...] = ()
    commitments: tuple[CommitmentConcerned, ...] = ()
    roles: tuple[RoleNeeded, ...] = ()
    checklist: tuple[ItemShown, ...] = ()
    steps: tuple[StepShown, ...] = ()
    on_public_road: bool = False
    window: DeclarationWindow | None = None
    declared_on: date | None = None
    risks: str = ""
    budget: int | None = None
    discreet: bool = False
