"""Tell what others changed since a person last looked at this copy of the dossier; the mark stays on this laptop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n.subjects import kind_label
from altterr_desktop.journal.history import HistoryEdit, HistoryEntry, dossier_history
from altterr_desktop.journal.search_index import name_of
from altterr_desktop.model import Record, record_classes
from altterr_desktop.model.journal import JournalCommit
from altterr_desktop.model.officials import Official
from altterr_desktop.services.history import sentences_in
from altterr_desktop.services.names import official_name

_MARK = "news_seen"
MOST_ACTS = 400


@dataclass(frozen=True)
class NewsLine:
    """Hold what one person changed in one record in one act; `made_at` is in the time of this computer."""

    commit_id: str
    who: str
    made_at: datetime
    label: str
    changes: tuple[str, ...]


@dataclass(frozen=True)
class NewsRecord:
    """Hold one record that others changed, the parts of it included, with the acts newest first."""

    kind: str
    record_id: str
    kind_label: str
    name: str
    deleted: bool
    lines: tuple[NewsLine, ...]


@dataclass(frozen=True)
class News:
    """Hold what is new: since when, how many acts by whom, and the records they changed, latest first.

    `is_cut` tells that older acts were left out.
    """

    since: datetime | None
    acts: int
    people: tuple[str, ...]
    records: tuple[NewsRecord, ...]
    is_cut: bool = False


def read_news(dossier: Dossier, *, days: int | None = None) -> News:
    """Read what others changed since the mark, or in the last days; what came late counts when it came."""
    seen, noted = _mark(dossier)
    with dossier.reading() as session:
        newest = session.scalar(select(func.max(JournalCommit.seq))) or 0
    since = datetime.now(UTC) - timedelta(days=days) if days is not None else None
    wanted = MOST_ACTS if since is not None else min(newest - seen, MOST_ACTS)
    entries = dossier_history(dossier, limit=wanted, since=since) if wanted > 0 else []
    foreign = [entry for entry in entries if _is_foreign(dossier, entry)]
    with dossier.reading() as session:
        records = _by_record(session, foreign)
    people = tuple(dict.fromkeys(entry.author for entry in foreign))
    return News(since or noted, len(foreign), people, records, len(entries) == MOST_ACTS)


def count_news(dossier: Dossier) -> tuple[int, int]:
    """Count the acts of others since the mark, and the people who did them; reads one index."""
    seen, _noted = _mark(dossier)
    signature = dossier.signature
    with dossier.reading() as session:
        rows = session.execute(
            select(JournalCommit.author, func.count())
            .where(
                JournalCommit.seq > seen,
                (JournalCommit.author != signature.author) | (JournalCommit.device != signature.device),
            )
            .group_by(JournalCommit.author)
        ).all()
    return sum(count for _author, count in rows), len(rows)


def note_news_seen(dossier: Dossier) -> None:
    """Move the mark to now; a dossier that takes no writing is left alone."""
    if dossier.read_only:
        return
    with dossier.reading() as session:
        newest = session.scalar(select(func.max(JournalCommit.seq))) or 0
    dossier.set_state(_MARK, f"{newest} {int(datetime.now(UTC).timestamp())}")


def start_news(dossier: Dossier) -> None:
    """Set the mark where there is none: who opens a dossier for the first time has no former visit."""
    if not dossier.state(_MARK):
        note_news_seen(dossier)


def _mark(dossier: Dossier) -> tuple[int, datetime | None]:
    """Give the number of the last act seen and when that was; everything counts as seen without a mark."""
    written = dossier.state(_MARK).split()
    if len(written) == 2 and all(part.isdigit() for part in written):  # noqa: PLR2004 - a number, a time
        return int(written[0]), datetime.fromtimestamp(int(written[1]), UTC)
    with dossier.reading() as session:
        return session.scalar(select(func.max(JournalCommit.seq))) or 0, None


def _is_foreign(dossier: Dossier, entry: HistoryEntry) -> bool:
    signature = dossier.signature
    return (entry.author, entry.device) != (signature.author, signature.device)


def _by_record(session: Session, entries: list[HistoryEntry]) -> tuple[NewsRecord, ...]:
    owners = _Owners(session)
    sentence = sentences_in(session)
    lines: dict[tuple[str, str], list[NewsLine]] = {}
    for entry in entries:
        touched: dict[tuple[str, str], list[HistoryEdit]] = {}
        for edit in entry.edits:
            touched.setdefault(owners.of(edit.kind, edit.record_id), []).append(edit)
        for owner, edits in touched.items():
            lines.setdefault(owner, []).append(_line(entry, edits, owner[1], sentence))
    return tuple(
        NewsRecord(
            kind,
            record_id,
            kind_label(kind) if kind in record_classes() else kind,
            _name(record),
            bool(record is not None and record.deleted),
            tuple(found),
        )
        for (kind, record_id), found in lines.items()
        for record in [owners.record(kind, record_id)]
    )


def _line(
    entry: HistoryEntry,
    edits: list[HistoryEdit],
    about: str,
    sentence: Callable[[HistoryEdit, HistoryEntry, str], str],
) -> NewsLine:
    changes = tuple(text for edit in edits if (text := sentence(edit, entry, about)))
    return NewsLine(entry.commit_id, entry.author, entry.made_at.astimezone(), entry.label, changes)


class _Owners:
    """Find the record a part belongs to, each asked for once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[tuple[str, str], tuple[str, str]] = {}

    def record(self, kind: str, record_id: str) -> Record | None:
        """Give a record, None for a kind of a newer program."""
        record_class = record_classes().get(kind)
        return self._session.get(record_class, record_id) if record_class is not None else None

    def of(self, kind: str, record_id: str) -> tuple[str, str]:
        """Give kind and id of the whole that a record is a part of, its own where it is one."""
        key = (kind, record_id)
        if key not in self._known:
            record = self.record(kind, record_id)
            part_of = record.PART_OF if record is not None else None
            parent = getattr(record, part_of) if part_of else None
            self._known[key] = self.of(str(part_of).removesuffix("_id"), parent) if parent else key
        return self._known[key]


def _name(record: Record | None) -> str:
    if isinstance(record, Official):
        return official_name(record)
    return name_of(record) if record is not None else ""
