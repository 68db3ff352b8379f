"""Describe the columns of the list of mobilisations, and the row they show; it decides no rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.domain.mobilisations import MobilisationState
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import relative_day, short_date
from altterr_desktop.i18n.labels import label, short_label
from altterr_desktop.i18n.names import count_words
from altterr_desktop.i18n.numbers import fraction_words, percent
from altterr_desktop.services.declarations import DeclarationState, declaration_of
from altterr_desktop.services.fields import today
from altterr_desktop.services.mobilisations import MobilisationRow, list_mobilisations
from altterr_desktop.ui.kit.columns import Cell, Column

_OVER = (MobilisationState.DONE, MobilisationState.CANCELLED)


@dataclass(frozen=True)
class ShownRow:
    """Hold one line as it is shown."""

    id: str
    when: tuple[str, str]
    named: tuple[str, str]
    state: MobilisationState
    people: str
    share: float | None


def list_shown(dossier: Any, query: Query) -> Page[ShownRow]:
    """List mobilisations as they are shown; called on the dossier's thread."""
    page = list_mobilisations(dossier, query)
    return Page(tuple(_shown(row, today()) for row in page.rows), page.total)


def _shown(row: MobilisationRow, day: date) -> ShownRow:
    when = (
        (short_date(row.happens_on), relative_day(row.happens_on, day))
        if row.happens_on
        else (_("no date"), "")
    )
    alert = alert_words(row, day)
    filled = row.people_needed - row.people_missing
    return ShownRow(
        id=row.id,
        when=when,
        named=(row.title, " · ".join(part for part in (alert, short_label(row.kind), row.place) if part)),
        state=row.state,
        people=fraction_words(filled, row.people_needed) if row.people_needed else "",
        share=row.done / row.to_do if row.to_do else None,
    )


def alert_words(row: MobilisationRow, day: date) -> str:
    """Say what presses: a declaration to file, or steps of the plan gone by; «» for nothing."""
    if row.state in _OVER:
        return ""
    if (
        row.on_public_road
        and row.happens_on is not None
        and row.declared_on is None
        and row.happens_on >= day
    ):
        found = declaration_of(row.happens_on, day=day)
        if found.state is DeclarationState.TOO_LATE:
            return "⚠ " + _("too late to declare")
        if found.state in {DeclarationState.OPEN, DeclarationState.PRESSING}:
            return "⚠ " + _("declare by {day}").format(day=short_date(found.safe_last))
    return "⚠ " + count_words("{count} late", "{count} late", row.late_steps) if row.late_steps else ""


def mobilisation_columns() -> list[Column]:
    """Give the columns: day, title over kind and place, what presses, state, people, what is done."""
    return [
        Column("when", _("Date"), 12, Cell.TWO_LINES, sort="date", spoken=", ".join),
        Column("named", _("Mobilisation"), 22, Cell.TWO_LINES, stretch=True, sort="title"),
        Column("state", _("State"), 9, Cell.MUTED, sort="", text=short_label, spoken=label),
        Column("people", _("People"), 8, sort=""),
        Column("share", _("Done"), 9, Cell.PROGRESS, sort="", text=_share_words),
    ]


def _share_words(share: float | None) -> str:
    return "" if share is None else percent(round(share * 100), 100)
