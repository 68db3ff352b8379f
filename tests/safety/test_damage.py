"""Bytes that a disk lost or changed: one clear error, or exactly what was written."""

import pytest

from tests.safety.campaigns import needs_posix, run_campaign


@needs_posix
def test_a_damaged_dossier_is_refused_or_read_exactly_and_never_crashes_or_hangs() -> None:
    outcome = run_campaign("damage", count=500)
    assert outcome["damaged"] == 500
    assert outcome["refused: DamagedDossier"] > 100


@needs_posix
@pytest.mark.long
@pytest.mark.timeout(3600)
def test_ten_thousand_damaged_dossiers_are_refused_or_read_exactly() -> None:
    assert run_campaign("damage", seconds=3600, count=10_000)["damaged"] == 10_000
