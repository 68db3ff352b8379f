"""Say which officials give no sign: not met for long, or asked and not answering; must not judge why nor write."""

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
from altterr_desktop.model.requests import Request
from altterr_desktop.model.verdicts import Verdict
from altterr_desktop.services.commitment_query import latest_verdict_id
from altterr_desktop.services.fields import today
from altterr_desktop.services.names import official_name
from altterr_desktop.services.request_views import is_silent

SILENCE_DAYS = 90
_SETTLED = (Standing.DONE, Standing.OUTSIDE_COMPETENCE, Standing.VOID)


@dataclass(frozen=True)
class Silence:
    """Hold one official who gives no sign.

    `last_met` and `last_answer` are None where there never was one; `asked_on` is the day of the oldest request
    whose answer is late, of `unanswered` ones; `commitments` counts the open ones in their charge.
    """

    official_id: str
    name: str
    last_met: date | None
    commitments: int
    last_answer: date | None = None
    unanswered: int = 0
    asked_on: date | None = None

    @property
    def last_sign(self) -> date | None:
        """Give the last day they were met or answered."""
        return max((day for day in (self.last_met, self.last_answer) if day is not None), default=None)


def list_silences(dossier: Dossier) -> tuple[Silence, ...]:
    """List the officials who give no sign, without a meeting to come.

    They are in charge of open commitments and were neither met nor heard from for 90 days, or a request to
    them has been without answer longer than expected. Who never gave a sign comes first, then the longest
    silence.
    """
    with dossier.reading() as session:
        return silences_in(session)


def silences_in(session: Session) -> tuple[Silence, ...]:
    """Do as `list_silences` inside a session."""
    in_charge = _open_commitments(session)
    last = _meeting_days(session, func.max(Meeting.held_on), Meeting.meeting_state == MeetingState.HELD)
    answers = _answer_days(session)
    unanswered = _unanswered(session)
    coming = _meeting_days(
        session,
        func.min(Meeting.held_on),
        Meeting.meeting_state == MeetingState.PLANNED,
        Meeting.held_on >= today(),
    )
    limit = today() - timedelta(days=SILENCE_DAYS)
    quiet = {
        official_id
        for official_id in in_charge
        if max(last.get(official_id, date.min), answers.get(official_id, date.min)) < limit
    }
    silent = (quiet | set(unanswered)) - set(coming)
    officials = session.execute(select(Official).where(~Official.deleted, Official.id.in_(silent))).scalars()
    found = [
        Silence(
            person.id,
            official_name(person),
            last.get(person.id),
            in_charge.get(person.id, 0),
            answers.get(person.id),
            *unanswered.get(person.id, (0, None)),
        )
        for person in officials
    ]
    return tuple(sorted(found, key=lambda one: (one.last_sign or date.min, -one.commitments, one.name)))


def _unanswered(session: Session) -> dict[str, tuple[int, date]]:
    """Count, by official, the requests whose answer is late, with the day of the oldest."""
    rows = session.execute(
        select(Request.official_id, func.count(), func.min(Request.sent_on))
        .where(is_silent(), Request.official_id.is_not(None))
        .group_by(Request.official_id)
    )
    return {official_id or "": (count, asked_on or today()) for official_id, count, asked_on in rows}


def _answer_days(session: Session) -> dict[str, date]:
    rows = session.execute(
        select(Request.official_id, func.max(Request.answered_on))
        .where(~Request.deleted, Request.official_id.is_not(None), Request.answered_on <= today())
        .group_by(Request.official_id)
    )
    return {official_id or "": day for official_id, day in rows if day is not None}


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
