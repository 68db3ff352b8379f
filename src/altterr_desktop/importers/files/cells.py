"""Turn cells of any kind into plain values; must not know what a column means."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TypeAlias

Cell: TypeAlias = str | int | float | bool | datetime | date | time | timedelta

_MIDNIGHT = time(0)
_EXACT = 2**53


def clean_cell(cell: Cell) -> Cell:
    """Strip texts, and make whole floats integers and midnights dates."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return int(cell)
    if isinstance(cell, datetime) and cell.time() == _MIDNIGHT:
        return cell.date()
    return cell


def text_of(cell: Cell) -> str:
    """Write a cell as text: dates in ISO, whole numbers without decimals, no text for a missing value."""
    value = clean_cell(cell)
    if isinstance(value, str):
        return value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value)


def is_blank(cell: Cell) -> bool:
    """Tell whether a cell holds nothing a person would see."""
    return isinstance(cell, str) and not cell.strip()
