"""No file crashes, hangs or fills the memory: it is read, or refused in one sentence that names it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from altterr_desktop.domain.errors import KnownError
from altterr_desktop.importers.files.table import open_table
from tests.importers.hostile import CASES, READ, REFUSED

MOST_MEMORY = 300


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    for name, (make, _expected) in CASES.items():
        make(folder / name)
    return folder


@pytest.fixture(scope="module")
def outcomes(folder: Path) -> dict[str, list[str]]:
    """Read all of them in one other process: what ends it, or fills it, is then seen here."""
    command = [sys.executable, "-m", "tests.importers.hostile", str(folder)]
    root = Path(__file__).parents[3]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=root, check=False,
                          env=_environment(root))  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    return {line[0]: line[1:] for line in lines}


def _environment(root: Path) -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(root / "src"), str(root)]), "PYTHONUTF8": "1"}


@pytest.mark.parametrize("name", [name for name in CASES if name != "not-there.csv"])
def test_each_file_is_read_or_refused_as_it_should(name: str, outcomes: dict[str, list[str]]) -> None:
    outcome, _seconds, sentence = outcomes[name]
    assert outcome == CASES[name][1], sentence
    assert name in sentence


def test_reading_them_all_stays_within_the_memory(outcomes: dict[str, list[str]]) -> None:
    assert 0 < int(outcomes["memory"][0]) < MOST_MEMORY


def test_a_file_that_is_not_there_is_named(folder: Path) -> None:
    with pytest.raises(KnownError, match=r"not-there\.csv"):
        open_table(folder / "not-there.csv")


def test_there_are_enough_cases_of_both_kinds() -> None:
    expected = [case[1] for case in CASES.values()]
    assert expected.count(READ) >= 20
    assert expected.count(REFUSED) >= 40


ROWS = [["1", "Vélo"], ["2", "Écoles"]]


@pytest.mark.parametrize(
    "name",
    [
        "utf16-without-mark.csv", "utf16-big-without-mark.csv", "utf32.csv", "windows.csv", "dos.csv", "macintosh.csv",
        "read-wrong-once.csv", "lone-returns.csv", "sheet-as.csv", "text-as.xlsx", "zeros-inside.csv", "blank-tail.ods",
        "styled-far-corner.xlsx",
    ],
)  # fmt: skip
def test_what_is_read_is_what_was_written(name: str, folder: Path) -> None:
    table = open_table(folder / name)
    assert table.header == ("Numéro", "Titre")
    assert [row.cells for row in table.rows()] == ROWS


def test_text_of_two_encodings_keeps_its_accents(folder: Path) -> None:
    rows = [row.cells for row in open_table(folder / "two-encodings.csv").rows()]
    assert rows[-2:] == ROWS
    assert rows[:2] == ROWS


def test_lines_after_an_unclosed_quotation_mark_are_not_lost(folder: Path) -> None:
    table = open_table(folder / "quote-never-closed.csv")
    rows = list(table.rows())
    assert len(rows) == 20_001
    assert (rows[0].line, rows[0].cells) == (2, ['"1', "2"])
    assert [problem.line for problem in table.problems] == [2]


def test_a_quotation_mark_closed_by_a_stray_one_far_below_swallows_nothing(folder: Path) -> None:
    table = open_table(folder / "quotes-that-meet-far-off.csv")
    assert [row.line for row in table.rows()] == list(range(2, 104))
    assert table.problems[0].line == 2


def test_a_line_too_long_is_left_out_and_the_next_keeps_its_number(folder: Path) -> None:
    table = open_table(folder / "long-line-inside.csv")
    assert [(row.line, row.cells) for row in table.rows()] == [(2, ["1", "2"]), (4, ["3", "4"])]
    assert [(problem.line, problem.kept) for problem in table.problems] == [(3, False)]


def test_formulas_stay_texts(folder: Path) -> None:
    rows = [row.cells for row in open_table(folder / "formulas.csv").rows()]
    assert rows == [["=cmd|'/C calc'!A0", "@SUM(1)"], ["+1", "-1"]]


def test_line_ends_of_three_kinds_each_end_a_line(folder: Path) -> None:
    rows = [(row.line, row.cells) for row in open_table(folder / "mixed-ends.csv").rows()]
    assert rows == [(2, ["1", "2"]), (3, ["3", "4"]), (4, ["5", "6"]), (7, ["7", "8"])]
