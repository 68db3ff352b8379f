"""Codes come to their official form, however a spreadsheet spoiled them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.importers.rne.codes import (
    bare_code,
    commune_code,
    department_code,
    department_of,
    region_code,
    siren_code,
)

DEPARTMENTS = st.sampled_from(
    [f"{number:02d}" for number in range(1, 96) if number != 20]
    + ["2A", "2B", "971", "972", "973", "974", "976"]
)
NUMBERS = st.integers(1, 99)


@given(DEPARTMENTS, NUMBERS)
def test_a_whole_code_survives_what_spreadsheets_do_to_it(department: str, number: int) -> None:
    code = department + str(number).zfill(5 - len(department))
    spoiled = [code, f" {code} ", f'"{code}"', code.lower(), f"'{code}"]
    if code.isdigit():
        spoiled += [str(int(code)), f"{int(code)}.0", f"{int(code)},00"]
    assert {commune_code(text) for text in spoiled} == {code}
    assert department_of(code) == department


@given(DEPARTMENTS, NUMBERS)
def test_a_number_beside_its_departement_gives_the_whole_code(department: str, number: int) -> None:
    code = department + str(number).zfill(5 - len(department))
    assert commune_code(str(number), department) == code
    assert commune_code(f"{number}.0", department.lstrip("0")) == code
    padded = code[2:] if len(department) == 3 else str(number).zfill(3)
    assert commune_code(padded, department) == code


@given(st.text(max_size=12))
def test_what_is_no_code_gives_nothing_or_five_signs(text: str) -> None:
    assert len(commune_code(text)) in {0, 5}
    assert len(commune_code(text, text)) in {0, 5}
    assert len(siren_code(text)) in {0, 9}
    assert len(region_code(text)) in {0, 2}
    assert len(department_code(text)) in {0, 2, 3}


@pytest.mark.parametrize(
    ("raw", "department", "expected"),
    [
        ("001", "01", "01001"),
        ("4", "1", "01004"),
        ("101", "ZA", "97101"),
        ("ZA101", "", "97101"),
        ("411", "ZD", "97411"),
        ("711", "ZP", "98711"),
        ("701", "ZX", "97701"),
        ("004", "2A", "2A004"),
        ("2a4", "", ""),
        ("13055SR01", "13", ""),
        ("", "32", ""),
        ("13", "", ""),
        ("abcde", "", ""),
    ],
)
def test_codes_of_many_years(raw: str, department: str, expected: str) -> None:
    assert commune_code(raw, department) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("1", "01"), ("32.0", "32"), ("2a", "2A"), ("ZA", "971"), ("971", "971"), ("ZS", "975"), ("69M", "69M"),
     ("6AE", "6AE"), ("ZZ", "ZZ"), ("0", "00"), ("", ""), ("Gers", "")],
)  # fmt: skip
def test_departements(raw: str, expected: str) -> None:
    assert department_code(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [("200 066 926", "200066926"), ("200066926.0", "200066926"), ("20006692600012", "200066926"),
     ("2.00066926E+08", "200066926"), ("2,00066926E8", "200066926"), ("2E+08", ""), ("12345", "")],
)  # fmt: skip
def test_sirens(raw: str, expected: str) -> None:
    assert siren_code(raw) == expected


def test_regions_and_bare_codes() -> None:
    assert [region_code(raw) for raw in ("1", "76.0", "20R", "Occitanie")] == ["01", "76", "94", ""]
    assert bare_code("\u00a032 013 ") == "32013"
