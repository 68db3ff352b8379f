"""Say in sentences where the climate plans of the dossier stand in their life; compute no date of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from altterr_desktop.domain.commitments import DocumentKind
from altterr_desktop.domain.plans import PlanDate, PlanStep, plan_dates
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _, msgid
from altterr_desktop.i18n.dates import medium_date, relative_day
from altterr_desktop.model.commitments import PledgeDocument
from altterr_desktop.services.fields import today


@dataclass(frozen=True)
class PlanNotice:
    """Hold one dated step of a plan of the dossier, with the sentence that says it."""

    document_id: str
    title: str
    step: PlanStep
    due_on: date
    overdue: bool
    sentence: str


def plan_notices(
    dossier: Dossier, *, day: date | None = None, open_only: bool = True
) -> tuple[PlanNotice, ...]:
    """List what is due for the climate plans, the earliest first; `open_only` leaves out what is done."""
    now = day or today()
    query = select(PledgeDocument).where(
        PledgeDocument.document_kind == DocumentKind.CLIMATE_PLAN, ~PledgeDocument.deleted
    )
    notices = []
    with dossier.reading() as session:
        for plan in session.execute(query).scalars():
            for step in plan_dates(plan.opinions_asked_on, plan.adopted_on, plan.mid_term_report_on):
                if not open_only or step.done_on is None:
                    words = step_sentence(step, now)
                    notices.append(
                        PlanNotice(plan.id, plan.title, step.step, step.due_on, step.is_overdue(now), words)
                    )
    return tuple(sorted(notices, key=lambda notice: (notice.due_on, notice.title, notice.document_id)))


def plan_sentences(values: Mapping[str, Any], day: date) -> tuple[tuple[str, bool], ...]:
    """Give the sentences of one plan from its fields, each with whether it is overdue."""
    steps = plan_dates(values["opinions_asked_on"], values["adopted_on"], values["mid_term_report_on"])
    return tuple((step_sentence(step, day), step.is_overdue(day)) for step in steps)


def step_sentence(step: PlanDate, day: date) -> str:
    """Say one step: done, to come, or overdue since when."""
    done, coming, overdue = _SENTENCES[step.step]
    if step.done_on is not None:
        return _(done).format(due=medium_date(step.due_on), done=medium_date(step.done_on))
    words = overdue if step.is_overdue(day) else coming
    return _(words).format(due=medium_date(step.due_on), how_far=relative_day(step.due_on, day))


_SENTENCES = {
    PlanStep.OPINIONS: (
        msgid("The opinions on the project were given before the plan was adopted on {done}."),
        msgid("The opinions on the project are expected by {due} at the latest ({how_far})."),
        msgid("The opinions on the project were expected by {due} ({how_far}): ask where the plan stands."),
    ),
    PlanStep.REPORT: (
        msgid("The mid-term report was due on {due}; it was published on {done}."),
        msgid("The mid-term report is due on {due} ({how_far})."),
        msgid("The mid-term report was due on {due} ({how_far}) and is not published: ask for it."),
    ),
    PlanStep.RENEWAL: (
        msgid("The plan was to be brought up to date on {due}; it was on {done}."),
        msgid("The plan is to be brought up to date on {due} ({how_far})."),
        msgid("The plan was to be brought up to date on {due} ({how_far})."),
    ),
}
