"""kill -9 at any moment: what was acknowledged is there, and nothing is half there."""

import pytest

from tests.safety.campaigns import needs_posix, run_campaign

pytestmark = needs_posix


def test_nothing_acknowledged_is_lost_when_the_program_is_killed_while_writing() -> None:
    outcome = run_campaign("kill_writes", count=60, life=0.2)
    assert outcome["kills"] == 60
    assert outcome["acknowledged"] > 60
    assert outcome["cut short in a write"] > 0


def test_a_kill_during_upkeep_leaves_the_old_file_or_the_new_one() -> None:
    outcome = run_campaign("kill_upkeep", count=15)
    assert outcome["kills"] == 5 * 15


@pytest.mark.long
@pytest.mark.timeout(2 * 3600)
def test_nothing_acknowledged_is_lost_in_a_thousand_kills() -> None:
    outcome = run_campaign("kill_writes", seconds=2 * 3600, count=1000, life=2.2)
    assert outcome["acknowledged"] >= 60_000


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_many_kills_during_upkeep_leave_the_old_file_or_the_new_one() -> None:
    assert run_campaign("kill_upkeep", seconds=3600, count=150)["kills"] == 5 * 150
