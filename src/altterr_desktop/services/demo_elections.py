"""Write the election of the demonstration: lists asked to sign, answers, a list that kept silent."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from altterr_desktop.domain.elections import CandidateAnswerKind, ElectionState
from altterr_desktop.domain.identity import public_id
from altterr_desktop.domain.ordering import keys_after
from altterr_desktop.domain.requests import AnswerKind, Channel
from altterr_desktop.services.demo_scene import Scene, demo_id, put


def add_election(session: Session, scene: Scene, *, territory_id: str, mandate_id: str) -> None:
    """Add the election that opened the mandate, with what each list answered."""
    texts = scene.texts["election"]
    framework_id = demo_id("framework", "pacte")
    put(session, "framework", "pacte", **texts["framework"])
    session.flush()
    measures = texts["measures"]
    for (number, title, theme, levels), position in zip(measures, keys_after("", len(measures)), strict=True):
        put(
            session,
            "framework_measure",
            number,
            framework_id=framework_id,
            number=number,
            title=title,
            theme_id=public_id("theme", theme),
            position=position,
        )
        session.flush()
        for level, words in enumerate(levels, start=1):
            put(
                session,
                "framework_level",
                f"{number} {level}",
                framework_measure_id=demo_id("framework_measure", number),
                level=level,
                text=words,
            )
    put(
        session,
        "election",
        "2026",
        title=texts["title"],
        territory_id=territory_id,
        first_round_on=date.fromisoformat(texts["first"]),
        second_round_on=date.fromisoformat(texts["second"]),
        framework_id=framework_id,
        election_state=ElectionState.DONE,
        mandate_id=mandate_id,
    )
    session.flush()
    for entry, position in zip(texts["lists"], keys_after("", len(texts["lists"])), strict=True):
        _add_list(session, scene, entry, position)


def _add_list(session: Session, scene: Scene, entry: dict[str, Any], position: str) -> None:
    answered = date.fromisoformat(entry["answered"]) if entry["answered"] else None
    asked = put(
        session,
        "candidate_list",
        entry["key"],
        election_id=demo_id("election", "2026"),
        name=entry["name"],
        political_label=entry["label"],
        asked_on=date.fromisoformat(entry["asked"]),
        channel=Channel(entry["channel"]),
        answer_kind=AnswerKind(entry["answer"]) if entry["answer"] else None,
        answered_on=answered,
        answer_text=entry["text"],
        votes=entry["votes"],
        seats_won=entry["seats"],
        won=entry["won"],
        pledge_document_id=demo_id("pledge_document", "pacte") if entry["won"] else None,
        position=position,
    )
    session.flush()
    given = [
        *(
            (number, CandidateAnswerKind.SIGNED, level, "")
            for number, level in entry.get("signed", {}).items()
        ),
        *(
            (number, CandidateAnswerKind.SIGNED_PARTLY, None, words)
            for number, words in entry.get("partly", {}).items()
        ),
        *((number, CandidateAnswerKind.REFUSED, None, "") for number in entry.get("refused", ())),
    ]
    for number, kind, level, words in given:
        put(
            session,
            "candidate_answer",
            f"{entry['key']} {number}",
            candidate_list_id=asked.id,
            framework_measure_id=demo_id("framework_measure", number),
            candidate_answer_kind=kind,
            level=level,
            words=words,
            answered_on=answered,
        )
    people = {person["key"]: person for person in scene.texts["officials"]}
    for key, function, rank in entry["people"]:
        put(
            session,
            "candidate",
            f"{entry['key']} {key}",
            candidate_list_id=asked.id,
            rank=rank,
            given_name=people[key]["given"],
            family_name=people[key]["family"],
            gender=people[key]["gender"],
            function=function,
            elected=True,
            official_id=demo_id("official", key),
        )
