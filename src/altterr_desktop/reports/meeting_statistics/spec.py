"""Offer the figures of the meetings to the catalogue: load them, name their file, write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from altterr_desktop.reports.meeting_statistics.data import StatisticsData


def load(dossier: Any, _record_id: str | None = None, **_choices: Any) -> StatisticsData:
    """Ask the services for the figures."""
    from altterr_desktop.reports.meeting_statistics.loading import load_statistics

    return load_statistics(dossier)


def file_name(data: StatisticsData, fmt: str) -> str:
    """Propose «rendez-vous-chiffres-2026-11-24.xlsx»."""
    return f"rendez-vous-chiffres-{data.written_on.isoformat()}.{fmt}"


def build(data: StatisticsData, _fmt: str, path: Path) -> None:
    """Write the workbook; raise NotSaved where that is not possible."""
    from altterr_desktop.rendering.xlsx import save_workbook
    from altterr_desktop.reports.meeting_statistics.content import statistics_workbook

    save_workbook(statistics_workbook(data), path)
