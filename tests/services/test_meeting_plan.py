from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.domain.errors import InvalidInput, NotFound
from altterr_desktop.domain.meetings import MeetingKind, MeetingRole, MeetingSide
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import language_set
from altterr_desktop.journal.undo import undo
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.meeting_plan import (
    add_agenda_point,
    add_commitment_to_agenda,
    add_objection,
    add_participant,
    plan_meeting,
    set_role,
    shares,
)
from altterr_desktop.services.meeting_views import read_meeting
from altterr_desktop.services.records import delete_record
from tests.services.scenes import an_official, in_days, made, small_dossier


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with small_dossier(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("kind", list(MeetingKind))
@pytest.mark.parametrize("slot", [20, 45, 60, 90])
def test_the_usual_agenda_has_five_points_that_fill_the_slot(
    dossier: Dossier, kind: MeetingKind, slot: int
) -> None:
    values = {"meeting_kind": kind, "duration_minutes": slot, "start_time": "18:00"}
    view = read_meeting(dossier, plan_meeting(dossier, values=values).subject_id)
    assert len(view.agenda) == 5
    assert view.agenda_minutes == slot
    assert view.agenda_remark == ""
    assert view.agenda[0].starts_at == "18:00"
    assert view.agenda[2].from_minute == view.agenda[0].minutes + view.agenda[1].minutes


@given(st.integers(0, 600), st.lists(st.integers(1, 50), min_size=1, max_size=8))
def test_shares_always_sum_to_the_slot(slot: int, weights: list[int]) -> None:
    parts = shares(slot, weights)
    assert sum(parts) == slot
    assert min(parts) >= 0


def test_planning_is_one_act_that_one_undo_takes_back(dossier: Dossier) -> None:
    official = an_official(dossier)
    meeting = plan_meeting(dossier, values={}, official_ids=[official]).subject_id
    undo(dossier)
    with pytest.raises(NotFound):
        read_meeting(dossier, meeting)


def test_it_takes_the_only_territory_followed_and_its_mandate(dossier: Dossier) -> None:
    view = read_meeting(dossier, plan_meeting(dossier, values={}).subject_id)
    home = read_group(dossier).territories[0]
    assert (view.territory_id, view.mandate_id) == (home.id, home.mandate_id)


def test_people_come_on_their_side_with_their_role_and_only_once(dossier: Dossier) -> None:
    official = an_official(dossier, territory_id=read_group(dossier).territories[0].id)
    zoe = read_group(dossier).volunteers[0][0]
    roles = {zoe: MeetingRole.SPOKESPERSON}
    meeting = plan_meeting(dossier, values={}, official_ids=[official], volunteer_roles=roles).subject_id
    view = read_meeting(dossier, meeting)
    assert [(person.name, person.role) for person in view.ours] == [("Zoé", MeetingRole.SPOKESPERSON)]
    assert [person.name for person in view.theirs] == ["Alix Morvan"]
    with pytest.raises(InvalidInput):
        add_participant(dossier, meeting_id=meeting, official_id=official)
    with pytest.raises(InvalidInput):
        add_participant(dossier, meeting_id=meeting)
    add_participant(dossier, meeting_id=meeting, name="Une stagiaire", side=MeetingSide.THEIRS)
    set_role(dossier, participant_id=view.ours[0].id, role=MeetingRole.NOTE_TAKER)
    view = read_meeting(dossier, meeting)
    assert [person.name for person in view.theirs] == ["Alix Morvan", "Une stagiaire"]
    assert view.ours[0].role is MeetingRole.NOTE_TAKER


def test_a_person_taken_out_can_come_back(dossier: Dossier) -> None:
    official = an_official(dossier)
    meeting = plan_meeting(dossier, values={}, official_ids=[official]).subject_id
    person = read_meeting(dossier, meeting).theirs[0].id
    delete_record(dossier, kind="participant", record_id=person)
    add_participant(dossier, meeting_id=meeting, official_id=official)
    assert len(read_meeting(dossier, meeting).theirs) == 1


def test_an_unknown_official_stops_everything(dossier: Dossier) -> None:
    with pytest.raises(NotFound):
        plan_meeting(dossier, values={"title": "Non"}, official_ids=["nobody"])


def test_commitments_take_their_minutes_from_the_general_questions(dossier: Dossier) -> None:
    meeting = plan_meeting(dossier, values={"duration_minutes": 60}).subject_id
    wanted = [made(dossier, "commitment", title=f"Engagement {number}") for number in range(3)]
    for commitment in wanted:
        add_commitment_to_agenda(dossier, meeting_id=meeting, commitment_id=commitment, question="Quand ?")
    view = read_meeting(dossier, meeting)
    assert view.agenda_minutes == 60
    assert [point.commitment_id for point in view.agenda] == [None, None, None, *wanted, None, None]
    assert view.agenda[3].commitment is not None
    assert view.agenda[3].commitment.title == "Engagement 0"
    with pytest.raises(InvalidInput):
        add_commitment_to_agenda(dossier, meeting_id=meeting, commitment_id=wanted[0])


def test_a_point_too_many_is_flagged_with_the_gap(dossier: Dossier) -> None:
    meeting = plan_meeting(dossier, values={"duration_minutes": 45}).subject_id
    add_agenda_point(dossier, meeting_id=meeting, title="Un point de plus", minutes=10)
    with language_set("en"):
        view = read_meeting(dossier, meeting)
    agenda = next(check for check in view.readiness if check.key == "agenda")
    assert not agenda.done
    assert view.agenda[-1].title == "Un point de plus"
    assert view.agenda_minutes == 55
    assert all(figure in view.agenda_remark for figure in ("55", "45", "10"))


def test_objections_past_their_date_are_marked(dossier: Dossier) -> None:
    meeting = plan_meeting(dossier, values={}).subject_id
    add_objection(dossier, meeting_id=meeting, objection="Pas d’argent", answer="Si", expires_on=in_days(-1))
    add_objection(dossier, meeting_id=meeting, objection="Pas le temps", expires_on=in_days(0))
    cards = read_meeting(dossier, meeting).objections
    assert [(card.objection, card.expired) for card in cards] == [
        ("Pas d’argent", True),
        ("Pas le temps", False),
    ]
