from collections.abc import Iterator
from pathlib import Path

import pytest

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.meetings import FollowUpState, MeetingSide
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.follow_ups import (
    add_follow_up,
    drop_follow_up,
    list_follow_ups,
    reopen_follow_up,
    tick_follow_up,
)
from tests.services.scenes import an_official, in_days, small_dossier


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with small_dossier(tmp_path) as opened:
        yield opened


def to_do(dossier: Dossier, title: str, days: int | None, **values: object) -> str:
    due_on = None if days is None else in_days(days)
    return add_follow_up(dossier, values={"title": title, "due_on": due_on, **values}).subject_id


def titles(dossier: Dossier, **query: object) -> list[str]:
    return [row.title for row in list_follow_ups(dossier, Query(**query)).rows]  # type: ignore[arg-type]


def test_the_due_day_itself_is_in_time_and_the_next_one_is_late(dossier: Dossier) -> None:
    to_do(dossier, "Ce jour", 0)
    to_do(dossier, "Hier", -1)
    to_do(dossier, "Sans date", None)
    rows = {row.title: row for row in list_follow_ups(dossier, Query()).rows}
    assert {title: row.overdue for title, row in rows.items()} == {
        "Hier": True,
        "Ce jour": False,
        "Sans date": False,
    }
    assert (rows["Hier"].days_late, rows["Ce jour"].days_late) == (1, 0)
    assert titles(dossier, filters=(("flag", ("overdue",)),)) == ["Hier"]


def test_soonest_first_without_a_day_after_and_done_at_the_end(dossier: Dossier) -> None:
    done = to_do(dossier, "Fait", -30)
    for title, days in (("Plus tard", 9), ("Sans date", None), ("Vite", 1)):
        to_do(dossier, title, days)
    tick_follow_up(dossier, follow_up_id=done)
    assert titles(dossier) == ["Vite", "Plus tard", "Sans date", "Fait"]
    assert titles(dossier, sort="due", descending=True) == ["Plus tard", "Vite", "Fait", "Sans date"]
    assert titles(dossier, sort="title") == ["Fait", "Plus tard", "Sans date", "Vite"]


def test_who_does_it_depends_on_the_side(dossier: Dossier) -> None:
    morvan, zoe = an_official(dossier), read_group(dossier).volunteers[0][0]
    to_do(dossier, "Envoyer le budget", 3, side=MeetingSide.THEIRS, official_id=morvan, volunteer_id=zoe)
    to_do(dossier, "Relire", 3, volunteer_id=zoe, official_id=morvan)
    rows = {row.title: row.who for row in list_follow_ups(dossier, Query()).rows}
    assert rows == {"Envoyer le budget": "Alix Morvan", "Relire": "Zoé"}
    assert titles(dossier, filters=(("side", ("theirs",)),)) == ["Envoyer le budget"]
    assert titles(dossier, filters=(("official", (morvan,)),), words="relir") == ["Relire"]


def test_ticked_dropped_and_opened_again(dossier: Dossier) -> None:
    task = to_do(dossier, "Relancer", -2)
    tick_follow_up(dossier, follow_up_id=task, done_on=in_days(-1))
    (row,) = list_follow_ups(dossier, Query()).rows
    assert (row.state, row.done_on, row.overdue) == (FollowUpState.DONE, in_days(-1), False)
    reopen_follow_up(dossier, follow_up_id=task)
    (row,) = list_follow_ups(dossier, Query()).rows
    assert (row.state, row.done_on, row.overdue) == (FollowUpState.OPEN, None, True)
    drop_follow_up(dossier, follow_up_id=task, why="Le poste est supprimé")
    (row,) = list_follow_ups(dossier, Query()).rows
    assert (row.state, row.notes) == (FollowUpState.DROPPED, "Le poste est supprimé")
    assert titles(dossier, filters=(("state", ("open",)),)) == []


def test_nothing_is_done_tomorrow(dossier: Dossier) -> None:
    task = to_do(dossier, "Relancer", 3)
    with pytest.raises(InvalidInput):
        tick_follow_up(dossier, follow_up_id=task, done_on=in_days(1))
