"""Offer calendars to the catalogue: read a file, bring its events into the dossier as key dates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from altterr_desktop.domain.dates import add_months
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.importers.calendar.reader import read_calendar
from altterr_desktop.importers.files.problems import Cancel, Progress
from altterr_desktop.importers.prepared import Prepared
from altterr_desktop.services.calendar_import import apply_calendar, preview_calendar
from altterr_desktop.services.fields import today

# Events that repeat without end are followed this far; what is long past is of no use in a calendar.
AHEAD_MONTHS = 24
BACK = timedelta(days=365)


def prepare(
    dossier: Dossier,
    path: Path,
    *,
    mapping: Mapping[str, Any] | None = None,  # noqa: ARG001 - a calendar says itself what is what
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> Prepared:
    """Read a calendar and say what it would change. Raises NotACalendar, UnreadableFile."""
    day = today()
    draft = read_calendar(
        path, first=day - BACK, last=add_months(day, AHEAD_MONTHS), progress=progress, cancelled=cancelled
    )
    return Prepared(draft.name, preview_calendar(dossier, draft), partial(apply_calendar, dossier, draft))
