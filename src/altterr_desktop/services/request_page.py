"""Read one request with its reminders, files and commitments, and say its days in sentences; write nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.requests import AccessClock, AccessStep, Channel, RequestState
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import count_words
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.meetings import Meeting, MinutesLine
from altterr_desktop.model.requests import Request, RequestCommitment, RequestFile, RequestReminder
from altterr_desktop.model.verdicts import Attachment
from altterr_desktop.model.volunteers import Volunteer
from altterr_desktop.services.fields import today
from altterr_desktop.services.promises import PromiseView, promises_named
from altterr_desktop.services.records import live_record
from altterr_desktop.services.request_views import RequestRow, requests_where


@dataclass(frozen=True)
class ReminderView:
    """Hold one reminder of a request."""

    id: str
    sent_on: date | None
    channel: Channel
    volunteer: str
    text: str


@dataclass(frozen=True)
class RequestFileView:
    """Hold one file sent with a request, or received in answer."""

    id: str
    attachment_id: str
    name: str
    size: int
    received: bool


@dataclass(frozen=True)
class RequestCommitmentView:
    """Hold one commitment a request is about; `id` is the link's, to take it off."""

    id: str
    commitment: PromiseView


@dataclass(frozen=True)
class RequestView:
    """Hold a whole request; `sentences` say its days, the most pressing first."""

    row: RequestRow
    text: str
    received_on: date | None
    due_on: date | None
    receipt: str
    volunteer_id: str | None
    volunteer: str
    answer_text: str
    referred_on: date | None
    opinion_on: date | None
    opinion: str
    notes: str
    reminders: tuple[ReminderView, ...]
    files: tuple[RequestFileView, ...]
    commitments: tuple[RequestCommitmentView, ...]
    meeting: str
    meeting_on: date | None
    from_meeting_id: str | None
    from_meeting: str
    sentences: tuple[str, ...]

    @property
    def id(self) -> str:
        """Give the request's id."""
        return self.row.id


def read_request(dossier: Dossier, request_id: str) -> RequestView:
    """Read one request. Raises NotFound."""
    with dossier.reading() as session:
        return request_view(session, request_id)


def request_view(session: Session, request_id: str) -> RequestView:
    """Read one request inside a session. Raises NotFound."""
    request: Request = live_record(session, "request", request_id)
    row = requests_where(session, Request.id == request_id)[0]
    meeting = session.get(Meeting, request.meeting_id) if request.meeting_id else None
    line = session.get(MinutesLine, request.minutes_line_id) if request.minutes_line_id else None
    origin = session.get(Meeting, line.meeting_id) if line is not None else None
    volunteer = session.get(Volunteer, request.volunteer_id) if request.volunteer_id else None
    return RequestView(
        row=row,
        text=request.text,
        received_on=request.received_on,
        due_on=request.due_on,
        receipt=request.receipt,
        volunteer_id=request.volunteer_id,
        volunteer=(volunteer.pseudonym or volunteer.name) if volunteer is not None else "",
        answer_text=request.answer_text,
        referred_on=request.referred_on,
        opinion_on=request.opinion_on,
        opinion=request.opinion,
        notes=request.notes,
        reminders=_reminders(session, request_id),
        files=_files(session, request_id),
        commitments=_commitments(session, request_id),
        meeting=meeting.title or meeting.goal[:80] if meeting is not None and not meeting.deleted else "",
        meeting_on=meeting.held_on if meeting is not None and not meeting.deleted else None,
        from_meeting_id=origin.id if origin is not None and not origin.deleted else None,
        from_meeting=origin.title if origin is not None and not origin.deleted else "",
        sentences=day_sentences(row),
    )


def _reminders(session: Session, request_id: str) -> tuple[ReminderView, ...]:
    rows: Any = session.execute(
        select(RequestReminder, Volunteer)
        .outerjoin(Volunteer, Volunteer.id == RequestReminder.volunteer_id)
        .where(RequestReminder.request_id == request_id, ~RequestReminder.deleted)
        .order_by(RequestReminder.sent_on, RequestReminder.id)
    )
    return tuple(
        ReminderView(
            one.id, one.sent_on, one.channel, (who.pseudonym or who.name) if who is not None else "", one.text
        )
        for one, who in rows
    )


def _files(session: Session, request_id: str) -> tuple[RequestFileView, ...]:
    rows = session.execute(
        select(RequestFile, Attachment)
        .join(Attachment, Attachment.id == RequestFile.attachment_id)
        .where(RequestFile.request_id == request_id, ~RequestFile.deleted)
        .order_by(RequestFile.received, Attachment.file_name, RequestFile.id)
    )
    return tuple(
        RequestFileView(link.id, file.id, file.file_name, file.size or 0, link.received)
        for link, file in rows
    )


