"""Put the demonstration's positions, map of stakeholders, press and votes in its dossier; know no other part."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from altterr_desktop.domain.identity import public_id
from altterr_desktop.domain.officials import DeliberationOutcome, Stance, Vote
from altterr_desktop.model.meetings import Meeting
from altterr_desktop.model.officials import Official
from altterr_desktop.services.demo_scene import Scene, demo_id, put, working_day


def add_stances(session: Session, scene: Scene, territory_id: str) -> None:
    """Add what the group knows of its officials beyond their seats; `territory_id`: of the deliberations."""
    told = scene.texts["stances"]
    for field, values in (("support", told["support"]), ("influence", told["influence"])):
        for key, value in values.items():
            setattr(_official(session, key), field, value)
    for key, volunteer in told["links"].items():
        _official(session, key).link_volunteer_id = demo_id("volunteer", volunteer)
    for number, entry in enumerate(told["steps"]):
        _add_step(session, scene, number, entry)
    for number, entry in enumerate(told["press"]):
        put(
            session,
            "press_item",
            str(number),
            official_id=demo_id("official", entry["who"]),
            title=entry["title"],
            publisher=entry["publisher"],
            dated_on=scene.past(entry["at"]),
            url=f"https://example.org/{entry['slug']}",
            quote=entry.get("quote"),
        )
    for entry in told["deliberations"]:
        _add_deliberation(session, scene, entry, territory_id)


def _official(session: Session, key: str) -> Official:
    official = session.get(Official, demo_id("official", key))
    if official is None:
        raise KeyError(key)
    return official


def _add_step(session: Session, scene: Scene, number: int, entry: dict[str, Any]) -> None:
    meeting = session.get(Meeting, demo_id("meeting", entry["meeting"])) if "meeting" in entry else None
    day = meeting.held_on if meeting is not None else scene.past(entry["at"])
    put(
        session,
        "stance_step",
        str(number),
        official_id=demo_id("official", entry["who"]),
        theme_id=public_id("theme", entry["theme"]) if "theme" in entry else None,
        stance=Stance(entry["stance"]),
        noted_on=day,
        statement=entry["statement"],
        source=entry["source"],
        url=f"https://example.org/{entry['slug']}" if "slug" in entry else None,
        meeting_id=meeting.id if meeting is not None else None,
    )


def _add_deliberation(session: Session, scene: Scene, entry: dict[str, Any], territory_id: str) -> None:
    put(
        session,
        "deliberation",
        entry["key"],
        number=entry["number"],
        title=entry["title"],
        decided_on=working_day(scene.past(entry["at"])),
        territory_id=territory_id,
        outcome=DeliberationOutcome.ADOPTED,
        votes_for=entry["for"],
        votes_against=entry["against"],
        abstentions=entry["abstentions"],
    )
    session.flush()
    for vote, people in entry["votes"].items():
        for key in people:
            put(
                session,
                "deliberation_vote",
                f"{entry['key']} {key}",
                deliberation_id=demo_id("deliberation", entry["key"]),
                official_id=demo_id("official", key),
                vote=Vote(vote),
            )
