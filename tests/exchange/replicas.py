"""Play a group of volunteers at random: edits, exchanges, copies, accidents; then compare every laptop."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar
from unittest import mock

from sqlalchemy import select
from sqlalchemy.orm import Session

from altterr_desktop.domain.errors import InvalidInput, NotFound
from altterr_desktop.domain.identity import new_id
from altterr_desktop.dossier.file import Dossier, Signature, open_dossier
from altterr_desktop.exchange import bundle
from altterr_desktop.exchange.errors import DamagedBundle, ExchangeError
from altterr_desktop.exchange.folder import exchange
from altterr_desktop.exchange.keys import seals_of
from altterr_desktop.exchange.receiving import receive_lot
from altterr_desktop.journal import recording
from altterr_desktop.journal.changes import Changes
from altterr_desktop.journal.settling import keep_record, settle
from altterr_desktop.journal.travelling import commit_ids, mark_sent
from altterr_desktop.journal.undo import redo, undo
from altterr_desktop.journal.updating import project_newly_known
from altterr_desktop.journal.values import columns_of, pack_id, references_of, split_ids, unpack_json
from altterr_desktop.journal.verify import verify
from altterr_desktop.model import record_classes
from altterr_desktop.model.journal import JournalCommit, JournalEdit
from altterr_desktop.services.erasure import erase_person
from altterr_desktop.services.records import (
    change_record,
    create_record,
    delete_record,
    load_record,
    restore_record,
)
from tests.exchange.comparing import conflicts_of, everything, fingerprint
from tests.exchange.former import newer_fields, older_program
from tests.exchange.model import WORDS

YEAR_MS = 365 * 24 * 3600 * 1000
# What the newer one writes and the former knows nothing of: kinds with their values, fields of known kinds.
NEWER_KINDS: dict[str, Callable[[Group], dict[str, Any]]] = {
    "request": lambda group: {"title": group.phrase(3), "text": group.phrase(9)},
    "request_reminder": lambda group: {"text": group.phrase(2)},
    "twin_decision": lambda group: {"subject_kind": "official", "kept_id": group.phrase(1)},
    "indicator_value": lambda group: {"measure": group.random.uniform(-1e9, 1e9) / 3},
    "press_item": lambda group: {"title": group.phrase(3)},
    "saved_view": lambda group: {"name": group.phrase(1)},
}
SHORT = {
    "commitment": "title",
    "follow_up": "title",
    "meeting": "title",
    "agenda_point": "title",
    "volunteer": "name",
}
PROSE = {"commitment": "notes", "meeting": "goal", "agenda_point": "question", "follow_up": "notes"}


@dataclass
class Laptop:
    """Hold one laptop: its open dossier, its clock's error, what it acknowledged and did not send yet."""

    dossier: Dossier
    offset: int
    is_old: bool = False
    kept: dict[str, list[tuple[bytes, str, Any]]] = field(default_factory=dict)
    backups: list[tuple[Path, dict[str, Any]]] = field(default_factory=list)


