"""Hold exactly what the map of stakeholders prints; services are named by their function."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PersonShown:
    """Hold one person of the map: support and influence from 1 to 5."""

    name: str
    function: str
    side: str
    support: int
    influence: int


@dataclass(frozen=True)
class StakeholderMapData:
    """Hold the map of a territory, or of all, and how many people are not placed yet."""

    group: str
    territory: str
    mandate: str
    language: str
    written_on: date
    people: tuple[PersonShown, ...]
    unplaced: int
