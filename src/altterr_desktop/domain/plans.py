"""Compute the dates of a climate plan (PCAET): opinions, mid-term report, renewal; know no document and no screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from altterr_desktop.domain.dates import add_months

OPINION_MONTHS = 3
REPORT_MONTHS = 36
CYCLE_MONTHS = 72


class PlanStep(StrEnum):
    """Name what is expected of a plan, in the order of its life."""

    OPINIONS = "opinions"
    REPORT = "report"
    RENEWAL = "renewal"


@dataclass(frozen=True)
class PlanDate:
    """Hold one step of a plan's life: the day it is due, the day it was done, None where it was not."""

    step: PlanStep
    due_on: date
    done_on: date | None = None

    def is_overdue(self, day: date) -> bool:
        """Tell whether the step was due before a day and is not done."""
        return self.done_on is None and self.due_on < day


def plan_dates(
    opinions_asked_on: date | None, adopted_on: date | None, report_on: date | None
) -> tuple[PlanDate, ...]:
    """Give the dated steps of a plan, as far as its dates are known.

    The longest opinion on the project, that of the environmental authority, is given within three months (code de
    l'environnement, R122-21); after three years of application a report on the plan's implementation is made public
    (R229-51, IV, décret 2016-849); the plan is brought up to date every six years (L229-26, IV). Once the plan is
    adopted, its opinions were given.
    """
    found = []
    if opinions_asked_on is not None:
        found.append(PlanDate(PlanStep.OPINIONS, add_months(opinions_asked_on, OPINION_MONTHS), adopted_on))
    if adopted_on is not None:
        found.append(PlanDate(PlanStep.REPORT, add_months(adopted_on, REPORT_MONTHS), report_on))
        found.append(PlanDate(PlanStep.RENEWAL, add_months(adopted_on, CYCLE_MONTHS)))
    return tuple(found)
