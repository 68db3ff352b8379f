"""Say what the table of officials shows of each row, and in which words; it asks for nothing by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.domain.officials import OfficialKind
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import medium_date, relative_day
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import count_words
from altterr_desktop.i18n.numbers import fraction_words
from altterr_desktop.services.fields import today
from altterr_desktop.services.officials import OfficialRow, list_officials
from altterr_desktop.ui.kit.columns import Cell, Column


@dataclass(frozen=True)
class OfficialLine:
    """Hold one official in the words of the table."""

    id: str
    named: tuple[str, str]
    territory: str
    side: str
    carried: tuple[int, int]
    last_meeting: tuple[date | None, int]


def list_lines(dossier: Any, query: Query) -> Page[OfficialLine]:
    """Ask for a page of officials, in the words of the table; used on the worker's thread."""
    page = list_officials(dossier, query)
    return Page(tuple(_line(row) for row in page.rows), page.total)


def columns() -> list[Column]:
    """Describe the columns, in the language in force."""
    return [
        Column("named", _("Name and function"), 20, Cell.TWO_LINES, stretch=True, sort="name"),
        Column("territory", _("Territory"), 13, Cell.MUTED),
        Column("side", _("Side"), 10),
        Column("carried", _("Kept"), 6, sort="commitments", text=_carried, spoken=_spoken_carried),
        Column("last_meeting", _("Last met"), 12, Cell.MUTED, text=_met, tip=_met_tip),
    ]


def _line(row: OfficialRow) -> OfficialLine:
    function = row.function
    if row.kind is OfficialKind.STAFF:
        function = _("Service")
    elif not row.in_office:
        function = " · ".join(part for part in (function, _("no longer in office")) if part)
    return OfficialLine(
        row.id,
        (row.name, function),
        row.territory,
        label(row.side) if row.side is not None else "–",
        (row.kept, row.commitments),
        (row.last_meeting_on, row.commitments),
    )


def _carried(value: tuple[int, int]) -> str:
    kept, carried = value
    return fraction_words(kept, carried) if carried else "–"


def _spoken_carried(value: tuple[int, int]) -> str:
    kept, carried = value
    words = count_words("{count} commitment", "{count} commitments", carried)
    return _("{commitments}, {kept} kept").format(commitments=words, kept=kept)


def _met(value: tuple[date | None, int]) -> str:
    day, _carried_count = value
    return relative_day(day, today()) if day is not None else _("never")


def _met_tip(row: OfficialLine) -> str:
    day = row.last_meeting[0]
    return medium_date(day) if day is not None else _("never met")
