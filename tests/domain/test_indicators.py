from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.domain.indicators import Point, expected_on, is_ahead, trajectory

START, END = Point(date(2026, 1, 1), 10.0), Point(date(2030, 1, 1), 50.0)
days = st.dates(date(2020, 1, 1), date(2040, 1, 1))
values = st.floats(-1e6, 1e6)


def test_a_straight_line_goes_from_the_start_to_the_target() -> None:
    path = trajectory(START, (), END)
    halfway = START.day + (END.day - START.day) / 2
    assert abs((expected_on(path, halfway) or 0) - 30) < 0.1
    assert expected_on(path, date(2035, 1, 1)) == 50
    assert expected_on(path, date(2025, 12, 31)) is None


def test_announced_steps_bend_the_line() -> None:
    path = trajectory(START, [Point(date(2028, 1, 1), 12.0)], END)
    assert expected_on(path, date(2028, 1, 1)) == 12
    assert [point.value for point in path] == [10, 12, 50]


def test_one_point_makes_no_line() -> None:
    assert expected_on(trajectory(START, (), None), date(2027, 1, 1)) is None
    assert expected_on(trajectory(None, (), None), date(2027, 1, 1)) is None


def test_less_is_better_where_the_target_is_below_the_start() -> None:
    down = trajectory(Point(START.day, 100), (), Point(END.day, 40))
    assert is_ahead(down, 70, 60)
    assert not is_ahead(down, 70, 80)
    assert is_ahead(trajectory(START, (), END), 30, 31)


@given(st.lists(st.builds(Point, days, values), min_size=2, max_size=8), days)
def test_what_is_expected_lies_between_the_points_around_it(points: list[Point], day: date) -> None:
    path = trajectory(None, points, None)
    expected = expected_on(path, day)
    if len(path) < 2 or day < path[0].day:
        assert expected is None
        return
    around = [point.value for point in path]
    assert expected is not None
    assert min(around) - 1e-6 <= expected <= max(around) + 1e-6
    assert [point.day for point in path] == sorted({point.day for point in points})


@given(values, values, st.integers(1, 4000))
def test_the_ends_are_met(first: float, last: float, length: int) -> None:
    end = START.day + timedelta(days=length)
    path = trajectory(Point(START.day, first), (), Point(end, last))
    assert expected_on(path, START.day) == first
    assert expected_on(path, end) == last
