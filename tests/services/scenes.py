"""Small dossiers that tests of meetings and mobilisations start from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.services.dossiers import start_dossier
from altterr_desktop.services.fields import today
from altterr_desktop.services.records import create_record


@contextmanager
def small_dossier(folder: Path) -> Iterator[Dossier]:
    dossier = start_dossier(
        folder / "scene.altterr", group="Groupe d’essai", territory_codes=["32160"], volunteer="Zoé"
    )
    with dossier:
        yield dossier


def made(dossier: Dossier, kind: str, **values: Any) -> str:
    return create_record(dossier, kind=kind, values=values).subject_id


def an_official(dossier: Dossier, name: str = "Morvan", **values: Any) -> str:
    return made(dossier, "official", given_name="Alix", family_name=name, **values)


def in_days(days: int) -> date:
    return today() + timedelta(days=days)
