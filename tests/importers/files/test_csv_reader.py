"""Whatever a csv writer wrote is read back, with the numbers of its physical lines."""

from __future__ import annotations

import csv
import io
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.importers.files.csv_reader import records
from altterr_desktop.importers.files.problems import Problems

DELIMITERS = st.sampled_from([";", ",", "\t", "|"])
CELLS = st.text(st.characters(exclude_characters="\0\r", exclude_categories=["Cs"]), max_size=30)
NASTY = st.text(st.sampled_from('";,\t|\n aé'), max_size=12)


def written(rows: list[list[str]], delimiter: str, quoting: int) -> str:
    output = io.StringIO(newline="")
    csv.writer(output, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerows(rows)  # type: ignore[arg-type]
    return output.getvalue()


def read_back(text: str, delimiter: str, width: int = 0) -> list[tuple[int, list[str]]]:
    lines = iter(list(enumerate(text.split("\n")[:-1], start=1)))
    return list(records(lines, delimiter, problems=Problems(), width=width))


@given(
    st.integers(2, 5).flatmap(
        lambda width: st.lists(st.lists(CELLS | NASTY, min_size=width, max_size=width), max_size=8)
    ),
    DELIMITERS,
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
)
def test_rows_that_a_csv_writer_wrote_are_read_back(
    rows: list[list[str]], delimiter: str, quoting: int
) -> None:
    found = read_back(written(rows, delimiter, quoting), delimiter)
    assert [[cell.strip(" ") for cell in cells] for _line, cells in found] == [
        [cell.strip(" ") for cell in cells] for cells in rows
    ]


@given(st.lists(st.lists(CELLS | NASTY, min_size=3, max_size=3), min_size=1, max_size=8), DELIMITERS)
def test_numbers_are_those_of_physical_lines(rows: list[list[str]], delimiter: str) -> None:
    heights = [1 + sum(cell.count("\n") for cell in cells) for cells in rows]
    starts = list(itertools.accumulate(heights[:-1], initial=1))
    assert [line for line, _cells in read_back(written(rows, delimiter, csv.QUOTE_ALL), delimiter)] == starts


@given(st.lists(st.lists(CELLS | NASTY, min_size=3, max_size=3), min_size=1, max_size=8), DELIMITERS)
def test_filtering_first_keeps_the_same_rows(rows: list[list[str]], delimiter: str) -> None:
    text = written(rows, delimiter, csv.QUOTE_MINIMAL)

    def wanted(cells: list[str]) -> bool:
        return "a" in cells[0]

    lines = iter(list(enumerate(text.split("\n")[:-1], start=1)))
    kept = list(records(lines, delimiter, problems=Problems(), width=3, wanted=wanted, head=1))
    everything = [record for record in read_back(text, delimiter, width=3) if wanted(record[1])]
    assert kept == everything


@given(st.text(st.sampled_from('";\na'), max_size=60))
def test_any_scatter_of_quotation_marks_gives_every_line_once(text: str) -> None:
    lines = text.split("\n")
    found = read_back(text + "\n", ";")
    starts = [line for line, _cells in found]
    assert starts == sorted(set(starts))
    assert starts[0] == 1
    assert "".join(cell for _line, cells in found for cell in cells).count("a") == text.count("a")
    assert starts[-1] <= len(lines)


def test_quotation_marks_inside_an_unquoted_cell_are_kept() -> None:
    assert read_back('Jean "Jeannot" Dupont;1\n', ";") == [(1, ['Jean "Jeannot" Dupont', "1"])]


def test_spaces_before_a_quoted_cell_do_not_unquote_it() -> None:
    assert read_back('1; "a;b" \n', ";") == [(1, ["1", "a;b "])]


@pytest.mark.parametrize("text", ['"', '""', '"""', ';"', '";', '";"', '"a"b"c";d'])
def test_stray_quotation_marks_give_one_record(text: str) -> None:
    assert len(read_back(text + "\n", ";")) == 1
