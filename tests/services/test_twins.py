import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from altterr_desktop.dossier.file import Dossier, Signature, create_dossier, open_dossier
from altterr_desktop.exchange.keys import seals_of
from altterr_desktop.exchange.receiving import receive_file
from altterr_desktop.exchange.sending import send_file
from altterr_desktop.journal.search_index import name_of
from altterr_desktop.journal.undo import undo
from altterr_desktop.model import record_classes
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.services.conflict_words import follow_merge, read_conflicts
from altterr_desktop.services.conflicts import count_conflicts, settle_conflict
from altterr_desktop.services.records import change_record, create_record, load_record
from altterr_desktop.services.twin_merge import compare_twins, merge_twins
from altterr_desktop.services.twins import decide_distinct, find_twins, in_order

Pair = tuple[Dossier, Dossier]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """Lend the dossiers of Zoé and Karim, alike, with two entries of one official and what hangs on them."""
    with create_dossier(tmp_path / "z.altterr", passphrase=None) as model:
        place = made(model, "territory", name="Saint-Aubin", code="99001")
        for given, phone, notes in (("Élodie", "01", "Écoute."), ("Elodie", "02", "Pressée.")):
            official = made(
                model,
                "official",
                given_name=given,
                family_name="Dupré",
                territory_id=place,
                political_label=f"Liste {phone}",
                notes=notes,
            )
            made(model, "contact_detail", official_id=official, value="e.dupre@exemple.fr")
            made(model, "contact_detail", official_id=official, value=phone)
            made(model, "commitment", title=f"Piste {phone}", official_id=official)
        seals_of(model)
    shutil.copyfile(tmp_path / "z.altterr", tmp_path / "k.altterr")
    with (
        open_dossier(tmp_path / "z.altterr", signature=Signature("z", "Zoé", "pc")) as zoe,
        open_dossier(tmp_path / "k.altterr", signature=Signature("k", "Karim", "pc2")) as karim,
    ):
        yield zoe, karim


def made(dossier: Dossier, kind: str, **values: object) -> str:
    return create_record(dossier, kind=kind, values=values).subject_id


def swap(one: Dossier, other: Dossier) -> None:
    for _time in range(2):
        letters = [
            send_file(dossier, dossier.path.with_suffix(".altlot")).paths[0] for dossier in (one, other)
        ]
        receive_file(one, letters[1])
        receive_file(other, letters[0])


def ids(dossier: Dossier) -> tuple[str, str]:
    (found,) = find_twins(dossier)
    return found.kept_id, found.other_id


def merge(dossier: Dossier, kept: str, other: str, *take: str) -> None:
    merge_twins(dossier, kind="official", one=other, other=kept, take=take)


def live_names(dossier: Dossier, kind: str) -> list[str]:
    record_class = record_classes()[kind]
    with dossier.reading() as session:
        rows = session.execute(select(record_class).where(~record_class.deleted)).scalars().all()
        return sorted(name_of(row) for row in rows)


def test_accents_do_not_make_two_people(pair: Pair) -> None:
    (found,) = find_twins(pair[0])
    assert {found.kept_name, found.other_name} == {"Élodie Dupré", "Elodie Dupré"}
    assert (found.kept_id, found.other_id) == in_order(found.other_id, found.kept_id)


def test_the_same_name_elsewhere_is_somebody_else(pair: Pair) -> None:
    zoe = pair[0]
    elsewhere = made(zoe, "territory", name="Autre-Ville", code="99002")
    made(zoe, "official", given_name="Élodie", family_name="Dupré", territory_id=elsewhere)
    assert len(find_twins(zoe)) == 1


def test_an_entry_without_territory_may_be_anybody_of_that_name(pair: Pair) -> None:
    zoe = pair[0]
    made(zoe, "official", given_name="Élodie", family_name="Dupré")
    assert len(find_twins(zoe)) == 3


def test_each_kind_is_compared_within_its_own_group(pair: Pair) -> None:
    zoe = pair[0]
    document = made(zoe, "pledge_document", title="Pacte")
    for title in (
        "Créer 20 km de pistes cyclables",
        "Créer 20 km de piste cyclable",
        "Créer 30 km de pistes cyclables",
    ):
        made(zoe, "commitment", title=title, pledge_document_id=document)
    for day, title in ((3, "Point mobilités"), (3, "Point mobilité"), (4, "Point mobilités")):
        made(zoe, "meeting", title=title, held_on=date(2029, 3, day))
    made(zoe, "volunteer", name="Zoé Martin", pseudonym="Zo")
    made(zoe, "volunteer", name="zoe martin")
    made(zoe, "territory", name="Saint Aubin", code="99001")
    found = [(one.kind, one.kept_name, one.other_name) for one in find_twins(zoe)]
    assert sorted(kind for kind, _one, _other in found) == [
        "commitment",
        "meeting",
        "official",
        "territory",
        "volunteer",
    ]
    assert not any("30 km" in one + other for _kind, one, other in found)


