"""The file of a framework: the schema others read, and a table that runs nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import openpyxl

from altterr_desktop.importers.frameworks.reader import read_framework
from altterr_desktop.reports.framework.content import framework_json
from altterr_desktop.reports.framework.spec import build, file_name
from tests.reports.golden import assert_golden
from tests.reports.invented_frameworks import framework


def test_the_json_says_what_it_said() -> None:
    assert_golden(framework_json(framework()), "framework.json.txt")


def test_the_json_says_that_words_are_missing() -> None:
    document = json.loads(framework_json(framework()))
    assert (document["complete"], document["skeleton"]) == (False, True)
    known = replace(framework(), measures=framework().measures[:2])
    assert json.loads(framework_json(known))["complete"] is True


def test_the_table_is_read_back_and_holds_no_formula(tmp_path: Path) -> None:
    path = tmp_path / file_name(framework(), "xlsx")
    build(framework(), "xlsx", path)
    assert path.name == "referentiel-pacte-d-essai-2026.xlsx"
    draft = read_framework(path)
    assert (draft.name, draft.edition) == ("Pacte d’essai", "2026")
    assert [(one.number, one.title, one.verbatim, one.parent) for one in draft.measures] == [
        ("1", "Des pistes", True, ""),
        ("2", "Résumé d’une mesure", False, "1"),
        ("3", "", False, ""),
    ]
    assert draft.measures[0].levels == {1: "5 km", 2: "=10 km"}
    cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
