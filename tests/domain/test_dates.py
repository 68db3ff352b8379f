from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.domain.dates import (
    add_months,
    declaration_window,
    end_of_half_year,
    half_year,
    half_years,
    is_overdue,
    next_working_day,
)
from altterr_desktop.domain.territories import TerritoryKind, mandate_dates, mid_term

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))


def no_holiday(_day: date) -> bool:
    return False


def test_declaration_is_between_fifteen_and_three_clear_days_before_the_event() -> None:
    # Thursday 15 October 2026: the day itself and the day of filing do not count.
    window = declaration_window(date(2026, 10, 15), no_holiday)
    assert window.first == date(2026, 9, 29)
    # 11 October 2026 is a Sunday: the law's limit moves to Monday, the safe one back to Friday.
    assert window.last == date(2026, 10, 12)
    assert window.safe_last == date(2026, 10, 9)


def test_a_limit_on_a_holiday_moves_to_the_next_working_day() -> None:
    # The Friday limit of an action on Tuesday 5 May 2026 is 1 May.
    window = declaration_window(date(2026, 5, 5), lambda day: (day.month, day.day) == (5, 1))
    assert window.last == date(2026, 5, 4)
    assert window.safe_last == date(2026, 4, 30)


@given(DAYS)
def test_the_safe_day_leaves_three_full_days_and_is_a_working_day(event: date) -> None:
    window = declaration_window(event, no_holiday)
    assert (event - window.safe_last).days - 1 >= 3
    assert window.safe_last.weekday() < 5
    assert window.first <= window.safe_last <= window.last < event


@given(DAYS, st.integers(-60, 60))
def test_months_keep_the_day_or_fall_on_the_last_one(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert moved.day == day.day or (moved.day < day.day and (moved + timedelta(days=1)).day == 1)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months


@given(DAYS)
def test_a_half_year_holds_its_days(day: date) -> None:
    year, half = half_year(day)
    assert day <= end_of_half_year(year, half)
    assert half_years(day, day) == [(year, half)]


def test_half_years_of_a_mandate_are_listed_in_order() -> None:
    assert half_years(date(2026, 3, 15), date(2027, 9, 1)) == [(2026, 1), (2026, 2), (2027, 1), (2027, 2)]


def test_a_due_day_is_late_only_once_it_has_gone_by() -> None:
    assert not is_overdue(date(2026, 5, 2), date(2026, 5, 2))
    assert is_overdue(date(2026, 5, 1), date(2026, 5, 2))
    assert not is_overdue(None, date(2026, 5, 2))


def test_a_working_day_stays_and_a_saturday_moves_to_monday() -> None:
    assert next_working_day(date(2026, 10, 9), no_holiday) == date(2026, 10, 9)
    assert next_working_day(date(2026, 10, 10), no_holiday) == date(2026, 10, 12)


@pytest.mark.parametrize(
    ("kind", "day", "start", "end"),
    [
        (TerritoryKind.COMMUNE, date(2026, 11, 1), date(2026, 3, 15), date(2032, 3, 31)),
        (TerritoryKind.COMMUNE, date(2025, 1, 1), date(2020, 3, 15), date(2026, 3, 15)),
        (TerritoryKind.DEPARTMENT, date(2026, 11, 1), date(2021, 6, 20), date(2028, 3, 31)),
        (TerritoryKind.COMMUNE, date(2033, 1, 1), date(2032, 3, 31), date(2038, 3, 31)),
    ],
)
def test_the_mandate_in_force_is_proposed(kind: TerritoryKind, day: date, start: date, end: date) -> None:
    assert mandate_dates(kind, day) == (start, end)


@given(st.sampled_from(TerritoryKind), st.dates(date(2015, 12, 31), date(2070, 1, 1)))
def test_a_proposed_mandate_holds_its_day(kind: TerritoryKind, day: date) -> None:
    start, end = mandate_dates(kind, day)
    assert start <= day < end
    assert start < mid_term(start, end) < end