def test_what_is_told_apart_is_never_proposed_again_on_any_laptop(pair: Pair) -> None:
    zoe, karim = pair
    kept, other = ids(zoe)
    decide_distinct(zoe, kind="official", one=kept, other=other)
    assert find_twins(zoe) == ()
    swap(zoe, karim)
    assert find_twins(karim) == ()


def test_both_entries_are_shown_side_by_side(pair: Pair) -> None:
    zoe = pair[0]
    shown = compare_twins(zoe, kind="official", one=ids(zoe)[1], other=ids(zoe)[0])
    assert {field.name: field.differs for field in shown.fields} == {
        "given_name": True,
        "family_name": False,
        "territory_id": False,
        "political_label": True,
        "notes": True,
    }
    assert len(shown.kept_links) == 2


def test_nothing_is_lost_and_everything_moves(pair: Pair) -> None:
    zoe = pair[0]
    kept, other = ids(zoe)
    before = {one: load_record(zoe, one).values for one in (kept, other)}
    merge(zoe, kept, other, "political_label")
    values = load_record(zoe, kept).values
    assert load_record(zoe, other).deleted
    assert values["political_label"] == before[other]["political_label"]
    assert values["given_name"] == before[kept]["given_name"]
    for lost in (before[kept]["political_label"], before[other]["given_name"], "Écoute.", "Pressée."):
        assert lost in values["notes"]
    assert live_names(zoe, "contact_detail") == ["01", "02", "e.dupre@exemple.fr"]
    with zoe.reading() as session:
        assert set(session.execute(select(Commitment.official_id)).scalars()) == {kept}
    assert find_twins(zoe) == ()


def test_a_merge_is_taken_back_in_one_act(pair: Pair) -> None:
    zoe = pair[0]
    kept, other = ids(zoe)
    values = load_record(zoe, kept).values
    merge(zoe, kept, other)
    undo(zoe)
    assert load_record(zoe, kept).values == values
    assert not load_record(zoe, other).deleted
    assert live_names(zoe, "contact_detail").count("e.dupre@exemple.fr") == 2
    assert len(find_twins(zoe)) == 1


def test_two_laptops_that_merge_the_same_twins_come_to_the_same(pair: Pair) -> None:
    zoe, karim = pair
    kept, other = ids(zoe)
    merge(zoe, kept, other)
    merge(karim, kept, other)
    swap(zoe, karim)
    for dossier in pair:
        assert not load_record(dossier, kept).deleted
        assert load_record(dossier, other).deleted
        assert count_conflicts(dossier) == 0
        assert live_names(dossier, "contact_detail") == ["01", "02", "e.dupre@exemple.fr"]
        assert find_twins(dossier) == ()
    assert load_record(zoe, kept).values == load_record(karim, kept).values


def test_two_laptops_that_choose_other_values_lose_none(pair: Pair) -> None:
    zoe, karim = pair
    kept, other = ids(zoe)
    merge(zoe, kept, other, "political_label")
    merge(karim, kept, other)
    swap(zoe, karim)
    for dossier in pair:
        assert {one.conflict.field for one in read_conflicts(dossier)} == {"notes"}
        values = load_record(dossier, kept).values
        assert "Liste 01" in values["notes"]
        assert "Liste 02" in values["notes"]
        assert not load_record(dossier, kept).deleted
    assert load_record(zoe, kept).values == load_record(karim, kept).values


def test_a_change_made_elsewhere_to_the_merged_entry_is_shown_and_carried_over(pair: Pair) -> None:
    zoe, karim = pair
    kept, other = ids(zoe)
    merge(zoe, kept, other)
    change_record(karim, kind="official", record_id=other, values={"function_title": "Directrice"})
    swap(zoe, karim)
    (found,) = read_conflicts(zoe)
    assert (found.conflict.sort, found.merged_id) == ("deleted", kept)
    follow_merge(zoe, found)
    swap(zoe, karim)
    for dossier in pair:
        assert count_conflicts(dossier) == 0
        assert load_record(dossier, kept).values["function_title"] == "Directrice"
        assert load_record(dossier, other).deleted


def test_what_was_attached_elsewhere_to_the_merged_entry_follows(pair: Pair) -> None:
    zoe, karim = pair
    kept, other = ids(zoe)
    merge(zoe, kept, other)
    late = made(karim, "commitment", title="Cantine bio", official_id=other)
    swap(zoe, karim)
    (found,) = read_conflicts(karim)
    assert (found.conflict.sort, found.merged_id) == ("orphan", kept)
    follow_merge(karim, found)
    swap(zoe, karim)
    for dossier in pair:
        assert count_conflicts(dossier) == 0
        assert load_record(dossier, late).values["official_id"] == kept


def test_a_merged_entry_that_somebody_keeps_is_proposed_again(pair: Pair) -> None:
    zoe, karim = pair
    kept, other = ids(zoe)
    merge(zoe, kept, other)
    change_record(karim, kind="official", record_id=other, values={"function_title": "Directrice"})
    swap(zoe, karim)
    (found,) = read_conflicts(zoe)
    settle_conflict(zoe, found.conflict, "keep")
    assert len(find_twins(zoe)) == 1
