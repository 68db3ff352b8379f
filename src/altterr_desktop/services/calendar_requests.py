"""Say which days a request waits for or runs out on; it reads no dossier."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from altterr_desktop.domain.calendar import CalendarKind
from altterr_desktop.domain.dates import is_overdue
from altterr_desktop.domain.requests import AccessStep, RequestDays, access_clock, expected_by, is_sent
from altterr_desktop.model.requests import Request


def request_days(request: Request, today: date) -> Iterator[tuple[CalendarKind, date, bool]]:
    """Give the days of a request that was sent: the kind of day, the day, whether it went by unheeded."""
    days = RequestDays(
        kind=request.request_kind,
        sent_on=request.sent_on,
        received_on=request.received_on,
        due_on=request.due_on,
        answer=request.answer_kind,
        answered_on=request.answered_on,
        referred_on=request.referred_on,
        opinion_on=request.opinion_on,
    )
    if not is_sent(days, today):
        return
    clock = access_clock(days, today)
    if clock is None:
        expected = expected_by(days)
        if expected is not None and not days.is_answered:
            yield CalendarKind.ANSWER, expected, is_overdue(expected, today)
        return
    if clock.step in (AccessStep.WAITING, AccessStep.REFUSED):
        if not clock.in_words:
            yield CalendarKind.REFUSAL, clock.refused_on, False
        yield CalendarKind.REFERRAL, clock.refer_until, False
    if clock.step in (AccessStep.REFERRED, AccessStep.OPINION_LATE) and clock.opinion_due is not None:
        yield CalendarKind.OPINION, clock.opinion_due, is_overdue(clock.opinion_due, today)
    if clock.court_until is not None and clock.step is not AccessStep.GRANTED:
        yield CalendarKind.COURT, clock.court_until, False
