"""Days of a register are read in all its habits, and no birth is in the future."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.importers.rne.dates import read_birth, read_start

TODAY = date(2026, 11, 23)


@given(st.dates(date(1910, 1, 1), date(2008, 11, 23)))
def test_a_birth_is_read_however_it_is_written(day: date) -> None:
    written = [
        f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%Y-%m-%d}", f"{day:%Y-%m-%d} 00:00:00+00",
        f"{day:%d.%m.%Y}", f"{day:%d-%m-%Y}", f"{day:%Y%m%d}", f"{day:%Y/%m/%d}", f"{day:%d/%m/%Y} 00:00",
    ]  # fmt: skip
    assert {read_birth(text, TODAY) for text in written} == {day}
    assert read_birth(day, TODAY) == day


@given(st.dates(date(1926, 1, 1), date(2007, 12, 31)))
def test_two_figures_of_a_year_give_somebody_of_age(day: date) -> None:
    assert read_birth(f"{day:%d/%m/%y}", TODAY) == (day if day.year >= 1909 else None)


@given(st.dates(date(2000, 1, 1), date(2027, 12, 31)))
def test_two_figures_of_a_mandate_are_of_this_century(day: date) -> None:
    assert read_start(f"{day:%d/%m/%y}", TODAY) == day


@given(st.text(max_size=14) | st.from_regex(r"\d{1,4}[/-]\d{1,2}[/-]\d{1,4}", fullmatch=True))
def test_no_text_gives_a_birth_in_the_future_nor_fails(text: str) -> None:
    day = read_birth(text, TODAY)
    assert day is None or day <= TODAY


@pytest.mark.parametrize(
    ("text", "expected"),
    [("25/08/55", date(1955, 8, 25)), ("01/01/68", date(1968, 1, 1)), ("01/01/69", date(1969, 1, 1)),
     ("20325", date(1955, 8, 24)), ("20325.0", date(1955, 8, 24)), ("31/02/1970", None), ("1970", None), ("", None),
     ("12/25/1970", None), ("01/01/2030", None)],
)  # fmt: skip
def test_births(text: str, expected: date | None) -> None:
    assert read_birth(text, TODAY) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("28/06/20", date(2020, 6, 28)), ("1/1/95", date(1995, 1, 1)), (date(2026, 3, 15), date(2026, 3, 15)),
     (datetime.fromisoformat("2026-03-15T08:00"), date(2026, 3, 15)), (46096, date(2026, 3, 15)),
     ("15/03/2126", None)],
)  # fmt: skip
def test_mandates(cell: str | int | date, expected: date | None) -> None:
    assert read_start(cell, TODAY) == expected
