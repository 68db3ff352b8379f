"""Offer a framework to the catalogue: load its measures, name its file, write it as JSON or as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from altterr_desktop.domain.folding import fold

if TYPE_CHECKING:
    from pathlib import Path

    from altterr_desktop.reports.framework.data import FrameworkData


def load(dossier: Any, record_id: str | None = None, **choices: Any) -> FrameworkData:
    """Ask the services for a framework; raise NotFound where it is not in the dossier."""
    from altterr_desktop.reports.framework.loading import load_framework

    return load_framework(dossier, record_id)


def file_name(data: FrameworkData, fmt: str) -> str:
    """Propose «referentiel-pacte-pour-la-transition-2020-2026.json»."""
    name = fold(f"{data.name} {data.edition}").replace(" ", "-")[:60].strip("-")
    return f"referentiel-{name or 'mesures'}.{fmt}"


def build(data: FrameworkData, fmt: str, path: Path) -> None:
    """Write the framework; raise NotSaved where that is not possible."""
    from altterr_desktop.reports.framework.content import framework_json, framework_workbook

    if fmt == "json":
        from altterr_desktop.rendering.files import save_bytes

        save_bytes(path, framework_json(data).encode())
        return
    from altterr_desktop.rendering.xlsx import save_workbook

    save_workbook(framework_workbook(data), path)
