"""List the sources that can be imported, loaded only when used; must read no file itself."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

from altterr_desktop.i18n import _
from altterr_desktop.importers.files.kinds import FileKind, kind_of, read_sample, refuse
from altterr_desktop.importers.files.problems import UnreadableFile

_TABLES = ("*.csv", "*.txt", "*.tsv", "*.xlsx", "*.xlsm", "*.xls", "*.ods")
_LEAST_SURE = 0.2


@dataclass(frozen=True, slots=True)
class Source:
    """Name a source: its key, the patterns of its files' names, and the module that reads it."""

    name: str
    patterns: tuple[str, ...]
    module: str

    @property
    def title(self) -> str:
        """Name the source for people."""
        return _TITLES[self.name]()

    def load(self) -> ModuleType:
        """Import the reader of the source; each has `recognises(path) -> float` and its `read_…` function."""
        return import_module(self.module)

    def spec(self) -> ModuleType:
        """Import what brings the source into a dossier: `prepare(dossier, path, mapping, progress, cancelled)`."""
        return import_module(f"{self.module.rpartition('.')[0]}.spec")


SOURCES = (
    Source("rne", _TABLES, "altterr_desktop.importers.rne.reader"),
    Source("commitments", _TABLES, "altterr_desktop.importers.commitments.reader"),
    Source("contacts", ("*.vcf", "*.vcard", *_TABLES), "altterr_desktop.importers.contacts.reader"),
    Source("candidates", _TABLES, "altterr_desktop.importers.candidates.reader"),
    Source("calendar", ("*.ics", "*.ical"), "altterr_desktop.importers.calendar.reader"),
    Source("plans", _TABLES, "altterr_desktop.importers.plans.reader"),
    Source("framework", ("*.json", *_TABLES), "altterr_desktop.importers.frameworks.reader"),
)

_TITLES = {
    "rne": lambda: _("Register of elected officials (RNE)"),
    "commitments": lambda: _("List of commitments"),
    "contacts": lambda: _("Address book or list of officials"),
    "candidates": lambda: _("Lists of candidates"),
    "calendar": lambda: _("Calendar of a council, a coordination… (.ics)"),
    "plans": lambda: _("Climate plans of the country (ADEME)"),
    "framework": lambda: _("Framework of measures"),
}


def source_named(name: str) -> Source:
    """Give the source of a name; raise KeyError for one that does not exist."""
    return {source.name: source for source in SOURCES}[name]


def recognise(path: Path) -> str:
    """Guess from what a file contains which source it is for, for a file that is dropped on the window.

    Raises UnreadableFile when no source reads it.
    """
    kind = kind_of(read_sample(path))
    if kind not in {FileKind.TEXT, FileKind.ZIP, FileKind.OLE, FileKind.JSON}:
        raise refuse(path, kind)
    ratings = {source.name: float(source.load().recognises(path)) for source in SOURCES}
    best = max(ratings, key=lambda name: ratings[name])
    if ratings[best] < _LEAST_SURE:
        _explain(path, kind)
        raise UnreadableFile(
            _(
                "“{name}” is none of the files this program recognises by itself: register, commitments, framework, "
                "address book, calendar. Choose what to import it as."
            ).format(name=path.name)
        )
    return best


def _explain(path: Path, kind: FileKind) -> None:
    """Raise the sentence of the file itself when it is the file that cannot be read."""
    from altterr_desktop.importers.files.table import open_table

    if kind is not FileKind.JSON:
        open_table(path)
