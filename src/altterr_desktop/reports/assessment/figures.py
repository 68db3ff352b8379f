"""Turn an assessment's data into a workbook: figures with formulas, commitments, evidence, scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from altterr_desktop.domain.commitments import STANDINGS_ON_SCALE, Standing
from altterr_desktop.i18n import _, language_set
from altterr_desktop.i18n.dates import deadline_words, medium_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.rendering.cells import standing_words
from altterr_desktop.rendering.workbook import (
    CellKind,
    Formula,
    Grid,
    PageSheet,
    SheetColumn,
    TableSheet,
    Value,
    Workbook,
    column_letter,
    column_range,
    first_rows,
)
from altterr_desktop.reports.assessment.content import theme_of, title_of
from altterr_desktop.reports.assessment.essential import time_left, truth
from altterr_desktop.reports.assessment.method import MEANINGS

if TYPE_CHECKING:
    from altterr_desktop.reports.assessment.data import AssessmentData, CommitmentShown

_STATE, _THEME = 3, 2  # columns of the sheet of commitments, from 0


def assessment_workbook(data: AssessmentData) -> Workbook:
    """Describe the workbook of an assessment."""
    with language_set(data.language):
        return Workbook(
            title=title_of(data),
            subject=_("Mid-term assessment"),
            author=data.group,
            language=data.language,
            written_on=data.as_of,
            territory=data.territory,
            sheets=(_readme(data), _dashboard(data), _commitments(data), _evidence(data), _scale(data)),
        )


def _readme(data: AssessmentData) -> PageSheet:
    lines = (
        f"{data.territory} – {data.group}",
        _("Figures as of {day}.").format(day=medium_date(data.as_of)),
        truth(data),
        *((time_left(data.as_of, data.mandate_end),) if data.mandate_end else ()),
        _("“Not assessed” says nothing of what was done: we have not looked yet."),
        _("The dashboard counts the sheet of commitments: change a state there and its figures follow."),
    )
    return PageSheet(_("Read me"), title_of(data), lines)


def _dashboard(data: AssessmentData) -> PageSheet:
    total = len(data.commitments)
    states = column_range(_("Commitments"), _STATE, total)
    rows: list[tuple[Value, ...]] = []
    first, first_theme = first_rows(1, (len(Standing) + 1, len(data.themes)))
    for index, (standing, number) in enumerate(data.counts.items()):
        count = Formula(f"COUNTIF({states},A{first + index})", number)
        share = Formula(
            f"IF(B{first + len(Standing)}=0,0,B{first + index}/B{first + len(Standing)})",
            number / total if total else 0,
        )
        rows.append((standing, count, share))
    last = first + len(Standing) - 1
    rows.append(
        (
            _("Total"),
            Formula(f"SUM(B{first}:B{last})", total),
            Formula(f"SUM(C{first}:C{last})", 1 if total else 0),
        )
    )
    by_state = Grid(
        _("The commitments by state"),
        (
            SheetColumn(_("State"), CellKind.STANDING, 32),
            SheetColumn(_("Number"), CellKind.NUMBER, 12),
            SheetColumn(_("Share"), CellKind.PERCENT, 12),
        ),
        tuple(rows),
        has_total=True,
    )
    line = _("The figures are computed again when the sheet of commitments changes.")
    return PageSheet(
        _("Dashboard"),
        _("Where do the commitments stand?"),
        (line,),
        (by_state, _themes(data, states, first_theme)),
    )


def _themes(data: AssessmentData, states: str, first: int) -> Grid:
    themes = column_range(_("Commitments"), _THEME, len(data.commitments))
    rows: list[tuple[Value, ...]] = []
    for index, (theme, commitments) in enumerate(data.themes.items()):
        number = first + index
        standings = [one.standing for one in commitments]
        counts = tuple(
            Formula(
                f'COUNTIFS({themes},$A{number},{states},"{standing_words(standing)}")',
                standings.count(standing),
            )
            for standing in Standing
        )
        total = Formula(f"SUM(B{number}:{column_letter(len(Standing))}{number})", len(commitments))
        rows.append((theme_of(theme), *counts, total))
    columns = (
        SheetColumn(_("Theme"), CellKind.TEXT, 32),
        *(SheetColumn(label(standing), CellKind.NUMBER, 12) for standing in Standing),
        SheetColumn(_("Total"), CellKind.NUMBER, 10),
    )
    return Grid(_("By theme"), columns, tuple(rows))


def _commitments(data: AssessmentData) -> TableSheet:
    columns = (
        SheetColumn(_("No."), CellKind.TEXT, 7),
        SheetColumn(_("Commitment"), CellKind.LONG_TEXT, 36),
        SheetColumn(_("Theme"), CellKind.LONG_TEXT, 20),
        SheetColumn(_("State"), CellKind.STANDING, 28),
        SheetColumn(_("What was promised"), CellKind.LONG_TEXT, 44),
        SheetColumn(_("What we see"), CellKind.LONG_TEXT, 54),
        SheetColumn(_("Next step"), CellKind.LONG_TEXT, 36),
        SheetColumn(_("In charge"), CellKind.LONG_TEXT, 20),
        SheetColumn(_("Deadline"), CellKind.DATE, 12),
        SheetColumn(_("Deadline in words"), CellKind.TEXT, 24),
        SheetColumn(_("Checked on"), CellKind.DATE, 12),
        SheetColumn(_("Proof"), CellKind.TEXT, 22),
        SheetColumn(_("Evidence"), CellKind.NUMBER, 10),
        SheetColumn(_("Reply of the authority"), CellKind.LONG_TEXT, 40),
    )
    return TableSheet(_("Commitments"), columns, [_row(one) for one in data.commitments])


def _row(one: CommitmentShown) -> tuple[Value, ...]:
    return (
        one.number,
        one.title,
        theme_of(one.theme),
        one.standing,
        one.verbatim,
        one.findings,
        one.next_step,
        one.in_charge,
        one.deadline,
        deadline_words(one.deadline, one.precision, one.deadline_text),
        one.checked_on,
        label(one.proof) if one.proof else None,
        len(one.evidence),
        one.reply.text if one.reply else None,
    )


def _evidence(data: AssessmentData) -> TableSheet:
    columns = (
        SheetColumn(_("No."), CellKind.TEXT, 8),
        SheetColumn(_("Commitment"), CellKind.LONG_TEXT, 40),
        SheetColumn(_("Kind"), CellKind.TEXT, 20),
        SheetColumn(_("Document"), CellKind.LONG_TEXT, 50),
        SheetColumn(_("Publisher"), CellKind.TEXT, 26),
        SheetColumn(_("Date"), CellKind.DATE, 12),
        SheetColumn(_("Page"), CellKind.TEXT, 8),
        SheetColumn(_("Address"), CellKind.TEXT, 40),
    )
    rows: list[tuple[Value, ...]] = [
        (
            f"{one.number}.{place}",
            one.title,
            label(item.kind),
            item.title,
            item.publisher,
            item.dated_on,
            item.page,
            item.url,
        )
        for one in data.commitments
        for place, item in enumerate(one.evidence, 1)
    ]
    return TableSheet(_("Evidence"), columns, rows)


def _scale(data: AssessmentData) -> PageSheet:
    rows: list[tuple[Value, ...]] = [
        (
            standing,
            MEANINGS[standing](),
            data.scale.points[standing] / 100 if standing in STANDINGS_ON_SCALE else _("not counted"),
        )
        for standing in Standing
    ]
    figures = data.score
    counted: list[tuple[Value, ...]] = [
        (_("Counted: assessed on the scale"), figures.counted),
        (_("Left out: off the scale"), figures.off_scale),
        (_("Left out: not assessed yet"), figures.not_assessed),
    ]
    return PageSheet(
        _("Method"),
        _("Method"),
        (
            _(
                "Each commitment has one state. A state on the scale gives points; the points are divided"
                " by the number of commitments counted."
            ),
        ),
        (
            Grid(
                _("The scale"),
                (
                    SheetColumn(_("State"), CellKind.STANDING, 32),
                    SheetColumn(_("Meaning"), CellKind.TEXT, 60),
                    SheetColumn(_("Points"), CellKind.DECIMAL, 14),
                ),
                tuple(rows),
            ),
            Grid(
                _("What is counted"),
                (
                    SheetColumn(_("Commitments"), CellKind.TEXT, 32),
                    SheetColumn(_("Number"), CellKind.NUMBER, 12),
                ),
                tuple(counted),
            ),
        ),
    )
