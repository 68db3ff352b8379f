"""Find records of any kind by the words in them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.model import record_classes
from altterr_desktop.services.listing import match_expression


@dataclass(frozen=True)
class Found:
    """Hold one record found, and the record it is a part of (itself when it stands alone)."""

    kind: str
    id: str
    title: str
    owner_kind: str
    owner_id: str


# Kinds that have no page of their own open that of the record they are a part of.
_WITH_PAGE = ("official", "commitment", "meeting", "mobilisation", "request", "follow_up", "assessment")


def search(dossier: Dossier, words: str, *, limit: int = 50) -> list[Found]:
    """List the records in which every word begins a word, best first; words in the name weigh most."""
    expression = match_expression(words)
    if not expression:
        return []
    statement = text(
        "SELECT document.kind, document.record_id, document.title FROM search_words "
        "JOIN search_document AS document ON document.docid = search_words.rowid "
        "WHERE search_words MATCH :match ORDER BY bm25(search_words, 10.0, 1.0), document.docid LIMIT :limit"
    )
    with dossier.reading() as session:
        rows = session.execute(statement, {"match": expression, "limit": limit}).all()
        found = []
        for kind, record_id, title in rows:
            owner_kind, owner_id = kind, record_id
            record_class = record_classes().get(kind)
            if kind not in _WITH_PAGE and record_class is not None and record_class.PART_OF:
                record = session.get(record_class, record_id)
                owner_kind = record_class.PART_OF.removesuffix("_id")
                owner_id = getattr(record, record_class.PART_OF) or record_id
            found.append(Found(kind, record_id, title, owner_kind, owner_id))
    return found
