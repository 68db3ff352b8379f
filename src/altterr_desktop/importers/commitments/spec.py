"""Offer lists of commitments to the catalogue: read a file with its columns, bring it into the dossier."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.importers.commitments.mapping import mapping_from
from altterr_desktop.importers.commitments.reader import CommitmentsReading, read_commitments
from altterr_desktop.importers.files.problems import Cancel, Progress
from altterr_desktop.importers.prepared import Prepared
from altterr_desktop.journal.changes import Changes
from altterr_desktop.services.commitment_import import (
    apply_commitments,
    preview_commitments,
    remember_mapping,
    remembered_mapping,
)
from altterr_desktop.services.imports import ImportCounts


def prepare(
    dossier: Dossier,
    path: Path,
    *,
    mapping: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> Prepared:
    """Read a list of commitments and say what it would change.

    Without a mapping, the one chosen last time for a file with the same header is taken, else one is proposed.
    Raises NotCommitments, WrongMapping, UnreadableFile.
    """
    chosen = mapping_from(mapping) if mapping else None
    reading = read_commitments(path, mapping=chosen, progress=progress, cancelled=cancelled)
    kept = remembered_mapping(dossier, reading.header) if chosen is None else None
    if kept and mapping_from(kept) != reading.mapping:
        reading = read_commitments(path, mapping=mapping_from(kept), progress=progress, cancelled=cancelled)

    def write() -> tuple[Changes, ImportCounts]:
        done = apply_commitments(dossier, reading)
        remember_mapping(dossier, reading.header, _plain(reading))
        return done

    preview = preview_commitments(dossier, reading)
    return Prepared(path.name, preview, write, header=reading.header, mapping=_plain(reading))


def _plain(reading: CommitmentsReading) -> dict[str, list[str]]:
    return {str(field): list(names) for field, names in reading.mapping.items()}
