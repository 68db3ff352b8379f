import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from altterr_desktop.rendering.files import NotSaved
from altterr_desktop.rendering.ics import Event, calendar_bytes, save_calendar

CHANGED = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
MEETING = Event(
    uid="meeting-1@altterr-desktop",
    title="Été : la rue aux écoles, « à l’heure »",
    day=date(2027, 7, 6),
    last_day=date(2027, 7, 6),
    start_time="18:30",
    length=timedelta(minutes=45),
    place="Mairie, salle des Lavoirs",
    description="Avec : Aïcha Müller-Lœuvre\nSaint-Aubin",
    category="Rendez-vous",
    changed_at=CHANGED,
    alarms=(timedelta(days=1), timedelta(hours=1)),
)
WINTER_DAY = date(2027, 12, 14)
WINTER = replace(MEETING, uid="meeting-2@altterr-desktop", title="Noël", day=WINTER_DAY, last_day=WINTER_DAY)
WHOLE_DAYS = Event(
    "key_date-1@altterr-desktop", "Enquête publique", date(2027, 9, 1), date(2027, 9, 30), changed_at=CHANGED
)


def read(content: bytes) -> dict[str, Any]:
    return {str(event["uid"]): event for event in Calendar.from_ical(content).walk("VEVENT")}


def test_a_calendar_is_read_back_as_it_was_described() -> None:
    found = read(calendar_bytes("Groupe", [MEETING, WINTER, WHOLE_DAYS]))
    summer, winter, days = (found[one.uid] for one in (MEETING, WINTER, WHOLE_DAYS))
    assert str(summer["summary"]) == MEETING.title
    assert str(summer["location"]) == MEETING.place
    assert str(summer["description"]) == MEETING.description
    zone = ZoneInfo("Europe/Paris")
    assert summer.start == datetime(2027, 7, 6, 18, 30, tzinfo=zone)
    assert summer.end - summer.start == timedelta(minutes=45)
    assert summer.start.utcoffset() == timedelta(hours=2)
    assert winter.start.utcoffset() == timedelta(hours=1)
    assert (days.start, days.end) == (date(2027, 9, 1), date(2027, 10, 1))
    assert [alarm["trigger"].dt for alarm in summer.walk("VALARM")] == [
        timedelta(days=-1),
        timedelta(hours=-1),
    ]


def test_the_same_events_give_the_same_bytes_and_a_later_change_a_higher_number() -> None:
    once = calendar_bytes("Groupe", [MEETING])
    assert once == calendar_bytes("Groupe", [MEETING])
    later = calendar_bytes("Groupe", [replace(MEETING, changed_at=CHANGED + timedelta(minutes=1))])
    before, after = read(once)[MEETING.uid], read(later)[MEETING.uid]
    assert after["sequence"] > before["sequence"]
    assert after["last-modified"].dt > before["last-modified"].dt
    assert after["sequence"] < 2**31


def test_a_cancelled_event_is_said_so_and_does_not_ring() -> None:
    event = read(calendar_bytes("Groupe", [replace(MEETING, cancelled=True)]))[MEETING.uid]
    assert str(event["status"]) == "CANCELLED"
    assert not event.walk("VALARM")


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [("22:00", "01:00", 3), ("9:00", "10:30", 1.5), ("09:00", "", 1), ("18 h", "", 24)],
)
def test_an_event_ends_after_it_begins(start: str, end: str, hours: float) -> None:
    event = replace(MEETING, start_time=start, end_time=end, length=None)
    found = read(calendar_bytes("Groupe", [event]))[MEETING.uid]
    assert found.end - found.start == timedelta(hours=hours)


@given(st.text(min_size=1, max_size=300), st.text(max_size=300))
def test_whatever_was_typed_stays_one_event(title: str, place: str) -> None:
    content = calendar_bytes("G", [replace(MEETING, title=title, place=place)])
    assert list(read(content)) == [MEETING.uid]
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert content.count(b"\r\nBEGIN:VALARM") == 2


def test_a_calendar_program_imports_it_twice_without_a_double(tmp_path: Path) -> None:
    """Khal's own import, on a calendar of its own: accents, times in summer and winter, an update by UID."""
    khal = Khal(tmp_path)
    khal.bring_in([MEETING, WINTER, WHOLE_DAYS])
    moved = replace(MEETING, start_time="19:15", changed_at=CHANGED + timedelta(hours=1))
    khal.bring_in([moved, WINTER, WHOLE_DAYS])
    listed = khal.list_events("2027-07-01", "2027-12-31")
    assert listed.count(MEETING.title) == 1
    assert f"2027-07-06 19:15-20:00 {MEETING.title}" in listed
    assert "2027-12-14 18:30-19:15 Noël" in listed
    assert "2027-09-30" in listed


class Khal:
    """Drive khal in a home of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "calendar").mkdir()
        (folder / "config").write_text(
            f"[calendars]\n[[group]]\npath = {folder / 'calendar'}\n"
            "[locale]\nlocal_timezone = Europe/Paris\ndefault_timezone = Europe/Paris\n"
            "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
            "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
            f"[sqlite]\npath = {folder / 'khal.db'}\n[default]\ndefault_calendar = group\n",
            encoding="utf-8",
        )

    def bring_in(self, events: list[Event]) -> None:
        path = self.folder / "brought.ics"
        save_calendar("Groupe", events, path)
        self._run("import", "--batch", "-a", "group", str(path))

    def list_events(self, first: str, last: str) -> str:
        form = "{start-date} {start-time}-{end-time} {title}"
        return self._run("list", "-df", "{date}", "-f", form, first, last)

    def _run(self, *words: str) -> str:
        code = "import sys; from khal.cli import main_khal; sys.argv[0] = 'khal'; main_khal()"
        command = [sys.executable, "-c", code, "-c", str(self.folder / "config"), *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        return done.stdout


def test_a_folder_that_does_not_exist_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotSaved, match=r"c\.ics"):
        save_calendar("Groupe", [], tmp_path / "none" / "c.ics")
