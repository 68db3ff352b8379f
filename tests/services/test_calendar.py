from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.domain.calendar import CalendarKind
from altterr_desktop.domain.commitments import DocumentKind
from altterr_desktop.domain.dates import Precision
from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.meetings import FollowUpState, MeetingSide, MeetingState
from altterr_desktop.domain.mobilisations import KeyDateKind
from altterr_desktop.domain.officials import OfficialKind
from altterr_desktop.domain.requests import RequestKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.services.calendar import (
    list_calendar,
    public_holidays,
    read_calendar,
    read_calendar_file,
    read_item,
)
from altterr_desktop.services.calendar_sources import CalendarItem
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.records import change_record, delete_record
from tests.services.scenes import an_official, in_days, made, small_dossier

EVER: dict[str, Any] = {"since": date(1900, 1, 1), "until": date(2100, 1, 1)}


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with small_dossier(tmp_path) as opened:
        yield opened


def items(dossier: Dossier, *kinds: CalendarKind) -> list[CalendarItem]:
    return list(read_calendar(dossier, kinds=kinds, **EVER))


def test_everything_that_has_a_day_is_in_the_calendar(dossier: Dossier) -> None:
    made(dossier, "meeting", title="Rendez-vous", held_on=in_days(3), start_time="18:30")
    made(dossier, "mobilisation", title="Vélorution", happens_on=in_days(20), on_public_road=True)
    made(dossier, "key_date", title="Conseil", starts_on=in_days(8), key_date_kind=KeyDateKind.COUNCIL)
    made(dossier, "key_date", title="Semaine", starts_on=in_days(9), ends_on=in_days(15))
    made(dossier, "follow_up", title="Relancer", due_on=in_days(5), remind_on=in_days(2))
    made(dossier, "request", title="Demande", sent_on=in_days(-2), due_on=in_days(12))
    made(dossier, "commitment", title="Piste", deadline=in_days(40), deadline_precision=Precision.DAY)
    made(dossier, "commitment", title="Un jour", deadline=in_days(41), deadline_precision=Precision.MANDATE)
    made(dossier, "election", title="Municipales", first_round_on=in_days(60), second_round_on=in_days(67))
    kinds = [item.kind for item in items(dossier)]
    assert kinds.count(CalendarKind.DEADLINE) == 1
    assert kinds.count(CalendarKind.ELECTION) == 2
    wanted = set(CalendarKind) - {
        CalendarKind.PLAN_STEP,
        CalendarKind.REFUSAL,
        CalendarKind.REFERRAL,
        CalendarKind.OPINION,
        CalendarKind.COURT,
        CalendarKind.MID_TERM_REPORT,
    }
    assert set(kinds) == wanted
    assert [item.day for item in items(dossier)] == sorted(item.day for item in items(dossier))


def test_what_goes_on_for_several_days_is_found_on_its_last_one(dossier: Dossier) -> None:
    made(dossier, "key_date", title="Semaine", starts_on=date(2027, 3, 1), ends_on=date(2027, 3, 7))
    found = read_calendar(dossier, since=date(2027, 3, 7), until=date(2027, 3, 31))
    assert [item.title for item in found] == ["Semaine"]
    assert not read_calendar(dossier, since=date(2027, 3, 8), until=date(2027, 3, 31))


def test_an_access_to_documents_has_the_days_of_the_law(dossier: Dossier) -> None:
    sent = in_days(-10)
    request = made(dossier, "request", title="Budget", request_kind=RequestKind.DOCUMENT_ACCESS, sent_on=sent)
    assert [item.kind for item in items(dossier) if item.record_id == request] == [
        CalendarKind.REFUSAL,
        CalendarKind.REFERRAL,
    ]
    change_record(dossier, kind="request", record_id=request, values={"referred_on": in_days(-1)})
    assert [item.kind for item in items(dossier) if item.record_id == request] == [
        CalendarKind.OPINION,
        CalendarKind.COURT,
    ]


def test_the_report_of_a_climate_plan_is_due_three_years_after_it_was_adopted(dossier: Dossier) -> None:
    values = {"document_kind": DocumentKind.CLIMATE_PLAN, "adopted_on": date(2021, 2, 28)}
    plan = made(dossier, "pledge_document", title="PCAET", **values)
    (report,) = items(dossier, CalendarKind.MID_TERM_REPORT)
    assert (report.day, report.late) == (date(2024, 2, 28), True)
    change_record(
        dossier, kind="pledge_document", record_id=plan, values={"mid_term_report_on": date(2024, 6, 1)}
    )
    (report,) = items(dossier, CalendarKind.MID_TERM_REPORT)
    assert (report.late, report.done) == (False, True)


