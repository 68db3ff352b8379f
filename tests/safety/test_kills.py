"""kill -9 at any moment: what was acknowledged is there, and nothing is half there."""

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
