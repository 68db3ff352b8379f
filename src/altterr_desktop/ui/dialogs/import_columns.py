"""Let a person say which column of a list of commitments fills which field; it reads no file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.ui.dialogs.import_words import MAPPED_FIELDS, field_name
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.plain import PlainLabel

_SEVERAL = "\x1f"
_PAIRS_A_LINE = 2


class ColumnsPage(QWidget):
    """Show one list of columns beside each field; `changed` is emitted when a person chose another one."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combos: dict[str, ChoiceCombo] = {}
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    def show_mapping(
        self,
        header: Sequence[str],
        mapping: Mapping[str, Sequence[str]],
        fields: Sequence[str] = MAPPED_FIELDS,
    ) -> None:
        """Offer the columns of a file, with those in use chosen; several columns of one field are one choice."""
        if tuple(self.combos) != tuple(fields):
            # Most sources have no columns to choose: their preview does not pay for these.
            self.combos.clear()
            self._scroll.setWidget(self._build(fields))
        choices = [(name, name) for name in header if name]
        for field, combo in self.combos.items():
            names = list(mapping.get(field, ()))
            combo.set_choices(choices, empty=_("(no column)"))
            combo.set_value((_SEVERAL.join(names), " + ".join(names)) if names else None)

    def mapping(self) -> dict[str, list[str]]:
        """Give the columns of each field that has some."""
        chosen = {field: combo.value() for field, combo in self.combos.items()}
        return {field: names.split(_SEVERAL) for field, names in chosen.items() if names}

    def _build(self, fields: Sequence[str]) -> QWidget:
        inside = QWidget(self)
        inside.setObjectName("page")
        grid = QGridLayout(inside)
        unit = self.fontMetrics().height()
        grid.setContentsMargins(0, 0, unit // 2, 0)
        grid.setHorizontalSpacing(unit)
        for place, field in enumerate(fields):
            combo = ChoiceCombo(inside)
            combo.setAccessibleName(field_name(field))
            combo.picked.connect(lambda *_value: self.changed.emit())
            label = PlainLabel(inside, field_name(field))
            label.setBuddy(combo)
            line, side = divmod(place, _PAIRS_A_LINE)
            grid.addWidget(label, line, side * 2)
            grid.addWidget(combo, line, side * 2 + 1)
            self.combos[field] = combo
        for side in range(_PAIRS_A_LINE):
            grid.setColumnStretch(side * 2 + 1, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        return inside
