"""Offer the national register to the catalogue: read a file for the dossier's territories, bring it in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from altterr_desktop.domain.drafts import RegisterInfo
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.importers.files.problems import Cancel, Progress
from altterr_desktop.importers.prepared import Prepared
from altterr_desktop.importers.rne.reader import read_register
from altterr_desktop.importers.rne.register import register_title
from altterr_desktop.services.register import apply_register, preview_register, register_scope


def prepare(
    dossier: Dossier,
    path: Path,
    *,
    mapping: Mapping[str, Any] | None = None,  # noqa: ARG001 - the register's columns are recognised by meaning
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> Prepared:
    """Read a register and say what it would change. Raises NotARegister, NoLineForTerritories, UnreadableFile."""
    scope = register_scope(dossier)
    reading = read_register(
        path,
        communes=scope.communes,
        epcis=scope.epcis,
        departments=scope.departments,
        regions=scope.regions,
        progress=progress,
        cancelled=cancelled,
    )
    info = RegisterInfo(
        str(reading.register),
        title=register_title(reading.register),
        source=reading.source,
        problems=tuple(reading.problems),
    )
    preview = preview_register(dossier, reading.drafts, register_info=info)
    return Prepared(info.title, preview, partial(apply_register, dossier, reading.drafts, register_info=info))
