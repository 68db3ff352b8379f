"""Say which rows of a list are asked for, and hold a page of them; know no database and no screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")

PAGE_SIZE = 200


@dataclass(frozen=True)
class Query:
    """Ask for one page of rows: words typed, values chosen per filter, order, and where the page starts.

    `group` names what rows are put together by («» for nothing), `folded` the groups whose rows are not shown.
    """

    words: str = ""
    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    sort: str = ""
    descending: bool = False
    offset: int = 0
    limit: int = PAGE_SIZE
    group: str = ""
    folded: tuple[str, ...] = ()

    def chosen(self, name: str) -> tuple[str, ...]:
        """Give the values chosen in one filter (none chosen: empty)."""
        return dict(self.filters).get(name, ())

    @property
    def is_narrowed(self) -> bool:
        """Tell whether some rows may be left out."""
        return bool(self.words.strip()) or any(values for _name, values in self.filters)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Hold one page of rows and how many rows the query has in all.

    `records` says how many records were found where the rows are not all records: some head a group, some are folded.
    """

    rows: Sequence[Row]
    total: int
    records: int | None = None
