"""Hold exactly what the comparison of lists prints; no note of the group is among it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from altterr_desktop.services.election_views import AskedMeasure, ListView


@dataclass(frozen=True)
class ElectionData:
    """Hold one election: what was asked of whom, and what each list answered."""

    title: str
    territory: str
    group: str
    contact: str
    language: str
    written_on: date
    first_round_on: date | None
    second_round_on: date | None
    framework: str
    measures: tuple[AskedMeasure, ...]
    lists: tuple[ListView, ...]
