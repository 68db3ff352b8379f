"""Tell where a commitment stood at the end of each half-year, for its page, a meeting and an assessment alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.domain.dates import end_of_half_year, half_years
from altterr_desktop.services.verdicts import VerdictView


@dataclass(frozen=True)
class HalfYearStanding:
    """Hold a commitment's standing at the end of a half-year, or on the last day for the present one."""

    year: int
    half: int
    standing: Standing


def standing_history(
    agreed: Sequence[VerdictView], start: date | None, day: date
) -> tuple[HalfYearStanding, ...]:
    """Give the standing at the end of each half-year from a start (else the first verdict) to a day.

    `agreed` are the agreed verdicts, newest first.
    """
    dates = [verdict.decided_on for verdict in agreed if verdict.decided_on]
    first = min([day, *([start] if start else dates)])
    points = []
    for year, half in half_years(first, day):
        end = min(end_of_half_year(year, half), day)
        then = next((verdict for verdict in agreed if (verdict.decided_on or date.min) <= end), None)
        points.append(HalfYearStanding(year, half, then.standing if then else Standing.NOT_ASSESSED))
    return tuple(points)
