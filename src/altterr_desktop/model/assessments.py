"""Assessments of a mandate: what was chosen, and the frozen snapshot that keeps their figures."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from altterr_desktop.domain.assessments import AssessmentState
from altterr_desktop.model import columns
from altterr_desktop.model.base import Record


class Assessment(Record):
    """Hold one assessment; once frozen its snapshot is what is printed, whatever changes after."""

    __tablename__ = "assessment"
    NAMED_BY = ("title",)
    SEARCHED = ("title", "introduction")

    title: Mapped[str] = columns.line()
    territory_id: Mapped[str] = columns.parent("territory")
    mandate_id: Mapped[str | None] = columns.reference("mandate")
    as_of: Mapped[date | None] = columns.day()
    scale_key: Mapped[str] = columns.line()
    introduction: Mapped[str] = columns.prose()
    advances: Mapped[str] = columns.prose()
    stuck: Mapped[str] = columns.prose()
    demands: Mapped[str] = columns.prose()
    method_notes: Mapped[str] = columns.prose()
    assessment_state: Mapped[AssessmentState] = columns.code(AssessmentState, AssessmentState.PREPARING)
    frozen_on: Mapped[date | None] = columns.day()
    snapshot: Mapped[str] = columns.line()
