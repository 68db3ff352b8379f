from collections.abc import Iterator
from pathlib import Path

import pytest

from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.meetings import LineKind, MeetingKind, MeetingState
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.services import meetings
from altterr_desktop.services.meeting_plan import add_agenda_point, plan_meeting
from altterr_desktop.services.meetings import list_meetings, next_meeting
from altterr_desktop.services.minutes import add_minutes_line
from altterr_desktop.services.records import change_record, delete_record
from tests.services.scenes import an_official, in_days, small_dossier


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with small_dossier(tmp_path) as opened:
        yield opened


def planned(dossier: Dossier, title: str, days: int | None, **values: object) -> str:
    held_on = None if days is None else in_days(days)
    return plan_meeting(dossier, values={"title": title, "held_on": held_on, **values}).subject_id


def titles(dossier: Dossier, **query: object) -> list[str]:
    return [row.title for row in list_meetings(dossier, Query(**query)).rows]  # type: ignore[arg-type]


def test_a_meeting_of_today_is_still_to_come_and_yesterdays_is_past(dossier: Dossier) -> None:
    planned(dossier, "Hier", -1)
    planned(dossier, "Ce jour", 0)
    planned(dossier, "Sans date", None)
    planned(dossier, "Annulé", 3, meeting_state=MeetingState.CANCELLED)
    assert titles(dossier, filters=(("state", ("upcoming",)),)) == ["Ce jour", "Sans date"]
    assert titles(dossier, filters=(("state", ("past",)),)) == ["Hier"]
    assert titles(dossier, filters=(("state", ("cancelled",)),)) == ["Annulé"]
    assert titles(dossier, filters=(("state", ("past", "cancelled")),)) == ["Annulé", "Hier"]


def test_an_unknown_state_lists_nothing_rather_than_everything(dossier: Dossier) -> None:
    planned(dossier, "Hier", -1)
    assert titles(dossier, filters=(("state", ("maybe",)),)) == []


def test_without_a_sort_the_soonest_comes_first_and_the_past_after_it(dossier: Dossier) -> None:
    for title, days in (("Vieux", -90), ("Loin", 40), ("Récent", -2), ("Bientôt", 3)):
        planned(dossier, title, days)
    assert titles(dossier) == ["Bientôt", "Loin", "Récent", "Vieux"]
    assert titles(dossier, sort="date", descending=True) == ["Loin", "Bientôt", "Récent", "Vieux"]
    assert titles(dossier, sort="title") == ["Bientôt", "Loin", "Récent", "Vieux"]


def test_meetings_are_found_by_who_is_met_and_by_what_was_said(dossier: Dossier) -> None:
    morvan = an_official(dossier, "Morvan")
    with_her = plan_meeting(dossier, values={}, official_ids=[morvan]).subject_id
    other = planned(dossier, "Conseil", 2, meeting_kind=MeetingKind.COUNCIL)
    add_minutes_line(dossier, meeting_id=other, text="La chaufferie à bois ouvrira", kind=LineKind.SAID)

    by_person = list_meetings(dossier, Query(filters=(("official", (morvan,)),))).rows
    assert [row.id for row in by_person] == [with_her]
    assert by_person[0].officials == "Alix Morvan"
    assert "Alix Morvan" in by_person[0].title
    assert [row.id for row in list_meetings(dossier, Query(words="morvan")).rows] == [with_her]
    assert [row.id for row in list_meetings(dossier, Query(words="chauff bois")).rows] == [other]
    assert list_meetings(dossier, Query(words="chaufferie morvan")).total == 0
    by_kind = list_meetings(dossier, Query(filters=(("kind", ("council",)),))).rows
    assert [row.id for row in by_kind] == [other]


def test_the_next_meeting_is_the_soonest_planned_one(dossier: Dossier) -> None:
    assert next_meeting(dossier) is None
    planned(dossier, "Sans date", None)
    planned(dossier, "Hier", -1)
    cancelled = planned(dossier, "Demain", 1)
    soon = planned(dossier, "Bientôt", 5)
    change_record(
        dossier, kind="meeting", record_id=cancelled, values={"meeting_state": MeetingState.CANCELLED}
    )
    assert next_meeting(dossier) == soon


def test_a_page_holds_its_rows_and_counts_all(dossier: Dossier) -> None:
    for day in range(5):
        planned(dossier, f"R{day}", day)
    page = list_meetings(dossier, Query(sort="date", offset=1, limit=2))
    assert ([row.title for row in page.rows], page.total) == (["R1", "R2"], 5)


def test_a_meeting_that_went_by_without_a_line_is_to_be_written_up(dossier: Dossier) -> None:
    meeting = planned(dossier, "Passé", -1, meeting_state=MeetingState.HELD)
    assert list_meetings(dossier, Query()).rows[0].to_write_up
    add_minutes_line(dossier, meeting_id=meeting, text="Bonjour")
    row = list_meetings(dossier, Query()).rows[0]
    assert (row.to_write_up, row.has_minutes) == (False, True)


@pytest.mark.parametrize("rare", [1, 2_000])
def test_a_common_word_finds_the_same_meetings_as_a_rare_one(
    dossier: Dossier, monkeypatch: pytest.MonkeyPatch, rare: int
) -> None:
    monkeypatch.setattr(meetings, "_RARE", rare)
    planned(dossier, "Tramway à la mairie", 1)
    with_line = planned(dossier, "Par une note", 2)
    line = add_minutes_line(dossier, meeting_id=with_line, text="Le tramway sera prolongé.").subject_id
    with_point = planned(dossier, "Par le déroulé", 3)
    add_agenda_point(dossier, meeting_id=with_point, title="Le tramway")
    official = an_official(dossier, "Tramway")
    plan_meeting(dossier, values={"title": "Par la personne", "held_on": in_days(4)}, official_ids=[official])
    gone = planned(dossier, "Tramway effacé", 5)
    delete_record(dossier, kind="meeting", record_id=gone)
    planned(dossier, "Rien à voir", 6)
    assert titles(dossier, words="tramway") == [
        "Tramway à la mairie",
        "Par une note",
        "Par le déroulé",
        "Par la personne",
    ]
    assert titles(dossier, words="tramway prolonge") == ["Par une note"]
    delete_record(dossier, kind="minutes_line", record_id=line)
    assert "Par une note" not in titles(dossier, words="tramway")
    assert list_meetings(dossier, Query(words="tramway")).total == 3
