"""Say what the table of commitments shows of each row, and in which words; it asks for nothing by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import Qt

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.domain.dates import Precision
from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.i18n import _, pgettext
from altterr_desktop.i18n.dates import deadline_words, medium_date, short_date
from altterr_desktop.i18n.labels import label, short_label
from altterr_desktop.i18n.names import count_words
from altterr_desktop.i18n.numbers import number
from altterr_desktop.services.commitments import CommitmentRow, list_commitments
from altterr_desktop.ui.kit.columns import Cell, Column


@dataclass(frozen=True)
class ListRow:
    """Hold one commitment in the words of the table."""

    id: str
    number: str
    named: tuple[str, str]
    deadline: tuple[str, str]
    standing: Standing
    decided_on: date | None
    evidence_count: int


def list_rows(dossier: Any, query: Query) -> Page[ListRow]:
    """Ask for a page of commitments, in the words of the table; used on the worker's thread."""
    page = list_commitments(dossier, query)
    return Page(tuple(_row(row) for row in page.rows), page.total)


def _row(row: CommitmentRow) -> ListRow:
    under = " · ".join(part for part in (row.theme, row.official) if part)
    words = _deadline(row)
    return ListRow(
        row.id,
        row.number,
        (row.title, under),
        (words, _("Late") if row.late else ""),
        row.standing,
        row.decided_on,
        row.evidence_count,
    )


def _deadline(row: CommitmentRow) -> str:
    if row.deadline_words.strip():
        return row.deadline_words.strip()
    if row.deadline is not None and row.deadline_precision is Precision.DAY:
        return short_date(row.deadline)
    if row.deadline is None and row.deadline_precision is not Precision.MANDATE:
        return "–"
    return deadline_words(row.deadline, row.deadline_precision)


def columns() -> list[Column]:
    """Describe the columns, in the language in force."""
    return [
        Column("number", _("No."), 3, Cell.MUTED),
        Column("named", _("Commitment"), 20, Cell.TWO_LINES, stretch=True, sort="title"),
        Column("deadline", _("Deadline"), 14, Cell.ALERT, text=_first),
        Column("standing", _("State"), 17, Cell.STANDING, text=short_label, spoken=label),
        Column("decided_on", _("Checked on"), 10, Cell.MUTED, text=_day, spoken=_spoken_day),
        Column(
            "evidence_count",
            pgettext("several", "Evidence"),
            7,
            align=Qt.AlignmentFlag.AlignRight,
            sort="",
            text=lambda count: number(count) if count else "–",
            spoken=lambda count: count_words(
                "{count} piece of evidence", "{count} pieces of evidence", count
            ),
        ),
    ]


def _first(value: tuple[str, str] | str) -> str:
    return value[0] if isinstance(value, tuple) else value


def _day(day: date | None) -> str:
    return short_date(day) if day is not None else "–"


def _spoken_day(day: date | None) -> str:
    return medium_date(day) if day is not None else _("never")
