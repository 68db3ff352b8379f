"""Offer the list of officials to the catalogue: load its data, name its file, write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from altterr_desktop.domain.folding import fold

if TYPE_CHECKING:
    from pathlib import Path

    from altterr_desktop.reports.officials.data import OfficialsData


def load(dossier: Any, record_id: str | None = None, **choices: Any) -> OfficialsData:
    """Ask the services for the list; `query` narrows and sorts it as on screen, a territory's id narrows it too."""
    from altterr_desktop.reports.officials.loading import load_officials

    return load_officials(dossier, record_id, choices.get("query"))


def file_name(data: OfficialsData, fmt: str) -> str:
    """Propose «elus-val-de-sorbelle-2029-03-15.xlsx»."""
    territory = fold(data.territory).replace(" ", "-")[:60].strip("-")
    return f"elus-{territory or 'dossier'}-{data.written_on.isoformat()}.{fmt}"


def build(data: OfficialsData, fmt: str, path: Path) -> None:
    """Write the list as a workbook or as CSV; raise NotSaved where that is not possible."""
    from altterr_desktop.i18n import language_set
    from altterr_desktop.reports.officials.content import columns, csv_rows, officials_workbook

    if fmt == "csv":
        from altterr_desktop.rendering.csv import save_csv

        with language_set(data.language):
            header = [column.title for column in columns()]
            save_csv(header, csv_rows(data), path)
        return
    from altterr_desktop.rendering.xlsx import save_workbook

    save_workbook(officials_workbook(data), path)
