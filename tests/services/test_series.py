from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.meetings import MeetingRole, MeetingSide, Phase, Rhythm
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.undo import undo
from altterr_desktop.services.follow_ups import add_follow_up
from altterr_desktop.services.meeting_plan import (
    add_agenda_point,
    add_commitment_to_agenda,
    add_objection,
    plan_meeting,
)
from altterr_desktop.services.meeting_views import read_meeting
from altterr_desktop.services.meetings import list_meetings
from altterr_desktop.services.minutes import add_minutes_line, mark_held
from altterr_desktop.services.objection_cards import list_cards, save_as_card, use_cards
from altterr_desktop.services.records import change_record, delete_record
from altterr_desktop.services.rehearsal import add_rehearsal_item, propose_rehearsal, usual_items
from altterr_desktop.services.series import next_day, plan_next, read_next
from tests.builders import a_commitment, a_dossier, a_record, an_official

TODAY = date.today()  # noqa: DTZ011 - a meeting is planned on local days


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with a_dossier(tmp_path) as opened:
        yield opened


@pytest.fixture
def held(dossier: Dossier) -> str:
    """A meeting held ten days ago: one commitment spoken of, one not, a follow-up left open."""
    official = an_official(dossier)
    volunteer = a_record(dossier, "volunteer", name="Inès")
    meeting = plan_meeting(
        dossier,
        values={
            "title": "Suivi du plan vélo",
            "held_on": TODAY - timedelta(days=10),
            "start_time": "18:30",
            "duration_minutes": 45,
            "place": "Mairie",
        },
        official_ids=[official],
        volunteer_roles={volunteer: MeetingRole.SPOKESPERSON},
    ).subject_id
    spoken = a_commitment(dossier, title="Piste continue")
    silent = a_commitment(dossier, title="Cantine bio")
    add_commitment_to_agenda(dossier, meeting_id=meeting, commitment_id=spoken)
    add_commitment_to_agenda(dossier, meeting_id=meeting, commitment_id=silent, question="Où en est-on ?")
    point = next(one for one in read_meeting(dossier, meeting).agenda if one.commitment_id == spoken)
    mark_held(dossier, meeting_id=meeting)
    add_minutes_line(dossier, meeting_id=meeting, text="Ce sera voté.", point_id=point.id)
    add_follow_up(
        dossier,
        values={"title": "Envoyer la carte", "side": MeetingSide.THEIRS, "meeting_id": meeting},
    )
    return meeting


@pytest.mark.parametrize(
    ("day", "rhythm", "expected"),
    [
        (date(2029, 1, 31), Rhythm.MONTHLY, date(2029, 2, 28)),
        # 14 July falls on a Saturday.
        (date(2029, 4, 14), Rhythm.QUARTERLY, date(2029, 7, 16)),
        # All Saints' Day is a Thursday.
        (date(2029, 9, 1), Rhythm.TWO_MONTHS, date(2029, 11, 2)),
        (date(2029, 3, 13), Rhythm.YEARLY, date(2030, 3, 13)),
        (date(2029, 3, 13), Rhythm.NONE, None),
    ],
)
def test_the_next_day_is_a_working_day(day: date, rhythm: Rhythm, expected: date | None) -> None:
    assert next_day(day, rhythm) == expected


def test_the_next_meeting_takes_people_place_and_what_stayed_open(dossier: Dossier, held: str) -> None:
    offered = read_next(dossier, held)
    assert offered.points == ("Cantine bio",)
    assert offered.follow_ups == ("Envoyer la carte",)
    assert offered.day is not None
    assert offered.day > TODAY
    coming = plan_next(dossier, meeting_id=held, held_on=offered.day, rhythm=Rhythm.MONTHLY).subject_id
    former, planned = read_meeting(dossier, held), read_meeting(dossier, coming)
    assert (planned.held_on, planned.start_time, planned.duration_minutes, planned.place) == (
        offered.day,
        "18:30",
        45,
        "Mairie",
    )
    assert [(one.name, one.role) for one in planned.ours] == [("Inès", MeetingRole.SPOKESPERSON)]
    assert [one.name for one in planned.theirs] == [one.name for one in former.theirs]
    carried = [point for point in planned.agenda if point.carried_from_id]
    assert [(point.title, point.question) for point in carried] == [("Cantine bio", "Où en est-on ?")]
    assert any("Envoyer la carte" in point.question for point in planned.agenda)
    assert planned.series_id == former.series_id is not None
    assert former.next_meeting_on == offered.day
    assert read_next(dossier, coming).rhythm is Rhythm.MONTHLY


def test_a_series_has_one_next_meeting_at_a_time(dossier: Dossier, held: str) -> None:
    coming = plan_next(dossier, meeting_id=held, held_on=TODAY + timedelta(days=30)).subject_id
    assert read_next(dossier, held).planned_id == coming
    with pytest.raises(InvalidInput):
        plan_next(dossier, meeting_id=held, held_on=TODAY + timedelta(days=60))
    delete_record(dossier, kind="meeting", record_id=coming)
    assert plan_next(dossier, meeting_id=held, held_on=TODAY + timedelta(days=60))