def _commitments(session: Session, request_id: str) -> tuple[RequestCommitmentView, ...]:
    rows = session.execute(
        select(RequestCommitment.commitment_id, RequestCommitment.id)
        .join(Commitment, Commitment.id == RequestCommitment.commitment_id)
        .where(RequestCommitment.request_id == request_id, ~RequestCommitment.deleted)
        .order_by(Commitment.position, Commitment.id)
    )
    links: dict[str, str] = {row[0]: row[1] for row in rows}
    promises = promises_named(session, links, today())
    return tuple(RequestCommitmentView(links[promise.id], promise) for promise in promises)


def day_sentences(row: RequestRow) -> tuple[str, ...]:
    """Say in sentences how long a request waits, what the law gives, and what can be done next."""
    if row.state is RequestState.DRAFT:
        if row.sent_on is not None:
            return (_("To be sent on {day}.").format(day=medium_date(row.sent_on)),)
        return (_("Not sent yet."),)
    if row.state is RequestState.ANSWERED:
        return (_answered(row), *(_access(row.clock) if row.clock else ()))
    sentences = [_waiting(row)]
    if row.clock is not None:
        sentences += _access(row.clock)
    elif row.to_remind:
        sentences.append(
            _("It is time to remind.") if not row.reminders else _("It is time to remind once more.")
        )
    elif row.next_reminder_on is not None and row.reminders:
        sentences.append(
            _("If nothing comes, remind again from {day}.").format(day=medium_date(row.next_reminder_on))
        )
    return tuple(sentences)


def _answered(row: RequestRow) -> str:
    said = label(row.answer) if row.answer is not None else _("Answered")
    if row.answered_on is None:
        return _("Answer: {words}.").format(words=said)
    if row.sent_on is None or row.sent_on > row.answered_on:
        return _("Answer on {day}: {words}.").format(day=medium_date(row.answered_on), words=said)
    return count_words(
        "Answer on {day}, after {count} day: {words}.",
        "Answer on {day}, after {count} days: {words}.",
        (row.answered_on - row.sent_on).days,
        day=medium_date(row.answered_on),
        words=said,
    )


def _waiting(row: RequestRow) -> str:
    if not row.days:
        words = _("Sent today")
    else:
        words = count_words("No answer for {count} day", "No answer for {count} days", row.days)
    if row.clock is not None or row.expected_by is None:
        return f"{words}."
    day = medium_date(row.expected_by)
    if row.state is RequestState.OVERDUE:
        return _("{waited}: an answer was expected by {day}.").format(waited=words, day=day)
    return _("{waited}. An answer is expected by {day}.").format(waited=words, day=day)


def _access(clock: AccessClock) -> list[str]:
    """Say the days of an access to documents."""
    if clock.step is AccessStep.GRANTED:
        return []
    sentences = [_refusal(clock)]
    until = medium_date(clock.refer_until)
    if clock.step is AccessStep.WAITING:
        sentences.append(_("From then, the CADA can be asked until {until}.").format(until=until))
    elif clock.step is AccessStep.REFUSED:
        sentences.append(_("The CADA can be asked until {until}.").format(until=until))
    elif clock.step is AccessStep.TOO_LATE:
        sentences.append(
            _("The CADA could be asked until {until}. A new request opens new times.").format(until=until)
        )
    else:
        sentences += _after_referral(clock)
    return sentences


def _refusal(clock: AccessClock) -> str:
    day = medium_date(clock.refused_on)
    if clock.in_words:
        return _("Refused in words on {day}.").format(day=day)
    start = medium_date(clock.counted_from)
    if clock.step is AccessStep.WAITING:
        if clock.from_receipt:
            return _("Received on {start}: silence becomes a refusal on {day}.").format(start=start, day=day)
        return _(
            "Silence becomes a refusal on {day}, counted from the sending; note the day it was received."
        ).format(day=day)
    if clock.from_receipt:
        return _("Implicit refusal since {day}, one month after receipt.").format(day=day)
    return _("Implicit refusal since {day}, counted from the sending.").format(day=day)


def _after_referral(clock: AccessClock) -> list[str]:
    if clock.opinion_due is None or clock.confirmed_on is None or clock.court_until is None:
        return []
    confirmed, court = medium_date(clock.confirmed_on), medium_date(clock.court_until)
    if clock.step is AccessStep.CONFIRMED:
        return [
            _("Silence confirmed the refusal on {day}: a court can be asked until {until}.").format(
                day=confirmed, until=court
            )
        ]
    then = _("Without the documents on {day}, the refusal is confirmed and a court can be asked.").format(
        day=confirmed
    )
    due = medium_date(clock.opinion_due)
    if clock.step is AccessStep.OPINION_LATE:
        return [_("The CADA’s opinion was expected by {day}.").format(day=due), then]
    if clock.step is AccessStep.OPINION_GIVEN:
        return [_("The CADA gave its opinion."), then]
    return [_("The CADA’s opinion is expected by {day}.").format(day=due), then]