class Group:
    """Hold the laptops of a group, their shared folder, and what was acknowledged and shared."""

    compiled: ClassVar[dict[str, Any]] = {}

    def __init__(self, folder: Path, model: Path, seed: int, size: int = 5) -> None:
        self.random: random.Random = random.Random(seed)
        self.folder = folder
        self.shared = folder / "partage"
        self.shared.mkdir(parents=True)
        self.files = 0
        self.counts: dict[str, int] = {}
        self.must_survive: dict[str, list[tuple[bytes, str, Any]]] = {}
        self.mail: list[bytes] = []
        self.erased: set[bytes] = set()
        offsets = [0, 0, -YEAR_MS, YEAR_MS, 300_000]
        self.laptops = [
            Laptop(
                self.opened(self.copied(model), number),
                offsets[number % len(offsets)],
                is_old=number == size - 1,
            )
            for number in range(size)
        ]
        self.seals = seals_of(self.laptops[0].dossier)

    def copied(self, path: Path) -> Path:
        self.files += 1
        copy = self.folder / f"{self.files}.altterr"
        shutil.copyfile(path, copy)
        return copy

    def opened(self, path: Path, number: int, *, is_old: bool = False) -> Dossier:
        dossier = open_dossier(
            path, known=True, signature=Signature(f"p{number}", f"Personne {number}", f"pc{number}")
        )
        with dossier.raw() as connection:
            # No power cut is played here.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA journal_mode = MEMORY")
        # Statements are compiled once for all these short-lived files.
        engine: Any = dossier._engine
        engine.dialect, engine._compiled_cache = self.compiled.setdefault(
            "first", (engine.dialect, engine._compiled_cache)
        )
        if not is_old:
            project_newly_known(dossier)
        return dossier

    def close(self) -> None:
        for laptop in self.laptops:
            laptop.dossier.close()

    # What people do

    def run(self, steps: int) -> None:
        """Play some steps."""
        acts = [
            (self.create, 10),
            (self.edit, 22),
            (self.write_prose, 16),
            (self.delete, 6),
            (self.restore, 3),
            (self.relate, 8),
            (self.hidden, 4),
            (self.undo, 4),
            (self.settle, 4),
            (self.meet, 10),
            (self.post, 8),
            (self.deliver, 8),
            (self.spoil_folder, 3),
            (self.save_backup, 2),
            (self.restore_backup, 1),
            (self.clone, 1),
            (self.erase, 1),
        ]
        for _step in range(steps):
            act = self.random.choices([act for act, _weight in acts], [weight for _act, weight in acts])[0]
            laptop = self.random.choice(self.laptops)
            self.counts[act.__name__] = self.counts.get(act.__name__, 0) + 1
            with self.at(laptop):
                act(laptop)

    @contextmanager
    def at(self, laptop: Laptop) -> Iterator[None]:
        clock = SimpleNamespace(time_ns=lambda: time.time_ns() + laptop.offset * 1_000_000)
        with (
            mock.patch.object(recording, "time", clock),
            older_program() if laptop.is_old else nullcontext(),
        ):
            yield

    def some(self, laptop: Laptop, kind: str, *, deleted: bool = False) -> str | None:
        record_class = record_classes()[kind]
        with laptop.dossier.reading() as session:
            ids = session.execute(
                select(record_class.id).where(record_class.deleted.is_(deleted)).order_by(record_class.id)
            ).scalars()
            found = list(ids)
        return self.random.choice(found) if found else None

    def acknowledge(self, laptop: Laptop, changes: Changes) -> None:
        """Remember what an act wrote; joined saves of one text replace the one before."""
        if not changes:
            return
        commit = bytes.fromhex(changes.commit_id.replace("-", ""))
        with laptop.dossier.reading() as session:
            edits = session.execute(
                select(JournalEdit.record, JournalEdit.field, JournalEdit.value)
                .join(JournalCommit, JournalCommit.seq == JournalEdit.commit_seq)
                .where(JournalCommit.id == commit)
            ).all()
            if laptop.kept:
                last = list(laptop.kept)[-1]
                known = session.scalar(
                    select(JournalCommit.seq).where(JournalCommit.id == bytes.fromhex(last))
                )
                if known is None:
                    del laptop.kept[last]
        laptop.kept[commit.hex()] = [(record, name, unpack_json(value)) for record, name, value in edits]

    def create(self, laptop: Laptop) -> None:
        kind = self.random.choice(["commitment", "follow_up", "meeting", "volunteer"])
        values = {SHORT[kind]: self.phrase(3)}
        self.acknowledge(laptop, create_record(laptop.dossier, kind=kind, values=values))

    def edit(self, laptop: Laptop) -> None:
        kind = self.random.choice(list(SHORT))
        record_id = self.some(laptop, kind)
        if record_id:
            values = {SHORT[kind]: self.random.choice(["Même titre", self.phrase(2)])}
            changes = change_record(laptop.dossier, kind=kind, record_id=record_id, values=values)
            self.acknowledge(laptop, changes)
            view = load_record(laptop.dossier, record_id, kind)
            assert {name: view.values[name] for name in values} == values, "an edit was accepted and not made"

    def write_prose(self, laptop: Laptop) -> None:
        kind = self.random.choice(list(PROSE))
        record_id = self.some(laptop, kind)
        if record_id is None:
            return
        with laptop.dossier.reading() as session:
            words = str(getattr(session.get(record_classes()[kind], record_id), PROSE[kind])).split(" ")
        at = self.random.randrange(len(words) + 1)
        words[at : at + self.random.randrange(3)] = self.phrase(self.random.randrange(3)).split(" ")
        values = {PROSE[kind]: " ".join(words[:60])}
        self.acknowledge(laptop, change_record(laptop.dossier, kind=kind, record_id=record_id, values=values))

    def phrase(self, count: int) -> str:
        return " ".join(self.random.choice(WORDS) for _word in range(count))

    def delete(self, laptop: Laptop) -> None:
        kind = self.random.choice(list(SHORT))
        record_id = self.some(laptop, kind)
        if record_id:
            self.acknowledge(laptop, delete_record(laptop.dossier, kind=kind, record_id=record_id))

    def restore(self, laptop: Laptop) -> None:
        kind = self.random.choice(list(SHORT))
        record_id = self.some(laptop, kind, deleted=True)
        # Who was erased is not given back, once this laptop knows.
        with suppress(InvalidInput) if record_id and pack_id(record_id) in self.erased else nullcontext():
            if record_id:
                self.acknowledge(laptop, restore_record(laptop.dossier, kind=kind, record_id=record_id))

    def relate(self, laptop: Laptop) -> None:
        commitment, meeting = self.some(laptop, "commitment"), self.some(laptop, "meeting")
        follow_up = self.some(laptop, "follow_up")
        if meeting and self.random.random() < 0.5:
            values = {"meeting_id": meeting, "title": self.phrase(2), "commitment_id": commitment}
            self.acknowledge(laptop, create_record(laptop.dossier, kind="agenda_point", values=values))
        elif follow_up and commitment:
            values = {"commitment_id": commitment}
            self.acknowledge(
                laptop, change_record(laptop.dossier, kind="follow_up", record_id=follow_up, values=values)
            )

    def hidden(self, laptop: Laptop) -> None:
        """Write what the older program does not know."""
        if laptop.is_old:
            return
        if self.random.random() < 0.5:
            kind = self.random.choice(list(NEWER_KINDS))
            self.acknowledge(laptop, self.newer_record(laptop, kind))
            return
        kind, name = self.random.choice(newer_fields(*SHORT))
        record_id = self.some(laptop, kind)
        if record_id:
            with recording.recording(laptop.dossier, "champ nouveau") as work:
                setattr(work.session.get(record_classes()[kind], record_id), name, self.phrase(2))
            self.acknowledge(laptop, work.changes)

    def newer_record(self, laptop: Laptop, kind: str) -> Changes:
        """Write a record of a new kind below what it is a part of, whatever the subject's own rules ask for."""
        known = record_classes()[kind]
        values = NEWER_KINDS[kind](self)
        with recording.recording(laptop.dossier, kind) as work:
            for name, target in references_of(known):
                if name == known.PART_OF:
                    values[name] = self.any_of(work.session, target)
            work.session.add(known(id=new_id(), **values))
        return work.changes

    def any_of(self, session: Session, known: Any) -> str:
        found = session.execute(select(known.id).order_by(known.id)).scalars().all()
        if found and self.random.random() < 0.7:
            return str(self.random.choice(found))
        above = {
            name: self.any_of(session, target)
            for name, target in references_of(known)
            if name == known.PART_OF or not columns_of(known)[name].nullable
        }
        if known.kind() in SHORT:
            above[SHORT[known.kind()]] = self.phrase(2)
        made = known(id=new_id(), **above)
        session.add(made)
        session.flush()
        return str(made.id)

    def undo(self, laptop: Laptop) -> None:
        if not laptop.is_old:
            try:
                self.acknowledge(laptop, self.random.choice([undo, redo])(laptop.dossier))
            except InvalidInput:
                return

    def erase(self, laptop: Laptop) -> None:
        """Erase a person; what anybody wrote about them, then or later, is expected no longer."""
        record_id = self.some(laptop, "volunteer")
        if record_id and not laptop.is_old:
            erase_person(laptop.dossier, record_id=record_id)
            self.erased.add(pack_id(record_id))

    def settle(self, laptop: Laptop) -> None:
        found = conflicts_of(laptop.dossier)
        if not found or laptop.is_old:
            return
        kind, record_id, name, sort, _target_id = self.random.choice(found)
        try:
            if sort == "orphan":
                return
            if sort == "deleted":
                changes = keep_record(laptop.dossier, kind=kind, record_id=record_id)
            else:
                changes = settle(laptop.dossier, [(kind, record_id, name)])
        except NotFound:
            return
        self.acknowledge(laptop, changes)

    # How it travels

    def meet(self, laptop: Laptop) -> None:
        """Exchange through the shared folder."""
        exchange(laptop.dossier, self.shared)
        self.share(laptop)

    def share(self, laptop: Laptop) -> None:
        self.must_survive.update(laptop.kept)
        laptop.kept = {}

    def post(self, laptop: Laptop) -> None:
        """Send some commits by mail, seldom all those before them; a letter may never be opened."""
        with laptop.dossier.session() as session:
            seqs = [seq for seq, _commit in commit_ids(session)]
            chosen = seqs[-self.random.randrange(1, 8) :]
            if self.random.random() < 0.3:
                chosen = sorted(self.random.sample(seqs, min(len(seqs), 5)))
            mark_sent(session, chosen)
            session.commit()
            self.mail.append(bundle.pack(session, chosen, seals_of(laptop.dossier)))

    def deliver(self, laptop: Laptop) -> None:
        """Receive a letter: any, perhaps twice, perhaps spoiled on the way."""
        if not self.mail:
            return
        letter = self.random.choice(self.mail)
        spoiled = self.spoiled(letter) if self.random.random() < 0.3 else letter
        before = fingerprint(laptop.dossier) if spoiled != letter else None
        try:
            receive_lot(laptop.dossier, bundle.unpack("courrier", spoiled, seals_of(laptop.dossier)))
        except ExchangeError:
            assert spoiled != letter
            assert fingerprint(laptop.dossier) == before
        else:
            assert spoiled == letter, "a spoiled file was accepted"

    def spoiled(self, data: bytes) -> bytes:
        if self.random.random() < 0.5:
            return data[: self.random.randrange(len(data))]
        at = self.random.randrange(len(data))
        return data[:at] + bytes([data[at] ^ (1 << self.random.randrange(8))]) + data[at + 1 :]

    def spoil_folder(self, _laptop: Laptop) -> None:
        lots = sorted(self.shared.glob("*/lots/*.altlot"))
        if not lots:
            return
        lot = self.random.choice(lots)
        accident = self.random.choice(["lose", "double", "spoil"])
        with self.destruction():
            if accident == "lose":
                lot.unlink()
            elif accident == "double":
                shutil.copyfile(lot, lot.with_name(f"{lot.stem} (conflit).altlot"))
            else:
                lot.write_bytes(self.spoiled(lot.read_bytes()))

    @contextmanager
    def destruction(self) -> Iterator[None]:
        """Expect no longer what an accident destroyed the only copy of."""
        before = self.held()
        yield
        for commit in before - self.held():
            self.must_survive.pop(commit.hex(), None)

    def held(self) -> set[bytes]:
        found: set[bytes] = set()
        for laptop in self.laptops:
            with laptop.dossier.raw() as connection:
                found.update(row[0] for row in connection.execute("SELECT id FROM journal_commit"))
                found.update(row[0] for row in connection.execute("SELECT id FROM parked_commit"))
        for lot in self.shared.glob("*/lots/*.altlot"):
            with suppress(ExchangeError):
                found.update(commit.id for commit in bundle.open_file(lot, self.seals).commits)
        return found

    def save_backup(self, laptop: Laptop) -> None:
        laptop.dossier.close()
        laptop.backups.append((self.copied(laptop.dossier.path), dict(laptop.kept)))
        laptop.dossier = self.opened(laptop.dossier.path, self.laptops.index(laptop), is_old=laptop.is_old)

    def restore_backup(self, laptop: Laptop) -> None:
        if laptop.backups:
            path, kept = self.random.choice(laptop.backups)
            with self.destruction():
                laptop.dossier.close()
                shutil.copyfile(path, laptop.dossier.path)
                laptop.dossier = self.opened(
                    laptop.dossier.path, self.laptops.index(laptop), is_old=laptop.is_old
                )
            laptop.kept = dict(kept)

    def clone(self, laptop: Laptop) -> None:
        """Take another laptop's file in place of one's own, whose work was sent before."""
        other = self.random.choice([one for one in self.laptops if one.is_old == laptop.is_old])
        if other is laptop:
            return
        self.meet(laptop)
        number = self.laptops.index(other)
        with self.destruction():
            other.dossier.close()
            laptop.dossier.close()
            shutil.copyfile(other.dossier.path, laptop.dossier.path)
            # The same signature too: nothing rests on who signs.
            other.dossier = self.opened(other.dossier.path, number, is_old=other.is_old)
            laptop.dossier = self.opened(laptop.dossier.path, number, is_old=laptop.is_old)
        laptop.kept = dict(other.kept)

    # What must hold

    def settle_down(self) -> None:
        """Update the old program, then exchange until all have the same."""
        for laptop in self.laptops:
            laptop.is_old = False
            project_newly_known(laptop.dossier)
        for _round in range(6):
            for laptop in self.laptops:
                exchange(laptop.dossier, self.shared)
                self.share(laptop)
                if self.is_at_rest():
                    return
        raise AssertionError(f"exchanges never come to rest: {self.unrest()}")

    def unrest(self) -> list[tuple[int, int, list[str]]]:
        """Say of each laptop how much it holds, how much waits, and what it could not read and was not spoiled."""
        found = []
        for laptop in self.laptops:
            done = exchange(laptop.dossier, self.shared)
            with laptop.dossier.raw() as connection:
                (count,) = connection.execute("SELECT count(*) FROM journal_commit").fetchone()
            sound = [text for name, text in done.problems if text != str(DamagedBundle(name))]
            found.append((count, done.waiting, sound[:2]))
        return found

    def is_at_rest(self) -> bool:
        """Tell whether all have the same latest acts; nothing is written in the folder by then."""
        tips = []
        for laptop in self.laptops:
            with laptop.dossier.raw() as connection:
                tips.append(
                    connection.execute("SELECT id FROM journal_commit WHERE is_tip ORDER BY id").fetchall()
                )
        return all(one == tips[0] for one in tips)

    def check(self) -> None:
        """Compare every laptop, row for row and edit for edit."""
        first, *others = [everything(laptop.dossier) for laptop in self.laptops]
        for other in others:
            for name in first:
                differences = [one for one in other[name] if one not in first[name]]
                differences += [one for one in first[name] if one not in other[name]]
                assert not differences, f"laptops differ in {name}: {differences[:4]}"
        # The others hold the same, row for row and edit for edit.
        assert verify(self.laptops[0].dossier) == []
        waiting: set[bytes] = set()
        for laptop in self.laptops:
            with laptop.dossier.raw() as connection:
                assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
                parked = dict(connection.execute("SELECT id, parents FROM parked_commit").fetchall())
            waiting |= set(parked)
            known = {row[0] for row in first["commits"]}
            for parents in parked.values():
                # What waits does so for something that an accident destroyed everywhere.
                assert not known.issuperset(split_ids(parents)), "a commit waits for nothing"
        held = {(record, name, repr(value)) for _k, record, name, value, _c, _r, _h in first["journal"]}
        for commit, edits in self.must_survive.items():
            for record, name, value in edits if bytes.fromhex(commit) not in waiting else ():
                if record not in self.erased:
                    assert (record, name, repr(value)) in held, "an acknowledged edit is in no history"
