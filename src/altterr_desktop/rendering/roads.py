"""Describe the road of an indicator as plain data: its expected line, its measures; how it looks is not here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class RoadPoint:
    """Hold a value on a day, and its words with the unit."""

    day: date
    value: float
    words: str


@dataclass(frozen=True)
class Road:
    """Show an expected line and measured points against time; the same figures always stand beside it in words.

    `names` are the words for measured, expected and today; `told` says the figures for those who listen.
    """

    expected: tuple[RoadPoint, ...]
    measured: tuple[RoadPoint, ...]
    today: date
    names: tuple[str, str, str]
    told: str
