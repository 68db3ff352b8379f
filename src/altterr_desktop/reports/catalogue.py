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
    DOCX = "docx"
    TEXT = "txt"
    MARKDOWN = "md"
    ICS = "ics"
    CSV = "csv"
    VCF = "vcf"
    JSON = "json"


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
    # What else can be asked of it: «internal» (with or without the internal parts), «pocket» (small pages),
    # «audience» (for whom).
    choices: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Give the report's name as people read it."""
        return _(self.heading)

    def report(self) -> Report:
        """Load the report itself."""
        return cast("Report", import_module(f"altterr_desktop.reports.{self.name}.spec"))


REPORTS = (
    ReportSpec("assessment", msgid("Mid-term assessment"), (Format.PDF, Format.XLSX), needs_id=True),
    ReportSpec(
        "preparation", msgid("Meeting sheet"), (Format.PDF,), needs_id=True, choices=("internal", "pocket")
    ),
    ReportSpec(
        "minutes",
        msgid("Minutes of a meeting"),
        (Format.PDF, Format.DOCX, Format.MARKDOWN),
        needs_id=True,
        choices=("audience",),
    ),
    ReportSpec("mobilisation", msgid("Mobilisation plan"), (Format.PDF,), needs_id=True),
    ReportSpec("election", msgid("Comparison of the lists"), (Format.PDF, Format.XLSX), needs_id=False),
    ReportSpec("contacts", msgid("Address book"), (Format.VCF, Format.CSV, Format.XLSX), needs_id=False),
    ReportSpec("calendar", msgid("Calendar of the dossier"), (Format.ICS,), needs_id=False),
    ReportSpec("letter", msgid("Letter"), (Format.PDF, Format.DOCX, Format.TEXT), needs_id=True),
    ReportSpec("framework", msgid("Framework of measures"), (Format.JSON, Format.XLSX), needs_id=False),
    ReportSpec("stakeholder_map", msgid("Map of stakeholders"), (Format.PDF,), needs_id=False),
    ReportSpec("assembly", msgid("Assembly"), (Format.PDF,), needs_id=False),
    ReportSpec("officials", msgid("List of officials"), (Format.XLSX, Format.CSV), needs_id=False),
    ReportSpec("comparison", msgid("Comparison of territories"), (Format.PDF, Format.XLSX), needs_id=False),
    ReportSpec("handover", msgid("Handing over"), (Format.PDF,), needs_id=False),
    ReportSpec("person", msgid("What is held about a person"), (Format.PDF, Format.JSON), needs_id=True),
    ReportSpec("review", msgid("Minutes of a review session"), (Format.PDF,), needs_id=True),
    ReportSpec("meeting_statistics", msgid("Figures of the meetings"), (Format.XLSX,), needs_id=False),
    ReportSpec("workbook", msgid("Workbook of the dossier"), (Format.XLSX,), needs_id=False),
)


def find_report(name: str) -> ReportSpec:
    """Give the report of a name; raise KeyError for one that does not exist."""
    return {spec.name: spec for spec in REPORTS}[name]
