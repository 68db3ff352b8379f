"""Put a box to tick before a line that opens a record: what is to be done is ticked where it is seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.cards import LinkRow


class TickRow(QWidget):
    """Show a line with its box; ticked, it is done and waits for the page to be read again."""

    def __init__(
        self, row: LinkRow, title: str, on_tick: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.row = row
        self.box = QCheckBox(self)
        self.box.setAccessibleName(_("Done: {title}").format(title=title))
        self.box.setToolTip(_("Done"))
        self._on_tick = on_tick
        self.box.toggled.connect(self._on_toggled)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(self.fontMetrics().height() // 4, 0, 0, 0)
        inside.setSpacing(self.fontMetrics().height() // 4)
        inside.addWidget(self.box)
        inside.addWidget(row, 1)

    def _on_toggled(self, on: bool) -> None:  # noqa: FBT001 - a slot
        if on:
            self.box.setEnabled(False)
            self._on_tick()
