"""What the group decided about records that look like the same thing typed twice."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from altterr_desktop.domain.twins import TwinVerdict
from altterr_desktop.model import columns
from altterr_desktop.model.base import Record


class TwinDecision(Record):
    """Hold one decision about two records; `kept_id` stays when they were one, `other_id` was merged into it."""

    __tablename__ = "twin_decision"

    subject_kind: Mapped[str] = columns.line()
    kept_id: Mapped[str] = columns.line()
    other_id: Mapped[str] = columns.line()
    twin_verdict: Mapped[TwinVerdict] = columns.code(TwinVerdict, TwinVerdict.DISTINCT)
    decided_on: Mapped[date | None] = columns.day()
