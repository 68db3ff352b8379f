"""Bytes that a disk lost or changed: one clear error, or exactly what was written."""

from tests.safety.campaigns import needs_posix, run_campaign


@needs_posix
def test_a_damaged_dossier_is_refused_or_read_exactly_and_never_crashes_or_hangs() -> None:
    outcome = run_campaign("damage", count=500)
    assert outcome["damaged"] == 500
    assert outcome["refused: DamagedDossier"] > 100
