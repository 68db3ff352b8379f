"""Be the map of stakeholders: the field, those not placed beside it, and what narrows it; it places nobody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.folding import fold
from altterr_desktop.i18n import _
from altterr_desktop.i18n.names import count_words
from altterr_desktop.services.stakeholder_map import MapPerson, StakeholderMap, place_official, read_map
from altterr_desktop.ui.kit.base_tab import BaseTab
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.exporting import export_report
from altterr_desktop.ui.kit.filter_lists import ListFilter
from altterr_desktop.ui.kit.icons import add_icon_inside, set_icon
from altterr_desktop.ui.kit.plain import PlainLabel, scaled_font
from altterr_desktop.ui.kit.scrolling import scroll_in
from altterr_desktop.ui.tabs.officials.map_field import MapField, PersonChip

_MOST_WAITING = 60


class MapPage(BaseTab):
    """Show who supports and who weighs; a person moved by the mouse or the keyboard is one undoable act."""

    KINDS = frozenset(("official", "seat", "mandate", "territory"))

    def __init__(self, context: TabContext, extra: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._found: StakeholderMap | None = None
        self._focused = ""
        self.territories = ListFilter("territory", _("Territory"), _("All territories"))
        self.mandates = ListFilter("mandate", _("Mandate"), _("In office today"))
        self.field = MapField(self)
        self.search_edit = QLineEdit(self)
        self.waiting_area = QScrollArea(self)
        self.waiting_title = PlainLabel(self, "", "section")
        self.count_label = PlainLabel(self, "", "muted")
        self.print_button = QPushButton(_("Print…"), self)
        set_icon(self.print_button, "printer")
        self._lay_out(extra)
        self.territories.picked.connect(lambda *_value: self._on_territory_picked())
        self.mandates.picked.connect(lambda *_value: self.reload())
        self.search_edit.textChanged.connect(lambda *_text: self._show_waiting())
        self.print_button.clicked.connect(lambda *_on: self.print_map())
        self.field.moved.connect(self._on_moved)
        self.field.opened.connect(lambda person: context.open_record("official", person))
        self.reload()

    def reload(self) -> None:
        """Read who is placed and who is not."""
        self.context.operations.ask(
            read_map,
            territory_id=self.territories.value() or "",
            mandate_id=self.mandates.value() or "",
            on_done=self._on_read,
            owner=self,
        )

    def focus_filter(self) -> None:
        """Put the keyboard on somebody of the map, or in the filter of those who wait."""
        if not self.field.focus_first():
            self.search_edit.setFocus()

    def print_map(self) -> None:
        """Write the map as a PDF, narrowed as it is shown."""
        choices: dict[str, Any] = {
            "territory_id": self.territories.value() or "",
            "mandate_id": self.mandates.value() or "",
        }
        export_report(self.context, self, "stakeholder_map", None, "pdf", **choices)

    def _lay_out(self, extra: Sequence[QWidget]) -> None:
        unit = self.fontMetrics().height()
        title = PlainLabel(self, _("Map of stakeholders"))
        title.setFont(scaled_font(self.font(), 1.6, QFont.Weight.DemiBold))
        head = QHBoxLayout()
        head.setSpacing(unit)
        head.addWidget(title)
        head.addWidget(self.count_label, 1, Qt.AlignmentFlag.AlignBottom)
        for widget in (*extra, self.print_button):
            head.addWidget(widget)
        narrowing = QHBoxLayout()
        narrowing.setSpacing(unit // 3)
        said = PlainLabel(
            self,
            _("Internal: never publish it. Drag somebody, or select with Tab and move with Ctrl+arrows."),
            "muted",
        )
        narrowing.addWidget(self.territories)
        narrowing.addWidget(self.mandates)
        narrowing.addWidget(said, 1)
        body = QSplitter(Qt.Orientation.Horizontal, self)
        body.setChildrenCollapsible(False)
        body.setHandleWidth(round(unit * 0.6))
        body.addWidget(_card(self.field.framed(), self))
        body.addWidget(_card(self._waiting(), self))
        body.setStretchFactor(0, 78)
        body.setStretchFactor(1, 22)
        body.setSizes([780, 220])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(unit, round(unit * 0.7), unit, round(unit * 0.6))
        whole.setSpacing(round(unit * 0.55))
        whole.addLayout(head)
        whole.addLayout(narrowing)
        whole.addWidget(body, 1)

    def _waiting(self) -> QWidget:
        unit = self.fontMetrics().height()
        made = QWidget(self)
        column = QVBoxLayout(made)
        column.setContentsMargins(round(unit * 0.6), round(unit * 0.4), round(unit * 0.3), round(unit * 0.4))
        self.search_edit.setPlaceholderText(_("A name, a function…"))
        self.search_edit.setAccessibleName(_("Filter the people not placed yet"))
        self.search_edit.setClearButtonEnabled(True)
        add_icon_inside(self.search_edit, "search")
        self.waiting_title.setWordWrap(True)
        column.addWidget(self.waiting_title)
        column.addWidget(self.search_edit)
        column.addWidget(self.waiting_area, 1)
        return made

    def _on_territory_picked(self) -> None:
        self.mandates.set_value(None)
        self.reload()

    def _on_read(self, found: StakeholderMap) -> None:
        self._found = found
        kept = self.territories.value(), self.mandates.value()
        self.territories.set_choices(found.territories)
        self.territories.set_value(kept[0])
        self.territories.setVisible(len(found.territories) > 1)
        self.mandates.set_choices(found.mandates)
        self.mandates.set_value(kept[1])
        self.mandates.setVisible(bool(found.mandates))
        self.field.show_people(found.placed)
        self._show_waiting()
        self.count_label.setText(
            count_words("{count} person placed", "{count} people placed", len(found.placed))
        )
        if self._focused:
            self._focus(self._focused)

    def _show_waiting(self) -> None:
        people = self._found.unplaced if self._found is not None else ()
        self.waiting_title.setText(
            count_words("{count} person not placed yet", "{count} people not placed yet", len(people))
        )
        words = fold(self.search_edit.text()).split()
        listed = [one for one in people if all(word in fold(f"{one.name} {one.function}") for word in words)]
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for one in listed[:_MOST_WAITING]:
            column.addWidget(self._chip(one, inside))
        rest = len(listed) - _MOST_WAITING
        if rest > 0:
            more = count_words("and {count} other: type a name", "and {count} others: type a name", rest)
            column.addWidget(PlainLabel(inside, more, "muted"))
        column.addStretch(1)
        scroll_in(self.waiting_area, inside)

    def _chip(self, one: MapPerson, parent: QWidget) -> PersonChip:
        chip = PersonChip(one, parent)
        self.field.adopt(chip)
        return chip

    def _on_moved(self, official_id: str, support: int, influence: int) -> None:
        """Keep where somebody was put; (0, 0) takes them off the map."""
        self._focused = official_id
        self.context.operations.write(
            place_official,
            official_id=official_id,
            support=support or None,
            influence=influence or None,
        )

    def _focus(self, official_id: str) -> None:
        self._focused = ""
        for chip in self.findChildren(PersonChip):
            if chip.person.id == official_id and chip.isVisibleTo(self):
                chip.setFocus(Qt.FocusReason.OtherFocusReason)


def _card(inside: QWidget, parent: QWidget) -> QFrame:
    card = QFrame(parent)
    card.setProperty("kind", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(1, 1, 1, 1)
    column.addWidget(inside)
    return card
