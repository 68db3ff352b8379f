"""Turn the list of officials into a sheet."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from altterr_desktop.i18n import _, language_set
from altterr_desktop.rendering.workbook import CellKind, SheetColumn, TableSheet, Workbook

if TYPE_CHECKING:
    from altterr_desktop.reports.officials.data import OfficialsData

Cell = str | int | date | None


def columns() -> tuple[SheetColumn, ...]:
    """Describe the columns, in the language in force."""
    return (
        SheetColumn(_("Name"), CellKind.TEXT, 28),
        SheetColumn(_("Kind"), CellKind.TEXT, 18),
        SheetColumn(_("Function"), CellKind.LONG_TEXT, 40),
        SheetColumn(_("Territory"), CellKind.TEXT, 28),
        SheetColumn(_("Majority or opposition"), CellKind.TEXT, 16),
        SheetColumn(_("In office"), CellKind.TEXT, 10),
        SheetColumn(_("Commitments"), CellKind.NUMBER, 12),
        SheetColumn(_("Kept"), CellKind.NUMBER, 10),
        SheetColumn(_("Last met"), CellKind.DATE, 13),
    )


def csv_rows(data: OfficialsData) -> tuple[tuple[Cell, ...], ...]:
    """Give the lines of the table, in the language in force."""
    return tuple(
        (
            one.name,
            one.kind,
            one.function,
            one.territory,
            one.side or None,
            _("yes") if one.in_office else _("no"),
            one.commitments,
            one.kept,
            one.last_meeting_on,
        )
        for one in data.rows
    )


def officials_workbook(data: OfficialsData) -> Workbook:
    """Describe the workbook."""
    with language_set(data.language):
        return Workbook(
            title=f"{_('Officials')} – {data.territory}",
            subject=_("Officials"),
            author=data.group,
            language=data.language,
            written_on=data.written_on,
            territory=data.territory,
            sheets=(TableSheet(_("Officials"), columns(), csv_rows(data)),),
        )
