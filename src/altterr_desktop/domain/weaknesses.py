"""Compute what is missing in a commitment, as citizens criticise a plan; nobody types it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from altterr_desktop.domain.commitments import IndicatorKind, Standing, Weakness
from altterr_desktop.domain.dates import VAGUE_PRECISIONS, Precision, add_months, is_overdue

EVIDENCE_MONTHS = 6


@dataclass(frozen=True)
class CommitmentFacts:
    """Gather the fields of one commitment that weaknesses are computed from."""

    deadline: date | None
    precision: Precision
    standing: Standing
    budget_planned: int | None
    indicator: str
    indicator_kind: IndicatorKind | None
    has_someone_in_charge: bool
    last_evidence_on: date | None
    # One entry for each indicator followed with figures, None where its kind was not said.
    indicator_kinds: tuple[IndicatorKind | None, ...] = ()


def is_late(deadline: date | None, standing: Standing, today: date) -> bool:
    """Tell whether a commitment's deadline has passed while it is neither done nor off the scale."""
    settled = (Standing.DONE, Standing.OUTSIDE_COMPETENCE, Standing.VOID)
    return standing not in settled and is_overdue(deadline, today)


def weaknesses(facts: CommitmentFacts, today: date) -> tuple[Weakness, ...]:
    """List a commitment's weaknesses on a day, in the order of the enumeration."""
    oldest = add_months(today, -EVIDENCE_MONTHS)
    recent = facts.last_evidence_on is not None and facts.last_evidence_on >= oldest
    kinds = (*facts.indicator_kinds, *((facts.indicator_kind,) if facts.indicator.strip() else ()))
    found = {
        Weakness.VAGUE_DEADLINE: facts.deadline is None or facts.precision in VAGUE_PRECISIONS,
        Weakness.PAST_DEADLINE: is_late(facts.deadline, facts.standing, today),
        Weakness.NO_BUDGET: facts.budget_planned is None,
        Weakness.NO_INDICATOR: not kinds,
        Weakness.INDICATOR_OF_MEANS: bool(kinds) and all(kind is IndicatorKind.MEANS for kind in kinds),
        Weakness.NO_ONE_IN_CHARGE: not facts.has_someone_in_charge,
        Weakness.NO_RECENT_EVIDENCE: not recent,
    }
    return tuple(weakness for weakness in Weakness if found[weakness])
