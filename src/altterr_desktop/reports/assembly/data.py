"""Hold exactly what the assembly prints: names and public functions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from altterr_desktop.services.assembly_chart import AssemblyChart


@dataclass(frozen=True)
class AssemblyData:
    """Hold one assembly and what names the sheet."""

    group: str
    language: str
    written_on: date
    chart: AssemblyChart
