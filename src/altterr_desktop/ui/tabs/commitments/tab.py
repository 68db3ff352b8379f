"""Be the page of commitments: the list, its filters, the one chosen; services do what is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.i18n import _, ngettext
from altterr_desktop.i18n.labels import label
from altterr_desktop.services.choices import Choices, names_of, read_choices
from altterr_desktop.services.commitment_page import CommitmentPage, owner_commitment, read_commitment
from altterr_desktop.services.commitments import enter_commitment
from altterr_desktop.services.records import change_record
from altterr_desktop.ui.kit.base_tab import ListSpec, ListTab
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.empty_state import EmptyWords, Offer
from altterr_desktop.ui.kit.filter_bar import Choice, Filter
from altterr_desktop.ui.kit.filter_lists import ListFilter
from altterr_desktop.ui.tabs.commitments.actions import SCOPE, Calls, register
from altterr_desktop.ui.tabs.commitments.acts import Acts
from altterr_desktop.ui.tabs.commitments.columns import columns, list_rows
from altterr_desktop.ui.tabs.commitments.detail import EVIDENCE, VERDICTS, CommitmentDetail
from altterr_desktop.ui.tabs.commitments.selection import Selection

# What has a chip; every other state is in the list beside the chips.
_CHIPS = (Standing.NOT_ASSESSED, Standing.DONE, Standing.IN_PROGRESS)
_KIND_OF_FILTER = {"official": "official", "document": "pledge_document", "parent": "commitment"}


class CommitmentsTab(ListTab):
    """Show the commitments, one of them in full, or the form for several that are selected."""

    KEY = SCOPE
    KINDS = frozenset(
        {
            "commitment",
            "verdict",
            "verdict_evidence",
            "evidence",
            "attachment",
            "pledge_document",
            "theme",
            "official",
            "territory",
            "mandate",
            "framework_measure",
            "volunteer",
        }
    )

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        self._themes = ListFilter("theme", _("Theme"), _("All themes"))
        self._territories = ListFilter("territory", _("Territory"), _("All territories"))
        super().__init__(context, self._describe(), parent)
        self._territories.hide()
        self.detail = CommitmentDetail(context, self._commit)
        self.set_detail(self.detail)
        self.acts = Acts(context, self)
        self.selection = Selection(self.table, self.rows, context.operations, self)
        calls = Calls(
            self.start_new,
            self._on_verdict_asked,
            self._on_evidence_asked,
            self._on_duplicate_asked,
            self._on_delete_asked,
            self.detail.show_section,
            self._on_sort_named,
        )
        menu, self._need_one = register(context, self, calls)
        self.table.set_menu_actions(menu)
        self._enable_actions(on=False)
        self._connect_detail()
        context.operations.ask(read_choices, on_done=self._on_choices_read)

    # What the window asks

    def reload(self) -> None:
        """Ask again for the rows, the lists of choices and the commitment shown."""
        self.selection.come_back()
        super().reload()
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
        chosen = {"theme_id": self._themes.value(), "territory_id": self._territories.value()}
        self._whole.setCurrentIndex(0)
        self.detail.start_new({field: value for field, value in chosen.items() if value})

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

    # Building

    def _describe(self) -> ListSpec:
        standings = tuple(Choice(one.value, _CHIP_WORDS[one]()) for one in _CHIPS)
        flags = (Choice("late", _("Late")), Choice("no_evidence", _("Without evidence")))
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
                Offer(_("Bring a file in…"), self._on_import_asked, "upload"),
            ),
            new_text=_("New commitment"),
            filters=(
                Filter("standing", _("State"), standings, all_text=_("All")),
                Filter("flag", _("Only"), flags, exclusive=False),
            ),
            lists=(self._themes, self._territories),
            sort="position",
            count=lambda total: ngettext("{count} commitment", "{count} commitments", total),
            detail_share=0.4,
        )

    def _connect_detail(self) -> None:
        detail = self.detail
        self.table.delete_asked.connect(lambda *_id: self._on_delete_asked())
        self.selection.counted.connect(detail.show_several)
        self.filter_bar.others_changed.connect(self._on_others_changed)
        detail.fields.created_asked.connect(self._on_created_asked)
        detail.fields.document_asked.connect(self._on_document_asked)
        detail.verdicts.new_asked.connect(self._on_verdict_asked)
        detail.verdicts.reply_asked.connect(self.acts.reply)
        detail.verdicts.agree_asked.connect(self.acts.agree)
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
        self._themes.set_choices([(one.id, one.text) for one in choices.themes])
        self._territories.set_choices([(one.id, one.text) for one in choices.territories])
        self._territories.setVisible(len(choices.territories) > 1)

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
        self.show_filtered({"document": (record_id,)})

    def _on_others_changed(self, others: Mapping[str, Sequence[str]]) -> None:
        words = [label(Standing(value)) for value in others.get("standing", ())]
        if words:
            self.filter_bar.name_others(", ".join(words))
        for name, kind in _KIND_OF_FILTER.items():
            if name in others:
                done = self._on_names_read
                self.context.operations.ask(names_of, kind, others[name], on_done=done)

    def _on_names_read(self, names: tuple[str, ...]) -> None:
        self.filter_bar.name_others(", ".join(names))

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
        if self.detail.page is not None and not self.detail.is_several:
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

    def _on_import_asked(self) -> None:
        if "import.commitments" in {action.id for action in self.context.actions.listed()}:
            self.context.actions.built("import.commitments").trigger()
            return
        self.context.messages.status(
            _("Drop the file on this window: what it holds is shown before anything is written.")
        )

    def _on_sort_named(self, name: str) -> None:
        self._ask(name, descending=False)

    # Several

    def _on_apply_asked(self, values: Mapping[str, Any]) -> None:
        self.acts.change_several(self.selection.ids, values, lambda _changes: self.detail.several.clear())


_CHIP_WORDS = {
    Standing.NOT_ASSESSED: lambda: _("To assess"),
    Standing.DONE: lambda: label(Standing.DONE),
    Standing.IN_PROGRESS: lambda: label(Standing.IN_PROGRESS),
}
