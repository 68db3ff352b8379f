"""The picker of territories: what a volunteer types, and what is found, offline."""

import hashlib
import json
import random
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.domain.folding import fold
from altterr_desktop.settings.gazetteer import Gazetteer, gazetteer
from altterr_desktop.settings.paths import resources_folder
from altterr_desktop.settings.places import find_place, member_communes, search_places, usual_siren

KINDS = ["commune", "epci", "departement", "region"]


def first(text: str, **asked: object) -> tuple[str, str]:
    place = search_places(text, **asked)[0]  # type: ignore[arg-type]
    return place.code, place.name


@pytest.mark.parametrize(
    "typed",
    [
        "isle jourdain",
        "L'ISLE-JOURDAIN",
        "l’isle‑jourdain",
        "l isle jour",
        "jourdain isle",
        "lisle jourdain",
        "lislejourdain",
        "isle jourdain gers",
        "Isle-Jourdain 32",
        "32160",
    ],
)
def test_the_same_town_is_found_however_it_is_typed(typed: str) -> None:
    assert first(typed) == ("32160", "L'Isle-Jourdain")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("saint etienne", "42218"),
        ("St-Étienne", "42218"),
        ("st etienne", "42218"),
        ("ste-maxime", "83115"),
        ("ile rousse", "2B134"),
        ("rousse île", "2B134"),
        ("evry cour", "91228"),
        ("ÉVRY", "89162"),
        ("oeuilly", "51410"),
        ("Œuilly", "51410"),
        ("haÿ les roses", "94038"),
        ("mans", "72181"),
        ("le mans", "72181"),
        ("paris", "75056"),
        ("strasb", "67482"),
        ("saint denis 93", "93066"),
        ("saint-denis réunion", "97411"),
        ("paris 15", "75115"),
        ("nouméa", "98818"),
        ("2a004", "2A004"),
    ],
)
def test_a_commune_comes_first(typed: str, code: str) -> None:
    assert first(typed, kinds=["commune"])[0] == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("gascogne toulousaine", "200023620"),
        ("communauté de communes de la gascogne t", "200023620"),
        ("CC Gascogne Toulousaine", "200023620"),
        ("nantes métropole", "244400404"),
        ("métropole de lyon", "200046977"),
        ("est ensemble", "200057875"),
        ("pontchâteau saint-gildas", "200000438"),
        ("pontchateau st gildas", "200000438"),
        ("200023620", "200023620"),
        ("2000236", "200023620"),
    ],
)
def test_a_grouping_of_communes_is_found_by_what_people_call_it(typed: str, code: str) -> None:
    assert first(typed)[0] == code


def test_an_exact_name_comes_before_larger_towns_that_begin_so() -> None:
    names = [place.name for place in search_places("vienne", kinds=["commune"])]
    assert names[0] == "Vienne"
    towns = search_places("saint-denis", kinds=["commune"])
    exact = [place for place in towns if place.name == "Saint-Denis"]
    assert towns[: len(exact)] == exact
    assert [place.population for place in exact] == sorted((p.population for p in exact), reverse=True)


def test_names_that_begin_so_come_before_names_that_hold_the_word() -> None:
    names = [place.name for place in search_places("fleur", kinds=["commune"], limit=300)]
    begins = [fold(name).startswith("fleur") for name in names]
    assert begins == sorted(begins, reverse=True)
    assert True in begins
    assert False in begins


def test_a_place_tells_where_it_is() -> None:
    place = find_place("32160")
    assert place is not None
    assert (place.kind, place.nature, place.department_code, place.department_name) == (
        "commune",
        "",
        "32",
        "Gers",
    )
    assert (place.region_code, place.region_name) == ("76", "Occitanie")
    assert (place.epci_code, place.epci_name) == ("200023620", "CC de la Gascogne Toulousaine")
    assert place.population > 9_000


def test_homonyms_are_told_apart_by_their_department() -> None:
    twins = search_places("l'isle-jourdain")
    assert [(place.code, place.department_name) for place in twins] == [
        ("32160", "Gers"),
        ("86112", "Vienne"),
    ]


def test_a_postal_code_finds_its_communes_after_those_of_that_number() -> None:
    found = search_places("32600")
    assert found[0].code == "32160"
    assert {"32334", "32425"} <= {place.code for place in found}
    assert [place.code for place in search_places("75015")] == ["75056", "75115"]


def test_the_beginning_of_a_code_lists_the_largest_communes_first() -> None:
    found = search_places("320", kinds=["commune"])
    assert found[0].name == "Auch"
    assert all(place.code.startswith("320") for place in found)
    assert search_places("32013")[0].name == "Auch"


