"""Empty what the journal holds of erased people, on every laptop a tombstone reaches; choose nobody."""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.dossier.server import ServerDossier
from altterr_desktop.journal import parking
from altterr_desktop.journal.batches import batches
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.erased import (
    LABEL,
    RECORD,
    STONES,
    TEXT,
    all_erased,
    is_part_of_erased,
    keeps,
)
from altterr_desktop.journal.projection import RecordKey, project
from altterr_desktop.journal.recording import add_commit
from altterr_desktop.journal.travelling import CommitLine, EditLine
from altterr_desktop.journal.values import pack_id, pack_value, split_ids, unpack_id, unpack_json
from altterr_desktop.model import record_classes
from altterr_desktop.model.exchange import ErasedRecord, ExchangeLot
from altterr_desktop.model.journal import DossierState, JournalCommit, JournalEdit
from altterr_desktop.model.verdicts import AttachmentContent

# The acts that hold tombstones, by number: who receives something asks at once whether there are any.
ERASURES_KEY = "erasures"
# Files of contributions written here that still hold what was erased: [[place, name], …].
RENEW_KEY = "lots_to_renew"
_NOTHING = pack_value(None)


class Stone(NamedTuple):
    """Hold one tombstone: its kind, the record (or act) it is about, its field and value (`journal.erased`)."""

    kind: str
    record: bytes
    field: str
    value: Any


@dataclass
class Scrubbing:
    """Hold what is known as erased while commits come in, and what has to be emptied once they are there."""

    erased: dict[bytes, str]
    texts: dict[tuple[bytes, str, bytes], str]
    labels: set[bytes]
    stones: list[Stone] = field(default_factory=list)

    @property
    def is_idle(self) -> bool:
        """Tell whether nothing was ever erased."""
        return not (self.erased or self.texts or self.labels)

    @property
    def authors(self) -> set[str]:
        """Give the ids of the people erased, as commits name them."""
        return {unpack_id(record) for record in self.erased}

    def commit(self, commit: CommitLine) -> CommitLine:
        """Take the name of an erased person out of a commit that comes in."""
        if self.is_idle:
            return commit
        values = vars(commit)
        if commit.author_id in self.authors:
            values = {**values, "author": "", "device": ""}
        if commit.id in self.labels:
            values = {**values, "label": ""}
        return CommitLine(**values)

    def edit(self, edit: EditLine, commit: bytes) -> EditLine:
        """Empty an edit that comes in about an erased person; note what else it brings."""
        if edit.kind in STONES:
            self.stones.append(Stone(edit.kind, edit.record, edit.field, unpack_json(edit.value)))
            return edit
        if self.is_idle:
            return edit
        words = self.texts.get((edit.record, f"{edit.kind}.{edit.field}", commit))
        if words is not None:
            edit = edit._replace(value=pack_value(words))
        if edit.record in self.erased or (
            edit.field.endswith("_id")
            and is_part_of_erased(edit.kind, edit.field, unpack_json(edit.value), self.erased)
        ):
            self.stones.append(Stone(RECORD, edit.record, edit.kind, value=True))
        return edit


def scrubbing(session: Session) -> Scrubbing:
    """Read what was erased so far; cheap where nothing was."""
    erased = all_erased(session)
    texts: dict[tuple[bytes, str, bytes], str] = {}
    labels: set[bytes] = set()
    for stone in read_stones(session):
        if stone.kind == LABEL:
            labels.add(stone.record)
        elif stone.kind == TEXT:
            texts.update(_words_of(stone))
    return Scrubbing(erased, texts, labels)


def read_stones(session: Session) -> list[Stone]:
    """List the tombstones of the journal."""
    state = session.get(DossierState, ERASURES_KEY)
    if state is None:
        return []
    query = select(JournalEdit.kind, JournalEdit.record, JournalEdit.field, JournalEdit.value).where(
        JournalEdit.commit_seq.in_(json.loads(state.value)), JournalEdit.kind.in_(sorted(STONES))
    )
    return [
        Stone(kind, record, name, unpack_json(value)) for kind, record, name, value in session.execute(query)
    ]


def _words_of(stone: Stone) -> dict[tuple[bytes, str, bytes], str]:
    """Read which words each version of a cell has now; what is not so is left out."""
    found = {}
    for commit, words in stone.value.items() if isinstance(stone.value, dict) else ():
        try:
            found[stone.record, stone.field, bytes.fromhex(commit)] = str(words)
        except ValueError:
            continue
    return found


