"""Days, deadlines and durations in words."""

from datetime import date, timedelta

import pytest

from altterr_desktop.domain.dates import Precision
from altterr_desktop.i18n import language_set
from altterr_desktop.i18n.dates import (
    deadline_words,
    duration_words,
    long_date,
    medium_date,
    month_year,
    relative_day,
    short_date,
    time_words,
)

TODAY = date(2028, 11, 23)


def plain(words: str) -> str:
    return words.replace("\u00a0", " ")


def test_days_are_written_as_each_language_does() -> None:
    day = date(2029, 3, 13)
    with language_set("fr"):
        written = [long_date(day), medium_date(day), short_date(day), month_year(day)]
        assert [plain(words) for words in written] == [
            "mardi 13 mars 2029",
            "13 mars 2029",
            "13/03/2029",
            "mars 2029",
        ]
    with language_set("en"):
        written = [long_date(day), medium_date(day), short_date(day), month_year(day)]
        assert [plain(words) for words in written] == [
            "Tuesday 13 March 2029",
            "13 March 2029",
            "13 Mar 2029",
            "March 2029",
        ]


def test_the_first_of_a_month_is_an_ordinal_in_french_alone() -> None:
    with language_set("fr"):
        assert plain(long_date(date(2029, 3, 1))) == "jeudi 1er mars 2029"
    with language_set("en"):
        assert plain(medium_date(date(2029, 3, 1))) == "1 March 2029"


def test_a_day_does_not_leave_its_month_at_the_end_of_a_line() -> None:
    with language_set("fr"):
        assert medium_date(date(2029, 3, 13)) == "13\u00a0mars 2029"


@pytest.mark.parametrize(("day", "precision", "words"), [
    (date(2028, 12, 31), Precision.YEAR, "fin 2028"),
    (date(2029, 3, 31), Precision.MONTH, "mars 2029"),
    (date(2027, 3, 31), Precision.QUARTER, "1er trimestre 2027"),
    (date(2027, 12, 31), Precision.QUARTER, "4e trimestre 2027"),
    (date(2027, 3, 1), Precision.DAY, "1er mars 2027"),
    (date(2032, 3, 31), Precision.MANDATE, "avant la fin du mandat"),
    (None, Precision.MANDATE, "avant la fin du mandat"),
    (None, Precision.YEAR, "sans échéance"),
    (None, Precision.NONE, "sans échéance"),
    (date(2027, 3, 1), Precision.NONE, "sans échéance"),
])  # fmt: skip
def test_a_deadline_is_as_loose_as_it_was_promised(
    day: date | None, precision: Precision, words: str
) -> None:
    with language_set("fr"):
        assert plain(deadline_words(day, precision)) == words


def test_the_words_of_the_promise_win() -> None:
    with language_set("fr"):
        assert (
            deadline_words(date(2027, 6, 30), Precision.QUARTER, " avant l'été 2027 ") == "avant l'été 2027"
        )
        assert deadline_words(None, Precision.NONE, "  ") == "sans échéance"


@pytest.mark.parametrize(("clock", "words"), [
    ("18:30", "18 h 30"),
    ("18:00", "18 h"),
    ("09:05", "9 h 05"),
    ("18:30:00", "18 h 30"),
    ("", ""),
    ("en soirée", "en soirée"),
])  # fmt: skip
def test_hours(clock: str, words: str) -> None:
    with language_set("fr"):
        assert plain(time_words(clock)) == words


def test_english_hours_keep_their_colon() -> None:
    with language_set("en"):
        assert time_words("09:05") == "9:05"


@pytest.mark.parametrize(("minutes", "words"), [
    (0, "0 min"),
    (45, "45 min"),
    (60, "1 h"),
    (65, "1 h 05"),
    (150, "2 h 30"),
])  # fmt: skip
def test_durations(minutes: int, words: str) -> None:
    with language_set("fr"):
        assert plain(duration_words(minutes)) == words


@pytest.mark.parametrize(("days", "words"), [
    (0, "aujourd’hui"),
    (1, "demain"),
    (-1, "hier"),
    (3, "dans 3 jours"),
    (-13, "il y a 13 jours"),
    (14, "dans 2 semaines"),
    (-40, "il y a 5 semaines"),
    (-61, "il y a 2 mois"),
    (400, "dans 13 mois"),
    (800, "dans 2 ans"),
    (-800, "il y a 2 ans"),
])  # fmt: skip
def test_how_far_a_day_is(days: int, words: str) -> None:
    with language_set("fr"):
        assert plain(relative_day(TODAY + timedelta(days=days), TODAY)) == words


def test_nothing_is_ever_zero_weeks_or_months_away() -> None:
    with language_set("fr"):
        said = {plain(relative_day(TODAY + timedelta(days=days), TODAY)) for days in range(-1500, 1500)}
    assert not {words for words in said if " 0 " in words}