@pytest.mark.parametrize(
    ("typed", "kinds"), [("32", ["departement", "region"]), ("76", ["departement", "region"])]
)
def test_a_number_is_a_department_before_a_region(typed: str, kinds: list[str]) -> None:
    assert [place.kind for place in search_places(typed)[:2]] == kinds


def test_the_name_of_a_merged_commune_finds_the_one_that_took_it_in() -> None:
    place = search_places("pierrefitte-sur-seine")[0]
    assert (place.code, place.name, place.matched_name) == ("93066", "Saint-Denis", "Pierrefitte-sur-Seine")
    assert "93059" in place.former_codes


def test_a_former_code_and_the_siren_of_a_commune_can_be_typed_too() -> None:
    assert [(place.code, place.matched_name) for place in search_places("49051")] == [("49080", "Brissarthe")]
    assert first("213201601") == ("32160", "L'Isle-Jourdain")
    assert search_places("49051", kinds=["epci"]) == []
    assert search_places("49051", limit=0) == []


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_kinds_asked_for_are_found(kind: str) -> None:
    for typed in ("s", "la", "32", "saint", "paris"):
        assert {place.kind for place in search_places(typed, kinds=[kind])} <= {kind}
    assert search_places("a", kinds=[kind])


def test_no_more_than_asked_and_none_twice() -> None:
    for typed in ("saint", "a", "2", "de la", "paris"):
        for limit in (1, 7, 30):
            codes = [(place.kind, place.code) for place in search_places(typed, limit=limit)]
            assert len(codes) == len(set(codes)) <= limit
    assert len(search_places("saint", limit=7)) == 7
    assert search_places("saint", limit=0) == []


@pytest.mark.parametrize(
    "typed", ["", "   ", "·", "'", "xqzw", "99999", "213299999", "paris zzz", "zz 32", "x" * 9999]
)
def test_nothing_is_found_for_what_means_nothing(typed: str) -> None:
    assert search_places(typed) == []


@given(st.text(max_size=30) | st.text(alphabet="stainlejour 'é-0123ab", max_size=25))
def test_whatever_is_typed_gets_an_answer(typed: str) -> None:
    assert all(place.name for place in search_places(typed, limit=5))


def test_each_territory_is_found_by_its_own_name() -> None:
    register = gazetteer()
    rows = random.Random(2026).sample(range(len(register.codes)), 150)
    lost = [
        register.names[row]
        for row in rows
        if register.codes[row] not in {place.code for place in search_places(register.names[row], limit=300)}
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("32160", "L'Isle-Jourdain"),
        (" 32160 ", "L'Isle-Jourdain"),
        ("32160.0", "L'Isle-Jourdain"),
        ("1004", "Ambérieu-en-Bugey"),
        ("1004.0", "Ambérieu-en-Bugey"),
        ("2a004", "Ajaccio"),
        ("75056", "Paris"),
        ("69381", "Lyon 1er Arrondissement"),
        ("97801", "Saint-Martin"),
        ("200023620", "CC de la Gascogne Toulousaine"),
        ("200 023 620", "CC de la Gascogne Toulousaine"),
        ("200046977", "Métropole de Lyon"),
        ("200057875", "Est Ensemble"),
        ("213201601", "L'Isle-Jourdain"),
        ("212000046", "Ajaccio"),
        ("200084903", "Les Hauts-d'Anjou"),
        ("32", "Gers"),
        ("1", "Ain"),
        ("2b", "Haute-Corse"),
        ("974", "La Réunion"),
        ("dep:32", "Gers"),
        ("DEP:1", "Ain"),
        ("reg:76", "Occitanie"),
        ("reg:1", "Guadeloupe"),
    ],
)
def test_a_code_gives_its_place(code: str, name: str) -> None:
    place = find_place(code)
    assert place is not None
    assert place.name == name


def test_a_former_code_gives_the_commune_of_today() -> None:
    place = find_place("49051")
    assert place is not None
    assert (place.code, place.name, place.matched_name) == ("49080", "Les Hauts-d'Anjou", "Brissarthe")
    assert place.former_codes == ("49051", "49065", "49096", "49105", "49189", "49254", "49335")


@pytest.mark.parametrize(
    "code",
    [
        "",
        "99999",
        "32999",
        "000000000",
        "213201602",
        "dep:999",
        "reg:32000",
        "com:32160",
        "é",
        "ABCDE",
        "123456",
    ],
)
def test_an_unknown_code_gives_nothing(code: str) -> None:
    assert find_place(code) is None


