from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.dossier.file import Dossier, Signature, create_dossier, open_dossier
from altterr_desktop.journal.undo import redo, undo, undo_state
from altterr_desktop.journal.verify import verify
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.services.records import change_record, create_record, delete_record

ZOE = Signature("z", "Zoé", "portable de Zoé")
KARIM = Signature("k", "Karim", "portable de Karim")


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with create_dossier(tmp_path / "a.altterr", passphrase=None, signature=ZOE) as dossier:
        create_record(dossier, kind="group", values={"name": "Groupe"})
        yield dossier


def title_of(dossier: Dossier, record_id: str) -> str | None:
    with dossier.reading() as session:
        record = session.get_one(Commitment, record_id)
        return None if record.deleted else record.title


def test_undo_and_redo_walk_back_and_forth(dossier: Dossier) -> None:
    one = create_record(dossier, kind="commitment", values={"title": "Un"}).subject_id
    change_record(dossier, kind="commitment", record_id=one, values={"title": "Deux"})
    change_record(dossier, kind="commitment", record_id=one, values={"title": "Trois"})
    seen = []
    for step in (undo, undo, undo, redo, redo, redo):
        step(dossier)
        seen.append(title_of(dossier, one))
    assert seen == ["Deux", "Un", None, "Un", "Deux", "Trois"]
    assert verify(dossier) == []


def test_the_label_says_what_would_be_undone(dossier: Dossier) -> None:
    assert undo_state(dossier).undo_label == ""
    create_record(dossier, kind="commitment", values={"title": "Piste cyclable"})
    assert "Piste cyclable" in undo_state(dossier).undo_label
    undo(dossier)
    state = undo_state(dossier)
    assert (state.undo_label, "Piste cyclable" in state.redo_label) == ("", True)


def test_a_new_act_ends_the_way_forward(dossier: Dossier) -> None:
    one = create_record(dossier, kind="commitment", values={"title": "Un"}).subject_id
    change_record(dossier, kind="commitment", record_id=one, values={"title": "Deux"})
    undo(dossier)
    change_record(dossier, kind="commitment", record_id=one, values={"title": "Autre"})
    with pytest.raises(InvalidInput):
        redo(dossier)
    undo(dossier)
    assert title_of(dossier, one) == "Un"


def test_the_dossier_s_own_creation_is_not_to_be_undone(dossier: Dossier) -> None:
    with pytest.raises(InvalidInput):
        undo(dossier)


def test_a_deletion_is_given_back(dossier: Dossier) -> None:
    one = create_record(dossier, kind="commitment", values={"title": "Un"}).subject_id
    delete_record(dossier, kind="commitment", record_id=one)
    undo(dossier)
    assert title_of(dossier, one) == "Un"


def test_undo_leaves_alone_what_somebody_changed_since(dossier: Dossier) -> None:
    one = create_record(dossier, kind="commitment", values={"title": "Un"}).subject_id
    change_record(dossier, kind="commitment", record_id=one, values={"title": "Deux", "page": "4"})
    dossier.signature = KARIM
    change_record(dossier, kind="commitment", record_id=one, values={"title": "De Karim"})
    dossier.signature = ZOE
    changes = undo(dossier)
    assert title_of(dossier, one) == "De Karim"
    assert changes.skipped == (("commitment", one, "title"),)
    with dossier.reading() as session:
        assert session.get_one(Commitment, one).page == ""


def test_undo_is_for_this_laptop_s_acts(dossier: Dossier) -> None:
    create_record(dossier, kind="commitment", values={"title": "De Zoé"})
    dossier.signature = KARIM
    with pytest.raises(InvalidInput):
        undo(dossier)


def test_undo_works_after_closing_and_opening_again(dossier: Dossier) -> None:
    one = create_record(dossier, kind="commitment", values={"title": "Un"}).subject_id
    dossier.close()
    with open_dossier(dossier.path, signature=ZOE) as again:
        undo(again)
        assert title_of(again, one) is None


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["set", "delete", "create", "undo", "redo"]), max_size=14))
def test_undoing_everything_comes_back_to_nothing(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    path = tmp_path_factory.mktemp("undo") / "a.altterr"
    with create_dossier(path, passphrase=None, signature=ZOE) as dossier:
        create_record(dossier, kind="group", values={"name": "Groupe"})
        ids: list[str] = []
        for number, step in enumerate(steps):
            _play(dossier, ids, step, number)
        while undo_state(dossier).undo_label:
            undo(dossier)
        with dossier.reading() as session:
            alive = session.execute(select(Commitment.title).where(~Commitment.deleted)).scalars().all()
        assert list(alive) == []
        assert verify(dossier) == []


def _play(dossier: Dossier, ids: list[str], step: str, number: int) -> None:
    alive = [one for one in ids if title_of(dossier, one) is not None]
    if step == "create" or (step in ("set", "delete") and not alive):
        ids.append(create_record(dossier, kind="commitment", values={"title": f"n°{number}"}).subject_id)
    elif step == "set":
        change_record(dossier, kind="commitment", record_id=alive[-1], values={"title": f"n°{number}"})
    elif step == "delete":
        delete_record(dossier, kind="commitment", record_id=alive[0])
    elif step == "undo" and undo_state(dossier).undo_label:
        undo(dossier)
    elif step == "redo" and undo_state(dossier).redo_label:
        redo(dossier)