def test_late_things_come_first_then_what_is_to_come(dossier: Dossier) -> None:
    made(dossier, "follow_up", title="En retard", due_on=in_days(-4))
    made(dossier, "follow_up", title="Bientôt", due_on=in_days(1))
    done = {"due_on": in_days(-5), "follow_up_state": FollowUpState.DONE}
    made(dossier, "follow_up", title="Faite", **done)
    made(dossier, "meeting", title="Passé", held_on=in_days(-3), meeting_state=MeetingState.HELD)
    kinds = (("kind", ("follow_up", "meeting")),)
    assert [row.title for row in list_calendar(dossier, Query(filters=kinds)).rows] == [
        "En retard",
        "Bientôt",
    ]
    past = list_calendar(dossier, Query(filters=(*kinds, ("when", ("past",)))))
    assert [row.title for row in past.rows] == ["Faite", "Passé"]
    late = list_calendar(dossier, Query(filters=(*kinds, ("when", ("late",))), limit=1))
    assert (late.total, late.rows[0].late) == (1, True)
    assert [row.title for row in list_calendar(dossier, Query("bientot")).rows] == ["Bientôt"]


def test_a_list_can_be_narrowed_to_a_territory(dossier: Dossier) -> None:
    home = read_group(dossier).territories[0].id
    made(dossier, "meeting", title="Ici", held_on=in_days(3), territory_id=home)
    made(dossier, "meeting", title="Ailleurs", held_on=in_days(3))
    found = list_calendar(dossier, Query(filters=(("territory", (home,)), ("kind", ("meeting",)))))
    assert [row.title for row in found.rows] == ["Ici"]


def test_an_item_is_found_again_by_its_key_until_its_record_is_deleted(dossier: Dossier) -> None:
    meeting = made(dossier, "meeting", title="Rendez-vous", held_on=in_days(3))
    found = read_item(dossier, f"meeting:{meeting}")
    assert found is not None
    assert found.title == "Rendez-vous"
    delete_record(dossier, kind="meeting", record_id=meeting)
    assert read_item(dossier, f"meeting:{meeting}") is None


def test_no_name_of_staff_leaves_in_a_calendar_file(dossier: Dossier) -> None:
    staff = {"official_kind": OfficialKind.STAFF, "function_title": "Service mobilités"}
    person = made(dossier, "official", given_name="Renée", family_name="Petit", **staff)
    elected = an_official(dossier)
    meeting = made(
        dossier, "meeting", title="Un petit point avec Mme PETIT, puis Renée Petit", held_on=in_days(3)
    )
    for official in (person, elected):
        made(dossier, "participant", meeting_id=meeting, official_id=official, side=MeetingSide.THEIRS)
    (found,) = read_calendar_file(dossier, kinds=(CalendarKind.MEETING,), **EVER)
    assert found[1] == "Un petit point avec Service mobilités, puis Service mobilités"
    assert found[0].officials == "Alix Morvan et Service mobilités"


def test_a_file_knows_when_each_thing_changed(dossier: Dossier) -> None:
    meeting = made(dossier, "meeting", title="Rendez-vous", held_on=in_days(3))
    (before,) = read_calendar_file(dossier, kinds=(CalendarKind.MEETING,), **EVER)
    assert before[2] is not None
    assert timedelta() <= datetime.now(UTC) - before[2] < timedelta(minutes=5)
    link = made(dossier, "participant", meeting_id=meeting, official_id=an_official(dossier), side="theirs")
    (named,) = read_calendar_file(dossier, kinds=(CalendarKind.MEETING,), **EVER)
    assert named[0].officials == "Alix Morvan"
    delete_record(dossier, kind="participant", record_id=link)
    (after,) = read_calendar_file(dossier, kinds=(CalendarKind.MEETING,), **EVER)
    assert after[0].officials == ""
    assert after[2] is not None
    assert after[2] >= before[2]


def test_french_holidays_have_names() -> None:
    found = public_holidays(date(2027, 4, 1), date(2027, 7, 31))
    assert found[date(2027, 7, 14)] == "Fête nationale"
    assert date(2027, 3, 29) not in found