@given(st.text(max_size=12))
def test_any_text_is_a_code_or_none(text: str) -> None:
    place = find_place(text)
    assert place is None or place.code


def test_the_communes_of_a_grouping() -> None:
    members = member_communes("200023620")
    assert "32160" in members
    assert list(members) == sorted(members)
    places = [place for code in members if (place := find_place(code))]
    assert {place.epci_code for place in places} == {"200023620"}
    whole = find_place("200023620")
    assert whole is not None
    assert sum(place.population for place in places) == whole.population
    assert member_communes("000000000") == ()
    assert member_communes("32160") == ()


def test_a_territorial_body_of_greater_paris_has_its_own_communes() -> None:
    members = member_communes("200057875")
    assert {"93048", "93008"} <= set(members)
    assert {find_place(code).epci_name for code in members} == {"Métropole du Grand Paris"}  # type: ignore[union-attr]


def test_a_district_belongs_to_the_metropole_of_its_city() -> None:
    district = find_place("69381")
    assert district is not None
    assert (district.kind, district.nature, district.epci_name) == ("commune", "ARM", "Métropole de Lyon")
    assert (district.department_name, district.region_name) == ("Rhône", "Auvergne-Rhône-Alpes")


def test_an_island_outside_every_grouping_has_none() -> None:
    place = find_place("85113")
    assert place is not None
    assert (place.name, place.epci_code, place.epci_name) == ("L'Île-d'Yeu", "", "")


def test_a_region_has_no_department() -> None:
    place = find_place("reg:76")
    assert place is not None
    assert (place.department_code, place.region_code, place.epci_code) == ("", "76", "")
    assert place.population > 6_000_000


@pytest.fixture(scope="module")
def register() -> Gazetteer:
    return gazetteer()


def test_the_reference_is_whole(register: Gazetteer) -> None:
    sizes = {run: end - start for run, (start, end) in register.bounds.items()}
    assert sizes == {"commune": 34_969, "district": 45, "epci": 1_266, "departement": 109, "region": 26}
    assert len(register.postal) == sizes["commune"] + sizes["district"]
    assert len(register.sirens) == sizes["commune"]
    assert len(register.natures) == sizes["epci"]
    assert set(register.natures) == {"CC", "CA", "CU", "METRO", "MET69", "EPT"}
    assert len(register.codes) == len(register.names) == len(register.populations) == len(register.parents)
    assert all(register.names)


def test_every_row_is_under_a_row_of_the_level_above(register: Gazetteer) -> None:
    above = {"commune": "epci", "district": "commune", "epci": "departement", "departement": "region"}
    without = 0
    for row, parent in enumerate(register.parents):
        run = register.run(row)
        if run == "region" or parent < 0:
            assert run in {"region", "commune"}
            without += run == "commune"
        else:
            assert register.run(parent) == above[run]
    assert without == 98


def test_codes_are_sorted_in_each_run_and_former_ones_lead_somewhere(register: Gazetteer) -> None:
    for start, end in register.bounds.values():
        assert register.codes[start:end] == sorted(set(register.codes[start:end]))
    assert len(register.heirs) == 4_240
    assert all(register.row("commune", heir) is not None for heir in register.heirs.values())
    assert all(register.row("commune", code) is None for code in register.heirs)


def test_the_population_of_a_region_is_that_of_its_communes(register: Gazetteer) -> None:
    communes = range(*register.bounds["commune"])
    total = sum(register.populations[row] for row in communes)
    assert 66_000_000 < total < 72_000_000
    for run in ("departement", "region"):
        assert sum(register.populations[row] for row in range(*register.bounds[run])) == total


def test_most_communes_have_the_usual_siren(register: Gazetteer) -> None:
    usual = [code for code, siren in zip(register.codes, register.sirens, strict=False) if not siren]
    assert len(usual) > 29_000
    for code in random.Random(1).sample(usual, 50):
        place = find_place(usual_siren(code))
        assert place is not None
        assert place.code == code


def test_the_reference_names_its_source_and_stays_small() -> None:
    path = resources_folder() / "reference" / "territories.json.zlib"
    content = zlib.decompress(path.read_bytes())
    about = json.loads(content)["about"]
    assert path.stat().st_size < 600_000
    assert "@etalab/decoupage-administratif 6.0.0" in about["source"]
    assert (about["year"], "Licence Ouverte 2.0" in about["licence"]) == (2026, True)
    notice = Path(__file__).resolve().parents[2] / "packaging" / "notices" / "REFERENCE_DATA.md"
    assert hashlib.sha256(content).hexdigest() in notice.read_text(encoding="utf-8")
