"""The map of stakeholders, the assembly and the list of officials: what they say, whatever their size."""

from __future__ import annotations

from pathlib import Path

import pytest

from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.officials import OfficialKind, Side
from altterr_desktop.reports.catalogue import find_report
from altterr_desktop.services.officials import add_official
from altterr_desktop.services.stakeholder_map import place_official
from tests.builders import a_dossier
from tests.reports import invented_people
from tests.reports.golden import assert_sound, pages_of, pdf_text


@pytest.mark.parametrize("crowd", [0, 12, 200])
def test_a_crowded_map_stays_on_its_page_and_its_table_names_everybody(crowd: int, tmp_path: Path) -> None:
    path = tmp_path / "map.pdf"
    find_report("stakeholder_map").report().build(invented_people.stakeholder_map(crowd), "pdf", path)
    assert_sound(path)
    text = pdf_text(path)
    table = text[text.index("== 2 ==") :]
    assert "interne" in text.lower()
    assert all(f"Personne {number:02}" in table for number in range(crowd))
    assert "Solène Tessonneau" in text[: text.index("== 2 ==")]


@pytest.mark.parametrize(("councillors", "pages"), [(0, 1), (9, 1), (180, 2)])
def test_an_assembly_of_any_size_names_everybody_once(councillors: int, pages: int, tmp_path: Path) -> None:
    path = tmp_path / "assembly.pdf"
    find_report("assembly").report().build(invented_people.assembly(councillors), "pdf", path)
    assert_sound(path)
    text = pdf_text(path)
    assert pages_of(path) >= pages
    assert all(text.count(f"Conseil {number:02}\n") <= 1 for number in range(councillors))
    assert all(f"Conseil {number:02}" in text for number in range(councillors))
    assert "Finances et commande publique" in text


def test_the_list_as_csv_runs_no_formula_and_names_no_staff(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    find_report("officials").report().build(invented_people.officials(), "csv", path)
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("Nom;Type;Fonction;Territoire")
    assert lines[1].endswith(";oui;4;1;2029-01-09")
    assert lines[3].startswith("'=cmd")


def test_reports_are_read_from_a_dossier_narrowed_as_asked(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        mayor = add_official(
            dossier,
            values={"given_name": "Alix", "family_name": "Morvan"},
            seat={"function": "Maire", "side": Side.MAJORITY},
        ).subject_id
        add_official(
            dossier,
            values={
                "official_kind": OfficialKind.STAFF,
                "function_title": "Voirie",
                "given_name": "Secret",
                "family_name": "Nom",
            },
        )
        place_official(dossier, official_id=mayor, support=4, influence=5)
        found = find_report("stakeholder_map").report().load(dossier)
        assert [(one.name, one.support) for one in found.people] == [("Alix Morvan", 4)]
        assert found.unplaced == 1
        chart = find_report("assembly").report().load(dossier).chart
        assert [one.name for one in chart.heads] == ["Alix Morvan"]
        listed = find_report("officials").report()
        assert [one.name for one in listed.load(dossier).rows] == ["Alix Morvan", "Voirie"]
        only = Query(filters=(("side", ("majority",)),))
        assert [one.name for one in listed.load(dossier, query=only).rows] == ["Alix Morvan"]
