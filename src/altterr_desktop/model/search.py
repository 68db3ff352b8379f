"""The search index's tables: what names each record, its sort key, and the words it is found by."""

from __future__ import annotations

from sqlalchemy import Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from altterr_desktop.model.base import Base

# FTS5 keeps words only: texts stay in their own tables. Words come folded from `domain.folding`. Indexes of their
# beginnings would double its size and shorten only the search of a single letter.
SEARCH_WORDS_DDL = (
    "CREATE VIRTUAL TABLE search_words USING fts5("
    "title, body, tokenize='unicode61 remove_diacritics 2', content='', contentless_delete=1)"
)


class SearchDocument(Base):
    """Hold, for one record, the name shown in lists and the folded key it is sorted by."""

    __tablename__ = "search_document"
    __table_args__ = (Index("ix_search_document_record", "record_id", unique=True),)

    rowid: Mapped[int] = mapped_column("docid", Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String)
    record_id: Mapped[str] = mapped_column(String(36))
    title: Mapped[str] = mapped_column(Text, default="")
    sort_key: Mapped[str] = mapped_column(Text, default="")
