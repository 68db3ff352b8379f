"""Offer the mid-term assessment to the catalogue: load its data, name its file, write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from altterr_desktop.domain.folding import fold

if TYPE_CHECKING:
    from pathlib import Path

    from altterr_desktop.reports.assessment.data import AssessmentData


def load(dossier: Any, record_id: str | None = None, **choices: Any) -> AssessmentData:
    """Ask the services for an assessment's data; raise NotFound where it is not in the dossier."""
    from altterr_desktop.reports.assessment.loading import load_assessment

    return load_assessment(dossier, record_id)


def file_name(data: AssessmentData, fmt: str) -> str:
    """Propose «bilan-val-de-sorbelle-2029-03-15.pdf»."""
    territory = fold(data.territory).replace(" ", "-")[:60].strip("-")
    return f"bilan-{territory or 'territoire'}-{data.as_of.isoformat()}.{fmt}"


def build(data: AssessmentData, fmt: str, path: Path) -> None:
    """Write the assessment as a PDF or a workbook; raise NotSaved where that is not possible."""
    if fmt == "pdf":
        from altterr_desktop.rendering.pdf.writer import save_pdf
        from altterr_desktop.reports.assessment.content import assessment_document

        save_pdf(assessment_document(data), path)
        return
    from altterr_desktop.rendering.xlsx import save_workbook
    from altterr_desktop.reports.assessment.figures import assessment_workbook

    save_workbook(assessment_workbook(data), path)
