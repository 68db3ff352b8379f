"""Say who comes to a meeting on each side, with which role, and which roles nobody has taken."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.meetings import MeetingRole, MeetingSide, MeetingState
from altterr_desktop.i18n import _
from altterr_desktop.i18n.labels import label
from altterr_desktop.services.fields import today
from altterr_desktop.services.meeting_plan import add_participant, set_role
from altterr_desktop.services.meeting_views import ParticipantView
from altterr_desktop.services.records import change_record
from altterr_desktop.ui.kit.cards import Card
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.deleting import delete_with_undo
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.icons import pixmap, set_icon
from altterr_desktop.ui.kit.part_rows import PartRow, PartRows
from altterr_desktop.ui.kit.pickers import RecordPicker
from altterr_desktop.ui.kit.plain import ElidedLabel, PlainLabel
from altterr_desktop.ui.kit.popup_list import Found
from altterr_desktop.ui.kit.scrolling import scroll_in
from altterr_desktop.ui.kit.theme import theme
from altterr_desktop.ui.tabs.meetings.page import MeetingPage, fill_role, search


class PersonRow(PartRow):
    """Show one person: name and function, role on our side, whether they came, a button to take them off."""

    def __init__(self, context: TabContext, side: MeetingSide, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._name = ""
        self.name_label = ElidedLabel(self)
        self.function_label = ElidedLabel(self, "", "muted")
        self.role_combo = EnumCombo(self)
        self.role_combo.set_members(MeetingRole, _("No role"))
        self.role_combo.setVisible(side is MeetingSide.OURS)
        self.came_check = QCheckBox(_("Came"), self)
        self.remove_button = small_button(self, "x", _("Take off the list"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name_label)
        words.addWidget(self.function_label)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.fontMetrics().height() // 2)
        row.addLayout(words, 1)
        row.addWidget(self.role_combo)
        row.addWidget(self.came_check)
        row.addWidget(self.remove_button)
        self.role_combo.picked.connect(self._on_role_picked)
        self.came_check.toggled.connect(self._on_came_toggled)
        self.remove_button.clicked.connect(lambda *_on: self._remove())

    def show_part(self, part: ParticipantView) -> None:
        """Show a participant."""
        self._name = part.name
        self.name_label.setText(part.name)
        self.function_label.setText(part.function)
        self.function_label.setVisible(bool(part.function))
        self.role_combo.setCurrentIndex(0) if part.role is None else self.role_combo.set_value(part.role)
        self.role_combo.setAccessibleName(_("Role of {name}").format(name=part.name))
        self.came_check.blockSignals(True)
        self.came_check.setChecked(part.attended)
        self.came_check.blockSignals(False)
        self.came_check.setAccessibleName(_("{name} came").format(name=part.name))
        self.remove_button.setAccessibleName(_("Take off the list: {name}").format(name=part.name))

    def _on_role_picked(self, role: MeetingRole | None) -> None:
        self._context.operations.write(set_role, participant_id=self.record_id, role=role)

    def _on_came_toggled(self, came: bool) -> None:  # noqa: FBT001 - a slot
        self._context.operations.write(
            change_record, kind="participant", record_id=self.record_id, values={"attended": came}
        )

    def _remove(self) -> None:
        said = _("Taken off the list: {name}").format(name=self._name)
        delete_with_undo(self._context, "participant", self.record_id, said)


class MissingRole(QWidget):
    """Flag one role that nobody has taken, with the volunteers who could."""

    def __init__(self, role: MeetingRole, parent: QWidget) -> None:
        super().__init__(parent)
        unit = self.fontMetrics().height()
        sign = PlainLabel(self)
        sign.setPixmap(pixmap("triangle-alert", unit, theme().tokens["danger"]))
        words = PlainLabel(self, _("{role}: to be filled").format(role=label(role)), "danger")
        self.combo = ChoiceCombo(self)
        self.combo.setAccessibleName(_("Who will be: {role}").format(role=label(role).lower()))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(unit // 2)
        row.addWidget(sign)
        row.addWidget(words, 1)
        row.addWidget(self.combo)


class PeopleSection(QScrollArea):
    """Show those met at the left, ours with their roles at the right."""

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._page: MeetingPage | None = None
        inside = QWidget(self)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, self.fontMetrics().height() // 3, 0)
        self._missing: dict[MeetingRole, MissingRole] = {}
        theirs, ours = Card(_("Those we meet"), inside), Card(_("Our group"), inside)
        self._fill_theirs(theirs)
        self._fill_ours(ours)
        row.addWidget(theirs, 1)
        row.addWidget(ours, 1)
        scroll_in(self, inside)

    def show_page(self, page: MeetingPage) -> None:
        """Show the people of a meeting and the roles to fill."""
        self._page = page
        self.theirs.show_parts(page.meeting.theirs)
        self.ours.show_parts(page.meeting.ours)
        self._show_came(page)
        here = {person.volunteer_id for person in page.meeting.ours}
        others = [one for one in page.volunteers if one[0] not in here]
        self.volunteer_combo.set_choices(others, _("Add a volunteer…"))
        self.volunteer_combo.setEnabled(bool(others))
        self._show_missing(page)

    def leave(self) -> None:
        """Do nothing: each choice is kept at once."""

    def focus_missing(self) -> None:
        """Put the keyboard on the first role to fill, else on our first role."""
        missing = next(iter(self._missing.values()), None)
        first = missing.combo if missing is not None else self.volunteer_combo
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Inside

    def _fill_theirs(self, card: Card) -> None:
        self.official_picker = RecordPicker(card)
        self.official_picker.setAccessibleName(_("Add an official or a service"))
        self.official_picker.setPlaceholderText(_("Add an official or a service…"))
        self.official_picker.set_search(partial(search, self._context, "official"), self._context.operations)
        self.official_picker.picked.connect(self._on_official_picked)
        self.theirs = PartRows(
            lambda parent: PersonRow(self._context, MeetingSide.THEIRS, parent), (self.official_picker,), card
        )
        self.name_edit = self._name_field(card, _("Add somebody else by name…"), MeetingSide.THEIRS)
        for widget in (self.theirs, self.official_picker, self.name_edit):
            card.column.addWidget(widget)
        card.column.addStretch(1)

    def _fill_ours(self, card: Card) -> None:
        self.volunteer_combo = ChoiceCombo(card)
        self.volunteer_combo.setAccessibleName(_("Add a volunteer"))
        self.volunteer_combo.picked.connect(self._on_volunteer_picked)
        self.ours = PartRows(
            lambda parent: PersonRow(self._context, MeetingSide.OURS, parent), (self.volunteer_combo,), card
        )
        self._missing_column = QVBoxLayout()
        self._missing_column.setSpacing(card.column.spacing())
        self.our_name_edit = self._name_field(card, _("Add somebody else by name…"), MeetingSide.OURS)
        card.column.addLayout(self._missing_column)
        for widget in (self.ours, self.volunteer_combo, self.our_name_edit):
            card.column.addWidget(widget)
        card.column.addStretch(1)

    def _name_field(self, card: Card, words: str, side: MeetingSide) -> QLineEdit:
        field = QLineEdit(card)
        field.setPlaceholderText(words)
        field.setAccessibleName(words.rstrip("…"))
        field.returnPressed.connect(partial(self._on_name_entered, field, side))
        return field

    def _show_came(self, page: MeetingPage) -> None:
        meeting = page.meeting
        over = meeting.state is MeetingState.HELD or (meeting.held_on or date.max) <= today()
        for row in (*self.theirs.rows(), *self.ours.rows()):
            if isinstance(row, PersonRow):
                row.came_check.setVisible(over)

    def _show_missing(self, page: MeetingPage) -> None:
        wanted = page.preparation.missing_roles
        for role in [known for known in self._missing if known not in wanted]:
            gone = self._missing.pop(role)
            gone.hide()
            gone.deleteLater()
        free = [
            (one.volunteer_id, one.name) for one in page.meeting.ours if one.volunteer_id and one.role is None
        ]
        here = {one.volunteer_id for one in page.meeting.ours}
        offered = free + [one for one in page.volunteers if one[0] not in here]
        for role in wanted:
            if role not in self._missing:
                self._missing[role] = MissingRole(role, self)
                self._missing[role].combo.picked.connect(partial(self._on_role_filled, role))
                self._missing_column.addWidget(self._missing[role])
            self._missing[role].combo.set_choices(offered, _("Choose…"))

    def _on_role_filled(self, role: MeetingRole, volunteer_id: str | None) -> None:
        if self._page is None or not volunteer_id:
            return
        known = next((one.id for one in self._page.meeting.ours if one.volunteer_id == volunteer_id), "")
        self._context.operations.write(
            fill_role,
            meeting_id=self._page.meeting.id,
            volunteer_id=volunteer_id,
            participant_id=known,
            role=role,
        )

    def _on_official_picked(self, found: Found | None) -> None:
        if found is not None and self._page is not None:
            self.official_picker.set_value(None)
            self._context.operations.write(
                add_participant, meeting_id=self._page.meeting.id, official_id=found.id
            )

    def _on_volunteer_picked(self, volunteer_id: str | None) -> None:
        if volunteer_id and self._page is not None:
            self.volunteer_combo.set_value(None)
            self._context.operations.write(
                add_participant, meeting_id=self._page.meeting.id, volunteer_id=volunteer_id
            )

    def _on_name_entered(self, field: QLineEdit, side: MeetingSide) -> None:
        name = field.text().strip()
        if name and self._page is not None:
            field.clear()
            self._context.operations.write(
                add_participant, meeting_id=self._page.meeting.id, name=name, side=side
            )


def small_button(parent: QWidget, icon_name: str, words: str) -> QToolButton:
    """Build a quiet button of one icon."""
    button = QToolButton(parent)
    button.setToolTip(words)
    button.setAccessibleName(words)
    set_icon(button, icon_name, "muted")
    return button
