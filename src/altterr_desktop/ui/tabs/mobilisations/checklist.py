"""Show the checklist of a mobilisation by area, and the steps of its plan as a line of time; they save nothing."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QSizePolicy, QWidget

from altterr_desktop.domain.mobilisations import ChecklistArea
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import count_words
from altterr_desktop.i18n.numbers import fraction_words
from altterr_desktop.services.mobilisation_views import ChecklistItemView, MobilisationView, StepView
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.plain import PlainLabel, plain_tip
from altterr_desktop.ui.kit.theme import colour
from altterr_desktop.ui.tabs.mobilisations.calls import Calls
from altterr_desktop.ui.tabs.mobilisations.people import Volunteers
from altterr_desktop.ui.tabs.mobilisations.rows import Page, RowList, line, remove_button


class ChecklistPage(Page):
    """Let things be ticked, given to someone, added and taken away, area by area."""

    def __init__(self, calls: Calls, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calls = calls
        self.sum_label = PlainLabel(self, "", "section")
        self.items = RowList(self)
        self.area_combo = EnumCombo(self)
        self.area_combo.set_members(ChecklistArea)
        self.area_combo.setAccessibleName(_("Area"))
        self.new_edit = QLineEdit(self)
        self.new_edit.setPlaceholderText(_("Add something to have or to do, then press Enter"))
        self.new_edit.setAccessibleName(_("Add to the checklist"))
        self.new_edit.returnPressed.connect(self._on_new_entered)
        self.column.addWidget(self.sum_label)
        self.column.addWidget(self.items)
        self.column.addWidget(line(self, self.area_combo, self.new_edit, stretch=1))
        self.column.addStretch(1)

    def show_view(self, view: MobilisationView, volunteers: Volunteers) -> None:
        """Show the checklist of a mobilisation."""
        done = sum(item.done for item in view.checklist)
        self.sum_label.setText(_("{figures} done").format(figures=fraction_words(done, len(view.checklist))))
        rows: list[QWidget] = []
        area: ChecklistArea | None = None
        for item in view.checklist:
            if item.area is not area:
                area = item.area
                rows.append(PlainLabel(self.items, label(area), "label"))
                rows[-1].setContentsMargins(0, self.fontMetrics().height() // 2, 0, 0)
            rows.append(self._row(item, volunteers))
        self.items.show_rows(rows)

    def _row(self, item: ChecklistItemView, volunteers: Volunteers) -> QWidget:
        row = QWidget(self.items)
        box = tick_box(row, item.title, f"tick:{item.id}", done=item.done)
        box.toggled.connect(lambda on: self._calls.tick("checklist_item", item.id, done=on))
        owner = owner_combo(row, item.title, item.owner_id, item.owner, volunteers)
        owner.setObjectName(f"owner:{item.id}")
        owner.picked.connect(
            lambda chosen: self._calls.change("checklist_item", item.id, {"owner_id": chosen})
        )
        remove = remove_button(
            row, item.title, f"remove:{item.id}", partial(self._calls.delete, "checklist_item", item.id)
        )
        return line(self.items, box, owner, remove)

    def _on_new_entered(self) -> None:
        title = self.new_edit.text().strip()
        if title:
            self.new_edit.clear()
            self._calls.create("checklist_item", {"title": title, "area": self.area_combo.value()})


class PlanPage(Page):
    """Let steps be ticked, moved, given to someone, added and taken away; late ones say so."""

    def __init__(self, calls: Calls, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calls = calls
        self.sum_label = PlainLabel(self, "", "section")
        self.note_label = PlainLabel(self, "", "muted")
        self.note_label.setWordWrap(True)
        self.steps = RowList(self)
        self.new_edit = QLineEdit(self)
        self.new_edit.setPlaceholderText(_("Add a step, then press Enter"))
        self.new_edit.setAccessibleName(_("Add a step"))
        self.new_field = DateField(self)
        self.new_field.setAccessibleName(_("Day of the step"))
        self.new_field.setMaximumWidth(self.fontMetrics().averageCharWidth() * 20)
        self.add_button = QPushButton(_("Add"), self)
        self.new_edit.returnPressed.connect(self._on_new_entered)
        self.add_button.clicked.connect(lambda *_checked: self._on_new_entered())
        for widget in (self.sum_label, self.note_label, self.steps):
            self.column.addWidget(widget)
        self.column.addWidget(line(self, self.new_edit, self.new_field, self.add_button))
        self.column.addStretch(1)

    def show_view(self, view: MobilisationView, volunteers: Volunteers) -> None:
        """Show the steps of a mobilisation, soonest first, and its day at their end."""
        done = sum(step.done for step in view.steps)
        late = sum(step.overdue for step in view.steps)
        said = _("{figures} done").format(figures=fraction_words(done, len(view.steps)))
        self.sum_label.setText(
            f"{said} · {count_words('{count} late', '{count} late', late)}" if late else said
        )
        self.note_label.setText(
            _("Days are counted back from the day of the action: move it, and the steps still to do follow.")
            if view.happens_on
            else _("Give the action a date: each step then gets its day.")
        )
        last = len(view.steps) - 1
        rows = [
            self._row(step, volunteers, is_first=place == 0, is_last=place == last)
            for place, step in enumerate(view.steps)
        ]
        self.steps.show_rows(rows)

    def _row(self, step: StepView, volunteers: Volunteers, *, is_first: bool, is_last: bool) -> QWidget:
        row = QWidget(self.steps)
        dot = TimeDot(step, row, is_first=is_first, is_last=is_last)
        day = DateField(row)
        day.setObjectName(f"day:{step.id}")
        day.setAccessibleName(_("Day of: {step}").format(step=step.title))
        day.set_value(step.due_on)
        day.setMaximumWidth(self.fontMetrics().averageCharWidth() * 17)
        day.setReadOnly(step.done)
        day.picked.connect(lambda chosen: self._calls.move_step(step.id, chosen))
        box = tick_box(row, step.title, f"tick:{step.id}", done=step.done)
        box.toggled.connect(lambda on: self._calls.tick("plan_step", step.id, done=on))
        late = PlainLabel(row, "⚠ " + _("late") if step.overdue else "", "danger")
        late.setVisible(step.overdue)
        owner = owner_combo(row, step.title, step.owner_id, step.owner, volunteers)
        owner.setObjectName(f"owner:{step.id}")
        owner.picked.connect(lambda chosen: self._calls.change("plan_step", step.id, {"owner_id": chosen}))
        remove = remove_button(
            row, step.title, f"remove:{step.id}", partial(self._calls.delete, "plan_step", step.id)
        )
        return line(self.steps, dot, day, box, late, owner, remove, stretch=2)

    def _on_new_entered(self) -> None:
        title = self.new_edit.text().strip()
        if title and self.new_field.is_valid():
            day = self.new_field.value()
            self.new_edit.clear()
            self.new_field.set_value(None)
            self._calls.add_step(title, day if isinstance(day, date) else None)


class TimeDot(QWidget):
    """Draw one stop on the line of time: full when done, crossed by a mark when late."""

    def __init__(self, step: StepView, parent: QWidget, *, is_first: bool, is_last: bool) -> None:
        super().__init__(parent)
        self._step, self._is_first, self._is_last = step, is_first, is_last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Take the width of one letter and a half."""
        unit = self.fontMetrics().height()
        return QSize(unit, unit)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line through the dot, whole from row to row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = self.fontMetrics().height()
        middle = QPointF(self.width() / 2, self.height() / 2)
        painter.setPen(QPen(colour("line"), 2))
        painter.drawLine(QPointF(middle.x(), middle.y() if self._is_first else -unit), middle)
        painter.drawLine(middle, QPointF(middle.x(), middle.y() if self._is_last else self.height() + unit))
        token = "good" if self._step.done else "danger" if self._step.overdue else "border"
        painter.setPen(QPen(colour(token), 2))
        painter.setBrush(colour(token if self._step.done else "surface"))
        painter.drawEllipse(middle, unit * 0.32, unit * 0.32)
        if self._step.overdue:
            painter.drawLine(middle + QPointF(0, -unit * 0.16), middle + QPointF(0, unit * 0.16))
        painter.end()


class TickBox(QCheckBox):
    """Show a box to tick with words that give way; the whole of them is in the tip and for screen readers."""

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self._title = title
        self.setAccessibleName(title)
        self.setToolTip(plain_tip(title))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words where there is no more room; an ampersand in them is no keyboard mark."""
        super().resizeEvent(event)
        room = self.width() - round(self.fontMetrics().height() * 1.6)
        shown = self.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, max(0, room))
        self.setText(shown.replace("&", "&&"))


def tick_box(parent: QWidget, title: str, name: str, *, done: bool) -> TickBox:
    """Build a box to tick."""
    box = TickBox(parent, title)
    box.setObjectName(name)
    box.setChecked(done)
    return box


def owner_combo(
    parent: QWidget, what: str, owner_id: str | None, owner: str, volunteers: Volunteers
) -> ChoiceCombo:
    """Build the list of who does something."""
    combo = ChoiceCombo(parent)
    combo.setMinimumContentsLength(9)
    combo.set_choices(volunteers, _("Nobody yet"))
    combo.set_value((owner_id, owner) if owner_id else None)
    combo.setAccessibleName(_("Who does it: {what}").format(what=what))
    return combo
