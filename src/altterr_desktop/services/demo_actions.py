"""Put the demonstration's mobilisations, key dates and assessment in its dossier."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from altterr_desktop.domain.mobilisations import (
    ChecklistArea,
    EscalationStep,
    KeyDateKind,
    MobilisationKind,
    MobilisationState,
)
from altterr_desktop.domain.ordering import keys_after
from altterr_desktop.services.assessments import DEFAULT_SCALE
from altterr_desktop.services.demo_scene import Scene, demo_id, put
from altterr_desktop.services.mobilisation_plan import template_of

_READY_AREAS = (ChecklistArea.COMMUNICATION, ChecklistArea.BUDGET)


def add_actions(session: Session, scene: Scene, homes: Mapping[str, tuple[str, str]]) -> None:
    """Add the mobilisations, the key dates and the assessment; `homes`: territory and mandate by place."""
    for entry in scene.texts["mobilisations"]:
        day = scene.day_of(entry)
        _add_action(session, entry, day, homes[entry["at_territory"]][0])
        _add_links(session, entry)
        _add_counts(session, entry, day)
        _add_plan(session, scene, entry, day)
    for number, entry in enumerate(scene.texts["key_dates"]):
        _add_key_date(session, scene, number, entry, homes)
    territory_id, mandate_id = homes["sa"]
    put(
        session,
        "assessment",
        "assessment",
        territory_id=territory_id,
        mandate_id=mandate_id,
        as_of=scene.today,
        scale_key=DEFAULT_SCALE,
        **scene.texts["assessment"],
    )


def _add_action(session: Session, entry: dict[str, Any], day: date, territory_id: str) -> None:
    put(
        session,
        "mobilisation",
        entry["key"],
        title=entry["title"],
        mobilisation_kind=MobilisationKind(entry["kind"]),
        mobilisation_state=MobilisationState(entry["state"]),
        escalation_step=EscalationStep(entry["escalation"]),
        territory_id=territory_id,
        happens_on=day,
        start_time=entry["time"],
        end_time=entry["end"],
        place=entry["place"],
        on_public_road=entry.get("road"),
        lead_volunteer_id=demo_id("volunteer", entry["lead"]),
        aim=entry["aim"],
        demand=entry["demand"],
        risks=entry.get("risks"),
        budget=entry.get("budget"),
        attendance=entry.get("attendance"),
        outcome=entry.get("outcome"),
        press_notes=entry.get("press"),
    )


def _add_links(session: Session, entry: dict[str, Any]) -> None:
    action_id = demo_id("mobilisation", entry["key"])
    for official in entry["targets"]:
        target = {"mobilisation_id": action_id, "official_id": demo_id("official", official)}
        put(session, "mobilisation_target", f"{entry['key']} {official}", **target)
    for commitment in entry["about"]:
        about = {"mobilisation_id": action_id, "commitment_id": demo_id("commitment", commitment)}
        put(session, "mobilisation_commitment", f"{entry['key']} {commitment}", **about)


def _add_counts(session: Session, entry: dict[str, Any], day: date) -> None:
    for number, (what, days, value, source) in enumerate(entry["counts"]):
        put(
            session,
            "dated_count",
            f"{entry['key']} {number}",
            mobilisation_id=demo_id("mobilisation", entry["key"]),
            what=what,
            counted_on=day + timedelta(days=days),
            value=value,
            source=source,
        )


def _add_plan(session: Session, scene: Scene, entry: dict[str, Any], day: date) -> None:
    over = entry["state"] == MobilisationState.DONE
    for kind, parts in template_of(MobilisationKind(entry["kind"])).items():
        for number, (part, position) in enumerate(zip(parts, keys_after("", len(parts)), strict=True)):
            values = {**part, "position": position, "mobilisation_id": demo_id("mobilisation", entry["key"])}
            if kind == "plan_step":
                values["due_on"] = day - timedelta(days=part["days_before"])
                values["done"] = over or values["due_on"] < scene.today
            elif kind == "checklist_item":
                values["done"] = over or (bool(entry["people"]) and part["area"] in _READY_AREAS)
            put(session, kind, f"{entry['key']} {number}", **values)
    session.flush()
    for number, people in entry["people"].items():
        for volunteer in people:
            assignment = {
                "mobilisation_role_id": demo_id("mobilisation_role", f"{entry['key']} {number}"),
                "volunteer_id": demo_id("volunteer", volunteer),
            }
            put(session, "role_assignment", f"{entry['key']} {number} {volunteer}", **assignment)


def _add_key_date(
    session: Session,
    scene: Scene,
    number: int,
    entry: dict[str, Any],
    homes: Mapping[str, tuple[str, str]],
) -> None:
    starts_on = date.fromisoformat(entry["on"]) if "on" in entry else scene.day_of(entry)
    put(
        session,
        "key_date",
        str(number),
        title=entry["title"],
        key_date_kind=KeyDateKind(entry["kind"]),
        territory_id=homes[entry["at_territory"]][0],
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=entry["length"]) if "length" in entry else None,
        start_time=entry.get("time"),
        place=entry.get("place"),
        notes=entry.get("notes"),
    )
