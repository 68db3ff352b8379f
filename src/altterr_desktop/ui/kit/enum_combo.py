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
        # Kept here: Qt would hand a member back as a bare text.
        self._members: list[StrEnum | None] = []
        self.installEventFilter(self)
        self.activated.connect(lambda *_place: self.picked.emit(self.value()))

    def set_members(self, members: Iterable[StrEnum], empty: str | None = None) -> None:
        """Offer members in this order; `empty` is the word for «none», offered first when given."""
        self.clear()
        self._members = [*([None] if empty is not None else []), *members]
        for member in self._members:
            self.addItem(label(member) if member is not None else empty or "")

    def value(self) -> StrEnum | None:
        """Give the member chosen, None for none."""
        place = self.currentIndex()
        return self._members[place] if 0 <= place < len(self._members) else None

    def set_value(self, value: str | None) -> None:
        """Show a member (or its value), nothing for None or for one that is not offered."""
        self.setCurrentIndex(next((place for place, one in enumerate(self._members) if one == value), -1))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the page: it must not change a value that is only passed over."""
        if event.type() == QEvent.Type.Wheel and not self.hasFocus():
            event.ignore()
            return True
        return False
