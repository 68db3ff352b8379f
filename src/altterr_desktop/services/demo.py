"""Make the demonstration dossier: an invented town whose promises, meetings and actions show the program.

Its texts are data (`resources/reference/demo_fr.json`); it must name no real person, place or code.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import (
    Competence,
    DocumentKind,
    EvidenceKind,
    IndicatorKind,
    Obstacle,
    OffScale,
    Progress,
)
from altterr_desktop.domain.identity import public_id
from altterr_desktop.domain.officials import OfficialKind, Side
from altterr_desktop.domain.ordering import keys_after
from altterr_desktop.domain.territories import ASSEMBLY_OF, TerritoryKind
from altterr_desktop.dossier.file import Dossier, Signature, create_dossier
from altterr_desktop.i18n import _, language_set
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.frameworks import Theme
from altterr_desktop.model.territories import Territory
from altterr_desktop.model.verdicts import Evidence
from altterr_desktop.services.demo_actions import add_actions
from altterr_desktop.services.demo_after import add_after
from altterr_desktop.services.demo_depth import add_depth
from altterr_desktop.services.demo_elections import add_election
from altterr_desktop.services.demo_holding import add_holding
from altterr_desktop.services.demo_meetings import add_meetings
from altterr_desktop.services.demo_officials import add_stances
from altterr_desktop.services.demo_requests import add_requests
from altterr_desktop.services.demo_scene import (
    Scene,
    check_all,
    demo_id,
    load_scene,
    noon,
    put,
    working_day,
)
from altterr_desktop.services.demo_table import add_table
from altterr_desktop.services.demo_together import add_contributions
from altterr_desktop.services.dossiers import THEMES, device_name, ensure_mandate
from altterr_desktop.services.fields import today
from altterr_desktop.services.verdicts import strongest

_DEVICE = "demo"
_OFF_SCALE = frozenset(member.value for member in OffScale)


def make_demo(path: Path, *, day: date | None = None) -> Dossier:
    """Make the demonstration dossier, without passphrase, as of a day (today), and give it open.

    The same day gives the same records with the same ids. Raises the errors of `create_dossier`.
    """
    scene = load_scene(day or today())
    signer = scene.texts["volunteers"][0]
    # Another computer's acts: Ctrl+Z takes nothing of the demonstration away.
    signature = Signature(demo_id("volunteer", signer["key"]), signer["name"], _DEVICE)
    dossier = create_dossier(path, passphrase=None, signature=signature)
    try:
        with language_set("fr"):
            for label, write in _ACTS.items():
                with recording(dossier, scene.texts["labels"][label]) as work:
                    write(work.session, scene)
                    check_all(work.session)
            add_contributions(dossier, scene)
        dossier.set_state("volunteer_id", signature.author_id)
        dossier.signature = replace(signature, device=device_name())
    except BaseException:
        dossier.close()
        path.unlink(missing_ok=True)
        raise
    return dossier


def _add_start(session: Session, scene: Scene) -> None:
    group = scene.texts["group"]
    salt = hashlib.sha256(group["name"].encode()).hexdigest()[:32]
    put(session, "group", "group", **group, document_language="fr", birth_salt=salt, is_demo=True)
    for (key, name, icon), position in zip(THEMES, keys_after("", len(THEMES)), strict=True):
        theme_id = public_id("theme", key)
        session.add(Theme(id=theme_id, key=key, name=_(name), icon=icon, position=position))
    start = date.fromisoformat(scene.texts["mandate"]["start"])
    for place in scene.texts["territories"]:
        parent = place.get("parent")
        session.add(
            Territory(
                id=_territory_id(scene, place["key"]),
                code=place["code"],
                name=place["name"],
                territory_kind=TerritoryKind(place["kind"]),
                nature=place["nature"],
                population=place["population"],
                parent_id=_territory_id(scene, parent) if parent else None,
                followed=True,
            )
        )
        session.flush()
        ensure_mandate(session, _territory_id(scene, place["key"]), place["code"], start, scene.mandate_end)


def _place(scene: Scene, key: str) -> dict[str, Any]:
    found: dict[str, Any] = next(place for place in scene.texts["territories"] if place["key"] == key)
    return found


def _territory_id(scene: Scene, key: str) -> str:
    place = _place(scene, key)
    return public_id("territory", place["kind"], place["code"])


def _mandate_id(scene: Scene, key: str) -> str:
    return public_id("mandate", _place(scene, key)["code"], scene.texts["mandate"]["start"])


def _add_people(session: Session, scene: Scene) -> None:
    for person in scene.texts["volunteers"]:
        put(
            session,
            "volunteer",
            person["key"],
            name=person["name"],
            pseudonym=person["name"],
            skills=person["skills"],
        )
    for entry in scene.texts["officials"]:
        _add_official(session, scene, entry)
    for entry in scene.texts["staff"]:
        put(
            session,
            "official",
            entry["key"],
            official_kind=OfficialKind.STAFF,
            function_title=entry["function_title"],
            territory_id=_territory_id(scene, entry["at"]),
            notes=entry["notes"],
        )


def _add_official(session: Session, scene: Scene, entry: dict[str, Any]) -> None:
    lists = scene.texts["lists"]
    label = lists.get(entry["seats"][0]["side"], "")
    put(
        session,
        "official",
        entry["key"],
        given_name=entry["given"],
        family_name=entry["family"],
        gender=entry["gender"],
        territory_id=_territory_id(scene, "sa"),
        political_label=label,
        political_label_source=lists["source"] if label else "",
        influence=entry.get("influence"),
        notes=entry.get("notes"),
    )
    for seat in entry["seats"]:
        kind = TerritoryKind(_place(scene, seat["at"])["kind"])
        put(
            session,
            "seat",
            f"{entry['key']} {seat['at']}",
            official_id=demo_id("official", entry["key"]),
            territory_id=_territory_id(scene, seat["at"]),
            mandate_id=_mandate_id(scene, seat["at"]),
            assembly=ASSEMBLY_OF[kind],
            function=seat["function"],
            rank=seat["rank"],
            delegation=seat["delegation"],
            side=Side(seat["side"]) if seat["side"] else None,
            start=date.fromisoformat(scene.texts["mandate"]["start"]),
            source=lists["source"],
        )


def _add_promises(session: Session, scene: Scene) -> None:
    for entry in scene.texts["documents"]:
        _add_document(session, scene, entry)
    entries = scene.texts["commitments"]
    for number, (entry, position) in enumerate(zip(entries, keys_after("", len(entries)), strict=True), 1):
        at = entry.get("at", "sa")
        document = next(known for known in scene.texts["documents"] if known["key"] == entry["doc"])
        put(
            session,
            "commitment",
            commitment_key(number),
            number=str(number),
            title=entry["title"],
            territory_id=_territory_id(scene, at),
            mandate_id=_mandate_id(scene, at),
            theme_id=public_id("theme", entry["theme"]),
            level=entry.get("level"),
            pledge_document_id=demo_id("pledge_document", entry["doc"]),
            page=entry["page"],
            made_on=date.fromisoformat(document["on"]),
            official_id=demo_id("official", entry["who"]),
            service_id=demo_id("official", entry["service"]) if "service" in entry else None,
            expected_proof=entry.get("proof"),
            indicator=entry.get("indicator"),
            indicator_kind=_member(IndicatorKind, entry.get("indicator_kind")),
            budget_planned=entry.get("budget"),
            budget_spent=entry.get("spent"),
            competence=_member(Competence, entry.get("competence")),
            still_possible=entry.get("still_possible"),
            position=position,
            **scene.promised(entry),
        )


def commitment_key(number: int) -> str:
    """Give the key other parts of the demonstration call a commitment by."""
    return f"c{number:02d}"


def _add_document(session: Session, scene: Scene, entry: dict[str, Any]) -> None:
    dated_on = date.fromisoformat(entry["on"])
    put(
        session,
        "pledge_document",
        entry["key"],
        title=entry["title"],
        document_kind=DocumentKind(entry["kind"]),
        territory_id=_territory_id(scene, entry["at"]),
        mandate_id=_mandate_id(scene, entry["at"]),
        publisher=entry["publisher"],
        reference=entry.get("reference"),
        dated_on=dated_on,
        url=_link(entry["slug"]),
        consulted_on=working_day(scene.past(0.02)),
    )
    for official, level in entry.get("signatories", ()):
        put(
            session,
            "signatory",
            f"{entry['key']} {official}",
            pledge_document_id=demo_id("pledge_document", entry["key"]),
            official_id=demo_id("official", official),
            signed_on=dated_on,
            level=level,
        )


def _link(slug: str | None) -> str | None:
    return f"https://example.org/{slug}" if slug else None


def _member(enum: Callable[[str], Any], value: str | None) -> Any:
    return enum(value) if value else None


def _add_verdicts(session: Session, scene: Scene) -> None:
    people = [person["key"] for person in scene.texts["volunteers"]]
    for number, entry in enumerate(scene.texts["commitments"], 1):
        for turn, verdict in enumerate(entry["verdicts"]):
            author = verdict.get("author", people[(number + turn) % len(people)])
            _add_verdict(
                session, scene, commitment_key(number), f"{number} {turn}", {**verdict, "author": author}
            )


def _add_verdict(session: Session, scene: Scene, commitment: str, key: str, entry: dict[str, Any]) -> None:
    decided_on = scene.past(entry["at"])
    off_scale = entry["standing"] in _OFF_SCALE
    pieces = [
        _add_evidence(session, commitment, f"{key} {number}", piece, decided_on)
        for number, piece in enumerate(entry.get("evidence", ()))
    ]
    for piece in pieces:
        link = {"verdict_id": demo_id("verdict", key), "evidence_id": piece.id}
        put(session, "verdict_evidence", piece.id, **link)
    session.flush()
    replied_on = scene.coming(-entry["reply_before"]) if "reply" in entry else None
    put(
        session,
        "verdict",
        key,
        commitment_id=demo_id("commitment", commitment),
        decided_on=decided_on,
        recorded_at=noon(decided_on),
        progress=Progress.NOT_ASSESSED if off_scale else Progress(entry["standing"]),
        off_scale=OffScale(entry["standing"]) if off_scale else None,
        proof_strength=strongest(pieces),
        statement=entry["statement"],
        reason=entry.get("reason"),
        next_step=entry.get("next"),
        obstacle=_member(Obstacle, entry.get("obstacle")),
        obstacle_note=entry.get("obstacle_note"),
        author_id=demo_id("volunteer", entry["author"]),
        second_reader_id=demo_id("volunteer", entry["reader"]) if "reader" in entry else None,
        dissent=entry.get("dissent"),
        authority_reply=entry.get("reply"),
        authority_reply_on=replied_on,
    )


def _add_evidence(
    session: Session, commitment: str, key: str, entry: dict[str, Any], decided_on: date
) -> Evidence:
    dated_on = working_day(decided_on - timedelta(days=entry.get("before", 5)))
    slug = entry.get("slug", "").replace("{year}", str(dated_on.year))
    piece: Evidence = put(
        session,
        "evidence",
        key,
        commitment_id=demo_id("commitment", commitment),
        evidence_kind=EvidenceKind(entry["kind"]),
        title=entry["title"].replace("{year}", str(dated_on.year)),
        publisher=entry.get("publisher"),
        dated_on=dated_on,
        url=_link(slug),
        page=entry.get("page"),
        quote=entry.get("quote"),
        consulted_on=decided_on if slug else None,
    )
    return piece


def _add_meetings(session: Session, scene: Scene) -> None:
    add_meetings(session, scene, _homes(scene))
    add_holding(session, scene, _homes(scene))
    add_after(session, scene)
    add_requests(session, scene, _homes(scene))


def _add_actions(session: Session, scene: Scene) -> None:
    add_actions(session, scene, _homes(scene))


def _homes(scene: Scene) -> dict[str, tuple[str, str]]:
    """Give the territory and the mandate of each place, by its key."""
    keys = [place["key"] for place in scene.texts["territories"]]
    return {key: (_territory_id(scene, key), _mandate_id(scene, key)) for key in keys}


def _add_election(session: Session, scene: Scene) -> None:
    place = scene.texts["election"]["at"]
    add_election(
        session, scene, territory_id=_territory_id(scene, place), mandate_id=_mandate_id(scene, place)
    )


def _add_stances(session: Session, scene: Scene) -> None:
    add_stances(session, scene, _territory_id(scene, "sa"))


def _add_depth(session: Session, scene: Scene) -> None:
    add_depth(session, scene, _territory_id(scene, "sa"), _mandate_id(scene, "sa"))


_ACTS: dict[str, Callable[[Session, Scene], None]] = {
    "start": _add_start,
    "people": _add_people,
    "commitments": _add_promises,
    "verdicts": _add_verdicts,
    "meetings": _add_meetings,
    "actions": _add_actions,
    "stances": _add_stances,
    "depth": _add_depth,
    "election": _add_election,
    "table": add_table,
}
