"""Turn the figures of the meetings into sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from altterr_desktop.i18n import _, language_set
from altterr_desktop.rendering.workbook import CellKind, SheetColumn, TableSheet, Value, Workbook
from altterr_desktop.reports.meeting_statistics.words import header, hours_of
from altterr_desktop.services.meeting_statistics import PromiseFate, StatisticsRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from altterr_desktop.reports.meeting_statistics.data import StatisticsData


def statistics_workbook(data: StatisticsData) -> Workbook:
    """Describe the workbook: a sheet by official, by theme, by year."""
    with language_set(data.language):
        found = data.statistics
        return Workbook(
            title=f"{_('Figures of the meetings')} – {data.territory}",
            subject=_("Figures of the meetings"),
            author=data.group,
            language=data.language,
            written_on=data.written_on,
            territory=data.territory,
            sheets=(
                _sheet(_("By official"), _("Official or service"), found.officials),
                _sheet(_("By theme"), _("Theme"), found.themes),
                _sheet(_("By year"), _("Year"), found.years),
            ),
        )


def _sheet(name: str, first: str, rows: Sequence[StatisticsRow]) -> TableSheet:
    titles = header(first)
    kinds: tuple[CellKind, ...] = (
        CellKind.TEXT,
        CellKind.NUMBER,
        CellKind.DECIMAL,
        CellKind.DATE,
        CellKind.NUMBER,
    )
    kinds += (CellKind.NUMBER,) * len(PromiseFate)
    columns = tuple(
        SheetColumn(title, kind, 34 if kind is CellKind.TEXT else 13)
        for title, kind in zip(titles, kinds, strict=True)
    )
    return TableSheet(name, columns, tuple(_line(row) for row in rows))


def _line(row: StatisticsRow) -> tuple[Value, ...]:
    fates = tuple(row.promises.get(fate, 0) for fate in PromiseFate)
    return (row.name, row.meetings, hours_of(row), row.last_on, row.promised, *fates)
