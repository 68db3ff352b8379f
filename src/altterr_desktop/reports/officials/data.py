"""Hold exactly what the list of officials writes; staff by their function, nothing internal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class OfficialLine:
    """Hold one person of the list."""

    name: str
    kind: str
    function: str
    territory: str
    side: str
    in_office: bool
    commitments: int
    kept: int
    last_meeting_on: date | None


@dataclass(frozen=True)
class OfficialsData:
    """Hold the list and what names its file."""

    group: str
    territory: str
    language: str
    written_on: date
    rows: tuple[OfficialLine, ...]
