"""Plan a meeting: who comes with which role, the timed agenda, objections; must not write its minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.identity import new_id, public_id
from altterr_desktop.domain.meetings import MeetingKind, MeetingRole, MeetingSide
from altterr_desktop.domain.ordering import key_between, keys_after
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _, msgid
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import join_words
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.meetings import AgendaPoint, Meeting, Participant
from altterr_desktop.services.commitments import default_place, mandate_in_force
from altterr_desktop.services.fields import today
from altterr_desktop.services.names import official_name
from altterr_desktop.services.records import act_label, add_record, live_record, parts_of, set_values

USUAL_MINUTES = 60
SHORTEST_POINT = 3
QUESTIONS = "questions"

# Points of an agenda: key, title, share of the slot in per cent.
_INTERVIEW = (
    ("welcome", msgid("Welcome, thanks and frame"), 10),
    ("advances", msgid("What advances"), 15),
    (QUESTIONS, msgid("Our questions on the commitments"), 42),
    ("demand", msgid("Our demand"), 20),
    ("follow_ups", msgid("Follow-ups: who does what, by when"), 13),
)
_SESSION = (
    ("welcome", msgid("Opening and agenda of the session"), 10),
    ("advances", msgid("Points that concern our commitments"), 40),
    (QUESTIONS, msgid("Our questions on the commitments"), 20),
    ("demand", msgid("Our speech or our question"), 15),
    ("follow_ups", msgid("What we take away and who follows it"), 15),
)
_INTERNAL = (
    ("welcome", msgid("Welcome and news from each person"), 10),
    ("advances", msgid("What advances"), 15),
    (QUESTIONS, msgid("Points to discuss"), 40),
    ("demand", msgid("Decisions"), 20),
    ("follow_ups", msgid("Follow-ups: who does what, by when"), 15),
)
_AGENDAS = {
    MeetingKind.INTERNAL: _INTERNAL,
    MeetingKind.COUNCIL: _SESSION,
    MeetingKind.CONSULTATION: _SESSION,
    MeetingKind.PUBLIC_QUESTION: _SESSION,
}


def plan_meeting(
    dossier: Dossier,
    *,
    values: Mapping[str, Any],
    official_ids: Sequence[str] = (),
    volunteer_roles: Mapping[str, MeetingRole | None] | None = None,
) -> Changes:
    """Create a meeting with those who come and a timed agenda of five points that fills the slot.

    Without them: the title names the officials met, the slot is an hour, the territory is the officials' or the
    only one followed. Raises NotFound, InvalidInput.
    """
    with recording(dossier, "") as work:
        meeting = add_meeting(work.session, values, official_ids)
        for volunteer_id, role in (volunteer_roles or {}).items():
            live_record(work.session, "volunteer", volunteer_id)
            _add_person(work.session, meeting.id, {"volunteer_id": volunteer_id, "meeting_role": role})
        work.subject_id = meeting.id
        work.label = act_label(meeting)
    return work.changes


def add_meeting(
    session: Session,
    values: Mapping[str, Any],
    official_ids: Sequence[str],
    commitment_ids: Sequence[str] = (),
) -> Meeting:
    """Do as `plan_meeting` inside an operation; commitments are put on its agenda. Raises NotFound, InvalidInput."""
    officials = [live_record(session, "official", official_id) for official_id in official_ids]
    meeting: Meeting = add_record(session, "meeting", _fields(session, values, officials))
    for official in officials:
        _add_person(session, meeting.id, {"side": MeetingSide.THEIRS, "official_id": official.id})
    _add_agenda(session, meeting)
    for commitment_id in commitment_ids:
        _put_on_agenda(session, meeting, commitment_id, {})
    return meeting


def _fields(session: Session, values: Mapping[str, Any], officials: Sequence[Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {**default_place(session), "duration_minutes": USUAL_MINUTES, **values}
    homes = [official.territory_id for official in officials if official.territory_id]
    if not fields.get("territory_id") and homes:
        fields["territory_id"] = homes[0]
    if fields.get("territory_id") and not fields.get("mandate_id"):
        fields["mandate_id"] = mandate_in_force(
            session, fields["territory_id"], fields.get("held_on") or today()
        )
    if not fields.get("title") and officials:
        names = join_words([official_name(official) for official in officials])
        fields["title"] = _("Meeting with {names}").format(names=names)
    if not fields.get("title"):
        fields["title"] = label(fields.get("meeting_kind") or MeetingKind.ADVOCACY)
    if (fields.get("duration_minutes") or 0) < 0:
        raise InvalidInput(_("A length in minutes is expected."))
    return fields


def shares(slot: int, weights: Sequence[int]) -> list[int]:
    """Share a slot in whole minutes after weights; the parts always sum to the slot (largest remainders)."""
    total = sum(weights)
    parts = [slot * weight // total for weight in weights]
    remainders = sorted(range(len(weights)), key=lambda at: (-(slot * weights[at] % total), at))
    for at in remainders[: slot - sum(parts)]:
        parts[at] += 1
    return parts


def _add_agenda(session: Session, meeting: Meeting) -> None:
    points = _AGENDAS.get(meeting.meeting_kind, _INTERVIEW)
    minutes = shares(meeting.duration_minutes or USUAL_MINUTES, [weight for _key, _title, weight in points])
    positions = keys_after("", len(points))
    for (key, title, _weight), planned, position in zip(points, minutes, positions, strict=True):
        values = {
            "meeting_id": meeting.id,
            "title": _(title),
            "minutes_planned": planned,
            "position": position,
        }
        add_record(session, "agenda_point", values, record_id=_point_id(meeting.id, key))


def _point_id(meeting_id: str, key: str) -> str:
    """Derive the id of a point of the usual agenda, so that it is recognised whatever its title became."""
    return public_id("agenda_point", meeting_id, key)


def is_usual_point(meeting_id: str, point_id: str) -> bool:
    """Tell whether a point is one of the usual agenda, not of the group's own."""
    keys = {key for points in (_INTERVIEW, _SESSION, _INTERNAL) for key, _title, _share in points}
    return any(point_id == _point_id(meeting_id, key) for key in keys)


