"""Compute where an indicator should be on a day: a straight line, or the steps that were announced; no words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Point:
    """Hold a value on a day."""

    day: date
    value: float


def point_of(day: date | None, value: float | None) -> Point | None:
    """Give a point where both its day and its value are known."""
    return None if day is None or value is None else Point(day, value)


def trajectory(start: Point | None, steps: Iterable[Point], end: Point | None) -> tuple[Point, ...]:
    """Give the expected path, oldest first: baseline, announced steps, target; a step replaces an end of its day."""
    by_day = {point.day: point for point in (start, end) if point is not None}
    by_day.update((point.day, point) for point in steps)
    return tuple(by_day[day] for day in sorted(by_day))


def expected_on(path: Sequence[Point], day: date) -> float | None:
    """Give the value expected on a day, on the line between the points around it.

    None before the path begins or where it has fewer than two points; after its end, the end stays due.
    """
    if len(path) < 2 or day < path[0].day:  # noqa: PLR2004 - two points make a line
        return None
    if day >= path[-1].day:
        return path[-1].value
    after = next(place for place, point in enumerate(path) if point.day > day)
    before, following = path[after - 1], path[after]
    share = (day - before.day).days / (following.day - before.day).days
    return before.value + (following.value - before.value) * share


def is_ahead(path: Sequence[Point], expected: float, measured: float) -> bool:
    """Tell whether a measure is at least where it should be, whether the path goes up or down."""
    goes_down = path[-1].value < path[0].value
    return measured <= expected if goes_down else measured >= expected
