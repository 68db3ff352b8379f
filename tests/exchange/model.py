"""Make the dossier that every laptop of a played group starts from."""

from __future__ import annotations

from pathlib import Path

from altterr_desktop.dossier.file import Signature, create_dossier
from altterr_desktop.exchange.keys import seals_of
from altterr_desktop.services.records import create_record

WORDS = (
    "nous", "demandons", "un", "plan", "vélo", "chiffré", "avant", "la", "fin", "du", "mandat",
    "mardi", "jeudi", "lundi", "école", "cantine", "bio", "élu·es",
)  # fmt: skip


def model_dossier(folder: Path) -> Path:
    """Make the dossier every laptop starts from."""
    path = folder / "model.altterr"
    with create_dossier(path, passphrase=None, signature=Signature("m", "Modèle", "modèle")) as dossier:
        create_record(dossier, kind="group", values={"name": "Groupe"})
        for number in range(3):
            values = {"title": f"Engagement {number}", "notes": " ".join(WORDS)}
            create_record(dossier, kind="commitment", values=values)
        create_record(dossier, kind="meeting", values={"title": "Rendez-vous"})
        seals_of(dossier)
    return path
