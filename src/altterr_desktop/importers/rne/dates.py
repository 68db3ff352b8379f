"""Read the days the register writes, in all its habits; must never put a birth in the future."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from altterr_desktop.importers.files.cells import Cell

_FRENCH = re.compile(r"^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?:[ T].*)?$")
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T].*)?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_SERIAL = re.compile(r"^(\d{5})(?:[.,]\d+)?$")
_SPREADSHEET_EPOCH = date(1899, 12, 30)
_ADULT = 18
_EARLIEST = 1850


def read_birth(cell: Cell, today: date) -> date | None:
    """Read a birth date; two-digit years give somebody of age («25/08/55» → 1955); None when it is none."""
    return _within(_day(cell, today.year - _ADULT), today)


def read_start(cell: Cell, today: date) -> date | None:
    """Read the day a mandate or function began; two-digit years are of this century; None when it is none."""
    return _within(_day(cell, today.year + 1), today.replace(year=today.year + 2, day=1))


def _within(day: date | None, latest: date) -> date | None:
    return day if day is not None and day.year >= _EARLIEST and day <= latest else None


def _day(cell: Cell, latest_year: int) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return _day_of_text(str(cell).strip(), latest_year)


@lru_cache(maxsize=4096)
def _day_of_text(text: str, latest_year: int) -> date | None:
    found = _FRENCH.match(text)
    if found:
        day, month, year = found.groups()
        full = int(year) if len(year) > 2 else _full_year(int(year), latest_year)  # noqa: PLR2004
        return _date(full, int(month), int(day))
    found = _ISO.match(text) or _COMPACT.match(text)
    if found:
        return _date(int(found.group(1)), int(found.group(2)), int(found.group(3)))
    found = _SERIAL.match(text)
    return _SPREADSHEET_EPOCH + timedelta(days=int(found.group(1))) if found else None


def _full_year(year: int, latest_year: int) -> int:
    """Give the last year that ends so and is not after the latest possible one."""
    century = latest_year // 100 * 100
    return century + year if century + year <= latest_year else century + year - 100


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
