"""Plan an action from its kind's template, fill its roles, note its counts; must keep no signatory's name."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.mobilisations import ChecklistArea, EscalationStep, MobilisationKind
from altterr_desktop.domain.ordering import keys_after
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _, language
from altterr_desktop.i18n.labels import label
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.journal.search_index import name_of
from altterr_desktop.model.mobilisations import (
    Mobilisation,
    MobilisationCommitment,
    MobilisationTarget,
    PlanStep,
    RoleAssignment,
)
from altterr_desktop.services.commitments import default_place
from altterr_desktop.services.fields import today
from altterr_desktop.services.mobilisation_views import step_day
from altterr_desktop.services.records import act_label, add_record, live_record, set_values
from altterr_desktop.settings.paths import resources_folder

_TICKED = ("checklist_item", "plan_step")


def plan_mobilisation(
    dossier: Dossier,
    *,
    values: Mapping[str, Any],
    target_ids: Sequence[str] = (),
    commitment_ids: Sequence[str] = (),
    with_template: bool = True,
) -> Changes:
    """Create an action with its targets, commitments and the roles, checklist and plan of its kind.

    Values that are not given come from the template: step on the ladder, public road or not. Raises NotFound,
    InvalidInput.
    """
    with recording(dossier, "") as work:
        session = work.session
        kind = MobilisationKind(values.get("mobilisation_kind") or MobilisationKind.GATHERING)
        template = _templates()[kind.value]
        place = {"territory_id": default_place(session).get("territory_id")}
        usual = {
            "mobilisation_kind": kind,
            "escalation_step": EscalationStep(template["escalation"]) if template["escalation"] else None,
            "on_public_road": template["on_public_road"],
            "title": label(kind),
        }
        given = {name: value for name, value in values.items() if value not in (None, "")}
        action = add_record(session, "mobilisation", {**usual, **place, **given})
        _link(session, action.id, "mobilisation_target", "official", target_ids)
        _link(session, action.id, "mobilisation_commitment", "commitment", commitment_ids)
        if with_template:
            _fill(session, action)
        work.subject_id = action.id
        work.label = act_label(action)
    return work.changes


def template_of(kind: MobilisationKind) -> dict[str, list[dict[str, Any]]]:
    """Give the usual parts of a kind of action as values of records, in the language in force.

    Keys: `mobilisation_role`, `checklist_item`, `plan_step`; steps hold `days_before` and no day yet.
    """
    template = _templates()[kind.value]
    return {
        "mobilisation_role": [_words(role, "name") for role in template["roles"]],
        "checklist_item": [
            {**_words(item, "title"), "area": ChecklistArea(item["area"])} for item in template["checklist"]
        ],
        "plan_step": [_words(step, "title") for step in template["steps"]],
    }


@cache
def _templates() -> dict[str, Any]:
    text = (resources_folder() / "reference" / "mobilisation_templates.json").read_text(encoding="utf-8")
    templates: dict[str, Any] = json.loads(text)
    return templates


def _link(session: Session, mobilisation_id: str, kind: str, target: str, ids: Sequence[str]) -> None:
    for record_id in dict.fromkeys(ids):
        live_record(session, target, record_id)
        add_record(session, kind, {"mobilisation_id": mobilisation_id, f"{target}_id": record_id})


def _fill(session: Session, action: Mobilisation) -> None:
    """Add the usual parts; the group changes them as it likes from then on."""
    for kind, parts in template_of(action.mobilisation_kind).items():
        for values, position in zip(parts, keys_after("", len(parts)), strict=True):
            day = _due_on(action, values.get("days_before")) if kind == "plan_step" else {}
            add_record(session, kind, {**values, **day, "mobilisation_id": action.id, "position": position})


def _words(part: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {**part, name: part[name][language()]}


def _due_on(action: Mobilisation, days_before: int | None) -> dict[str, date]:
    if action.happens_on is None or days_before is None:
        return {}
    return {"due_on": action.happens_on - timedelta(days=days_before)}


def change_mobilisation(dossier: Dossier, *, mobilisation_id: str, values: Mapping[str, Any]) -> Changes:
    """Change an action; when its day moves, the steps still to be done move with it.

    Raises NotFound, InvalidInput.
    """
    with recording(dossier, "") as work:
        action: Mobilisation = live_record(work.session, "mobilisation", mobilisation_id)
        set_values(work.session, action, values)
        if "happens_on" in values:
            for step in _steps_of(work.session, mobilisation_id):
                step.due_on = step_day(action, step)
        work.subject_id = action.id
        work.label = act_label(action)
    return work.changes


def _steps_of(session: Session, mobilisation_id: str) -> list[PlanStep]:
    query = select(PlanStep).where(PlanStep.mobilisation_id == mobilisation_id, ~PlanStep.deleted)
    return list(session.execute(query).scalars())


def add_step(
    dossier: Dossier,
    *,
    mobilisation_id: str,
    title: str,
    due_on: date | None = None,
    owner_id: str | None = None,
) -> Changes:
    """Add a step to the plan, by its day; it moves with the action's. Raises NotFound, InvalidInput."""
    if not title.strip():
        raise InvalidInput(_("Write what is to be done."))
    with recording(dossier, "") as work:
        action: Mobilisation = live_record(work.session, "mobilisation", mobilisation_id)
        values = {
            "mobilisation_id": action.id,
            "title": title.strip(),
            "owner_id": owner_id,
            "due_on": due_on,
        }
        step = add_record(work.session, "plan_step", {**values, "days_before": _days_before(action, due_on)})
        work.subject_id = step.id
        work.label = act_label(step)
    return work.changes


