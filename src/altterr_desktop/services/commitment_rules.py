"""Refuse indicators, values and votes that cannot be right; called by the rules that stand before every write."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.i18n import _


def check_indicator(_session: Session, indicator: Any) -> None:
    """Raise InvalidInput where the target comes before the start."""
    start, end = indicator.baseline_on, indicator.target_on
    if start is not None and end is not None and end <= start:
        raise InvalidInput(_("The date of the target comes after that of the starting value."))


def check_indicator_value(_session: Session, value: Any) -> None:
    """Raise InvalidInput for a value without its figure or its day."""
    if value.measure is None or value.measured_on is None:
        raise InvalidInput(_("A value needs a figure and a day: “12,5” on “31/12/2027”."))


def check_counts(_session: Session, record: Any) -> None:
    """Raise InvalidInput for votes below zero."""
    if any((count or 0) < 0 for count in (record.votes_for, record.votes_against, record.abstentions)):
        raise InvalidInput(_("A number of votes is never below zero."))
