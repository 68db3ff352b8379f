"""Be the page of assessments: the list, one assessment beside it, freezing and exporting."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from altterr_desktop.domain.assessments import AssessmentState
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import count_words
from altterr_desktop.journal.changes import Changes
from altterr_desktop.services.assessment_views import AssessmentView, list_assessments, read_assessment
from altterr_desktop.services.assessments import change_assessment, freeze_assessment, prepare_assessment
from altterr_desktop.services.records import delete_record, restore_record
from altterr_desktop.ui.kit import exporting
from altterr_desktop.ui.kit.actions import Action
from altterr_desktop.ui.kit.base_tab import ListSpec, ListTab
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.empty_state import EmptyWords, Offer
from altterr_desktop.ui.kit.filter_bar import Choice, Filter
from altterr_desktop.ui.tabs.assessments import dialogs
from altterr_desktop.ui.tabs.assessments.columns import assessment_columns
from altterr_desktop.ui.tabs.assessments.detail import AssessmentDetail
from altterr_desktop.ui.tabs.assessments.preview import Preview


class AssessmentsTab(ListTab):
    """Prepare, freeze and print the assessments of a mandate."""

    KEY = "assessments"
    KINDS = frozenset(
        {
            "assessment",
            "commitment",
            "verdict",
            "evidence",
            "verdict_evidence",
            "pledge_document",
            "theme",
            "meeting",
            "territory",
            "mandate",
            "group",
        }
    )

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(context, self._spec(), parent)
        self.view: AssessmentView | None = None
        self.detail = AssessmentDetail(context, self._commit, self)
        self.preview = Preview(context, self.detail.form.preview_layout, self)
        self.set_detail(self.detail.widget)
        self.detail.widget.setEnabled(False)
        form = self.detail.form
        form.freeze_button.clicked.connect(lambda *_checked: self.freeze())
        form.pdf_button.clicked.connect(lambda *_checked: self.export("pdf"))
        form.xlsx_button.clicked.connect(lambda *_checked: self.export("xlsx"))
        form.pages.currentChanged.connect(self._on_page_changed)
        self.table.delete_asked.connect(self._delete)
        self.rows.arrived.connect(self._on_first_rows)
        self._add_actions()

    def _spec(self) -> ListSpec:
        return ListSpec(
            title=_("Assessments"),
            columns=assessment_columns(),
            source=list_assessments,
            placeholder=_("Filter the assessments"),
            empty=EmptyWords(
                "chart-column",
                _("No assessment yet"),
                _(
                    "It states every verdict as of one day, congratulates, names what is stuck, and can be printed."
                ),
                Offer(_("Prepare an assessment"), self.start_new, "plus"),
                Offer(_("See the commitments"), lambda: self.context.open_list("commitment", {}), "target"),
            ),
            new_text=_("New assessment"),
            filters=(
                Filter(
                    "state",
                    _("State"),
                    tuple(Choice(state.value, label(state)) for state in AssessmentState),
                    all_text=_("All"),
                ),
            ),
            count=lambda total: count_words("{count} assessment", "{count} assessments", total),
            detail_share=0.66,
        )

    def _add_actions(self) -> None:
        for action in (
            Action("assessments.freeze", _("Freeze this assessment…"), self.freeze, "", "lock", self.KEY),
            Action(
                "assessments.pdf",
                _("Export this assessment as PDF…"),
                lambda: self.export("pdf"),
                "Ctrl+P",
                "file-down",
                self.KEY,
            ),
            Action(
                "assessments.xlsx",
                _("Export this assessment as a workbook…"),
                lambda: self.export("xlsx"),
                "Ctrl+Shift+P",
                "file-spreadsheet",
                self.KEY,
            ),
        ):
            if action.id not in {known.id for known in self.context.actions.listed()}:
                self.context.actions.add(self, action)

    # A page's own

    def start_new(self) -> None:
        """Prepare an assessment of the territory, as of today."""
        self.context.operations.write(prepare_assessment, on_done=self._on_prepared)

    def leave(self) -> None:
        """Commit what is being typed."""
        self.detail.fields.flush()

    def load_detail(self, record_id: str) -> None:
        """Show an assessment beside the list, or none."""
        if record_id:
            self.context.operations.ask(read_assessment, record_id, on_done=self._on_view)
        else:
            self.view = None
            self.detail.fields.clear()
            self.detail.widget.setEnabled(False)

    # What a person asks

    def freeze(self) -> None:
        """Ask once, then keep the figures for good."""
        self.leave()
        if self.view is None or self.view.state is AssessmentState.FROZEN:
            return
        if dialogs.ask_freeze(self, self.view):
            self.context.operations.write(
                freeze_assessment, assessment_id=self.view.id, on_done=self._on_frozen
            )

    def export(self, fmt: str) -> None:
        """Show what leaves the dossier, then write the assessment as «pdf» or «xlsx»."""
        self.leave()
        if self.view is not None and dialogs.ask_export(self, self.view, fmt):
            exporting.export_report(self.context, self, "assessment", self.view.id, fmt)

    def _delete(self, record_id: str) -> None:
        self.table.drop_current()
        self.context.operations.write(
            delete_record, kind="assessment", record_id=record_id, on_done=self._on_deleted
        )

    # Answers

    def _on_first_rows(self, total: int) -> None:
        if total and not self.table.current_id() and (row := self.rows.row_at(0)) is not None:
            self.table.select_id(row.id)

    def _on_view(self, view: AssessmentView) -> None:
        if view.id != self.table.current_id():
            return
        self.view = view
        self.detail.widget.setEnabled(True)
        self.detail.show_view(view)
        self.preview.mark_stale(view.id)
        self._on_page_changed()

    def _on_page_changed(self, *_place: int) -> None:
        if self.detail.form.pages.currentWidget() is self.detail.form.preview_page:
            self.preview.refresh()

    def _on_prepared(self, changes: Changes) -> None:
        self.filter_bar.clear()
        self.table.select_id(changes.subject_id)
        self.detail.form.title_edit.setFocus()
        self.detail.form.title_edit.selectAll()

    def _on_frozen(self, _changes: Changes) -> None:
        self.context.messages.toast(_("Frozen. Printed again later, it will give the same figures."))

    def _on_deleted(self, changes: Changes) -> None:
        def give_back() -> None:
            self.context.operations.write(restore_record, kind="assessment", record_id=changes.subject_id)

        self.context.messages.toast(changes.label, give_back)

    def _commit(self, field: str, value: Any) -> None:
        self.context.operations.write(
            change_assessment, assessment_id=self.detail.fields.record_id, values={field: value}
        )
