"""Create, change, delete and read one record of any kind: what every subject's operations are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.errors import InvalidInput, NotFound
from altterr_desktop.domain.identity import new_id
from altterr_desktop.domain.ordering import key_between
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import _
from altterr_desktop.i18n.subjects import field_label, kind_label
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.recording import recording
from altterr_desktop.journal.search_index import name_of
from altterr_desktop.journal.values import columns_of
from altterr_desktop.model import Record, record_classes
from altterr_desktop.model.search import SearchDocument
from altterr_desktop.services.fields import field_named, fields_of, parse_value, precision_of
from altterr_desktop.services.rules import check_record, check_removable

_SHORT_NAME = 60
# Fields that go with another one: the act is named by that one.
_GOES_WITH = {"deadline_precision": "deadline", "deadline_words": "deadline"}


@dataclass(frozen=True)
class RecordView:
    """Hold one record for a screen: its values by field, and the names of the records it refers to."""

    kind: str
    id: str
    name: str
    deleted: bool
    values: Mapping[str, Any]
    references: Mapping[str, str]


def create_record(dossier: Dossier, *, kind: str, values: Mapping[str, Any], label: str = "") -> Changes:
    """Add a record of a kind. Raises InvalidInput."""
    with recording(dossier, label) as work:
        record = add_record(work.session, kind, values)
        work.subject_id = record.id
        work.label = label or act_label(record)
    return work.changes


def change_record(dossier: Dossier, *, kind: str, record_id: str, values: Mapping[str, Any]) -> Changes:
    """Give new values to fields of a record; following saves of one long text become one act.

    Raises NotFound, InvalidInput.
    """
    columns = columns_of(record_classes()[kind])
    is_prose = all(columns[name].info.get("prose") for name in values)
    with recording(dossier, "", coalesce=is_prose) as work:
        record = live_record(work.session, kind, record_id)
        set_values(work.session, record, values)
        work.subject_id = record.id
        work.label = act_label(record, _named_fields(kind, values))
    return work.changes


def delete_record(dossier: Dossier, *, kind: str, record_id: str) -> Changes:
    """Mark a record as deleted; undo or the history give it back. Raises NotFound."""
    with recording(dossier, "") as work:
        record = live_record(work.session, kind, record_id)
        check_removable(work.session, record)
        record.deleted = True
        work.subject_id = record.id
        work.label = _("Deleted: {name}").format(name=act_label(record))
    return work.changes


def restore_record(dossier: Dossier, *, kind: str, record_id: str) -> Changes:
    """Give back a deleted record. Raises NotFound."""
    with recording(dossier, "") as work:
        record = work.session.get(record_classes()[kind], record_id)
        if record is None:
            raise NotFound(_("This record is not in the dossier."))
        record.deleted = False
        work.subject_id = record.id
        work.label = _("Given back: {name}").format(name=act_label(record))
    return work.changes


def change_records(
    dossier: Dossier, *, kind: str, record_ids: list[str], values: Mapping[str, Any]
) -> Changes:
    """Give the same values to several records in one undoable act. Raises NotFound, InvalidInput."""
    with recording(dossier, "") as work:
        for record_id in record_ids:
            set_values(work.session, live_record(work.session, kind, record_id), values)
        work.label = _("{count} × {kind}: {fields}").format(
            count=len(record_ids), kind=kind_label(kind), fields=_named_fields(kind, values)
        )
    return work.changes


def _named_fields(kind: str, values: Mapping[str, Any]) -> str:
    named = [name for name in values if _GOES_WITH.get(name) not in values]
    return ", ".join(field_label(kind, name) for name in named)


def delete_records(dossier: Dossier, *, kind: str, record_ids: list[str]) -> Changes:
    """Mark several records as deleted in one undoable act. Raises NotFound."""
    with recording(dossier, "") as work:
        for record_id in record_ids:
            live_record(work.session, kind, record_id).deleted = True
        work.label = _("Deleted: {count} × {kind}").format(count=len(record_ids), kind=kind_label(kind))
    return work.changes


def restore_records(dossier: Dossier, *, kind: str, record_ids: list[str]) -> Changes:
    """Give back several deleted records in one undoable act. Raises NotFound."""
    with recording(dossier, "") as work:
        for record_id in record_ids:
            record = work.session.get(record_classes()[kind], record_id)
            if record is None:
                raise NotFound(_("This record is not in the dossier."))
            record.deleted = False
        work.label = _("Given back: {count} × {kind}").format(count=len(record_ids), kind=kind_label(kind))
    return work.changes


def move_record(dossier: Dossier, *, kind: str, record_id: str, after_id: str | None) -> Changes:
    """Put a part of a list right after another one, or first. Raises NotFound."""
    with recording(dossier, "") as work:
        record: Any = live_record(work.session, kind, record_id)
        siblings = [sibling for sibling in parts_of(work.session, record) if sibling.id != record_id]
        before = next((sibling.position for sibling in siblings if sibling.id == after_id), "")
        after = min((sibling.position for sibling in siblings if sibling.position > before), default="")
        record.position = key_between(before, after)
        work.subject_id = record.id
        work.label = act_label(record, _("order"))
    return work.changes


def add_record(session: Session, kind: str, values: Mapping[str, Any], *, record_id: str = "") -> Any:
    """Add a record inside an operation; a part of a list goes to its end. Raises InvalidInput."""
    record_class = record_classes()[kind]
    fields = fields_of(kind)
    unknown = set(values) - set(fields)
    if unknown:
        raise InvalidInput(_("“{field}” is not a field here.").format(field=min(unknown)))
    record: Any = record_class(id=record_id or new_id(), **values)
    if "position" in fields and not values.get("position"):
        record.position = key_between(_last_position(session, record), "")
    session.add(record)
    session.flush()
    check_record(session, record)
    return record


def set_values(session: Session, record: Record, values: Mapping[str, Any]) -> None:
    """Give values to fields of a record inside an operation. Raises InvalidInput."""
    fields = fields_of(record.kind())
    for name, value in values.items():
        if name not in fields:
            raise InvalidInput(_("“{field}” is not a field here.").format(field=name))
        setattr(record, name, value)
    check_record(session, record)


def parts_of(session: Session, record: Any) -> list[Any]:
    """List the live records of the same kind and parent in their order."""
    record_class: Any = type(record)
    query = select(record_class).where(*_is_beside(record))
    with session.no_autoflush:
        return list(session.execute(query.order_by(record_class.position, record_class.id)).scalars())


def _last_position(session: Session, record: Any) -> str:
    """Give the position of the last live record beside this one, without reading them all."""
    with session.no_autoflush:
        return session.scalar(select(func.max(type(record).position)).where(*_is_beside(record))) or ""


def _is_beside(record: Any) -> list[ColumnElement[bool]]:
    """Ask for the live records of the same kind and parent."""
    record_class: Any = type(record)
    conditions = [~record_class.deleted]
    if record.PART_OF:
        conditions.append(getattr(record_class, record.PART_OF) == getattr(record, record.PART_OF))
    return conditions


def live_record(session: Session, kind: str, record_id: str) -> Any:
    """Find a record that is not deleted. Raises NotFound."""
    record_class = record_classes().get(kind)
    record = record_class and session.get(record_class, record_id)
    if record is None or record.deleted:
        raise NotFound(
            _("{kind} “{id}” is not in this dossier.").format(kind=kind_label(kind), id=record_id[:40])
        )
    return record


def parse_values(session: Session, kind: str, texts: Mapping[str, str]) -> dict[str, Any]:
    """Read typed texts as values, by field name or glossary name. Raises InvalidInput."""
    values = {}
    for name, text in texts.items():
        field = field_named(kind, name)
        values[field.name] = parse_value(session, kind, field, text)
        if f"{field.name}_precision" in fields_of(kind) and values[field.name] is not None:
            # «fin 2027» is a year, not its last day.
            values.setdefault(f"{field.name}_precision", precision_of(text))
    return values


def act_label(record: Record, what: str = "") -> str:
    """Name an act in the history: the kind, the record's name, what was changed."""
    name = name_of(record)
    short = name if len(name) <= _SHORT_NAME else f"{name[: _SHORT_NAME - 1].rstrip()}…"
    text = kind_label(record.kind())
    if short:
        text = _("{kind} “{name}”").format(kind=text, name=short)
    return _("{act}: {what}").format(act=text, what=what) if what else text


