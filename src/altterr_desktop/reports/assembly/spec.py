"""Offer the assembly to the catalogue: load its data, name its file, write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from altterr_desktop.domain.folding import fold

if TYPE_CHECKING:
    from pathlib import Path

    from altterr_desktop.reports.assembly.data import AssemblyData


def load(dossier: Any, record_id: str | None = None, **choices: Any) -> AssemblyData:
    """Ask for the assembly of a territory (its id; else the one most people sit in); `mandate_id` chooses a mandate.

    Raises NotFound.
    """
    from altterr_desktop.reports.assembly.data import AssemblyData
    from altterr_desktop.services.assembly_chart import read_assembly
    from altterr_desktop.services.dossiers import read_group
    from altterr_desktop.services.fields import today

    group = read_group(dossier)
    chart = read_assembly(
        dossier, territory_id=record_id or "", mandate_id=str(choices.get("mandate_id") or "")
    )
    return AssemblyData(group.name, group.document_language, today(), chart)


def file_name(data: AssemblyData, fmt: str) -> str:
    """Propose «assemblee-saint-aubin-2029-03-15.pdf»."""
    territory = fold(data.chart.territory).replace(" ", "-")[:60].strip("-")
    return f"assemblee-{territory or 'territoire'}-{data.written_on.isoformat()}.{fmt}"


def build(data: AssemblyData, _fmt: str, path: Path) -> None:
    """Write the assembly as a PDF; raise NotSaved where that is not possible."""
    from altterr_desktop.rendering.pdf.writer import save_pdf
    from altterr_desktop.reports.assembly.content import assembly_document

    save_pdf(assembly_document(data), path)
