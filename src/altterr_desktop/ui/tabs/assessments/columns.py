"""Describe the columns of the list of assessments."""

from __future__ import annotations

from altterr_desktop.domain.assessments import AssessmentState
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import medium_date, short_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.ui.kit.columns import Cell, Column


def assessment_columns() -> list[Column]:
    """Give the columns: day, title over territory and mandate, state."""
    return [
        Column(
            "as_of",
            _("As of"),
            11,
            text=lambda day: short_date(day) if day else "",
            spoken=lambda day: medium_date(day) if day else "",
        ),
        Column("named", _("Assessment"), 24, Cell.TWO_LINES, stretch=True, sort="title"),
        Column("state", _("State"), 13, Cell.MUTED, sort="", text=state_words),
    ]


def state_words(state: AssessmentState) -> str:
    """Give the word of a state with a sign, so that it is read at a glance."""
    return f"{'●' if state is AssessmentState.FROZEN else '○'} {label(state)}"
