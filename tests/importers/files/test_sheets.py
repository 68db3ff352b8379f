"""Whatever the native library does of a workbook, one sentence names the file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from altterr_desktop.importers.files import extents, sheets
from altterr_desktop.importers.files.problems import UnreadableFile
from altterr_desktop.importers.files.table import open_table
from tests.importers import workbooks as books


class PanicException(BaseException):
    """Stand for a panic of the native library, which is no Exception."""


class PasswordError(Exception):
    """Stand for the library's error."""


def sound(path: Path) -> Path:
    books.write_xlsx(path, books.sheet_xml(books.table_rows((("a", "b"), ("1", "2")))))
    return path


def failing(error: BaseException) -> Callable[[Path], object]:
    def load(_path: Path) -> object:
        raise error

    return load


@pytest.mark.parametrize("error", [PanicException("x"), PasswordError("x"), ValueError("x"), MemoryError()])
def test_errors_of_the_library_become_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    monkeypatch.setattr(sheets, "_load", failing(error))
    with pytest.raises(UnreadableFile, match=r"plan\.xlsx"):
        open_table(sound(tmp_path / "plan.xlsx"))


def test_an_interruption_by_the_user_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "_load", failing(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        open_table(sound(tmp_path / "plan.xlsx"))


def test_a_file_beyond_the_limit_of_size_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MAX_FILE", 100)
    with pytest.raises(UnreadableFile, match=r"plan\.xlsx"):
        open_table(sound(tmp_path / "plan.xlsx"))


def test_a_workbook_that_takes_too_long_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extents, "MAX_SECONDS", -1)
    with pytest.raises(UnreadableFile, match=r"plan\.xlsx"):
        open_table(sound(tmp_path / "plan.xlsx"))


def test_rows_that_take_too_long_are_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.xlsx"
    books.write_xlsx(path, books.sheet_xml(books.table_rows((("a", "b"), *[("1", "2")] * 3000))))
    monkeypatch.setattr(sheets, "MAX_SECONDS", -1)
    with pytest.raises(UnreadableFile, match=r"plan\.xlsx"):
        list(open_table(path).rows())


def test_a_long_text_shared_by_few_cells_is_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    text = "x" * 20_000
    shared = (
        f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{text}</t></si></sst>'
    )
    rows = books.table_rows((("a", "b"),)) + "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(2, 12)
    )
    books.write_xlsx(path, books.sheet_xml(rows), more={"xl/sharedStrings.xml": shared})
    assert [row.cells for row in open_table(path).rows()] == [[text, ""]] * 10
