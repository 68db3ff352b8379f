"""Read elections for their window, in one call of the worker's thread; it draws nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from altterr_desktop.services.choices import read_choices
from altterr_desktop.services.election_views import ElectionRow, ElectionView, list_elections, read_election
from altterr_desktop.services.frameworks import list_frameworks


@dataclass(frozen=True)
class ElectionPage:
    """Hold the elections there are, the one shown, and what its form offers as (id, name)."""

    elections: tuple[ElectionRow, ...]
    shown: ElectionView | None
    frameworks: tuple[tuple[str, str], ...]
    territories: tuple[tuple[str, str], ...]


def read_page(dossier: Any, election_id: str) -> ElectionPage:
    """Read the elections and one of them, the latest when none is named or the one named is gone."""
    rows = list_elections(dossier)
    known = {row.id for row in rows}
    chosen = election_id if election_id in known else (rows[0].id if rows else "")
    return ElectionPage(
        rows,
        read_election(dossier, chosen) if chosen else None,
        tuple((one.id, one.name) for one in list_frameworks(dossier)),
        tuple((one.id, one.text) for one in read_choices(dossier).territories),
    )
