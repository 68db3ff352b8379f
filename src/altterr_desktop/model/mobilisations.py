"""Mobilisations and their plan: aim, people needed, checklist, steps counted back from the day."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from altterr_desktop.domain.mobilisations import (
    ChecklistArea,
    EscalationStep,
    KeyDateKind,
    MobilisationKind,
    MobilisationState,
)
from altterr_desktop.model import columns
from altterr_desktop.model.base import Record


class Mobilisation(Record):
    """Hold one action; no signatory's and no participant's name is stored anywhere."""

    __tablename__ = "mobilisation"
    NAMED_BY = ("title",)
    SEARCHED = ("title", "aim", "demand", "place", "notes")

    title: Mapped[str] = columns.line()
    mobilisation_kind: Mapped[MobilisationKind] = columns.code(MobilisationKind, MobilisationKind.GATHERING)
    mobilisation_state: Mapped[MobilisationState] = columns.code(MobilisationState, MobilisationState.IDEA)
    escalation_step: Mapped[EscalationStep | None] = columns.optional_code(EscalationStep)
    territory_id: Mapped[str | None] = columns.reference("territory")
    aim: Mapped[str] = columns.prose()
    demand: Mapped[str] = columns.prose()
    happens_on: Mapped[date | None] = columns.day()
    start_time: Mapped[str] = columns.line()
    end_time: Mapped[str] = columns.line()
    place: Mapped[str] = columns.line()
    on_public_road: Mapped[bool] = columns.flag(False)
    declared_on: Mapped[date | None] = columns.day()
    receipt_id: Mapped[str | None] = columns.reference("attachment")
    lead_volunteer_id: Mapped[str | None] = columns.reference("volunteer")
    risks: Mapped[str] = columns.prose()
    budget: Mapped[int | None] = columns.number()
    attendance: Mapped[int | None] = columns.number()
    outcome: Mapped[str] = columns.prose()
    press_notes: Mapped[str] = columns.prose()
    notes: Mapped[str] = columns.prose()


class MobilisationTarget(Record):
    """Say which official an action is addressed to."""

    __tablename__ = "mobilisation_target"
    PART_OF = "mobilisation_id"

    mobilisation_id: Mapped[str] = columns.parent("mobilisation")
    official_id: Mapped[str] = columns.parent("official")


class MobilisationCommitment(Record):
    """Say which commitment an action is about."""

    __tablename__ = "mobilisation_commitment"
    PART_OF = "mobilisation_id"

    mobilisation_id: Mapped[str] = columns.parent("mobilisation")
    commitment_id: Mapped[str] = columns.parent("commitment")


class MobilisationRole(Record):
    """Hold a part to play in an action, how many people it needs and who takes it."""

    __tablename__ = "mobilisation_role"
    NAMED_BY = ("name",)
    PART_OF = "mobilisation_id"

    mobilisation_id: Mapped[str] = columns.parent("mobilisation")
    name: Mapped[str] = columns.line()
    needed: Mapped[int | None] = columns.number()
    notes: Mapped[str] = columns.line()
    position: Mapped[str] = columns.position()


class RoleAssignment(Record):
    """Say that a volunteer of the group takes a part in an action."""

    __tablename__ = "role_assignment"
    PART_OF = "mobilisation_role_id"

    mobilisation_role_id: Mapped[str] = columns.parent("mobilisation_role")
    volunteer_id: Mapped[str] = columns.parent("volunteer")


class ChecklistItem(Record):
    """Hold one thing to have or to do for an action."""

    __tablename__ = "checklist_item"
    NAMED_BY = ("title",)
    PART_OF = "mobilisation_id"

    mobilisation_id: Mapped[str] = columns.parent("mobilisation")
    area: Mapped[ChecklistArea] = columns.code(ChecklistArea, ChecklistArea.EQUIPMENT)
    title: Mapped[str] = columns.line()
    owner_id: Mapped[str | None] = columns.reference("volunteer")
    done: Mapped[bool] = columns.flag(False)
    position: Mapped[str] = columns.position()


class PlanStep(Record):
    """Hold one step of the backward plan, as days before the action."""

    __tablename__ = "plan_step"
    NAMED_BY = ("title",)
    PART_OF = "mobilisation_id"

    mobilisation_id: Mapped[str] = columns.parent("mobilisation")
    title: Mapped[str] = columns.line()
    days_before: Mapped[int | None] = columns.number()
    due_on: Mapped[date | None] = columns.day()
    owner_id: Mapped[str | None] = columns.reference("volunteer")
    done: Mapped[bool] = columns.flag(False)
    position: Mapped[str] = columns.position()


class DatedCount(Record):
    """Hold a count on a day (signatures, people present): a new count is a new row, never a sum."""

    __tablename__ = "dated_count"
    NAMED_BY = ("what",)
    PART_OF = "mobilisation_id"

    mobilisation_id: Mapped[str] = columns.parent("mobilisation")
    what: Mapped[str] = columns.line()
    counted_on: Mapped[date | None] = columns.day()
    value: Mapped[int | None] = columns.number()
    source: Mapped[str] = columns.line()


class KeyDate(Record):
    """Hold a date of the network or of local life that an action can hang on."""

    __tablename__ = "key_date"
    NAMED_BY = ("title",)
    SEARCHED = ("title", "notes")

    title: Mapped[str] = columns.line()
    key_date_kind: Mapped[KeyDateKind] = columns.code(KeyDateKind, KeyDateKind.LOCAL)
    territory_id: Mapped[str | None] = columns.reference("territory")
    starts_on: Mapped[date | None] = columns.day()
    ends_on: Mapped[date | None] = columns.day()
    start_time: Mapped[str] = columns.line()
    end_time: Mapped[str] = columns.line()
    place: Mapped[str] = columns.line()
    calendar_uid: Mapped[str] = columns.line()
    cancelled: Mapped[bool] = columns.flag(False)
    source: Mapped[str] = columns.line()
    notes: Mapped[str] = columns.prose()
