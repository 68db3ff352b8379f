"""Offer what the list of officials can be narrowed by; the list itself asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QComboBox

from altterr_desktop.domain.officials import OfficialKind, Side
from altterr_desktop.domain.territories import Assembly
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import count_words
from altterr_desktop.services.choices import read_choices
from altterr_desktop.services.officials import list_official_mandates, list_official_territories
from altterr_desktop.ui.kit.filter_bar import Choice, Filter
from altterr_desktop.ui.kit.filter_lists import ListFilter

_SILENCES = (3, 6, 12)


@dataclass(frozen=True)
class FilterLists:
    """Hold what the lists of a dossier offer, as (id, words)."""

    territories: Sequence[tuple[str, str]]
    mandates: Sequence[tuple[str, str]]
    volunteers: Sequence[tuple[str, str]]


def read_filters(dossier: Any) -> FilterLists:
    """Read what the lists offer; used on the worker's thread."""
    return FilterLists(
        list_official_territories(dossier),
        list_official_mandates(dossier),
        tuple((one.id, one.text) for one in read_choices(dossier).volunteers),
    )


def chips() -> tuple[Filter, ...]:
    """Describe the chips: who is in office, and the services."""
    return (
        Filter("in_office", _("In office"), (Choice("yes", _("In office")), Choice("no", _("Former")))),
        Filter("kind", _("Services"), (Choice(OfficialKind.STAFF.value, _("Services")),)),
    )


class PeopleFilters:
    """Build the lists: their title is shown while they narrow nothing."""

    def __init__(self) -> None:
        self.territories = _list("territory", _("Territory"))
        self.mandates = _list("mandate", _("Mandate"))
        self.sides = _list("side", _("Side"))
        self.sides.set_choices([(side.value, label(side)) for side in Side])
        self.assemblies = _list("assembly", _("Assembly"))
        self.assemblies.set_choices([(one.value, label(one)) for one in Assembly])
        self.silences = _list("without_contact", _("Without contact"))
        self.silences.set_choices([(str(months), _silence_words(months)) for months in _SILENCES])
        self.links = _list("link", _("Our link"))
        self.lists = (
            self.territories,
            self.assemblies,
            self.mandates,
            self.sides,
            self.silences,
            self.links,
        )

    def show(self, found: FilterLists) -> None:
        """Offer what the dossier has."""
        for one, choices, least in (
            (self.territories, found.territories, 2),
            # One mandate a territory narrows no further than the territory.
            (self.mandates, found.mandates, len(found.territories) + 1),
            (self.links, found.volunteers, 1),
        ):
            one.set_choices(choices)
            one.setVisible(len(choices) >= least)


def _list(name: str, title: str) -> ListFilter:
    made = ListFilter(name, title, title)
    # As wide as its title: six of them stand in one row, and the choices open wider than the list is.
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(1)
    metrics = made.fontMetrics()
    made.setMinimumWidth(metrics.horizontalAdvance(title) + round(metrics.height() * 3.2))
    made.view().setMinimumWidth(metrics.averageCharWidth() * 34)
    return made


def _silence_words(months: int) -> str:
    return count_words("For {count} month", "For {count} months", months)
