"""Hold the rows of a table page by page, as a worker hands them over; it never asks the dossier itself."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from altterr_desktop.domain.lists import PAGE_SIZE, Page, Query
from altterr_desktop.ui.kit.columns import Cell, Column, GroupRow, RowSource, id_of
from altterr_desktop.ui.kit.delegates import ID_ROLE, VALUE_ROLE
from altterr_desktop.ui.kit.plain import plain_tip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from altterr_desktop.ui.kit.operations import Operations, Task

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class RowModel(QAbstractTableModel):
    """Show the answer to one query; rows arrive when they are looked at.

    `arrived` is emitted with the number of rows each time an answer to the present query has come;
    answers to earlier queries are dropped.
    """

    arrived = Signal(int)

    def __init__(
        self,
        columns: Sequence[Column],
        source: RowSource,
        operations: Operations,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._source = source
        self._operations = operations
        self._query = Query()
        self._pages: dict[int, Sequence[Any]] = {}
        self._asked: dict[int, Task] = {}
        self._total = 0
        self._records: int | None = None
        self._number = 0
        self.is_answered = False

    @property
    def query(self) -> Query:
        """Give the query shown, without its page."""
        return self._query

    @property
    def total(self) -> int:
        """Give how many rows the query has."""
        return self._total

    @property
    def records(self) -> int:
        """Give how many records the query has: rows that head a group are none, those of folded groups are some."""
        return self._total if self._records is None else self._records

    def set_query(self, query: Query, first_row: int = 0) -> None:
        """Ask for other rows; the old ones stay until the answer is there."""
        self._query = replace(query, offset=0, limit=PAGE_SIZE)
        self.reload(first_row)

    def group_rows(self) -> list[tuple[int, GroupRow]]:
        """List the heads of groups that have come, with their rows."""
        return [
            (number * PAGE_SIZE + place, row)
            for number, page in self._pages.items()
            for place, row in enumerate(page)
            if isinstance(row, GroupRow)
        ]

    def reload(self, first_row: int = 0) -> None:
        """Ask again for the page that holds a row; all other pages are forgotten once it has come."""
        self._number += 1
        for task in self._asked.values():
            task.cancel()
        self._asked.clear()
        self._ask(max(0, first_row) // PAGE_SIZE, fresh=True)

    def row_at(self, row: int) -> Any:
        """Give a row that has come, or None."""
        page = self._pages.get(row // PAGE_SIZE)
        place = row % PAGE_SIZE
        return page[place] if page is not None and place < len(page) else None

    def row_of(self, record_id: str) -> int | None:
        """Find the place of a record among the rows that have come."""
        for number, page in self._pages.items():
            for place, row in enumerate(page):
                if id_of(row) == record_id:
                    return number * PAGE_SIZE + place
        return None

    def find_text(self, start: str, after: int) -> int | None:
        """Find the next row that has come whose first texts begin with some letters, round the end."""
        wanted = start.casefold()
        for step in range(1, self._total + 1):
            place = (after + step) % self._total
            row = self.row_at(place)
            if row is not None and self._texts(row, wanted):
                return place
        return None

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Count the rows of the query, come or not."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give what a cell shows or says; a row that has not come is asked for."""
        answer = _ROLES.get(role)
        if answer is None or not index.isValid():
            return None
        row = self.row_at(index.row())
        if row is None:
            self._ask(index.row() // PAGE_SIZE)
            return None
        if isinstance(row, GroupRow):
            return _GROUP_ROLES[role](row) if role in _GROUP_ROLES else None
        return answer(self.columns[index.column()], row)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let every row be reached, and all but the heads of groups be selected."""
        if isinstance(self.row_at(index.row()), GroupRow):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Give the title of a column."""
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align | Qt.AlignmentFlag.AlignVCenter
        return None

    def _texts(self, row: object, wanted: str) -> bool:
        if isinstance(row, GroupRow):
            return row.name.casefold().startswith(wanted)
        for column in self.columns[:2]:
            value = column.value(row)
            text = value[0] if isinstance(value, tuple) and value else column.text(value)
            if str(text).casefold().startswith(wanted):
                return True
        return False

    def _ask(self, page: int, *, fresh: bool = False) -> None:
        if page in self._asked:
            return
        asked = replace(self._query, offset=page * PAGE_SIZE)
        self._asked[page] = self._operations.run(
            self._source, asked, on_done=partial(self._on_page_come, self._number, page, fresh), owner=self
        )

    def _on_page_come(self, number: int, page: int, fresh: bool, answer: Page[Any]) -> None:  # noqa: FBT001 - bound by partial
        if number != self._number:
            return
        if fresh or answer.total != self._total:
            if page and not answer.rows and answer.total:
                # Rows were deleted before this page: show the last one that exists.
                self.reload(answer.total - 1)
                return
            self.beginResetModel()
            self._pages = {page: answer.rows}
            self._total = answer.total
            self._records = answer.records
            self.is_answered = True
            self.endResetModel()
        else:
            self._pages[page] = answer.rows
            last = min(self._total, (page + 1) * PAGE_SIZE) - 1
            self.dataChanged.emit(self.index(page * PAGE_SIZE, 0), self.index(last, len(self.columns) - 1))
        self._asked.pop(page, None)
        self.arrived.emit(self._total)


def _shown(column: Column, row: object) -> str:
    value = column.value(row)
    if column.cell in {Cell.TWO_LINES, Cell.ALERT} and isinstance(value, tuple):
        return str(value[0] or "")
    return column.text(value)


def _tip(column: Column, row: object) -> str | None:
    text = column.tip(row) if column.tip else _shown(column, row)
    return plain_tip(text) if column.tip or len(text) > column.chars else None


_GROUP_ROLES: dict[int, Callable[[GroupRow], Any]] = {
    int(Qt.ItemDataRole.DisplayRole): lambda row: row.name,
    VALUE_ROLE: lambda row: row,
    ID_ROLE: id_of,
    int(Qt.ItemDataRole.AccessibleTextRole): GroupRow.say,
}
_ROLES: dict[int, Callable[[Column, Any], Any]] = {
    int(Qt.ItemDataRole.DisplayRole): _shown,
    VALUE_ROLE: Column.value,
    ID_ROLE: lambda _column, row: id_of(row),
    int(Qt.ItemDataRole.AccessibleTextRole): Column.say,
    int(Qt.ItemDataRole.TextAlignmentRole): lambda column, _row: column.align | Qt.AlignmentFlag.AlignVCenter,
    int(Qt.ItemDataRole.ToolTipRole): _tip,
}
