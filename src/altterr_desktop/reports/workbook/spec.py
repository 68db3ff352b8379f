"""Offer the workbook of the dossier to the catalogue: load its data, name its file, write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from altterr_desktop.domain.folding import fold

if TYPE_CHECKING:
    from pathlib import Path

    from altterr_desktop.reports.workbook.data import WorkbookData


def load(dossier: Any, record_id: str | None = None, **choices: Any) -> WorkbookData:
    """Ask the services for the dossier's lists."""
    from altterr_desktop.reports.workbook.loading import load_workbook

    return load_workbook(dossier)


def file_name(data: WorkbookData, fmt: str) -> str:
    """Propose «classeur-val-de-sorbelle-2029-03-15.xlsx»."""
    territory = fold(data.territory).replace(" ", "-")[:60].strip("-")
    return f"classeur-{territory or 'dossier'}-{data.written_on.isoformat()}.{fmt}"


def build(data: WorkbookData, _fmt: str, path: Path) -> None:
    """Write the workbook; raise NotSaved where that is not possible."""
    from altterr_desktop.rendering.xlsx import save_workbook
    from altterr_desktop.reports.workbook.content import dossier_workbook

    save_workbook(dossier_workbook(data), path)
