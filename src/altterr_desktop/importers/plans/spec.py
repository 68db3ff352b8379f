"""Offer lists of climate plans to the catalogue: read a file, bring the plans of our territories in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.importers.files.problems import Cancel, Progress
from altterr_desktop.importers.plans.reader import read_plans
from altterr_desktop.importers.prepared import Prepared
from altterr_desktop.services.plan_import import apply_plans, preview_plans


def prepare(
    dossier: Dossier,
    path: Path,
    *,
    mapping: Mapping[str, Any] | None = None,  # noqa: ARG001 - the columns are recognised by meaning
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> Prepared:
    """Read a list of climate plans and say what it would change. Raises NotPlans, UnreadableFile."""
    reading = read_plans(path, progress=progress, cancelled=cancelled)
    preview = preview_plans(dossier, reading.drafts, reading.problems)
    write = partial(apply_plans, dossier, reading.drafts, reading.problems, source=reading.source)
    return Prepared(path.name, preview, write)
