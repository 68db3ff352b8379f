from datetime import date

import pytest

from altterr_desktop.services.declarations import DeclarationState, declaration_of

SATURDAY = date(2027, 6, 12)


# Counted by hand on a calendar: neither the day of filing nor the day of the event counts.
@pytest.mark.parametrize(
    ("event", "department", "first", "last", "safe_last"),
    [
        # Saturday 12 June: the 9th, 10th and 11th are the three clear days.
        (SATURDAY, "", date(2027, 5, 27), date(2027, 6, 8), date(2027, 6, 8)),
        # Wednesday 19 May: the limit is Saturday 15, then Sunday, then Whit Monday.
        (date(2027, 5, 19), "", date(2027, 5, 3), date(2027, 5, 18), date(2027, 5, 14)),
        # Sunday 17 January: the first day would be New Year's Day.
        (date(2027, 1, 17), "", date(2027, 1, 4), date(2027, 1, 13), date(2027, 1, 13)),
        # Tuesday 30 March: Good Friday is a working day in most of France…
        (date(2027, 3, 30), "32", date(2027, 3, 15), date(2027, 3, 26), date(2027, 3, 26)),
        # … and a holiday in the Bas-Rhin: the legal limit falls on the very day, the safe one on Thursday.
        (date(2027, 3, 30), "67", date(2027, 3, 15), date(2027, 3, 30), date(2027, 3, 25)),
    ],
)
def test_the_days_for_declaring(
    event: date, department: str, first: date, last: date, safe_last: date
) -> None:
    found = declaration_of(event, day=date(2026, 12, 1), department_code=department)
    assert (found.first, found.last, found.safe_last) == (first, last, safe_last)


@pytest.mark.parametrize(
    ("event", "day", "state"),
    [
        (SATURDAY, date(2027, 5, 26), DeclarationState.TOO_EARLY),
        (SATURDAY, date(2027, 5, 27), DeclarationState.OPEN),
        (SATURDAY, date(2027, 6, 8), DeclarationState.OPEN),
        (SATURDAY, date(2027, 6, 9), DeclarationState.TOO_LATE),
        (date(2027, 5, 19), date(2027, 5, 14), DeclarationState.OPEN),
        (date(2027, 5, 19), date(2027, 5, 15), DeclarationState.PRESSING),
        (date(2027, 5, 19), date(2027, 5, 18), DeclarationState.PRESSING),
    ],
)
def test_whether_it_can_still_be_declared(event: date, day: date, state: DeclarationState) -> None:
    assert declaration_of(event, day=day).state is state


@pytest.mark.parametrize(
    ("declared_on", "state"),
    [
        (date(2027, 5, 26), DeclarationState.DECLARED_OUTSIDE),
        (date(2027, 6, 8), DeclarationState.DECLARED),
        (date(2027, 6, 9), DeclarationState.DECLARED_OUTSIDE),
    ],
)
def test_a_declaration_outside_the_days_is_said_so(declared_on: date, state: DeclarationState) -> None:
    assert declaration_of(SATURDAY, day=SATURDAY, declared_on=declared_on).state is state
