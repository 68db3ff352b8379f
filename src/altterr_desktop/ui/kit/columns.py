"""Describe the columns of a table: what each shows, how wide, how it is spoken; it holds no row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from PySide6.QtCore import Qt

from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.i18n import _
from altterr_desktop.i18n.names import labelled


class Cell(Enum):
    """Name the ways a cell is drawn."""

    TEXT = "text"
    STRONG = "strong"
    MUTED = "muted"
    TWO_LINES = "two_lines"
    STANDING = "standing"
    PROGRESS = "progress"
    DANGER = "danger"
    ALERT = "alert"


def _as_text(value: object) -> str:
    return "" if value is None else str(value)


@dataclass(frozen=True)
class Column:
    """Describe one column.

    `key` is the field of a record, the key of a mapping or the index of a tuple. `sort` is the name a query
    sorts by: by default the key; «» where the column cannot be sorted.
    `chars` is the width in characters; the column with `stretch` takes what is left.
    `cell` draws it: TWO_LINES expects a pair of texts, ALERT a text and a warning («» for none) shown under it
    in red with a sign, STANDING a `Standing` (or its value), PROGRESS a share from 0 to 1 or None.
    `spoken` is what a screen reader says; by default the text of the cell. An `editable` column is changed in the
    table itself (F2, double click); an `optional` one is hidden until a person asks for it.
    """

    key: str | int
    title: str
    chars: int
    cell: Cell = Cell.TEXT
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    stretch: bool = False
    sort: str | None = None
    text: Callable[[Any], str] = field(default=_as_text)
    spoken: Callable[[Any], str] | None = None
    tip: Callable[[Any], str] | None = None
    editable: bool = False
    optional: bool = False

    @property
    def sort_name(self) -> str:
        """Give what a query sorts by for this column, «» for none."""
        return str(self.key) if self.sort is None else self.sort

    def value(self, row: Any) -> Any:
        """Take this column's value from a row (tuple, mapping or record)."""
        if isinstance(self.key, int):
            return row[self.key]
        if isinstance(row, dict):
            return row.get(self.key)
        return getattr(row, self.key)

    def say(self, row: Any) -> str:
        """Give the words for this cell, with the column's title, as a screen reader says them."""
        value = self.value(row)
        words = self.spoken(value) if self.spoken else self._plain(value)
        return labelled(self.title, words or "–")

    def _plain(self, value: Any) -> str:
        if self.cell in {Cell.TWO_LINES, Cell.ALERT} and isinstance(value, tuple):
            return ", ".join(part for part in value if part)
        return self.text(value)


@dataclass(frozen=True)
class GroupRow:
    """Hold the line above the rows of a group: it folds and unfolds them, and is no record.

    `key` is the group's value, `count` how many records it has in words.
    """

    key: str
    name: str
    count: str
    folded: bool

    @property
    def id(self) -> str:
        """Give an id that no record has."""
        return f"group:{self.key}"

    def say(self) -> str:
        """Give the words for the whole line, as a screen reader says them."""
        state = _("folded") if self.folded else _("unfolded")
        return f"{labelled(_('Group'), self.name)}, {self.count}, {state}"


RowSource = Callable[[Query], Page[Any]]


def id_of(row: Any) -> str:
    """Give the id of a row: its field `id`, or the first value of a tuple."""
    if isinstance(row, dict):
        return str(row["id"])
    if hasattr(row, "id"):
        return str(row.id)
    return str(row[0])