def erase(dossier: Dossier, stones: Sequence[Stone], label: str) -> Changes:
    """Write tombstones as one commit, which nothing undoes, and empty what they name here and now.

    Raises ReadOnlyDossier and the errors of the dossier's disk.
    """
    with dossier.session() as session:
        tips = session.execute(select(JournalCommit).where(JournalCommit.is_tip)).scalars().all()
        now = time.time_ns() // 1_000_000
        commit = add_commit(session, tips, label, dossier.signature, now=now)
        rows = [
            {
                "commit_seq": commit.seq,
                "kind": stone.kind,
                "record": stone.record,
                "field": stone.field,
                "value": pack_value(stone.value),
                "replaces": b"",
                "is_head": True,
            }
            for stone in stones
        ]
        for batch in batches(rows):
            session.execute(insert(JournalEdit), batch)
        commit_id = unpack_id(commit.id)
        touched = apply_stones(session, stones)
        project(session, touched)
        session.commit()
    forget_traces(dossier)
    return Changes(commit_id, label, tuple(touched))


def forget_traces(dossier: Dossier) -> None:
    """Rewrite the file, so that nothing erased stays in the search index's segments nor in free pages."""
    if isinstance(dossier, ServerDossier):
        return
    with dossier.raw() as connection:
        connection.execute("INSERT INTO search_words (search_words) VALUES ('optimize')")
        connection.execute("VACUUM")


def apply_stones(session: Session, stones: Iterable[Stone]) -> list[RecordKey]:
    """Empty what tombstones name, and the parts of it, in the journal; give the records to show again.

    Whatever came before or comes after, the result is the same: a part is known by any of its links.
    """
    stones = list(stones)
    records = with_parts(session, {one.record: one.field for one in stones if one.kind == RECORD})
    known = all_erased(session)
    rows = [{"record": record, "kind": kind} for record, kind in records.items() if record not in known]
    for batch in batches(rows):
        session.execute(insert(ErasedRecord), batch)
    changed = _empty_records(session, records) | _empty_authors(session, records)
    labels = {one.record for one in stones if one.kind == LABEL}
    changed |= _empty_labels(session, labels)
    texts = {key: words for one in stones if one.kind == TEXT for key, words in _words_of(one).items()}
    changed |= _replace_texts(session, texts)
    _scrub_parked(session, texts, labels)
    _renew_lots(session, changed)
    if stones:
        _note_stones(session)
    touched = {(kind, unpack_id(record)) for record, kind in records.items()}
    touched |= {(name.split(".")[0], unpack_id(record)) for record, name, _commit in texts}
    return sorted(touched)


def noted_stones(session: Session) -> list[Stone]:
    """List the tombstones of the journal, looked for in the whole of it and noted for next time."""
    _note_stones(session)
    return read_stones(session)


def _note_stones(session: Session) -> None:
    query = select(JournalEdit.commit_seq).where(JournalEdit.kind.in_(sorted(STONES))).distinct()
    seqs = sorted(session.execute(query).scalars())
    state = session.get(DossierState, ERASURES_KEY) or DossierState(key=ERASURES_KEY)
    state.value = json.dumps(seqs)
    session.add(state)
    session.flush()


def with_parts(session: Session, records: Mapping[bytes, str]) -> dict[bytes, str]:
    """Add what was ever a part of these records, the parts of those, and the photograph of a person."""
    found = dict(records)
    latest = dict(records)
    while latest:
        packed = {pack_value(unpack_id(record)) for record in latest}
        kinds = set(latest.values())
        links = [
            (record_class.kind(), record_class.PART_OF)
            for record_class in record_classes().values()
            if record_class.PART_OF and record_class.PART_OF.removesuffix("_id") in kinds
        ]
        parts: dict[bytes, str] = {}
        for kind, name in links:
            for batch in batches(packed):
                query = select(JournalEdit.record).where(
                    JournalEdit.kind == kind, JournalEdit.field == name, JournalEdit.value.in_(batch)
                )
                parts.update((record, kind) for record in session.execute(query).scalars())
        parts.update(_photographs(session, latest))
        latest = {record: kind for record, kind in parts.items() if record not in found}
        found.update(latest)
    return found


def _photographs(session: Session, records: Iterable[bytes]) -> dict[bytes, str]:
    found = {}
    for batch in batches(records):
        query = select(JournalEdit.value).where(
            JournalEdit.record.in_(batch), JournalEdit.field == "photo_id"
        )
        for value in session.execute(query).scalars():
            photograph = unpack_json(value)
            if photograph:
                found[pack_id(photograph)] = "attachment"
    return found


