"""List the candidates of a list and edit the current one; it writes through the window's own call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem

from altterr_desktop.i18n import _
from altterr_desktop.services.election_views import CandidateRow, ElectionView, ListView
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.number_field import NumberField
from altterr_desktop.ui.kit.record_form import RecordForm

_ROLE = int(Qt.ItemDataRole.UserRole)


class People(QObject):
    """Drive the page of candidates; `form` is bound to the fields of the current one."""

    def __init__(
        self,
        combo: ChoiceCombo,
        tree: QTreeWidget,
        fields: Mapping[str, QLineEdit | NumberField],
        form: RecordForm,
        create: Callable[[Mapping[str, Any]], object],
    ) -> None:
        super().__init__(tree)
        self._combo = combo
        self._tree = tree
        self._fields = fields
        self._view: ElectionView | None = None
        self.form = form
        self.wanted = ""
        form.bind(**fields)
        form.drafted.connect(self._on_drafted)
        self._create = create
        tree.setHeaderLabels([_("Rank"), _("Name"), _("Function if elected"), _("Elected")])
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        combo.picked.connect(lambda *_id: self._fill())
        tree.currentItemChanged.connect(lambda *_items: self._show())

    def show_election(self, view: ElectionView) -> None:
        """Show the candidates of the list chosen, the first one at first."""
        self._view = view
        self._combo.set_choices([(one.id, one.name) for one in view.lists])
        if not self._combo.value() and view.lists:
            self._combo.set_value(view.lists[0].id)
        self._fill()

    def start_new(self) -> None:
        """Empty the fields for somebody new on the list chosen."""
        asked = self._list()
        if asked is None:
            return
        rank = max((one.rank or 0 for one in asked.candidates), default=0) + 1
        self.form.start_draft({"rank": rank})
        for field in self._fields.values():
            field.setEnabled(True)
        self._fields["given_name"].setFocus()

    def current(self) -> CandidateRow | None:
        """Give the candidate shown."""
        asked, item = self._list(), self._tree.currentItem()
        wanted = item.data(0, _ROLE) if item is not None else ""
        return (
            next((one for one in asked.candidates if one.id == wanted), None) if asked is not None else None
        )

    def _list(self) -> ListView | None:
        chosen = self._combo.value()
        return next((one for one in self._view.lists if one.id == chosen), None) if self._view else None

    def _on_drafted(self, values: Mapping[str, Any]) -> None:
        asked = self._list()
        if asked is not None and str(values.get("family_name") or "").strip():
            given = {name: value for name, value in values.items() if value is not None}
            self._create({"candidate_list_id": asked.id, **given})

    def _fill(self) -> None:
        asked = self._list()
        self._tree.blockSignals(True)
        self._tree.clear()
        for one in asked.candidates if asked is not None else ():
            elected = _("✓ Elected") if one.elected else ""
            item = QTreeWidgetItem(self._tree, [str(one.rank or ""), one.name, one.function, elected])
            item.setData(0, _ROLE, one.id)
            if one.id == self.wanted or self._tree.currentItem() is None:
                self._tree.setCurrentItem(item)
        self._tree.blockSignals(False)
        self._show()

    def _show(self) -> None:
        if self.form.is_draft:
            return
        person = self.current()
        for field in self._fields.values():
            field.setEnabled(person is not None)
        if person is None:
            self.form.clear()
            return
        self.wanted = person.id
        self.form.load(person)
