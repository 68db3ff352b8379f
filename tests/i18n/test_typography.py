"""French typography: what gets its non-breaking space, what is left alone, and that twice is once."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.i18n.typography import typography

BLANKS = "[ \u00a0\u2009\u202f]"


@pytest.mark.parametrize(("typed", "printed"), [
    ("Pourquoi ?", "Pourquoi_?"),
    ("Pourquoi?", "Pourquoi_?"),
    ("Vraiment ?! Oui !", "Vraiment_?! Oui_!"),
    ("un : deux ; trois", "un_: deux_; trois"),
    ("un: deux; trois", "un_: deux_; trois"),
    ("« mot »", "«_mot_»"),
    ("«mot»", "«_mot_»"),
    ("« Quoi ? »", "«_Quoi_?_»"),
    ("« mot » : oui", "«_mot_»_: oui"),
    ("42 %, 42%", "42_%, 42_%"),
    ("{share} % de {name} : {count}", "{share}_% de {name}_: {count}"),
    ("12 000 000 €", "12_000_000_€"),
    ("1,2 M€ et 3 k€", "1,2_M€ et 3_k€"),
    ("12 km, 5 kg, 30 min, 4 GWh", "12_km, 5_kg, 30_min, 4_GWh"),
    ("à 18 h 30", "à 18_h_30"),
    ("n° 4, p. 12", "n°_4, p._12"),
    ("M. Martin et Mme Roux", "M._Martin et Mme_Roux"),
    ("fine\u202f: \u2009oui", "fine_: _oui"),
    ("la fin:\nla suite", "la fin_:\nla suite"),
    ("(vraiment ?)", "(vraiment_?)"),
])  # fmt: skip
def test_french_spaces_do_not_break(typed: str, printed: str) -> None:
    assert typography(typed) == printed.replace("_", "\u00a0")


@pytest.mark.parametrize("text", [
    "Rendez-vous à 18:30",
    "https://exemple.fr/?q=1;x:2%20",
    "https://exemple.fr/quoi?",
    "une adresse : ".strip(" :") + " mailto:a@exemple.fr",
    "std::vector",
    r"C:\dossier\fichier!.txt",
    "/home/quelquun/a:b;c?",
    "{name!r}",
    "rapport 1:1000",
    "&amp; &#160;",
    "2 heures, 3 mots",
    "tel 06 12 34 56 78",
    "",
])  # fmt: skip
def test_addresses_times_and_paths_are_left_alone(text: str) -> None:
    assert typography(text) == text


def test_marks_around_an_address_are_set() -> None:
    assert (
        typography("« https://exemple.fr/a?b » : voir") == "«\u00a0https://exemple.fr/a?b\u00a0»\u00a0: voir"
    )


def test_apostrophes_curl_in_prose_alone() -> None:
    assert typography("l'élu d'{name}") == "l'élu d'{name}"
    assert typography("l'élu d'{name}, 'cité'", prose=True) == "l’élu d’{name}, 'cité'"


def test_other_languages_stay_as_they_are() -> None:
    assert typography("Why? 42% «x»: l'a", "en", prose=True) == "Why? 42% «x»: l'a"


pieces = st.sampled_from(
    [
        *"«»:;!?%€ \u00a0\u202f\u2009\n(){}'’a1é.&/\\",
        "https://a.fr",
        "18:30",
        "::",
        "km",
        "h",
        "n°",
        "M.",
        "000",
        "C:\\",
    ]
)
texts = st.lists(pieces, max_size=30).map("".join) | st.text(max_size=80)


@given(texts, st.booleans())
def test_twice_is_once(text: str, prose: bool) -> None:
    once = typography(text, prose=prose)
    assert typography(once, prose=prose) == once


@given(texts)
def test_nothing_but_blanks_changes(text: str) -> None:
    assert re.sub(BLANKS, "", typography(text)) == re.sub(BLANKS, "", text)


@given(texts)
def test_lines_stay_lines(text: str) -> None:
    assert typography(text).count("\n") == text.count("\n")


def test_a_text_of_200_000_letters_without_a_space_is_set_like_any_other() -> None:
    # Read again from each letter, it would keep the window waiting for minutes.
    run = "a.b" * 66_000
    assert typography(f"{run} !") == f"{run}\u00a0!"
    assert typography(f"{run}@mairie.fr:oui ?") == f"{run}@mairie.fr:oui\u00a0?"
