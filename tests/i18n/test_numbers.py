"""Numbers, shares, amounts and sizes as each language writes them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.i18n import language_set
from altterr_desktop.i18n.numbers import Number, decimal, euros, file_size, fraction_words, number, percent


def plain(words: str) -> str:
    return words.replace("\u00a0", "_")


def test_thousands_are_apart_and_never_break() -> None:
    with language_set("fr"):
        assert number(1234567) == "1\u00a0234\u00a0567"
        assert number(-1200) == "-1\u00a0200"
    with language_set("en"):
        assert number(1234567) == "1,234,567"


@pytest.mark.parametrize(("value", "places", "words"), [
    (2.7, 1, "2,7"),
    (2.65, 1, "2,7"),
    (Fraction(27, 10), 1, "2,7"),
    (Fraction(1, 3), 2, "0,33"),
    (Fraction(-5, 2), 0, "-3"),
    (Decimal("1234.5"), 1, "1_234,5"),
    (3, 1, "3,0"),
    (-0.01, 1, "0,0"),
])  # fmt: skip
def test_decimals_are_rounded_as_at_school(value: Number, places: int, words: str) -> None:
    with language_set("fr"):
        assert plain(decimal(value, places)) == words


@pytest.mark.parametrize(("part", "whole", "words"), [
    (42, 100, "42_%"),
    (1, 2, "50_%"),
    (0, 3, "0_%"),
    (3, 3, "100_%"),
    (1, 1000, "<_1_%"),
    (999, 1000, ">_99_%"),
    (199, 200, ">_99_%"),
    (0, 0, "–"),
    (3, 2, "150_%"),
])  # fmt: skip
def test_a_share_never_hides_its_edges(part: int, whole: int, words: str) -> None:
    with language_set("fr"):
        assert plain(percent(part, whole)) == words


def test_english_shares_are_closed_up() -> None:
    with language_set("en"):
        assert percent(42, 100) == "42%"


def test_a_fraction_stays_on_its_line() -> None:
    with language_set("fr"):
        assert fraction_words(17, 40) == "17\u00a0/\u00a040"


@pytest.mark.parametrize(("amount", "french", "english"), [
    (12000, "12_000_€", "€12,000"),
    (12.5, "12,50_€", "€12.50"),
    (Decimal("-3.00"), "-3_€", "-€3"),
    (0.001, "0_€", "€0"),
])  # fmt: skip
def test_amounts_show_cents_only_where_there_are_some(amount: Number, french: str, english: str) -> None:
    with language_set("fr"):
        assert plain(euros(amount)) == french
    with language_set("en"):
        assert euros(amount) == english


@pytest.mark.parametrize(("size", "words"), [
    (0, "0 octet"),
    (999, "999 octets"),
    (1400, "1,4_ko"),
    (9_970, "10_ko"),
    (999_999, "1,0_Mo"),
    (12_000_000, "12_Mo"),
    (3_000_000_000_000, "3_000_Go"),
])  # fmt: skip
def test_sizes(size: int, words: str) -> None:
    with language_set("fr"):
        assert plain(file_size(size)) == words


@given(st.integers(), st.sampled_from(["fr", "en"]))
def test_a_number_is_read_back(value: int, name: str) -> None:
    with language_set(name):
        assert int(number(value).replace("\u00a0", "").replace(",", "")) == value


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_only_everything_is_a_hundred_and_only_nothing_is_zero(part: int, whole: int) -> None:
    part = min(part, whole)
    with language_set("en"):
        words = percent(part, whole)
    assert (words == "100%") == (part == whole)
    assert (words == "0%") == (part == 0)


@given(st.fractions(-1000, 1000, max_denominator=1000), st.integers(0, 3))
def test_a_rounded_fraction_is_no_further_than_half_a_step(value: Fraction, places: int) -> None:
    with language_set("en"):
        written = Fraction(decimal(value, places).replace(",", ""))
    assert abs(written - value) <= Fraction(1, 2 * 10**places)
