from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from altterr_desktop.domain.errors import NotFound
from altterr_desktop.dossier.errors import DossierError
from altterr_desktop.dossier.file import Dossier, Signature, open_dossier
from altterr_desktop.journal.undo import redo, undo, undo_state
from altterr_desktop.services.fields import today
from altterr_desktop.services.looking import copy_to_look
from altterr_desktop.services.records import change_record, delete_record, load_record
from altterr_desktop.services.restoring import give_back, read_act, search_history
from tests.builders import a_commitment, a_dossier, a_record


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[tuple[Dossier, str]]:
    with a_dossier(tmp_path) as dossier:
        made = a_commitment(dossier, title="Piste", notes="")
        dossier.signature = Signature("", "Karim", "portable")
        change_record(
            dossier, kind="commitment", record_id=made, values={"title": "Piste du lycée", "page": "12"}
        )
        change_record(dossier, kind="commitment", record_id=made, values={"title": "Cantine"})
        yield dossier, made


def newest(dossier: Dossier, words: str = "") -> str:
    return search_history(dossier, words=words).lines[0].commit_id


def test_a_field_takes_back_the_value_it_had_before_an_act(scene: tuple[Dossier, str]) -> None:
    dossier, made = scene
    act = next(line.commit_id for line in search_history(dossier, words="page").lines if "Page" in line.label)
    edits = {one.field: one for one in read_act(dossier, act)}
    assert (edits["title"].before, edits["title"].after) == ("Piste", "Piste du lycée")
    assert edits["title"].can_return
    changes = give_back(dossier, act, [(made, "title")])
    assert load_record(dossier, made).values["title"] == "Piste"
    assert load_record(dossier, made).values["page"] == "12"
    assert "Piste" in changes.label
    assert not {one.field: one for one in read_act(dossier, act)}["title"].can_return
    undo(dossier)
    assert load_record(dossier, made).values["title"] == "Cantine"


def test_a_deleted_record_lives_again(scene: tuple[Dossier, str]) -> None:
    dossier, made = scene
    delete_record(dossier, kind="commitment", record_id=made)
    act = newest(dossier)
    (edit,) = read_act(dossier, act)
    assert (edit.field, edit.can_return) == ("deleted", True)
    give_back(dossier, act, [(made, "deleted")])
    assert not load_record(dossier, made).deleted


def test_nothing_to_give_back_is_said(scene: tuple[Dossier, str]) -> None:
    with pytest.raises(NotFound):
        give_back(scene[0], newest(scene[0]), [])


def test_acts_are_found_by_words_person_and_record(scene: tuple[Dossier, str]) -> None:
    dossier, made = scene
    other = a_record(dossier, "meeting", title="Point mobilités")
    assert "Point mobilités" in search_history(dossier, words="point mobilites").lines[0].label
    assert len(search_history(dossier, words="point mobilites").lines) == 1
    assert len(search_history(dossier, record_id=made, author="Karim").lines) == 2
    assert len(search_history(dossier, record_id=other).lines) == 1
    assert search_history(dossier, words="rien de tel").lines == ()
    assert search_history(dossier, until=today() - timedelta(days=1)).lines == ()


def test_a_search_goes_on_where_it_stopped(scene: tuple[Dossier, str]) -> None:
    dossier, _made = scene
    first = search_history(dossier, words="piste", limit=1)
    assert len(first.lines) == 1
    assert first.next_offset is not None
    second = search_history(dossier, words="piste", limit=1, offset=first.next_offset)
    assert second.lines[0].commit_id != first.lines[0].commit_id


def test_undo_and_redo_outlive_the_session(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        made = a_commitment(dossier, title="Piste")
        change_record(dossier, kind="commitment", record_id=made, values={"title": "Cantine"})
        signature = dossier.signature
    with open_dossier(dossier.path, signature=signature) as dossier:
        assert undo_state(dossier).undo_label
        undo(dossier)
        assert load_record(dossier, made).values["title"] == "Piste"
    with open_dossier(dossier.path, signature=signature) as dossier:
        assert undo_state(dossier).redo_label
        redo(dossier)
        assert load_record(dossier, made).values["title"] == "Cantine"


def test_the_dossier_of_a_former_day_is_a_sealed_copy(scene: tuple[Dossier, str], tmp_path: Path) -> None:
    dossier, made = scene
    folder = tmp_path / "private"
    folder.mkdir()
    look = copy_to_look(dossier, today(), folder)
    assert [path.name for path in folder.iterdir()] == [dossier.path.name]
    with pytest.raises(DossierError):
        open_dossier(look.path)
    with open_dossier(look.path, passphrase=look.passphrase) as copy:
        assert load_record(copy, made).values["title"] == "Cantine"
    assert look.left_out == 0


def test_what_was_done_later_is_not_in_it(scene: tuple[Dossier, str], tmp_path: Path) -> None:
    dossier, made = scene
    folder = tmp_path / "private"
    folder.mkdir()
    look = copy_to_look(dossier, date(2020, 1, 1), folder)
    assert look.left_out > 0
    with open_dossier(look.path, passphrase=look.passphrase) as copy, pytest.raises(NotFound):
        load_record(copy, made)
