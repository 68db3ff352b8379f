from collections.abc import Iterator
from pathlib import Path

import pytest

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.mobilisations import ChecklistArea, MobilisationKind, MobilisationState
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import LANGUAGES, language_set
from altterr_desktop.journal.verify import verify
from altterr_desktop.services.declarations import DeclarationState
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.mobilisation_plan import (
    add_commitment,
    add_count,
    add_step,
    add_target,
    assign_role,
    change_mobilisation,
    move_step,
    plan_mobilisation,
    set_done,
    unassign,
)
from altterr_desktop.services.mobilisation_views import read_mobilisation
from altterr_desktop.services.mobilisations import latest_mobilisation, list_mobilisations
from tests.services.scenes import an_official, in_days, made, small_dossier


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with small_dossier(tmp_path) as opened:
        yield opened


def planned(dossier: Dossier, kind: MobilisationKind, days: int | None = None, **values: object) -> str:
    day = None if days is None else in_days(days)
    given = {"mobilisation_kind": kind, "happens_on": day, **values}
    return plan_mobilisation(dossier, values=given).subject_id


@pytest.mark.parametrize("kind", list(MobilisationKind))
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_kind_comes_with_roles_a_checklist_and_a_plan(
    dossier: Dossier, kind: MobilisationKind, language: str
) -> None:
    with language_set(language):
        action = read_mobilisation(dossier, planned(dossier, kind, 40))
    assert action.people_needed == action.people_missing > 2
    assert {ChecklistArea.LEGAL, ChecklistArea.EQUIPMENT} & {item.area for item in action.checklist}
    days = [step.due_on for step in action.steps if step.due_on]
    assert len(days) == len(action.steps) > 4
    assert days == sorted(days)
    assert min(days) < in_days(40) < max(days)
    texts = [step.title for step in action.steps] + [item.title for item in action.checklist]
    texts += [role.name for role in action.roles]
    assert all(text.strip() for text in texts)
    assert len(texts) == len(set(texts))


def test_the_two_languages_do_not_say_the_same_words(dossier: Dossier) -> None:
    titles = []
    for language in LANGUAGES:
        with language_set(language):
            action = read_mobilisation(dossier, planned(dossier, MobilisationKind.MARCH))
            titles.append({item.title for item in action.checklist})
    assert not titles[0] & titles[1]


def test_steps_move_with_the_day_unless_they_are_done(dossier: Dossier) -> None:
    action = planned(dossier, MobilisationKind.GATHERING, 40)
    first, second, *_others = read_mobilisation(dossier, action).steps
    assert (first.days_before, first.due_on) == (30, in_days(10))
    set_done(dossier, kind="plan_step", record_id=first.id, done=True)
    change_mobilisation(dossier, mobilisation_id=action, values={"happens_on": in_days(50)})
    steps = {step.id: step for step in read_mobilisation(dossier, action).steps}
    assert steps[first.id].due_on == in_days(10)
    assert steps[second.id].due_on == in_days(50 - (second.days_before or 0))
    assert verify(dossier) == []


def test_a_plan_without_a_day_gets_its_days_when_it_has_one(dossier: Dossier) -> None:
    action = planned(dossier, MobilisationKind.STAND)
    assert {step.due_on for step in read_mobilisation(dossier, action).steps} == {None}
    change_mobilisation(dossier, mobilisation_id=action, values={"happens_on": in_days(60)})
    assert read_mobilisation(dossier, action).steps[0].due_on == in_days(15)


def test_a_step_moved_by_hand_keeps_its_new_distance(dossier: Dossier) -> None:
    action = planned(dossier, MobilisationKind.STAND, 60)
    step = read_mobilisation(dossier, action).steps[0].id
    move_step(dossier, step_id=step, due_on=in_days(20))
    added = add_step(dossier, mobilisation_id=action, title="Louer le barnum", due_on=in_days(58)).subject_id
    change_mobilisation(dossier, mobilisation_id=action, values={"happens_on": in_days(61)})
    days = {view.id: view.due_on for view in read_mobilisation(dossier, action).steps}
    assert (days[step], days[added]) == (in_days(21), in_days(59))


def test_a_step_of_yesterday_is_late_unless_done_or_called_off(dossier: Dossier) -> None:
    action = planned(dossier, MobilisationKind.GATHERING, 29)
    (row,) = list_mobilisations(dossier, Query()).rows
    assert row.late_steps == 1
    late = next(step for step in read_mobilisation(dossier, action).steps if step.overdue)
    set_done(dossier, kind="plan_step", record_id=late.id, done=True)
    (row,) = list_mobilisations(dossier, Query()).rows
    assert (row.late_steps, row.done) == (0, 1)


def test_roles_count_needed_filled_and_missing(dossier: Dossier) -> None:
    action = planned(dossier, MobilisationKind.GATHERING, 40)
    zoe = read_group(dossier).volunteers[0][0]
    role = next(role for role in read_mobilisation(dossier, action).roles if role.needed > 1)
    assign_role(dossier, role_id=role.id, volunteer_id=zoe)
    with pytest.raises(InvalidInput):
        assign_role(dossier, role_id=role.id, volunteer_id=zoe)
    filled = next(one for one in read_mobilisation(dossier, action).roles if one.id == role.id)
    assert (filled.filled, filled.missing) == (1, role.needed - 1)
    assert [name for _id, name in filled.people] == ["Zoé"]
    unassign(dossier, assignment_id=filled.people[0][0])
    again = next(one for one in read_mobilisation(dossier, action).roles if one.id == role.id)
    assert again.filled == 0