def find_kind(session: Session, record_id: str) -> str:
    """Say of which kind a record is. Raises NotFound."""
    kind = session.scalar(select(SearchDocument.kind).where(SearchDocument.record_id == record_id))
    if kind:
        return kind
    for name, record_class in record_classes().items():
        if session.get(record_class, record_id) is not None:
            return name
    raise NotFound(_("No record has the id “{id}” in this dossier.").format(id=record_id[:60]))


def load_record(dossier: Dossier, record_id: str, kind: str = "") -> RecordView:
    """Read one record with the names of what it refers to, deleted or not. Raises NotFound."""
    with dossier.reading() as session:
        return view_of(session, record_id, kind)


def view_of(session: Session, record_id: str, kind: str = "") -> RecordView:
    """Read one record inside a session. Raises NotFound."""
    kind = kind or find_kind(session, record_id)
    record = session.get(record_classes()[kind], record_id)
    if record is None:
        raise NotFound(_("No record has the id “{id}” in this dossier.").format(id=record_id[:60]))
    values = {name: getattr(record, name) for name in fields_of(kind)}
    references = {}
    for name, field in fields_of(kind).items():
        if field.shape == "reference" and values[name]:
            target = session.get(record_classes()[field.target], values[name])
            references[name] = name_of(target) if target is not None else ""
    return RecordView(kind, record_id, name_of(record), record.deleted, values, references)
