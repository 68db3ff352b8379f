"""Ask who won and who was elected; it keeps nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QTreeWidget, QTreeWidgetItem, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.services.election_views import ElectionView
from altterr_desktop.ui.dialogs.showing import give_room
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.date_field import DateField

_ROLE = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True)
class Outcome:
    """Hold the outcome of a vote: the list that won, the people elected, the day."""

    winner_id: str
    elected_ids: tuple[str, ...]
    held_on: date | None


class ConcludeForm(Form):
    """Bind the dialog of what comes after the vote."""

    FORM = "election_conclude_dialog"
    widget: QDialog
    sentence_label: QLabel
    winner_combo: ChoiceCombo
    day_field: DateField
    people_tree: QTreeWidget
    error_label: QLabel
    save_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, parent: QWidget | None, election: ElectionView) -> None:
        super().__init__(parent)
        give_room(self.widget)
        self.sentence_label.setText(
            _(
                "Whoever was elected becomes an official with a seat in the new mandate. What the winning list "
                "signed becomes the commitments of that mandate. Ctrl+Z undoes it all."
            )
        )
        self.winner_combo.set_choices([(one.id, one.name) for one in election.lists])
        ranked = sorted(election.lists, key=lambda one: (not one.won, -(one.votes or 0)))
        self.winner_combo.set_value(ranked[0].id if ranked and (ranked[0].won or ranked[0].votes) else None)
        self.day_field.set_value(election.held_on)
        self.people_tree.setHeaderLabels([_("List and candidates"), _("Function if elected")])
        self._people: list[QTreeWidgetItem] = []
        for one in election.lists:
            top = QTreeWidgetItem(self.people_tree, [one.name])
            top.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            for place, person in enumerate(one.candidates):
                item = QTreeWidgetItem(top, [person.name, person.function])
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
                )
                chosen = person.elected or (one.seats_won is not None and place < one.seats_won)
                item.setCheckState(0, Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
                item.setData(0, _ROLE, person.id)
                self._people.append(item)
            top.setExpanded(True)
        self.people_tree.setRootIsDecorated(True)
        self.people_tree.header().setStretchLastSection(True)
        unit = self.widget.fontMetrics().averageCharWidth()
        self.people_tree.setColumnWidth(0, unit * 44)
        self.widget.resize(unit * 88, self.widget.fontMetrics().height() * 34)
        self.error_label.hide()
        self.save_button.clicked.connect(lambda *_on: self._on_save())
        self.cancel_button.clicked.connect(self.widget.reject)

    def outcome(self) -> Outcome:
        """Give what was answered."""
        day = self.day_field.value()
        return Outcome(
            self.winner_combo.value() or "", tuple(self._checked()), day if isinstance(day, date) else None
        )

    def _checked(self) -> list[str]:
        return [
            str(item.data(0, _ROLE)) for item in self._people if item.checkState(0) == Qt.CheckState.Checked
        ]

    def _on_save(self) -> None:
        sentence = ""
        if not self.winner_combo.value():
            sentence = _("Choose the list that won.")
        elif not self.day_field.is_valid() or self.day_field.value() is None:
            sentence = _("This date cannot be read. Write it as 13/03/2029.")
        elif not self._checked():
            sentence = _("Tick at least one person who was elected.")
        if sentence:
            self.error_label.setText(sentence)
            self.error_label.show()
            return
        self.widget.accept()


def ask(parent: QWidget, election: ElectionView) -> Outcome | None:
    """Ask for the outcome of a vote; None when cancelled. Tests replace it."""
    form = ConcludeForm(parent, election)
    accepted = form.widget.exec() == QDialog.DialogCode.Accepted
    answer = form.outcome() if accepted else None
    form.widget.deleteLater()
    return answer
