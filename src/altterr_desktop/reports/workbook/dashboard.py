"""Describe the dashboard of the workbook: formulas over the sheets, with their values; list nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.domain.dates import is_overdue
from altterr_desktop.domain.meetings import FollowUpState
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.rendering.cells import standing_words
from altterr_desktop.rendering.workbook import (
    CellKind,
    Formula,
    Grid,
    PageSheet,
    SheetColumn,
    Value,
    column_letter,
    column_range,
    first_rows,
)
from altterr_desktop.reports.workbook import subjects

if TYPE_CHECKING:
    from altterr_desktop.reports.workbook.data import WorkbookData


def dashboard(data: WorkbookData) -> PageSheet:
    """Describe the page of figures: by state, by theme, what is to be done, what there is in all."""
    themes = list(dict.fromkeys(subjects.theme_of(one) for one in data.commitments))
    lengths = (len(Standing) + 1, len(themes), 3, 6)
    by_state, by_theme, _to_do, _in_all = first_rows(1, lengths)
    return PageSheet(
        _("Dashboard"),
        _("Where do the commitments stand?"),
        (_("The figures are computed again when the sheets change."),),
        (
            _states(data, by_state),
            _themes(data, themes, by_theme),
            _follow_ups(data),
            _totals(data),
        ),
    )


def _commitment_range(data: WorkbookData, column: int) -> str:
    return column_range(_("Commitments"), column, len(data.commitments))


def _states(data: WorkbookData, first: int) -> Grid:
    states = _commitment_range(data, subjects.STATE_COLUMN)
    standings = [one.standing for one in data.commitments]
    total, last = len(standings), first + len(Standing) - 1
    rows: list[tuple[Value, ...]] = []
    for number, standing in enumerate(Standing, first):
        count = standings.count(standing)
        share = Formula(f"IF(B{last + 1}=0,0,B{number}/B{last + 1})", count / total if total else 0)
        rows.append((standing, Formula(f"COUNTIF({states},A{number})", count), share))
    whole = Formula(f"SUM(C{first}:C{last})", 1 if total else 0)
    rows.append((_("Total"), Formula(f"SUM(B{first}:B{last})", total), whole))
    columns = (
        SheetColumn(_("State"), CellKind.STANDING, 34),
        SheetColumn(_("Number"), CellKind.NUMBER, 12),
        SheetColumn(_("Share"), CellKind.PERCENT, 12),
    )
    return Grid(_("The commitments by state"), columns, tuple(rows), has_total=True)


def _themes(data: WorkbookData, themes: list[str], first: int) -> Grid:
    states = _commitment_range(data, subjects.STATE_COLUMN)
    column = _commitment_range(data, subjects.THEME_COLUMN)
    rows: list[tuple[Value, ...]] = []
    for number, theme in enumerate(themes, first):
        standings = [one.standing for one in data.commitments if subjects.theme_of(one) == theme]
        counts = tuple(
            Formula(
                f'COUNTIFS({column},$A{number},{states},"{standing_words(standing)}")',
                standings.count(standing),
            )
            for standing in Standing
        )
        total = Formula(f"SUM(B{number}:{column_letter(len(Standing))}{number})", len(standings))
        rows.append((theme, *counts, total))
    columns = (
        SheetColumn(_("Theme"), CellKind.TEXT, 34),
        *(SheetColumn(label(standing), CellKind.NUMBER, 12) for standing in Standing),
        SheetColumn(_("Total"), CellKind.NUMBER, 10),
    )
    return Grid(_("By theme"), columns, tuple(rows))


def _follow_ups(data: WorkbookData) -> Grid:
    states = column_range(_("Follow-ups"), subjects.FOLLOW_UP_STATE, len(data.follow_ups))
    dues = column_range(_("Follow-ups"), subjects.FOLLOW_UP_DUE, len(data.follow_ups))
    opened = [one for one in data.follow_ups if one.state is FollowUpState.OPEN]
    word = label(FollowUpState.OPEN)
    day = data.written_on
    limit = f"DATE({day.year},{day.month},{day.day})"
    late = sum(is_overdue(one.due_on, day) for one in opened)
    done = sum(one.state is FollowUpState.DONE for one in data.follow_ups)
    rows: tuple[tuple[Value, ...], ...] = (
        (_("To do"), Formula(f'COUNTIF({states},"{word}")', len(opened))),
        (_("Late on the day of this file"), Formula(f'COUNTIFS({states},"{word}",{dues},"<"&{limit})', late)),
        (_("Completed"), Formula(f'COUNTIF({states},"{label(FollowUpState.DONE)}")', done)),
    )
    columns = (SheetColumn(_("Follow-ups"), CellKind.TEXT, 34), SheetColumn(_("Number"), CellKind.NUMBER, 12))
    return Grid(_("What is to be done"), columns, rows)


def _totals(data: WorkbookData) -> Grid:
    listed = (
        (_("Officials"), len(data.officials)),
        (_("Commitments"), len(data.commitments)),
        (_("Evidence"), len(data.evidence)),
        (_("Meetings"), len(data.meetings)),
        (_("Mobilisations"), len(data.mobilisations)),
        (_("Key dates"), len(data.key_dates)),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (name, Formula(f'COUNTIF({column_range(name, 1, count)},"?*")', count)) for name, count in listed
    )
    columns = (SheetColumn(_("Sheet"), CellKind.TEXT, 34), SheetColumn(_("Lines"), CellKind.NUMBER, 12))
    return Grid(_("What is in this file"), columns, rows)
