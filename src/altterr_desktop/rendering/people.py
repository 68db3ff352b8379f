"""Describe people on paper as plain data: names on a field of two axes, cards in rows; how it looks is not here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FieldCell:
    """Hold the names in one cell of a field, column and row counted from 1 at the lower left."""

    column: int
    row: int
    names: tuple[str, ...]


@dataclass(frozen=True)
class PeopleField:
    """Show names on a square field of steps: what each axis is, its two ends, and a word in each quarter.

    `ends` are the low and high ends of the level axis, then of the upright one; `quarters` are lower left, lower
    right, upper left, upper right. A cell too full says how many are left out: the same names stand in a table.
    """

    cells: tuple[FieldCell, ...]
    axes: tuple[str, str]
    ends: tuple[str, str, str, str]
    quarters: tuple[str, str, str, str]
    told: str
    steps: int = 5


@dataclass(frozen=True)
class PersonCard:
    """Hold one person on a card: name, a line under it, a quieter one, and a word at its right."""

    name: str
    line: str = ""
    detail: str = ""
    word: str = ""


@dataclass(frozen=True)
class PeopleCards:
    """Show people as cards in rows; small ones hold the name alone, centred ones stand in the middle."""

    people: tuple[PersonCard, ...]
    small: bool = False
    centred: bool = False
