"""Offer what is held about a person to the catalogue: load its data, name its file, write it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from altterr_desktop.domain.folding import fold

if TYPE_CHECKING:
    from pathlib import Path

    from altterr_desktop.reports.person.data import PersonData


def load(dossier: Any, record_id: str | None = None, **choices: Any) -> PersonData:
    """Read what is held about a person; raise NotFound where they are not in the dossier."""
    from altterr_desktop.reports.person.data import load_person

    return load_person(dossier, record_id)


def file_name(data: PersonData, fmt: str) -> str:
    """Propose «donnees-alix-morvan-2029-03-15.pdf»."""
    name = fold(data.held.name).replace(" ", "-")[:60].strip("-")
    return f"donnees-{name or 'personne'}-{data.written_on.isoformat()}.{fmt}"


def build(data: PersonData, fmt: str, path: Path) -> None:
    """Write it as PDF or JSON; raise NotSaved where that is not possible."""
    from altterr_desktop.reports.person import content

    if fmt == "json":
        from altterr_desktop.rendering.files import save_bytes

        save_bytes(path, json.dumps(content.person_json(data), ensure_ascii=False, indent=2).encode())
    else:
        from altterr_desktop.rendering.pdf.writer import save_pdf

        save_pdf(content.person_document(data), path)
