"""List the reports, each loaded only when it is written; hold nothing of what they say.

A report is one folder: data.py (what it needs), content.py (data to document), spec.py (what is listed here).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from altterr_desktop.i18n import _, msgid

if TYPE_CHECKING:
    from pathlib import Path


class Format(StrEnum):
    """Name the kinds of file a report can be written as; the value is the file's ending."""

    PDF = "pdf"
    XLSX = "xlsx"


class Report(Protocol):
    """Say what each report's spec module offers."""

    def load(self, dossier: Any, record_id: str | None = None, **choices: Any) -> Any:
        """Ask the services for a report's data; raise NotFound where the record is not in the dossier."""

    def file_name(self, data: Any, fmt: str) -> str:
        """Propose a file name with its ending."""

    def build(self, data: Any, fmt: str, path: Path) -> None:
        """Write the report to a file; raise NotSaved where that is not possible."""


@dataclass(frozen=True)
class ReportSpec:
    """Name one report: its formats, and whether it is about one record."""

    name: str
    heading: str
    formats: tuple[Format, ...]
    needs_id: bool

    @property
    def title(self) -> str:
        """Give the report's name as people read it."""
        return _(self.heading)

    def report(self) -> Report:
        """Load the report itself."""
        return cast("Report", import_module(f"altterr_desktop.reports.{self.name}.spec"))


REPORTS = (
    ReportSpec("assessment", msgid("Mid-term assessment"), (Format.PDF, Format.XLSX), needs_id=True),
    ReportSpec("preparation", msgid("Meeting sheet"), (Format.PDF,), needs_id=True),
    ReportSpec("minutes", msgid("Minutes of a meeting"), (Format.PDF,), needs_id=True),
    ReportSpec("mobilisation", msgid("Mobilisation plan"), (Format.PDF,), needs_id=True),
    ReportSpec("workbook", msgid("Workbook of the dossier"), (Format.XLSX,), needs_id=False),
)


def find_report(name: str) -> ReportSpec:
    """Give the report of a name; raise KeyError for one that does not exist."""
    return {spec.name: spec for spec in REPORTS}[name]
