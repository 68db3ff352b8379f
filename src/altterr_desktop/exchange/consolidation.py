"""Put the contributions of many groups into one dossier that keeps them apart; give none of them to another group.

Every id is translated: two groups may hold the same row of a register under the same id, and each keeps its own. The
translation depends on the group and the id alone, so that taking in a newer file of a group updates its part.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4, uuid5

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.dossier.file import Dossier, Signature, create_dossier, open_dossier
from altterr_desktop.dossier.migrations import latest_version
from altterr_desktop.dossier.server import is_server, open_server
from altterr_desktop.exchange import bundle
from altterr_desktop.exchange.errors import InconsistentBundle
from altterr_desktop.exchange.invitation import join, open_invitation
from altterr_desktop.exchange.keys import Seals, keep_keys, known_keys, seals_of
from altterr_desktop.i18n import _
from altterr_desktop.journal.batches import batches
from altterr_desktop.journal.erased import LABEL, STONES, TEXT
from altterr_desktop.journal.merge import receive
from altterr_desktop.journal.parking import known_among
from altterr_desktop.journal.travelling import CommitLine, EditLine, commit_ids, read_commits, read_edits
from altterr_desktop.journal.updating import project_newly_known
from altterr_desktop.journal.values import pack_id, pack_value, split_ids, unpack_id, unpack_json
from altterr_desktop.model.consolidation import RecordGroup, SourceGroup
from altterr_desktop.model.volunteers import Group

_MARK = "consolidated"
_OPEN_GROUP = "group_in_clear:"
# The coordination's own group: its id comes before all others, so that it is the one the dossier is named by.
_OWN_GROUP = str(UUID(int=1))
_UUID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
# Texts that are not read by people and name records.
_WITH_IDS = frozenset({("assessment", "snapshot"), ("saved_view", "content")})


@dataclass(frozen=True)
class Taken:
    """Say what one source brought: its group, and how many contributions are new or wait for an earlier file."""

    source: str
    group_id: str
    group: str
    applied: int
    known: int
    waiting: int


@dataclass
class _Translation:
    """Give every id of a group another one, always the same, and note which records came by."""

    group: UUID
    records: set[str] = field(default_factory=set)

    def text(self, text: str) -> str:
        return str(uuid5(self.group, text))

    def id(self, packed: bytes) -> bytes:
        return pack_id(self.text(unpack_id(packed)))

    def ids(self, packed: bytes) -> bytes:
        # Sorted where they were, for a run of ids is a set.
        return b"".join(sorted(self.id(one) for one in split_ids(packed)))

    def commit(self, commit: CommitLine) -> CommitLine:
        author = self.text(commit.author_id) if _UUID.fullmatch(commit.author_id) else commit.author_id
        return CommitLine(
            self.id(commit.id),
            self.ids(commit.parents),
            commit.made_at,
            author,
            _clean(commit.author),
            _clean(commit.device),
            _clean(commit.label),
            commit.schema_version,
            self.id(commit.undoes) if commit.undoes else None,
        )

    def edits(self, edits: Iterable[EditLine]) -> Iterator[EditLine]:
        for edit in edits:
            record = self.id(edit.record)
            if edit.kind not in STONES:
                self.records.add(unpack_id(record))
            yield edit._replace(record=record, value=self._value(edit), replaces=self.ids(edit.replaces))

    def _value(self, edit: EditLine) -> bytes:
        if edit.kind == TEXT:
            words = unpack_json(edit.value)
            return pack_value({self.id(bytes.fromhex(one)).hex(): text for one, text in words.items()})
        if edit.kind == LABEL or not (edit.field.endswith("_id") or (edit.kind, edit.field) in _WITH_IDS):
            return edit.value
        value = unpack_json(edit.value)
        if not isinstance(value, str):
            return edit.value
        return pack_value(_UUID.sub(lambda found: self.text(found.group()), value))


def _clean(text: str) -> str:
    return text.replace("\0", "")


@contextmanager
def opened_consolidation(place: str, *, name: str = "", passphrase: str | None = None) -> Iterator[Dossier]:
    """Lend a coordination's dossier, made where it is missing: a file, or a PostgreSQL address.

    Raises InvalidInput for the dossier of a single group, ServerUnreachable, and the errors of opening a file.
    """
    signature = Signature(author=name)
    if is_server(place):
        dossier: Dossier = open_server(place, signature=signature)
    elif Path(place).exists():
        dossier = open_dossier(Path(place), passphrase=passphrase, signature=signature)
    else:
        dossier = create_dossier(Path(place), passphrase=passphrase, signature=signature)
        dossier.set_state(_MARK, "1")
    with dossier:
        if is_server(place):
            dossier.set_state(_MARK, "1")
        if not dossier.state(_MARK):
            raise InvalidInput(
                _("“{name}” is the dossier of one group. Give another name for the dossier of all.").format(
                    name=dossier.path.name
                )
            )
        project_newly_known(dossier)
        _name(dossier, name or _("Coordination"))
        yield dossier


def _name(dossier: Dossier, name: str) -> None:
    """Write the coordination's own group, once."""
    with dossier.reading() as session:
        if session.get(Group, _OWN_GROUP) is not None:
            return
    now = time.time_ns() // 1_000_000
    commit = CommitLine(uuid4().bytes, b"", now, "", name, "", _("Dossier created"), latest_version(), None)
    receive(dossier, [commit], [EditLine(0, "group", pack_id(_OWN_GROUP), "name", pack_value(name), b"")])


def is_consolidated(dossier: Dossier) -> bool:
    """Tell whether a dossier is one of many groups."""
    return bool(dossier.state(_MARK))


