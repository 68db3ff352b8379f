"""Hand the group's work over to a newcomer in one sealed file: the dossier, its keys, the folder's place, who's who.

It is an invitation with notes, opened by `join`; the page to print that goes with it is a report.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.exchange.invitation import NOTES_STATE, invite


@dataclass(frozen=True)
class HandoverNotes:
    """Hold what no dossier says: where the shared folder is, and a word from who hands over."""

    place: str = ""
    note: str = ""
    given_by: str = ""


def write_handover(dossier: Dossier, path: Path, *, place: str = "", note: str = "") -> str:
    """Write the sealed file and give the code to read aloud to the newcomer. Raises as `invite`."""
    notes = HandoverNotes(place.strip(), note.strip(), dossier.signature.author)
    return invite(dossier, path, notes=json.dumps(asdict(notes), ensure_ascii=False))


def handover_notes(dossier: Dossier) -> HandoverNotes | None:
    """Read what came with the dossier when it was handed over; None where nothing did."""
    try:
        values = json.loads(dossier.state(NOTES_STATE) or "{}")
        return HandoverNotes(**values) if values else None
    except (ValueError, TypeError):
        # Written by a newer program in another way.
        return None
