"""Offer the handover page to the catalogue: load its data, name its file, write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from altterr_desktop.domain.folding import fold

if TYPE_CHECKING:
    from pathlib import Path

    from altterr_desktop.reports.handover.data import HandoverData


def load(dossier: Any, record_id: str | None = None, **choices: Any) -> HandoverData:
    """Read the page; `choices` are file_name, place (of the shared folder) and note."""
    from altterr_desktop.reports.handover.data import load_handover

    return load_handover(dossier, **choices)


def file_name(data: HandoverData, fmt: str) -> str:
    """Propose «passage-de-relais-groupe-du-val-2029-03-15.pdf»."""
    group = fold(data.group).replace(" ", "-")[:60].strip("-")
    return f"passage-de-relais-{group or 'groupe'}-{data.written_on.isoformat()}.{fmt}"


def build(data: HandoverData, fmt: str, path: Path) -> None:
    """Write the page as PDF; raise NotSaved where that is not possible."""
    from altterr_desktop.rendering.pdf.writer import save_pdf
    from altterr_desktop.reports.handover.content import handover_document

    save_pdf(handover_document(data), path)