def take(dossier: Dossier, source: Path, *, passphrase: str | None = None, code: str = "") -> Taken:
    """Take in one source of a group: its dossier, an invitation with its code, or a file of contributions.

    Of a file of contributions the group's keys must be known, from an invitation or a dossier taken before. Raises
    InvalidInput for another kind of file, and the errors of opening each.
    """
    endings = {".altterr": _take_path, ".altinv": _take_invitation, ".altlot": _take_bundle}
    taker = endings.get(source.suffix.lower())
    if taker is None:
        raise InvalidInput(
            _("“{name}” is neither a dossier, nor an invitation, nor a file of contributions.").format(
                name=source.name
            )
        )
    return taker(dossier, source, code if taker is _take_invitation else passphrase or "")


def _take_path(dossier: Dossier, source: Path, passphrase: str) -> Taken:
    with open_dossier(source, passphrase=passphrase or None) as other:
        return take_dossier(dossier, other, source.name)


def _take_invitation(dossier: Dossier, source: Path, code: str) -> Taken:
    invitation = open_invitation(source, code)
    if not invitation.has_copy:
        _note_keys(dossier, invitation.seals)
        return _taken(dossier, source.name, invitation.seals.group, 0, 0, 0)
    with TemporaryDirectory(prefix="altterr-") as folder:
        path = Path(folder) / "copie.altterr"
        with join(source, path, code=code, passphrase=None) as other:
            return take_dossier(dossier, other, source.name)


def take_dossier(dossier: Dossier, other: Dossier, name: str) -> Taken:
    """Take in what an open dossier holds and this one does not have yet. Raises InvalidInput, InconsistentBundle."""
    if is_consolidated(other):
        raise InvalidInput(_("“{name}” is a dossier of several groups itself.").format(name=name))
    seals = seals_of(other)
    _note_keys(dossier, seals)
    translation = _Translation(UUID(bytes=seals.group))
    with other.reading() as session:
        seqs = commit_ids(session)
    translated = {translation.id(commit): seq for seq, commit in seqs}
    with dossier.reading() as session:
        known = known_among(session, set(translated))
    new = [seq for commit, seq in translated.items() if commit not in known]
    applied = waiting = 0
    with other.reading() as session:
        for part in bundle.parts(session, new):
            commits = [translation.commit(commit) for commit in read_commits(session, part)]
            contents = list(bundle.read_contents(session, part))
            edits = translation.edits(read_edits(session, part))
            came, waiting, _known = _receive(dossier, name, commits, edits, contents)
            applied += came
    _note_group(dossier, seals.group, translation.records)
    return _taken(dossier, name, seals.group, applied, len(known), waiting)


def _take_bundle(dossier: Dossier, source: Path, _secret: str) -> Taken:
    group = bundle.group_of(source)
    state = dossier.state(_OPEN_GROUP + group.hex())
    keys = known_keys(dossier)
    # A group never met may exchange in clear: whoever runs this command chose the file.
    current = next(iter(keys.values()), b"") if state == "0" else b""
    lot = bundle.open_file(source, Seals(group, current, keys))
    translation = _Translation(UUID(bytes=group))
    commits = [translation.commit(commit) for commit in lot.commits]
    applied, waiting, known = _receive(
        dossier, source.name, commits, translation.edits(lot.edits()), lot.contents()
    )
    _note_group(dossier, group, translation.records)
    return _taken(dossier, source.name, group, applied, known, waiting)


def _receive(
    dossier: Dossier,
    name: str,
    commits: Sequence[CommitLine],
    edits: Iterable[EditLine],
    contents: Iterable[tuple[str, bytes]],
) -> tuple[int, int, int]:
    try:
        received = receive(dossier, commits, edits, contents)
    except IntegrityError as error:
        raise InconsistentBundle(name) from error
    return received.applied, received.waiting, received.known


def _note_keys(dossier: Dossier, seals: Seals) -> None:
    keep_keys(dossier, seals.keys.values())
    dossier.set_state(_OPEN_GROUP + seals.group.hex(), "1" if seals.is_open else "0")


def _note_group(dossier: Dossier, group: bytes, records: Iterable[str]) -> None:
    """Say which group these records come from, and that it sent something now."""
    group_id = unpack_id(group)
    with dossier.session() as session:
        for batch in batches(sorted(records)):
            query = select(RecordGroup.record_id).where(RecordGroup.record_id.in_(batch))
            known = set(session.execute(query).scalars())
            rows = [{"record_id": one, "group_id": group_id} for one in batch if one not in known]
            if rows:
                session.execute(insert(RecordGroup), rows)
        source = session.get(SourceGroup, group_id) or SourceGroup(id=group_id)
        source.name = _name_of_group(session, group_id) or source.name or ""
        source.received_at = int(time.time())
        session.add(source)
        session.commit()


def _name_of_group(session: Session, group_id: str) -> str:
    query = (
        select(Group.name)
        .join(RecordGroup, RecordGroup.record_id == Group.id)
        .where(RecordGroup.group_id == group_id, ~Group.deleted)
        .order_by(Group.id)
    )
    return session.execute(query).scalars().first() or ""


def _taken(dossier: Dossier, source: str, group: bytes, applied: int, known: int, waiting: int) -> Taken:
    group_id = unpack_id(group)
    with dossier.reading() as session:
        row = session.get(SourceGroup, group_id)
        name = row.name if row is not None else ""
    return Taken(source, group_id, name, applied, known, waiting)


def list_groups(dossier: Dossier) -> tuple[tuple[str, str, int | None], ...]:
    """List the groups consolidated here: id, name, when something last came (seconds)."""
    with dossier.reading() as session:
        rows = session.execute(select(SourceGroup).order_by(SourceGroup.name, SourceGroup.id)).scalars()
        return tuple((row.id, row.name, row.received_at) for row in rows)
