from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.domain.assessments import SCALES, score
from altterr_desktop.domain.commitments import (
    STANDINGS_OFF_SCALE,
    OffScale,
    Progress,
    Standing,
    standing_of,
)

STANDINGS = st.lists(st.sampled_from(Standing))


@given(STANDINGS, st.sampled_from(sorted(SCALES)))
def test_every_commitment_is_counted_once(standings: list[Standing], key: str) -> None:
    result = score(standings, SCALES[key])
    assert result.counted + result.off_scale + result.not_assessed == len(standings)
    assert 0 <= result.points <= result.counted


@given(STANDINGS)
def test_not_assessed_and_off_scale_never_lower_the_mark(standings: list[Standing]) -> None:
    plain = score(standings, SCALES["halves"])
    padded = score([*standings, Standing.NOT_ASSESSED, *STANDINGS_OFF_SCALE], SCALES["halves"])
    assert padded.out_of_ten == plain.out_of_ten


def test_half_points_are_printed_as_they_are() -> None:
    standings = [Standing.DONE, Standing.PARTLY_DONE, Standing.NOT_STARTED, Standing.NOT_ASSESSED]
    result = score(standings, SCALES["halves"])
    assert (result.points, result.counted, result.out_of_ten) == (Fraction(3, 2), 3, Fraction(5))


def test_nothing_assessed_has_no_mark() -> None:
    assert score([Standing.NOT_ASSESSED], SCALES["halves"]).out_of_ten is None


def test_off_the_scale_hides_progress() -> None:
    assert standing_of(Progress.NOT_ASSESSED, OffScale.NOT_MEASURABLE) is Standing.NOT_MEASURABLE
    assert standing_of(Progress.DONE, None) is Standing.DONE
    assert standing_of(None, None) is Standing.NOT_ASSESSED
