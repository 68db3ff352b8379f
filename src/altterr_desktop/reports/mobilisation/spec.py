"""Offer the mobilisation plan to the catalogue: load its data, name its file, write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from altterr_desktop.domain.folding import fold

if TYPE_CHECKING:
    from pathlib import Path

    from altterr_desktop.reports.mobilisation.data import MobilisationData


def load(dossier: Any, record_id: str | None = None, **choices: Any) -> MobilisationData:
    """Ask the services for a mobilisation's plan; raise NotFound where it is not in the dossier."""
    from altterr_desktop.reports.mobilisation.loading import load_mobilisation

    return load_mobilisation(dossier, record_id)


def file_name(data: MobilisationData, fmt: str) -> str:
    """Propose «mobilisation-velorution-de-printemps-2029-04-21.pdf»."""
    title = fold(data.title).replace(" ", "-")[:60].strip("-")
    day = data.happens_on or data.written_on
    return f"mobilisation-{title or 'plan'}-{day.isoformat()}.{fmt}"


def build(data: MobilisationData, _fmt: str, path: Path) -> None:
    """Write the plan as a PDF; raise NotSaved where that is not possible."""
    from altterr_desktop.rendering.pdf.writer import save_pdf
    from altterr_desktop.reports.mobilisation.content import mobilisation_document

    save_pdf(mobilisation_document(data), path)
