"""Names of people and places, and lists of words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.i18n import language_set
from altterr_desktop.i18n.names import (
    civil,
    count_words,
    display_name,
    join_words,
    labelled,
    of_name,
    of_place,
    sort_name,
)


@pytest.mark.parametrize(("given_name", "family", "shown"), [
    ("Anne", "DE LA TOUR", "Anne de la Tour"),
    ("PAUL", "D'ORNANO", "Paul D'Ornano"),
    ("Marie", "MARTIN D’ORNANO", "Marie Martin d’Ornano"),
    ("Jean-Pierre", "LE GOFF", "Jean-Pierre Le Goff"),
    ("jean", "du bois", "Jean du Bois"),
    ("Ian", "MCDONALD", "Ian McDonald"),
    ("Sofia", "MCHIRI", "Sofia Mchiri"),
    ("Ada", "O'BRIEN", "Ada O'Brien"),
    ("Awa", "N'DIAYE", "Awa N'Diaye"),
    ("Luc", "VAN DER BERG", "Luc Van der Berg"),
    ("Zoé", "DUPONT DE L'ESTOILE", "Zoé Dupont de l'Estoile"),
    ("Inès", "DA SILVA", "Inès Da Silva"),
    ("Ève", "SAINT-EXUPÉRY", "Ève Saint-Exupéry"),
    ("Léa", "de LA TOUR", "Léa de la Tour"),
    ("Bo", "Y", "Bo Y"),
    ("Li", "DU", "Li Du"),
    ("", "ÉLÉGANT", "Élégant"),
    ("Ana", "", "Ana"),
    ("Ana", "McGregor-LeFay", "Ana McGregor-LeFay"),
    ("  Ana ", " ROY ", "Ana Roy"),
])  # fmt: skip
def test_registers_capitals_are_set_back(given_name: str, family: str, shown: str) -> None:
    assert display_name(given_name, family) == shown


@given(st.text(st.characters(categories=["Lu", "Ll"]) | st.sampled_from(" -'’"), max_size=30))
def test_no_letter_of_a_name_is_lost(name: str) -> None:
    assert display_name("", name).lower().upper() == " ".join(name.split()).lower().upper()


@given(st.text(st.sampled_from("ABDELOÉ '-’Y"), max_size=20), st.text(st.sampled_from("ABÉ -"), max_size=8))
def test_a_shown_name_is_shown_as_it_is(family: str, given_name: str) -> None:
    shown = display_name(given_name, family)
    assert display_name("", shown).lower() == shown.lower()


def test_people_sort_by_family_name_without_accents() -> None:
    people = [("Zoé", "ÉTIENNE"), ("Ana", "Zola"), ("Luc", "D'Ornano"), ("Ali", "Etienne")]
    assert [given for given, family in sorted(people, key=lambda one: sort_name(*one))] == [
        "Luc",
        "Ali",
        "Zoé",
        "Ana",
    ]


def test_titles() -> None:
    with language_set("fr"):
        assert [civil("M"), civil("f"), civil(""), civil("?")] == ["M.", "Mme", "", ""]
    with language_set("en"):
        assert [civil("M"), civil("F")] == ["Mr", "Ms"]


@pytest.mark.parametrize(("name", "words"), [
    ("Karim", "de Karim"),
    ("Élodie", "d’Élodie"),
    ("Hélène", "d’Hélène"),
    ("Hugo", "d’Hugo"),
    ("Hadrien", "d’Hadrien"),
    ("Hamid", "de Hamid"),
    ("Hussein", "de Hussein"),
    ("Yves", "d’Yves"),
    ("Yasmine", "de Yasmine"),
    ("Œuvrard", "d’Œuvrard"),
    ("", "de "),
])  # fmt: skip
def test_of_somebody(name: str, words: str) -> None:
    with language_set("fr"):
        assert of_name(name) == words


def test_of_somebody_in_english() -> None:
    with language_set("en"):
        assert of_name("Élodie") == "of Élodie"
        assert of_place("Le Mans") == "of Le Mans"


@pytest.mark.parametrize(("name", "words"), [
    ("Lyon", "de Lyon"),
    ("Arles", "d’Arles"),
    ("Le Mans", "du Mans"),
    ("Les Ulis", "des Ulis"),
    ("La Rochelle", "de La Rochelle"),
    ("Hyères", "d’Hyères"),
    ("Haguenau", "de Haguenau"),
    ("Lescar", "de Lescar"),
])  # fmt: skip
def test_of_a_place(name: str, words: str) -> None:
    with language_set("fr"):
        assert of_place(name) == words


def test_lists_of_words() -> None:
    with language_set("fr"):
        assert [join_words(list("abc"[:size])) for size in range(4)] == ["", "a", "a et b", "a, b et c"]
    with language_set("en"):
        assert join_words(["a", "b", "c"]) == "a, b and c"


def test_a_count_goes_with_its_words() -> None:
    with language_set("fr"):
        assert count_words("in {count} day", "in {count} days", 1) == "dans 1 jour"
        assert count_words("in {count} day", "in {count} days", 1200) == "dans 1\u00a0200 jours"
    with language_set("en"):
        assert (
            count_words("{count} file of {name}", "{count} files of {name}", 0, name="Ana")
            == "0 files of Ana"
        )


def test_a_value_follows_what_it_is_with_the_spaces_of_the_language() -> None:
    with language_set("fr"):
        assert labelled("Échéance", "mai 2026") == "Échéance\u00a0: mai 2026"
    with language_set("en"):
        assert labelled("Deadline", "{May} 2026") == "Deadline: {May} 2026"
