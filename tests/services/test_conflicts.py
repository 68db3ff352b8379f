import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from altterr_desktop.domain.errors import InvalidInput, NotFound
from altterr_desktop.dossier.file import Dossier, Signature, create_dossier, open_dossier
from altterr_desktop.exchange.keys import seals_of
from altterr_desktop.exchange.receiving import receive_file
from altterr_desktop.exchange.sending import send_file
from altterr_desktop.services.conflicts import (
    Conflict,
    count_conflicts,
    list_conflicts,
    settle_all_as_shown,
    settle_conflict,
)
from altterr_desktop.services.records import (
    change_record,
    create_record,
    delete_record,
    load_record,
    restore_record,
)

Pair = tuple[Dossier, Dossier, str]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """Lend the dossiers of Zoé and Karim, alike, and the commitment both hold."""
    with create_dossier(tmp_path / "z.altterr", passphrase=None) as model:
        values = {"title": "Piste", "notes": "Nous demandons un plan vélo avant la fin du mandat."}
        made = create_record(model, kind="commitment", values=values).subject_id
        seals_of(model)
    shutil.copyfile(tmp_path / "z.altterr", tmp_path / "k.altterr")
    with (
        open_dossier(tmp_path / "z.altterr", signature=Signature("z", "Zoé", "pc")) as zoe,
        open_dossier(tmp_path / "k.altterr", signature=Signature("k", "Karim", "pc2")) as karim,
    ):
        yield zoe, karim, made


def swap(one: Dossier, other: Dossier) -> None:
    """Exchange both ways by e-mail."""
    letters = [send_file(dossier, dossier.path.with_suffix(".altlot")).paths[0] for dossier in (one, other)]
    receive_file(one, letters[1])
    receive_file(other, letters[0])


def change(dossier: Dossier, made: str, **values: object) -> None:
    change_record(dossier, kind="commitment", record_id=made, values=values)


def the_conflict(dossier: Dossier) -> Conflict:
    (found,) = list_conflicts(dossier)
    return found


def test_two_titles_are_both_shown_with_who_and_when(pair: Pair) -> None:
    zoe, karim, made = pair
    change(zoe, made, title="Piste du lycée")
    change(karim, made, title="Piste de l’école")
    swap(zoe, karim)
    found = the_conflict(zoe)
    assert (found.sort, found.field, found.shown) == ("values", "title", "Piste de l’école")
    assert [(one.value, one.who, one.device) for one in found.versions] == [
        ("Piste du lycée", "Zoé", "pc"),
        ("Piste de l’école", "Karim", "pc2"),
    ]
    assert count_conflicts(karim) == 1


def test_one_click_settles_for_everybody(pair: Pair) -> None:
    zoe, karim, made = pair
    change(zoe, made, title="Piste du lycée")
    change(karim, made, title="Piste de l’école")
    swap(zoe, karim)
    found = the_conflict(zoe)
    settle_conflict(zoe, found, found.versions[0].commit_id)
    assert (count_conflicts(zoe), load_record(zoe, made).name) == (0, "Piste du lycée")
    swap(zoe, karim)
    assert (count_conflicts(karim), load_record(karim, made).name) == (0, "Piste du lycée")


def test_agreeing_on_what_is_shown_settles_too(pair: Pair) -> None:
    zoe, karim, made = pair
    change(zoe, made, title="Piste du lycée")
    change(karim, made, title="Piste de l’école")
    swap(zoe, karim)
    settle_conflict(karim, the_conflict(karim), "shown")
    swap(zoe, karim)
    assert (count_conflicts(zoe), count_conflicts(karim)) == (0, 0)
    assert load_record(zoe, made).name == "Piste de l’école"


def test_the_same_change_on_both_sides_is_no_conflict(pair: Pair) -> None:
    zoe, karim, made = pair
    for dossier in (zoe, karim):
        change(dossier, made, title="Piste du lycée")
    swap(zoe, karim)
    assert count_conflicts(zoe) == 0


def test_texts_changed_in_different_places_are_merged_and_shown_until_saved(pair: Pair) -> None:
    zoe, karim, made = pair
    change(zoe, made, notes="Nous demandons un plan vélo chiffré avant la fin du mandat.")
    change(karim, made, notes="Nous demandons un plan vélo avant la fin de 2027.")
    swap(zoe, karim)
    found = the_conflict(zoe)
    assert found.sort == "text"
    assert found.shown == "Nous demandons un plan vélo chiffré avant la fin de 2027."
    assert load_record(karim, made).values["notes"] == found.shown
    change(zoe, made, notes=f"{found.shown} Merci.")
    swap(zoe, karim)
    assert (count_conflicts(zoe), count_conflicts(karim)) == (0, 0)


def test_a_clash_keeps_both_passages(pair: Pair) -> None:
    zoe, karim, made = pair
    change(zoe, made, notes="Nous exigeons un plan vélo avant la fin du mandat.")
    change(karim, made, notes="Nous espérons un plan vélo avant la fin du mandat.")
    swap(zoe, karim)
    found = the_conflict(karim)
    assert found.sort == "clash"
    assert "exigeons" in found.shown
    assert "espérons" in found.shown


