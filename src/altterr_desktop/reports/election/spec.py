"""Offer the comparison of lists to the catalogue: load its data, name its file, write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from altterr_desktop.domain.folding import fold

if TYPE_CHECKING:
    from pathlib import Path

    from altterr_desktop.reports.election.data import ElectionData


def load(dossier: Any, record_id: str | None = None, **choices: Any) -> ElectionData:
    """Read an election, the latest one without id; raise NotFound where there is none."""
    from altterr_desktop.reports.election.loading import load_election

    return load_election(dossier, record_id)


def file_name(data: ElectionData, fmt: str) -> str:
    """Propose «comparatif-municipales-2026-2026-02-20.pdf»."""
    title = fold(data.title).replace(" ", "-")[:60].strip("-")
    return f"comparatif-{title or 'listes'}-{data.written_on.isoformat()}.{fmt}"


def build(data: ElectionData, fmt: str, path: Path) -> None:
    """Write the comparison as PDF or workbook; raise NotSaved where that is not possible."""
    from altterr_desktop.reports.election import content

    if fmt == "xlsx":
        from altterr_desktop.rendering.xlsx import save_workbook

        save_workbook(content.election_workbook(data), path)
    else:
        from altterr_desktop.rendering.pdf.writer import save_pdf

        save_pdf(content.election_document(data), path)
