"""What has a day in the invented territory, and the figures of its meetings; no real person is in here."""

from __future__ import annotations

from datetime import UTC, date, datetime

from altterr_desktop.domain.calendar import CalendarKind
from altterr_desktop.reports.calendar.data import CalendarData, DatedThing
from altterr_desktop.reports.meeting_statistics.data import StatisticsData
from altterr_desktop.services.meeting_statistics import MeetingStatistics, PromiseFate, StatisticsRow
from tests.reports.invented import GROUP, TERRITORY

CHANGED = datetime(2029, 3, 1, 8, 0, tzinfo=UTC)


def calendar() -> CalendarData:
    """Make a calendar of four things: to come, whole days, a deadline, a meeting that is cancelled."""
    meeting = DatedThing(
        key="meeting:5c1f6c1e-3e4b-5d0e-9c6a-0c6f0b1d7a52",
        kind=CalendarKind.MEETING,
        title="La vice-présidente chargée du climat",
        day=date(2029, 3, 13),
        last_day=date(2029, 3, 13),
        start_time="18:00",
        minutes=40,
        place="hôtel de communauté ; salle « Lœwe »",
        territory=TERRITORY,
        officials="Odile Vernoux",
        changed_at=CHANGED,
    )
    days = DatedThing(
        key="key_date:6c1f6c1e-3e4b-5d0e-9c6a-0c6f0b1d7a52",
        kind=CalendarKind.KEY_DATE,
        title="Enquête publique",
        day=date(2029, 4, 2),
        last_day=date(2029, 5, 2),
        changed_at=CHANGED,
    )
    deadline = DatedThing(
        key="deadline:7c1f6c1e-3e4b-5d0e-9c6a-0c6f0b1d7a52",
        kind=CalendarKind.DEADLINE,
        title="La tarification incitative des déchets",
        day=date(2029, 6, 30),
        last_day=date(2029, 6, 30),
        officials="Odile Vernoux",
        changed_at=CHANGED,
    )
    cancelled = DatedThing(
        key="council:8c1f6c1e-3e4b-5d0e-9c6a-0c6f0b1d7a52",
        kind=CalendarKind.COUNCIL,
        title="Conseil communautaire",
        day=date(2029, 11, 15),
        last_day=date(2029, 11, 15),
        start_time="20:00",
        cancelled=True,
        changed_at=CHANGED,
    )
    return CalendarData(GROUP, "fr", date(2029, 3, 9), (meeting, days, deadline, cancelled))


def statistics() -> StatisticsData:
    """Make the figures of two meetings."""
    fates = {PromiseFate.KEPT: 1, PromiseFate.LATE: 2}
    row = StatisticsRow("o1", "Odile Vernoux", 2, 105, date(2029, 3, 13), fates)
    found = MeetingStatistics(
        row, (row,), (), (StatisticsRow("2029", "2029", 2, 105, date(2029, 3, 13), fates),)
    )
    return StatisticsData(GROUP, TERRITORY, "fr", date(2029, 3, 14), found)
