"""Turn an assembly into sheets: its head, the deputies, the delegated councillors, the councillors by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from altterr_desktop.i18n import _, language_set
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import count_words, labelled
from altterr_desktop.i18n.numbers import number
from altterr_desktop.rendering import document as doc
from altterr_desktop.rendering import people

if TYPE_CHECKING:
    from altterr_desktop.domain.officials import Side
    from altterr_desktop.reports.assembly.data import AssemblyData
    from altterr_desktop.services.assembly_chart import Member


def assembly_document(data: AssemblyData) -> doc.Document:
    """Describe the assembly."""
    chart = data.chart
    with language_set(data.language):
        named = f"{label(chart.assembly)}, {chart.territory}"
        return doc.Document(
            title=named,
            subject=_("Assembly"),
            author=data.group,
            language=data.language,
            written_on=data.written_on,
            header=label(chart.assembly),
            territory=", ".join(part for part in (chart.territory, chart.mandate) if part),
            state=_("As of {day}").format(day=medium_date(data.written_on)),
            blocks=(doc.Heading(named, 1, opens_page=False), *_figures(data), *_people(data)),
            landscape=True,
        )


def _figures(data: AssemblyData) -> list[doc.Block]:
    chart = data.chart
    total = count_words("{count} person", "{count} people", chart.total)
    sides = [labelled(_side(side) or _("Side not known"), number(count)) for side, count in chart.sides]
    return [
        doc.Paragraph(" · ".join([part for part in (chart.mandate, total, *sides) if part]), doc.Tone.MUTED)
    ]


def _people(data: AssemblyData) -> list[doc.Block]:
    chart = data.chart
    if not chart.total:
        return [
            doc.Paragraph(_("Nobody is known in this assembly yet: import the register, or add somebody."))
        ]
    blocks: list[doc.Block] = [people.PeopleCards(_tall(chart.heads), centred=True)] if chart.heads else []
    for title, listed in (
        (_("Deputies"), chart.deputies),
        (_("Delegated councillors"), chart.delegated),
    ):
        if listed:
            blocks += [_heading(title, len(listed)), people.PeopleCards(_tall(listed))]
    for side, listed in chart.members:
        words = _side(side)
        title = _("Councillors, {side}").format(side=words.lower()) if words else _("Councillors")
        names = tuple(people.PersonCard(one.name) for one in listed)
        blocks += [_heading(title, len(listed)), people.PeopleCards(names, small=True)]
    return blocks


def _heading(title: str, count: int) -> doc.Heading:
    return doc.Heading(f"{title} ({number(count)})", 3)


def _tall(members: Iterable[Member]) -> tuple[people.PersonCard, ...]:
    return tuple(
        people.PersonCard(
            one.name,
            one.delegation or one.function,
            one.function if one.delegation else "",
            _side(one.side),
        )
        for one in members
    )


def _side(side: Side | None) -> str:
    return label(side) if side is not None else ""
