"""Turn verdicts into points and say what was left out; never hide a denominator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from altterr_desktop.domain.commitments import STANDINGS_OFF_SCALE, STANDINGS_ON_SCALE, Standing


class AssessmentState(StrEnum):
    """Tell an assessment being prepared from one whose figures no longer move."""

    PREPARING = "preparing"
    FROZEN = "frozen"


@dataclass(frozen=True)
class Scale:
    """Give points, in hundredths, to each standing on the scale; printed and frozen with the assessment."""

    key: str
    points: Mapping[Standing, int] = field(default_factory=dict)


def _scale(key: str, **points: int) -> Scale:
    return Scale(key, {standing: points.get(standing.value, 0) for standing in STANDINGS_ON_SCALE})


SCALES: Mapping[str, Scale] = {
    scale.key: scale
    for scale in (
        _scale("halves", done=100, partly_done=50),
        _scale("steps", done=100, partly_done=60, in_progress=40, announced=10),
        _scale("strict", done=100),
    )
}


@dataclass(frozen=True)
class Score:
    """Hold a share with its two numbers, and what the denominator leaves out."""

    points: Fraction
    counted: int
    off_scale: int
    not_assessed: int

    @property
    def out_of_ten(self) -> Fraction | None:
        """Give the mark out of ten, or None where nothing was assessed."""
        return None if self.counted == 0 else self.points * 10 / self.counted


def score(standings: Iterable[Standing], scale: Scale) -> Score:
    """Add up points; off-scale and not-assessed commitments stay out of the denominator."""
    points, counted, off_scale, not_assessed = Fraction(0), 0, 0, 0
    for standing in standings:
        if standing is Standing.NOT_ASSESSED:
            not_assessed += 1
        elif standing in STANDINGS_OFF_SCALE:
            off_scale += 1
        else:
            counted += 1
            points += Fraction(scale.points[standing], 100)
    return Score(points, counted, off_scale, not_assessed)
