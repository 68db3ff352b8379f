"""Name the kinds of territory and of assembly, and find a mandate's middle."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class TerritoryKind(StrEnum):
    """Name the four levels a group can follow."""

    COMMUNE = "commune"
    EPCI = "epci"
    DEPARTMENT = "departement"
    REGION = "region"


class Assembly(StrEnum):
    """Name the assemblies the national register of officials covers."""

    MUNICIPAL = "municipal"
    COMMUNITY = "community"
    DEPARTMENTAL = "departmental"
    REGIONAL = "regional"
    DISTRICT = "district"
    DEPUTIES = "deputies"
    SENATE = "senate"
    EUROPEAN = "european"
    OTHER = "other"


class TerritoryChangeKind(StrEnum):
    """Name what happens to a commune or an intercommunality during a mandate."""

    RENAMED = "renamed"
    RECODED = "recoded"
    MERGED = "merged"
    CREATED = "created"
    SPLIT = "split"


ASSEMBLY_OF = {
    TerritoryKind.COMMUNE: Assembly.MUNICIPAL,
    TerritoryKind.EPCI: Assembly.COMMUNITY,
    TerritoryKind.DEPARTMENT: Assembly.DEPARTMENTAL,
    TerritoryKind.REGION: Assembly.REGIONAL,
}


def mid_term(start: date, end: date) -> date:
    """Give the day halfway between a mandate's start and end."""
    return start + (end - start) / 2


# Terms of general renewals (code électoral L192, L227, L336; ordinance of 1 April 2020 and law of 22 February
# 2021 for those that were prolonged). They only propose dates: the mandate is a record that the group can change.
_MUNICIPAL = ((2014, 3, 23), (2020, 3, 15), (2026, 3, 15), (2032, 3, 31))
_DEPARTMENTAL = ((2015, 3, 22), (2021, 6, 20), (2028, 3, 31))
_REGIONAL = ((2015, 12, 6), (2021, 6, 20), (2028, 3, 31))
_TURNS = {
    TerritoryKind.COMMUNE: _MUNICIPAL,
    TerritoryKind.EPCI: _MUNICIPAL,
    TerritoryKind.DEPARTMENT: _DEPARTMENTAL,
    TerritoryKind.REGION: _REGIONAL,
}


def mandate_dates(kind: TerritoryKind, on: date) -> tuple[date, date]:
    """Propose start and end of the mandate in force on a day; six-year terms beyond the known renewals."""
    turns = [date(*turn) for turn in _TURNS[kind]]
    while turns[-1] <= on:
        turns.append(turns[-1].replace(year=turns[-1].year + 6))
    start = max((turn for turn in turns[:-1] if turn <= on), default=turns[0])
    end = turns[turns.index(start) + 1]
    return start, end
