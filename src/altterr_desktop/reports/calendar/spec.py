"""Offer the calendar of the dossier to the catalogue: load its data, name its file, write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from altterr_desktop.domain.folding import fold

if TYPE_CHECKING:
    from pathlib import Path

    from altterr_desktop.reports.calendar.data import CalendarData


def load(dossier: Any, _record_id: str | None = None, **choices: Any) -> CalendarData:
    """Ask the services for what has a day in the dossier."""
    from altterr_desktop.reports.calendar.loading import load_calendar

    return load_calendar(dossier, **choices)


def file_name(data: CalendarData, fmt: str) -> str:
    """Propose «calendrier-alternatiba-2026-11-24.ics»."""
    group = fold(data.group).replace(" ", "-")[:40].strip("-")
    return f"calendrier-{group or 'dossier'}-{data.written_on.isoformat()}.{fmt}"


def build(data: CalendarData, _fmt: str, path: Path) -> None:
    """Write the calendar; raise NotSaved where that is not possible."""
    from altterr_desktop.i18n import language_set
    from altterr_desktop.rendering.ics import save_calendar
    from altterr_desktop.reports.calendar.content import calendar_events, calendar_name

    with language_set(data.language):
        save_calendar(calendar_name(data), calendar_events(data), path)
