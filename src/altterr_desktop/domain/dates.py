"""Count days as the law does and hold deadlines as loosely as they were promised."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Precision(StrEnum):
    """Say how exactly a deadline was promised; the stored date is the last day of the period."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    MANDATE = "mandate"
    NONE = "none"


SATURDAY = 5
JUNE = 6
VAGUE_PRECISIONS = (Precision.MANDATE, Precision.NONE)


def last_day_of_month(year: int, month: int) -> date:
    """Give the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """Add calendar months, keeping to the month's last day where the day does not exist."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def is_overdue(due: date | None, today: date) -> bool:
    """Tell whether a due day has gone by; the due day itself is still in time."""
    return due is not None and due < today


def next_working_day(day: date, is_holiday: Callable[[date], bool]) -> date:
    """Give the day itself or the first following one that is neither weekend nor holiday."""
    while day.weekday() >= SATURDAY or is_holiday(day):
        day += timedelta(days=1)
    return day


@dataclass(frozen=True)
class DeclarationWindow:
    """Hold the days for declaring a demonstration: the legal limits, and the last one nobody can dispute."""

    first: date
    last: date
    safe_last: date


def declaration_window(event: date, is_holiday: Callable[[date], bool]) -> DeclarationWindow:
    """Give the days between which a demonstration on the public road is declared.

    Between fifteen and three clear days before (code de la sécurité intérieure, L211-2): neither the day of
    filing nor the day of the event counts, and a limit that falls on a non-working day moves to the next
    working one. Moving the last limit brings filing close to the event, where an office may refuse it: the
    safe last day is the working day at or before the unmoved limit, and it is the one a plan is built on.
    """
    limit = event - timedelta(days=4)
    safe = limit
    while safe.weekday() >= SATURDAY or is_holiday(safe):
        safe -= timedelta(days=1)
    first = next_working_day(event - timedelta(days=16), is_holiday)
    return DeclarationWindow(first, next_working_day(limit, is_holiday), safe)


def half_year(day: date) -> tuple[int, int]:
    """Give (year, 1 or 2) of the half-year a day is in."""
    return day.year, 1 if day.month <= JUNE else 2


def half_years(start: date, end: date) -> list[tuple[int, int]]:
    """List the half-years from the one of start to the one of end."""
    year, half = half_year(start)
    listed = []
    while (year, half) <= half_year(end):
        listed.append((year, half))
        year, half = (year, 2) if half == 1 else (year + 1, 1)
    return listed


def end_of_half_year(year: int, half: int) -> date:
    """Give the last day of a half-year."""
    return date(year, 6, 30) if half == 1 else date(year, 12, 31)
