"""List what was asked, show one request, write, send, remind, note the answer, take the meeting."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from altterr_desktop.domain.requests import AccessStep, RequestKind, RequestState
from altterr_desktop.i18n import _, pgettext
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import count_words
from altterr_desktop.journal.changes import Changes
from altterr_desktop.services.choices import Choices, read_choices
from altterr_desktop.services.letter_templates import CADA, REMINDER
from altterr_desktop.services.letters import Letter, compose_letter, read_letter
from altterr_desktop.services.records import change_record
from altterr_desktop.services.request_page import RequestView
from altterr_desktop.services.requests import (
    add_request,
    plan_request_meeting,
    refer_request,
    remind_request,
    send_request,
)
from altterr_desktop.ui.kit.base_tab import ListSpec
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.empty_state import EmptyWords, Offer
from altterr_desktop.ui.kit.filter_bar import Choice, Filter
from altterr_desktop.ui.kit.filter_lists import ListFilter
from altterr_desktop.ui.kit.record_page import RecordPage
from altterr_desktop.ui.tabs.meetings.requests import dialogs
from altterr_desktop.ui.tabs.meetings.requests.answer import AnswerSection
from altterr_desktop.ui.tabs.meetings.requests.columns import (
    StateDelegate,
    list_request_lines,
    request_columns,
)
from altterr_desktop.ui.tabs.meetings.requests.detail import RequestDetail
from altterr_desktop.ui.tabs.meetings.requests.letter import LetterSection
from altterr_desktop.ui.tabs.meetings.requests.page import RequestPage, read_page

_KINDS = (
    "request request_reminder request_commitment request_file letter_template official seat commitment verdict "
    "meeting territory volunteer theme pledge_document"
)


class RequestsPage(RecordPage):
    """Ask, remind, and keep the answers and the silences."""

    KEY = "requests"
    KINDS = frozenset(_KINDS.split())

    def __init__(self, context: TabContext, extra: Sequence[QWidget], parent: QWidget | None = None) -> None:
        self.theme_filter = ListFilter("theme", _("Theme"), _("All themes"))
        super().__init__(context, self._spec(extra), read_page, parent)
        self.table.setItemDelegateForColumn(2, StateDelegate(self.table))
        self.detail = RequestDetail(context, self)
        self.set_detail(self.detail)
        self.detail.send_button.clicked.connect(lambda *_on: self.send())
        self.detail.remind_button.clicked.connect(lambda *_on: self.remind())
        self.detail.answer_button.clicked.connect(lambda *_on: self.show_answer())
        self.detail.sections.section_built.connect(self._on_section_built)
        self.table.delete_asked.connect(lambda *_id: self.delete())
        context.operations.ask(read_choices, on_done=self._on_choices, owner=self)

    def _spec(self, extra: Sequence[QWidget]) -> ListSpec:
        states = (
            RequestState.OVERDUE,
            RequestState.REFUSED_BY_SILENCE,
            RequestState.WAITING,
            RequestState.DRAFT,
            RequestState.ANSWERED,
        )
        return ListSpec(
            title=_("Requests"),
            columns=request_columns(),
            source=list_request_lines,
            placeholder=_("Filter: a word, a name…"),
            empty=EmptyWords(
                "mail",
                _("No request yet"),
                _(
                    "Write what you ask of an official: the letter is filled in from the dossier, the days are "
                    "counted, and a silence is data too."
                ),
                Offer(_("Write a request"), self.start_new, "plus"),
                Offer(_("See the officials"), lambda: self.context.open_list("official", {}), "users"),
            ),
            new_text=_("New request"),
            filters=(
                Filter(
                    "state",
                    _("State"),
                    tuple(Choice(state.value, label(state)) for state in states),
                    all_text=pgettext("requests", "All"),
                ),
            ),
            lists=(self.theme_filter,),
            count=lambda total: count_words("{count} request", "{count} requests", total),
            detail_share=0.6,
            extra=extra,
        )

    # A page's own

    def start_new(self) -> None:
        """Ask what the new request is, and start its letter."""
        self.leave()
        answer = dialogs.ask_new(self.context, self)
        if answer is not None:
            self.context.operations.write(
                add_request,
                values=answer.values,
                commitment_ids=answer.commitment_ids,
                on_done=self.show_created,
            )

    def leave(self) -> None:
        """Commit what is being typed."""
        self.detail.leave()

    def show_read(self, _record_id: str, found: RequestPage) -> None:
        """Show a request beside the list, and what can be done with it."""
        self.detail.show_page(found)
        row = found.request.row
        entries = [(_("Delete this request"), "trash-2", self.delete)]
        if row.state is RequestState.ANSWERED:
            entries.insert(0, (_("It has no answer"), "undo-2", self.take_answer_back))
        elif row.state is not RequestState.DRAFT:
            entries.insert(0, (_("It was not sent"), "undo-2", self.take_back))
        can_refer = row.clock is not None and row.clock.step in (AccessStep.REFUSED, AccessStep.TOO_LATE)
        if can_refer:
            entries.insert(0, (_("Letter to the CADA…"), "gavel", self.write_to_cada))
        self.detail.set_menu(entries)

    def show_none(self) -> None:
        """Show no request."""
        self.detail.clear()

    def open_detail(self, record_id: str) -> None:
        """Answer Enter on a row: the section shown takes the keyboard."""
        self.table.select_id(record_id)
        self.detail.focus_first()

    # What a person asks

    def send(self) -> None:
        """Say that the request shown leaves today."""
        if request := self._shown():
            self.context.operations.write(send_request, request_id=request.id)

    def take_back(self) -> None:
        """Say that the request shown was not sent."""
        self._change(
            {
                "sent_on": None,
                "received_on": None,
                "answered_on": None,
                "referred_on": None,
                "opinion_on": None,
            }
        )

    def take_answer_back(self) -> None:
        """Say that the request shown has no answer; its words stay."""
        self._change({"answer_kind": None, "answered_on": None})

    def remind(self) -> None:
        """Propose a reminder of the request shown; kept, it is dated today."""
        request = self._shown()
        if request is None or request.row.sent_on is None:
            return
        self.context.operations.ask(
            compose_letter,
            key=REMINDER,
            request_id=request.id,
            on_done=partial(self._on_reminder, request.id),
            owner=self,
        )

    def write_to_cada(self) -> None:
        """Propose the letter to the CADA; kept, the CADA is asked today."""
        request = self._shown()
        if request is not None and request.row.kind is RequestKind.DOCUMENT_ACCESS:
            self.context.operations.ask(
                compose_letter,
                key=CADA,
                request_id=request.id,
                on_done=partial(self._on_cada, request.id),
                owner=self,
            )

    def show_answer(self) -> None:
        """Turn to the answer of the request shown."""
        self.detail.sections.turn_to("answer")
        self.detail.answer.focus_answer()

    def take_meeting(self) -> None:
        """Plan the meeting the request shown leads to, and go there."""
        request = self._shown()
        if request is None:
            return
        answer = dialogs.ask_meeting(self, request.row.title)
        if answer is not None:
            self.context.operations.write(
                plan_request_meeting, request_id=request.id, values=answer, on_done=self._on_planned
            )

    def delete(self) -> None:
        """Delete the request shown, with a way back."""
        page = self.detail.page
        if page is not None:
            self.delete_shown("request", page.request.id, page.request.row.title)

    # Inside

    def _shown(self) -> RequestView | None:
        """Give the request shown, what is typed in it committed."""
        if self.detail.page is None:
            return None
        self.leave()
        return self.detail.page.request

    def _change(self, values: dict[str, Any]) -> None:
        if request := self._shown():
            self.context.operations.write(change_record, kind="request", record_id=request.id, values=values)

    def _on_reminder(self, request_id: str, letter: Letter) -> None:
        text = dialogs.edit_letter(
            self.context, self, letter, request_id, _("Sent today"), _("Kept with today’s date.")
        )
        if text is not None:
            self.context.operations.write(remind_request, request_id=request_id, text=text)

    def _on_cada(self, request_id: str, letter: Letter) -> None:
        told = _(
            "Send it by post or on cada.fr, with a copy of your request. This letter is not kept: save it."
        )
        text = dialogs.edit_letter(self.context, self, letter, request_id, _("CADA asked today"), told)
        if text is not None:
            self.context.operations.write(refer_request, request_id=request_id)

    def _on_reminder_opened(self, reminder_id: str) -> None:
        self.context.operations.ask(
            read_letter, reminder_id, on_done=partial(self._on_reminder_read, reminder_id), owner=self
        )

    def _on_reminder_read(self, reminder_id: str, letter: Letter) -> None:
        text = dialogs.edit_letter(self.context, self, letter, reminder_id, _("Keep"), "")
        if text is not None and text != letter.text:
            self.context.operations.write(
                change_record, kind="request_reminder", record_id=reminder_id, values={"text": text}
            )

    def _on_planned(self, changes: Changes) -> None:
        self.context.open_record("meeting", changes.subject_id)

    def _on_section_built(self, section: QWidget) -> None:
        if isinstance(section, AnswerSection):
            section.called.connect(self._on_called)
            section.reminder_opened.connect(self._on_reminder_opened)
        elif isinstance(section, LetterSection):
            section.send_asked.connect(self.send)

    def _on_called(self, name: str) -> None:
        {"remind": self.remind, "meeting": self.take_meeting, "cada": self.write_to_cada}[name]()

    def _on_choices(self, choices: Choices) -> None:
        self.theme_filter.set_choices([(one.id, one.text) for one in choices.themes])
