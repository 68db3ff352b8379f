"""Follow which commitments are selected in the list, also those whose rows were never looked at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QObject, Signal
from PySide6.QtWidgets import QAbstractItemView

from altterr_desktop.domain.lists import PAGE_SIZE
from altterr_desktop.services.commitment_groups import line_ids
from altterr_desktop.ui.kit.columns import GroupRow, id_of
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.kit.row_model import RowModel
from altterr_desktop.ui.kit.table import RecordTable


class Selection(QObject):
    """Hold the ids of the rows selected in a table; `counted` carries how many rows are."""

    counted = Signal(int)

    def __init__(self, table: RecordTable, rows: RowModel, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self.ids: list[str] = []
        self._table = table
        self._rows = rows
        self._operations = operations
        self._comes_back = False
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.selectionModel().selectionChanged.connect(lambda *_selected: self._on_changed())
        rows.arrived.connect(lambda *_total: self._on_rows_arrived())

    def come_back(self) -> None:
        """Select the same commitments again when the rows that were just asked for have come."""
        self._comes_back = len(self.ids) > 1

    def _on_changed(self) -> None:
        if self._comes_back:
            return
        places = sorted(index.row() for index in self._table.selectionModel().selectedRows())
        known = [self._rows.row_at(place) for place in places]
        self.ids = [id_of(row) for row in known if row is not None and not isinstance(row, GroupRow)]
        if len(self.ids) < len(places):
            done = partial(self._on_ids_read, places)
            self._operations.ask(line_ids, self._rows.query, on_done=done, owner=self)
        heads = sum(isinstance(row, GroupRow) for row in known)
        self.counted.emit(len(places) - heads)

    def _on_ids_read(self, places: Sequence[int], ids: Sequence[str]) -> None:
        self.ids = [ids[place] for place in places if place < len(ids) and ids[place]]
        self.counted.emit(len(self.ids))

    def _on_rows_arrived(self) -> None:
        if not self._comes_back:
            return
        selection = self._table.selectionModel()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for record_id in self.ids if len(self.ids) <= PAGE_SIZE else ():
            place = self._rows.row_of(record_id)
            if place is not None:
                selection.select(self._rows.index(place, 0), flags)
        self._comes_back = False
        self._on_changed()
