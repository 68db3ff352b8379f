"""Be the page of commitments: the list, its filters, the one chosen; services do what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from altterr_desktop.i18n import _, ngettext
from altterr_desktop.services.choices import Choices, read_choices
from altterr_desktop.services.commitment_page import CommitmentPage, owner_commitment, read_commitment
from altterr_desktop.services.commitments import enter_commitment
from altterr_desktop.services.records import change_record
from altterr_desktop.services.saved_views import ViewContent
from altterr_desktop.ui.kit.base_tab import ListSpec, ListTab
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.empty_state import EmptyWords, Offer
from altterr_desktop.ui.tabs.commitments.actions import SCOPE, Calls, register, register_ways
from altterr_desktop.ui.tabs.commitments.acts import Acts
from altterr_desktop.ui.tabs.commitments.arranging import Arrangement
from altterr_desktop.ui.tabs.commitments.columns import columns, list_rows
from altterr_desktop.ui.tabs.commitments.depth import (
    SHOWN_KINDS,
    depth_button,
    register_depth,
    show_other,
)
from altterr_desktop.ui.tabs.commitments.detail import EVIDENCE, VERDICTS, CommitmentDetail
from altterr_desktop.ui.tabs.commitments.documents_dialog import show_documents
from altterr_desktop.ui.tabs.commitments.filters import Lists, Others, chips
from altterr_desktop.ui.tabs.commitments.inline import InlineEditor
from altterr_desktop.ui.tabs.commitments.selection import Selection
from altterr_desktop.ui.tabs.commitments.showing import Showing
from altterr_desktop.ui.tabs.commitments.views import Views


class CommitmentsTab(ListTab):
    """Show the commitments, one of them in full, or the form for several that are selected."""

    KEY = SCOPE
    KINDS = SHOWN_KINDS

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        self._lists_of = Lists()
        self._depth = depth_button()
        self.views = Views(context, "commitment", self._present)
        self.arrangement = Arrangement(columns(), self.views)
        super().__init__(context, self._describe(), parent)
        self._lists_of.territories.hide()
        self.detail = CommitmentDetail(context, self._commit)
        self.set_detail(self.detail)
        self.acts = Acts(context, self)
        self.selection = Selection(self.table, self.rows, context.operations, self)
        self.inline = InlineEditor(context, self.table, self.rows, self.acts.change_in_place)
        self.showing = Showing(context, self, self._lists, self.arrangement, self.views)
        calls = Calls(
            self.start_new,
            self._on_verdict_asked,
            self._on_evidence_asked,
            self._on_duplicate_asked,
            self._on_delete_asked,
            self.detail.show_section,
            self._on_sort_named,
            self._on_place_asked,
        )
        menu, self._need_one = register(context, self, calls)
        register_ways(context, self, self.showing)
        register_depth(context, self, self._depth)
        self.table.set_menu_actions(menu)
        self.showing.tree.set_menu_actions(menu)
        self._enable_actions(on=False)
        self._connect_detail()
        self.showing.restore_mode()
        context.operations.ask(read_choices, on_done=self._on_choices_read)

    # What the window asks

    def reload(self) -> None:
        """Ask again for the rows, the lists of choices and the commitment shown."""
        self.selection.come_back()
        super().reload()
        self.showing.reload()
        self.views.reload()
        self.context.operations.ask(read_choices, on_done=self._on_choices_read)

    def show_record(self, record_id: str) -> None:
        """Show a commitment, or the commitment that a verdict or a piece of evidence is about."""
        done = partial(self._on_owner_found, record_id)
        self.context.operations.ask(
            owner_commitment,
            record_id,
            on_done=done,
            on_error=partial(self._on_no_owner, record_id),
            owner=self,
        )

    def start_new(self) -> None:
        """Show an empty form, in the theme and territory the list is narrowed to."""
        self.table.clearSelection()
        self.table.select_id("")
        self._whole.setCurrentIndex(0)
        self.detail.start_new(self._lists_of.values())

    def leave(self) -> None:
        """Commit what is being typed."""
        self.detail.fields.leave()

    def load_detail(self, record_id: str) -> None:
        """Ask for the commitment chosen."""
        self._enable_actions(on=bool(record_id))
        if record_id:
            done = partial(self._on_page_read, record_id)
            failed = partial(self._on_page_missing, record_id)
            self.context.operations.ask(read_commitment, record_id, on_done=done, on_error=failed, owner=self)
        elif not self.detail.fields.form.is_draft:
            self.detail.show_nothing()

    def open_detail(self, record_id: str) -> None:
        """Put the cursor in the title."""
        self.table.select_id(record_id)
        self.detail.show_section(0)
        self.detail.fields.fields.title_edit.setFocus(Qt.FocusReason.TabFocusReason)

    def splitter_is_busy(self) -> bool:
        """Tell whether a new commitment is being typed."""
        return self.detail.fields.form.is_draft

    def keep_state(self) -> None:
        """Write down the layout, and how the list is looked at."""
        super().keep_state()
        self.showing.keep_state()

    # Building

    def _present(self) -> ViewContent:
        return self.showing.present()

    def _describe(self) -> ListSpec:
        return ListSpec(
            title=_("Commitments"),
            columns=columns(),
            source=list_rows,
            placeholder=_("Filter: word, official, theme… (Ctrl+F)"),
            empty=EmptyWords(
                "target",
                _("No commitment yet"),
                _("Write down what was promised, word for word, or drop the spreadsheet of a plan here."),
                Offer(_("New commitment"), self.start_new, "plus"),
                Offer(_("Bring a file in…"), lambda: self.acts.bring_in(), "upload"),  # noqa: PLW0108 - acts come later
            ),
            new_text=_("New commitment"),
            filters=chips(),
            lists=self._lists_of.all(),
            sort="position",
            count=lambda total: ngettext("{count} commitment", "{count} commitments", total),
            detail_share=0.4,
            extra=(self.arrangement, self._depth),
        )

    def _connect_detail(self) -> None:
        detail = self.detail
        self.table.delete_asked.connect(lambda *_id: self._on_delete_asked())
        self.selection.counted.connect(detail.show_several)
        self.filter_bar.changed.connect(self.showing.query_changed)
        self.table.sort_asked.connect(lambda *_sort: self.views.notice())
        self.rows.arrived.connect(lambda total: self.showing.arrived(something=bool(total)))
        self.showing.reached.connect(self.table.select_id)
        self.showing.opened.connect(self.open_detail)
        self.showing.verdict_asked.connect(self.acts.propose)
        self.table.current_changed.connect(self.showing.select_id)
        Others(self.filter_bar, self.context.operations, self)
        detail.fields.created_asked.connect(self._on_created_asked)
        detail.fields.document_asked.connect(self._on_document_asked)
        detail.fields.document_opened.connect(partial(show_documents, self, self.context))
        detail.verdicts.new_asked.connect(self._on_verdict_asked)
        detail.verdicts.reply_asked.connect(self.acts.reply)
        detail.verdicts.agree_asked.connect(self.acts.agree)
        detail.verdicts.refuse_asked.connect(self.acts.refuse)
        detail.verdicts.delete_asked.connect(partial(self.acts.delete_part, "verdict"))
        detail.evidence.add_asked.connect(self._on_evidence_asked)
        detail.evidence.edit_asked.connect(self.acts.edit_evidence)
        detail.evidence.delete_asked.connect(partial(self.acts.delete_part, "evidence"))
        detail.several.apply_asked.connect(self._on_apply_asked)
        detail.several.delete_asked.connect(self._on_delete_asked)

    def _enable_actions(self, *, on: bool) -> None:
        for action in self._need_one:
            action.setEnabled(on)

    # Answers

    def _on_choices_read(self, choices: Choices) -> None:
        self.detail.set_choices(choices)
        self.acts.volunteers = choices.volunteers
        self.inline.themes = choices.themes
        self._lists_of.set_choices(choices)

    def _on_page_read(self, record_id: str, page: CommitmentPage) -> None:
        if record_id == self.table.current_id():
            self.detail.show_page(page)

    def _on_page_missing(self, record_id: str, _error: Exception) -> None:
        # Deleted meanwhile, here or by an undo: the list shows the next one.
        if record_id == self.table.current_id():
            self.table.drop_current()
            self.detail.show_nothing()
            self.rows.reload(self.table.first_visible_row())

    def _on_owner_found(self, record_id: str, commitment_id: str) -> None:
        super().show_record(commitment_id)
        if record_id != commitment_id:
            self.detail.show_section(VERDICTS)

    def _on_no_owner(self, record_id: str, _error: Exception) -> None:
        show_other(self.context, self, record_id, lambda: self.show_filtered({"document": (record_id,)}))

    # Acts

    def _commit(self, values: Mapping[str, Any]) -> None:
        record_id = self.detail.fields.form.record_id
        self.context.operations.write(
            change_record,
            kind="commitment",
            record_id=record_id,
            values=values,
            on_error=partial(self._on_refused, record_id),
        )

    def _on_refused(self, record_id: str, error: Exception) -> None:
        self.context.messages.warn(str(error))
        self.load_detail(record_id)

    def _on_created_asked(self, values: Mapping[str, Any]) -> None:
        self.context.operations.write(
            enter_commitment, values=values, on_done=self._on_created, on_error=self._on_not_created
        )

    def _on_created(self, changes: Any) -> None:
        if self.detail.fields.form.is_draft:
            self.detail.fields.created(changes.subject_id)
            self.table.select_id(changes.subject_id)

    def _on_not_created(self, error: Exception) -> None:
        self.detail.fields.not_created()
        self.context.messages.warn(str(error))

    def _on_verdict_asked(self, start: Any = None) -> None:
        if self.detail.is_several:
            self.acts.verdict_on(self.selection.ids)
        elif self.detail.page is not None:
            self.leave()
            self.detail.show_section(VERDICTS)
            self.acts.new_verdict(self.detail.page, start)

    def _on_evidence_asked(self, path: str = "") -> None:
        if self.detail.page is not None and not self.detail.is_several:
            self.leave()
            self.detail.show_section(EVIDENCE)
            self.acts.add_evidence(self.detail.page.id, path)

    def _on_document_asked(self) -> None:
        fields = self.detail.fields.fields
        place = {"territory_id": fields.territory_combo.value(), "mandate_id": fields.mandate_combo.value()}
        self.acts.new_document(fields.document_picker.text().strip(), place, self.detail.fields.set_document)

    def _on_duplicate_asked(self) -> None:
        if self.detail.page is not None:
            self.leave()
            self.acts.duplicate(self.detail.page.id, lambda changes: self.table.select_id(changes.subject_id))

    def _on_delete_asked(self) -> None:
        ids = self.selection.ids if self.detail.is_several else [self.table.current_id()]
        if ids and ids[0]:
            self.leave()
            self.table.drop_current()
            self.acts.delete(ids)

    def _on_sort_named(self, name: str) -> None:
        self.arrange(sort=name, descending=False)
        self.views.notice()

    def _on_place_asked(self) -> None:
        ids = self.selection.ids if self.detail.is_several else [self.table.current_id()]
        if ids and ids[0]:
            self.leave()
            self.showing.ask_place(ids, self.detail.page)

    # Several

    def _on_apply_asked(self, values: Mapping[str, Any]) -> None:
        self.acts.change_several(self.selection.ids, values, lambda _changes: self.detail.several.clear())
