"""Keep the search index of each record in the transaction that changes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.orm import Session

from altterr_desktop.domain.folding import expand_inclusive, fold
from altterr_desktop.dossier.file import is_file
from altterr_desktop.model import Record, record_classes
from altterr_desktop.model.search import SearchDocument

_BATCH = 500


def name_of(record: Record) -> str:
    """Give the words that name a record, as they are stored."""
    return " ".join(
        part for part in (str(getattr(record, field) or "") for field in record.NAMED_BY) if part
    ).strip()


def index_records(session: Session, records: Mapping[tuple[str, str], Record]) -> None:
    """Write the index of these records again, whole; deleted records leave it."""
    indexed = [record for record in records.values() if record.NAMED_BY]
    for start in range(0, len(indexed), _BATCH):
        _index_batch(session, indexed[start : start + _BATCH])


def _index_batch(session: Session, records: list[Record]) -> None:
    ids = [record.id for record in records]
    known = _docids(session, ids)
    gone = [record.id for record in records if record.deleted and record.id in known]
    live = [record for record in records if not record.deleted]
    _insert_documents(session, [record for record in live if record.id not in known])
    for record in live:
        if record.id in known:
            session.execute(
                update(SearchDocument)
                .where(SearchDocument.rowid == known[record.id])
                .values(title=name_of(record), sort_key=fold(sort_name(record)))
            )
    _drop_words(session, [known[record.id] for record in records if record.id in known])
    if gone:
        session.execute(delete(SearchDocument).where(SearchDocument.record_id.in_(gone)))
    _insert_words(session, [record for record in live if record.SEARCHED])


def _docids(session: Session, record_ids: list[str]) -> dict[str, int]:
    rows = session.execute(
        select(SearchDocument.record_id, SearchDocument.rowid).where(SearchDocument.record_id.in_(record_ids))
    )
    return dict(rows.all())


def _insert_documents(session: Session, records: Iterable[Record]) -> None:
    rows = [
        {
            "kind": record.kind(),
            "record_id": record.id,
            "title": name_of(record),
            "sort_key": fold(sort_name(record)),
        }
        for record in records
    ]
    if rows:
        session.execute(insert(SearchDocument), rows)


def sort_name(record: Record) -> str:
    """Give the words a record is sorted by: people by family name first."""
    family = getattr(record, "family_name", "")
    return f"{family} {getattr(record, 'given_name', '')}" if family else name_of(record)


def _drop_words(session: Session, docids: list[int]) -> None:
    if docids and is_file(session):
        session.execute(
            text("DELETE FROM search_words WHERE rowid = :docid"), [{"docid": docid} for docid in docids]
        )


def _insert_words(session: Session, records: list[Record]) -> None:
    if not records or not is_file(session):
        return
    docids = _docids(session, [record.id for record in records])
    rows = [
        {
            "docid": docids[record.id],
            "title": words(name_of(record)),
            "body": " ".join(words(str(getattr(record, field) or "")) for field in record.SEARCHED),
        }
        for record in records
    ]
    session.execute(
        text("INSERT INTO search_words (rowid, title, body) VALUES (:docid, :title, :body)"), rows
    )


def words(text_of_user: str) -> str:
    """Give the folded words a text is found by, inclusive forms spelled out."""
    return fold(expand_inclusive(text_of_user)) if text_of_user else ""


def rebuild(session: Session) -> None:
    """Write the whole index again from the tables."""
    if is_file(session):
        session.execute(text("DELETE FROM search_words"))
    session.execute(delete(SearchDocument))
    for kind, record_class in record_classes().items():
        if not record_class.NAMED_BY:
            continue
        rows = session.execute(select(record_class).where(~record_class.deleted)).scalars()
        index_records(session, {(kind, record.id): record for record in rows})
