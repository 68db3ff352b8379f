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
    """Propose «compte-rendu-la-vice-presidente-2029-03-13.pdf»; the internal version says so."""
    title = fold(data.title).replace(" ", "-")[:60].strip("-")
    day = data.held_on or data.written_on
    version = "-interne" if data.internal else ""
    return f"compte-rendu-{title or 'rendez-vous'}-{day.isoformat()}{version}.{fmt}"


def build(data: MinutesData, fmt: str, path: Path) -> None:
    """Write the minutes as PDF, DOCX or Markdown; raise NotSaved where that is not possible."""
    from altterr_desktop.reports.minutes.content import minutes_document

    document = minutes_document(data)
    if fmt == "docx":
        from altterr_desktop.rendering.docx import save_docx

        save_docx(document, path)
    elif fmt == "md":
        from altterr_desktop.rendering.markdown import save_markdown

        save_markdown(document, path)
    else:
        from altterr_desktop.rendering.pdf.writer import save_pdf

        save_pdf(document, path)
