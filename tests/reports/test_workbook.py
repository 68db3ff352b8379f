from pathlib import Path

import openpyxl
import pytest

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.rendering.workbook import CellKind
from altterr_desktop.reports.workbook import spec
from altterr_desktop.reports.workbook.content import dossier_workbook
from altterr_desktop.reports.workbook.data import WorkbookData
from tests.reports.invented_lists import lists


@pytest.fixture
def path(tmp_path: Path) -> Path:
    spec.build(lists(), "xlsx", tmp_path / "classeur.xlsx")
    return tmp_path / "classeur.xlsx"


def test_each_subject_has_its_sheet_after_the_page_to_read(path: Path) -> None:
    names = openpyxl.load_workbook(path).sheetnames
    assert names[:2] == ["Lisez-moi", "Tableau de bord"]
    assert names[-1] == "_lists"
    assert len(names) == 10


def test_the_dashboard_counts_what_the_sheets_hold(path: Path) -> None:
    data = lists()
    sheet = openpyxl.load_workbook(path, data_only=True)["Tableau de bord"]
    figures = {str(row[0].value): row[1].value for row in sheet.iter_rows() if isinstance(row[1].value, int)}
    done = sum(one.standing is Standing.DONE for one in data.commitments)
    assert figures["✓ Tenu"] == done == 8
    assert figures["Total"] == 40
    assert figures["À faire"] == 2
    assert figures["En retard au jour de ce fichier"] == 1
    assert figures["Élu·es"] == 2


def test_formulas_point_at_the_columns_they_count(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book["Tableau de bord"]
    formula = next(str(row[1].value) for row in sheet.iter_rows() if str(row[0].value) == "✓ Tenu")
    assert formula.startswith("=COUNTIF('Engagements'!$E$2:$E$41")
    assert book["Engagements"]["E1"].value == "État"
    late = next(
        str(row[1].value) for row in sheet.iter_rows() if str(row[0].value).startswith("En retard au")
    )
    assert "'Suites'!$D$2:$D$4" in late
    assert "'Suites'!$F$2:$F$4" in late
    assert [book["Suites"][place].value for place in ("D1", "F1")] == ["État", "Pour quand"]


def test_every_sheet_begins_with_a_hidden_identifier_and_no_title_is_used_twice() -> None:
    for sheet in dossier_workbook(lists()).sheets[2:]:
        assert hasattr(sheet, "columns")
        assert sheet.columns[0].kind is CellKind.ID
        titles = [column.title for column in sheet.columns]
        assert len(set(titles)) == len(titles), sheet.name


def test_an_empty_dossier_has_a_workbook(tmp_path: Path) -> None:
    empty = WorkbookData("Val-de-Sorbelle", "Collectif", "en", lists().written_on)
    spec.build(empty, "xlsx", tmp_path / "classeur.xlsx")
    book = openpyxl.load_workbook(tmp_path / "classeur.xlsx", data_only=True)
    assert book.worksheets[1]["B18"].value == 0
