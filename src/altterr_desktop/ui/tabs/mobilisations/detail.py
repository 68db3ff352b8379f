"""Show one mobilisation: its facts as fields, its people, checklist, plan and outcome; it saves through the tab."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.mobilisations import EscalationStep, MobilisationKind, MobilisationState
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import long_date
from altterr_desktop.i18n.labels import short_label
from altterr_desktop.i18n.numbers import fraction_words
from altterr_desktop.services.choices import read_choices
from altterr_desktop.services.declarations import DeclarationState
from altterr_desktop.services.mobilisation_views import MobilisationView, read_mobilisation
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.number_field import NumberField
from altterr_desktop.ui.kit.plain import scaled_font
from altterr_desktop.ui.kit.record_form import RecordForm
from altterr_desktop.ui.tabs.mobilisations.calls import Calls
from altterr_desktop.ui.tabs.mobilisations.checklist import ChecklistPage, PlanPage
from altterr_desktop.ui.tabs.mobilisations.counts import CountsPanel
from altterr_desktop.ui.tabs.mobilisations.links import Link, LinkCalls, LinkList
from altterr_desktop.ui.tabs.mobilisations.people import PeoplePage, Volunteers
from altterr_desktop.ui.tabs.mobilisations.rows import on_card

_CLOCK = re.compile(r"\s*(\d{1,2})\s*(?:[h:.]\s*(\d{2})?\s*(?:min)?)?\s*", re.IGNORECASE)
_ALARMING = (DeclarationState.PRESSING, DeclarationState.TOO_LATE, DeclarationState.DECLARED_OUTSIDE)
_LINES = {"aim": 3, "demand": 3, "outcome": 4, "press_notes": 4, "risks": 3, "notes": 3}


class MobilisationForm(Form):
    """Bind the form of a mobilisation."""

    FORM = "mobilisation_detail"
    whole_layout: QVBoxLayout
    title_edit: QLineEdit
    state_combo: EnumCombo
    pdf_button: QPushButton
    names_label: QLabel
    pages: QTabWidget
    facts_scroll: QScrollArea
    facts_page: QWidget
    facts_page_layout: QVBoxLayout
    happens_on_field: DateField
    start_time_edit: QLineEdit
    end_time_edit: QLineEdit
    place_edit: QLineEdit
    kind_combo: EnumCombo
    escalation_combo: EnumCombo
    lead_combo: ChoiceCombo
    territory_combo: ChoiceCombo
    public_road_check: QCheckBox
    declaration_card: QFrame
    declaration_label: QLabel
    window_label: QLabel
    declared_on_field: DateField
    aim_edit: QPlainTextEdit
    demand_edit: QPlainTextEdit
    targets_layout: QVBoxLayout
    commitments_layout: QVBoxLayout
    people_layout: QVBoxLayout
    checklist_layout: QVBoxLayout
    plan_layout: QVBoxLayout
    outcome_scroll: QScrollArea
    outcome_page: QWidget
    outcome_page_layout: QVBoxLayout
    counts_layout: QVBoxLayout
    attendance_field: NumberField
    budget_field: NumberField
    outcome_edit: QPlainTextEdit
    press_notes_edit: QPlainTextEdit
    risks_edit: QPlainTextEdit
    notes_edit: QPlainTextEdit


@dataclass(frozen=True)
class Shown:
    """Hold what the page of one mobilisation needs."""

    view: MobilisationView
    volunteers: Volunteers
    territories: tuple[tuple[str, str], ...]


def load(dossier: Any, mobilisation_id: str) -> Shown:
    """Read a mobilisation and the short lists its fields choose from; called on the dossier's thread."""
    choices = read_choices(dossier)
    return Shown(
        read_mobilisation(dossier, mobilisation_id),
        tuple((one.id, one.text) for one in choices.volunteers),
        tuple((one.id, one.text) for one in choices.territories),
    )


