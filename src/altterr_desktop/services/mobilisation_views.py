"""Read an action with its people, plan, counts and declaration; write nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.dates import is_overdue
from altterr_desktop.domain.mobilisations import (
    ChecklistArea,
    EscalationStep,
    MobilisationKind,
    MobilisationState,
)
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.model.meetings import FollowUp
from altterr_desktop.model.mobilisations import (
    ChecklistItem,
    DatedCount,
    Mobilisation,
    MobilisationCommitment,
    MobilisationRole,
    MobilisationTarget,
    PlanStep,
    RoleAssignment,
)
from altterr_desktop.model.officials import Official
from altterr_desktop.model.territories import Territory
from altterr_desktop.model.volunteers import Volunteer
from altterr_desktop.services.declarations import Declaration, declaration_of
from altterr_desktop.services.fields import today
from altterr_desktop.services.follow_ups import FollowUpRow, follow_ups_where
from altterr_desktop.services.names import official_name
from altterr_desktop.services.promises import PromiseView, promises_named
from altterr_desktop.services.records import live_record
from altterr_desktop.services.seats import function_words, seats_of


@dataclass(frozen=True)
class TargetView:
    """Hold one official an action is addressed to."""

    id: str
    official_id: str
    name: str
    function: str


@dataclass(frozen=True)
class RoleView:
    """Hold one part to play: how many people it needs, who takes it; no name for civil disobedience."""

    id: str
    name: str
    needed: int
    filled: int
    missing: int
    people: tuple[tuple[str, str], ...]
    notes: str


@dataclass(frozen=True)
class ChecklistItemView:
    """Hold one thing to have or to do."""

    id: str
    area: ChecklistArea
    title: str
    owner_id: str | None
    owner: str
    done: bool


@dataclass(frozen=True)
class StepView:
    """Hold one step of the plan; its day follows the action's unless it was done or has no number of days."""

    id: str
    title: str
    days_before: int | None
    due_on: date | None
    owner_id: str | None
    owner: str
    done: bool
    overdue: bool


@dataclass(frozen=True)
class CountView:
    """Hold the counts of one thing by day, oldest first; the last one is what is shown."""

    what: str
    values: tuple[tuple[str, date | None, int, str], ...]

    @property
    def latest(self) -> int:
        """Give the latest count."""
        return self.values[-1][2]

    @property
    def latest_on(self) -> date | None:
        """Give the day of the latest count."""
        return self.values[-1][1]


@dataclass(frozen=True)
class MobilisationView:
    """Hold a whole action, for its tab and its sheet."""

    id: str
    title: str
    kind: MobilisationKind
    state: MobilisationState
    escalation_step: EscalationStep | None
    territory_id: str | None
    territory: str
    aim: str
    demand: str
    happens_on: date | None
    days_left: int | None
    start_time: str
    end_time: str
    place: str
    on_public_road: bool
    declared_on: date | None
    declaration: Declaration | None
    receipt_id: str | None
    lead_volunteer_id: str | None
    lead: str
    risks: str
    budget: int | None
    attendance: int | None
    outcome: str
    press_notes: str
    notes: str
    targets: tuple[TargetView, ...]
    commitments: tuple[PromiseView, ...]
    roles: tuple[RoleView, ...]
    checklist: tuple[ChecklistItemView, ...]
    steps: tuple[StepView, ...]
    counts: tuple[CountView, ...]
    follow_ups: tuple[FollowUpRow, ...]
    names_sentence: str

    @property
    def people_needed(self) -> int:
        """Count the people all roles need."""
        return sum(role.needed for role in self.roles)

    @property
    def people_missing(self) -> int:
        """Count the people still missing over all roles."""
        return sum(role.missing for role in self.roles)


def read_mobilisation(dossier: Dossier, mobilisation_id: str) -> MobilisationView:
    """Read one action with all its parts. Raises NotFound."""
    with dossier.reading() as session:
        action: Mobilisation = live_record(session, "mobilisation", mobilisation_id)
        territory = session.get(Territory, action.territory_id) if action.territory_id else None
        people = _volunteers(session)
        return MobilisationView(
            title=action.title,
            kind=action.mobilisation_kind,
            state=action.mobilisation_state,
            territory=territory.name if territory else "",
            days_left=(action.happens_on - today()).days if action.happens_on else None,
            declaration=_declaration(action, territory),
            lead=people.get(action.lead_volunteer_id or "", ""),
            targets=_targets(session, action.id),
            commitments=_commitments(session, action.id),
            roles=roles_of(session, action, people),
            checklist=_checklist(session, action.id, people),
            steps=tuple(steps_of(session, action, people)),
            counts=counts_of(session, action.id),
            follow_ups=follow_ups_where(session, FollowUp.mobilisation_id == action.id),
            names_sentence=names_sentence(action.mobilisation_kind),
            **{name: getattr(action, name) for name in _AS_THEY_ARE},
        )


_AS_THEY_ARE = (
    "id",
    "escalation_step",
    "territory_id",
    "aim",
    "demand",
    "happens_on",
    "start_time",
    "end_time",
    "place",
    "on_public_road",
    "declared_on",
    "receipt_id",
    "lead_volunteer_id",
    "risks",
    "budget",
    "attendance",
    "outcome",
    "press_notes",
    "notes",
)


