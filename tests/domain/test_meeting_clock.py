from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.domain.meeting_clock import (
    LONGEST_GAP,
    MeetingClock,
    paused,
    seen,
    started,
    taken_up,
    talking,
    turned_to,
)
from altterr_desktop.domain.meetings import MeetingSide

OURS, THEIRS = MeetingSide.OURS, MeetingSide.THEIRS


def test_pauses_are_left_out_and_each_point_has_its_time() -> None:
    clock = started(MeetingClock(point_id="a"), 100)
    clock = turned_to(clock, "b", 160)
    clock = paused(clock, 190)
    clock = started(clock, 300)
    assert clock.started_at == 100
    assert clock.on_point("a", 310) == 60
    assert clock.on_point("b", 310) == 40
    assert clock.elapsed(310) == 100


def test_going_back_to_a_point_adds_to_its_time() -> None:
    clock = started(MeetingClock(point_id="a"), 0)
    clock = turned_to(turned_to(clock, "b", 10), "a", 15)
    assert clock.on_point("a", 20) == 15


def test_a_stopped_clock_can_change_point_and_counts_nothing() -> None:
    clock = turned_to(MeetingClock(point_id="a"), "b", 50)
    assert (clock.point_id, clock.elapsed(500), clock.is_started) == ("b", 0, False)


def test_who_speaks_is_counted_only_while_the_clock_runs() -> None:
    clock = talking(MeetingClock(), THEIRS, 0)
    clock = started(clock, 10)
    clock = talking(clock, OURS, 40)
    clock = paused(clock, 45)
    clock = started(clock, 100)
    clock = talking(clock, None, 101)
    assert clock.talked_by(THEIRS, 900) == 30
    assert clock.talked_by(OURS, 900) == 6


def test_a_clock_left_running_goes_on_after_a_crash() -> None:
    clock = seen(started(MeetingClock(point_id="a"), 0), 60)
    assert taken_up(clock, 600).elapsed(600) == 600


def test_a_clock_forgotten_overnight_stopped_at_the_last_sign() -> None:
    clock = seen(started(MeetingClock(point_id="a"), 0), 1800)
    again = taken_up(clock, 1800 + LONGEST_GAP + 1)
    assert not again.is_running
    assert again.elapsed(90_000) == 1800


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["start", "pause", "a", "b", "ours", "theirs", "nobody"]), st.integers(0, 90)
        )
    )
)
def test_the_whole_is_the_sum_of_the_points_and_never_shrinks(acts: list[tuple[str, int]]) -> None:
    clock, now, before = MeetingClock(point_id="a"), 1000.0, 0.0
    for act, later in acts:
        now += later
        if act == "start":
            clock = started(clock, now)
        elif act == "pause":
            clock = paused(clock, now)
        elif act in "ab":
            clock = turned_to(clock, act, now)
        else:
            clock = talking(clock, {"ours": OURS, "theirs": THEIRS}.get(act), now)
        whole = clock.elapsed(now)
        assert abs(whole - clock.on_point("a", now) - clock.on_point("b", now)) < 1e-6
        assert whole >= before - 1e-6
        assert clock.talked_by(OURS, now) + clock.talked_by(THEIRS, now) <= whole + 1e-6
        before = whole


def test_a_computer_clock_set_back_counts_nothing_backwards() -> None:
    clock = talking(started(MeetingClock(point_id="a"), 1000), OURS, 1000)
    assert clock.elapsed(400) == 0
    clock = turned_to(clock, "b", 400)
    assert (clock.elapsed(430), clock.on_point("a", 430), clock.talked_by(OURS, 430)) == (30, 0, 30)
