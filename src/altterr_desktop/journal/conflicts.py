"""Keep the list of cells people disagree about: derived from the journal, never journalled itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Literal, get_args

from sqlalchemy import Select, bindparam, delete, insert, or_, select
from sqlalchemy.orm import Session

from altterr_desktop.journal.batches import batches
from altterr_desktop.journal.heads import read_heads, resolve_row
from altterr_desktop.journal.resolve import Resolution, Version, unseen
from altterr_desktop.journal.values import pack_id, references_of, references_to, unpack_id
from altterr_desktop.model import Record, record_classes
from altterr_desktop.model.exchange import ConflictCell
from altterr_desktop.model.journal import JournalCommit, JournalEdit

# values: two short values; text: a merge without clash; clash: both passages are kept;
# deleted: deleted here, changed there; orphan: live, but what it refers to was deleted elsewhere.
Sort = Literal["values", "text", "clash", "deleted", "orphan"]
SORTS: tuple[str, ...] = get_args(Sort)

RecordKey = tuple[str, str]
# Kind and id of a record, its field, kind and id of the record this refers to.
Link = tuple[str, str, str, str, str]


def sort_of(field: str, resolution: Resolution, *, is_prose: bool) -> Sort:
    """Name the sort of a disagreement about one cell."""
    if field == "deleted":
        return "deleted"
    if not is_prose:
        return "values"
    return "clash" if resolution.clashed else "text"


def note_disputes(
    session: Session, kind: str, disputes: Mapping[str, Mapping[str, Sort]], ids: Collection[str]
) -> None:
    """Write again what is disputed among some records' own cells; `disputes` goes by record and field."""
    for batch in batches(ids):
        session.execute(delete(ConflictCell).where(ConflictCell.record_id.in_(batch)))
    rows = [
        {"kind": kind, "record_id": record_id, "field": field, "sort": sort, "target_id": None}
        for record_id, fields in disputes.items()
        for field, sort in fields.items()
    ]
    if rows:
        session.execute(insert(ConflictCell), rows)


def refresh_known_conflicts(session: Session, records: Iterable[RecordKey]) -> None:
    """Bring the list up to date after a local act: what it settled leaves, nothing else is read."""
    if session.execute(select(ConflictCell.seq).limit(1)).first() is None:
        return
    touched = set(records)
    ids = {record_id for _kind, record_id in touched}
    concerned: set[RecordKey] = set()
    for batch in batches(ids):
        rows = session.execute(
            select(ConflictCell.kind, ConflictCell.record_id).where(
                or_(ConflictCell.record_id.in_(batch), ConflictCell.target_id.in_(batch))
            )
        )
        concerned.update((kind, record_id) for kind, record_id in rows)
    if concerned:
        refresh_conflicts(session, concerned)


def attached_to_deleted(session: Session, cells: Mapping[tuple[str, str, str], Any]) -> set[RecordKey]:
    """Give the records that an act made refer to deleted ones, or gave back while they do.

    Other laptops will show that too.
    """
    sources: dict[type[Record], dict[str, set[RecordKey]]] = {}
    given_back: dict[str, list[str]] = {}
    for (kind, record_id, name), value in cells.items():
        target = _targets(record_classes()[kind]).get(name)
        if target is not None and value:
            sources.setdefault(target, {}).setdefault(value, set()).add((kind, record_id))
        elif name == "deleted" and not value:
            given_back.setdefault(kind, []).append(record_id)
    found: set[RecordKey] = set()
    for target, by_id in sources.items():
        for batch in batches(by_id):
            for gone in session.execute(_deleted_among(target), {"ids": batch}).scalars():
                found |= by_id[gone]
    for kind, ids in given_back.items():
        for field, target in references_of(record_classes()[kind]):
            for batch in batches(ids):
                links = _links(session, record_classes()[kind], field, target, {"sources": batch})
                found.update((source, source_id) for source, source_id, *_rest in links)
    return found


@cache
def _targets(record_class: type[Record]) -> dict[str, type[Record]]:
    return dict(references_of(record_class))


def refresh_conflicts(session: Session, records: Iterable[RecordKey]) -> None:
    """Find again every disagreement about some records, from the journal and the tables."""
    by_kind: dict[str, list[str]] = {}
    for kind, record_id in set(records):
        by_kind.setdefault(kind, []).append(record_id)
    for kind, ids in by_kind.items():
        record_class = record_classes().get(kind)
        for batch in batches(ids if record_class is not None else ()):
            assert record_class is not None  # noqa: S101 - for the type checker
            disputes: dict[str, dict[str, Sort]] = {}
            for record, cells in read_heads(session, kind, [pack_id(one) for one in batch]).items():
                _row, disputed = resolve_row(session, record_class, record, cells)
                if disputed:
                    disputes[unpack_id(record)] = sorts_of(kind, disputed)
            note_disputes(session, kind, disputes, batch)
    note_orphans(session, by_kind)


def sorts_of(kind: str, disputed: Mapping[str, Resolution]) -> dict[str, Sort]:
    """Name the sort of each disagreement about a record's own cells."""
    columns = record_classes()[kind].__table__.columns
    return {
        field: sort_of(field, resolution, is_prose=bool(columns[field].info.get("prose")))
        for field, resolution in disputed.items()
    }


