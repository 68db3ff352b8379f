"""Dates and deadlines as people and registers write them: read back, or refused, never guessed."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.domain.dates import Precision, last_day_of_month
from altterr_desktop.i18n import language_set
from altterr_desktop.i18n.dates import deadline_words, long_date, medium_date, month_year, short_date
from altterr_desktop.i18n.parsing import parse_date

TODAY = date(2026, 11, 23)
MANDATE_END = date(2032, 3, 31)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
LANGUAGES = st.sampled_from(["fr", "en"])


@pytest.mark.parametrize("text", [
    "18/5/2020",
    "18/05/2020",
    "18-05-2020",
    "18.05.2020",
    "18 05 2020",
    "18/05/20",
    "2020-05-18",
    "2020/05/18",
    "20200518",
    "2020-05-18 00:00:00+00",
    "2020-05-18T00:00:00.000Z",
    "18/05/2020 00:00",
    "18/05/2020 à 18h30",
    "18 mai 2020",
    "18 MAI 2020",
    "le lundi 18 mai 2020",
    "18\u00a0mai\u00a02020",
    "Monday 18 May 2020",
    "May 18, 2020",
    "18th May 2020",
    " 18 mai 2020. ",
])  # fmt: skip
def test_one_day_in_many_dialects(text: str) -> None:
    assert parse_date(text, TODAY) == (date(2020, 5, 18), Precision.DAY)


@pytest.mark.parametrize(("text", "day", "precision"), [
    ("1er mars 2029", date(2029, 3, 1), Precision.DAY),
    ("13 janv. 2029", date(2029, 1, 13), Precision.DAY),
    ("avant le 31/12/2026", date(2026, 12, 31), Precision.DAY),
    ("mai 2020", date(2020, 5, 31), Precision.MONTH),
    ("févr. 2028", date(2028, 2, 29), Precision.MONTH),
    ("03/2029", date(2029, 3, 31), Precision.MONTH),
    ("2029-03", date(2029, 3, 31), Precision.MONTH),
    ("d'ici mars 2027", date(2027, 3, 31), Precision.MONTH),
    ("fin mars 2027", date(2027, 3, 31), Precision.MONTH),
    ("avant mars 2028", date(2028, 2, 29), Precision.MONTH),
    ("avant fin mars 2027", date(2027, 3, 31), Precision.MONTH),
    ("2028", date(2028, 12, 31), Precision.YEAR),
    ("fin 2026", date(2026, 12, 31), Precision.YEAR),
    ("d'ici la fin de l’année 2026", date(2026, 12, 31), Precision.YEAR),
    ("by the end of 2026", date(2026, 12, 31), Precision.YEAR),
    ("d’ici 2030", date(2030, 12, 31), Precision.YEAR),
    ("à l'horizon 2030", date(2030, 12, 31), Precision.YEAR),
    ("Échéance : 2030", date(2030, 12, 31), Precision.YEAR),
    ("avant 2030", date(2029, 12, 31), Precision.YEAR),
    ("before 2030", date(2029, 12, 31), Precision.YEAR),
    ("2024-2030", date(2030, 12, 31), Precision.YEAR),
    ("début 2027", date(2027, 3, 31), Precision.QUARTER),
    ("mi-2027", date(2027, 6, 30), Precision.QUARTER),
    ("T3 2025", date(2025, 9, 30), Precision.QUARTER),
    ("2025-T3", date(2025, 9, 30), Precision.QUARTER),
    ("Q3 2025", date(2025, 9, 30), Precision.QUARTER),
    ("troisième trimestre 2025", date(2025, 9, 30), Precision.QUARTER),
    ("dernier trimestre de 2025", date(2025, 12, 31), Precision.QUARTER),
    ("au cours du 2e trimestre 2027", date(2027, 6, 30), Precision.QUARTER),
    ("1er semestre 2027", date(2027, 6, 30), Precision.QUARTER),
    ("S2 2027", date(2027, 12, 31), Precision.QUARTER),
    ("dernier semestre 2027", date(2027, 12, 31), Precision.QUARTER),
    ("first half of 2027", date(2027, 6, 30), Precision.QUARTER),
    ("avant l'été 2027", date(2027, 6, 30), Precision.QUARTER),
    ("d'ici l'été 2027", date(2027, 6, 30), Precision.QUARTER),
    ("before summer 2027", date(2027, 6, 30), Precision.QUARTER),
    ("été 2027", date(2027, 9, 30), Precision.QUARTER),
    ("à la rentrée 2027", date(2027, 9, 30), Precision.QUARTER),
    ("hiver 2026-2027", date(2027, 3, 31), Precision.QUARTER),
    ("avant la fin du mandat", MANDATE_END, Precision.MANDATE),
    ("end of the mandate", MANDATE_END, Precision.MANDATE),
    ("demain", date(2026, 11, 24), Precision.DAY),
    ("18 mai", date(2027, 5, 18), Precision.DAY),
    ("18/06", date(2026, 6, 18), Precision.DAY),
])  # fmt: skip
def test_a_period_gives_its_last_day(text: str, day: date, precision: Precision) -> None:
    assert parse_date(text, TODAY, mandate_end=MANDATE_END) == (day, precision)


@pytest.mark.parametrize("text", [
    "",
    "bonjour",
    "dès que possible",
    "12",
    "12 h",
    "99999",
    "31/04/2020",
    "29 février 2023",
    "05/18/2020",
    "2027-13",
    "mars",
    "hiver 2027",
    "3e semestre 2027",
    "T5 2025",
    "01 02 03",
    "06 12 34 56 78",
    "0/0/0",
    "fin du mandat",
    "mi-mandat",
    "2026 2027",
    "18/05-2020",
    "avant " * 100 + "2027",
])  # fmt: skip
def test_what_is_not_a_date_is_refused(text: str) -> None:
    assert parse_date(text, TODAY) is None


def test_a_birth_is_never_in_the_future() -> None:
    assert parse_date("25/08/55", TODAY, latest=TODAY) == (date(1955, 8, 25), Precision.DAY)
    assert parse_date("23/11/26", TODAY, latest=TODAY) == (date(2026, 11, 23), Precision.DAY)
    assert parse_date("24/11/26", TODAY, latest=TODAY) == (date(1926, 11, 24), Precision.DAY)


def test_a_deadline_of_two_figures_is_to_come() -> None:
    assert parse_date("31/12/30", TODAY) == (date(2030, 12, 31), Precision.DAY)


@given(DAYS, DAYS)
def test_two_figures_give_the_last_year_that_fits(day: date, latest: date) -> None:
    read = parse_date(f"{day:%d/%m}/{day.year % 100:02d}", TODAY, latest=latest)
    if read:
        assert read.day <= latest
        assert (read.day.day, read.day.month, read.day.year % 100) == (day.day, day.month, day.year % 100)
        assert latest.year - read.day.year <= 100


@given(DAYS, LANGUAGES, st.sampled_from([short_date, medium_date, long_date]))
def test_what_is_written_is_read_back(day: date, name: str, write: Callable[[date], str]) -> None:
    with language_set(name):
        assert parse_date(write(day), TODAY) == (day, Precision.DAY)


@given(DAYS, st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%Y-%m-%d 00:00:00+00", "%d.%m.%Y"]))
def test_registers_dates_are_read_back(day: date, pattern: str) -> None:
    assert parse_date(day.strftime(pattern), TODAY) == (day, Precision.DAY)


@given(DAYS, LANGUAGES)
def test_a_month_is_read_back(day: date, name: str) -> None:
    with language_set(name):
        assert parse_date(month_year(day), TODAY) == (last_day_of_month(day.year, day.month), Precision.MONTH)


@given(
    st.integers(1900, 2199),
    LANGUAGES,
    st.sampled_from([(Precision.YEAR, 12), *((Precision.QUARTER, month) for month in (3, 6, 9, 12))]),
)
def test_a_deadline_in_words_is_read_back(year: int, name: str, period: tuple[Precision, int]) -> None:
    precision, month = period
    day = last_day_of_month(year, month)
    with language_set(name):
        assert parse_date(deadline_words(day, precision), TODAY) == (day, precision)


WORDS = (
    "fin", "d'ici", "avant", "mi", "début", "mars", "mai", "été", "2027", "1er", "2e", "trimestre", "T3", "S1",
    "18", "/", "-", ".", "05", "h", "29", "février", "mandat", "le", "of", "the",
)  # fmt: skip
phrases = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)


@given(st.text(max_size=70) | phrases | phrases.map(lambda phrase: phrase.replace(" ", "")))
def test_no_text_is_too_strange(text: str) -> None:
    read = parse_date(text, TODAY, mandate_end=MANDATE_END)
    assert read is None or isinstance(read.precision, Precision)


@given(phrases)
def test_capitals_and_blanks_change_nothing(text: str) -> None:
    read = parse_date(text, TODAY, mandate_end=MANDATE_END)
    assert parse_date(f" {text.upper()}\u00a0", TODAY, mandate_end=MANDATE_END) == read
