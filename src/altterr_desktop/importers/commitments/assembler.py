"""Turn the rows of a list into drafts of commitments, axes above actions; must not open a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from altterr_desktop.domain.dates import Precision
from altterr_desktop.domain.drafts import CommitmentDraft
from altterr_desktop.i18n import _
from altterr_desktop.importers.commitments.fields import AXES, Field
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
from altterr_desktop.importers.files.problems import Problem, excerpt_of
from altterr_desktop.importers.files.table import Row, Table
from altterr_desktop.importers.files.words import label_of

_TITLE_LENGTH = 200
_UNSURE = 0.75


class Assembler:
    """Turn rows into drafts, and axes into their parents."""

    def __init__(
        self,
        table: Table,
        columns: Mapping[Field, tuple[int, ...]],
        today: date,
        identifier: int | None = None,
    ) -> None:
        self._columns = columns
        self._identifier = identifier
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
                self._problems.add(
                    Problem(row.line, _("This line has neither title nor text: it was left out."))
                )
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
                self._problems.add(
                    Problem(self._drafts[index].line, reason, column, excerpt_of(name), kept=True)
                )
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
                axis = CommitmentDraft(
                    row.line, title[:_TITLE_LENGTH], is_axis=True, parent=parent, number=number
                )
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
            self._drafts.append(CommitmentDraft(row.line, _shortened(short), parent=axis, number=number))
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
            record_id=text_of(row.cells[self._identifier]) if self._identifier is not None else "",
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
        if self._identifier is not None:
            # Our own workbook: the words of a state are ours, and no verdict is made of them.
            return replace(draft, status_words=words)
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
    return tuple(
        dict.fromkeys(part.strip(",") for part in parts if part.startswith(("http://", "https://", "www.")))
    )
