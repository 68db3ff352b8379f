"""Put the demonstration's meetings, minutes and follow-ups in its dossier; know nothing of its other parts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import Obstacle
from altterr_desktop.domain.meetings import (
    FollowUpState,
    LineKind,
    MeetingKind,
    MeetingRole,
    MeetingSide,
    MeetingState,
    MinutesState,
)
from altterr_desktop.domain.ordering import keys_after
from altterr_desktop.services.demo_scene import Scene, demo_id, put, working_day

_TEXTS = (
    "goal",
    "ask_ideal",
    "ask_acceptable",
    "ask_minimum",
    "supporting_asks",
    "acknowledgement",
    "open_questions",
    "figures",
    "documents_to_hand",
    "plan_b",
    "impressions",
)
_VALIDATED_AFTER = timedelta(days=6)
# Papers quoted in a preparation are some weeks old.
_PAPERS_BEFORE = 60


def add_meetings(session: Session, scene: Scene, homes: Mapping[str, tuple[str, str]]) -> None:
    """Add the meetings with all their parts, then the follow-ups; `homes`: territory and mandate by place."""
    for entry in scene.texts["meetings"]:
        held_on = scene.day_of(entry)
        _add_meeting(session, scene, entry, held_on, homes[entry["at_territory"]])
        _add_participants(session, entry)
        _add_agenda(session, entry)
        _add_lines(session, scene, entry, held_on)
    session.flush()
    for number, entry in enumerate(scene.texts["follow_ups"]):
        _add_follow_up(session, scene, number, entry)


def _add_meeting(
    session: Session, scene: Scene, entry: dict[str, Any], held_on: date, home: tuple[str, str]
) -> None:
    year = str(scene.coming(-_PAPERS_BEFORE).year)
    state = MinutesState(entry["minutes_state"])
    validated = state is MinutesState.VALIDATED
    put(
        session,
        "meeting",
        entry["key"],
        title=entry["title"],
        meeting_kind=MeetingKind(entry["kind"]),
        meeting_state=MeetingState(entry["state"]),
        territory_id=home[0],
        mandate_id=home[1],
        held_on=held_on,
        start_time=entry["time"],
        duration_minutes=entry["minutes"],
        place=entry["place"],
        minutes_state=state,
        minutes_validated_on=held_on + _VALIDATED_AFTER if validated else None,
        minutes_validated_by_id=demo_id("volunteer", entry["validated_by"]) if validated else None,
        **{name: entry[name].replace("{year}", year) for name in _TEXTS if name in entry},
    )
    for number, card in enumerate(entry.get("objections", ())):
        put(
            session,
            "objection",
            f"{entry['key']} {number}",
            meeting_id=demo_id("meeting", entry["key"]),
            objection=card["objection"],
            answer=card["answer"],
            source=card["source"].replace("{year}", year),
            position=keys_after("", number + 1)[-1],
        )


def _add_participants(session: Session, entry: dict[str, Any]) -> None:
    meeting_id = demo_id("meeting", entry["key"])
    for official in entry["theirs"]:
        person = {"side": MeetingSide.THEIRS, "official_id": demo_id("official", official)}
        put(session, "participant", f"{entry['key']} {official}", meeting_id=meeting_id, **person)
    for volunteer, role in entry["ours"]:
        member = {"volunteer_id": demo_id("volunteer", volunteer), "meeting_role": MeetingRole(role)}
        put(session, "participant", f"{entry['key']} {volunteer}", meeting_id=meeting_id, **member)


def _add_agenda(session: Session, entry: dict[str, Any]) -> None:
    points = entry["points"]
    for number, (point, position) in enumerate(zip(points, keys_after("", len(points)), strict=True)):
        put(
            session,
            "agenda_point",
            f"{entry['key']} {number}",
            meeting_id=demo_id("meeting", entry["key"]),
            title=point["title"],
            question=point.get("question"),
            minutes_planned=point["minutes"],
            owner_id=demo_id("volunteer", point["owner"]) if "owner" in point else None,
            commitment_id=demo_id("commitment", point["about"]) if "about" in point else None,
            position=position,
        )


def _add_lines(session: Session, scene: Scene, entry: dict[str, Any], held_on: date) -> None:
    lines = entry["lines"]
    for number, (line, position) in enumerate(zip(lines, keys_after("", len(lines)), strict=True)):
        kind = LineKind(line["kind"])
        due = None
        if "promise_in" in line:
            due = max(scene.coming(line["promise_in"]), working_day(held_on + timedelta(days=7)))
        put(
            session,
            "minutes_line",
            _line_key(entry, number),
            meeting_id=demo_id("meeting", entry["key"]),
            agenda_point_id=demo_id("agenda_point", f"{entry['key']} {line['point']}"),
            line_kind=kind,
            text=line["text"],
            speaker_id=demo_id("official", line["speaker"]) if "speaker" in line else None,
            promise_who=line.get("promise_who"),
            promise_due=due,
            obstacle=Obstacle(line["obstacle"]) if "obstacle" in line else None,
            answer=line.get("answer"),
            internal=kind is LineKind.IMPRESSION,
            position=position,
        )


def _line_key(entry: dict[str, Any], number: int) -> str:
    key: str = entry["lines"][number].get("key") or f"{entry['key']} {number}"
    return key


def _add_follow_up(session: Session, scene: Scene, number: int, entry: dict[str, Any]) -> None:
    due_on = scene.day_of(entry)
    done_on = working_day(due_on + timedelta(days=entry["done_after"])) if "done_after" in entry else None
    links = {
        "volunteer_id": ("volunteer", entry.get("volunteer")),
        "official_id": ("official", entry.get("official")),
        "meeting_id": ("meeting", entry.get("meeting")),
        "minutes_line_id": ("minutes_line", entry.get("line")),
        "commitment_id": ("commitment", entry.get("about")),
    }
    put(
        session,
        "follow_up",
        str(number),
        title=entry["title"],
        side=MeetingSide(entry["side"]),
        due_on=due_on,
        done_on=done_on,
        follow_up_state=FollowUpState(entry.get("state", "open")),
        notes=entry.get("notes"),
        **{name: demo_id(kind, key) for name, (kind, key) in links.items() if key},
    )
