"""Say which officials in charge of something have not been met for long; must not judge why nor write anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from altterr_desktop.domain.commitments import Standing, standing_of
from altterr_desktop.domain.meetings import MeetingState
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.meetings import Meeting, Participant
from altterr_desktop.model.officials import Official
from altterr_desktop.model.verdicts import Verdict
from altterr_desktop.services.commitments import latest_verdict_id
from altterr_desktop.services.fields import today
from altterr_desktop.services.names import official_name

SILENCE_DAYS = 90
_SETTLED = (Standing.DONE, Standing.OUTSIDE_COMPETENCE, Standing.VOID)


@dataclass(frozen=True)
class Silence:
    """Hold one official whom nobody has met for long: since when (None: never), and what is in their charge."""

    official_id: str
    name: str
    last_met: date | None
    commitments: int


def list_silences(dossier: Dossier) -> tuple[Silence, ...]:
    """List the officials in charge of open commitments without a meeting for 90 days nor one to come.

    Never met come first, then the longest silence.
    """
    with dossier.reading() as session:
        return silences_in(session)


def silences_in(session: Session) -> tuple[Silence, ...]:
    """Do as `list_silences` inside a session."""
    in_charge = _open_commitments(session)
    last = _meeting_days(session, func.max(Meeting.held_on), Meeting.meeting_state == MeetingState.HELD)
    coming = _meeting_days(
        session,
        func.min(Meeting.held_on),
        Meeting.meeting_state == MeetingState.PLANNED,
        Meeting.held_on >= today(),
    )
    limit = today() - timedelta(days=SILENCE_DAYS)
    silent = {
        official_id
        for official_id in in_charge
        if official_id not in coming and (last.get(official_id) is None or last[official_id] < limit)
    }
    officials = session.execute(select(Official).where(~Official.deleted, Official.id.in_(silent))).scalars()
    found = [
        Silence(person.id, official_name(person), last.get(person.id), in_charge[person.id])
        for person in officials
    ]
    return tuple(sorted(found, key=lambda one: (one.last_met or date.min, -one.commitments, one.name)))


def _open_commitments(session: Session) -> dict[str, int]:
    current = aliased(Verdict)
    rows = session.execute(
        select(Commitment.official_id, current.progress, current.off_scale, func.count())
        .select_from(Commitment)
        .outerjoin(current, current.id == latest_verdict_id())
        .where(~Commitment.deleted, Commitment.official_id.is_not(None))
        .group_by(Commitment.official_id, current.progress, current.off_scale)
    )
    counts: dict[str, int] = {}
    for official_id, progress, off_scale, count in rows:
        if standing_of(progress, off_scale) not in _SETTLED:
            counts[official_id or ""] = counts.get(official_id or "", 0) + count
    return counts


def _meeting_days(session: Session, day: Any, *conditions: Any) -> dict[str, date]:
    rows = session.execute(
        select(Participant.official_id, day)
        .join(Meeting, Meeting.id == Participant.meeting_id)
        .where(~Participant.deleted, ~Meeting.deleted, Participant.official_id.is_not(None), *conditions)
        .group_by(Participant.official_id)
    )
    return {official_id: found for official_id, found in rows if found is not None}
