"""Read a list of commitments into drafts, whatever its shape; must write nothing and decide no verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from altterr_desktop.domain.drafts import CommitmentDraft
from altterr_desktop.domain.errors import KnownError
from altterr_desktop.i18n import _
from altterr_desktop.importers.commitments import template, workbook
from altterr_desktop.importers.commitments.assembler import Assembler
from altterr_desktop.importers.commitments.fields import Field
from altterr_desktop.importers.commitments.mapping import (
    ColumnMapping,
    columns_of,
    propose_mapping,
    rate_header,
)
from altterr_desktop.importers.files.problems import Cancel, Problem, Problems, Progress, excerpt_of
from altterr_desktop.importers.files.table import open_table

MAX_ROWS = 50_000
_SAMPLE_ROWS = 200


class NotCommitments(KnownError):
    """Say that no column of a table says what was promised."""


@dataclass(frozen=True, slots=True)
class CommitmentsReading:
    """Hold what was read of a list: the mapping used, drafts in order, and what could not be read."""

    mapping: ColumnMapping
    header: tuple[str, ...]
    source: str
    is_template: bool
    drafts: list[CommitmentDraft]
    problems: Problems
    rows_read: int


def read_commitments(
    path: Path,
    *,
    mapping: Mapping[Field, Sequence[str]] | None = None,
    sheet: str | None = None,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
    today: date | None = None,
) -> CommitmentsReading:
    """Read a list of commitments: a tracker, a programme, the action-plan template of a climate plan.

    Without a mapping one is proposed from headers and cells. Raises NotCommitments when nothing says what was
    promised, WrongMapping, UnreadableFile, Cancelled.
    """
    table = open_table(path, sheet, score=rate_header, progress=progress, cancelled=cancelled)
    sample = [row.cells for row in islice(table.rows(), _SAMPLE_ROWS)]
    identifier = workbook.identifier_column(table.header, sample)
    if mapping is None:
        mapping = (
            template.mapping_for(table.header)
            or (workbook.mapping_for(table.header) if identifier is not None else None)
            or propose_mapping(table.header, sample)
        )
    columns = columns_of(mapping, table.header)
    if Field.TITLE not in columns and Field.VERBATIM not in columns:
        raise NotCommitments(
            _(
                "No column of “{name}” says what was promised. Its columns are: {columns}. "
                "Say which one is the title or the text."
            ).format(name=path.name, columns=", ".join(excerpt_of(name, 40) for name in table.header[:30]))
        )
    is_template = template.is_template(table.header)
    state = workbook.state_column(table.header) if identifier is not None else None
    if state is not None:
        columns = {**columns, Field.PROGRESS: (state,)}
    assembler = Assembler(table, columns, today or datetime.now().astimezone().date(), identifier)
    rows_read = 0
    for row in table.rows():
        if is_template and template.is_instruction(row.cells):
            continue
        if rows_read >= MAX_ROWS:
            reason = _("The list is longer than {count} lines: the rest was left out.").format(count=MAX_ROWS)
            table.problems.add(Problem(row.line, reason))
            break
        rows_read += 1
        assembler.add(template.without_boilerplate(row) if is_template else row)
        if is_template and template.is_example(row.cells):
            reason = _("This line is the example of the template: leave it out if it is not yours.")
            table.problems.add(Problem(row.line, reason, kept=True))
    used = {field: tuple(names) for field, names in mapping.items()}
    drafts = assembler.finished()
    if identifier is not None:
        drafts = [workbook.as_exported(draft) for draft in drafts]
    return CommitmentsReading(
        used, table.header, table.source, is_template, drafts, table.problems, rows_read
    )


def recognises(path: Path) -> float:
    """Rate from 0 to 1 how surely a file is a list of commitments; never raises for what the file is."""
    try:
        table = open_table(path, score=rate_header)
        if template.is_template(table.header):
            return 1.0
        mapping = propose_mapping(table.header, [row.cells for row in islice(table.rows(), _SAMPLE_ROWS)])
    except KnownError:
        return 0.0
    if not rate_header(table.header):
        # Its cells may hold promises, but nothing announces them.
        return 0.0
    telling = {
        Field.PROGRESS,
        Field.DEADLINE,
        Field.OFFICIAL,
        Field.SERVICE,
        Field.BUDGET_PLANNED,
        Field.DOCUMENT,
    }
    return min(0.9, 0.2 + 0.15 * len(telling & mapping.keys()) + 0.02 * len(mapping))
