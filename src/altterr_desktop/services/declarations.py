"""Say when a demonstration on the public road is to be declared; write nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from altterr_desktop.domain.dates import DeclarationWindow, declaration_window
from altterr_desktop.i18n import _, msgid
from altterr_desktop.i18n.dates import long_date

# The law of 1892 gives Alsace and Moselle two more holidays; overseas départements have their own.
_SUBDIVISIONS = {
    "57": "57",
    "67": "6AE",
    "68": "6AE",
    "971": "971",
    "972": "972",
    "973": "973",
    "974": "974",
    "976": "976",
}


class DeclarationState(StrEnum):
    """Say where a declaration stands: to be waited for, possible, pressing, filed, filed late, or too late."""

    TOO_EARLY = "too_early"
    OPEN = "open"
    PRESSING = "pressing"
    TOO_LATE = "too_late"
    DECLARED = "declared"
    DECLARED_OUTSIDE = "declared_outside"


@dataclass(frozen=True)
class Declaration:
    """Hold the days between which an action is declared and where the declaration stands.

    `first` and `last` are the limits of the law, `safe_last` the last working day nobody can dispute.
    """

    first: date
    last: date
    safe_last: date
    state: DeclarationState
    declared_on: date | None
    sentence: str


_SENTENCES = {
    DeclarationState.TOO_EARLY: msgid(
        "The declaration can be filed from {first}. File it by {safe_last} at the latest."
    ),
    DeclarationState.OPEN: msgid(
        "The declaration can be filed now, by {safe_last} at the latest, at the town hall or the prefecture."
    ),
    DeclarationState.PRESSING: msgid(
        "The safe day went by: go and file the declaration today; the last day of the law is {last}."
    ),
    DeclarationState.TOO_LATE: msgid(
        "It is too late to declare this action for its day (last day: {last}). Move it, or hold it elsewhere than "
        "on the public road."
    ),
    DeclarationState.DECLARED: msgid("Declared on {declared}. Keep the receipt with you on the day."),
    DeclarationState.DECLARED_OUTSIDE: msgid(
        "Declared on {declared}, outside the days of the law ({first} to {last}): ask the town hall or the "
        "prefecture whether it is accepted."
    ),
}


def declaration_of(
    event: date, *, day: date, declared_on: date | None = None, department_code: str = ""
) -> Declaration:
    """Say when an action of a day is declared and, as of another day, whether it still can be.

    Code de la sécurité intérieure, L211-2: between fifteen and three clear days before.
    """
    window = declaration_window(event, holiday_test(event.year, department_code))
    state = _state(window, day, declared_on)
    sentence = _(_SENTENCES[state]).format(
        first=long_date(window.first),
        last=long_date(window.last),
        safe_last=long_date(window.safe_last),
        declared=long_date(declared_on) if declared_on else "",
    )
    return Declaration(window.first, window.last, window.safe_last, state, declared_on, sentence)


def _state(window: DeclarationWindow, day: date, declared_on: date | None) -> DeclarationState:
    if declared_on is not None:
        in_time = window.first <= declared_on <= window.last
        return DeclarationState.DECLARED if in_time else DeclarationState.DECLARED_OUTSIDE
    if day < window.first:
        return DeclarationState.TOO_EARLY
    if day <= window.safe_last:
        return DeclarationState.OPEN
    return DeclarationState.PRESSING if day <= window.last else DeclarationState.TOO_LATE


def holiday_test(year: int, department_code: str = "") -> Callable[[date], bool]:
    """Give what tells French public holidays around a year, with those of the département."""
    from holidays.countries.france import France

    calendar: Any = France
    known = calendar(subdiv=_SUBDIVISIONS.get(department_code), years=(year - 1, year, year + 1))
    return lambda day: day in known
