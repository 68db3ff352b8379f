"""Say what the list of commitments can be narrowed by, and name what was asked for from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QComboBox

from altterr_desktop.domain.commitments import Standing, Weakness
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.services.choices import Choices, names_of
from altterr_desktop.ui.kit.filter_bar import Choice, Filter
from altterr_desktop.ui.kit.filter_lists import ListFilter, ListFilterBar
from altterr_desktop.ui.kit.operations import Operations

# What has a chip; every other state is reached by the views, the groups and the dashboard.
_CHIPS = (Standing.NOT_ASSESSED, Standing.DONE, Standing.IN_PROGRESS)
_CHARS = 15
# The filters whose values are ids, and the kind of record they name.
_KIND_OF_FILTER = {
    "official": "official",
    "document": "pledge_document",
    "parent": "commitment",
    "theme": "theme",
    "territory": "territory",
}


def chips() -> tuple[Filter, ...]:
    """Describe the chips."""
    standings = tuple(
        Choice(one.value, _("To assess") if one is Standing.NOT_ASSESSED else label(one)) for one in _CHIPS
    )
    flags = (Choice("late", _("Late")), Choice("no_evidence", _("Without evidence")))
    return (
        Filter("standing", _("State"), standings, all_text=_("All")),
        Filter("flag", _("Only"), flags, exclusive=False),
    )


class Lists:
    """Hold the three filters that are lists: theme, territory, weakness."""

    def __init__(self) -> None:
        self.themes = _narrow(ListFilter("theme", _("Theme"), _("All themes")))
        self.territories = _narrow(ListFilter("territory", _("Territory"), _("All territories")))
        self.weaknesses = _narrow(ListFilter("weakness", _("Weakness"), _("All weaknesses")))
        self.weaknesses.set_choices([(one.value, label(one)) for one in Weakness])

    def set_choices(self, choices: Choices) -> None:
        """Offer the themes and territories of the dossier; a single territory is no choice."""
        self.themes.set_choices([(one.id, one.text) for one in choices.themes])
        self.territories.set_choices([(one.id, one.text) for one in choices.territories])
        self.territories.setVisible(len(choices.territories) > 1)

    def values(self) -> dict[str, str]:
        """Give the theme and the territory the list is narrowed to, as fields of a commitment."""
        chosen = {"theme_id": self.themes.value(), "territory_id": self.territories.value()}
        return {field: value for field, value in chosen.items() if value}

    def all(self) -> tuple[ListFilter, ...]:
        """List them in their order."""
        return (self.themes, self.territories, self.weaknesses)


def _narrow(one: ListFilter) -> ListFilter:
    """Keep the row of filters within a small screen, whatever the names in the list."""
    one.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    one.setMinimumContentsLength(_CHARS)
    return one


class Others(QObject):
    """Write on the chip of a filter bar what was asked for from elsewhere; the names of records are asked for."""

    def __init__(self, bar: ListFilterBar, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._bar = bar
        self._operations = operations
        bar.others_changed.connect(self._on_changed)

    def _on_changed(self, others: Mapping[str, Sequence[str]]) -> None:
        if words := _words(others):
            self._bar.name_others(words)
        for name, kind in _KIND_OF_FILTER.items():
            if name in others:
                self._operations.ask(names_of, kind, others[name], on_done=self._on_names_read)

    def _on_names_read(self, names: tuple[str, ...]) -> None:
        self._bar.name_others(", ".join(names))


def _words(others: Mapping[str, Sequence[str]]) -> str:
    """Name filters no chip shows: states, weaknesses, flags; «» for records, whose names are asked for."""
    words = [label(Standing(value)) for value in others.get("standing", ())]
    words += [label(Weakness(value)) for value in others.get("weakness", ())]
    words += [_FLAGS[flag]() for flag in others.get("flag", ()) if flag in _FLAGS]
    return ", ".join(words)


_FLAGS = {
    "late": lambda: _("Late"),
    "no_evidence": lambda: _("Without evidence"),
    "not_assessed": lambda: _("To assess"),
    "proposed": lambda: _("Verdicts proposed"),
    "mine": lambda: _("My proposals"),
    "internal": lambda: _("Internal"),
}
