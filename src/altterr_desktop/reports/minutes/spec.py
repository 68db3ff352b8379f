"""Offer the minutes of a meeting to the catalogue: load their data, name their file, write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from altterr_desktop.domain.folding import fold

if TYPE_CHECKING:
    from pathlib import Path

    from altterr_desktop.reports.minutes.data import MinutesData


def load(dossier: Any, record_id: str | None = None, **choices: Any) -> MinutesData:
    """Ask the services for a meeting's minutes; raise NotFound where it is not in the dossier."""
    from altterr_desktop.reports.minutes.loading import load_minutes

    return load_minutes(dossier, record_id, **choices)


def file_name(data: MinutesData, fmt: str) -> str:
    """Propose «compte-rendu-la-vice-presidente-2029-03-13.pdf»."""
    title = fold(data.title).replace(" ", "-")[:60].strip("-")
    day = data.held_on or data.written_on
    return f"compte-rendu-{title or 'rendez-vous'}-{day.isoformat()}.{fmt}"


def build(data: MinutesData, _fmt: str, path: Path) -> None:
    """Write the minutes as a PDF; raise NotSaved where that is not possible."""
    from altterr_desktop.rendering.pdf.writer import save_pdf
    from altterr_desktop.reports.minutes.content import minutes_document

    save_pdf(minutes_document(data), path)
