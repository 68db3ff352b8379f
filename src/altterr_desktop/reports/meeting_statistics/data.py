"""Hold exactly what the figures of the meetings print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from altterr_desktop.services.meeting_statistics import MeetingStatistics


@dataclass(frozen=True)
class StatisticsData:
    """Hold the figures, whose they are and their language."""

    group: str
    territory: str
    language: str
    written_on: date
    statistics: MeetingStatistics
