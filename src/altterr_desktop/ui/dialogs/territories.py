"""Describe territories found in the reference as one line each, for pickers; it chooses none."""

from __future__ import annotations

from collections.abc import Sequence

from altterr_desktop.domain.territories import TerritoryKind
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.numbers import number
from altterr_desktop.settings.places import Place, search_places
from altterr_desktop.ui.kit.popup_list import Found

_ICONS = {"commune": "home", "epci": "network", "departement": "map", "region": "globe"}
_MOST = 24


def search_territories(words: str) -> Sequence[Found]:
    """Search by name or code, accents and case left aside; called on the worker's thread."""
    return [found_place(place) for place in search_places(words, limit=_MOST)]


def warm_up() -> None:
    """Read the reference once, so that the first key is answered at once; called on the worker's thread."""
    search_places("a", limit=1)


def found_place(place: Place) -> Found:
    """Write a place as an answer: its name, then what tells it from its namesakes."""
    name = f"{place.name} ({place.code})"
    if place.matched_name:
        name = _("{place}, which took in {former}").format(place=name, former=place.matched_name)
    return Found(place.kind, place.code, name, place_details(place), _ICONS.get(place.kind, "map-pin"))


def place_details(place: Place) -> str:
    """Write what a place is: kind, département, intercommunality, population."""
    kind = label(TerritoryKind(place.kind))
    parts = [kind]
    if place.department_name and place.kind != "departement":
        parts.append(place.department_name)
    if place.epci_name and place.kind == "commune":
        parts.append(place.epci_name)
    if place.population:
        parts.append(_("{count} inhabitants").format(count=number(place.population)))
    return " · ".join(parts)
