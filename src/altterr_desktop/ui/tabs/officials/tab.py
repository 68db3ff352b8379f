"""Be the page of officials and services: the list, one of them beside it, what can be asked of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from altterr_desktop.domain.meetings import MeetingKind
from altterr_desktop.domain.officials import OfficialKind, Side
from altterr_desktop.domain.territories import Assembly
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import count_words
from altterr_desktop.journal.changes import Changes
from altterr_desktop.services.commitments import enter_commitment
from altterr_desktop.services.meeting_plan import plan_meeting
from altterr_desktop.services.officials import add_official, add_seat, list_official_territories
from altterr_desktop.services.records import change_record
from altterr_desktop.ui.kit.base_tab import ListSpec
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.deleting import delete_with_undo
from altterr_desktop.ui.kit.empty_state import EmptyWords, Offer
from altterr_desktop.ui.kit.filter_bar import Choice, Filter
from altterr_desktop.ui.kit.filter_lists import ListFilter
from altterr_desktop.ui.kit.record_page import RecordPage
from altterr_desktop.ui.tabs.officials import dialogs
from altterr_desktop.ui.tabs.officials.actions import Calls, add_actions
from altterr_desktop.ui.tabs.officials.columns import columns, list_lines
from altterr_desktop.ui.tabs.officials.detail import OfficialDetail
from altterr_desktop.ui.tabs.officials.page import (
    Lists,
    OfficialPage,
    owner_of,
    read_lists,
    read_page,
    read_seat,
)

_KINDS = (
    "official seat contact_detail commitment verdict evidence meeting participant follow_up territory volunteer "
    "mandate"
)


class OfficialsTab(RecordPage):
    """Know the officials and the services of a dossier."""

    KEY = "officials"
    KINDS = frozenset(_KINDS.split())

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        self._territories = ListFilter("territory", _("Territory"), _("All territories"))
        self._assemblies = ListFilter("assembly", _("Assembly"), _("All assemblies"))
        self._assemblies.set_choices([(one.value, label(one)) for one in Assembly])
        super().__init__(context, self._spec(), read_page, parent)
        self.detail = OfficialDetail(context, self)
        self.set_detail(self.detail)
        self.detail.prepare_asked.connect(self.prepare_meeting)
        self.detail.commitment_asked.connect(self.add_commitment)
        self.detail.seat_asked.connect(self.edit_seat)
        self.table.delete_asked.connect(lambda *_id: self.delete())
        self.filter_bar.others_changed.connect(self._on_others_changed)
        calls = Calls(self.prepare_meeting, self.add_commitment, self.edit_seat, self.show_section)
        add_actions(context, self, self.KEY, calls)
        self._read_territories()

    def _spec(self) -> ListSpec:
        return ListSpec(
            title=_("Officials"),
            columns=columns(),
            source=list_lines,
            placeholder=_("Filter: a name, a function, a delegation…"),
            empty=EmptyWords(
                "users",
                _("No official yet"),
                _("Drop the national register of officials here, or add the first of them by hand."),
                Offer(_("Add somebody"), self.start_new, "user-plus"),
            ),
            new_text=_("New official"),
            filters=(
                Filter(
                    "in_office",
                    _("In office"),
                    (Choice("yes", _("In office")), Choice("no", _("Former"))),
                ),
                Filter(
                    "side",
                    _("Side"),
                    (
                        Choice(Side.MAJORITY.value, label(Side.MAJORITY)),
                        Choice(Side.OPPOSITION.value, label(Side.OPPOSITION)),
                    ),
                ),
                Filter("kind", _("Services"), (Choice(OfficialKind.STAFF.value, _("Services")),)),
            ),
            lists=(self._territories, self._assemblies),
            count=lambda total: count_words("{count} person", "{count} people", total),
            detail_share=0.5,
        )

    # A page's own

    def start_new(self) -> None:
        """Ask who is to be added."""
        self.leave()
        self.context.operations.ask(read_lists, on_done=self._on_new_lists)

    def show_record(self, record_id: str) -> None:
        """Show an official, or the one whose seat it is."""
        self.context.operations.ask(owner_of, record_id, on_done=self.table.select_id)

    def reload(self) -> None:
        """Ask again for the list, the one shown and the territories."""
        super().reload()
        self._read_territories()

    def leave(self) -> None:
        """Commit what is being typed."""
        self.detail.leave()

    def show_read(self, _record_id: str, found: OfficialPage) -> None:
        """Show an official beside the list."""
        self.detail.show_page(found)

    def show_none(self) -> None:
        """Show nobody."""
        self.detail.clear()

    def open_detail(self, record_id: str) -> None:
        """Answer Enter on a row: the section shown takes the keyboard."""
        self.table.select_id(record_id)
        self.detail.focus_first()

    # What a person asks

    def prepare_meeting(self) -> None:
        """Create a meeting with the official shown, and open it."""
        page = self.detail.page
        if page is None:
            return
        self.leave()
        staff = page.official.kind is OfficialKind.STAFF
        kind = MeetingKind.SERVICES if staff else MeetingKind.ADVOCACY
        self.context.operations.write(
            plan_meeting,
            values={"meeting_kind": kind},
            official_ids=(page.official.id,),
            on_done=self._on_meeting_planned,
        )

    def add_commitment(self) -> None:
        """Create a commitment carried by the official shown, and open it."""
        page = self.detail.page
        if page is None:
            return
        self.leave()
        field = "service_id" if page.official.kind is OfficialKind.STAFF else "official_id"
        values = {
            field: page.official.id,
            "title": _("New commitment of {name}").format(name=page.official.name),
        }
        self.context.operations.write(enter_commitment, values=values, on_done=self._on_commitment_added)

    def edit_seat(self, seat_id: str = "") -> None:
        """Change a seat of the official shown, or add one."""
        page = self.detail.page
        if page is None:
            return
        if seat_id:
            self.context.operations.ask(
                read_seat, seat_id, on_done=partial(self._on_seat_read, seat_id), owner=self
            )
        else:
            self._ask_seat("", page.lists, {}, {})

    def delete(self) -> None:
        """Delete the official shown, with a way back."""
        page = self.detail.page
        if page is not None:
            self.delete_shown("official", page.official.id, page.official.name)

    def show_section(self, name: str) -> None:
        """Turn to a part of the page, by its name in `section_specs`, with the keyboard."""
        self.detail.show_section(name)
        self.detail.focus_first()

    # Answers

    def _on_new_lists(self, lists: Lists) -> None:
        answer = dialogs.ask_new(self, lists)
        if answer is not None:
            self.context.operations.write(
                add_official, values=answer.values, seat=answer.seat, on_done=self.show_created
            )

    def _on_seat_read(self, seat_id: str, read: tuple[Mapping[str, Any], Mapping[str, str], Lists]) -> None:
        values, names, lists = read
        self._ask_seat(seat_id, lists, values, names)

    def _ask_seat(
        self, seat_id: str, lists: Lists, values: Mapping[str, Any], names: Mapping[str, str]
    ) -> None:
        page = self.detail.page
        answer = dialogs.ask_seat(self, lists, values, names)
        if answer is None or page is None:
            return
        if isinstance(answer, str):
            delete_with_undo(self.context, "seat", seat_id, _("Function deleted"))
        elif seat_id:
            self.context.operations.write(change_record, kind="seat", record_id=seat_id, values=answer)
        else:
            self.context.operations.write(add_seat, official_id=page.official.id, values=answer)

    def _on_meeting_planned(self, changes: Changes) -> None:
        self.context.open_record("meeting", changes.subject_id)

    def _on_commitment_added(self, changes: Changes) -> None:
        self.context.open_record("commitment", changes.subject_id)

    def _on_others_changed(self, others: Mapping[str, Sequence[str]]) -> None:
        if "silent" in others.get("flag", ()):
            self.filter_bar.name_others(_("Not met for long"))

    def _read_territories(self) -> None:
        self.context.operations.ask(list_official_territories, on_done=self._on_territories)

    def _on_territories(self, territories: Sequence[tuple[str, str]]) -> None:
        self._territories.set_choices(territories)
        self._territories.setVisible(len(territories) > 1)
