from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.domain.dates import last_day_of_month
from altterr_desktop.domain.requests import (
    AccessStep,
    AnswerKind,
    RequestDays,
    RequestKind,
    RequestState,
    access_clock,
    expected_by,
    next_reminder_on,
    silence_days,
    state_of,
)

DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))
SENT = date(2027, 2, 3)


def access(**days: object) -> RequestDays:
    return RequestDays(RequestKind.DOCUMENT_ACCESS, **{"sent_on": SENT, **days})  # type: ignore[arg-type]


def test_one_month_of_silence_refuses_then_two_months_are_left_for_the_cada() -> None:
    clock = access_clock(access(), date(2027, 3, 16))
    assert clock is not None
    assert (clock.refused_on, clock.refer_until) == (date(2027, 3, 3), date(2027, 5, 3))
    assert clock.step is AccessStep.REFUSED
    assert state_of(access(), date(2027, 3, 16)) is RequestState.REFUSED_BY_SILENCE


@pytest.mark.parametrize(
    ("started", "refused", "until"),
    [
        (date(2027, 1, 31), date(2027, 2, 28), date(2027, 4, 28)),
        (date(2028, 1, 31), date(2028, 2, 29), date(2028, 4, 29)),
        (date(2027, 11, 30), date(2027, 12, 30), date(2028, 2, 29)),
        (date(2027, 12, 31), date(2028, 1, 31), date(2028, 3, 31)),
    ],
)
def test_a_month_ends_on_its_last_day_where_the_day_does_not_exist(
    started: date, refused: date, until: date
) -> None:
    clock = access_clock(access(sent_on=started), until)
    assert clock is not None
    assert (clock.refused_on, clock.refer_until) == (refused, until)
    assert clock.step is AccessStep.REFUSED
    late = access_clock(access(sent_on=started), until + timedelta(days=1))
    assert late is not None
    assert late.step is AccessStep.TOO_LATE


@given(DAYS, st.integers(0, 500))
def test_legal_days_follow_each_other_and_never_leave_their_month(sent: date, waited: int) -> None:
    today = sent + timedelta(days=waited)
    clock = access_clock(access(sent_on=sent, referred_on=today), today)
    assert clock is not None
    assert clock.opinion_due is not None
    assert clock.confirmed_on is not None
    assert clock.court_until is not None
    for start, end, months in (
        (sent, clock.refused_on, 1),
        (clock.refused_on, clock.refer_until, 2),
        (today, clock.opinion_due, 1),
        (today, clock.confirmed_on, 2),
        (clock.confirmed_on, clock.court_until, 2),
    ):
        gap = (end.year - start.year) * 12 + end.month - start.month
        assert gap == months
        assert end.day == start.day or end == last_day_of_month(end.year, end.month)


@given(DAYS, st.integers(0, 400), st.sampled_from(list(RequestKind)))
def test_a_request_never_goes_back_from_late_to_waiting(sent: date, waited: int, kind: RequestKind) -> None:
    days = RequestDays(kind, sent_on=sent)
    order = [
        RequestState.DRAFT,
        RequestState.WAITING,
        RequestState.OVERDUE,
        RequestState.REFUSED_BY_SILENCE,
    ]
    before, after = (
        state_of(days, sent + timedelta(days=waited - 1)),
        state_of(days, sent + timedelta(days=waited)),
    )
    assert order.index(before) <= order.index(after)
    assert (silence_days(days, sent + timedelta(days=waited))) == waited


def test_the_law_counts_from_receipt_where_it_is_known() -> None:
    clock = access_clock(access(received_on=date(2027, 2, 8)), date(2027, 3, 8))
    assert clock is not None
    assert (clock.refused_on, clock.from_receipt, clock.step) == (date(2027, 3, 8), True, AccessStep.WAITING)
    assert state_of(access(received_on=date(2027, 2, 8)), date(2027, 3, 8)) is RequestState.WAITING


