"""Be the list of officials and services, one of them beside it, and what can be asked of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from altterr_desktop.domain.meetings import MeetingKind
from altterr_desktop.domain.officials import OfficialKind
from altterr_desktop.i18n import _
from altterr_desktop.i18n.names import count_words
from altterr_desktop.journal.changes import Changes
from altterr_desktop.services.commitments import enter_commitment
from altterr_desktop.services.meeting_plan import plan_meeting
from altterr_desktop.services.officials import add_official, add_seat, change_seat
from altterr_desktop.ui.kit.base_tab import ListSpec
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.deleting import delete_with_undo
from altterr_desktop.ui.kit.empty_state import EmptyWords, Offer
from altterr_desktop.ui.kit.exporting import export_report
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.record_page import RecordPage
from altterr_desktop.ui.tabs.officials import dialogs, parts
from altterr_desktop.ui.tabs.officials.columns import columns, list_lines
from altterr_desktop.ui.tabs.officials.detail import OfficialDetail
from altterr_desktop.ui.tabs.officials.filters import PeopleFilters, chips, read_filters
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
    "mandate stance_step press_item request request_reminder deliberation deliberation_vote signatory minutes_line"
)


class PeoplePage(RecordPage):
    """Know the officials and the services of a dossier."""

    KEY = "officials"
    KINDS = frozenset(_KINDS.split())

    def __init__(self, context: TabContext, extra: Sequence[QWidget], parent: QWidget | None = None) -> None:
        self.filters = PeopleFilters()
        self.more_button = QToolButton()
        super().__init__(context, self._spec((*extra, self.more_button)), read_page, parent)
        self._build_menu()
        self.detail = OfficialDetail(context, self)
        self.set_detail(self.detail)
        self.detail.prepare_asked.connect(self.prepare_meeting)
        self.detail.commitment_asked.connect(self.add_commitment)
        self.detail.seat_asked.connect(self.edit_seat)
        self.detail.stance_asked.connect(self.edit_stance)
        self.detail.press_asked.connect(self.edit_press)
        self.detail.photo_asked.connect(self.choose_photo)
        self.detail.photo_removed.connect(self.remove_photo)
        self.table.delete_asked.connect(lambda *_id: self.delete())
        self.filter_bar.others_changed.connect(self._on_others_changed)
        self._read_filters()

    def _spec(self, extra: Sequence[QWidget]) -> ListSpec:
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
            filters=chips(),
            lists=self.filters.lists,
            extra=extra,
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
        self._read_filters()

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

    def edit_stance(self, step_id: str = "") -> None:
        """Change a step of the ladder of the official shown, or note one."""
        if self.detail.page is not None:
            parts.edit_stance(self.context, self, self.detail.page, step_id)

    def edit_press(self, item_id: str = "") -> None:
        """Change a press item of the official shown, or add one."""
        if self.detail.page is not None:
            parts.edit_press(self.context, self, self.detail.page, item_id)

    def choose_photo(self) -> None:
        """Ask for a photo of the official shown."""
        if self.detail.page is not None:
            parts.choose_photo(self.context, self, self.detail.page)

    def remove_photo(self) -> None:
        """Take the photo of the official shown off."""
        if self.detail.page is not None:
            parts.remove_photo(self.context, self.detail.page)

    def delete(self) -> None:
        """Delete the official shown, with a way back."""
        page = self.detail.page
        if page is not None:
            self.delete_shown("official", page.official.id, page.official.name)

    def show_section(self, name: str) -> None:
        """Turn to a part of the page, by its name in `section_specs`, with the keyboard."""
        self.detail.show_section(name)
        self.detail.focus_first()

    def export_list(self, fmt: str) -> None:
        """Write the list as it is narrowed and sorted, as «xlsx» or «csv»."""
        self.leave()
        export_report(self.context, self, "officials", None, fmt, query=self.rows.query)

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
            self.context.operations.write(change_seat, seat_id=seat_id, values=answer)
        else:
            self.context.operations.write(add_seat, official_id=page.official.id, values=answer)

    def _on_meeting_planned(self, changes: Changes) -> None:
        self.context.open_record("meeting", changes.subject_id)

    def _on_commitment_added(self, changes: Changes) -> None:
        self.context.open_record("commitment", changes.subject_id)

    def _on_others_changed(self, others: Mapping[str, Sequence[str]]) -> None:
        if "silent" in others.get("flag", ()):
            self.filter_bar.name_others(_("Not met for long"))

    def _build_menu(self) -> None:
        """Gather what is done with the whole list; actions of the window are looked up when they are asked for."""
        menu = QMenu(self)
        for words, report, fmt in (
            (_("Export the list as a workbook…"), "officials", "xlsx"),
            (_("Export the list as CSV…"), "officials", "csv"),
            (_("Export an address book (vCard)…"), "contacts", "vcf"),
            (_("Export an address book (CSV)…"), "contacts", "csv"),
        ):
            menu.addAction(words).triggered.connect(partial(self._on_export_asked, report, fmt))
        menu.addSeparator()
        for words, action in (
            (_("Bring in a register of officials…"), "import.register"),
            (_("Bring in an address book…"), "import.contacts"),
            (_("Records typed twice…"), "exchange.twins"),
            (_("Elections…"), "officials.elections"),
        ):
            menu.addAction(words).triggered.connect(partial(self._start, action))
        self.more_button.setMenu(menu)
        self.more_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more_button.setText(_("More"))
        self.more_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more_button.setAccessibleName(_("Export, bring in, elections"))
        set_icon(self.more_button, "ellipsis-vertical")

    def _start(self, action: str, *_checked: object) -> None:
        self.leave()
        self.context.actions.built(action).trigger()

    def _on_export_asked(self, report: str, fmt: str, *_checked: object) -> None:
        if report == "officials":
            self.export_list(fmt)
        else:
            self.leave()
            export_report(self.context, self, report, None, fmt)

    def _read_filters(self) -> None:
        self.context.operations.ask(read_filters, on_done=self.filters.show)
