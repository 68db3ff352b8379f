"""Search and sort keys, and the plain words behind inclusive forms."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.domain.folding import expand_inclusive, fold, fold_lines, strip_inclusive_query


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("L’Isle-Jourdain", "l isle jourdain"),
        ("L'Haÿ-les-Roses", "l hay les roses"),
        ("Œuvre d’ÆGIR — Straße", "oeuvre d aegir strasse"),
        ("  deux\u00a0  mots\t", "deux mots"),
        ("Łódź, Tromsø", "lodz tromso"),
        ("«\u202fCO₂\u202f», 50 %", "co2 50"),
        ("élu·es et élu.e.s", "elu es et elu e s"),
        ("ﬁnancé", "finance"),
        ("İstanbul", "istanbul"),
        ("snake_case", "snake case"),
        ("…!?", ""),
        ("", ""),
    ],
)
def test_a_key_sees_past_accents_case_and_signs(text: str, key: str) -> None:
    assert fold(text) == key


def test_sorting_by_key_puts_an_accent_beside_its_letter() -> None:
    names = ["Zoé", "Étampes", "eaux", "Œuilly", "Évry", "Paris", "Fleurance"]
    assert sorted(names, key=fold) == ["eaux", "Étampes", "Évry", "Fleurance", "Œuilly", "Paris", "Zoé"]


@given(st.text())
def test_a_key_is_its_own_key(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_key_holds_only_letters_and_digits_parted_by_single_spaces(text: str) -> None:
    key = fold(text)
    assert all(word.isalnum() for word in key.split(" ")) or not key
    assert key == key.casefold()


@given(st.text(alphabet="aàâbcçdeéèêëfiîïoôœuùûüyÿæAÀÉÈŒ'’-· "))
def test_capitals_and_the_way_accents_are_stored_change_nothing(text: str) -> None:
    assert fold(text) == fold(text.upper()) == fold(unicodedata.normalize("NFD", text))


@given(st.lists(st.text(st.characters(exclude_characters="\n"))))
def test_folding_many_lines_at_once_folds_each(lines: list[str]) -> None:
    assert fold_lines("\n".join(lines)) == "\n".join(fold(line) for line in lines)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("élu·e", "élu élue"),
        ("élu·es", "élu élue élus élues"),
        ("élu·e·s", "élu élue élus élues"),
        ("élu•es", "élu élue élus élues"),
        ("élu.e.s", "élu élue élus élues"),
        ("élu-e-s", "élu élue élus élues"),
        ("élu/e/s", "élu élue élus élues"),
        ("élu(e)s", "élu élue élus élues"),
        ("élus·es", "élu élue élus élues"),
        ("tous·tes", "tous toutes tout toute"),
        ("tou·te·s", "tous toutes tout toute"),
        ("tou.te.s", "tous toutes tout toute"),
        ("adjoint·e·s", "adjoint adjointe adjoints adjointes"),
        ("conseiller·ère·s", "conseiller conseillère conseillers conseillères"),
        ("conseiller·e·s", "conseiller conseillère conseillers conseillères"),
        ("premier·ière", "premier première"),
        ("acteur·rice·s", "acteur actrice acteurs actrices"),
        ("acteurs·trices", "acteur actrice acteurs actrices"),
        ("ambassadeur·rice", "ambassadeur ambassadrice"),
        ("chercheur·euse·s", "chercheur chercheuse chercheurs chercheuses"),
        ("heureux·se", "heureux heureuse"),
        ("actif·ve·s", "actif active actifs actives"),
        ("citoyen·ne·s", "citoyen citoyenne citoyens citoyennes"),
        ("citoyens-nes", "citoyen citoyenne citoyens citoyennes"),
        ("technicien(ne)s", "technicien technicienne techniciens techniciennes"),
        ("municipal·e·s", "municipal municipale municipaux municipales"),
        ("municipaux·ales", "municipal municipale municipaux municipales"),
        ("professionnel·le", "professionnel professionnelle"),
        ("nouveau·elle·s", "nouveau nouvelle nouveaux nouvelles"),
        ("maire·sse", "maire mairesse"),
        ("public·que·s", "public publique publics publiques"),
        ("français·es", "français française françaises"),
        ("bénévole·s", "bénévole bénévoles"),
        ("commune(s)", "commune communes"),
        ("lieu(x)", "lieu lieux"),
        ("un·e", "un une"),
        ("le·la", "le la"),
        ("ceux·celles", "ceux celles"),
    ],
)
def test_an_inclusive_form_is_indexed_with_the_words_it_stands_for(form: str, words: str) -> None:
    assert expand_inclusive(f"Les {form}, ici.") == f"Les {form} {words}, ici."


@pytest.mark.parametrize(
    "text",
    [
        "Est-ce que le maire a dit-elle oui ? Donne-la, vas-y.",
        "porte-parole, grand-mère, Lot-et-Garonne, Villers-la-Ville",
        "www.exemple.fr, nom.prenom@exemple.org, i.e.",
        "Fin de phrase.Autre phrase (entre parenthèses).",
        "transport•énergie, A·B",
        "1.2.3, 12-15 et 3/4",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert expand_inclusive(text) == text


def test_an_accent_stored_apart_does_not_cut_the_word() -> None:
    assert expand_inclusive(unicodedata.normalize("NFD", "élu·es")) == "élu·es élu élue élus élues"


@pytest.mark.parametrize(
    ("query", "stripped"),
    [
        ("élu·es", "élu"),
        ("les conseiller·ère·s", "les conseiller"),
        ("tous·tes", "tous"),
        ("élu·", "élu"),
        ("conseiller·èr", "conseiller"),
        ("élu.e.s", "élu"),
        ("commune(s)", "commune"),
        ("plan vélo", "plan vélo"),
        ("·", ""),
    ],
)
def test_a_query_keeps_the_plain_word_of_each_form(query: str, stripped: str) -> None:
    assert strip_inclusive_query(query) == stripped


@given(st.text(alphabet="aeéèlunstrvxic·•.-()/ ", max_size=40))
def test_whatever_is_typed_the_text_stays_and_words_are_only_added(text: str) -> None:
    expanded = expand_inclusive(text)
    rest = iter(expanded)
    assert all(sign in rest for sign in text)
    assert set(fold(text).split()) <= set(fold(expanded).split())


@given(st.text(alphabet="aeéèlunstrvxic·•.-()/ ", max_size=40))
def test_a_query_never_keeps_a_middle_dot(text: str) -> None:
    assert not set("·•") & set(strip_inclusive_query(text))


@given(st.sampled_from(["élu·es", "conseiller·ère·s", "tous·tes", "acteur·rice·s", "municipaux·ales"]))
def test_what_a_query_keeps_is_found_in_the_text_made_for_the_index(form: str) -> None:
    words = fold(expand_inclusive(f"pour {form} demain")).split()
    assert any(word.startswith(fold(strip_inclusive_query(form))) for word in words)
