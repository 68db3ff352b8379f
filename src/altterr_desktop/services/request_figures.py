"""Count what was asked of an authority and what came of it, as of a day; list nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from statistics import median

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.requests import RequestDays, RequestState, is_sent, state_of
from altterr_desktop.model.requests import Request
from altterr_desktop.services.request_views import days_of

_SILENT = (RequestState.OVERDUE, RequestState.REFUSED_BY_SILENCE)


@dataclass(frozen=True)
class RequestFigures:
    """Count the requests sent, answered and left without answer; `median_days` is the answers' usual delay."""

    sent: int = 0
    answered: int = 0
    silent: int = 0
    median_days: int | None = None


def request_figures(session: Session, territory_id: str, start: date | None, as_of: date) -> RequestFigures:
    """Count the publishable requests to a territory sent from a day to another, as they stood on the latter."""
    query = select(Request).where(
        ~Request.deleted,
        Request.publishable,
        or_(Request.territory_id == territory_id, Request.territory_id.is_(None)),
        Request.sent_on <= as_of,
    )
    if start is not None:
        query = query.where(Request.sent_on >= start)
    listed = [_known(days_of(one), as_of) for one in session.execute(query).scalars()]
    sent = [days for days in listed if is_sent(days, as_of)]
    delays = [
        (days.answered_on - days.sent_on).days
        for days in sent
        if days.answered_on is not None and days.sent_on is not None
    ]
    return RequestFigures(
        sent=len(sent),
        answered=sum(days.is_answered for days in sent),
        silent=sum(state_of(days, as_of) in _SILENT for days in sent),
        median_days=round(median(delays)) if delays else None,
    )


def _known(days: RequestDays, as_of: date) -> RequestDays:
    """Take away an answer that came later: on the day it was a silence."""
    if days.answered_on is not None and days.answered_on > as_of:
        return replace(days, answer=None, answered_on=None)
    return days
