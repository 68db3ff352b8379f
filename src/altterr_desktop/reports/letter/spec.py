"""Offer letters to the catalogue: load their data, name their file, write them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from altterr_desktop.domain.folding import fold

if TYPE_CHECKING:
    from pathlib import Path

    from altterr_desktop.reports.letter.data import LetterData


def load(dossier: Any, record_id: str | None = None, **choices: Any) -> LetterData:
    """Ask the services for a letter; raise NotFound where what it is about is not in the dossier."""
    from altterr_desktop.reports.letter.loading import load_letter

    return load_letter(dossier, record_id, **choices)


def file_name(data: LetterData, fmt: str) -> str:
    """Propose «courrier-demande-de-rendez-vous-2027-03-03.pdf»."""
    subject = fold(data.subject).replace(" ", "-")[:60].strip("-")
    return f"courrier-{subject or 'sans-objet'}-{data.written_on.isoformat()}.{fmt}"


def build(data: LetterData, fmt: str, path: Path) -> None:
    """Write a letter as a PDF, a Word file or plain text; raise NotSaved where that is not possible."""
    from altterr_desktop.reports.letter.content import letter_document, letter_text

    if fmt == "txt":
        from altterr_desktop.rendering.files import save_bytes

        save_bytes(path, letter_text(data).encode())
    elif fmt == "docx":
        from altterr_desktop.rendering.docx import save_docx

        save_docx(letter_document(data), path)
    else:
        from altterr_desktop.rendering.pdf.writer import save_pdf

        save_pdf(letter_document(data), path)
