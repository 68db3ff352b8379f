"""Find the numbered steps that bring a dossier's tables from one version to the next.

A step is a module `mNNNN_name.py` with STATEMENTS (SQL, run in order) and FINGERPRINT (the schema after it).
Steps only add tables and columns: older programs keep and relay what they do not know.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class Step:
    """Hold one numbered step: the version it leads to, its SQL, the fingerprint of the schema after it."""

    version: int
    statements: tuple[str, ...]
    fingerprint: str


@cache
def steps() -> tuple[Step, ...]:
    """List all steps in order."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__) if found.name.startswith("m"))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return tuple(
        Step(number, tuple(module.STATEMENTS), module.FINGERPRINT)
        for number, module in enumerate(modules, start=1)
    )


def latest_version() -> int:
    """Give the version of the schema this program writes."""
    return len(steps())


def fingerprint_of(version: int) -> str:
    """Give the fingerprint of the schema at a version."""
    return steps()[version - 1].fingerprint
