"""Turn the comparison into pages and sheets: states with their denominators, and what not to conclude; pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from altterr_desktop.domain.commitments import (
    STANDINGS_ADVANCING,
    STANDINGS_ON_SCALE,
    STANDINGS_STUCK,
    Standing,
)
from altterr_desktop.domain.territories import TerritoryKind
from altterr_desktop.i18n import _, language_set, msgid
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.numbers import fraction_words, number
from altterr_desktop.rendering import document as doc
from altterr_desktop.rendering.workbook import CellKind, Grid, PageSheet, SheetColumn, TableSheet, Workbook

if TYPE_CHECKING:
    from altterr_desktop.reports.comparison.data import ComparisonData
    from altterr_desktop.services.comparison import ComparedKind, ComparedTerritory

_KINDS = {
    TerritoryKind.COMMUNE: msgid("Communes"),
    TerritoryKind.EPCI: msgid("Intercommunalities"),
    TerritoryKind.DEPARTMENT: msgid("Departments"),
    TerritoryKind.REGION: msgid("Regions"),
}
_WARNINGS = (
    msgid(
        "Promises differ from one territory to the next: in number, in ambition, in precision. A territory that "
        "promised little and did it is not ahead of one that promised much and is on its way."
    ),
    msgid(
        "Each share is of the commitments judged on the scale. Those not assessed yet and those off the scale are "
        "counted beside it: not assessed is not undone."
    ),
    msgid(
        "Only territories of the same kind are set beside each other, and nobody is ranked: they go by name."
    ),
)


def comparison_document(data: ComparisonData) -> doc.Document:
    """Describe the comparison, one kind of territory after the other."""
    with language_set(data.language):
        return doc.Document(
            title=_("Comparison of territories"),
            subject=_("States of commitments by territory"),
            author=data.group,
            language=data.language,
            written_on=data.written_on,
            header=_("Comparison of territories"),
            territory=data.group,
            state=_("As of {day}").format(day=medium_date(data.written_on)),
            blocks=tuple(_blocks(data)),
        )


def _blocks(data: ComparisonData) -> Iterator[doc.Block]:
    yield doc.Band(
        _("Where commitments stand"), _("Comparison of territories"), data.group, medium_date(data.written_on)
    )
    yield doc.Panel(
        (doc.Bullets(tuple(_(text) for text in _WARNINGS), marker="•"),),
        _("Before reading"),
        doc.PanelTone.SAND,
    )
    if not data.kinds:
        yield doc.Paragraph(_("No followed territory has commitments yet."))
    for kind in data.kinds:
        yield doc.Heading(_(_KINDS[kind.kind]), 2, kind.kind.value, opens_page=False)
        yield _table(kind)
        for one in kind.territories:
            counts = tuple(doc.Count(standing, count) for standing, count in one.counts.items())
            yield doc.StandingBar(counts, _named(one), legend=False, slim=True)
        yield doc.Legend(tuple(dict.fromkeys(state for one in kind.territories for state in one.counts)))


def _named(one: ComparedTerritory) -> str:
    return " · ".join(part for part in (one.name, one.mandate, one.group) if part)


def _table(kind: ComparedKind) -> doc.Table:
    columns = (
        doc.Column(_("Territory"), 3, doc.ColumnKind.STRONG),
        doc.Column(_("Group"), 2.2, doc.ColumnKind.MUTED),
        doc.Column(_("Inhabitants"), 1.4, doc.ColumnKind.NUMBER),
        doc.Column(_("Commitments"), 1.5, doc.ColumnKind.NUMBER),
        doc.Column(_("Done"), 1.6, doc.ColumnKind.NUMBER),
        doc.Column(_("Moving"), 1.6, doc.ColumnKind.NUMBER),
        doc.Column(_("Stuck"), 1.6, doc.ColumnKind.NUMBER),
        doc.Column(_("Not assessed"), 1.4, doc.ColumnKind.NUMBER),
        doc.Column(_("Off the scale"), 1.4, doc.ColumnKind.NUMBER),
    )
    return doc.Table(columns, tuple(_row(one) for one in kind.territories))


def _row(one: ComparedTerritory) -> tuple[doc.Cell, ...]:
    moving = sum(one.number(standing) for standing in STANDINGS_ADVANCING if standing is not Standing.DONE)
    stuck = sum(one.number(standing) for standing in STANDINGS_STUCK)
    return (
        f"{one.name} ({one.mandate})" if one.mandate else one.name,
        one.group or "–",
        number(one.population) if one.population is not None else "–",
        number(one.total),
        *(
            fraction_words(part, one.judged) if one.judged else "–"
            for part in (one.number(Standing.DONE), moving, stuck)
        ),
        number(one.not_assessed),
        number(one.off_scale),
    )


def comparison_workbook(data: ComparisonData) -> Workbook:
    """Describe the comparison as a workbook: what not to conclude first, then one sheet for each kind."""
    with language_set(data.language):
        warning = SheetColumn(_("Before reading"), CellKind.LONG_TEXT, 100)
        page = PageSheet(
            _("Before reading"),
            _("Comparison of territories"),
            (data.group, medium_date(data.written_on)),
            (Grid(_("Before reading"), (warning,), tuple((_(text),) for text in _WARNINGS)),),
        )
        return Workbook(
            title=_("Comparison of territories"),
            subject=_("States of commitments by territory"),
            author=data.group,
            language=data.language,
            written_on=data.written_on,
            territory=data.group,
            sheets=(page, *(_sheet(kind) for kind in data.kinds)),
        )


def _sheet(kind: ComparedKind) -> TableSheet:
    states = (*STANDINGS_ON_SCALE, Standing.NOT_MEASURABLE, Standing.OUTSIDE_COMPETENCE, Standing.VOID)
    columns = (
        SheetColumn(_("Territory"), CellKind.TEXT, 28),
        SheetColumn(_("Group"), CellKind.TEXT, 28),
        SheetColumn(_("Mandate"), CellKind.TEXT, 14),
        SheetColumn(_("Inhabitants"), CellKind.NUMBER, 12),
        SheetColumn(_("Commitments"), CellKind.NUMBER, 14),
        SheetColumn(_("Judged on the scale"), CellKind.NUMBER, 18),
        *(SheetColumn(label(state), CellKind.NUMBER, 16) for state in states),
        SheetColumn(label(Standing.NOT_ASSESSED), CellKind.NUMBER, 16),
        SheetColumn(_("Done, of those judged"), CellKind.PERCENT, 18),
    )
    rows = [
        (
            one.name,
            one.group,
            one.mandate,
            one.population,
            one.total,
            one.judged,
            *(one.number(state) for state in states),
            one.not_assessed,
            one.number(Standing.DONE) / one.judged if one.judged else None,
        )
        for one in kind.territories
    ]
    return TableSheet(_(_KINDS[kind.kind]), columns, rows)