@pytest.mark.parametrize(("choice", "deleted"), [("keep", False), ("delete", True)])
def test_a_record_deleted_here_and_changed_there_lives_until_somebody_decides(
    pair: Pair, choice: str, *, deleted: bool
) -> None:
    zoe, karim, made = pair
    delete_record(zoe, kind="commitment", record_id=made)
    change(karim, made, title="Piste du lycée")
    swap(zoe, karim)
    found = the_conflict(zoe)
    assert (found.sort, load_record(zoe, made).deleted) == ("deleted", False)
    assert {(one.who, one.field, one.value) for one in found.versions} == {
        ("Zoé", "deleted", True),
        ("Karim", "title", "Piste du lycée"),
    }
    settle_conflict(zoe, found, choice)
    swap(zoe, karim)
    for dossier in (zoe, karim):
        assert (count_conflicts(dossier), load_record(dossier, made).deleted) == (0, deleted)


def test_a_change_made_before_the_deletion_was_known_to_who_deleted_and_stays_so(pair: Pair) -> None:
    zoe, karim, made = pair
    change(karim, made, title="Piste du lycée")
    swap(zoe, karim)
    delete_record(zoe, kind="commitment", record_id=made)
    swap(zoe, karim)
    for dossier in (zoe, karim):
        assert (count_conflicts(dossier), load_record(dossier, made).deleted) == (0, True)


def test_two_deletions_agree(pair: Pair) -> None:
    zoe, karim, made = pair
    for dossier in (zoe, karim):
        delete_record(dossier, kind="commitment", record_id=made)
    swap(zoe, karim)
    assert (count_conflicts(zoe), load_record(zoe, made).deleted) == (0, True)


def test_a_deletion_and_a_return_at_the_same_time_keep_the_record(pair: Pair) -> None:
    zoe, karim, made = pair
    delete_record(zoe, kind="commitment", record_id=made)
    swap(zoe, karim)
    restore_record(karim, kind="commitment", record_id=made)
    swap(zoe, karim)
    for dossier in (zoe, karim):
        assert (count_conflicts(dossier), load_record(dossier, made).deleted) == (0, False)


@pytest.mark.parametrize(("choice", "deleted"), [("keep", False), ("delete", True)])
def test_what_refers_to_a_record_deleted_elsewhere_is_shown(
    pair: Pair, choice: str, *, deleted: bool
) -> None:
    zoe, karim, made = pair
    delete_record(zoe, kind="commitment", record_id=made)
    follow_up = create_record(
        karim, kind="follow_up", values={"title": "Relancer", "commitment_id": made}
    ).subject_id
    swap(zoe, karim)
    for dossier in (zoe, karim):
        found = the_conflict(dossier)
        assert (found.sort, found.record_id, found.target_id) == ("orphan", follow_up, made)
        assert found.target_name == "Piste"
    settle_conflict(zoe, the_conflict(zoe), choice)
    swap(zoe, karim)
    for dossier in (zoe, karim):
        assert (count_conflicts(dossier), load_record(dossier, made).deleted) == (0, deleted)


def test_parts_that_were_known_when_their_whole_was_deleted_are_no_conflict(pair: Pair) -> None:
    zoe, karim, made = pair
    create_record(zoe, kind="follow_up", values={"title": "Relancer", "commitment_id": made})
    delete_record(zoe, kind="commitment", record_id=made)
    swap(zoe, karim)
    assert (count_conflicts(zoe), count_conflicts(karim)) == (0, 0)


def test_several_are_settled_at_once(pair: Pair) -> None:
    zoe, karim, made = pair
    other = create_record(zoe, kind="commitment", values={"title": "Cantine"}).subject_id
    swap(zoe, karim)
    for dossier, word in ((zoe, "A"), (karim, "B")):
        change(dossier, made, title=f"Piste {word}")
        change(dossier, other, title=f"Cantine {word}")
    swap(zoe, karim)
    changes = settle_all_as_shown(zoe, list_conflicts(zoe))
    assert "2" in changes.label
    swap(zoe, karim)
    assert (count_conflicts(zoe), count_conflicts(karim)) == (0, 0)
    with pytest.raises(InvalidInput):
        settle_all_as_shown(zoe, list_conflicts(zoe))


def test_an_unknown_choice_is_refused(pair: Pair) -> None:
    zoe, karim, made = pair
    change(zoe, made, title="Un")
    change(karim, made, title="Deux")
    swap(zoe, karim)
    with pytest.raises(NotFound):
        settle_conflict(zoe, the_conflict(zoe), "autre")


def test_undoing_a_change_that_was_overruled_elsewhere_loses_nothing(pair: Pair) -> None:
    from altterr_desktop.journal.undo import undo

    zoe, karim, made = pair
    change(zoe, made, title="Un")
    change(karim, made, title="Deux")
    swap(zoe, karim)
    skipped = undo(zoe).skipped
    swap(zoe, karim)
    assert load_record(zoe, made).name == load_record(karim, made).name
    assert skipped == (("commitment", made, "title"),)
