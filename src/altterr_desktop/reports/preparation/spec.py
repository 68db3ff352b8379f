"""Offer the meeting sheet to the catalogue: load its data, name its file, write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from altterr_desktop.domain.folding import fold

if TYPE_CHECKING:
    from pathlib import Path

    from altterr_desktop.reports.preparation.data import PreparationData


def load(dossier: Any, record_id: str | None = None, **choices: Any) -> PreparationData:
    """Ask the services for a meeting's preparation; raise NotFound where it is not in the dossier."""
    from altterr_desktop.reports.preparation.loading import load_preparation

    return load_preparation(dossier, record_id, **choices)


def file_name(data: PreparationData, fmt: str) -> str:
    """Propose «rendez-vous-la-vice-presidente-2029-03-13.pdf»."""
    title = fold(data.title).replace(" ", "-")[:60].strip("-")
    day = data.held_on or data.written_on
    kind = "poche" if data.pocket else "rendez-vous"
    return f"{kind}-{title or 'fiche'}-{day.isoformat()}.{fmt}"


def build(data: PreparationData, _fmt: str, path: Path) -> None:
    """Write the sheet as a PDF; raise NotSaved where that is not possible."""
    from altterr_desktop.rendering.pdf.writer import save_pdf
    from altterr_desktop.reports.preparation.content import preparation_document

    save_pdf(preparation_document(data), path)
