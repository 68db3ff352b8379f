from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.domain.officials import ContactKind, Side
from altterr_desktop.importers.catalogue import recognise
from altterr_desktop.importers.contacts.cards import read_cards
from altterr_desktop.importers.contacts.fields import Field, WrongContactMapping, field_of, mapping_from
from altterr_desktop.importers.contacts.reader import NotContacts, read_contacts, split_name
from altterr_desktop.importers.files.problems import Problems

SAMPLES = Path(__file__).parent.parent / "samples"
PROGRAMS = ("contacts_outlook_fr.csv", "contacts_google.csv", "contacts_thunderbird_fr.csv", "contacts.vcf")


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_book_is_recognised_and_its_first_person_reads_the_same_whatever_program_wrote_it(
    name: str,
) -> None:
    assert recognise(SAMPLES / name) == "contacts"
    draft = read_contacts(SAMPLES / name).drafts[0]
    assert (draft.given_name, draft.family_name) == ("Solène", "Kergoat")
    assert draft.function.startswith("Adjointe au maire")
    assert "solene.kergoat@mairie.example" in [
        point.value for point in draft.points if point.contact_kind is ContactKind.EMAIL
    ]


@pytest.mark.parametrize("name", PROGRAMS)
def test_nothing_private_is_read(name: str) -> None:
    everything = repr(read_contacts(SAMPLES / name).drafts)
    for private in ("99 99 99", "1970", "Tue-Chien", "vélo", "Soso"):
        assert private not in everything


def test_outlook_in_french_writes_its_title_column_twice() -> None:
    draft = read_contacts(SAMPLES / "contacts_outlook_fr.csv").drafts[0]
    assert (draft.gender, draft.function) == ("F", "Adjointe au maire")
    address = next(point.value for point in draft.points if point.contact_kind is ContactKind.ADDRESS)
    assert address == "2, place de l'Hôtel de Ville, Lectoure, 32700"


def test_cards_of_all_versions_are_read_and_the_others_are_named_with_their_line() -> None:
    reading = read_contacts(SAMPLES / "contacts.vcf")
    assert [draft.name for draft in reading.drafts] == [
        "Solène Kergoat",
        "Bastien Ozanne",
        "Accueil de la mairie",
    ]
    assert reading.drafts[0].function == "Adjointe au maire chargée de la voirie"
    assert reading.drafts[1].department == "Transition écologique"
    left_out = [problem.line for problem in reading.problems if not problem.kept]
    assert left_out == [28, 32]


def test_a_table_without_names_says_which_columns_it_has(tmp_path: Path) -> None:
    path = tmp_path / "ventes.csv"
    path.write_text("Produit;Prix\nPain;1\n", "utf-8")
    with pytest.raises(NotContacts, match="Produit, Prix"):
        read_contacts(path)


def test_a_mapping_names_columns_that_exist(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Qui;Rôle précis;Joindre\nAlix Morvan;Maire;a@b.example\n", "utf-8")
    mapping = mapping_from({"full_name": "Qui", "function": "rôle précis", "email": ["Joindre"]})
    assert read_contacts(path, mapping=mapping).drafts[0].family_name == "Morvan"
    with pytest.raises(WrongContactMapping, match="Nom"):
        read_contacts(path, mapping=mapping_from({"full_name": "Nom"}))
    with pytest.raises(WrongContactMapping, match="couleur"):
        mapping_from({"couleur": "Qui"})


def test_a_list_of_officials_says_side_delegation_and_what_is_no_address(tmp_path: Path) -> None:
    path = tmp_path / "elus.csv"
    path.write_text(
        "Nom;Prénom;Fonction;Délégation;Majorité/opposition;Courriel\n"
        "MORVAN;Alix;Adjointe;Mobilités;Opposition;alix(chez)mairie\n",
        "utf-8",
    )
    reading = read_contacts(path)
    draft = reading.drafts[0]
    assert (draft.side, draft.delegation, draft.points) == (Side.OPPOSITION, "Mobilités", ())
    assert [(problem.line, problem.kept) for problem in reading.problems] == [(2, True)]


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("Anne Dupont", ("Anne", "Dupont")),
        ("DUPONT Anne", ("Anne", "DUPONT")),
        ("Dupont-Roux, Anne Marie", ("Anne Marie", "Dupont-Roux")),
        ("Anne DE LA TOUR", ("Anne", "DE LA TOUR")),
        ("Dupont", ("", "Dupont")),
    ],
)
def test_whole_names_are_cut(whole: str, parts: tuple[str, str]) -> None:
    assert split_name(whole) == parts


@pytest.mark.parametrize(
    "header", ["Téléphone (domicile)", "Home Phone", "Anniversaire", "E-mail 1 - Label", "Fax"]
)
def test_private_columns_are_no_field(header: str) -> None:
    assert field_of(header) is None


def test_every_field_is_reached_by_a_header_people_write() -> None:
    headers = (
        "Nom", "Prénom", "Nom complet", "Civilité", "Fonction", "Délégation", "Commune", "Société", "Service",
        "Étiquette", "Majorité", "Courriel", "Téléphone", "Adresse", "Site internet", "Secrétariat",
    )  # fmt: skip
    assert {field_of(header) for header in headers} == set(Field)


@given(st.binary(max_size=400))
def test_no_card_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, inside: bytes) -> None:
    path = tmp_path_factory.mktemp("cards") / "x.vcf"
    before, after = b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:", b"\r\nEND:VCARD\r\n"
    path.write_bytes(before + inside + after)
    problems = Problems()
    drafts = read_cards(path, problems)
    assert all(draft.name for draft in drafts)