def test_planning_the_next_one_is_one_act(dossier: Dossier, held: str) -> None:
    before = read_meeting(dossier, held)
    plan_next(dossier, meeting_id=held, held_on=TODAY + timedelta(days=30))
    undo(dossier)
    assert read_meeting(dossier, held) == before


def test_the_day_agreed_in_the_meeting_is_proposed_first(dossier: Dossier, held: str) -> None:
    agreed = TODAY + timedelta(days=17)
    change_record(dossier, kind="meeting", record_id=held, values={"next_meeting_on": agreed})
    assert read_next(dossier, held).day == agreed


def test_a_point_with_time_spent_on_it_is_not_carried_over(dossier: Dossier, held: str) -> None:
    add_agenda_point(dossier, meeting_id=held, title="Divers")
    point = next(one for one in read_meeting(dossier, held).agenda if one.title == "Divers")
    assert "Divers" in read_next(dossier, held).points
    change_record(dossier, kind="agenda_point", record_id=point.id, values={"seconds_spent": 90})
    assert "Divers" not in read_next(dossier, held).points


def test_a_card_serves_in_another_meeting_and_learns_a_better_answer(dossier: Dossier, held: str) -> None:
    said = add_objection(
        dossier,
        meeting_id=held,
        objection="Pas de budget.",
        answer="La Région aide.",
        source="Délibération 12",
    ).subject_id
    save_as_card(dossier, objection_id=said)
    (card,) = list_cards(dossier, words="budget region")
    other = plan_meeting(dossier, values={}).subject_id
    use_cards(dossier, meeting_id=other, card_ids=[card.id])
    assert not use_cards(dossier, meeting_id=other, card_ids=[card.id]), "a card is not put twice"
    (used,) = read_meeting(dossier, other).objections
    assert (used.objection, used.answer, used.source) == (
        "Pas de budget.",
        "La Région aide.",
        "Délibération 12",
    )
    change_record(dossier, kind="objection", record_id=used.id, values={"answer": "L’État aide à 45 %."})
    assert list_cards(dossier)[0].answer == "La Région aide."
    save_as_card(dossier, objection_id=used.id)
    assert [one.answer for one in list_cards(dossier)] == ["L’État aide à 45 %."]


def test_an_objection_without_an_answer_makes_no_card(dossier: Dossier, held: str) -> None:
    said = add_objection(dossier, meeting_id=held, objection="Personne n’en veut.").subject_id
    with pytest.raises(InvalidInput):
        save_as_card(dossier, objection_id=said)
    assert list_cards(dossier) == ()


def test_an_expired_card_says_so(dossier: Dossier) -> None:
    a_record(dossier, "objection", objection="Trop cher", answer="Non", expires_on=TODAY - timedelta(days=1))
    assert [card.expired for card in list_cards(dossier)] == [True]
    assert list_cards(dossier, words="vélo") == ()


def test_the_usual_checklist_comes_once_and_respects_what_was_taken_off(dossier: Dossier, held: str) -> None:
    propose_rehearsal(dossier, meeting_id=held)
    items = read_meeting(dossier, held).rehearsal
    assert [(item.phase, item.title) for item in items] == list(usual_items())
    add_rehearsal_item(dossier, meeting_id=held, title="Apporter le plan", phase=Phase.BEFORE)
    delete_record(dossier, kind="rehearsal_item", record_id=items[0].id)
    assert not propose_rehearsal(dossier, meeting_id=held)
    titles = [item.title for item in read_meeting(dossier, held).rehearsal]
    assert items[0].title not in titles
    assert titles.index("Apporter le plan") == sum(item.phase is Phase.BEFORE for item in items) - 1


def test_an_emptied_checklist_comes_back(dossier: Dossier, held: str) -> None:
    propose_rehearsal(dossier, meeting_id=held)
    for item in read_meeting(dossier, held).rehearsal:
        delete_record(dossier, kind="rehearsal_item", record_id=item.id)
    propose_rehearsal(dossier, meeting_id=held)
    assert len(read_meeting(dossier, held).rehearsal) == len(usual_items())


def test_what_is_out_of_date_or_not_ticked_keeps_a_meeting_from_being_ready(
    dossier: Dossier, held: str
) -> None:
    def missing() -> dict[str, str]:
        return {check.key: check.detail for check in read_meeting(dossier, held).readiness if not check.done}

    assert not {"objections", "checklist"} & {check.key for check in read_meeting(dossier, held).readiness}
    add_objection(
        dossier, meeting_id=held, objection="Trop cher", answer="Non", expires_on=TODAY - timedelta(days=1)
    )
    item = add_rehearsal_item(dossier, meeting_id=held, title="Imprimer la demande").subject_id
    add_rehearsal_item(dossier, meeting_id=held, title="Remercier", phase=Phase.AFTER)
    assert missing()["objections"]
    assert "1" in missing()["checklist"]
    (row,) = list_meetings(dossier, Query()).rows
    checks = read_meeting(dossier, held).readiness
    assert (row.readiness_done, row.readiness_total) == (sum(check.done for check in checks), len(checks))
    change_record(dossier, kind="rehearsal_item", record_id=item, values={"done": True})
    assert "checklist" not in missing()
