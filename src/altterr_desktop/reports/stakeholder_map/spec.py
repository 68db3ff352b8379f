"""Offer the map of stakeholders to the catalogue: load its data, name its file, write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from altterr_desktop.domain.folding import fold

if TYPE_CHECKING:
    from pathlib import Path

    from altterr_desktop.reports.stakeholder_map.data import StakeholderMapData


def load(dossier: Any, record_id: str | None = None, **choices: Any) -> StakeholderMapData:
    """Ask the services for the map of a territory (its id), or of all; `mandate_id` narrows it to a mandate."""
    from altterr_desktop.reports.stakeholder_map.loading import load_map

    territory_id = record_id or str(choices.get("territory_id") or "")
    return load_map(dossier, territory_id, str(choices.get("mandate_id") or ""))


def file_name(data: StakeholderMapData, fmt: str) -> str:
    """Propose «carte-des-acteurs-val-de-sorbelle-2029-03-15.pdf»."""
    territory = fold(data.territory).replace(" ", "-")[:60].strip("-")
    return f"carte-des-acteurs-{territory or 'dossier'}-{data.written_on.isoformat()}.{fmt}"


def build(data: StakeholderMapData, _fmt: str, path: Path) -> None:
    """Write the map as a PDF; raise NotSaved where that is not possible."""
    from altterr_desktop.rendering.pdf.writer import save_pdf
    from altterr_desktop.reports.stakeholder_map.content import map_document

    save_pdf(map_document(data), path)
