"""Offer the comparison of territories to the catalogue: load its data, name its file, write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from altterr_desktop.domain.folding import fold

if TYPE_CHECKING:
    from pathlib import Path

    from altterr_desktop.reports.comparison.data import ComparisonData


def load(dossier: Any, record_id: str | None = None, **choices: Any) -> ComparisonData:
    """Read the comparison of every followed territory; a record's id changes nothing."""
    from altterr_desktop.reports.comparison.data import load_comparison

    return load_comparison(dossier)


def file_name(data: ComparisonData, fmt: str) -> str:
    """Propose «comparaison-coordination-du-gers-2029-03-15.pdf»."""
    group = fold(data.group).replace(" ", "-")[:60].strip("-")
    return f"comparaison-{group or 'territoires'}-{data.written_on.isoformat()}.{fmt}"


def build(data: ComparisonData, fmt: str, path: Path) -> None:
    """Write the comparison as PDF or workbook; raise NotSaved where that is not possible."""
    from altterr_desktop.reports.comparison import content

    if fmt == "xlsx":
        from altterr_desktop.rendering.xlsx import save_workbook

        save_workbook(content.comparison_workbook(data), path)
    else:
        from altterr_desktop.rendering.pdf.writer import save_pdf

        save_pdf(content.comparison_document(data), path)
