"""Name what a group asks of its officials, and count the days the law and courtesy give them to answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from altterr_desktop.domain.dates import add_months, is_overdue


class RequestKind(StrEnum):
    """Name what a request asks for."""

    MEETING = "meeting"
    INFORMATION = "information"
    DOCUMENT_ACCESS = "document_access"
    PUBLIC_QUESTION = "public_question"
    PLEDGE = "pledge"
    OTHER = "other"


class Channel(StrEnum):
    """Name the ways a request or a text is sent."""

    EMAIL = "email"
    LETTER = "letter"
    REGISTERED_LETTER = "registered_letter"
    WEB_FORM = "web_form"
    PHONE = "phone"
    IN_PERSON = "in_person"
    COUNCIL = "council"


class AnswerKind(StrEnum):
    """Name the answers a request meets; none is a silence, which is data too."""

    YES = "yes"
    YES_IF = "yes_if"
    PASSED_ON = "passed_on"
    NO = "no"
    EVASIVE = "evasive"


class RequestState(StrEnum):
    """Say where a request is; it is computed, never stored."""

    DRAFT = "draft"
    WAITING = "waiting"
    OVERDUE = "overdue"
    REFUSED_BY_SILENCE = "refused_by_silence"
    ANSWERED = "answered"


class AccessStep(StrEnum):
    """Say where an access to documents is on its way from the authority to the CADA and the court."""

    WAITING = "waiting"
    REFUSED = "refused"
    TOO_LATE = "too_late"
    REFERRED = "referred"
    OPINION_LATE = "opinion_late"
    CONFIRMED = "confirmed"
    OPINION_GIVEN = "opinion_given"
    GRANTED = "granted"


REFUSAL_MONTHS = 1
REFERRAL_MONTHS = 2
OPINION_MONTHS = 1
CONFIRMED_MONTHS = 2
COURT_MONTHS = 2
# After the day an answer was expected, then after each reminder, before the next one is proposed.
REMINDER_DAYS = 21

# When an answer is to be expected, in months. A municipal council meets once in three months at least
# (CGCT, L2121-7): a question put to it may wait that long. Documents have their own law, below.
ANSWER_MONTHS: Mapping[RequestKind, int] = {
    RequestKind.MEETING: 1,
    RequestKind.INFORMATION: 1,
    RequestKind.DOCUMENT_ACCESS: REFUSAL_MONTHS,
    RequestKind.PUBLIC_QUESTION: 3,
    RequestKind.PLEDGE: 1,
    RequestKind.OTHER: 1,
}


@dataclass(frozen=True)
class RequestDays:
    """Hold the days of one request that its state is computed from."""

    kind: RequestKind
    sent_on: date | None = None
    received_on: date | None = None
    due_on: date | None = None
    answer: AnswerKind | None = None
    answered_on: date | None = None
    referred_on: date | None = None
    opinion_on: date | None = None
    last_reminder_on: date | None = None

    @property
    def is_answered(self) -> bool:
        """Tell whether an answer came, whatever it said."""
        return self.answer is not None or self.answered_on is not None


def is_sent(days: RequestDays, today: date) -> bool:
    """Tell whether a request has left; one to be sent later has not."""
    return days.sent_on is not None and days.sent_on <= today


def expected_by(days: RequestDays) -> date | None:
    """Give the day an answer is expected by: the one chosen, else some months after it was sent."""
    if days.due_on is not None or days.sent_on is None:
        return days.due_on
    start = days.sent_on
    if days.kind is RequestKind.DOCUMENT_ACCESS:
        start = days.received_on or start
    return add_months(start, ANSWER_MONTHS[days.kind])


def state_of(days: RequestDays, today: date) -> RequestState:
    """Compute where a request is on a day; the day an answer is expected by is still in time."""
    if days.is_answered:
        return RequestState.ANSWERED
    if not is_sent(days, today):
        return RequestState.DRAFT
    if days.kind is RequestKind.DOCUMENT_ACCESS and is_overdue(silent_refusal(days), today):
        return RequestState.REFUSED_BY_SILENCE
    return RequestState.OVERDUE if is_overdue(expected_by(days), today) else RequestState.WAITING


def silence_days(days: RequestDays, today: date) -> int | None:
    """Count the days since a request was sent without answer; None for one not sent or answered."""
    if days.is_answered or days.sent_on is None or days.sent_on > today:
        return None
    return (today - days.sent_on).days


def next_reminder_on(days: RequestDays, today: date) -> date | None:
    """Propose when to remind: the day after the answer was expected, then three weeks after each reminder."""
    expected = expected_by(days)
    if expected is None or days.is_answered or not is_sent(days, today):
        return None
    first = expected + timedelta(days=1)
    if days.last_reminder_on is None:
        return first
    return max(first, days.last_reminder_on + timedelta(days=REMINDER_DAYS))


def silent_refusal(days: RequestDays) -> date | None:
    """Give the day silence on an access to documents becomes a refusal.

    One month after the authority received the request (CRPA, R*311-12 and R311-13); where that day is not
    known, the day it was sent stands in. An authority that passed the request on does not start the month
    again (CRPA, L114-3).
    """
    start = days.received_on or days.sent_on
    return add_months(start, REFUSAL_MONTHS) if start is not None else None


@dataclass(frozen=True)
class AccessClock:
    """Hold the days of an access to documents that the law gives; `counted_from` is receipt or sending.

    `confirmed_on` is the day the authority's silence after the CADA was asked becomes a refusal that a court
    can hear, `court_until` the last day to ask that court.
    """

    counted_from: date
    from_receipt: bool
    refused_on: date
    in_words: bool
    refer_until: date
    opinion_due: date | None
    confirmed_on: date | None
    court_until: date | None
    step: AccessStep


def access_clock(days: RequestDays, today: date) -> AccessClock | None:
    """Give the legal days of an access to documents, None for another request or one not sent.

    A refusal is in words, or one month of silence; then two months to ask the CADA (CRPA, R343-1), which has
    one month for its opinion (R343-3); two months after the CADA registered the question silence confirms
    the refusal (R343-4, R343-5), then two months to go to court (CJA, R421-1). An answer that neither gives
    nor refuses the documents stops nothing.
    """
    start = days.received_on or days.sent_on
    if days.kind is not RequestKind.DOCUMENT_ACCESS or start is None or not is_sent(days, today):
        return None
    in_words = days.answer is AnswerKind.NO and days.answered_on is not None
    refused_on = days.answered_on if in_words and days.answered_on else add_months(start, REFUSAL_MONTHS)
    asked = days.referred_on
    confirmed = add_months(asked, CONFIRMED_MONTHS) if asked else None
    refer_until = add_months(refused_on, REFERRAL_MONTHS)
    return AccessClock(
        counted_from=start,
        from_receipt=days.received_on is not None,
        refused_on=refused_on,
        in_words=in_words,
        refer_until=refer_until,
        opinion_due=add_months(asked, OPINION_MONTHS) if asked else None,
        confirmed_on=confirmed,
        court_until=add_months(confirmed, COURT_MONTHS) if confirmed else None,
        step=_step(days, refused_on, refer_until, today),
    )


def _step(days: RequestDays, refused_on: date, refer_until: date, today: date) -> AccessStep:
    if days.answer is AnswerKind.YES:
        return AccessStep.GRANTED
    if days.referred_on is not None:
        if is_overdue(add_months(days.referred_on, CONFIRMED_MONTHS), today):
            return AccessStep.CONFIRMED
        if days.opinion_on is not None:
            return AccessStep.OPINION_GIVEN
        late = is_overdue(add_months(days.referred_on, OPINION_MONTHS), today)
        return AccessStep.OPINION_LATE if late else AccessStep.REFERRED
    if is_overdue(refer_until, today):
        return AccessStep.TOO_LATE
    in_words = days.answer is AnswerKind.NO and days.answered_on is not None
    refused = in_words or is_overdue(refused_on, today)
    return AccessStep.REFUSED if refused else AccessStep.WAITING
