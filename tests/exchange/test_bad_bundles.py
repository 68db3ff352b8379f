"""The short count of the campaign of bad files."""

from pathlib import Path

import pytest

from tests.campaigns.bundles import BAD, campaign, honest_faults


@pytest.mark.parametrize("seed", [1, 2])
def test_bad_files_are_refused_and_change_nothing(tmp_path: Path, seed: int) -> None:
    counts, faults = campaign(tmp_path, 150, seed)
    assert faults == []
    assert set(counts) == set(BAD)


def test_honest_files_that_come_oddly_come_in(tmp_path: Path) -> None:
    assert honest_faults(tmp_path, 1) == []
