"""Offer lists of candidates to the catalogue: read a file, bring its lists into the election that is prepared."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.importers.candidates.reader import read_candidates
from altterr_desktop.importers.files.problems import Cancel, Progress
from altterr_desktop.importers.prepared import Prepared
from altterr_desktop.services.candidate_import import apply_candidates, election_prepared, preview_candidates


def prepare(
    dossier: Dossier,
    path: Path,
    *,
    mapping: Mapping[str, Any] | None = None,  # noqa: ARG001 - the columns are recognised by meaning
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> Prepared:
    """Read lists of candidates and say what they would change. Raises NotCandidates, NotFound, UnreadableFile."""
    election_id, title = election_prepared(dossier)
    reading = read_candidates(path, progress=progress, cancelled=cancelled)
    preview = preview_candidates(dossier, reading.drafts, election_id=election_id, problems=reading.problems)
    write = partial(
        apply_candidates, dossier, reading.drafts, election_id=election_id, problems=reading.problems
    )
    return Prepared(title, preview, write)
