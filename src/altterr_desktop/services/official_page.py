"""Read one official with all the group knows of them, in one call; write nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from altterr_desktop.domain.commitments import Standing, standing_of
from altterr_desktop.domain.meetings import FollowUpState, MeetingState
from altterr_desktop.domain.officials import ContactKind, OfficialKind
from altterr_desktop.domain.weaknesses import is_late
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.meetings import FollowUp, Meeting, Participant
from altterr_desktop.model.officials import ContactDetail, Official
from altterr_desktop.model.requests import Request
from altterr_desktop.model.verdicts import Attachment, AttachmentContent, Verdict
from altterr_desktop.services.commitment_query import latest_verdict_id
from altterr_desktop.services.fields import today
from altterr_desktop.services.follow_ups import FollowUpRow, follow_ups_where
from altterr_desktop.services.names import official_name
from altterr_desktop.services.officials import held_words
from altterr_desktop.services.records import live_record
from altterr_desktop.services.seats import SeatView, seats_of
from altterr_desktop.services.silences import silences_in
from altterr_desktop.services.stances import ThemeStance, stances_in


@dataclass(frozen=True)
class ContactView:
    """Hold one way to reach an official, with where it comes from."""

    id: str
    kind: ContactKind
    value: str
    label: str
    source: str
    recorded_on: date | None


@dataclass(frozen=True)
class CarriedView:
    """Hold one commitment an official carries, with where it stands."""

    id: str
    number: str
    title: str
    standing: Standing
    deadline: date | None
    late: bool


@dataclass(frozen=True)
class MetView:
    """Hold one meeting an official takes or took part in."""

    id: str
    title: str
    held_on: date | None
    state: MeetingState


@dataclass(frozen=True)
class OfficialView:
    """Hold all that is known of one official; `silence_days` counts from the last contact, None without any.

    A contact is a meeting that was held or an answer that came. `is_silent` follows the rule of `list_silences`,
    and `unanswered` counts the requests whose answer is late.
    """

    id: str
    name: str
    kind: OfficialKind
    given_name: str
    family_name: str
    gender: str
    function: str
    political_label: str
    notes: str
    from_register: bool
    seats: tuple[SeatView, ...]
    past_seats: tuple[SeatView, ...]
    contacts: tuple[ContactView, ...]
    commitments: tuple[CarriedView, ...]
    kept: int
    meetings: tuple[MetView, ...]
    stances: tuple[ThemeStance, ...]
    photo: bytes | None
    follow_ups: tuple[FollowUpRow, ...]
    last_contact_on: date | None
    silence_days: int | None
    is_silent: bool
    unanswered: int


def read_official(dossier: Dossier, official_id: str) -> OfficialView:
    """Read one official with seats, contacts, commitments, meetings and open follow-ups. Raises NotFound."""
    with dossier.reading() as session:
        day = today()
        official: Official = live_record(session, "official", official_id)
        seats = seats_of(session, [official_id], day).get(official_id, ())
        carried = _carried_by(session, official_id, day)
        meetings = _met(session, official_id)
        days = [met.held_on for met in meetings if met.held_on and met.held_on <= day and _counts(met)]
        last = max([*days, *_answered(session, official_id)], default=None)
        silence = next((one for one in silences_in(session) if one.official_id == official_id), None)
        return OfficialView(
            id=official.id,
            name=official_name(official),
            kind=official.official_kind,
            given_name=official.given_name,
            family_name=official.family_name,
            gender=official.gender,
            function=held_words(official, seats),
            political_label=official.political_label,
            notes=official.notes,
            from_register=official.from_register,
            seats=tuple(seat for seat in seats if seat.current),
            past_seats=tuple(seat for seat in seats if not seat.current),
            contacts=_contacts(session, official_id),
            commitments=carried,
            kept=sum(one.standing is Standing.DONE for one in carried),
            meetings=meetings,
            stances=stances_in(session, [official_id]).get(official_id, ()),
            photo=_photo(session, official),
            follow_ups=follow_ups_where(
                session, FollowUp.official_id == official_id, FollowUp.follow_up_state == FollowUpState.OPEN
            ),
            last_contact_on=last,
            silence_days=(day - last).days if last is not None else None,
            is_silent=silence is not None,
            unanswered=silence.unanswered if silence is not None else 0,
        )


def _counts(met: MetView) -> bool:
    return met.state is not MeetingState.CANCELLED


def _answered(session: Session, official_id: str) -> list[date]:
    """Give the day of the last answer to a request, if any came."""
    day = session.scalar(
        select(func.max(Request.answered_on)).where(Request.official_id == official_id, ~Request.deleted)
    )
    return [day] if day is not None else []


def _photo(session: Session, official: Official) -> bytes | None:
    if official.photo_id is None or official.official_kind is OfficialKind.STAFF:
        return None
    return session.scalar(
        select(AttachmentContent.content)
        .join(Attachment, Attachment.sha256 == AttachmentContent.sha256)
        .where(Attachment.id == official.photo_id, ~Attachment.deleted)
    )


def _contacts(session: Session, official_id: str) -> tuple[ContactView, ...]:
    query = (
        select(ContactDetail)
        .where(ContactDetail.official_id == official_id, ~ContactDetail.deleted)
        .order_by(ContactDetail.contact_kind, ContactDetail.value)
    )
    return tuple(
        ContactView(one.id, one.contact_kind, one.value, one.label, one.source, one.recorded_on)
        for one in session.execute(query).scalars()
    )


def _carried_by(session: Session, official_id: str, day: date) -> tuple[CarriedView, ...]:
    verdict = aliased(Verdict)
    query = (
        select(Commitment, verdict.progress, verdict.off_scale)
        .outerjoin(verdict, verdict.id == latest_verdict_id())
        .where(or_(Commitment.official_id == official_id, Commitment.service_id == official_id))
        .where(~Commitment.deleted)
        .order_by(Commitment.position, Commitment.id)
    )
    carried = []
    for commitment, progress, off_scale in session.execute(query):
        standing = standing_of(progress, off_scale)
        title = commitment.title or commitment.verbatim[:120]
        late = is_late(commitment.deadline, standing, day)
        carried.append(
            CarriedView(commitment.id, commitment.number, title, standing, commitment.deadline, late)
        )
    return tuple(carried)


def _met(session: Session, official_id: str) -> tuple[MetView, ...]:
    """Read an official's meetings, latest first."""
    query = (
        select(Meeting.id, Meeting.title, Meeting.held_on, Meeting.meeting_state)
        .join(Participant, Participant.meeting_id == Meeting.id)
        .where(Participant.official_id == official_id, ~Participant.deleted, ~Meeting.deleted)
        .order_by(Meeting.held_on.desc().nulls_first(), Meeting.id)
        .distinct()
    )
    return tuple(MetView(*row) for row in session.execute(query))
