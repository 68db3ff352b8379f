"""Make valid records with defaults, so that a test names only what it is about."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from altterr_desktop.domain.drafts import CommitmentDraft, SeatDraft
from altterr_desktop.domain.territories import Assembly
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.services.dossiers import read_group, start_dossier
from altterr_desktop.services.records import create_record

COMMUNE = "32160"
EPCI = "200023620"


def a_dossier(tmp_path: Path, **changes: Any) -> Dossier:
    """Start a dossier that follows one commune of the Gers; close it, or use it in a `with`."""
    values: dict[str, Any] = {
        "group": "Groupe d’essai",
        "territory_codes": [COMMUNE],
        "volunteer": "Zoé",
        **changes,
    }
    name = values.pop("name", "essai")
    return start_dossier(tmp_path / f"{name}.altterr", **values)


def the_place(dossier: Dossier) -> dict[str, Any]:
    """Give the first followed territory and its mandate in force, as values of a record."""
    territory = read_group(dossier).territories[0]
    return {"territory_id": territory.id, "mandate_id": territory.mandate_id}


def a_record(dossier: Dossier, kind: str, **values: Any) -> str:
    """Add a record of a kind; give its id."""
    return create_record(dossier, kind=kind, values=values).subject_id


def a_commitment(dossier: Dossier, **values: Any) -> str:
    return a_record(
        dossier, "commitment", **{"title": "Piste cyclable du lycée", **the_place(dossier), **values}
    )


def an_official(dossier: Dossier, **values: Any) -> str:
    return a_record(dossier, "official", **{"given_name": "Alix", "family_name": "Morvan", **values})


def a_meeting(dossier: Dossier, **values: Any) -> str:
    return a_record(
        dossier, "meeting", **{"title": "Rendez-vous en mairie", "held_on": date(2026, 10, 6), **values}
    )


def a_seat_draft(**values: Any) -> SeatDraft:
    """Make the draft of a plain municipal councillor of the commune, elected in 2026."""
    usual: dict[str, Any] = {
        "assembly": Assembly.MUNICIPAL,
        "territory_code": COMMUNE,
        "family_name": "MORVAN",
        "given_name": "Alix",
        "gender": "F",
        "birth_date": date(1971, 4, 9),
        "mandate_start": date(2026, 3, 15),
        "function": "",
        "function_start": None,
        "rank": None,
        "commune_of_attachment": "",
        "canton": "",
        "line": 2,
    }
    return SeatDraft(**{**usual, **values})


def a_commitment_draft(**values: Any) -> CommitmentDraft:
    return CommitmentDraft(**{"line": 2, "title": "Piste cyclable du lycée", **values})
