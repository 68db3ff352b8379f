"""Be the list of everything that has a day, late things first; a line opens its record."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from altterr_desktop.domain.calendar import CalendarKind
from altterr_desktop.i18n import _, pgettext
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import count_words
from altterr_desktop.services.calendar import read_item
from altterr_desktop.services.calendar_sources import CalendarItem
from altterr_desktop.services.choices import Choices, read_choices
from altterr_desktop.ui.kit.base_tab import ListSpec, ListTab
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.empty_state import EmptyWords, Offer
from altterr_desktop.ui.kit.filter_bar import Choice, Filter
from altterr_desktop.ui.kit.filter_lists import ListFilter
from altterr_desktop.ui.tabs.calendar.columns import dated_columns, list_dated_lines


class DatedPage(ListTab):
    """List, filter and open; `on_open` is given the item of the line."""

    KEY = "calendar_list"

    def __init__(
        self,
        context: TabContext,
        extra: Sequence[QWidget],
        on_open: Callable[[CalendarItem], object],
        on_new: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        self._on_open = on_open
        self._on_new = on_new
        self.kind_list = ListFilter("kind", _("What"), _("Everything"))
        self.kind_list.set_choices([(kind.value, label(kind)) for kind in CalendarKind])
        self.territory_list = ListFilter("territory", _("Territory"), _("All territories"))
        super().__init__(context, self._spec(extra), parent)
        context.operations.ask(read_choices, on_done=self._on_choices, owner=self)

    def _spec(self, extra: Sequence[QWidget]) -> ListSpec:
        return ListSpec(
            title=_("Calendar"),
            columns=dated_columns(),
            source=list_dated_lines,
            placeholder=_("Filter: a word, a name, a place…"),
            empty=EmptyWords(
                "calendar-days",
                _("Nothing has a day yet"),
                _("Plan a meeting, write down a council session, or bring the council's calendar in."),
                Offer(_("Date to remember"), self._on_new, "plus"),
            ),
            filters=(
                Filter(
                    "when",
                    _("When"),
                    (
                        Choice("late", _("Late")),
                        Choice("upcoming", _("To come")),
                        Choice("past", _("Past")),
                    ),
                    all_text=pgettext("calendar", "Late and to come"),
                ),
            ),
            lists=(self.kind_list, self.territory_list),
            count=lambda total: count_words("{count} thing", "{count} things", total),
            extra=extra,
        )

    def start_new(self) -> None:
        """Write a date down."""
        self._on_new()

    def open_detail(self, record_id: str) -> None:
        """Open what the line is about."""
        self.context.operations.ask(read_item, record_id, on_done=self._on_item, owner=self)

    def _on_item(self, item: CalendarItem | None) -> None:
        if item is not None:
            self._on_open(item)

    def _on_choices(self, choices: Choices) -> None:
        self.territory_list.set_choices([(one.id, one.text) for one in choices.territories])
        self.territory_list.setVisible(len(choices.territories) > 1)
