"""Read a framework (a list of standard measures) into a draft; must never pass a guess off as an official text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from altterr_desktop.domain.drafts import FrameworkDraft, MeasureDraft
from altterr_desktop.domain.errors import KnownError
from altterr_desktop.i18n import _
from altterr_desktop.importers.files.cells import text_of
from altterr_desktop.importers.files.kinds import FileKind, kind_of, read_sample
from altterr_desktop.importers.files.problems import Cancel, Problem, Problems, Progress, excerpt_of
from altterr_desktop.importers.files.table import Row, Table, open_table
from altterr_desktop.importers.files.words import label_of
from altterr_desktop.importers.frameworks import documents
from altterr_desktop.importers.frameworks.columns import rate_header, recognise_columns

_MAX_MEASURES = 20_000
_BRACKETED = re.compile(r"^\[(.*)\]$", re.DOTALL)
_SUMMARIES = ("resume", "summary", "paraphrase")
_CUT = ("tronque", "truncated")


class NotAFramework(KnownError):
    """Say that a file lists no measures."""


def read_framework(
    path: Path,
    *,
    sheet: str | None = None,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> FrameworkDraft:
    """Read a framework from JSON (schema in `documents`) or from a table with a column of titles.

    Parents are the numbers of other measures: as written, else from dotted numbers («1.2.3» is part of
    «1.2»). Raises NotAFramework, UnreadableFile, Cancelled.
    """
    if kind_of(read_sample(path)) is FileKind.JSON:
        return _from_document(path)
    return _from_table(open_table(path, sheet, score=rate_header, progress=progress, cancelled=cancelled))


def recognises(path: Path) -> float:
    """Rate from 0 to 1 how surely a file is a framework; never raises for what the file is."""
    try:
        if kind_of(read_sample(path)) is FileKind.JSON:
            records = documents.measures_of(documents.load_document(path))
            return 1.0 if any(documents.text_field(record, "title") for _rank, record in records) else 0.0
        header = open_table(path, score=rate_header).header
    except KnownError:
        return 0.0
    columns = recognise_columns(header)
    if "title" not in columns or len(columns) < 2:  # noqa: PLR2004 - one could be chance
        return 0.0
    if any(column.startswith("level") for column in columns):
        return 0.95
    return 0.7 if len(columns) == len(header) else 0.3


def _from_document(path: Path) -> FrameworkDraft:
    document = documents.load_document(path)
    problems = Problems()
    missing: list[str] = []
    measures: list[MeasureDraft] = []
    is_skeleton = document.get("skeleton") is True
    for rank, record in documents.measures_of(document):
        number = documents.text_field(record, "number")
        if not documents.text_field(record, "title"):
            if is_skeleton and number:
                # A place to fill in: the number is known, the wording is the group's to copy.
                missing.append(number)
                measures.append(_measure_of(rank, number, record))
                continue
            missing.append(number or f"#{rank}")
            reason = _("The wording of this measure is not known: it was left out.")
            problems.add(Problem(rank, reason, "", number))
            continue
        measures.append(_measure_of(rank, number, record))
    complete = documents.field(document, "complete")
    return FrameworkDraft(
        name=documents.text_field(document, "name") or path.stem,
        edition=documents.text_field(document, "edition"),
        publisher=documents.text_field(document, "publisher"),
        licence=documents.text_field(document, "licence"),
        source_url=documents.text_field(document, "source_url"),
        description=documents.text_field(document, "description"),
        complete=complete is not False and not missing,
        measures=_with_parents(_checked(path, measures), problems),
        missing=tuple(missing),
        problems=problems,
    )


def _measure_of(rank: int, number: str, record: Mapping[str, Any]) -> MeasureDraft:
    title, bracketed = _unbracketed(documents.text_field(record, "title"))
    wording = label_of(documents.text_field(record, "wording"))
    is_verbatim = documents.field(record, "verbatim")
    levels = documents.field(record, "levels")
    return MeasureDraft(
        line=rank,
        number=number,
        title=title,
        text=documents.text_field(record, "text"),
        theme=documents.text_field(record, "theme"),
        levels=_levels_of(levels),
        parent=documents.text_field(record, "parent"),
        source=documents.text_field(record, "source"),
        verbatim=is_verbatim is not False
        and bool(title)
        and not bracketed
        and not any(word in wording for word in (*_SUMMARIES, *_CUT)),
        notes=documents.text_field(record, "notes"),
    )


def _levels_of(levels: Any) -> dict[int, str]:
    """Read levels given as {"1": text} or as a list, first level first."""
    pairs = (
        levels.items()
        if isinstance(levels, dict)
        else enumerate(levels, 1)
        if isinstance(levels, list)
        else ()
    )
    return {
        int(str(level)): text.strip()
        for level, text in pairs
        if str(level).isdecimal() and len(str(level)) == 1 and isinstance(text, str) and text.strip()
    }


def _unbracketed(title: str) -> tuple[str, bool]:
    found = _BRACKETED.match(title)
    return (found.group(1).strip(), True) if found else (title, False)


def _from_table(table: Table) -> FrameworkDraft:
    columns = recognise_columns(table.header)
    if "title" not in columns:
        raise NotAFramework(
            _("“{name}” is no framework: it has no column of titles. Its columns are: {columns}.").format(
                name=table.path.name, columns=", ".join(excerpt_of(name, 40) for name in table.header[:20])
            )
        )
    measures: list[MeasureDraft] = []
    named: dict[str, str] = {}
    for row in table.rows():
        for name in ("framework", "edition"):
            if name in columns and name not in named:
                named[name] = text_of(row.cells[columns[name]])
        measure = _measure_of_row(row, columns, table.problems)
        if measure is not None:
            measures.append(measure)
    return FrameworkDraft(
        name=named.get("framework", "") or " ".join(table.titles) or table.path.stem,
        edition=named.get("edition", ""),
        publisher="",
        licence="",
        source_url="",
        description="",
        complete=True,
        measures=_with_parents(_checked(table.path, measures), table.problems),
        missing=(),
        problems=table.problems,
    )


def _measure_of_row(row: Row, columns: Mapping[str, int], problems: Problems) -> MeasureDraft | None:
    def text(name: str) -> str:
        index = columns.get(name)
        return text_of(row.cells[index]) if index is not None else ""

    title, bracketed = _unbracketed(" ".join(text("title").split()))
    if not title and not ("framework" in columns and text("number")):
        problems.add(
            Problem(row.line, _("This line has no title: it was left out."), "", excerpt_of(text("number")))
        )
        return None
    return MeasureDraft(
        line=row.line,
        number=text("number"),
        title=title,
        text=text("text"),
        theme=text("theme"),
        levels={level: words for level in range(1, 10) if (words := text(f"level{level}"))},
        parent=text("parent"),
        source=text("source"),
        verbatim=bool(title) and not bracketed,
    )


def _checked(path: Path, measures: list[MeasureDraft]) -> list[MeasureDraft]:
    if not measures:
        raise NotAFramework(_("“{name}” lists no measure.").format(name=path.name))
    if len(measures) > _MAX_MEASURES:
        raise NotAFramework(
            _("“{name}” lists more than {count} measures: this is no framework.").format(
                name=path.name, count=_MAX_MEASURES
            )
        )
    return measures


def _with_parents(measures: list[MeasureDraft], problems: Problems) -> list[MeasureDraft]:
    """Check the parents that are named, and find those that dotted numbers tell."""
    numbers = {measure.number for measure in measures if measure.number}
    placed = []
    for measure in measures:
        parent = measure.parent
        if parent and (parent not in numbers or parent == measure.number):
            reason = _("No measure has this number: the measure was left without parent.")
            problems.add(Problem(measure.line, reason, "", excerpt_of(parent), kept=True))
            parent = ""
        if not measure.parent and "." in measure.number:
            shorter = measure.number.rstrip(".").rpartition(".")[0]
            parent = shorter if shorter in numbers else ""
        placed.append(replace(measure, parent=parent))
    return placed