def names_sentence(kind: MobilisationKind) -> str:
    """Say which names this program never keeps for a kind of action; empty where there is nothing to say."""
    if kind is MobilisationKind.CIVIL_DISOBEDIENCE:
        return _("No participant’s name is kept here: roles hold a number of people, nothing else.")
    if kind in (MobilisationKind.PETITION, MobilisationKind.OPEN_LETTER):
        return _("Only counts are kept here, by date: no signatory’s name, ever.")
    return ""


def _declaration(action: Mobilisation, territory: Territory | None) -> Declaration | None:
    if not action.on_public_road or action.happens_on is None:
        return None
    return declaration_of(
        action.happens_on,
        day=today(),
        declared_on=action.declared_on,
        department_code=territory.department_code if territory else "",
    )


def parts_of(session: Session, part: Any, mobilisation_id: str) -> list[Any]:
    """List the live parts of an action of one kind, in their order."""
    query = select(part).where(part.mobilisation_id == mobilisation_id, ~part.deleted)
    order = (part.position, part.id) if hasattr(part, "position") else (part.id,)
    return list(session.execute(query.order_by(*order)).scalars())


def _targets(session: Session, mobilisation_id: str) -> tuple[TargetView, ...]:
    rows = session.execute(
        select(MobilisationTarget.id, Official)
        .join(Official, Official.id == MobilisationTarget.official_id)
        .where(
            MobilisationTarget.mobilisation_id == mobilisation_id,
            ~MobilisationTarget.deleted,
            ~Official.deleted,
        )
    ).all()
    seats = seats_of(session, [official.id for _id, official in rows], today())
    views = [
        TargetView(
            target_id,
            official.id,
            official_name(official),
            function_words(official, seats.get(official.id, ())),
        )
        for target_id, official in rows
    ]
    return tuple(sorted(views, key=lambda view: view.name))


def _commitments(session: Session, mobilisation_id: str) -> tuple[PromiseView, ...]:
    ids = [row.commitment_id for row in parts_of(session, MobilisationCommitment, mobilisation_id)]
    return promises_named(session, ids, today())


def roles_of(session: Session, action: Mobilisation, people: dict[str, str]) -> tuple[RoleView, ...]:
    """Read the roles of an action; `people` names the volunteers by id."""
    roles = parts_of(session, MobilisationRole, action.id)
    taken: dict[str, list[RoleAssignment]] = {}
    query = select(RoleAssignment).where(
        RoleAssignment.mobilisation_role_id.in_([role.id for role in roles]), ~RoleAssignment.deleted
    )
    for assignment in session.execute(query).scalars():
        taken.setdefault(assignment.mobilisation_role_id, []).append(assignment)
    # An action that became one of civil disobedience shows no name that was written before.
    unnamed = action.mobilisation_kind is MobilisationKind.CIVIL_DISOBEDIENCE
    return tuple(_role(role, () if unnamed else taken.get(role.id, ()), people) for role in roles)


def _role(role: MobilisationRole, taken: Sequence[RoleAssignment], people: dict[str, str]) -> RoleView:
    needed = role.needed or 0
    named = sorted(
        ((assignment.id, people.get(assignment.volunteer_id, "")) for assignment in taken),
        key=lambda pair: pair[1],
    )
    missing = max(0, needed - len(named))
    return RoleView(role.id, role.name, needed, len(named), missing, tuple(named), role.notes)


def _checklist(
    session: Session, mobilisation_id: str, people: dict[str, str]
) -> tuple[ChecklistItemView, ...]:
    areas = list(ChecklistArea)
    items = [
        ChecklistItemView(
            row.id, row.area, row.title, row.owner_id, people.get(row.owner_id or "", ""), row.done
        )
        for row in parts_of(session, ChecklistItem, mobilisation_id)
    ]
    return tuple(sorted(items, key=lambda item: areas.index(item.area)))


def steps_of(session: Session, action: Mobilisation, people: dict[str, str]) -> list[StepView]:
    """Read the plan of an action by day; `people` names the volunteers by id."""
    over = action.mobilisation_state is MobilisationState.CANCELLED
    views = []
    for step in parts_of(session, PlanStep, action.id):
        due = step_day(action, step)
        views.append(
            StepView(
                id=step.id,
                title=step.title,
                days_before=step.days_before,
                due_on=due,
                owner_id=step.owner_id,
                owner=people.get(step.owner_id or "", ""),
                done=step.done,
                overdue=not step.done and not over and is_overdue(due, today()),
            )
        )
    return sorted(views, key=lambda view: view.due_on or date.max)


def step_day(action: Mobilisation, step: PlanStep) -> date | None:
    """Give the day of a step: counted back from the action's day until it is done, then as it was."""
    if step.done or step.days_before is None or action.happens_on is None:
        return step.due_on
    return action.happens_on - timedelta(days=step.days_before)


def counts_of(session: Session, mobilisation_id: str) -> tuple[CountView, ...]:
    """Read the dated counts of an action by what is counted, oldest first."""
    counts: dict[str, list[tuple[str, date | None, int, str]]] = {}
    for row in parts_of(session, DatedCount, mobilisation_id):
        if row.value is not None:
            counts.setdefault(row.what, []).append((row.id, row.counted_on, row.value, row.source))
    return tuple(
        CountView(what, tuple(sorted(values, key=lambda value: (value[1] or date.min, value[0]))))
        for what, values in sorted(counts.items())
    )


def _volunteers(session: Session) -> dict[str, str]:
    people = session.execute(select(Volunteer)).scalars()
    return {person.id: person.pseudonym or person.name for person in people}
