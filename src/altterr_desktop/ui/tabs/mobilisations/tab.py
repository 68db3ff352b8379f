"""Be the page of mobilisations: the list, one mobilisation beside it, planning a new one."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from altterr_desktop.domain.mobilisations import MobilisationState
from altterr_desktop.i18n import _, pgettext
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import count_words
from altterr_desktop.journal.changes import Changes
from altterr_desktop.services.mobilisation_plan import change_mobilisation, plan_mobilisation
from altterr_desktop.services.records import delete_record, restore_record
from altterr_desktop.ui.kit import exporting
from altterr_desktop.ui.kit.actions import Action
from altterr_desktop.ui.kit.base_tab import ListSpec, ListTab
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.empty_state import EmptyWords, Offer
from altterr_desktop.ui.kit.filter_bar import Choice, Filter
from altterr_desktop.ui.tabs.mobilisations import new_dialog
from altterr_desktop.ui.tabs.mobilisations.calls import Calls
from altterr_desktop.ui.tabs.mobilisations.columns import list_shown, mobilisation_columns
from altterr_desktop.ui.tabs.mobilisations.detail import MobilisationDetail, Shown, clock_of, load

_CLOCKS = ("start_time", "end_time")


class MobilisationsTab(ListTab):
    """Plan actions, follow their people, checklist and steps, note what they gave."""

    KEY = "mobilisations"
    KINDS = frozenset(
        {
            "mobilisation",
            "mobilisation_target",
            "mobilisation_commitment",
            "mobilisation_role",
            "role_assignment",
            "checklist_item",
            "plan_step",
            "dated_count",
            "volunteer",
            "official",
            "commitment",
            "verdict",
            "territory",
        }
    )

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(context, self._spec(), parent)
        self.shown: Shown | None = None
        self.detail = MobilisationDetail(context, self._commit, Calls(context), self)
        self.set_detail(self.detail.widget)
        self.detail.widget.setEnabled(False)
        self.detail.form.pdf_button.clicked.connect(lambda *_checked: self.export())
        self.table.delete_asked.connect(self._delete)
        self.rows.arrived.connect(self._on_first_rows)
        action = Action(
            "mobilisations.pdf",
            _("Export this mobilisation as PDF…"),
            self.export,
            "Ctrl+P",
            "file-down",
            self.KEY,
        )
        if action.id not in {known.id for known in context.actions.listed()}:
            context.actions.add(self, action)

    def _spec(self) -> ListSpec:
        when = (Choice("upcoming", _("To come")), Choice("past", _("Past")))
        states = tuple(
            Choice(state.value, label(state))
            for state in (MobilisationState.IDEA, MobilisationState.PREPARED)
        )
        return ListSpec(
            title=_("Mobilisations"),
            columns=mobilisation_columns(),
            source=list_shown,
            placeholder=_("Filter the mobilisations"),
            empty=EmptyWords(
                "megaphone",
                _("No mobilisation yet"),
                _("Choose a kind of action: its roles, its checklist and its backward plan come with it."),
                Offer(_("Plan a mobilisation"), self.start_new, "plus"),
                Offer(_("See the commitments"), lambda: self.context.open_list("commitment", {}), "target"),
            ),
            new_text=_("New mobilisation"),
            filters=(
                Filter("when", _("When"), when, all_text=pgettext("mobilisations", "All")),
                Filter("state", _("State"), states),
            ),
            count=lambda total: count_words("{count} mobilisation", "{count} mobilisations", total),
            detail_share=0.57,
        )

    # A page's own

    def start_new(self) -> None:
        """Ask what to plan, and plan it from its kind's template."""
        answer = new_dialog.ask(self.context, self)
        if answer is not None:
            self.context.operations.write(
                plan_mobilisation,
                values=answer.values,
                target_ids=answer.target_ids,
                on_done=self._on_planned,
            )

    def leave(self) -> None:
        """Commit what is being typed."""
        self.detail.fields.flush()

    def load_detail(self, record_id: str) -> None:
        """Show a mobilisation beside the list, or none."""
        if record_id:
            self.context.operations.ask(load, record_id, on_done=self._on_shown)
        else:
            self.shown = None
            self.detail.fields.clear()
            self.detail.widget.setEnabled(False)

    def export(self) -> None:
        """Write the mobilisation shown as a PDF."""
        self.leave()
        if self.shown is not None:
            exporting.export_report(self.context, self, "mobilisation", self.shown.view.id, "pdf")

    def _delete(self, record_id: str) -> None:
        self.table.drop_current()
        self.context.operations.write(
            delete_record, kind="mobilisation", record_id=record_id, on_done=self._on_deleted
        )

    # Answers

    def _on_first_rows(self, total: int) -> None:
        if total and not self.table.current_id() and (row := self.rows.row_at(0)) is not None:
            self.table.select_id(row.id)

    def _on_shown(self, shown: Shown) -> None:
        if shown.view.id == self.table.current_id():
            self.shown = shown
            self.detail.widget.setEnabled(True)
            self.detail.show(shown)

    def _on_planned(self, changes: Changes) -> None:
        self.filter_bar.clear()
        self.table.select_id(changes.subject_id)
        self.detail.form.pages.setCurrentIndex(0)
        self.detail.form.title_edit.setFocus()

    def _on_deleted(self, changes: Changes) -> None:
        def give_back() -> None:
            self.context.operations.write(restore_record, kind="mobilisation", record_id=changes.subject_id)

        self.context.messages.toast(changes.label, give_back)

    def _commit(self, field: str, value: Any) -> None:
        if field in _CLOCKS:
            value = clock_of(value)
        self.context.operations.write(
            change_mobilisation,
            mobilisation_id=self.detail.fields.record_id,
            values={field: value},
            on_error=lambda error: self._on_refused(field, error),
        )

    def _on_refused(self, field: str, error: Exception) -> None:
        self.context.messages.warn(str(error))
        self.reload()
        self.detail.fields.refuse(field)