def add_agenda_point(
    dossier: Dossier,
    *,
    meeting_id: str,
    title: str,
    minutes: int | None = None,
    question: str = "",
    owner_id: str | None = None,
    commitment_id: str | None = None,
    carried_from_id: str | None = None,
) -> Changes:
    """Add a point at the end of the agenda; the others keep their minutes. Raises NotFound, InvalidInput."""
    if not title.strip():
        raise InvalidInput(_("Write what the point is about."))
    with recording(dossier, "") as work:
        live_record(work.session, "meeting", meeting_id)
        values = {
            "meeting_id": meeting_id,
            "title": title.strip(),
            "question": question,
            "minutes_planned": minutes,
            "owner_id": owner_id,
            "commitment_id": commitment_id,
            "carried_from_id": carried_from_id,
        }
        point = add_record(work.session, "agenda_point", values)
        work.subject_id = point.id
        work.label = act_label(point)
    return work.changes


def add_commitment_to_agenda(
    dossier: Dossier,
    *,
    meeting_id: str,
    commitment_id: str,
    question: str = "",
    owner_id: str | None = None,
    minutes: int | None = None,
) -> Changes:
    """Put a commitment on the agenda, after those already there, with our question about it.

    Unless `minutes` is given, its time is taken from the general point «our questions», so that the sum stays
    the same while that point has time to give. Raises NotFound, InvalidInput where it is already on the agenda.
    """
    with recording(dossier, "") as work:
        meeting: Meeting = live_record(work.session, "meeting", meeting_id)
        values = {"question": question, "owner_id": owner_id, "minutes_planned": minutes}
        point = _put_on_agenda(work.session, meeting, commitment_id, values)
        work.subject_id = point.id
        work.label = _("On the agenda: “{name}”").format(name=point.title)
    return work.changes


def _put_on_agenda(
    session: Session, meeting: Meeting, commitment_id: str, values: Mapping[str, Any]
) -> AgendaPoint:
    commitment = live_record(session, "commitment", commitment_id)
    points = parts_of(session, AgendaPoint(meeting_id=meeting.id))
    if any(point.commitment_id == commitment_id for point in points):
        raise InvalidInput(_("This commitment is already on the agenda."))
    minutes = values.get("minutes_planned")
    fields = {
        **values,
        "meeting_id": meeting.id,
        "commitment_id": commitment_id,
        "title": commitment.title or commitment.verbatim[:80],
        "minutes_planned": _taken(meeting, points) if minutes is None else minutes,
        "position": _after_commitments(meeting.id, points),
    }
    point: AgendaPoint = add_record(session, "agenda_point", fields)
    return point


