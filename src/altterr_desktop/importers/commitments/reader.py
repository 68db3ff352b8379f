"""Read a list of commitments into drafts, whatever its shape; must write nothing and decide no verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from altterr_desktop.domain.commitments import OffScale, Progress
from altterr_desktop.domain.dates import Precision
from altterr_desktop.domain.errors import KnownError
from altterr_desktop.i18n import _
from altterr_desktop.importers.commitments import template
from altterr_desktop.importers.commitments.fields import AXES, Field
from altterr_desktop.importers.commitments.mapping import ColumnMapping, columns_of, propose_mapping, rate_header
from altterr_desktop.importers.commitments.statuses import read_status
from altterr_desktop.importers.commitments.values import (
    is_no_amount,
    read_day,
    read_deadline,
    read_level,
    read_money,
    split_number,
)
from altterr_desktop.importers.files.cells import Cell, text_of
from altterr_desktop.importers.files.problems import Cancel, Problem, Problems, excerpt_of
from altterr_desktop.importers.files.problems import Progress as ReadingProgress
from altterr_desktop.importers.files.table import Row, Table, open_table
from altterr_desktop.importers.files.words import label_of

MAX_ROWS = 50_000
_TITLE_LENGTH = 200
_UNSURE = 0.75
_SAMPLE_ROWS = 200


class NotCommitments(KnownError):
    """Say that no column of a table says what was promised."""


@dataclass(frozen=True, slots=True)
class CommitmentDraft:
    """Hold one line of a list as a commitment to be looked at before it is imported.

    `parent` is the index, in the list of drafts, of the axis, action or measure it belongs to; an axis is a
    draft too (`is_axis`). Budgets are whole euros. The status is what the file says, with the confidence of
    its recognition from 0 to 1: a proposed verdict, never one.
    """

    line: int
    title: str
    is_axis: bool = False
    parent: int | None = None
    number: str = ""
    verbatim: str = ""
    theme: str = ""
    level: int | None = None
    territory: str = ""
    made_on: date | None = None
    deadline: date | None = None
    deadline_precision: Precision = Precision.NONE
    deadline_words: str = ""
    progress: Progress | None = None
    off_scale: OffScale | None = None
    status_words: str = ""
    status_confidence: float = 0.0
    reason: str = ""
    official: str = ""
    service: str = ""
    budget_planned: int | None = None
    budget_spent: int | None = None
    partners: str = ""
    indicator: str = ""
    expected_proof: str = ""
    document: str = ""
    page: str = ""
    url: str = ""
    evidence_urls: tuple[str, ...] = ()
    evidence_quote: str = ""
    notes: str = ""


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
    progress: ReadingProgress | None = None,
    cancelled: Cancel | None = None,
    today: date | None = None,
) -> CommitmentsReading:
    """Read a list of commitments: a tracker, a programme, the action-plan template of a climate plan.

    Without a mapping one is proposed from headers and cells. Raises NotCommitments when nothing says what was
    promised, WrongMapping, UnreadableFile, Cancelled.
    """
    table = open_table(path, sheet, score=rate_header, progress=progress, cancelled=cancelled)
    if mapping is None:
        sample = [row.cells for row in islice(table.rows(), _SAMPLE_ROWS)]
        mapping = template.mapping_for(table.header) or propose_mapping(table.header, sample)
    columns = columns_of(mapping, table.header)
    if Field.TITLE not in columns and Field.VERBATIM not in columns:
        raise NotCommitments(
            _(
                "No column of «{name}» says what was promised. Its columns are: {columns}. "
                "Say which one is the title or the text."
            ).format(name=path.name, columns=", ".join(excerpt_of(name, 40) for name in table.header[:30]))
        )
    is_template = template.is_template(table.header)
    assembler = _Assembler(table, columns, today or datetime.now().astimezone().date())
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
    return CommitmentsReading(used, table.header, table.source, is_template, drafts, table.problems, rows_read)


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
    telling = {Field.PROGRESS, Field.DEADLINE, Field.OFFICIAL, Field.SERVICE, Field.BUDGET_PLANNED, Field.DOCUMENT}
    return min(0.9, 0.2 + 0.15 * len(telling & mapping.keys()) + 0.02 * len(mapping))


class _Assembler:
    """Turn rows into drafts, and axes into their parents."""

    def __init__(self, table: Table, columns: Mapping[Field, tuple[int, ...]], today: date) -> None:
        self._columns = columns
        self._header = table.header
        self._problems = table.problems
        self._today = today
        self._drafts: list[CommitmentDraft] = []
        self._axes: dict[tuple[str, ...], int] = {}
        self._actions: dict[tuple[int | None, str], int] = {}
        self._parents: list[tuple[int, str]] = []

    def add(self, row: Row) -> None:
        """Add the draft of a row after those of the axes it opens; report a row that promises nothing."""
        parent = self._axis(row)
        title, verbatim = self._text(Field.TITLE, row), self._prose(Field.VERBATIM, row)
        sub_title = self._text(Field.SUB_TITLE, row)
        if not title and not verbatim and not sub_title:
            if parent is None or not any(self._text(field, row) for field in AXES):
                self._problems.add(Problem(row.line, _("This line has neither title nor text: it was left out.")))
            return
        if sub_title:
            parent = self._action(row, parent, title)
            title = sub_title
        draft = self._draft(row, parent, title, verbatim)
        self._drafts.append(draft)
        index = len(self._drafts) - 1
        if not sub_title:
            self._actions.setdefault((parent, label_of(title)), index)
        named = self._text(Field.PARENT, row)
        if named:
            self._parents.append((index, named))

    def finished(self) -> list[CommitmentDraft]:
        """Give the drafts, with the parents that rows name by number or title."""
        by_name: dict[str, int] = {}
        for index, draft in enumerate(self._drafts):
            by_name.setdefault(label_of(draft.title), index)
            if draft.number:
                by_name.setdefault(label_of(draft.number), index)
        for index, name in self._parents:
            parent = by_name.get(label_of(name))
            if parent is None or self._leads_to(parent, index):
                reason = _("No line has this number or title: the commitment was left without parent.")
                column = self._column(Field.PARENT)
                self._problems.add(Problem(self._drafts[index].line, reason, column, excerpt_of(name), kept=True))
            else:
                self._drafts[index] = replace(self._drafts[index], parent=parent)
        return self._drafts

    def _leads_to(self, start: int, target: int) -> bool:
        index: int | None = start
        while index is not None:
            if index == target:
                return True
            index = self._drafts[index].parent
        return False

    def _axis(self, row: Row) -> int | None:
        """Give the index of the innermost axis a row is under, adding the axes met for the first time."""
        parent: int | None = None
        path: tuple[str, ...] = ()
        for field in AXES:
            text = self._text(field, row)
            if not text:
                continue
            path = (*path, label_of(text))
            if path not in self._axes:
                number, title = split_number(text)
                axis = CommitmentDraft(row.line, title[:_TITLE_LENGTH], is_axis=True, parent=parent, number=number)
                self._drafts.append(axis)
                self._axes[path] = len(self._drafts) - 1
            parent = self._axes[path]
        return parent

    def _action(self, row: Row, axis: int | None, title: str) -> int | None:
        """Give the index of the action a sub-action is part of; an action only named there is added."""
        if not title:
            return next((index for index in reversed(self._actions.values())), axis)
        key = (axis, label_of(title))
        if key not in self._actions:
            number, short = split_number(title)
            self._drafts.append(CommitmentDraft(row.line, short[:_TITLE_LENGTH], parent=axis, number=number))
            self._actions[key] = len(self._drafts) - 1
        return self._actions[key]

    def _draft(self, row: Row, parent: int | None, title: str, verbatim: str) -> CommitmentDraft:
        number = self._text(Field.NUMBER, row)
        if not number:
            number, title = split_number(title)
        full = title or " ".join(verbatim.split())
        short = _shortened(full)
        if short != full and not verbatim:
            verbatim = full
        draft = CommitmentDraft(
            line=row.line,
            title=short,
            parent=parent,
            number=number,
            verbatim=verbatim,
            theme=self._text(Field.THEME, row),
            territory=self._text(Field.TERRITORY, row),
            reason=self._prose(Field.REASON, row),
            official=self._text(Field.OFFICIAL, row),
            service=self._joined(Field.SERVICE, row, ", "),
            partners=self._joined(Field.PARTNERS, row, ", "),
            indicator=self._joined(Field.INDICATOR, row, " ; "),
            expected_proof=self._prose(Field.EXPECTED_PROOF, row),
            document=self._text(Field.DOCUMENT, row),
            page=self._text(Field.PAGE, row),
            url=self._text(Field.URL, row),
            evidence_urls=_links(self._prose(Field.EVIDENCE_URL, row)),
            evidence_quote=self._prose(Field.EVIDENCE_QUOTE, row),
            notes=self._prose(Field.NOTES, row),
        )
        return self._with_status(self._with_figures(draft, row), row)

    def _with_figures(self, draft: CommitmentDraft, row: Row) -> CommitmentDraft:
        deadline_cell = self._cell(Field.DEADLINE, row)
        deadline = read_deadline(deadline_cell, self._today)
        words = deadline_cell if isinstance(deadline_cell, str) else ""
        if deadline is None:
            self._report(Field.DEADLINE, row, _("This date is unreadable: its words were kept."))
        made_cell = self._cell(Field.MADE_ON, row)
        made_on = read_day(made_cell, self._today)
        if made_on is None and text_of(made_cell):
            self._report(Field.MADE_ON, row, _("This date is unreadable: it was left empty."))
        level_cell = self._cell(Field.LEVEL, row)
        level = read_level(level_cell)
        if level is None and text_of(level_cell):
            self._report(Field.LEVEL, row, _("This level is unreadable: it was left empty."))
        return replace(
            draft,
            deadline=deadline.day if deadline else None,
            deadline_precision=deadline.precision if deadline else Precision.NONE,
            deadline_words=deadline.words if deadline else words,
            made_on=made_on,
            level=level,
            budget_planned=self._money(Field.BUDGET_PLANNED, row),
            budget_spent=self._money(Field.BUDGET_SPENT, row),
        )

    def _with_status(self, draft: CommitmentDraft, row: Row) -> CommitmentDraft:
        words = self._text(Field.PROGRESS, row)
        status = read_status(words) if words else None
        if status is None:
            if words:
                self._report(Field.PROGRESS, row, _("This status is unknown: say what it stands for."))
            return replace(draft, status_words=words)
        if status.confidence < _UNSURE:
            self._report(Field.PROGRESS, row, _("This status can be understood in several ways: check it."))
        return replace(
            draft,
            progress=status.progress,
            off_scale=status.off_scale,
            status_words=words,
            status_confidence=status.confidence,
        )

    def _money(self, field: Field, row: Row) -> int | None:
        cell = self._cell(field, row)
        amount = read_money(cell)
        if amount is None and not is_no_amount(text_of(cell)):
            self._report(field, row, _("This amount is unreadable: it was left empty."))
        return amount

    def _report(self, field: Field, row: Row, reason: str) -> None:
        excerpt = excerpt_of(text_of(self._cell(field, row)))
        self._problems.add(Problem(row.line, reason, self._column(field), excerpt, kept=True))

    def _column(self, field: Field) -> str:
        indexes = self._columns.get(field, ())
        return self._header[indexes[0]] if indexes else ""

    def _cell(self, field: Field, row: Row) -> Cell:
        indexes = self._columns.get(field, ())
        return row.cells[indexes[0]] if indexes else ""

    def _text(self, field: Field, row: Row) -> str:
        return " ".join(text_of(self._cell(field, row)).split())

    def _joined(self, field: Field, row: Row, between: str) -> str:
        texts = [" ".join(text_of(row.cells[index]).split()) for index in self._columns.get(field, ())]
        return between.join(dict.fromkeys(text for text in texts if text))

    def _prose(self, field: Field, row: Row) -> str:
        texts = [text_of(row.cells[index]) for index in self._columns.get(field, ())]
        return "\n\n".join(dict.fromkeys(text for text in texts if text))


def _shortened(text: str) -> str:
    if len(text) <= _TITLE_LENGTH:
        return text
    sentence = text[:_TITLE_LENGTH].rpartition(". ")[0]
    if len(sentence) > _TITLE_LENGTH // 4:
        return sentence + "."
    return text[: _TITLE_LENGTH - 1].rpartition(" ")[0] + "…"


def _links(text: str) -> tuple[str, ...]:
    parts = text.replace("|", " ").replace(";", " ").replace(",http", " http").split()
    return tuple(dict.fromkeys(part.strip(",") for part in parts if part.startswith(("http://", "https://", "www."))))
