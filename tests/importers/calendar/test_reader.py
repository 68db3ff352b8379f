"""Calendars of others: dates that repeat, exceptions, time zones, and files made to break readers."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.domain.calendar_drafts import CalendarDraft, EventDraft
from altterr_desktop.domain.errors import KnownError
from altterr_desktop.importers.calendar.reader import NotACalendar, read_calendar, recognises
from altterr_desktop.importers.files.problems import UnreadableFile

SAMPLE = Path(__file__).parents[1] / "samples" / "agenda_conseil.ics"
SPAN: dict[str, Any] = {"first": date(2026, 1, 1), "last": date(2028, 1, 1)}


def wrapped(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR", ""))


def event(*lines: str, uid: str = "u1") -> tuple[str, ...]:
    return ("BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:Conseil", *lines, "END:VEVENT")


def read(tmp_path: Path, text: str | bytes) -> CalendarDraft:
    path = tmp_path / "a.ics"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_calendar(path, **SPAN)


def named(draft: CalendarDraft, uid: str) -> list[EventDraft]:
    return [one for one in draft.events if one.uid.startswith(uid)]


def test_a_council_s_calendar_is_read_date_by_date() -> None:
    draft = read_calendar(SAMPLE, **SPAN)
    assert draft.name == "Conseil municipal de Saint-Essai, séances"
    sessions = named(draft, "seance")
    assert [one.starts_on for one in sessions[:4]] == [
        date(2027, 1, 4),
        date(2027, 2, 1),
        date(2027, 3, 1),
        date(2027, 4, 5),
    ]
    assert {one.start_time for one in sessions} == {"18:30", "19:00"}
    assert sessions[0].title.endswith("vœux et questions orales")
    assert (sessions[0].place, sessions[0].end_time) == ("Salle d'honneur, 1er étage", "21:30")
    assert date(2027, 8, 2) not in [one.starts_on for one in sessions]
    assert len(sessions) == 11


def test_an_exception_takes_the_place_of_its_date() -> None:
    (moved,) = [one for one in read_calendar(SAMPLE, **SPAN).events if one.occurrence == "2027-05-03T18:30"]
    assert (moved.starts_on, moved.start_time) == (date(2027, 5, 10), "19:00")
    assert moved.title == "Séance reportée d'une semaine"


def test_whole_days_and_times_of_elsewhere_become_days_and_times_of_paris() -> None:
    draft = read_calendar(SAMPLE, **SPAN)
    (inquiry,) = named(draft, "enquete")
    assert (inquiry.starts_on, inquiry.ends_on, inquiry.start_time) == (
        date(2027, 3, 15),
        date(2027, 4, 16),
        "",
    )
    (call,) = named(draft, "visio")
    assert (call.start_time, call.end_time) == ("18:00", "19:30")


def test_what_cannot_be_read_is_told_with_its_line() -> None:
    problems = read_calendar(SAMPLE, **SPAN).problems
    lines = SAMPLE.read_text("utf-8").splitlines()
    told = {lines[problem.line - 1 + 1].removeprefix("UID:").partition("@")[0] for problem in problems}
    assert told == {"sans-jour", "coupe"}


def test_a_rule_without_end_stops_at_the_last_day(tmp_path: Path) -> None:
    draft = read(tmp_path, wrapped(*event("DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=WEEKLY")))
    assert draft.events[-1].starts_on == date(2027, 12, 27)
    assert len({one.occurrence for one in draft.events}) == len(draft.events)


def test_a_rule_with_a_number_counts_from_its_start(tmp_path: Path) -> None:
    rule = event("DTSTART:20251230T180000", "RRULE:FREQ=DAILY;COUNT=5", "RDATE:20260301T180000")
    days = [one.starts_on.isoformat() for one in read(tmp_path, wrapped(*rule)).events]
    assert days == ["2026-01-01", "2026-01-02", "2026-01-03", "2026-03-01"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=1",
        "FREQ=NEVER",
        "RSCALE=CHINESE;FREQ=YEARLY",
    ],
)
def test_a_rule_that_cannot_be_followed_keeps_the_first_date(tmp_path: Path, rule: str) -> None:
    draft = read(tmp_path, wrapped(*event("DTSTART:20260301T180000", f"RRULE:{rule}")))
    assert [one.starts_on for one in draft.events] == [date(2026, 3, 1)]
    assert all(problem.kept for problem in draft.problems)
    assert draft.problems


def test_a_rule_that_never_falls_ends(tmp_path: Path) -> None:
    rule = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=3"
    draft = read(tmp_path, wrapped(*event("DTSTART:20260301T180000", rule)))
    assert [one.starts_on for one in draft.events] == [date(2026, 3, 1)]


def test_a_later_version_of_an_event_replaces_the_earlier(tmp_path: Path) -> None:
    newer = event("DTSTART:20260302T180000", "SEQUENCE:2")
    older = event("DTSTART:20260301T180000", "SEQUENCE:1")
    (found,) = read(tmp_path, wrapped(*newer, *older)).events
    assert found.starts_on == date(2026, 3, 2)


def test_events_far_away_are_counted_and_left_aside(tmp_path: Path) -> None:
    draft = read(
        tmp_path, wrapped(*event("DTSTART:20150301T180000"), *event("DTSTART:20260301T180000", uid="u2"))
    )
    assert (len(draft.events), draft.left_out) == (1, 1)


def test_an_event_without_identity_has_the_same_one_each_time(tmp_path: Path) -> None:
    text = wrapped("BEGIN:VEVENT", "DTSTART:20260301T180000", "SUMMARY:Conseil", "END:VEVENT")
    first, again = (read(tmp_path, text).events[0].uid for _time in range(2))
    assert first == again != ""


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("20260301T180000", "20260302T000000", (None, "00:00")),
        ("20260301T180000", "20260303T100000", (date(2026, 3, 3), "10:00")),
        ("20260301T180000", "20260228T100000", (None, "")),
    ],
)
def test_the_end_is_kept_where_it_makes_sense(
    tmp_path: Path, start: str, end: str, expected: tuple[date | None, str]
) -> None:
    (found,) = read(tmp_path, wrapped(*event(f"DTSTART:{start}", f"DTEND:{end}"))).events
    assert (found.ends_on, found.end_time) == expected


def test_a_time_zone_nobody_knows_is_told_and_the_time_kept(tmp_path: Path) -> None:
    draft = read(tmp_path, wrapped(*event("DTSTART;TZID=Mars/Olympus:20260301T180000")))
    assert draft.events[0].start_time == "18:00"
    assert draft.problems[0].kept


def test_a_calendar_that_cancels_cancels_each_event(tmp_path: Path) -> None:
    draft = read(tmp_path, wrapped("METHOD:CANCEL", *event("DTSTART:20260301T180000")))
    assert draft.events[0].cancelled


def test_accents_of_old_programs_are_read(tmp_path: Path) -> None:
    text = wrapped(*event("DTSTART:20260301T180000", "LOCATION:Café de l'Hôtel")).encode("cp1252")
    assert read(tmp_path, text).events[0].place == "Café de l'Hôtel"


@pytest.mark.parametrize("text", ["", wrapped(), wrapped("BEGIN:VTODO", "UID:1", "END:VTODO"), "bonjour\n"])
def test_a_file_without_event_is_refused_by_name(tmp_path: Path, text: str) -> None:
    with pytest.raises(NotACalendar, match=r"a\.ics"):
        read(tmp_path, text)
    with pytest.raises(UnreadableFile, match="none"):
        read_calendar(tmp_path / "none.ics", **SPAN)


def test_only_calendars_are_recognised(tmp_path: Path) -> None:
    assert recognises(SAMPLE) == 1.0
    (tmp_path / "a.csv").write_text("UID;SUMMARY\n")
    assert recognises(tmp_path / "a.csv") == 0.0
    assert recognises(tmp_path / "none") == 0.0


_LINES = st.sampled_from(SAMPLE.read_text("utf-8").splitlines())
_NOISE = st.text(max_size=30).map(lambda text: text.replace("\0", ""))


@given(st.lists(st.one_of(_LINES, _NOISE), max_size=40))
def test_no_file_crashes_the_reader(lines: list[str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        try:
            draft = read(Path(folder), wrapped(*lines))
        except KnownError:
            return
    assert all(SPAN["first"] <= (one.ends_on or one.starts_on) for one in draft.events)
    assert all(one.title and one.uid for one in draft.events)
