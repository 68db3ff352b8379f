"""Ask what kind of mobilisation to plan, when, where and against what; it plans nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from altterr_desktop.domain.mobilisations import MobilisationKind
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import count_words, join_words
from altterr_desktop.services.mobilisation_plan import template_of
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.pickers import RecordPicker
from altterr_desktop.ui.tabs.mobilisations.links import search_choices

# Kinds that usually take the public road: the box starts ticked.
_ON_ROAD = (MobilisationKind.MARCH, MobilisationKind.BIKE_RIDE, MobilisationKind.GATHERING)


@dataclass(frozen=True)
class NewMobilisation:
    """Hold what was answered."""

    values: dict[str, Any]
    target_ids: tuple[str, ...]


class NewMobilisationForm(Form):
    """Bind the dialog, with a sentence on each kind."""

    FORM = "mobilisation_new_dialog"
    widget: QDialog
    kind_combo: EnumCombo
    kind_words_label: QLabel
    title_edit: QLineEdit
    happens_on_field: DateField
    place_edit: QLineEdit
    public_road_check: QCheckBox
    target_picker: RecordPicker
    demand_edit: QPlainTextEdit
    create_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, context: TabContext, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.kind_combo.set_members(MobilisationKind)
        self.kind_combo.set_value(MobilisationKind.GATHERING)
        self.kind_combo.currentIndexChanged.connect(lambda *_place: self._on_kind_chosen())
        self.target_picker.set_search(partial(search_choices, context, "official"), context.operations)
        self.create_button.clicked.connect(self._on_create_asked)
        self.cancel_button.clicked.connect(self.widget.reject)
        self.demand_edit.setTabChangesFocus(True)
        metrics = self.widget.fontMetrics()
        self.demand_edit.setFixedHeight(round(metrics.height() * 4.4))
        self.kind_words_label.setMinimumHeight(metrics.height() * 2)
        self.widget.setMinimumWidth(metrics.averageCharWidth() * 72)
        self._on_kind_chosen()

    def kind(self) -> MobilisationKind:
        """Give the kind chosen."""
        return MobilisationKind(self.kind_combo.value() or MobilisationKind.GATHERING)

    def answer(self) -> NewMobilisation:
        """Give what was answered."""
        target = self.target_picker.value()
        values = {
            "mobilisation_kind": self.kind(),
            "title": self.title_edit.text().strip(),
            "happens_on": self.happens_on_field.value(),
            "place": self.place_edit.text().strip(),
            "on_public_road": self.public_road_check.isChecked(),
            "demand": self.demand_edit.toPlainText().strip(),
        }
        return NewMobilisation(values, (target,) if target else ())

    def _on_kind_chosen(self) -> None:
        kind = self.kind()
        self.kind_words_label.setText(f"{kind_words(kind)} {template_words(kind)}")
        self.title_edit.setPlaceholderText(label(kind))
        self.public_road_check.setChecked(kind in _ON_ROAD)

    def _on_create_asked(self) -> None:
        if self.happens_on_field.is_valid():
            self.widget.accept()
        else:
            self.happens_on_field.setFocus()


def ask(context: TabContext, parent: QWidget) -> NewMobilisation | None:
    """Ask what to plan; None when cancelled. Tests replace it."""
    form = NewMobilisationForm(context, parent)
    accepted = form.widget.exec() == QDialog.DialogCode.Accepted
    answer = form.answer() if accepted else None
    form.widget.deleteLater()
    return answer


def template_words(kind: MobilisationKind) -> str:
    """Say how many parts the plan of a kind starts with."""
    template = template_of(kind)
    parts = [
        count_words("{count} role", "{count} roles", len(template["mobilisation_role"])),
        count_words(
            "{count} thing to have ready", "{count} things to have ready", len(template["checklist_item"])
        ),
        count_words("{count} step", "{count} steps", len(template["plan_step"])),
    ]
    return _("Starts with {parts}.").format(parts=join_words(parts))


def kind_words(kind: MobilisationKind) -> str:
    """Say in one sentence what a kind of action is good for."""
    sentences = {
        MobilisationKind.PETITION: _("Shows that many people ask the same thing, over weeks."),
        MobilisationKind.OPEN_LETTER: _(
            "Puts a question in public, signed by organisations and known people."
        ),
        MobilisationKind.MARCH: _("Gathers many people and crosses the town; declared beforehand."),
        MobilisationKind.BIKE_RIDE: _(
            "Shows the streets as they could be, in joy and safety; declared beforehand."
        ),
        MobilisationKind.LEAFLETING: _("Meets people where they are, one by one."),
        MobilisationKind.STAND: _("Is there on a market or at a fair, to talk and to be found."),
        MobilisationKind.GATHERING: _(
            "Is seen in front of the town hall, on the day that counts; declared beforehand."
        ),
        MobilisationKind.PUBLIC_MEETING: _("Informs, debates, and invites the officials to answer."),
        MobilisationKind.WORKSHOP: _("Lets people learn or make something together."),
        MobilisationKind.CIVIL_DISOBEDIENCE: _(
            "Breaks a rule openly and without violence. No participant’s name is kept here."
        ),
        MobilisationKind.OTHER: _("Anything else: start from a short plan and make it yours."),
    }
    return sentences[kind]
