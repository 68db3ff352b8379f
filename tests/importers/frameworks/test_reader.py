"""Frameworks are read from JSON and tables, and no guess passes for an official text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from altterr_desktop.domain.errors import KnownError
from altterr_desktop.importers.files.problems import UnreadableFile
from altterr_desktop.importers.frameworks.reader import NotAFramework, read_framework, recognises

SAMPLES = Path(__file__).parents[1] / "samples"


def test_the_documented_schema_is_read() -> None:
    framework = read_framework(SAMPLES / "referentiel.json")
    assert (framework.name, framework.edition, framework.licence) == ("Pacte d'exemple", "2026", "CC0")
    assert [
        (measure.number, measure.title, measure.parent, measure.verbatim) for measure in framework.measures
    ] == [
        ("A", "Se déplacer", "", True),
        ("1", "Créer des pistes cyclables.", "A", True),
        ("2", "Moins de voitures", "A", False),
        ("4", "Planter des arbres", "", True),
    ]
    assert framework.measures[1].levels == {1: "Un axe", 2: "Trois axes", 3: "Tous les axes"}
    assert framework.missing == ("3",)
    assert [(problem.line, problem.kept) for problem in framework.problems] == [(4, False), (5, True)]


def test_a_partial_french_list_is_read_without_guessing() -> None:
    framework = read_framework(SAMPLES / "referentiel_partiel.json")
    assert (framework.name, framework.publisher, framework.complete) == ("Pacte partiel", "Collectif", False)
    assert [(measure.number, measure.title, measure.verbatim) for measure in framework.measures] == [
        ("A", "Former", True), ("1", "Acheter responsable.", True),
        ("2", "Déchets", False), ("", "Protéger l'eau (…)", False),
    ]  # fmt: skip
    assert framework.measures[1].levels == {1: "Un", 3: "Trois"}
    assert framework.missing == ("3",)


def test_dotted_numbers_tell_the_parents() -> None:
    framework = read_framework(SAMPLES / "mesures_numerotees.csv")
    assert [(measure.number, measure.parent) for measure in framework.measures] == [
        ("1", ""), ("1.1", "1"), ("1.1.1", "1.1"), ("1.2", "1"),
    ]  # fmt: skip
    assert framework.measures[2].title == "Définir la vision, les objectifs"
    assert framework.name == "mesures_numerotees"


def test_columns_of_levels_are_read() -> None:
    first, second = read_framework(SAMPLES / "mesures_niveaux.csv").measures
    assert (first.theme, first.levels) == ("Mobilités", {1: "Un axe", 2: "Trois axes", 3: "Tous"})
    assert (second.title, second.verbatim, second.levels) == ("Résumé d'un tiers", False, {})


def written(tmp_path: Path, content: str, name: str = "cadre.json") -> Path:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "content",
    ['{"mesures": [', "[" * 200_000, '{"a": 1}', '{"measures": 3}', "[1, 2, 3]", '{"measures": []}',
     '{"measures": [{}]}', '["\\ud800"', '{"mesures": [{"numero": 1, "intitule": null}]}'],
)  # fmt: skip
def test_other_json_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(KnownError, match=r"cadre\.json"):
        read_framework(written(tmp_path, content))


def test_a_bare_list_of_titles_is_a_framework(tmp_path: Path) -> None:
    framework = read_framework(written(tmp_path, json.dumps(["Planter", "Isoler"])))
    assert [measure.title for measure in framework.measures] == ["Planter", "Isoler"]


def test_values_of_wrong_types_count_as_nothing(tmp_path: Path) -> None:
    content = {
        "measures": [
            {"number": 7, "title": "Isoler", "levels": {"x": "a", "2": 3, "3": " ok "}, "theme": {"a": 1}}
        ]
    }
    measure = read_framework(written(tmp_path, json.dumps(content))).measures[0]
    assert (measure.number, measure.theme, measure.levels) == ("7", "", {3: "ok"})


def test_a_table_without_titles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAFramework, match="Latitude"):
        read_framework(written(tmp_path, "Latitude;Longitude\n1;2\n", "points.csv"))


def test_a_line_without_title_is_reported(tmp_path: Path) -> None:
    framework = read_framework(written(tmp_path, "N°;Titre\n1;Isoler\n2;\n", "t.csv"))
    assert [problem.line for problem in framework.problems] == [3]


def test_a_damaged_json_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read_framework(written(tmp_path, '{"measures": [{"title": "a"'))


def test_frameworks_are_recognised() -> None:
    assert recognises(SAMPLES / "referentiel.json") == 1
    assert recognises(SAMPLES / "mesures_niveaux.csv") > 0.9
    assert recognises(SAMPLES / "mesures_numerotees.csv") > 0.5
    assert recognises(SAMPLES / "suivi_engagements.csv") < 0.5