def _taken(meeting: Meeting, points: Sequence[AgendaPoint]) -> int:
    """Take a commitment's minutes (an eighth of the slot) from the general questions, if they have them."""
    wanted = max(SHORTEST_POINT, (meeting.duration_minutes or USUAL_MINUTES) // 8)
    for point in points:
        if point.id == _point_id(meeting.id, QUESTIONS):
            left = (point.minutes_planned or 0) - wanted
            if left >= SHORTEST_POINT:
                point.minutes_planned = left
    return wanted


def _after_commitments(meeting_id: str, points: Sequence[AgendaPoint]) -> str:
    at = [
        number
        for number, point in enumerate(points)
        if point.commitment_id is not None or point.id == _point_id(meeting_id, QUESTIONS)
    ]
    last = max(at, default=len(points) - 1)
    before = points[last].position if last >= 0 else ""
    after = points[last + 1].position if last + 1 < len(points) else ""
    return key_between(before, after)


def add_participant(
    dossier: Dossier,
    *,
    meeting_id: str,
    official_id: str | None = None,
    volunteer_id: str | None = None,
    name: str = "",
    side: MeetingSide | None = None,
    role: MeetingRole | None = None,
) -> Changes:
    """Add a person to a meeting: an official, a volunteer, or somebody known by a name only.

    The side is the official's or the volunteer's unless given. Raises NotFound, InvalidInput.
    """
    if not (official_id or volunteer_id or name.strip()):
        raise InvalidInput(_("Say who comes: an official, a volunteer or a name."))
    with recording(dossier, "") as work:
        live_record(work.session, "meeting", meeting_id)
        usual = MeetingSide.THEIRS if official_id else MeetingSide.OURS
        person = _add_person(
            work.session,
            meeting_id,
            {
                "official_id": official_id,
                "volunteer_id": volunteer_id,
                "name": name.strip(),
                "side": side or usual,
                "meeting_role": role,
            },
        )
        work.subject_id = person.id
        work.label = _("Participant added")
    return work.changes


def _add_person(session: Session, meeting_id: str, values: Mapping[str, Any]) -> Any:
    for kind in ("official", "volunteer"):
        person_id = values.get(f"{kind}_id")
        if person_id:
            live_record(session, kind, person_id)
            column = getattr(Participant, f"{kind}_id")
            known = select(Participant.id).where(
                Participant.meeting_id == meeting_id, column == person_id, ~Participant.deleted
            )
            if session.scalar(known):
                raise InvalidInput(_("This person is already in the meeting."))
    return add_record(session, "participant", {"meeting_id": meeting_id, **values}, record_id=new_id())


def set_role(dossier: Dossier, *, participant_id: str, role: MeetingRole | None) -> Changes:
    """Give a participant a role, or none. Raises NotFound."""
    with recording(dossier, "") as work:
        person = live_record(work.session, "participant", participant_id)
        set_values(work.session, person, {"meeting_role": role})
        work.subject_id = person.meeting_id
        work.label = _("Role: {role}").format(role=label(role)) if role else _("Role taken away")
    return work.changes


def add_objection(
    dossier: Dossier,
    *,
    meeting_id: str,
    objection: str,
    answer: str = "",
    source: str = "",
    expires_on: date | None = None,
) -> Changes:
    """Add what they may say and what we can answer. Raises NotFound, InvalidInput."""
    if not objection.strip():
        raise InvalidInput(_("Write what they may say."))
    with recording(dossier, "") as work:
        live_record(work.session, "meeting", meeting_id)
        values = {
            "meeting_id": meeting_id,
            "objection": objection.strip(),
            "answer": answer,
            "source": source,
            "expires_on": expires_on,
        }
        card = add_record(work.session, "objection", values)
        work.subject_id = card.id
        work.label = act_label(card)
    return work.changes
