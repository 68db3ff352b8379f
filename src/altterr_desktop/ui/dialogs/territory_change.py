"""Ask what happened to a territory (new name, new code, merger, creation) and have it kept; the rules are elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)
from shiboken6 import isValid

from altterr_desktop.domain.territories import TerritoryChangeKind, TerritoryKind
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import labelled
from altterr_desktop.services.dossiers import TerritoryRow
from altterr_desktop.services.territory_changes import (
    ChangeView,
    create_territory,
    merge_territories,
    recode_territory,
    rename_territory,
    territory_history,
)
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.operations import Operations

_KINDS = (
    TerritoryChangeKind.RENAMED,
    TerritoryChangeKind.RECODED,
    TerritoryChangeKind.MERGED,
    TerritoryChangeKind.CREATED,
)
_ID = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True)
class Asked:
    """Hold the operation a change is kept by, and its arguments."""

    fn: Callable[..., Any]
    values: dict[str, Any]


class TerritoryChangeForm(Form):
    """Bind the dialog; it stays until the change is kept."""

    FORM = "territory_change_dialog"
    widget: QDialog
    place_label: QLabel
    kind_combo: EnumCombo
    merged_box: QWidget
    merged_list: QListWidget
    name_edit: QLineEdit
    code_edit: QLineEdit
    happened_on_field: DateField
    source_edit: QLineEdit
    history_label: QLabel
    error_label: QLabel
    cancel_button: QPushButton
    save_button: QPushButton

    def __init__(
        self,
        parent: QWidget | None,
        operations: Operations,
        place: TerritoryRow,
        others: Sequence[TerritoryRow],
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._place = place
        self.place_label.setText(f"{place.name} ({place.code})")
        self.kind_combo.set_members(_KINDS)
        self.kind_combo.set_value(TerritoryChangeKind.RENAMED)
        self.kind_combo.currentIndexChanged.connect(lambda *_place: self._show_kind())
        for other in others:
            if other.kind is place.kind and other.id != place.id:
                item = QListWidgetItem(f"{other.name} ({other.code})", self.merged_list)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(Qt.CheckState.Unchecked)
                item.setData(_ID, other.id)
        self.merged_list.setFixedHeight(self.widget.fontMetrics().height() * 6)
        self.error_label.hide()
        self.history_label.hide()
        self.save_button.clicked.connect(lambda *_on: self.save())
        self.cancel_button.clicked.connect(self.widget.reject)
        self.widget.setMinimumWidth(self.widget.fontMetrics().averageCharWidth() * 76)
        self._show_kind()
        operations.ask(territory_history, place.id, on_done=self._on_history, owner=self.widget)

    def kind(self) -> TerritoryChangeKind:
        """Give what happened."""
        return TerritoryChangeKind(self.kind_combo.value() or TerritoryChangeKind.RENAMED)

    def asked(self) -> Asked:
        """Give the operation and its arguments, as typed."""
        common = {
            "happened_on": self.happened_on_field.value(),
            "source": self.source_edit.text().strip(),
        }
        name, code = self.name_edit.text().strip(), self.code_edit.text().strip()
        kind = self.kind()
        if kind is TerritoryChangeKind.CREATED:
            new = {"kind": TerritoryKind(self._place.kind), "name": name, "code": code}
            return Asked(create_territory, {**new, **common})
        if kind is TerritoryChangeKind.MERGED:
            merged = {"into_id": self._place.id, "from_ids": self._ticked(), "name": name, "code": code}
            return Asked(merge_territories, {**merged, **common})
        own = {"territory_id": self._place.id, **common}
        if kind is TerritoryChangeKind.RECODED:
            return Asked(recode_territory, {**own, "code": code})
        return Asked(rename_territory, {**own, "name": name})

    def save(self) -> None:
        """Have the change kept, or say why it is refused."""
        if not self.happened_on_field.is_valid():
            self.refuse(_("This date cannot be read. Write it as 13/03/2029."))
            self.happened_on_field.setFocus()
            return
        asked = self.asked()

        def on_kept(_changes: object) -> None:
            if isValid(self.widget):
                self.widget.accept()

        self._operations.write(
            asked.fn,
            on_done=on_kept,
            on_error=lambda error: self.refuse(str(error)),
            owner=self.widget,
            **asked.values,
        )

    def refuse(self, sentence: str) -> None:
        """Say why it was not kept; nothing typed is lost."""
        if isValid(self.widget):
            self.error_label.setText(sentence)
            self.error_label.show()

    def _ticked(self) -> list[str]:
        items = [self.merged_list.item(row) for row in range(self.merged_list.count())]
        return [str(item.data(_ID)) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _show_kind(self) -> None:
        kind = self.kind()
        self.merged_box.setVisible(kind is TerritoryChangeKind.MERGED)
        self.name_edit.setEnabled(kind is not TerritoryChangeKind.RECODED)
        self.code_edit.setEnabled(kind is not TerritoryChangeKind.RENAMED)

    def _on_history(self, changes: Sequence[ChangeView]) -> None:
        told = [_history_words(change) for change in changes]
        self.history_label.setText("\n".join(told))
        self.history_label.setVisible(bool(told))


def _history_words(change: ChangeView) -> str:
    former = " ".join(part for part in (change.former_name, change.former_code) if part)
    day = medium_date(change.happened_on) if change.happened_on is not None else ""
    words = labelled(label(change.kind), former) if former else label(change.kind)
    return ", ".join(part for part in (words, day, change.source) if part)


def ask(form: TerritoryChangeForm) -> bool:
    """Show the dialog until the change is kept or cancelled. Tests replace it."""
    kept = form.widget.exec() == QDialog.DialogCode.Accepted
    form.widget.deleteLater()
    return kept
