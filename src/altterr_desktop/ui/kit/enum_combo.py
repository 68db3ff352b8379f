"""Choose one value of a list of the domain, in the words people read; it stores nothing."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from altterr_desktop.i18n.labels import label


class EnumCombo(QComboBox):
    """Offer the members of an enumeration; `picked` is emitted when a person chose, with the member or None."""

    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.installEventFilter(self)
        self.activated.connect(lambda *_place: self.picked.emit(self.value()))

    def set_members(self, members: Iterable[StrEnum], empty: str | None = None) -> None:
        """Offer members in this order; `empty` is the word for «none», offered first when given."""
        self.clear()
        if empty is not None:
            self.addItem(empty, None)
        for member in members:
            self.addItem(label(member), member)

    def value(self) -> StrEnum | None:
        """Give the member chosen, None for none."""
        chosen = self.currentData()
        return chosen if isinstance(chosen, StrEnum) else None

    def set_value(self, value: str | None) -> None:
        """Show a member (or its value), nothing for None or for one that is not offered."""
        places = [place for place in range(self.count()) if self.itemData(place) == value]
        self.setCurrentIndex(places[0] if places else -1)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the page: it must not change a value that is only passed over."""
        if event.type() == QEvent.Type.Wheel and not self.hasFocus():
            event.ignore()
            return True
        return False
