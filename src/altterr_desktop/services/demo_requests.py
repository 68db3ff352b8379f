"""Put the demonstration's requests, reminders and answers in its dossier; know nothing of its other parts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from altterr_desktop.domain.requests import AnswerKind, Channel, RequestKind
from altterr_desktop.services.demo_scene import FIRST_DAY, Scene, demo_id, put, working_day
from altterr_desktop.settings.paths import resources_folder


def add_requests(session: Session, scene: Scene, homes: Mapping[str, tuple[str, str]]) -> None:
    """Add what the group asked, so that each state of a request is there; `homes`: territory and mandate by place."""
    text = (resources_folder() / "reference" / "demo_requests_fr.json").read_text(encoding="utf-8")
    for entry in json.loads(text):
        _add_request(session, scene, entry, homes["sa"])
        for number, reminder in enumerate(entry.get("reminders", ())):
            put(
                session,
                "request_reminder",
                f"{entry['key']} {number}",
                request_id=demo_id("request", entry["key"]),
                sent_on=max(working_day(scene.coming(reminder["days"])), FIRST_DAY),
                channel=Channel(reminder["channel"]),
                volunteer_id=demo_id("volunteer", reminder["by"]),
                text=reminder["text"],
            )
        for about in entry["about"]:
            put(
                session,
                "request_commitment",
                f"{entry['key']} {about}",
                request_id=demo_id("request", entry["key"]),
                commitment_id=demo_id("commitment", about),
            )


def _add_request(session: Session, scene: Scene, entry: dict[str, Any], home: tuple[str, str]) -> None:
    sent_on = max(working_day(scene.coming(entry["days"])), FIRST_DAY) if "days" in entry else None
    answer = entry.get("answer", {})
    put(
        session,
        "request",
        entry["key"],
        title=entry["title"],
        request_kind=RequestKind(entry["kind"]),
        channel=Channel(entry["channel"]),
        sent_on=sent_on,
        received_on=sent_on + timedelta(days=entry["received_after"])
        if sent_on is not None and "received_after" in entry
        else None,
        official_id=demo_id("official", entry["to"]),
        territory_id=home[0],
        mandate_id=home[1],
        volunteer_id=demo_id("volunteer", entry["by"]),
        text=entry.get("text"),
        receipt=entry.get("receipt"),
        answer_kind=AnswerKind(answer["kind"]) if answer else None,
        answered_on=working_day(sent_on + timedelta(days=answer["after"])) if sent_on and answer else None,
        answer_text=answer.get("text"),
        meeting_id=demo_id("meeting", entry["meeting"]) if "meeting" in entry else None,
    )
