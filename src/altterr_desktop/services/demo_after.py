"""Put in the demonstration what comes after meetings: versions sent, corrections, debriefs, thanks, reminders."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.meetings import Audience, FollowUpState
from altterr_desktop.domain.requests import Channel
from altterr_desktop.model.meetings import FollowUp, Meeting, MinutesLine
from altterr_desktop.services.demo_scene import Scene, demo_id, put

# For whom, to whom, by which way, days after the meeting.
_SENDINGS = (
    ("m1", Audience.INTERNAL, "Le groupe", Channel.EMAIL, 2),
    ("m1", Audience.OFFICIAL, "Solène Tessonneau", Channel.EMAIL, 4),
    ("m2", Audience.OFFICIAL, "Maëlle Courtaigne et Aurore Villemagnac", Channel.EMAIL, 3),
    ("m2", Audience.PUBLIC, "Site et lettre du groupe", Channel.WEB_FORM, 9),
    ("m3", Audience.OFFICIAL, "Direction des services techniques", Channel.EMAIL, 5),
)
_CORRECTED = ("m2", "Le tronçon gare–collège ouvrira avant l’hiver.")
_CORRECTION = "L’adjointe précise : l’ouverture se fera par moitiés, la gare d’abord."
_ASKED_BY = "Maëlle Courtaigne"
_DEBRIEF = {
    "debrief_obtained": "Une date pour la gare, une carte promise. Rien encore pour le collège.",
    "debrief_learnt": "Le pont du Moulin bloque tout : c’est là qu’il faut une solution.",
    "debrief_stance": "L’adjointe y croit, la conseillère attend un signe du conseil.",
    "debrief_better": "Parler moins au début : douze minutes avant la première question.",
    "debrief_next": "Envoyer nos comptages du pont avant le prochain rendez-vous.",
}


def add_after(session: Session, scene: Scene) -> None:
    """Add what came after the meetings that took place, and a reminder of a follow-up."""
    for number, (key, audience, recipient, channel, days) in enumerate(_SENDINGS):
        meeting = _meeting(session, key)
        day = meeting.held_on + timedelta(days=days) if meeting.held_on else None
        values: dict[str, Any] = {"audience": audience, "recipient": recipient, "channel": channel}
        put(
            session,
            "minutes_sending",
            str(number),
            meeting_id=meeting.id,
            sent_on=day,
            volunteer_id=_writer(scene),
            **values,
        )
        if audience is not Audience.INTERNAL:
            meeting.minutes_sent_on = day
            meeting.thanked_on = meeting.held_on + timedelta(days=1) if meeting.held_on else None
    meeting = _meeting(session, _CORRECTED[0])
    for name, text in _DEBRIEF.items():
        setattr(meeting, name, text)
    line = session.scalar(
        select(MinutesLine.id).where(MinutesLine.meeting_id == meeting.id, MinutesLine.text == _CORRECTED[1])
    )
    put(
        session,
        "minutes_amendment",
        "0",
        meeting_id=meeting.id,
        minutes_line_id=line,
        made_on=meeting.held_on + timedelta(days=12) if meeting.held_on else None,
        volunteer_id=_writer(scene),
        asked_by=_ASKED_BY,
        text=_CORRECTION,
    )
    _remind(session, scene)


def _meeting(session: Session, key: str) -> Meeting:
    return session.get_one(Meeting, demo_id("meeting", key))


def _writer(scene: Scene) -> str:
    return demo_id("volunteer", scene.texts["volunteers"][0]["key"])


def _remind(session: Session, scene: Scene) -> None:
    """Ask to be reminded, a few days before, of the last follow-up due."""
    query = select(FollowUp).where(
        FollowUp.follow_up_state == FollowUpState.OPEN, FollowUp.due_on > scene.today
    )
    task = session.execute(query.order_by(FollowUp.due_on.desc(), FollowUp.id)).scalars().first()
    if task is not None and task.due_on is not None:
        task.remind_on = max(scene.today, task.due_on - timedelta(days=14))
