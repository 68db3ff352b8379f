"""Say what the table of commitments shows of each row, and in which words; it asks for nothing by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.domain.dates import Precision
from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.i18n import _, ngettext, pgettext
from altterr_desktop.i18n.dates import deadline_words, medium_date, short_date
from altterr_desktop.i18n.labels import label, short_label
from altterr_desktop.i18n.names import count_words
from altterr_desktop.i18n.numbers import number
from altterr_desktop.i18n.parsing import ParsedDate
from altterr_desktop.services.commitment_groups import GroupHead, list_grouped
from altterr_desktop.services.commitments import CommitmentRow, list_commitments
from altterr_desktop.ui.kit.columns import Cell, Column, GroupRow


@dataclass(frozen=True)
class ListRow:
    """Hold one commitment in the words of the table; `source` is what the words were made of."""

    id: str
    number: str
    named: tuple[str, str]
    theme: str
    official: str
    territory: str
    document: str
    level: str
    deadline: tuple[str, str]
    deadline_said: str
    standing: Standing
    decided_on: date | None
    evidence_count: int
    source: CommitmentRow

    @property
    def parsed_deadline(self) -> ParsedDate | None:
        """Give the deadline as a field of dates takes it."""
        row = self.source
        return ParsedDate(row.deadline, row.deadline_precision) if row.deadline is not None else None


def list_rows(dossier: Any, query: Query) -> Page[ListRow | GroupRow]:
    """Ask for a page of commitments, in the words of the table; used on the worker's thread."""
    if not query.group:
        page = list_commitments(dossier, query)
        return Page(tuple(list_row(row) for row in page.rows), page.total)
    grouped = list_grouped(dossier, query)
    rows = tuple(_head(row) if isinstance(row, GroupHead) else list_row(row) for row in grouped.rows)
    return Page(rows, grouped.total, grouped.records)


def commitments_counted(count: int) -> str:
    """Say how many commitments there are."""
    return ngettext("{count} commitment", "{count} commitments", count).format(count=number(count))


def list_row(row: CommitmentRow) -> ListRow:
    """Write one commitment in the words of the table."""
    under = " · ".join(part for part in (row.theme, row.official) if part)
    return ListRow(
        row.id,
        row.number,
        (row.title, under),
        row.theme or "–",
        row.official or "–",
        row.territory or "–",
        row.document or "–",
        number(row.level) if row.level is not None else "–",
        (_deadline(row), _("Late") if row.late else ""),
        row.deadline_words.strip() or _deadline(row),
        row.standing,
        row.decided_on,
        row.evidence_count,
        row,
    )


def _head(head: GroupHead) -> GroupRow:
    return GroupRow(head.key, head.name, commitments_counted(head.count), head.folded)


def _deadline(row: CommitmentRow) -> str:
    """Write a deadline in the few characters a column has; the words it was promised in are in the tip."""
    if row.deadline_precision is Precision.MANDATE:
        return _("end of the mandate")
    if row.deadline is None:
        return row.deadline_words.strip() or "–"
    if row.deadline_precision is Precision.DAY:
        return short_date(row.deadline)
    if row.deadline_precision is Precision.NONE:
        return row.deadline_words.strip() or short_date(row.deadline)
    return deadline_words(row.deadline, row.deadline_precision)


def columns() -> list[Column]:
    """Describe the columns, in the language in force."""
    return [
        Column("number", _("No."), 4, Cell.MUTED, editable=True),
        Column("named", _("Commitment"), 20, Cell.TWO_LINES, stretch=True, sort="title", editable=True),
        Column("theme", _("Theme"), 18, editable=True, optional=True),
        Column("official", _("Official"), 18, editable=True, optional=True),
        Column("territory", _("Territory"), 18, optional=True),
        Column("document", _("Document"), 20, optional=True),
        Column("level", _("Level"), 6, align=Qt.AlignmentFlag.AlignRight, optional=True),
        Column("deadline", _("Deadline"), 15, Cell.ALERT, text=_first, tip=_said, editable=True),
        Column("standing", _("State"), 17, Cell.STANDING, text=short_label, spoken=label),
        Column("decided_on", _("Checked on"), 10, Cell.MUTED, text=_day, spoken=_spoken_day),
        Column(
            "evidence_count",
            pgettext("several", "Evidence"),
            7,
            align=Qt.AlignmentFlag.AlignRight,
            text=lambda count: number(count) if count else "–",
            spoken=lambda count: count_words(
                "{count} piece of evidence", "{count} pieces of evidence", count
            ),
        ),
    ]


def _said(row: ListRow) -> str:
    return row.deadline_said


def _first(value: tuple[str, str] | str) -> str:
    return value[0] if isinstance(value, tuple) else value


def _day(day: date | None) -> str:
    return short_date(day) if day is not None else "–"


def _spoken_day(day: date | None) -> str:
    return medium_date(day) if day is not None else _("never")
