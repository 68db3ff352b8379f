"""Count the time of a meeting held: the whole, each point, who speaks; pure, it reads no clock by itself.

Moments are seconds of the Unix clock, given by the caller. What was counted survives a crash because the moments
are kept, not the sums: a clock read again goes on where the meeting is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from altterr_desktop.domain.meetings import MeetingSide

# Nobody holds a meeting for so long without a sign: the laptop was closed, the clock stopped at the last sign.
LONGEST_GAP = 3 * 3600
SOON_OVER = 5 * 60


@dataclass(frozen=True)
class MeetingClock:
    """Hold the moments of a meeting; `point_id` is empty outside the agenda.

    `running_since` is None while the clock is stopped, `talking_since` while nobody is counted. `spent` and
    `talked` hold the seconds of what is over.
    """

    point_id: str = ""
    started_at: float | None = None
    running_since: float | None = None
    seen_at: float = 0.0
    spent: Mapping[str, float] = field(default_factory=dict)
    talking: MeetingSide | None = None
    talking_since: float | None = None
    talked: Mapping[MeetingSide, float] = field(default_factory=dict)

    @property
    def is_started(self) -> bool:
        """Tell whether the clock ever ran."""
        return self.started_at is not None

    @property
    def is_running(self) -> bool:
        """Tell whether time is being counted."""
        return self.running_since is not None

    def on_point(self, point_id: str, now: float) -> float:
        """Give the seconds spent on a point so far."""
        running = _since(self.running_since, now) if point_id == self.point_id else 0.0
        return self.spent.get(point_id, 0.0) + running

    def elapsed(self, now: float) -> float:
        """Give the seconds of the meeting so far, pauses left out."""
        return sum(self.spent.values()) + _since(self.running_since, now)

    def talked_by(self, side: MeetingSide, now: float) -> float:
        """Give the seconds one side has spoken so far."""
        running = _since(self.talking_since, now) if side is self.talking else 0.0
        return self.talked.get(side, 0.0) + running


def started(clock: MeetingClock, now: float) -> MeetingClock:
    """Let the clock run, for the first time or after a pause; who speaks is counted again."""
    if clock.is_running:
        return clock
    return replace(
        clock,
        started_at=now if clock.started_at is None else clock.started_at,
        running_since=now,
        talking_since=now if clock.talking else None,
        seen_at=now,
    )


def paused(clock: MeetingClock, now: float) -> MeetingClock:
    """Stop the clock; what was counted stays, and who speaks waits with it."""
    settled = _settled(clock, now)
    return replace(settled, running_since=None, talking_since=None, seen_at=now)


def turned_to(clock: MeetingClock, point_id: str, now: float) -> MeetingClock:
    """Go to another point; a clock that runs goes on with it."""
    return replace(_settled(clock, now), point_id=point_id, seen_at=now)


def talking(clock: MeetingClock, side: MeetingSide | None, now: float) -> MeetingClock:
    """Say who speaks from now on, None for nobody; it is counted while the clock runs."""
    settled = _settled(clock, now)
    counted = now if side is not None and clock.is_running else None
    return replace(settled, talking=side, talking_since=counted, seen_at=now)


def seen(clock: MeetingClock, now: float) -> MeetingClock:
    """Note that the meeting still goes on."""
    return replace(clock, seen_at=now)


def taken_up(clock: MeetingClock, now: float) -> MeetingClock:
    """Read a clock again: after a long silence it stopped at the last sign of the meeting."""
    if clock.is_running and now - clock.seen_at > LONGEST_GAP:
        return paused(clock, clock.seen_at)
    return clock


def _settled(clock: MeetingClock, now: float) -> MeetingClock:
    """Add what is running to what is over, and begin to count again from now."""
    spent, talked = dict(clock.spent), dict(clock.talked)
    if clock.running_since is not None:
        spent[clock.point_id] = clock.on_point(clock.point_id, now)
    if clock.talking is not None and clock.talking_since is not None:
        talked[clock.talking] = clock.talked_by(clock.talking, now)
    return replace(
        clock,
        spent=spent,
        talked=talked,
        running_since=None if clock.running_since is None else now,
        talking_since=None if clock.talking_since is None else now,
    )


def _since(moment: float | None, now: float) -> float:
    # A laptop's clock that was set back must not count backwards.
    return 0.0 if moment is None else max(0.0, now - moment)
