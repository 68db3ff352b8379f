"""The calendar file: what it says, what it never says, and the same words as were agreed on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from altterr_desktop.domain.calendar import CalendarKind
from altterr_desktop.domain.meetings import MeetingSide
from altterr_desktop.domain.officials import OfficialKind
from altterr_desktop.reports.calendar.content import calendar_events
from altterr_desktop.reports.catalogue import find_report
from altterr_desktop.services.fields import today
from tests.builders import a_dossier, a_meeting, a_record, an_official
from tests.reports.golden import assert_golden
from tests.reports.invented_calendar import calendar


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_calendar_says_what_it_said(language: str, tmp_path: Path) -> None:
    path = tmp_path / "a.ics"
    find_report("calendar").report().build(replace(calendar(), language=language), "ics", path)
    assert_golden(path.read_text("utf-8").replace("\r\n", "\n"), f"calendar.{language}.txt")


def test_alarms_are_for_what_is_to_come_and_can_be_left_out() -> None:
    meeting, days, deadline, _cancelled = calendar_events(calendar())
    assert meeting.alarms == (timedelta(days=1), timedelta(hours=1))
    assert days.alarms == ()
    assert len(deadline.alarms) == 2
    assert not any(event.alarms for event in calendar_events(replace(calendar(), alarms=False)))
    done = replace(calendar(), things=tuple(replace(one, done=True) for one in calendar().things))
    assert not any(event.alarms for event in calendar_events(done))


def test_no_note_no_volunteer_and_no_name_of_staff_leaves(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        staff = {"official_kind": OfficialKind.STAFF, "function_title": "Service mobilités"}
        person = a_record(dossier, "official", given_name="Renée", family_name="Pontoise", **staff)
        meeting = a_meeting(
            dossier, title="Point avec Mme Pontoise", held_on=today(), notes="Secret", impressions="Fragile"
        )
        for official in (person, an_official(dossier)):
            a_record(
                dossier, "participant", meeting_id=meeting, official_id=official, side=MeetingSide.THEIRS
            )
        a_record(dossier, "participant", meeting_id=meeting, name="Un agent", side=MeetingSide.THEIRS)
        a_record(dossier, "follow_up", title="Écrire", due_on=today(), notes="Tout bas")
        report = find_report("calendar").report()
        text = written(report.load(dossier), tmp_path)
        for word in ("Pontoise", "Renée", "Secret", "Fragile", "Zoé", "Un agent", "Tout bas"):
            assert word not in text
        assert "Alix Morvan et Service mobilités" in text
        unnamed = written(report.load(dossier, names=False), tmp_path)
        assert "Morvan" not in unnamed
        alone = report.load(dossier, kinds=(CalendarKind.FOLLOW_UP,))
        assert [thing.kind for thing in alone.things] == [CalendarKind.FOLLOW_UP]


def written(data: object, folder: Path) -> str:
    path = folder / "a.ics"
    find_report("calendar").report().build(data, "ics", path)
    return "\n".join(
        str(event.get(name, ""))
        for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")
        for name in ("summary", "description", "location")
    )
