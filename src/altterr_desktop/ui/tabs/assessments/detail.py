"""Show one assessment: its words as fields, its figures, its pages; it saves through what the tab gives."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.assessments import SCALES, AssessmentState
from altterr_desktop.domain.commitments import STANDINGS_ON_SCALE, Standing
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.numbers import decimal
from altterr_desktop.services.assessment_views import AssessmentView
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.cards import LinkRow
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.record_form import RecordForm
from altterr_desktop.ui.tabs.assessments.columns import state_words
from altterr_desktop.ui.tabs.assessments.figures import FiguresPage


class AssessmentForm(Form):
    """Bind the form of an assessment."""

    FORM = "assessment_detail"
    whole_layout: QVBoxLayout
    state_label: QLabel
    frozen_label: QLabel
    freeze_button: QPushButton
    pdf_button: QPushButton
    xlsx_button: QPushButton
    title_edit: QLineEdit
    pages: QTabWidget
    texts_scroll: QScrollArea
    texts_page: QWidget
    texts_layout: QVBoxLayout
    territory_combo: ChoiceCombo
    mandate_combo: ChoiceCombo
    as_of_field: DateField
    scale_combo: ChoiceCombo
    scale_words_label: QLabel
    introduction_edit: QPlainTextEdit
    advances_edit: QPlainTextEdit
    advances_proposals: QVBoxLayout
    stuck_edit: QPlainTextEdit
    stuck_proposals: QVBoxLayout
    demands_edit: QPlainTextEdit
    demands_proposals: QVBoxLayout
    method_notes_edit: QPlainTextEdit
    figures_layout: QVBoxLayout
    preview_layout: QVBoxLayout
    preview_page: QWidget


_LINES = {"introduction": 3, "advances": 4, "stuck": 4, "demands": 3, "method_notes": 3}


class AssessmentDetail:
    """Fill the form from an AssessmentView and hand what a person changes to `commit(field, value)`."""

    def __init__(self, context: TabContext, commit: Callable[[str, Any], object], parent: QWidget) -> None:
        self.form = AssessmentForm(parent)
        self.widget = self.form.widget
        self.fields = RecordForm(commit, parent)
        self.figures = FiguresPage(context, self.form.pages)
        self.form.figures_layout.addWidget(self.figures)
        self.form.pages.tabBar().setAccessibleName(self.form.pages.accessibleName())
        self._texts = {
            "introduction": self.form.introduction_edit,
            "advances": self.form.advances_edit,
            "stuck": self.form.stuck_edit,
            "demands": self.form.demands_edit,
            "method_notes": self.form.method_notes_edit,
        }
        self._proposals: list[QWidget] = []
        self._set_up_look()
        self.fields.bind(title=self.form.title_edit, as_of=self.form.as_of_field, **self._texts)
        self.fields.bind(**self._combos())

    def _combos(self) -> dict[str, ChoiceCombo]:
        return {
            "territory_id": self.form.territory_combo,
            "mandate_id": self.form.mandate_combo,
            "scale_key": self.form.scale_combo,
        }

    def _set_up_look(self) -> None:
        unit = self.widget.fontMetrics().height()
        self.form.whole_layout.setContentsMargins(unit, round(unit * 0.7), unit, 0)
        # A scroll area paints the page's ground behind what it holds; here the card's own must show.
        self.form.texts_page.setAutoFillBackground(False)
        self.form.texts_scroll.viewport().setAutoFillBackground(False)
        self.form.texts_layout.setContentsMargins(0, round(unit * 0.6), round(unit * 0.6), unit)
        self.form.texts_layout.setSpacing(round(unit * 0.5))
        for field, edit in self._texts.items():
            edit.setFixedHeight(round(unit * (_LINES[field] * 1.25 + 0.8)))
        for combo in self._combos().values():
            combo.setMinimumContentsLength(8)
        self.form.scale_combo.set_choices([(key, scale_name(key)) for key in SCALES])
        self.form.pages.tabBar().setDrawBase(False)

    def show_view(self, view: AssessmentView) -> None:
        """Show an assessment; a frozen one can be read and printed, not changed."""
        frozen = view.state is AssessmentState.FROZEN
        own = (view.territory_id, view.territory)
        self.form.territory_combo.set_choices(
            view.territories if own in view.territories else (*view.territories, own)
        )
        self.form.mandate_combo.set_choices(view.mandates)
        self.fields.load(view)
        self.form.state_label.setText(state_words(view.state))
        said = (
            _("on {day}: its figures no longer move").format(day=medium_date(view.frozen_on))
            if view.frozen_on
            else ""
        )
        self.form.frozen_label.setText(said)
        self.form.freeze_button.setVisible(not frozen)
        self.form.scale_words_label.setText(scale_words(view.points))
        self.form.title_edit.setReadOnly(frozen)
        self.form.as_of_field.setReadOnly(frozen)
        for edit in self._texts.values():
            edit.setReadOnly(frozen)
        for combo in self._combos().values():
            combo.setEnabled(not frozen)
        self._show_proposals(view, shown=not frozen)
        self.figures.show_view(view)

    def _show_proposals(self, view: AssessmentView, *, shown: bool) -> None:
        for row in self._proposals:
            row.deleteLater()
        self._proposals = []
        if not shown:
            return
        for field, layout, lines in (
            ("advances", self.form.advances_proposals, view.proposed_advances),
            ("stuck", self.form.stuck_proposals, view.proposed_stuck),
            ("demands", self.form.demands_proposals, view.proposed_demands),
        ):
            written = getattr(view, field)
            layout.setSpacing(0)
            for line in lines:
                if line not in written:
                    row = LinkRow("plus", line, _("add"), partial(self._add_line, field, line), self.widget)
                    row.setAccessibleName(_("Add: {line}").format(line=line))
                    layout.addWidget(row)
                    self._proposals.append(row)

    def _add_line(self, field: str, line: str) -> None:
        """Write a proposed line at the end of a text, as if it had been typed."""
        edit = self._texts[field]
        before = edit.toPlainText().rstrip()
        edit.setPlainText(f"{before}\n{line}" if before else line)
        self.fields.commit_field(field)


def scale_name(key: str) -> str:
    """Give the name of a scale in a few words."""
    names = {
        "halves": _("Kept 1, partly kept ½"),
        "steps": _("By steps, from announced to kept"),
        "strict": _("Kept or not"),
    }
    return names.get(key, key)


def scale_words(points: dict[Standing, int]) -> str:
    """Write the points of a scale in words: «Kept 1 · Partly kept 0.5 · others 0»."""
    given = [f"{label(one)} {_points(points[one])}" for one in STANDINGS_ON_SCALE if points.get(one)]
    words = " · ".join([*given, _("the others {points}").format(points="0")])
    return _("{points}. Off the scale and not assessed: left out of the count.").format(points=words)


def _points(hundredths: int) -> str:
    return decimal(hundredths / 100, 0 if hundredths % 100 == 0 else 1 if hundredths % 10 == 0 else 2)
