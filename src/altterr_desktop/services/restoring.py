"""Give back what a field held before an act, or a deleted record, as a new act; search the history for words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.errors import NotFound
from altterr_desktop.domain.folding import fold
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.i18n.subjects import field_label, kind_label
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.history import values_before
from altterr_desktop.journal.recording import recording
from altterr_desktop.journal.search_index import name_of
from altterr_desktop.journal.values import default_of, pack_id, typed_value, unpack_id, unpack_json
from altterr_desktop.model import Record, record_classes
from altterr_desktop.model.journal import JournalCommit, JournalEdit
from altterr_desktop.services.history import HistoryLine, read_dossier_history, read_history, values_in
from altterr_desktop.services.rules import check_record

# A search through the history stops here, to go on when more is asked for.
_MOST_READ = 2000
_AT_ONCE = 200
_MOST_EDITS = 200


@dataclass(frozen=True)
class ActEdit:
    """Hold one field that an act changed, in words; `before` is empty where it was born then.

    `can_return` tells that giving back the value before would change something now.
    """

    kind: str
    record_id: str
    field: str
    kind_label: str
    record_name: str
    field_label: str
    before: str
    after: str
    can_return: bool


@dataclass(frozen=True)
class HistoryFound:
    """Hold a page of acts that fit, and where the next one starts; None at the end."""

    lines: tuple[HistoryLine, ...]
    next_offset: int | None


def search_history(
    dossier: Dossier,
    *,
    words: str = "",
    record_id: str = "",
    offset: int = 0,
    limit: int = 100,
    author: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> HistoryFound:
    """List a page of acts, newest first, of the dossier or one record, that hold all these words."""
    wanted = fold(words).split()
    if record_id:
        lines = read_history(dossier, record_id)
        fitting = [line for line in lines if _fits(line, wanted, author, since, until)]
        return HistoryFound(tuple(fitting), None)
    found: list[HistoryLine] = []
    read = 0
    at_once = _AT_ONCE if wanted else limit
    while len(found) < limit and read < _MOST_READ:
        page = read_dossier_history(
            dossier, offset=offset + read, limit=at_once, author=author, since=since, until=until
        )
        for line in page:
            read += 1
            if _fits(line, wanted, None, None, None):
                found.append(line)
            if len(found) == limit:
                break
        if len(page) < at_once and len(found) < limit:
            return HistoryFound(tuple(found), None)
    return HistoryFound(tuple(found), offset + read)


def _fits(
    line: HistoryLine, words: Sequence[str], author: str | None, since: date | None, until: date | None
) -> bool:
    day = line.made_at.date()
    if (author is not None and line.who != author) or (since and day < since) or (until and day > until):
        return False
    text = fold(" ".join((line.label, line.who, *line.changes))) if words else ""
    return all(word in text for word in words)


def read_act(dossier: Dossier, commit_id: str) -> tuple[ActEdit, ...]:
    """List what an act changed, with what can be given back of it."""
    with dossier.reading() as session:
        edits = _edits_of(session, commit_id)
        before = values_before(session, edits)
        older = _older_records(session, edits)
        said = values_in(session)
        found = []
        for edit in edits:
            record = _record(session, edit)
            if record is None or edit.field == "position":
                continue
            former = _former(type(record), edit, before)
            after = unpack_json(edit.value)
            if edit.field == "deleted" and bool(former) == bool(after):
                continue
            found.append(
                ActEdit(
                    edit.kind,
                    record.id,
                    edit.field,
                    kind_label(edit.kind),
                    name_of(record),
                    field_label(edit.kind, edit.field),
                    _words(edit, before.get(edit.seq), said),
                    _words(edit, after, said),
                    edit.record in older and getattr(record, edit.field) != former,
                )
            )
    return tuple(found)


def give_back(dossier: Dossier, commit_id: str, cells: Iterable[tuple[str, str]]) -> Changes:
    """Give fields the value they had before an act, in one act; `cells` are (record id, field).

    A deletion is given back alike: the record lives again. Raises NotFound, InvalidInput.
    """
    wanted = set(cells)
    with recording(dossier, "") as work:
        chosen = [
            edit
            for edit in _edits_of(work.session, commit_id)
            if (unpack_id(edit.record), edit.field) in wanted
        ]
        before = values_before(work.session, chosen)
        names = []
        for edit in chosen:
            record = _record(work.session, edit)
            if record is None:
                continue
            setattr(record, edit.field, _former(type(record), edit, before))
            names.append((record, edit.field))
        if not names:
            raise NotFound(_("There is nothing to give back here."))
        for record, _field in names:
            if not record.deleted:
                check_record(work.session, record)
        first, field = names[0]
        work.subject_id = first.id
        work.label = _("Given back: {what}").format(what=_what(first, field, len(names)))
    return work.changes


def _what(record: Record, field: str, count: int) -> str:
    name = name_of(record) or kind_label(record.kind())
    if field == "deleted":
        return name
    fields = field_label(record.kind(), field) + ("…" if count > 1 else "")
    return _("{field} of “{name}”").format(field=fields, name=name)


def _edits_of(session: Session, commit_id: str) -> list[JournalEdit]:
    query = (
        select(JournalEdit)
        .join(JournalCommit, JournalCommit.seq == JournalEdit.commit_seq)
        .where(JournalCommit.id == pack_id(commit_id))
        .order_by(JournalEdit.seq)
        .limit(_MOST_EDITS)
    )
    return list(session.execute(query).scalars())


def _older_records(session: Session, edits: Sequence[JournalEdit]) -> set[bytes]:
    """Give the records that existed before the act: what was born then has no value to take back."""
    if not edits:
        return set()
    query = select(JournalEdit.record).where(
        JournalEdit.record.in_({edit.record for edit in edits}), JournalEdit.commit_seq < edits[0].commit_seq
    )
    return set(session.execute(query.distinct()).scalars())


def _record(session: Session, edit: JournalEdit) -> Record | None:
    record_class = record_classes().get(edit.kind)
    if record_class is None or edit.field not in {attr.key for attr in record_class.__table__.columns}:
        return None
    return session.get(record_class, unpack_id(edit.record))


def _former(record_class: type[Record], edit: JournalEdit, before: dict[int, Any]) -> Any:
    if edit.seq in before:
        return typed_value(record_class, edit.field, before[edit.seq])
    return default_of(record_class, edit.field)


def _words(edit: JournalEdit, value: Any, said: Any) -> str:
    if edit.field == "deleted":
        return _("deleted") if value else _("kept")
    return str(said(edit.kind, edit.field, value))