def _empty_records(session: Session, records: Mapping[bytes, str]) -> set[bytes]:
    """Empty the values of records, the labels of the acts that wrote them, and the files they named."""
    seqs: set[int] = set()
    digests: set[bytes] = set()
    for batch in batches(records):
        query = select(
            JournalEdit.seq, JournalEdit.commit_seq, JournalEdit.kind, JournalEdit.field, JournalEdit.value
        )
        emptied = []
        for seq, commit_seq, kind, name, value in session.execute(query.where(JournalEdit.record.in_(batch))):
            if kind in STONES:
                continue
            seqs.add(commit_seq)
            if not keeps(name) and value != _NOTHING:
                emptied.append(seq)
                if (kind, name) == ("attachment", "sha256"):
                    digests.add(value)
        for some in batches(emptied):
            session.execute(update(JournalEdit).where(JournalEdit.seq.in_(some)).values(value=_NOTHING))
    _drop_contents(session, digests)
    return _empty_labels_of(session, seqs)


def _drop_contents(session: Session, digests: Iterable[bytes]) -> None:
    """Drop attached bytes that no other file of the dossier is made of."""
    for value in digests:
        query = select(JournalEdit.seq).where(
            JournalEdit.kind == "attachment", JournalEdit.field == "sha256", JournalEdit.value == value
        )
        if session.execute(query.limit(1)).first() is None:
            session.execute(delete(AttachmentContent).where(AttachmentContent.sha256 == unpack_json(value)))


def _empty_labels_of(session: Session, seqs: Collection[int]) -> set[bytes]:
    changed: set[bytes] = set()
    for batch in batches(seqs):
        changed.update(
            session.execute(select(JournalCommit.id).where(JournalCommit.seq.in_(batch))).scalars()
        )
        session.execute(update(JournalCommit).where(JournalCommit.seq.in_(batch)).values(label=""))
    return changed


def _empty_labels(session: Session, commits: Collection[bytes]) -> set[bytes]:
    for batch in batches(commits):
        session.execute(update(JournalCommit).where(JournalCommit.id.in_(batch)).values(label=""))
    return set(commits)


def _empty_authors(session: Session, records: Iterable[bytes]) -> set[bytes]:
    """Take the names out of what erased people signed; the id that says «the same person» stays."""
    changed: set[bytes] = set()
    for batch in batches(unpack_id(record) for record in records):
        signed = JournalCommit.author_id.in_(batch)
        changed.update(session.execute(select(JournalCommit.id).where(signed)).scalars())
        session.execute(update(JournalCommit).where(signed).values(author="", device=""))
    return changed


def _replace_texts(session: Session, texts: Mapping[tuple[bytes, str, bytes], str]) -> set[bytes]:
    changed = set()
    for (record, name, commit), words in texts.items():
        kind, _dot, field_name = name.partition(".")
        seq = select(JournalCommit.seq).where(JournalCommit.id == commit).scalar_subquery()
        session.execute(
            update(JournalEdit)
            .where(
                JournalEdit.record == record,
                JournalEdit.field == field_name,
                JournalEdit.kind == kind,
                JournalEdit.commit_seq == seq,
            )
            .values(value=pack_value(words))
        )
        changed.add(commit)
    return changed


def _scrub_parked(
    session: Session, texts: Mapping[tuple[bytes, str, bytes], str], labels: Collection[bytes]
) -> None:
    """Empty the same in what waits for an earlier file."""
    known = Scrubbing(all_erased(session), dict(texts), set(labels))
    if known.is_idle:
        return
    ids = list(parking.parked_ids(session))
    for commits, edits in parking.read_parked(session, ids):
        parts = [known.edit(edit, commits[edit.place].id) for edit in edits]
        known.erased.update((stone.record, stone.field) for stone in known.stones if stone.kind == RECORD)
        emptied = [
            edit._replace(value=_NOTHING) if edit.record in known.erased and _is_emptied(edit) else edit
            for edit in parts
        ]
        told = {edit.place for edit in parts if edit.record in known.erased and edit.kind not in STONES}
        cleaned = [known.commit(commit) for commit in commits]
        cleaned = [
            CommitLine(**{**vars(commit), "label": ""}) if place in told else commit
            for place, commit in enumerate(cleaned)
        ]
        if emptied != edits or cleaned != commits:
            parking.park_again(session, cleaned, emptied)


def _is_emptied(edit: EditLine) -> bool:
    return edit.kind not in STONES and not keeps(edit.field)


def _renew_lots(session: Session, commits: Collection[bytes]) -> None:
    """Note which files written here hold commits as they were: the next exchange writes them anew."""
    stale = [
        [lot.place, lot.name]
        for lot in session.execute(select(ExchangeLot).where(ExchangeLot.own)).scalars()
        if not set(commits).isdisjoint(split_ids(lot.commits))
    ]
    if stale:
        state = session.get(DossierState, RENEW_KEY) or DossierState(key=RENEW_KEY, value="[]")
        known = json.loads(state.value)
        state.value = json.dumps(known + [one for one in stale if one not in known])
        session.add(state)
        session.flush()
