"""Offer frameworks of measures to the catalogue: read a file, bring it into the dossier."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.importers.files.problems import Cancel, Progress
from altterr_desktop.importers.frameworks.reader import read_framework
from altterr_desktop.importers.prepared import Prepared
from altterr_desktop.services.frameworks import apply_framework, preview_framework


def prepare(
    dossier: Dossier,
    path: Path,
    *,
    mapping: Mapping[str, Any] | None = None,  # noqa: ARG001 - a framework's columns are recognised by meaning
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> Prepared:
    """Read a framework and say what it would change. Raises NotAFramework, UnreadableFile."""
    draft = read_framework(path, progress=progress, cancelled=cancelled)
    return Prepared(draft.name, preview_framework(dossier, draft), partial(apply_framework, dossier, draft))
