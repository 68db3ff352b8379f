import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.rendering.cells import standing_words
from altterr_desktop.rendering.workbook import (
    CellKind,
    Formula,
    Grid,
    PageSheet,
    SheetColumn,
    TableSheet,
    Value,
    Workbook,
    column_letter,
    column_range,
    first_rows,
)
from altterr_desktop.rendering.xlsx import save_workbook

COLUMNS = (
    SheetColumn("Identifiant", CellKind.ID),
    SheetColumn("Engagement", CellKind.LONG_TEXT, 30),
    SheetColumn("État", CellKind.STANDING, 28),
    SheetColumn("Échéance", CellKind.DATE, 12),
    SheetColumn("Côté", CellKind.TEXT, 12, ("De notre côté", "De leur côté")),
    SheetColumn("Preuves", CellKind.NUMBER, 10, locked=True),
)
ROW: tuple[Value, ...] = ("c1", "Un plan vélo", Standing.DONE, date(2029, 3, 15), "De notre côté", 3)


def book_of(tmp_path: Path, *sheets: TableSheet | PageSheet) -> Path:
    path = tmp_path / "book.xlsx"
    book = Workbook("Classeur", "Essai", "Collectif", "fr", date(2029, 3, 15), "Val-de-Sorbelle", sheets)
    save_workbook(book, path)
    return path


def table(tmp_path: Path, *rows: tuple[Value, ...], protected: bool = False) -> Worksheet:
    path = book_of(tmp_path, TableSheet("Engagements", COLUMNS, rows, protected))
    sheet = openpyxl.load_workbook(path)["Engagements"]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_a_subject_is_a_real_table_with_its_header_in_sight(tmp_path: Path) -> None:
    sheet = table(tmp_path, ROW, ROW)
    (name,) = sheet.tables
    assert sheet.tables[name].ref == "A1:F3"
    assert sheet.tables[name].autoFilter is not None
    assert sheet.freeze_panes == "C2"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.column_dimensions["A"].hidden
    assert sheet["B2"].font.name == "Arial"


def test_dates_are_dates_in_the_french_way(tmp_path: Path) -> None:
    cell = table(tmp_path, ROW)["D2"]
    assert cell.is_date
    assert cell.value.date() == date(2029, 3, 15)
    assert cell.number_format == "dd/mm/yyyy"


def test_a_standing_is_a_word_with_its_sign_colour_and_list(tmp_path: Path) -> None:
    sheet = table(tmp_path, ROW)
    assert sheet["C2"].value == standing_words(Standing.DONE)
    rules = [rule for area in sheet.conditional_formatting for rule in area.rules]
    assert {rule.formula[0].strip('"') for rule in rules} == {standing_words(one) for one in Standing}
    offered = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert offered == {"C2:C2": "'_lists'!$A$1:$A$11", "E2:E2": "'_lists'!$B$1:$B$2"} or set(offered) == {
        "C2",
        "E2",
    }
    lists = openpyxl.load_workbook(tmp_path / "book.xlsx")["_lists"]
    assert lists.sheet_state == "hidden"
    assert [cell.value for cell in lists["B"][:2]] == ["De notre côté", "De leur côté"]


def test_a_protected_sheet_lets_its_own_columns_change(tmp_path: Path) -> None:
    sheet = table(tmp_path, ROW, protected=True)
    assert sheet.protection.sheet
    assert [cell.protection.locked for cell in sheet[2]] == [True, False, False, False, False, True]
    assert not table(tmp_path, ROW).protection.sheet


@pytest.mark.parametrize("typed", ["=1+1", "+33", "-5 %", "@SUM(A1)", "|calc", "\n=1+1"])
def test_text_that_could_run_stays_text(typed: str, tmp_path: Path) -> None:
    cell = table(tmp_path, ("c1", typed, Standing.DONE, None, typed, 1))["B2"]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", typed, True)


def test_what_a_cell_cannot_hold_is_cleaned_or_cut(tmp_path: Path) -> None:
    sheet = table(
        tmp_path, ("c1", "a\x00b\x0bc", None, None, "x" * 40_000, 1), ("c2", "_x0041_", None, None, "", 0)
    )
    assert sheet["B2"].value == "abc"
    assert len(sheet["E2"].value) == 32_767
    assert CalamineWorkbook.from_path(tmp_path / "book.xlsx").get_sheet_by_name("Engagements").to_python()[2][
        1
    ] in {
        "_x0041_",
        "_x005F_x0041_",
    }


def test_a_date_before_spreadsheets_is_text(tmp_path: Path) -> None:
    assert table(tmp_path, ("c1", "", None, date(1789, 7, 14), "", 0))["D2"].value == "1789-07-14"


def test_a_sheet_without_rows_opens(tmp_path: Path) -> None:
    sheet = table(tmp_path)
    assert sheet.tables["T1"].ref == "A1:F2"
    assert [cell.value for cell in sheet[2]] == [None] * 6


def test_formulas_carry_their_values(tmp_path: Path) -> None:
    (first,) = first_rows(1, (2,))
    states = column_range("Engagements", 2, 2)
    grid = Grid(
        "Par état",
        (SheetColumn("État", CellKind.STANDING, 30), SheetColumn("Nombre", CellKind.NUMBER, 10)),
        (
            (Standing.DONE, Formula(f"COUNTIF({states},A{first})", 2)),
            ("Mot", Formula('IF(1<2,"oui & non","")', "oui & non")),
        ),
    )
    page = PageSheet("Tableau de bord", "Où en est-on ?", ("Une ligne.",), (grid,))
    path = book_of(tmp_path, page, TableSheet("Engagements", COLUMNS, (ROW, ROW)))
    formulas = openpyxl.load_workbook(path)["Tableau de bord"]
    values = openpyxl.load_workbook(path, data_only=True)["Tableau de bord"]
    assert formulas[f"A{first}"].value == standing_words(Standing.DONE)
    assert formulas[f"B{first}"].value == f"=COUNTIF('Engagements'!$C$2:$C$3,A{first})"
    assert [values[f"B{row}"].value for row in (first, first + 1)] == [2, "oui & non"]


def test_a_big_table_is_whole(tmp_path: Path) -> None:
    rows = [
        (f"c{number}", f"Engagement {number}", Standing.DONE, None, "", number) for number in range(20_000)
    ]
    path = book_of(tmp_path, TableSheet("Engagements", COLUMNS, rows))
    read = CalamineWorkbook.from_path(path).get_sheet_by_name("Engagements").to_python()
    assert len(read) == 20_001
    assert read[-1][:2] == ["c19999", "Engagement 19999"]


def test_the_same_workbook_gives_the_same_bytes(tmp_path: Path) -> None:
    first = book_of(tmp_path, TableSheet("Engagements", COLUMNS, (ROW,))).read_bytes()
    assert book_of(tmp_path, TableSheet("Engagements", COLUMNS, (ROW,))).read_bytes() == first


def test_every_part_of_the_file_is_well_formed(tmp_path: Path) -> None:
    from defusedxml.ElementTree import fromstring

    hostile: tuple[Value, ...] = ("<c>&", "]]> & <v>=1</v>", Standing.VOID, None, "'\"", 1)
    with zipfile.ZipFile(book_of(tmp_path, TableSheet("Engagements", COLUMNS, (hostile,)))) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                fromstring(parts.read(name))


@pytest.mark.parametrize(("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_lettered_as_spreadsheets_do(index: int, letters: str) -> None:
    assert column_letter(index) == letters