def note_orphans(session: Session, by_kind: Mapping[str, Collection[str]]) -> None:
    """Find the live records that refer to one deleted by somebody who did not know, from either side.

    What was known of these records as sources has been removed before, by `note_disputes`.
    """
    links: set[Link] = set()
    for kind, ids in by_kind.items():
        for batch in batches(ids if kind in record_classes() else ()):
            session.execute(
                delete(ConflictCell).where(ConflictCell.target_id.in_(batch), ConflictCell.sort == "orphan")
            )
            links |= _broken_links(session, kind, batch)
    rows = [
        {"kind": kind, "record_id": record_id, "field": field, "sort": "orphan", "target_id": target_id}
        for kind, record_id, field, _target_kind, target_id in sorted(_unseen_links(session, links))
    ]
    for some in batches(rows):
        session.execute(insert(ConflictCell), some)


def _broken_links(session: Session, kind: str, ids: list[str]) -> set[Link]:
    """Find the links of live records to deleted ones, where one of both is among these."""
    found: set[Link] = set()
    record_class = record_classes()[kind]
    for field, target in references_of(record_class):
        found |= _links(session, record_class, field, target, {"sources": ids})
    deleted: list[str] = list(session.execute(_deleted_among(record_class), {"ids": ids}).scalars())
    for source, field in references_to(kind) if deleted else ():
        found |= _links(session, source, field, record_class, {"targets": deleted})
    return found


def _links(
    session: Session,
    source: type[Record],
    field: str,
    target: type[Record],
    among: Mapping[str, Sequence[str]],
) -> set[Link]:
    rows = session.execute(_link_query(source, field, target, next(iter(among))), dict(among))
    return {(source.kind(), source_id, field, target.kind(), target_id) for source_id, target_id in rows}


# Building these statements takes longer than running them: there are a hundred, each is built once.
@cache
def _link_query(source_class: type[Record], field: str, target_class: type[Record], side: str) -> Select[Any]:
    source, target = source_class.__table__.alias(), target_class.__table__.alias()
    ids: Any = bindparam(side, expanding=True)
    return (
        select(source.c.id, target.c.id)
        .join_from(source, target, target.c.id == source.c[field])
        .where((source if side == "sources" else target).c.id.in_(ids), ~source.c.deleted, target.c.deleted)
    )


@cache
def _deleted_among(record_class: type[Record]) -> Select[Any]:
    columns = record_class.__table__.c
    return select(columns.id).where(columns.id.in_(bindparam("ids", expanding=True)), columns.deleted)


def _unseen_links(session: Session, links: Iterable[Link]) -> set[Link]:
    """Keep the links that whoever deleted their target did not know."""
    found: set[Link] = set()
    for batch in batches(links):
        sources = _heads_of(session, {(link[0], link[1]) for link in batch})
        targets = _heads_of(session, {(link[3], link[4]) for link in batch})
        for link in batch:
            kind, record_id, field, target_kind, target_id = link
            written = {head.commit for head in sources[kind, record_id].get(field, ())}
            deletions = [head for head in targets[target_kind, target_id].get("deleted", ()) if head.value]
            # What refers to somebody erased stays, so that counts are right: nobody has to decide anything.
            if all(head.commit for head in deletions) and unseen(deletions, written):
                found.add(link)
    return found


def _heads_of(session: Session, records: Iterable[RecordKey]) -> dict[RecordKey, dict[str, list[Version]]]:
    by_kind: dict[str, list[bytes]] = {}
    for kind, record_id in records:
        by_kind.setdefault(kind, []).append(pack_id(record_id))
    return {
        (kind, unpack_id(record)): cells
        for kind, ids in by_kind.items()
        for record, cells in read_heads(session, kind, ids).items()
    }


def links_to(session: Session, targets: Iterable[RecordKey]) -> dict[RecordKey, set[bytes]]:
    """Give, for each of these records, the commits that made others refer to it."""
    by_kind: dict[str, list[str]] = {}
    for kind, record_id in targets:
        by_kind.setdefault(kind, []).append(record_id)
    found: dict[RecordKey, set[bytes]] = {}
    for kind, ids in by_kind.items():
        for source_class, field in references_to(kind):
            for batch in batches(ids):
                column = getattr(source_class, field)
                rows = session.execute(select(source_class.id, column).where(column.in_(batch)))
                sources: dict[str, str] = dict(rows.all())
                for record_id, commit in _commits_of(session, source_class.kind(), field, sources):
                    found.setdefault((kind, sources[record_id]), set()).add(commit)
    return found


def _commits_of(
    session: Session, kind: str, field: str, record_ids: Iterable[str]
) -> Iterator[tuple[str, bytes]]:
    for batch in batches(record_ids):
        query = (
            select(JournalEdit.record, JournalCommit.id)
            .join(JournalCommit, JournalCommit.seq == JournalEdit.commit_seq)
            .where(
                JournalEdit.record.in_([pack_id(one) for one in batch]),
                JournalEdit.kind == kind,
                JournalEdit.field == field,
                JournalEdit.is_head,
            )
        )
        for record, commit in session.execute(query):
            yield unpack_id(record), commit
