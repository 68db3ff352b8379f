"""Money, deadlines, levels and numbers are read as people type them, and doubt gives nothing."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.domain.dates import Precision
from altterr_desktop.importers.commitments.values import (
    Deadline,
    read_deadline,
    read_level,
    read_money,
    split_number,
)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("12 k€", 12_000), ("12k€", 12_000), ("1,2 M€", 1_200_000), ("1.5 million d'euros", 1_500_000),
        ("2 milliards", 2_000_000_000), ("30 000 € HT", 30_000), ("30\u202f000\u00a0€", 30_000), ("€500k", 500_000),
        ("12 000,50", 12_000), ("12.000,50 €", 12_000), ("1,234.50", 1_234), ("1.234.567", 1_234_567),
        ("12,000", 12_000), ("0,5 M€", 500_000), ("0,125 M€", 125_000), ("environ 40 000 €", 40_000),
        ("25 000 €/an", 25_000), (124566, 124_566), (1234.4, 1_234), (0, 0), ("3 Mds €", 3_000_000_000),
        ("15 K€ TTC", 15_000),
    ],
)  # fmt: skip
def test_amounts(cell: str | float, expected: int) -> None:
    assert read_money(cell) == expected


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "beaucoup",
        "10-20 k€",
        "10 à 20 k€",
        "-500",
        -3,
        True,
        date(2026, 1, 1),
        "1.23.456",
        "12 kg",
        "à définir",
    ],
)
def test_what_is_not_one_amount_gives_none(cell: str | float | date) -> None:
    assert read_money(cell) is None


@given(st.integers(0, 10**12))
def test_written_amounts_are_read_back(amount: int) -> None:
    spaced = f"{amount:,}"
    assert {read_money(spaced.replace(",", sign) + " €") for sign in (" ", "\u202f", "'")} == {amount}


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_amounts(text: str) -> None:
    amount = read_money(text)
    assert amount is None or amount >= 0


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (date(2025, 3, 9), Deadline(date(2025, 3, 9), Precision.DAY, "")),
        (datetime.fromisoformat("2025-03-09T10:00"), Deadline(date(2025, 3, 9), Precision.DAY, "")),
        (44881, Deadline(date(2022, 11, 16), Precision.DAY, "")),
        (2045.0, Deadline(date(2045, 12, 31), Precision.YEAR, "2045")),
        ("2045.0", Deadline(date(2045, 12, 31), Precision.YEAR, "2045")),
        ("31/12/2024", Deadline(date(2024, 12, 31), Precision.DAY, "")),
        ("d'ici 2030", Deadline(date(2030, 12, 31), Precision.YEAR, "d'ici 2030")),
        ("T3 2024", Deadline(date(2024, 9, 30), Precision.QUARTER, "T3 2024")),
        ("fin du mandat", Deadline(None, Precision.MANDATE, "fin du mandat")),
        ("en continu", Deadline(None, Precision.NONE, "en continu")),
        ("", Deadline(None, Precision.NONE, "")),
        ("-", Deadline(None, Precision.NONE, "")),
    ],
)
def test_deadlines(cell: str | float | date, expected: Deadline) -> None:
    assert read_deadline(cell, TODAY) == expected


@pytest.mark.parametrize("cell", ["bientôt", True, 12, "31/02/2024", 1789])
def test_what_names_no_day_is_no_deadline(cell: str | float) -> None:
    assert read_deadline(cell, TODAY) is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("Niveau 2", 2), ("N3", 3), (1, 1), (2.0, 2), ("level 1", 1), ("★★", 2), ("fort", None), (9, None)],
)
def test_levels(cell: str | float, expected: int | None) -> None:
    assert read_level(cell) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Se déplacer", ("1", "Se déplacer")),
        ("1.1.1. Relier les écoles", ("1.1.1", "Relier les écoles")),
        ("1.2 Le bus", ("1.2", "Le bus")),
        ("Action 4 - Une régie", ("4", "Une régie")),
        ("Axe 2 : Manger mieux", ("2", "Manger mieux")),
        ("Mesure n° 12 – Cantines", ("12", "Cantines")),
        ("A3. Planter", ("A3", "Planter")),
        ("100 000 arbres plantés", ("", "100 000 arbres plantés")),
        ("30 km/h en ville", ("", "30 km/h en ville")),
        ("2030 : zéro carbone", ("", "2030 : zéro carbone")),
        ("Action climat", ("", "Action climat")),
        ("Créer 3 pistes", ("", "Créer 3 pistes")),
    ],
)
def test_numbers_are_parted_from_titles(text: str, expected: tuple[str, str]) -> None:
    assert split_number(text) == expected
