"""The reference of territories: what is kept of the official lists, and how it is reduced."""

from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.settings.places import usual_siren
from tests.packaging.scripts import script

build = script("build_reference")


def commune(code: str, name: str, **more: Any) -> dict[str, Any]:
    home = {"departement": code[:2], "region": "76", "type": "commune-actuelle", "population": 100}
    return (
        {"code": code, "nom": name, "siren": usual_siren(code), "codesPostaux": [f"{code[:2]}000"]}
        | home
        | more
    )


@pytest.fixture
def package() -> dict[str, Any]:
    return {
        "communes": [
            commune("32002", "Neuve-sur-Gers", anciensCodes=["32009"], siren="200012345"),
            commune("32001", "Vieille\tVille", population=300),
            commune("31001", "Au-Delà", population=250),
            {key: value for key, value in commune("31002", "Île-Seule").items() if key != "population"},
            {"code": "32009", "nom": "Engloutie", "type": "commune-deleguee", "chefLieu": "32002"},
            {"code": "32002", "nom": "Neuve", "type": "commune-deleguee", "chefLieu": "32002"},
            commune("32201", "Neuve 1er Arrondissement", type="arrondissement-municipal", commune="32002"),
        ],
        "epci": [
            {
                "code": "200000001",
                "nom": "CC des Deux Rives",
                "type": "CC",
                "populationMunicipale": 1,
                "membres": [{"code": "32001"}, {"code": "31001"}, {"code": "32002"}],
            }
        ],
        "ept": [{"code": "200000009", "nom": "Plaine", "type": "EPT", "membres": [{"code": "32002"}]}],
        "departements": [
            {"code": "32", "nom": "Gers", "region": "76", "chefLieu": "32001"},
            {"code": "31", "nom": "Haute-Garonne", "region": "76", "chefLieu": "31001"},
        ],
        "regions": [{"code": "76", "nom": "Occitanie", "chefLieu": "31001"}],
    }


def rows(kept: dict[str, Any]) -> dict[str, dict[str, Any]]:
    names, codes = kept["name"].split("\n"), kept["code"].split("\n")
    return {
        name: {"code": code, "population": population, "parent": names[parent] if parent >= 0 else None}
        for name, code, population, parent in zip(
            names, codes, kept["population"], kept["parent"], strict=True
        )
    }


def test_each_territory_has_its_people_and_the_one_above(package: dict[str, Any]) -> None:
    kept = rows(build.reference(package))
    assert kept["Vieille Ville"] == {"code": "32001", "population": 300, "parent": "CC des Deux Rives"}
    assert kept["Île-Seule"] == {"code": "31002", "population": 0, "parent": None}
    assert kept["Neuve 1er Arrondissement"]["parent"] == "Neuve-sur-Gers"
    assert kept["CC des Deux Rives"] == {"code": "200000001", "population": 650, "parent": "Gers"}
    assert kept["Gers"] == {"code": "32", "population": 400, "parent": "Occitanie"}
    assert kept["Occitanie"] == {"code": "76", "population": 650, "parent": None}


def test_each_run_is_sorted_by_code(package: dict[str, Any]) -> None:
    kept = build.reference(package)
    assert kept["runs"] == {"commune": 0, "district": 4, "epci": 5, "departement": 7, "region": 9}
    assert kept["code"].split("\n")[:4] == ["31001", "31002", "32001", "32002"]


def test_a_territorial_body_keeps_its_members_and_takes_no_commune_from_its_epci(
    package: dict[str, Any],
) -> None:
    kept = build.reference(package)
    assert kept["ept_members"] == {"200000009": ["32002"]}
    assert rows(kept)["Neuve-sur-Gers"]["parent"] == "CC des Deux Rives"


def test_only_an_unusual_siren_is_written(package: dict[str, Any]) -> None:
    assert build.reference(package)["siren"].split("\n") == ["", "", "", "200012345"]


def test_former_communes_lead_to_those_of_today(package: dict[str, Any]) -> None:
    former = build.reference(package)["former"]
    assert former["code"].split("\n") == ["32002", "32009"]
    assert former["name"].split("\n") == ["Neuve", "Engloutie"]
    assert former["heir"].split("\n") == ["32002", "32002"]


def test_a_former_code_that_leads_nowhere_stops_the_work(package: dict[str, Any]) -> None:
    package["communes"][0]["anciensCodes"] = []
    with pytest.raises(SystemExit, match="32009"):
        build.reference(package)


def test_another_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "package.tgz").write_bytes(b"something else")
    with pytest.raises(SystemExit, match="not @etalab"):
        build.read_package(tmp_path / "package.tgz")


@pytest.mark.parametrize("code", ["32160", "2A004", "2B134", "97411", "01004"])
def test_the_script_and_the_program_agree_on_the_usual_siren(code: str) -> None:
    assert build.usual_siren(code) == usual_siren(code)
