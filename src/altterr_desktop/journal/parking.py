"""Keep the commits whose parents have not come yet, whole, until they do; apply none."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.batches import batches
from altterr_desktop.journal.travelling import CommitLine, EditLine
from altterr_desktop.journal.values import split_ids
from altterr_desktop.model.exchange import ParkedCommit
from altterr_desktop.model.journal import JournalCommit

_RELEASED_AT_ONCE = 200


def park(session: Session, commits: Sequence[CommitLine], edits: Mapping[bytes, Sequence[EditLine]]) -> None:
    """Keep commits with their edits, these by the id of their commit."""
    for batch in batches(commits, 100):
        session.execute(
            insert(ParkedCommit),
            [
                {
                    "id": commit.id,
                    "parents": commit.parents,
                    "content": _packed(commit, edits.get(commit.id, ())),
                }
                for commit in batch
            ],
        )


def park_again(session: Session, commits: Sequence[CommitLine], edits: Sequence[EditLine]) -> None:
    """Keep commits that wait already in another wording; `place` of the edits is that of their commit here."""
    for place, commit in enumerate(commits):
        content = _packed(commit, [edit for edit in edits if edit.place == place])
        session.execute(update(ParkedCommit).where(ParkedCommit.id == commit.id).values(content=content))


def _packed(commit: CommitLine, edits: Sequence[EditLine]) -> bytes:
    whole = {
        "commit": {name: _text(value) for name, value in asdict(commit).items()},
        "edits": [[_text(part) for part in edit[1:]] for edit in edits],
    }
    return zlib.compress(json.dumps(whole, ensure_ascii=False).encode())


def _text(value: object) -> object:
    return value.hex() if isinstance(value, bytes) else value


def _unpacked(content: bytes, place: int) -> tuple[CommitLine, list[EditLine]]:
    whole = json.loads(zlib.decompress(content))
    header = whole["commit"]
    for name in ("id", "parents", "undoes"):
        header[name] = None if header[name] is None else bytes.fromhex(header[name])
    edits = [
        EditLine(place, kind, bytes.fromhex(record), field, bytes.fromhex(value), bytes.fromhex(replaces))
        for kind, record, field, value, replaces in whole["edits"]
    ]
    return CommitLine(**header), edits


def parked_ids(session: Session) -> dict[bytes, bytes]:
    """Give the ids of the commits that wait, with their parents."""
    return dict(session.execute(select(ParkedCommit.id, ParkedCommit.parents)).all())


def read_parked(session: Session, ids: Sequence[bytes]) -> Iterator[tuple[list[CommitLine], list[EditLine]]]:
    """Read commits that wait, some at a time, in the order given."""
    for batch in batches(ids, _RELEASED_AT_ONCE):
        contents = dict(
            session.execute(
                select(ParkedCommit.id, ParkedCommit.content).where(ParkedCommit.id.in_(batch))
            ).all()
        )
        commits: list[CommitLine] = []
        edits: list[EditLine] = []
        for place, parked in enumerate(batch):
            commit, its_edits = _unpacked(contents[parked], place)
            commits.append(commit)
            edits += its_edits
        yield commits, edits


def release(session: Session) -> Iterator[tuple[list[CommitLine], list[EditLine]]]:
    """Give back, parents first, the commits that wait for nothing any more; they wait no longer."""
    parked = parked_ids(session)
    ready = _freed(session, parked)
    yield from read_parked(session, ready)
    for batch in batches(ready):
        session.execute(delete(ParkedCommit).where(ParkedCommit.id.in_(batch)))


def _freed(session: Session, parked: Mapping[bytes, bytes]) -> list[bytes]:
    """List those whose parents are all in the journal, or before them in this list."""
    known = known_among(session, {parent for parents in parked.values() for parent in split_ids(parents)})
    return in_order_of_birth(parked, known)


def in_order_of_birth(commits: Mapping[bytes, bytes], known: Collection[bytes]) -> list[bytes]:
    """List the commits, given with their parents, that come after known ones; each after its parents."""
    there = frozenset(known)
    missing = {one: set(split_ids(parents)) - there for one, parents in commits.items()}
    children: dict[bytes, list[bytes]] = {}
    for one, parents in missing.items():
        for parent in parents:
            children.setdefault(parent, []).append(one)
    born = [one for one, parents in missing.items() if not parents]
    for one in born:  # grows on the way
        for child in children.get(one, ()):
            missing[child].discard(one)
            if not missing[child]:
                born.append(child)
    return born


def count_waiting(dossier: Dossier) -> int:
    """Count the commits that wait for an earlier file."""
    with dossier.reading() as session:
        return session.scalar(select(func.count()).select_from(ParkedCommit)) or 0


def known_among(session: Session, ids: set[bytes]) -> set[bytes]:
    """Keep those of the ids that are in the journal."""
    found: set[bytes] = set()
    for batch in batches(ids):
        found.update(session.execute(select(JournalCommit.id).where(JournalCommit.id.in_(batch))).scalars())
    return found
