"""Read the list of climate plans (PCAET) that ADEME publishes; must keep no name of an agent or a contact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from altterr_desktop.domain.drafts import PlanDraft
from altterr_desktop.domain.errors import KnownError
from altterr_desktop.i18n import _
from altterr_desktop.i18n.parsing import parse_date
from altterr_desktop.importers.files.cells import text_of
from altterr_desktop.importers.files.kinds import FileKind, kind_of, read_sample
from altterr_desktop.importers.files.problems import Cancel, Problem, Problems, Progress, excerpt_of
from altterr_desktop.importers.files.table import Row, Table, open_table
from altterr_desktop.importers.files.words import label_of

# Headers, compared without accents, case and small signs; the first that is there feeds the field.
_COLUMNS = {
    "number": ("id", "identifiant"),
    "kind": ("type demarche", "type de demarche"),
    "title": ("nom", "nom demarche", "nom de la demarche"),
    "siren": ("siren collectivites coporteuses", "siren collectivite porteuse", "siren"),
    "authority": ("collectivites porteuses", "collectivite porteuse", "collectivites coporteuses"),
    "state": ("demarche etat", "etat de la demarche"),
    "started_on": ("date lancement", "date de lancement"),
    "received_on": ("date reception projet", "date de reception du projet"),
    "comment": ("commentaire statut",),
}
_NEEDED = ("kind", "title", "siren", "state")
# Some lines give a SIRET: a SIREN followed by five figures for the establishment.
_SIREN = re.compile(r"\b(\d{9})(?:\d{5})?\b")
_PLANS = ("pcaet", "plan climat")


class NotPlans(KnownError):
    """Say that a table lists no climate plans."""


@dataclass(frozen=True, slots=True)
class PlansReading:
    """Hold what was read: plans in order, what could not be read, and in words which file it was."""

    source: str
    drafts: list[PlanDraft]
    problems: Problems


def read_plans(
    path: Path, *, progress: Progress | None = None, cancelled: Cancel | None = None
) -> PlansReading:
    """Read a list of climate plans. Raises NotPlans, UnreadableFile, Cancelled."""
    table = open_table(path, score=_rate_header, progress=progress, cancelled=cancelled)
    columns = _columns(table.header)
    if not all(name in columns for name in _NEEDED):
        raise NotPlans(
            _("“{name}” is no list of climate plans: it names no authority (SIREN) and no state.").format(
                name=path.name
            )
        )
    drafts = [draft for row in table.rows() if (draft := _draft(row, columns, table)) is not None]
    return PlansReading(table.source, drafts, table.problems)


def recognises(path: Path) -> float:
    """Rate from 0 to 1 how surely a file is a list of climate plans; never raises for what the file is."""
    try:
        if kind_of(read_sample(path)) is FileKind.JSON:
            return 0.0
        columns = _columns(open_table(path, score=_rate_header).header)
    except KnownError:
        return 0.0
    return 1.0 if all(name in columns for name in _NEEDED) else 0.0


def _columns(header: Sequence[str]) -> dict[str, int]:
    labels = {label_of(name): index for index, name in reversed(list(enumerate(header)))}
    found = {}
    for field, names in _COLUMNS.items():
        index = next((labels[name] for name in names if name in labels), None)
        if index is not None:
            found[field] = index
    return found


def _rate_header(cells: Sequence[str]) -> float:
    columns = _columns(cells)
    return float(len(columns)) if all(name in columns for name in _NEEDED) else 0.0


def _draft(row: Row, columns: dict[str, int], table: Table) -> PlanDraft | None:
    def text(name: str) -> str:
        index = columns.get(name)
        return " ".join(text_of(row.cells[index]).split()) if index is not None else ""

    def day(name: str) -> date | None:
        words = text(name)
        # A plan's dates are past or near: the century of a short year is this one.
        read = parse_date(words, date(2000, 1, 1)) if words else None
        if words and read is None:
            reason = _("This date is unreadable: it was left empty.")
            column = table.header[columns[name]]
            table.problems.add(Problem(row.line, reason, column, excerpt_of(words), kept=True))
        return read.day if read is not None else None

    kind = label_of(text("kind"))
    if kind and not any(words in kind for words in _PLANS):
        table.problems.add(
            Problem(
                row.line, _("This line is no climate plan: it was left out."), "", excerpt_of(text("kind"))
            )
        )
        return None
    sirens = tuple(dict.fromkeys(_SIREN.findall(text("siren"))))
    if not sirens:
        reason = _("This line names no authority by its SIREN: it was left out.")
        table.problems.add(Problem(row.line, reason, "", excerpt_of(text("title"))))
        return None
    return PlanDraft(
        line=row.line,
        number=text("number"),
        title=text("title") or _("Climate plan"),
        sirens=sirens,
        authority=text("authority"),
        state=text("state"),
        started_on=day("started_on"),
        received_on=day("received_on"),
        notes=text("comment"),
    )
