from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from altterr_desktop.dossier.file import Dossier, Signature, open_dossier
from altterr_desktop.exchange.keys import seals_of
from altterr_desktop.exchange.receiving import receive_file
from altterr_desktop.exchange.sending import send_file
from altterr_desktop.services.conflict_words import count_conflicts_of, read_conflicts, settle_text
from altterr_desktop.services.conflicts import count_conflicts
from altterr_desktop.services.records import change_record, delete_record, load_record
from tests.builders import a_commitment, a_dossier, a_record

Pair = tuple[Dossier, Dossier, str]


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    with a_dossier(tmp_path, name="zoe") as model:
        made = a_commitment(model, title="Piste", notes="Nous demandons un plan vélo avant la fin du mandat.")
        seals_of(model)
    shutil.copyfile(tmp_path / "zoe.altterr", tmp_path / "karim.altterr")
    with (
        open_dossier(tmp_path / "zoe.altterr", signature=Signature("z", "Zoé", "pc")) as zoe,
        open_dossier(tmp_path / "karim.altterr", signature=Signature("k", "Karim", "pc2")) as karim,
    ):
        yield zoe, karim, made


def swap(one: Dossier, other: Dossier) -> None:
    letters = [send_file(dossier, dossier.path.with_suffix(".altlot")).paths[0] for dossier in (one, other)]
    receive_file(one, letters[1])
    receive_file(other, letters[0])


def both(pair: Pair, ours: dict[str, object], theirs: dict[str, object]) -> None:
    zoe, karim, made = pair
    change_record(zoe, kind="commitment", record_id=made, values=ours)
    change_record(karim, kind="commitment", record_id=made, values=theirs)
    swap(zoe, karim)


def test_values_are_written_as_people_read_them(pair: Pair) -> None:
    both(pair, {"made_on": date(2026, 3, 1)}, {"made_on": None, "level": 2, "publishable": False})
    both(pair, {"publishable": True, "made_on": date(2026, 3, 2)}, {"made_on": date(2026, 4, 1)})
    (found,) = read_conflicts(pair[0])
    assert [one.text for one in found.versions] == ["02/03/2026", "01/04/2026"]
    assert found.shown_text == "01/04/2026"
    assert "Zoé" in found.sentence
    assert "Karim" in found.sentence


def test_the_passages_that_differ_are_marked_in_each_text(pair: Pair) -> None:
    both(
        pair,
        {"notes": "Nous exigeons un plan vélo avant la fin du mandat."},
        {"notes": "Nous espérons un plan vélo avant la fin du mandat."},
    )
    (found,) = read_conflicts(pair[0])
    assert found.conflict.sort == "clash"
    marked = [one.text[start:end].strip() for one in found.versions for start, end in one.marks]
    assert marked == ["exigeons", "espérons"]
    assert len(found.clashes) == 2
    assert all(found.shown_text[start:end].startswith("⟦") for start, end in found.clashes)


def test_a_wording_of_ones_own_settles_a_text(pair: Pair) -> None:
    both(pair, {"notes": "Nous exigeons un plan."}, {"notes": "Nous espérons un plan."})
    zoe, karim, made = pair
    (found,) = read_conflicts(zoe)
    settle_text(zoe, found.conflict, "Nous voulons un plan.")
    swap(zoe, karim)
    for dossier in (zoe, karim):
        assert count_conflicts(dossier) == 0
        assert load_record(dossier, made).values["notes"] == "Nous voulons un plan."


def test_a_deletion_says_who_deleted_and_who_changed(pair: Pair) -> None:
    zoe, karim, made = pair
    delete_record(zoe, kind="commitment", record_id=made)
    change_record(karim, kind="commitment", record_id=made, values={"title": "Piste du lycée"})
    swap(zoe, karim)
    (found,) = read_conflicts(karim)
    assert found.is_deletion
    assert found.sentence.index("Zoé") < found.sentence.index("Karim")
    assert {one.text for one in found.versions} >= {"supprimé"}


def test_a_dispute_about_a_part_counts_for_the_whole(pair: Pair) -> None:
    zoe, karim, made = pair
    evidence = a_record(zoe, "evidence", commitment_id=made, title="Délibération")
    swap(zoe, karim)
    for dossier, title in ((zoe, "Délibération du 3"), (karim, "Délibération du 4")):
        change_record(dossier, kind="evidence", record_id=evidence, values={"title": title})
    swap(zoe, karim)
    assert count_conflicts_of(zoe, made) == 1
    assert [one.page_id for one in read_conflicts(zoe, record_id=made)] == [made]
    other = a_commitment(zoe)
    assert count_conflicts_of(zoe, other) == 0
    assert read_conflicts(zoe, record_id=other) == ()