def test_a_refusal_in_words_opens_the_cada_at_once() -> None:
    days = access(answer=AnswerKind.NO, answered_on=date(2027, 2, 10))
    clock = access_clock(days, date(2027, 2, 10))
    assert clock is not None
    assert (clock.in_words, clock.refer_until, clock.step) == (True, date(2027, 4, 10), AccessStep.REFUSED)


@pytest.mark.parametrize("answer", [AnswerKind.PASSED_ON, AnswerKind.EVASIVE, AnswerKind.YES_IF])
def test_words_without_the_documents_stop_no_clock(answer: AnswerKind) -> None:
    days = access(answer=answer, answered_on=date(2027, 2, 10))
    clock = access_clock(days, date(2027, 3, 4))
    assert clock is not None
    assert (clock.refused_on, clock.step) == (date(2027, 3, 3), AccessStep.REFUSED)
    assert state_of(days, date(2027, 3, 4)) is RequestState.ANSWERED


def test_the_way_through_the_cada_to_the_court() -> None:
    asked = date(2027, 3, 31)
    steps = [
        (date(2027, 4, 30), None, AccessStep.REFERRED),
        (date(2027, 5, 1), None, AccessStep.OPINION_LATE),
        (date(2027, 5, 1), date(2027, 4, 29), AccessStep.OPINION_GIVEN),
        (date(2027, 5, 31), None, AccessStep.OPINION_LATE),
        (date(2027, 6, 1), date(2027, 4, 29), AccessStep.CONFIRMED),
    ]
    for today, opinion_on, step in steps:
        clock = access_clock(access(referred_on=asked, opinion_on=opinion_on), today)
        assert clock is not None
        assert clock.step is step
        assert (clock.confirmed_on, clock.court_until) == (date(2027, 5, 31), date(2027, 7, 31))


def test_documents_given_end_it() -> None:
    clock = access_clock(access(answer=AnswerKind.YES), date(2028, 1, 1))
    assert clock is not None
    assert clock.step is AccessStep.GRANTED


def test_other_requests_have_no_legal_clock_but_a_day_to_expect() -> None:
    meeting = RequestDays(RequestKind.MEETING, sent_on=date(2027, 1, 31))
    assert access_clock(meeting, date(2028, 1, 1)) is None
    assert expected_by(meeting) == date(2027, 2, 28)
    assert state_of(meeting, date(2027, 2, 28)) is RequestState.WAITING
    assert state_of(meeting, date(2027, 3, 1)) is RequestState.OVERDUE
    question = RequestDays(RequestKind.PUBLIC_QUESTION, sent_on=date(2027, 1, 31))
    assert expected_by(question) == date(2027, 4, 30)
    chosen = RequestDays(RequestKind.MEETING, sent_on=date(2027, 1, 31), due_on=date(2027, 6, 1))
    assert expected_by(chosen) == date(2027, 6, 1)


def test_a_request_to_be_sent_tomorrow_is_not_sent() -> None:
    later = RequestDays(RequestKind.MEETING, sent_on=date(2027, 3, 2))
    assert state_of(later, date(2027, 3, 1)) is RequestState.DRAFT
    assert silence_days(later, date(2027, 3, 1)) is None
    assert next_reminder_on(later, date(2027, 3, 1)) is None


def test_reminders_are_proposed_when_the_answer_is_late_then_every_three_weeks() -> None:
    first = RequestDays(RequestKind.MEETING, sent_on=date(2027, 1, 10))
    again = RequestDays(RequestKind.MEETING, sent_on=date(2027, 1, 10), last_reminder_on=date(2027, 2, 20))
    done = RequestDays(RequestKind.MEETING, sent_on=date(2027, 1, 10), answer=AnswerKind.EVASIVE)
    day = date(2027, 3, 1)
    assert next_reminder_on(first, day) == date(2027, 2, 11)
    assert next_reminder_on(again, day) == date(2027, 3, 13)
    assert next_reminder_on(done, day) is None
