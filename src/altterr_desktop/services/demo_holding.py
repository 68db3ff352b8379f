"""Put in the demonstration what is prepared around meetings: a series, cards of objections, checklists, times."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.meetings import Phase, Rhythm
from altterr_desktop.domain.ordering import keys_after
from altterr_desktop.model.meetings import AgendaPoint, Meeting
from altterr_desktop.services.demo_scene import Scene, demo_id, put
from altterr_desktop.services.rehearsal import usual_items

# The meetings about cycling follow each other; the last one held kept its times.
_SERIES = {"title": "Suivi du plan vélo", "meetings": ("m2", "m6")}
_HELD = "m5"
_SPENT = (310, 540, 1180, 820, 430)
_TALK = (1190, 2030)
_COMING = "m6"
_CARDS = (
    (
        "Ce n’est pas la compétence de la commune.",
        "La voirie communale l’est. Pour le reste, la commune siège à l’intercommunalité et peut y porter la demande.",
        "Statuts de la communauté de communes, article 4",
        None,
    ),
    (
        "Les gens ne veulent pas laisser leur voiture.",
        "À l’enquête, six personnes sur dix feraient leurs petits trajets à vélo si la piste était séparée.",
        "Enquête du groupe, 212 réponses",
        200,
    ),
    (
        "Le prix de l’énergie baisse, la rénovation peut attendre.",
        "Le prix du gaz payé par la ville a doublé en trois ans ; les travaux de l’école sont amortis en onze ans.",
        "Compte administratif, budget principal",
        -20,
    ),
)
_OWN_ITEM = "Apporter la carte des points dangereux, imprimée en A3"


def add_holding(session: Session, scene: Scene, homes: Mapping[str, tuple[str, str]]) -> None:
    """Add the series, the cards, the checklist of the meeting to come and the times of the last one."""
    put(
        session,
        "meeting_series",
        "cycling",
        title=_SERIES["title"],
        rhythm=Rhythm.QUARTERLY,
        territory_id=homes["sa"][0],
    )
    session.flush()
    for key in _SERIES["meetings"]:
        session.get_one(Meeting, demo_id("meeting", key)).series_id = demo_id("meeting_series", "cycling")
    _add_times(session)
    _add_checklist(session)
    _add_cards(session, scene)


def _add_times(session: Session) -> None:
    meeting: Any = session.get_one(Meeting, demo_id("meeting", _HELD))
    meeting.held_minutes = round(sum(_SPENT) / 60)
    meeting.talk_ours_seconds, meeting.talk_theirs_seconds = _TALK
    query = select(AgendaPoint).where(AgendaPoint.meeting_id == meeting.id).order_by(AgendaPoint.position)
    for point, seconds in zip(session.execute(query).scalars(), _SPENT, strict=False):
        point.seconds_spent = seconds


def _add_checklist(session: Session) -> None:
    items = [*usual_items(), (Phase.BEFORE, _OWN_ITEM)]
    for number, ((phase, title), position) in enumerate(zip(items, keys_after("", len(items)), strict=True)):
        put(
            session,
            "rehearsal_item",
            f"{_COMING} {number}",
            meeting_id=demo_id("meeting", _COMING),
            phase=phase,
            title=title,
            done=number == 0,
            owner_id=demo_id("volunteer", "iris") if title == _OWN_ITEM else None,
            position=position,
        )


def _add_cards(session: Session, scene: Scene) -> None:
    places = keys_after("", len(_CARDS))
    for number, ((objection, answer, source, days), position) in enumerate(zip(_CARDS, places, strict=True)):
        put(
            session,
            "objection",
            f"card {number}",
            objection=objection,
            answer=answer,
            source=source,
            expires_on=scene.today + timedelta(days=days) if days is not None else None,
            position=position,
        )
