"""Turn the map of stakeholders into a sheet: the field, then the same people in a table."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from altterr_desktop.i18n import _, language_set
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.names import count_words
from altterr_desktop.i18n.numbers import number
from altterr_desktop.rendering import document as doc
from altterr_desktop.rendering import people

if TYPE_CHECKING:
    from altterr_desktop.reports.stakeholder_map.data import StakeholderMapData


def map_document(data: StakeholderMapData) -> doc.Document:
    """Describe the map."""
    with language_set(data.language):
        where = ", ".join(part for part in (data.territory, data.mandate) if part)
        return doc.Document(
            title=f"{_('Map of stakeholders')} – {where}",
            subject=_("Map of stakeholders"),
            author=data.group,
            language=data.language,
            written_on=data.written_on,
            header=_("Map of stakeholders"),
            territory=where,
            state=_("As of {day}").format(day=medium_date(data.written_on)),
            internal=_("Internal, not to be passed on."),
            blocks=(*_field(data), *_table(data)),
            landscape=True,
        )


def _field(data: StakeholderMapData) -> list[doc.Block]:
    cells: dict[tuple[int, int], list[str]] = defaultdict(list)
    for one in data.people:
        cells[one.support, one.influence].append(one.name)
    placed = count_words("{count} person placed", "{count} people placed", len(data.people))
    waiting = count_words("{count} person not placed yet", "{count} people not placed yet", data.unplaced)
    return [
        doc.Heading(_("Map of stakeholders"), 1, opens_page=False),
        doc.Paragraph(f"{placed}. {waiting}.", doc.Tone.MUTED),
        people.PeopleField(
            cells=tuple(people.FieldCell(*place, tuple(names)) for place, names in sorted(cells.items())),
            axes=(_("Support"), _("Influence")),
            ends=(_("1, against"), _("5, for"), _("1, little"), _("5, much")),
            quarters=(_("Keep an eye on"), _("Keep informed, involve"), _("Convince"), _("Ask to act")),
            told=_("Names placed by support and influence; the table that follows holds the same."),
        ),
    ]


def _table(data: StakeholderMapData) -> list[doc.Block]:
    ordered = sorted(data.people, key=lambda one: (-one.influence, -one.support, one.name))
    columns = (
        doc.Column(_("Name"), 2.4, doc.ColumnKind.STRONG),
        doc.Column(_("Function"), 4),
        doc.Column(_("Side"), 1.4),
        doc.Column(_("Support"), 0.8, doc.ColumnKind.NUMBER),
        doc.Column(_("Influence"), 0.8, doc.ColumnKind.NUMBER),
    )
    rows = tuple(
        (one.name, one.function or "–", one.side or "–", number(one.support), number(one.influence))
        for one in ordered
    )
    if not rows:
        return [doc.Paragraph(_("Nobody is placed yet: drag people onto the map first."))]
    return [doc.Heading(_("The same in a table"), 2, opens_page=True), doc.Table(columns, rows)]
