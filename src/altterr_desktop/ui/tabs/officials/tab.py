"""Be the page of officials with its three views: the list, the map of stakeholders, the assembly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from altterr_desktop.i18n import _, pgettext
from altterr_desktop.ui.kit.base_tab import BaseTab
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.tabs.officials.actions import Calls, add_actions
from altterr_desktop.ui.tabs.officials.assembly_page import AssemblyPage
from altterr_desktop.ui.tabs.officials.map_page import MapPage
from altterr_desktop.ui.tabs.officials.people_page import PeoplePage

LIST, MAP, ASSEMBLY = range(3)


class OfficialsTab(BaseTab):
    """Hold the three views, one shown at a time; the map and the assembly are built when first looked at."""

    KEY = "officials"

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._switches: list[tuple[QPushButton, ...]] = []
        self.people = PeoplePage(context, self._switch(LIST), self)
        self._map: MapPage | None = None
        self._assembly: AssemblyPage | None = None
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self.people)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
        page = self.people
        calls = Calls(
            prepare=page.prepare_meeting,
            commitment=page.add_commitment,
            seat=page.edit_seat,
            stance=page.edit_stance,
            press=page.edit_press,
            export=lambda: page.export_list("xlsx"),
            show_view=self.show_view,
            show_section=self.show_section,
        )
        add_actions(context, self, self.KEY, calls)

    @property
    def map(self) -> MapPage:
        """Give the map of stakeholders, built when it is first asked for."""
        if self._map is None:
            self._map = MapPage(self.context, self._switch(MAP), self)
            self.pages.addWidget(self._map)
        return self._map

    @property
    def assembly(self) -> AssemblyPage:
        """Give the assembly, built when it is first asked for."""
        if self._assembly is None:
            self._assembly = AssemblyPage(self.context, self._switch(ASSEMBLY), self)
            self.pages.addWidget(self._assembly)
        return self._assembly

    # A page's own

    def show_record(self, record_id: str) -> None:
        """Show an official in the list, or the one a record is about."""
        self.turn_to(LIST)
        self.people.show_record(record_id)

    def show_filtered(self, filters: Mapping[str, Sequence[str]]) -> None:
        """Show the list, narrowed."""
        self.turn_to(LIST)
        self.people.show_filtered(filters)

    def focus_filter(self) -> None:
        """Put the cursor in the filter of the view shown."""
        self.current().focus_filter()

    def start_new(self) -> None:
        """Ask who is to be added, in the list."""
        self.turn_to(LIST)
        self.people.start_new()

    def leave(self) -> None:
        """Commit what is being typed."""
        self.people.leave()

    def keep_state(self) -> None:
        """Write the layout of the list down."""
        self.people.keep_state()

    # The views

    def current(self) -> BaseTab:
        """Give the view shown."""
        shown = self.pages.currentWidget()
        return shown if isinstance(shown, BaseTab) else self.people

    def turn_to(self, view: int) -> BaseTab:
        """Show one of the views, and give it."""
        self.current().leave()
        page = self._page(view)
        self.pages.setCurrentWidget(page)
        for buttons in self._switches:
            for place, button in enumerate(buttons):
                button.blockSignals(True)
                button.setChecked(place == view)
                button.blockSignals(False)
        return page

    def show_view(self, view: int) -> None:
        """Turn to a view with the keyboard in it."""
        page = self.turn_to(view)
        if page is self.people:
            self.people.table.setFocus()
        else:
            page.focus_filter()

    def show_section(self, name: str) -> None:
        """Turn to a part of the page of an official, with the keyboard."""
        self.turn_to(LIST)
        self.people.show_section(name)

    def _page(self, view: int) -> BaseTab:
        if view == MAP:
            return self.map
        return self.assembly if view == ASSEMBLY else self.people

    def _switch(self, shown: int) -> tuple[QPushButton, ...]:
        """Build the buttons at the head of a view, its own pressed."""
        words = (pgettext("officials", "List"), pgettext("officials", "Map"), _("Assembly"))
        buttons = tuple(QPushButton(text, self) for text in words)
        for place, (button, icon_name) in enumerate(
            zip(buttons, ("list", "map-pin", "landmark"), strict=True)
        ):
            button.setProperty("kind", "chip")
            set_icon(button, icon_name)
            button.setCheckable(True)
            button.setChecked(place == shown)
            button.toggled.connect(lambda *_on, place=place: self.show_view(place))
        self._switches.append(buttons)
        return buttons
