from dataclasses import replace
from datetime import date

from altterr_desktop.domain.commitments import IndicatorKind, Standing, Weakness
from altterr_desktop.domain.dates import Precision
from altterr_desktop.domain.weaknesses import CommitmentFacts, is_late, weaknesses

TODAY = date(2028, 6, 15)
SOLID = CommitmentFacts(
    deadline=date(2029, 12, 31),
    precision=Precision.YEAR,
    standing=Standing.IN_PROGRESS,
    budget_planned=40_000,
    indicator="tonnes de CO2 évitées",
    indicator_kind=IndicatorKind.RESULT,
    has_someone_in_charge=True,
    last_evidence_on=date(2028, 3, 1),
)


def test_a_solid_commitment_has_no_weakness() -> None:
    assert weaknesses(SOLID, TODAY) == ()


def test_each_missing_field_is_named() -> None:
    cases = {
        Weakness.VAGUE_DEADLINE: replace(SOLID, precision=Precision.MANDATE),
        Weakness.PAST_DEADLINE: replace(SOLID, deadline=date(2028, 6, 14)),
        Weakness.NO_BUDGET: replace(SOLID, budget_planned=None),
        Weakness.NO_INDICATOR: replace(SOLID, indicator=" "),
        Weakness.INDICATOR_OF_MEANS: replace(SOLID, indicator_kind=IndicatorKind.MEANS),
        Weakness.NO_ONE_IN_CHARGE: replace(SOLID, has_someone_in_charge=False),
        Weakness.NO_RECENT_EVIDENCE: replace(SOLID, last_evidence_on=date(2027, 12, 14)),
    }
    assert {found: weaknesses(facts, TODAY) for found, facts in cases.items()} == {
        found: (found,) for found in cases
    }


def test_a_kept_or_impossible_promise_is_never_late() -> None:
    past = date(2028, 1, 1)
    assert is_late(past, Standing.IN_PROGRESS, TODAY)
    assert is_late(past, Standing.NOT_ASSESSED, TODAY)
    assert not is_late(past, Standing.DONE, TODAY)
    assert not is_late(past, Standing.OUTSIDE_COMPETENCE, TODAY)
    assert not is_late(None, Standing.IN_PROGRESS, TODAY)
