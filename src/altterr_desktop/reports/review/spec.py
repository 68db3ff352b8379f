"""Offer the minutes of a review session to the catalogue: load their data, name their file, write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from altterr_desktop.domain.folding import fold

if TYPE_CHECKING:
    from pathlib import Path

    from altterr_desktop.reports.review.data import ReviewData


def load(dossier: Any, record_id: str | None = None, **_choices: Any) -> ReviewData:
    """Ask the services for a session's minutes; raise NotFound where it is not in the dossier."""
    from altterr_desktop.reports.review.loading import load_review

    return load_review(dossier, record_id)


def file_name(data: ReviewData, fmt: str) -> str:
    """Propose «revue-mars-2029-03-13.pdf»."""
    title = fold(data.title).replace(" ", "-")[:60].strip("-")
    day = data.held_on or data.written_on
    return f"revue-{title or 'collective'}-{day.isoformat()}.{fmt}"


def build(data: ReviewData, _fmt: str, path: Path) -> None:
    """Write the minutes as a PDF; raise NotSaved where that is not possible."""
    from altterr_desktop.rendering.pdf.writer import save_pdf
    from altterr_desktop.reports.review.content import review_document

    save_pdf(review_document(data), path)
