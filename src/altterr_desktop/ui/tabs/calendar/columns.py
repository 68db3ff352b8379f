"""Say what the list of dated things shows of each; it asks for nothing by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import relative_day, short_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.services.calendar import list_calendar
from altterr_desktop.services.calendar_sources import CalendarItem
from altterr_desktop.services.fields import today
from altterr_desktop.ui.kit.columns import Cell, Column
from altterr_desktop.ui.tabs.calendar.words import clock_words, state_word


@dataclass(frozen=True)
class DatedLine:
    """Hold one dated thing in the words of the table."""

    id: str
    day: tuple[str, str]
    kind: str
    named: tuple[str, str]
    state: tuple[str, str]
    territory: str


def list_dated_lines(dossier: Any, query: Query) -> Page[DatedLine]:
    """Ask for a page of dated things, in the words of the table; used on the worker's thread."""
    page = list_calendar(dossier, query)
    return Page(tuple(_line(item) for item in page.rows), page.total)


def dated_columns() -> list[Column]:
    """Describe the table, in the language in force."""
    return [
        Column("day", _("Day"), 17, Cell.TWO_LINES),
        Column("kind", _("What"), 27, Cell.MUTED),
        Column("named", _("Title"), 20, Cell.TWO_LINES, stretch=True, sort="title"),
        Column("state", _("When"), 17, Cell.ALERT, sort="", text=_first),
        Column("territory", _("Territory"), 24, Cell.MUTED),
    ]


def _line(item: CalendarItem) -> DatedLine:
    day = short_date(item.day)
    if item.last_day != item.day:
        day = _("{start} to {end}").format(start=day, end=short_date(item.last_day))
    warning = _("Late") if item.late else ""
    words = relative_day(item.day, today())
    if not item.late and state_word(item):
        words = state_word(item)
    return DatedLine(
        item.key,
        (day, clock_words(item)),
        label(item.kind),
        (item.title, " · ".join(part for part in (item.officials, item.place) if part)),
        (words, warning),
        item.territory,
    )


def _first(value: tuple[str, str] | str) -> str:
    return value[0] if isinstance(value, tuple) else value
