from pathlib import Path

import pytest

from altterr_desktop.domain.drafts import ContactDraft, ContactPoint
from altterr_desktop.domain.officials import ContactKind, OfficialKind, Side
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.undo import undo
from altterr_desktop.services.contact_import import apply_contacts, is_elected, preview_contacts
from altterr_desktop.services.contacts import read_contact_book
from altterr_desktop.services.records import load_record
from altterr_desktop.services.tables import read_table
from tests.builders import a_dossier, a_record, an_official

ALIX = ContactDraft(
    2,
    "Alix",
    "Morvan",
    function="Adjointe au maire",
    delegation="Mobilités",
    territory="L’Isle-Jourdain",
    side=Side.MAJORITY,
    points=(
        ContactPoint(ContactKind.EMAIL, "alix@mairie.example"),
        ContactPoint(ContactKind.PHONE, "05 62 00 00 01"),
    ),
)
SERVICE = ContactDraft(3, "Bastien", "Ozanne", function="Directeur des services techniques")


def officials(dossier: Dossier) -> list[dict[str, object]]:
    return read_table(dossier, "official")


def test_people_come_in_with_their_seat_and_how_to_reach_them(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        _changes, counts = apply_contacts(dossier, [ALIX, SERVICE], source="mairie.vcf")
        assert (counts.created, counts.updated) == (2, 0)
        alix, bastien = sorted(officials(dossier), key=lambda row: str(row["family_name"]))
        assert alix["seats"][0]["delegation"] == "Mobilités"  # type: ignore[index]
        assert bastien["official_kind"] is OfficialKind.STAFF
        details = read_table(dossier, "contact_detail")
        assert {row["value"] for row in details} == {"alix@mairie.example", "05 62 00 00 01"}
        assert all("mairie.vcf" in row["source"] for row in details)


def test_a_second_import_of_the_same_book_changes_nothing(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        apply_contacts(dossier, [ALIX, SERVICE], source="mairie.vcf")
        changes, counts = apply_contacts(dossier, [ALIX, SERVICE], source="mairie.vcf")
        assert (counts.created, counts.updated, counts.unchanged) == (0, 0, 2)
        assert not changes


def test_the_same_number_written_abroad_is_not_added_again(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        apply_contacts(dossier, [ALIX], source="a.vcf")
        abroad = ContactDraft(
            1, "ALIX", "MORVAN", points=(ContactPoint(ContactKind.PHONE, "+33 5 62 00 00 01"),)
        )
        counts = preview_contacts(dossier, [abroad], source="b.vcf").counts
        assert (counts.unchanged, counts.updated) == (1, 0)


def test_what_somebody_typed_is_never_replaced(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        known = an_official(dossier, political_label="Divers écologistes", political_label_source="presse")
        draft = ContactDraft(1, "Alix", "Morvan", political_label="Autre", gender="F")
        apply_contacts(dossier, [draft], source="a.csv")
        record = load_record(dossier, known)
        assert record.values["political_label"] == "Divers écologistes"
        assert record.values["political_label_source"] == "presse"
        assert record.values["gender"] == "F"


def test_namesakes_are_told_apart_by_an_address_or_left_to_a_person(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        first, _second = an_official(dossier), an_official(dossier)
        a_record(
            dossier,
            "contact_detail",
            official_id=first,
            contact_kind=ContactKind.EMAIL,
            value="alix@mairie.example",
        )
        known = ContactDraft(
            1,
            "Alix",
            "Morvan",
            points=(
                ContactPoint(ContactKind.EMAIL, "Alix@mairie.example"),
                ContactPoint(ContactKind.PHONE, "05 62 00 00 02"),
            ),
        )
        assert preview_contacts(dossier, [known], source="a").lines[0].record_id == first
        preview = preview_contacts(dossier, [ContactDraft(1, "Alix", "Morvan")], source="a")
        assert preview.counts.skipped == 1
        assert "Alix Morvan" in preview.problems[0].reason


def test_whoever_was_deleted_on_purpose_does_not_come_back_but_an_undone_import_does(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        apply_contacts(dossier, [ALIX], source="a")
        undo(dossier)
        assert officials(dossier) == []
        _changes, counts = apply_contacts(dossier, [ALIX], source="a")
        assert counts.created + counts.updated == 1
        assert len(officials(dossier)) == 1


def test_two_laptops_that_import_the_same_book_get_the_same_people(tmp_path: Path) -> None:
    with a_dossier(tmp_path, name="a") as one, a_dossier(tmp_path, name="b") as other:
        apply_contacts(one, [ALIX, SERVICE], source="a")
        apply_contacts(other, [ALIX, SERVICE], source="a")
        assert {row["id"] for row in officials(one)} == {row["id"] for row in officials(other)}


def test_the_book_that_leaves_names_no_staff(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        apply_contacts(dossier, [ALIX, SERVICE], source="a")
        names = [(contact.family_name, contact.function) for contact in read_contact_book(dossier)]
        assert names == [("", "Directeur des services techniques"), ("Morvan", "Adjointe au maire")]


@pytest.mark.parametrize(
    "function", ["Maire", "1re adjointe", "Conseillère municipale", "Vice-président", "Députée", ""]
)
def test_elected_functions(function: str) -> None:
    assert is_elected(function)


@pytest.mark.parametrize(
    "function",
    [
        "Directeur général des services",
        "Secrétaire générale de mairie",
        "Chargée de mission climat",
        "Directeur de cabinet du maire",
    ],
)
def test_functions_of_services(function: str) -> None:
    assert not is_elected(function)
