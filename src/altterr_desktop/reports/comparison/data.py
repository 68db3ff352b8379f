"""Ask the services for the comparison of territories; hold what its documents need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from altterr_desktop.services.comparison import ComparedKind, compare_territories
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.fields import today


@dataclass(frozen=True)
class ComparisonData:
    """Hold the territories compared, kind by kind, on one day."""

    group: str
    language: str
    written_on: date
    kinds: tuple[ComparedKind, ...]


def load_comparison(dossier: Any) -> ComparisonData:
    """Read the comparison."""
    group = read_group(dossier)
    return ComparisonData(group.name, group.document_language, today(), compare_territories(dossier))
