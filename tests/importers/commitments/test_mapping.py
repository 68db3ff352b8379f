"""Columns are proposed from headers and cells, and a mapping somebody wrote is checked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from altterr_desktop.importers.commitments.fields import Field
from altterr_desktop.importers.commitments.mapping import (
    WrongMapping,
    columns_of,
    load_mapping,
    mapping_from,
    propose_mapping,
)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Intitulé de l'action", Field.TITLE), ("TITRE", Field.TITLE), ("Nom de la mesure", Field.TITLE),
        ("Mesur", Field.TITLE), ("commitment", Field.TITLE),
        ("État d'avancement", Field.PROGRESS), ("Statut de l'action", Field.PROGRESS), ("status", Field.PROGRESS),
        ("Avancemment", Field.PROGRESS), ("phaseStatut", Field.PROGRESS),
        ("Échéance", Field.DEADLINE), ("Echeance prévue", Field.DEADLINE), ("Date de fin", Field.DEADLINE),
        ("Deadline", Field.DEADLINE), ("Élu·e référent·e", Field.OFFICIAL), ("Elu_referent", Field.OFFICIAL),
        ("Direction ou service pilote", Field.SERVICE), ("Pilote", Field.SERVICE), ("Chef_de_projet", Field.SERVICE),
        ("Budget prévisionnel total € HT", Field.BUDGET_PLANNED), ("Coût estimé (€)", Field.BUDGET_PLANNED),
        ("Budget dépensé", Field.BUDGET_SPENT), ("Partenaires ", Field.PARTNERS), ("N°", Field.NUMBER),
        ("Indicateurs de suivi", Field.INDICATOR), ("action status", Field.PROGRESS), ("Action climat", Field.TITLE),
        ("Thématique", Field.THEME), ("Axe stratégique", Field.AXIS), ("Sous-axe", Field.SUB_AXIS),
        ("sourceUrl", Field.URL), ("source_name", Field.DOCUMENT), ("evidenceUrls", Field.EVIDENCE_URL),
        ("Remarques", Field.NOTES), ("Niveau d'engagement", Field.LEVEL), ("Page", Field.PAGE),
        ("Texte de l'engagement", Field.VERBATIM), ("Description_rapide", Field.VERBATIM),
    ],
)  # fmt: skip
def test_headers_announce_their_field(header: str, field: Field) -> None:
    assert propose_mapping([header]).get(field) == (header,)


@pytest.mark.parametrize(
    "header",
    ["Date de création", "Date_modification", "Niveau de priorité", "Date de début", "Participation Citoyenne",
     "Latitude", "Financeur 1", "gss_code", "Population_couverte"],
)  # fmt: skip
def test_other_headers_announce_nothing(header: str) -> None:
    assert propose_mapping([header]) == {}


def test_the_best_of_two_columns_is_taken_and_texts_are_gathered() -> None:
    mapping = propose_mapping(["area", "areaLabel", "Titre", "Notes", "Commentaires", "Titre de la fiche"])
    assert mapping[Field.THEME] == ("areaLabel",)
    assert mapping[Field.TITLE] == ("Titre",)
    assert mapping[Field.NOTES] == ("Notes", "Commentaires")


def test_cells_tell_what_headers_do_not() -> None:
    header = ["A", "B", "C", "D"]
    rows = [
        ["x1", "Créer des pistes cyclables partout", "En cours", "https://example.org/1"],
        ["x2", "Ouvrir une cantine biologique", "Réalisé", "https://example.org/2"],
        ["x3", "Planter des arbres dans les cours", "Abandonné", "https://example.org/3"],
    ]
    assert propose_mapping(header, rows) == {Field.TITLE: ("B",), Field.PROGRESS: ("C",), Field.URL: ("D",)}


def test_long_sentences_are_the_words_of_the_promise() -> None:
    rows = [
        ["Nous nous engageons " + "à faire mieux que bien " * 10],
        ["Nous ferons " + "encore mieux " * 20],
    ]
    assert propose_mapping(["Promesse"], rows) == {Field.VERBATIM: ("Promesse",)}


def test_a_mapping_file_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "mapping.json"
    path.write_text(json.dumps({"title": "Intitulé", "notes": ["A", "B"]}), encoding="utf-8-sig")
    assert load_mapping(path) == {Field.TITLE: ("Intitulé",), Field.NOTES: ("A", "B")}


@pytest.mark.parametrize(
    "content", ["", "[]", '{"titre": "A"}', '{"title": 3}', '{"title": [1]}', "[" * 100_000, "\x00"]
)
def test_a_wrong_mapping_file_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "mapping.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(WrongMapping):
        load_mapping(path)


def test_an_unknown_field_is_named_with_those_there_are() -> None:
    with pytest.raises(WrongMapping, match=r"titre.*deadline"):
        mapping_from({"titre": "A"})


def test_columns_are_found_whatever_their_case_and_a_missing_one_is_named() -> None:
    assert columns_of({Field.TITLE: ("intitule",)}, ["N°", "Intitulé"]) == {Field.TITLE: (1,)}
    with pytest.raises(WrongMapping, match=r"Statut.*Intitulé"):
        columns_of({Field.PROGRESS: ("Statut",)}, ["N°", "Intitulé"])
