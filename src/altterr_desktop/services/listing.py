"""Filter, sort and page lists in SQL; know what a list is made of, not what it shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, column, func, literal_column, or_, select, table
from sqlalchemy.orm import Session

from altterr_desktop.domain.folding import fold, strip_inclusive_query
from altterr_desktop.domain.lists import Query
from altterr_desktop.model.search import SearchDocument

_WORDS = table("search_words", column("rowid"))


def match_expression(words: str) -> str:
    """Write typed words as an FTS5 query where each is the beginning of a word; empty when nothing is left."""
    return " ".join(f'"{word}"*' for word in query_words(words))


def query_words(words: str) -> list[str]:
    """Give the folded words a person typed, inclusive forms made plain."""
    return fold(strip_inclusive_query(words)).split()


def words_filter(words: str, *ids: Any) -> list[ColumnElement[bool]]:
    """Ask that each typed word be found in the record itself or in one it refers to, by these ids."""
    conditions = []
    for number, word in enumerate(query_words(words)):
        docids = select(_WORDS.c.rowid).where(literal_column("search_words").op("MATCH")(f'"{word}"*'))
        found = select(SearchDocument.record_id).where(SearchDocument.rowid.in_(docids)).cte(f"found{number}")
        conditions.append(or_(*(own_id.in_(select(found.c.record_id)) for own_id in ids)))
    return conditions


def page_of(
    session: Session, query: Query, statement: Select[Any], order: Sequence[Any], count_from: Select[Any]
) -> tuple[list[Any], int]:
    """Run a list's statement for one page and count all of it."""
    total = session.scalar(select(func.count()).select_from(count_from.subquery())) or 0
    rows = session.execute(statement.order_by(*order).offset(query.offset).limit(query.limit)).all()
    return list(rows), total
