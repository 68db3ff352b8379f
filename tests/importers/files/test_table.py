"""A table opens the same whatever holds it, and says what it could not read, line by line."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest

from altterr_desktop.domain.errors import Cancelled, KnownError
from altterr_desktop.importers.files.table import list_sheets, open_table
from tests.importers import workbooks as books

AFTERNOON = datetime.fromisoformat("2026-03-09T14:30")
CONTACTS = (
    ("Annuaire", "", "", ""),
    ("Titre", "Nom", "Titre", ""),
    ("Mme", "Modèle", "Maire", ""),
    ("", "", "", ""),
    ("M.", "Exemple", "Adjoint", ""),
)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize("ending", ["xlsx", "ods", "csv"])
def test_the_same_table_in_three_formats_reads_the_same(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"annuaire.{ending}"
    if ending == "xlsx":
        books.write_xlsx(path, books.sheet_xml(books.table_rows(CONTACTS)))
    elif ending == "ods":
        books.write_ods(path, books.ods_rows(CONTACTS))
    else:
        write(path, "\n".join(";".join(row) for row in CONTACTS))
    table = open_table(path)
    assert table.header == ("Titre", "Nom", "Titre (2)")
    assert (table.header_line, table.titles) == (2, ("Annuaire",))
    assert [(row.line, row.cells) for row in table.rows()] == [
        (3, ["Mme", "Modèle", "Maire"]),
        (5, ["M.", "Exemple", "Adjoint"]),
    ]


def test_ragged_lines_are_reported_with_their_numbers(tmp_path: Path) -> None:
    table = open_table(
        write(tmp_path / "t.csv", "a;b;c\n1;2;3\n4;5\n6;7;8;\n1;2;3;4\nSource : mairie\n7;8;9\n")
    )
    assert [(row.line, row.cells) for row in table.rows()] == [
        (2, ["1", "2", "3"]), (3, ["4", "5", ""]), (4, ["6", "7", "8"]), (7, ["7", "8", "9"]),
    ]  # fmt: skip
    assert [(problem.line, problem.kept) for problem in table.problems] == [(3, True), (5, False), (6, False)]
    assert "4" in table.problems[1].reason


def test_rows_can_be_read_twice_and_problems_are_not_doubled(tmp_path: Path) -> None:
    table = open_table(write(tmp_path / "t.csv", "a;b\n1;2\n3;4;5\n"))
    first, second = list(table.rows()), list(table.rows())
    assert first == second
    assert table.problems.total == 1


def test_a_thousand_bad_lines_are_listed_and_the_rest_counted(tmp_path: Path) -> None:
    table = open_table(write(tmp_path / "t.csv", "a;b\n1;2\n" * 20 + "1;2;3\n" * 1500))
    list(table.rows())
    assert (len(table.problems), table.problems.left_out) == (1000, 500)


def test_progress_goes_up_to_the_whole_file(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", "a;b\n" + "1;2\n" * 40_000)
    seen: list[tuple[int, int]] = []
    list(open_table(path, progress=lambda done, total: seen.append((done, total))).rows())
    assert seen == sorted(seen)
    assert len(seen) > 3
    assert seen[-1] == (path.stat().st_size, path.stat().st_size)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_reading_stops_when_asked(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"t.{ending}"
    rows = [("a", "b"), *[("1", "2")] * 20_000]
    if ending == "csv":
        write(path, "\n".join(";".join(row) for row in rows))
    else:
        books.write_xlsx(path, books.sheet_xml(books.table_rows(rows)))
    with pytest.raises(Cancelled):
        list(open_table(path, cancelled=lambda: True).rows())


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    guide = book.active
    assert guide is not None
    guide.title = "Mode d'emploi"
    guide.append(["Comment remplir"])
    sheet = book.create_sheet("Actions")
    sheet["B3"], sheet["C3"], sheet["D3"] = "Axe", "Action", "Date"
    sheet["B4"], sheet["C4"], sheet["D4"] = "Vélo", "Pistes", date(2026, 3, 9)
    sheet["C5"], sheet["D5"] = "Arceaux", AFTERNOON
    sheet["B6"], sheet["C6"], sheet["D6"] = "Bus", 12.0, time(8, 15)
    sheet["C7"], sheet["D7"] = True, 1.5
    sheet.merge_cells("B4:B5")
    sheet.merge_cells("B6:B7")
    hidden = book.create_sheet("Listes")
    hidden.append(["a", "b", "c"])
    hidden.sheet_state = "hidden"
    book.save(path)
    return path


def test_a_workbook_gives_typed_cells_and_repeats_merged_ones_downwards(tmp_path: Path) -> None:
    table = open_table(workbook(tmp_path / "plan.xlsx"))
    assert (table.sheet, table.sheets) == ("Actions", ("Mode d'emploi", "Actions"))
    assert (table.header, table.header_line) == (("Axe", "Action", "Date"), 3)
    assert [(row.line, row.cells) for row in table.rows()] == [
        (4, ["Vélo", "Pistes", date(2026, 3, 9)]),
        (5, ["Vélo", "Arceaux", AFTERNOON]),
        (6, ["Bus", 12, time(8, 15)]),
        (7, ["Bus", True, 1.5]),
    ]


def test_a_named_sheet_is_opened_even_when_hidden(tmp_path: Path) -> None:
    path = workbook(tmp_path / "plan.xlsx")
    assert list_sheets(path) == ("Mode d'emploi", "Actions")
    assert open_table(path, "Listes").header == ("a", "b", "c")


def test_an_unknown_sheet_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="Mode d'emploi, Actions"):
        open_table(workbook(tmp_path / "plan.xlsx"), "Feuille 9")


def test_a_text_has_no_sheets(tmp_path: Path) -> None:
    assert list_sheets(write(tmp_path / "t.csv", "a;b\n1;2\n")) == ()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_cell_of_twenty_thousand_signs_is_kept_whole(tmp_path: Path, ending: str) -> None:
    text = ("Une longue promesse. " * 1000)[:20_000].strip()
    path = tmp_path / f"t.{ending}"
    if ending == "csv":
        write(path, f'Titre;Texte\nVélo;"{text}"\n')
    else:
        books.write_xlsx(path, books.sheet_xml(books.table_rows([("Titre", "Texte"), ("Vélo", text)])))
    assert [row.cells for row in open_table(path).rows()] == [["Vélo", text]]


def test_notes_beside_a_table_are_ignored_and_said_so(tmp_path: Path) -> None:
    rows = [("a", "b", ""), ("1", "2", "note"), ("3", "4", "")]
    path = tmp_path / "t.xlsx"
    books.write_xlsx(path, books.sheet_xml(books.table_rows(rows)))
    table = open_table(path)
    assert [row.cells for row in table.rows()] == [["1", "2"], ["3", "4"]]
    assert [(problem.line, problem.kept) for problem in table.problems] == [(2, True)]


def test_an_old_workbook_is_read(tmp_path: Path) -> None:
    path = tmp_path / "old.xls"
    cells = [(row, column, row * 10.0 + column) for row in range(3) for column in range(2)]
    books.write_compound(path, "Workbook", books.biff_stream(cells))
    assert [row.cells for row in open_table(path).rows()] == [[10, 11], [20, 21]]
