"""Count and list what an import does, whatever the source; must read no file and choose nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from altterr_desktop.domain.drafts import Problem
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import short_date
from altterr_desktop.i18n.labels import label
from altterr_desktop.i18n.names import labelled
from altterr_desktop.i18n.subjects import field_label
from altterr_desktop.journal.batches import batches
from altterr_desktop.journal.search_index import name_of
from altterr_desktop.journal.values import columns_of, pack_id, unpack_id
from altterr_desktop.model import Record, record_classes
from altterr_desktop.model.journal import JournalCommit, JournalEdit
from altterr_desktop.services.fields import Field, fields_of

_SHORT = 50
# Fields that only serve the program.
_UNSAID = frozenset({"position", "deleted", "deadline_precision"})

ImportAction = Literal["created", "updated", "closed", "unchanged", "skipped"]


@dataclass(frozen=True)
class ImportCounts:
    """Count what an import did with the lines of a file, and the records it closed that the file no longer has."""

    created: int = 0
    updated: int = 0
    closed: int = 0
    unchanged: int = 0
    skipped: int = 0


@dataclass(frozen=True)
class ImportLine:
    """Hold what becomes of one line of the file (0: of a record the file no longer has), for a preview.

    `details` are the names of the fields that change, as people read them.
    """

    action: ImportAction
    kind: str
    record_id: str
    name: str
    details: str = ""
    line: int = 0


@dataclass(frozen=True)
class ImportPreview:
    """Hold what an import would do: counts, one line per record, and what could not be read or settled."""

    counts: ImportCounts
    lines: tuple[ImportLine, ...]
    problems: tuple[Problem, ...]


@dataclass
class Tally:
    """Gather the outcome of an import while it runs."""

    lines: list[ImportLine] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def preview(self) -> ImportPreview:
        """Give what was gathered, problems in the order of their lines."""
        found = Counter(line.action for line in self.lines)
        counts = ImportCounts(
            found["created"], found["updated"], found["closed"], found["unchanged"], found["skipped"]
        )
        problems = sorted(self.problems, key=lambda problem: problem.line)
        return ImportPreview(counts, tuple(self.lines), tuple(problems))


def set_changed(record: Record, values: dict[str, Any]) -> None:
    """Give values to a record where they differ."""
    for name, value in values.items():
        if getattr(record, name) != value:
            setattr(record, name, value)


def changed_fields(record: Record) -> list[str]:
    """List the fields of a record whose value is no longer the stored one."""
    attributes = inspect(record).attrs
    return [name for name in columns_of(type(record)) if attributes[name].history.has_changes()]


def changed_words(record: Record) -> str:
    """Name the fields of a record that changed, as people read them; a record given back has none to name."""
    names = [name for name in changed_fields(record) if name != "deleted"]
    return ", ".join(field_label(record.kind(), name) for name in names)


def changed_details(session: Session, record: Record) -> str:
    """Say what each changed field of a record becomes: «Échéance : 31/12/2027 → 30/06/2028»."""
    fields = fields_of(record.kind())
    parts = []
    for name in changed_fields(record):
        if name in fields and name not in _UNSAID:
            history = inspect(record).attrs[name].history
            before = history.deleted[0] if history.deleted else None
            words = " → ".join(
                _value_words(session, fields[name], value) for value in (before, getattr(record, name))
            )
            parts.append(labelled(field_label(record.kind(), name), words))
    return " ; ".join(parts)


def _value_words(session: Session, described: Field, value: Any) -> str:
    if value is None or value == "":
        return "–"
    if described.shape == "reference":
        with session.no_autoflush:
            target = session.get(record_classes()[described.target], value)
        return name_of(target) if target is not None else "–"
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    text = label(value) if isinstance(value, StrEnum) else " ".join(str(value).split())
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1].rstrip()}…"


def left_by_undo(session: Session, record_ids: Collection[str]) -> set[str]:
    """Give those deleted records that only an undo took away: an import may bring them back.

    What somebody deleted on purpose stays deleted, whatever file is imported again.
    """
    found: set[str] = set()
    for batch in batches(sorted(record_ids)):
        query = (
            select(JournalEdit.record)
            .join(JournalCommit, JournalCommit.seq == JournalEdit.commit_seq)
            .where(
                JournalEdit.record.in_([pack_id(record_id) for record_id in batch]),
                JournalEdit.field == "deleted",
                JournalEdit.is_head,
                JournalCommit.undoes.is_not(None),
            )
        )
        found.update(unpack_id(record) for record in session.execute(query).scalars())
    return found


def revivable(session: Session, records: Iterable[Record]) -> set[str]:
    """Give the ids of the records of a table that an import may bring back."""
    return left_by_undo(session, [record.id for record in records if record.deleted])


def brought_back(session: Session, record: Record | None) -> bool:
    """Tell whether a record can be used, bringing it back where only an undo took it away."""
    if record is None or (record.deleted and not left_by_undo(session, [record.id])):
        return False
    if record.deleted:
        record.deleted = False
    return True
