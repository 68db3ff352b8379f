"""Show the roles of a mobilisation: how many people each needs, who takes it, who is missing; it saves nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLineEdit, QPushButton, QSpinBox, QWidget

from altterr_desktop.domain.mobilisations import MobilisationKind
from altterr_desktop.i18n import _
from altterr_desktop.i18n.names import count_words
from altterr_desktop.i18n.numbers import fraction_words
from altterr_desktop.services.mobilisation_views import MobilisationView, RoleView
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.number_field import set_off
from altterr_desktop.ui.kit.plain import PlainLabel
from altterr_desktop.ui.tabs.mobilisations.calls import Calls
from altterr_desktop.ui.tabs.mobilisations.rows import Page, RowList, line, remove_button

_MOST_PEOPLE = 999
Volunteers = tuple[tuple[str, str], ...]


class PeoplePage(Page):
    """Let roles be added, renamed, counted, given to volunteers and taken back."""

    def __init__(self, calls: Calls, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calls = calls
        self._names_kept = True
        self.sum_label = PlainLabel(self, "", "section")
        self.names_label = PlainLabel(self, "", "muted")
        self.names_label.setWordWrap(True)
        self.roles = RowList(self)
        self.new_edit = QLineEdit(self)
        self.new_edit.setPlaceholderText(_("Add a role, then press Enter"))
        self.new_edit.setAccessibleName(_("Add a role"))
        self.new_edit.returnPressed.connect(self._on_new_entered)
        for widget in (self.sum_label, self.names_label, self.roles, self.new_edit):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def show_view(self, view: MobilisationView, volunteers: Volunteers) -> None:
        """Show the roles of a mobilisation; for civil disobedience, numbers alone."""
        self._names_kept = view.kind is not MobilisationKind.CIVIL_DISOBEDIENCE
        filled = view.people_needed - view.people_missing
        if self._names_kept:
            found = _("{figures} people found").format(figures=fraction_words(filled, view.people_needed))
            missing = count_words("{count} missing", "{count} missing", view.people_missing)
            self.sum_label.setText(f"{found} · {missing}" if view.people_missing else found)
        else:
            self.sum_label.setText(
                count_words("{count} person needed", "{count} people needed", view.people_needed)
            )
        self.names_label.setText(view.names_sentence)
        self.names_label.setVisible(bool(view.names_sentence))
        self.roles.show_rows([self._row(role, volunteers) for role in view.roles])

    def _row(self, role: RoleView, volunteers: Volunteers) -> QWidget:
        row = QWidget(self.roles)
        name = QLineEdit(role.name, row)
        name.setObjectName(f"name:{role.id}")
        name.setAccessibleName(_("Role"))
        name.setCursorPosition(0)
        name.editingFinished.connect(partial(self._on_renamed, role, name))
        needed = QSpinBox(row)
        needed.setObjectName(f"needed:{role.id}")
        needed.setRange(0, _MOST_PEOPLE)
        needed.setValue(role.needed)
        set_off(needed)
        needed.setAccessibleName(_("People needed: {role}").format(role=role.name))
        needed.editingFinished.connect(partial(self._on_counted, role, needed))
        state = PlainLabel(row, *self._state(role))
        state.setMinimumWidth(row.fontMetrics().averageCharWidth() * 13)
        remove = remove_button(
            row, role.name, f"remove:{role.id}", partial(self._calls.delete, "mobilisation_role", role.id)
        )
        if not self._names_kept:
            return line(row, name, needed, state, remove)
        first = line(row, name, needed, state, self._add_combo(row, role, volunteers), remove)
        if not role.people:
            return first
        stack = RowList(row)
        stack.show_rows([first, self._people(stack, role)])
        return stack

    def _state(self, role: RoleView) -> tuple[str, str]:
        if not self._names_kept or not role.needed:
            return "", "muted"
        if role.missing:
            return "⚠ " + count_words("{count} missing", "{count} missing", role.missing), "danger"
        return "✓ " + _("complete"), "muted"

    def _add_combo(self, parent: QWidget, role: RoleView, volunteers: Volunteers) -> ChoiceCombo:
        taken = {name for _id, name in role.people}
        combo = ChoiceCombo(parent)
        combo.setObjectName(f"assign:{role.id}")
        combo.set_choices([one for one in volunteers if one[1] not in taken], _("Add someone…"))
        combo.setAccessibleName(_("Add someone to: {role}").format(role=role.name))
        combo.picked.connect(partial(self._on_person_picked, role.id))
        return combo

    def _people(self, parent: QWidget, role: RoleView) -> QWidget:
        chips: list[QWidget] = [
            person_button(parent, name, f"person:{assignment}", partial(self._calls.unassign, assignment))
            for assignment, name in role.people
        ]
        return line(parent, *chips, QWidget(parent), stretch=len(chips))

    def _on_person_picked(self, role_id: str, volunteer_id: object) -> None:
        if isinstance(volunteer_id, str):
            self._calls.assign(role_id, volunteer_id)

    def _on_renamed(self, role: RoleView, edit: QLineEdit) -> None:
        if edit.isModified() and edit.text().strip() and edit.text() != role.name:
            edit.setModified(False)
            self._calls.change("mobilisation_role", role.id, {"name": edit.text().strip()})

    def _on_counted(self, role: RoleView, spin: QSpinBox) -> None:
        if spin.value() != role.needed:
            self._calls.change("mobilisation_role", role.id, {"needed": spin.value()})

    def _on_new_entered(self) -> None:
        name = self.new_edit.text().strip()
        if name:
            self.new_edit.clear()
            self._calls.create("mobilisation_role", {"name": name, "needed": 1})


def person_button(parent: QWidget, who: str, name: str, on_click: Callable[[], object]) -> QWidget:
    """Build the button of a person who has a role: pressed, the role is taken back."""
    button = QPushButton(who, parent)
    button.setObjectName(name)
    button.setProperty("kind", "chip")
    button.setAccessibleName(_("Take the role back from {name}").format(name=who))
    button.setToolTip(button.accessibleName())
    set_icon(button, "x", "muted")
    button.clicked.connect(lambda *_checked: on_click())
    return button
