"""Choose one of a few records (theme, territory, volunteer) in a list; it asks for nothing itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QComboBox, QWidget

_LEAST_CHARS = 12


class ChoiceCombo(QComboBox):
    """Offer records by name; `picked` is emitted when a person chose, with the record's id or None.

    `set_value` takes an id, a pair (id, name) or None; a record that is not offered is added with its name, so
    that what the dossier holds is always shown.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty: str | None = None
        self.setMinimumContentsLength(_LEAST_CHARS)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.installEventFilter(self)
        self.activated.connect(lambda *_place: self.picked.emit(self.value()))

    def set_choices(self, choices: Sequence[tuple[str, str]], empty: str | None = None) -> None:
        """Offer (id, name) pairs in this order, keeping what is chosen; `empty` is the word for «none»."""
        kept = (self.value() or "", self.currentText())
        self._empty = empty
        self.blockSignals(True)
        self.clear()
        if empty is not None:
            self.addItem(empty, None)
        for record_id, name in choices:
            self.addItem(name, record_id)
        self.set_value(kept if kept[0] else None)
        self.blockSignals(False)

    def value(self) -> str | None:
        """Give the id of the record chosen, None for none."""
        chosen = self.currentData()
        return chosen if isinstance(chosen, str) and chosen else None

    def set_value(self, value: tuple[str, str] | str | None) -> None:
        """Show a record as chosen, or «none»."""
        record_id, name = value if isinstance(value, tuple) else (value or "", value or "")
        if not record_id:
            self.setCurrentIndex(0 if self._empty is not None else -1)
            return
        place = self.findData(record_id)
        if place < 0:
            self.addItem(name, record_id)
            place = self.count() - 1
        self.setCurrentIndex(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the page: it must not change a value that is only passed over."""
        if watched is self and event.type() == QEvent.Type.Wheel and not self.hasFocus():
            event.ignore()
            return True
        return False
