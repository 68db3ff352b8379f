"""Where officials stand on a subject, step by step, with what shows it."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from altterr_desktop.domain.officials import Stance
from altterr_desktop.model import columns
from altterr_desktop.model.base import Record


class StanceStep(Record):
    """Hold where an official stood on a theme on a day (no theme: in general) and the evidence of it; internal."""

    __tablename__ = "stance_step"
    NAMED_BY = ("statement",)
    SEARCHED = ("statement",)
    PART_OF = "official_id"

    official_id: Mapped[str] = columns.parent("official")
    theme_id: Mapped[str | None] = columns.reference("theme")
    stance: Mapped[Stance] = columns.code(Stance, Stance.UNDECIDED)
    noted_on: Mapped[date | None] = columns.day()
    statement: Mapped[str] = columns.prose()
    source: Mapped[str] = columns.line()
    url: Mapped[str] = columns.line()
    attachment_id: Mapped[str | None] = columns.reference("attachment")
    meeting_id: Mapped[str | None] = columns.reference("meeting")
    minutes_line_id: Mapped[str | None] = columns.reference("minutes_line")