def move_step(dossier: Dossier, *, step_id: str, due_on: date | None) -> Changes:
    """Give a step another day; from then on it keeps its distance to the action's. Raises NotFound."""
    with recording(dossier, "") as work:
        step: PlanStep = live_record(work.session, "plan_step", step_id)
        action: Mobilisation = live_record(work.session, "mobilisation", step.mobilisation_id)
        step.due_on = due_on
        step.days_before = _days_before(action, due_on)
        work.subject_id = step.id
        work.label = act_label(step)
    return work.changes


def _days_before(action: Mobilisation, due_on: date | None) -> int | None:
    return (action.happens_on - due_on).days if action.happens_on and due_on else None


def set_done(dossier: Dossier, *, kind: str, record_id: str, done: bool) -> Changes:
    """Tick a checklist item or a step of the plan, or untick it; a done step keeps its day.

    Raises NotFound, InvalidInput for another kind.
    """
    if kind not in _TICKED:
        raise InvalidInput(_("Only checklist items and steps of the plan are ticked."))
    with recording(dossier, "") as work:
        part = live_record(work.session, kind, record_id)
        action: Mobilisation = live_record(work.session, "mobilisation", part.mobilisation_id)
        if kind == "plan_step":
            part.due_on = step_day(action, part)
        part.done = done
        work.subject_id = part.mobilisation_id
        message = _("Done: {name}") if done else _("To do again: {name}")
        work.label = message.format(name=name_of(part))
    return work.changes


def assign_role(dossier: Dossier, *, role_id: str, volunteer_id: str) -> Changes:
    """Give a role to a volunteer of the group.

    Raises NotFound, InvalidInput for a second time or for civil disobedience, where no name is kept.
    """
    with recording(dossier, "") as work:
        session = work.session
        role = live_record(session, "mobilisation_role", role_id)
        volunteer = live_record(session, "volunteer", volunteer_id)
        known = select(RoleAssignment.id).where(
            RoleAssignment.mobilisation_role_id == role_id,
            RoleAssignment.volunteer_id == volunteer_id,
            ~RoleAssignment.deleted,
        )
        if session.scalar(known):
            raise InvalidInput(_("This person already has this role."))
        values = {"mobilisation_role_id": role_id, "volunteer_id": volunteer_id}
        assignment = add_record(session, "role_assignment", values)
        work.subject_id = assignment.id
        name = volunteer.pseudonym or volunteer.name
        work.label = _("{role}: {name}").format(role=role.name, name=name)
    return work.changes


def unassign(dossier: Dossier, *, assignment_id: str) -> Changes:
    """Take a role back from a volunteer. Raises NotFound."""
    with recording(dossier, "") as work:
        assignment: RoleAssignment = live_record(work.session, "role_assignment", assignment_id)
        assignment.deleted = True
        work.subject_id = assignment.mobilisation_role_id
        work.label = _("Role taken away")
    return work.changes


def add_target(dossier: Dossier, *, mobilisation_id: str, official_id: str) -> Changes:
    """Address an action to one more official. Raises NotFound, InvalidInput for a second time."""
    return _add_link(dossier, mobilisation_id, MobilisationTarget, "official", official_id)


def add_commitment(dossier: Dossier, *, mobilisation_id: str, commitment_id: str) -> Changes:
    """Say that an action is about one more commitment. Raises NotFound, InvalidInput for a second time."""
    return _add_link(dossier, mobilisation_id, MobilisationCommitment, "commitment", commitment_id)


def _add_link(dossier: Dossier, mobilisation_id: str, link: Any, target: str, record_id: str) -> Changes:
    with recording(dossier, "") as work:
        action: Mobilisation = live_record(work.session, "mobilisation", mobilisation_id)
        column = getattr(link, f"{target}_id")
        known = select(link.id).where(
            link.mobilisation_id == mobilisation_id, column == record_id, ~link.deleted
        )
        if work.session.scalar(known):
            raise InvalidInput(_("This is already linked to the action."))
        _link(work.session, mobilisation_id, link.kind(), target, [record_id])
        work.subject_id = action.id
        work.label = act_label(action, _link_label(link.kind()))
    return work.changes


def _link_label(kind: str) -> str:
    return _("target") if kind == "mobilisation_target" else _("commitment")


def add_count(
    dossier: Dossier,
    *,
    mobilisation_id: str,
    what: str,
    value: int,
    counted_on: date | None = None,
    source: str = "",
) -> Changes:
    """Note a count on a day (signatures, people present); a number only, never a signatory's name.

    Raises NotFound, InvalidInput for a negative number, no word for what is counted, or a day to come.
    """
    day = counted_on or today()
    if value < 0:
        raise InvalidInput(_("A count is zero or more."))
    if not what.strip():
        raise InvalidInput(_("Write what is counted: signatures, people present…"))
    if day > today():
        raise InvalidInput(_("A count is made today or before."))
    with recording(dossier, "") as work:
        action = live_record(work.session, "mobilisation", mobilisation_id)
        values = {
            "mobilisation_id": action.id,
            "what": what.strip(),
            "value": value,
            "counted_on": day,
            "source": source,
        }
        count = add_record(work.session, "dated_count", values)
        work.subject_id = count.id
        work.label = _("{value} {what} – {name}").format(value=value, what=what.strip(), name=action.title)
    return work.changes