def test_no_name_is_kept_for_civil_disobedience(dossier: Dossier) -> None:
    action = planned(dossier, MobilisationKind.CIVIL_DISOBEDIENCE, 40)
    zoe = read_group(dossier).volunteers[0][0]
    view = read_mobilisation(dossier, action)
    assert view.names_sentence
    with pytest.raises(InvalidInput):
        assign_role(dossier, role_id=view.roles[0].id, volunteer_id=zoe)


def test_names_written_before_it_became_disobedience_are_not_shown(dossier: Dossier) -> None:
    action = planned(dossier, MobilisationKind.GATHERING, 40)
    zoe = read_group(dossier).volunteers[0][0]
    role = read_mobilisation(dossier, action).roles[0].id
    assign_role(dossier, role_id=role, volunteer_id=zoe)
    values = {"mobilisation_kind": MobilisationKind.CIVIL_DISOBEDIENCE}
    change_mobilisation(dossier, mobilisation_id=action, values=values)
    assert [one.people for one in read_mobilisation(dossier, action).roles if one.people] == []


def test_the_latest_count_is_shown_whatever_the_order_of_entry(dossier: Dossier) -> None:
    action = planned(dossier, MobilisationKind.PETITION, 10)
    for days, value in ((-1, 412), (-20, 130), (-9, 288)):
        add_count(dossier, mobilisation_id=action, what="signatures", value=value, counted_on=in_days(days))
    view = read_mobilisation(dossier, action)
    (count,) = view.counts
    assert (count.latest, count.latest_on) == (412, in_days(-1))
    assert [value for _id, _day, value, _source in count.values] == [130, 288, 412]
    assert view.names_sentence
    (row,) = list_mobilisations(dossier, Query()).rows
    assert (row.count_what, row.count) == ("signatures", 412)


@pytest.mark.parametrize(
    ("what", "value", "days"), [("signatures", -1, 0), (" ", 3, 0), ("signatures", 3, 1)]
)
def test_a_count_that_cannot_be_is_refused(dossier: Dossier, what: str, value: int, days: int) -> None:
    action = planned(dossier, MobilisationKind.PETITION)
    with pytest.raises(InvalidInput):
        add_count(dossier, mobilisation_id=action, what=what, value=value, counted_on=in_days(days))


def test_only_a_dated_action_on_the_public_road_has_a_declaration(dossier: Dossier) -> None:
    road = planned(dossier, MobilisationKind.GATHERING, 60)
    soon = planned(dossier, MobilisationKind.GATHERING, 0)
    undated = planned(dossier, MobilisationKind.GATHERING)
    meeting = planned(dossier, MobilisationKind.PUBLIC_MEETING, 60)
    assert read_mobilisation(dossier, undated).declaration is None
    assert read_mobilisation(dossier, meeting).declaration is None
    early, late = (read_mobilisation(dossier, action).declaration for action in (road, soon))
    assert early is not None
    assert late is not None
    assert (early.state, late.state) == (DeclarationState.TOO_EARLY, DeclarationState.TOO_LATE)
    change_mobilisation(dossier, mobilisation_id=road, values={"declared_on": early.safe_last})
    declared = read_mobilisation(dossier, road).declaration
    assert declared is not None
    assert declared.state is DeclarationState.DECLARED


def test_targets_and_commitments_are_linked_once(dossier: Dossier) -> None:
    official, commitment = an_official(dossier), made(dossier, "commitment", title="Plan vélo")
    action = planned(dossier, MobilisationKind.MARCH)
    add_target(dossier, mobilisation_id=action, official_id=official)
    add_commitment(dossier, mobilisation_id=action, commitment_id=commitment)
    with pytest.raises(InvalidInput):
        add_target(dossier, mobilisation_id=action, official_id=official)
    view = read_mobilisation(dossier, action)
    assert [target.name for target in view.targets] == ["Alix Morvan"]
    assert [promise.title for promise in view.commitments] == ["Plan vélo"]
    found = list_mobilisations(dossier, Query(filters=(("official", (official,)),))).rows
    assert [row.id for row in found] == [action]


def test_what_comes_first_is_what_comes_next(dossier: Dossier) -> None:
    for title, days, state in (
        ("Passée", -20, MobilisationState.DONE),
        ("Loin", 50, MobilisationState.IDEA),
        ("Bientôt", 5, MobilisationState.PREPARED),
        ("Annulée", 2, MobilisationState.CANCELLED),
    ):
        planned(dossier, MobilisationKind.STAND, days, title=title, mobilisation_state=state)
    assert [row.title for row in list_mobilisations(dossier, Query()).rows] == [
        "Bientôt",
        "Loin",
        "Annulée",
        "Passée",
    ]
    upcoming = list_mobilisations(dossier, Query(filters=(("when", ("upcoming",)),), sort="title")).rows
    assert [row.title for row in upcoming] == ["Bientôt", "Loin"]
    latest = latest_mobilisation(dossier)
    assert latest is not None
    assert read_mobilisation(dossier, latest).title == "Bientôt"