class MobilisationDetail:
    """Fill the form and its pages from what `load` read."""

    def __init__(
        self, context: TabContext, commit: Callable[[str, Any], object], calls: Calls, parent: QWidget
    ) -> None:
        self._calls = calls
        self.form = MobilisationForm(parent)
        self.widget = self.form.widget
        self.fields = RecordForm(commit, parent)
        self.people = PeoplePage(calls, self.form.pages)
        self.checklist = ChecklistPage(calls, self.form.pages)
        self.plan = PlanPage(calls, self.form.pages)
        self.counts = CountsPanel(calls, self.form.outcome_page)
        delete_target = partial(calls.delete, "mobilisation_target")
        self.targets = LinkList(
            context,
            "official",
            "user",
            _("Add an official…"),
            LinkCalls(calls.add_target, delete_target),
            self.form.facts_page,
        )
        self.commitments = LinkList(
            context,
            "commitment",
            "target",
            _("Add a commitment…"),
            LinkCalls(calls.add_commitment, calls.remove_commitment),
            self.form.facts_page,
        )
        self._place_parts()
        self._set_up_look()
        self._bind()

    def _place_parts(self) -> None:
        self.form.people_layout.addWidget(self.people)
        self.form.checklist_layout.addWidget(self.checklist)
        self.form.plan_layout.addWidget(self.plan)
        self.form.counts_layout.addWidget(self.counts)
        for layout, part in (
            (self.form.targets_layout, self.targets),
            (self.form.commitments_layout, self.commitments),
        ):
            layout.addWidget(part)
            layout.addStretch(1)

    def _set_up_look(self) -> None:
        form, unit = self.form, self.widget.fontMetrics().height()
        form.title_edit.setFont(scaled_font(self.widget.font(), 1.15, QFont.Weight.DemiBold))
        form.pages.tabBar().setAccessibleName(form.pages.accessibleName())
        form.pages.tabBar().setDrawBase(False)
        form.whole_layout.setContentsMargins(unit, round(unit * 0.7), unit, 0)
        for layout in (form.facts_page_layout, form.outcome_page_layout):
            layout.setContentsMargins(0, round(unit * 0.6), round(unit * 0.6), unit)
            layout.setSpacing(round(unit * 0.55))
        for scroll in (form.facts_scroll, form.outcome_scroll):
            on_card(scroll)
        for field, lines in _LINES.items():
            self._texts()[field].setFixedHeight(round(unit * (lines * 1.25 + 0.8)))
        form.kind_combo.set_members(MobilisationKind)
        form.state_combo.set_members(MobilisationState)
        form.escalation_combo.set_members(EscalationStep, _("not chosen"))
        form.budget_field.set_format(0, "€")
        for combo in (form.kind_combo, form.escalation_combo):
            combo.setSizeAdjustPolicy(EnumCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(5)
        for choice in (form.lead_combo, form.territory_combo):
            choice.setMinimumContentsLength(5)

    def _texts(self) -> dict[str, QPlainTextEdit]:
        form = self.form
        return {
            "aim": form.aim_edit,
            "demand": form.demand_edit,
            "outcome": form.outcome_edit,
            "press_notes": form.press_notes_edit,
            "risks": form.risks_edit,
            "notes": form.notes_edit,
        }

    def _bind(self) -> None:
        form = self.form
        self.fields.bind(
            title=form.title_edit,
            mobilisation_state=form.state_combo,
            happens_on=form.happens_on_field,
            start_time=form.start_time_edit,
            end_time=form.end_time_edit,
            place=form.place_edit,
            mobilisation_kind=form.kind_combo,
            escalation_step=form.escalation_combo,
            lead_volunteer_id=form.lead_combo,
            territory_id=form.territory_combo,
            on_public_road=form.public_road_check,
            declared_on=form.declared_on_field,
            attendance=form.attendance_field,
            budget=form.budget_field,
            **self._texts(),
        )

    def show(self, shown: Shown) -> None:
        """Show a mobilisation."""
        view = shown.view
        self._calls.mobilisation_id = view.id
        self.form.lead_combo.set_choices(shown.volunteers, _("Nobody yet"))
        own = (view.territory_id or "", view.territory)
        known = {record_id for record_id, _name in shown.territories}
        more = (own,) if own[0] and own[0] not in known else ()
        self.form.territory_combo.set_choices((*shown.territories, *more), _("not chosen"))
        self.fields.load(_values(view))
        self.form.names_label.setText(view.names_sentence)
        self.form.names_label.setVisible(bool(view.names_sentence))
        self._show_declaration(view)
        self.targets.show_links(
            [Link(target.id, target.official_id, target.name, target.function) for target in view.targets]
        )
        self.commitments.show_links(
            [Link(one.id, one.id, one.title, short_label(one.standing)) for one in view.commitments]
        )
        for page in (self.people, self.checklist, self.plan):
            page.show_view(view, shown.volunteers)
        self.counts.show_view(view)
        self._show_titles(view)

    def _show_titles(self, view: MobilisationView) -> None:
        """Say in the titles of the parts how far each is."""
        filled = view.people_needed - view.people_missing
        done = sum(item.done for item in view.checklist)
        steps = sum(step.done for step in view.steps)
        for place, (title, part, whole) in enumerate(
            (
                (_("People"), filled, view.people_needed),
                (_("Checklist"), done, len(view.checklist)),
                (_("Plan"), steps, len(view.steps)),
            ),
            1,
        ):
            self.form.pages.setTabText(place, f"{title} {fraction_words(part, whole)}" if whole else title)

    def _show_declaration(self, view: MobilisationView) -> None:
        found = view.declaration
        self.form.declaration_card.setVisible(view.on_public_road)
        if found is None:
            self.form.declaration_label.setText(
                _("Give the action a date: the days for declaring it are then counted.")
            )
            self.form.window_label.setText("")
            return
        alarming = found.state in _ALARMING
        sign = "⚠ " if alarming else "✓ " if found.state is DeclarationState.DECLARED else ""
        self.form.declaration_label.setText(f"{sign}{found.sentence}")
        self.form.declaration_label.setProperty("kind", "danger" if alarming else "section")
        self.form.declaration_label.style().unpolish(self.form.declaration_label)
        self.form.declaration_label.style().polish(self.form.declaration_label)
        self.form.window_label.setText(
            _("Days of the law: from {first} to {last}. Safe until {safe_last}.").format(
                first=long_date(found.first), last=long_date(found.last), safe_last=long_date(found.safe_last)
            )
        )


def _values(view: MobilisationView) -> dict[str, Any]:
    """Give the record's fields by the names they are saved under."""
    values = {name: getattr(view, name) for name in (*_LINES, *_AS_THEY_ARE)}
    lead = (view.lead_volunteer_id, view.lead) if view.lead_volunteer_id else None
    return {
        **values,
        "mobilisation_kind": view.kind,
        "mobilisation_state": view.state,
        "lead_volunteer_id": lead,
    }


_AS_THEY_ARE = (
    "id",
    "title",
    "happens_on",
    "start_time",
    "end_time",
    "place",
    "escalation_step",
    "territory_id",
    "on_public_road",
    "declared_on",
    "attendance",
    "budget",
)


def clock_of(text: str) -> str:
    """Write a time of day as it is kept: «14h30», «14 h», «9:05» become HH:MM; other words stay as they are."""
    found = _CLOCK.fullmatch(text)
    return f"{int(found[1]):02d}:{found[2] or '00'}" if found else text.strip()
