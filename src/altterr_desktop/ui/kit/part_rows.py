"""Keep a list of editable lines (agenda, objections, contacts) in step with its records; it knows no record."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget


class PartRow(QWidget):
    """Be one line: `show_part` fills it, and is called again each time the dossier changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.record_id = ""

    def show_part(self, part: Any) -> None:
        """Show a part. Override it."""

    def leave(self) -> None:
        """Commit what is being typed. Override it in a line with fields."""


class PartRows(QWidget):
    """Show one line a part, in order; a line stays the same widget while its part lives, so the focus stays.

    `following` are the widgets that Tab reaches after the last line.
    """

    def __init__(
        self,
        make: Callable[[QWidget], PartRow],
        following: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._following = tuple(following)
        self._rows: dict[str, PartRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(round(self.fontMetrics().height() * 0.35))

    def show_parts(self, parts: Sequence[Any]) -> None:
        """Show these parts, each with an `id`."""
        wanted = [str(part.id) for part in parts]
        for gone in [known for known in self._rows if known not in wanted]:
            row = self._rows.pop(gone)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        moved = wanted != list(self._rows)
        for place, part in enumerate(parts):
            row = self._rows.get(wanted[place]) or self._new_row(wanted[place])
            row.show_part(part)
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
        self._rows = {record_id: self._rows[record_id] for record_id in wanted}
        if moved:
            self._set_tab_order()

    def rows(self) -> list[PartRow]:
        """List the lines in their order."""
        return list(self._rows.values())

    def row(self, record_id: str) -> PartRow | None:
        """Find the line of a part."""
        return self._rows.get(record_id)

    def leave(self) -> None:
        """Commit what is being typed in any line."""
        for row in self.rows():
            row.leave()

    def _new_row(self, record_id: str) -> PartRow:
        row = self._make(self)
        row.record_id = record_id
        self._rows[record_id] = row
        return row

    def _set_tab_order(self) -> None:
        stops = [stop for row in self.rows() for stop in _stops(row)]
        stops += self._following if stops else ()
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)


def _stops(row: QWidget) -> list[QWidget]:
    return [
        one
        for one in row.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and one.focusProxy() is None
        # The list of a combo box is a window of its own.
        and one.window() is row.window()
    ]
