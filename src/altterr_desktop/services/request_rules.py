"""Refuse the days of a request that contradict each other; compute nothing else."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.i18n import _
from altterr_desktop.i18n.subjects import field_label

_AFTER_SENDING = ("received_on", "answered_on", "referred_on", "opinion_on")


def check_request(_session: Session, request: Any) -> None:
    """Check that nothing follows a request before it was sent, and no opinion comes before the CADA was asked."""
    for name in _AFTER_SENDING:
        day = getattr(request, name)
        if day and request.sent_on and day < request.sent_on:
            raise InvalidInput(
                _("{field}: this day comes before the request was sent.").format(
                    field=field_label("request", name)
                )
            )
    if request.opinion_on and request.referred_on and request.opinion_on < request.referred_on:
        raise InvalidInput(_("The CADA’s opinion cannot come before the CADA was asked."))
