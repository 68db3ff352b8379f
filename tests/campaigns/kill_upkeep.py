"""Kill what looks after the file: creation, migration, backup, restoring, change of passphrase.

After each kill the dossier is the old one or the new one, never neither; it opens, and the same work done again
succeeds whatever the kill left lying.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile, rmtree
from typing import Any
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from altterr_desktop.domain.errors import KnownError
from altterr_desktop.domain.identity import new_id
from altterr_desktop.dossier import journals, migrate, migrations
from altterr_desktop.dossier import key as keys
from altterr_desktop.dossier.backup import backup_folder, list_backups, restore
from altterr_desktop.dossier.connection import connect, schema_fingerprint
from altterr_desktop.dossier.errors import DossierExists, WrongPassphrase
from altterr_desktop.dossier.file import Dossier, create_dossier, open_dossier
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.commitments import Commitment
from tests.campaigns.harness import LONGEST_SILENCE, Child, Outcome, Teller, start

FORMER, NEW = "l’ancienne phrase", "la nouvelle phrase"
# The version of this program.
SHIPPED = migrations.latest_version()
# What a later version could add: a table filled from another, and an index.
FURTHER = (
    "CREATE TABLE further (id VARCHAR(36) NOT NULL, words TEXT NOT NULL, PRIMARY KEY (id))",
    "INSERT INTO further SELECT id, verbatim || verbatim FROM commitment",
    "CREATE INDEX ix_further_words ON further (words)",
    "ALTER TABLE commitment ADD COLUMN further_id VARCHAR(36) REFERENCES further (id)",
)
TEXTS = 400


def fill(dossier: Dossier, texts: int = TEXTS) -> None:
    """Write enough for each work to last a few milliseconds."""
    with recording(dossier, "Beaucoup de textes") as work:
        for rank in range(texts):
            work.session.add(
                Commitment(id=new_id(), title=f"Engagement {rank}", verbatim=f"mot{rank} " * 300)
            )


def read_all(dossier: Dossier) -> list[tuple[str, str]]:
    """Read what must be there before and after."""
    with dossier.raw() as connection:
        rows = connection.execute("SELECT title, verbatim FROM commitment ORDER BY title").fetchall()
    return [(title, verbatim) for title, verbatim in rows]


@dataclass(frozen=True)
class Model:
    """Hold the dossiers that each turn begins from."""

    opened: Path
    sealed: Path
    backup: Path
    texts: list[tuple[str, str]]


def make_model(folder: Path) -> Model:
    """Make them once."""
    opened, backup, texts = _make(folder / "ouvert.altterr", None)
    sealed, _backup, _texts = _make(folder / "scellé.altterr", FORMER)
    return Model(opened, sealed, backup, texts)


def _make(path: Path, passphrase: str | None) -> tuple[Path, Path, list[tuple[str, str]]]:
    with create_dossier(path, passphrase=passphrase) as dossier:
        fill(dossier)
        return path, dossier.back_up(), read_all(dossier)


@contextmanager
def later_version() -> Iterator[str]:
    """Pretend that this program knows one step more, and give the fingerprint after it."""
    connection = connect_memory()
    for step in migrations.steps():
        for statement in step.statements:
            connection.execute(statement)
    for statement in FURTHER:
        connection.execute(statement)
    fingerprint = schema_fingerprint(connection)
    connection.close()
    more = (*migrations.steps(), migrations.Step(len(migrations.steps()) + 1, FURTHER, fingerprint))
    with (
        mock.patch.object(migrations, "steps", return_value=more),
        mock.patch.object(migrate, "steps", return_value=more),
    ):
        yield fingerprint


def connect_memory() -> Any:
    """Open an empty database in memory."""
    from sqlcipher3 import dbapi2

    return dbapi2.connect(":memory:", isolation_level=None)


class Turn:
    """Hold the files of one kill and the faults found after it."""

    def __init__(self, model: Model, folder: Path) -> None:
        self.model = model
        self.path = folder / "Dossier.altterr"
        self.faults: list[str] = []

    def expect_texts(self, dossier: Dossier) -> None:
        """Note a fault where something is missing."""
        if read_all(dossier) != self.model.texts:
            self.faults.append("the contents are not the same")
        dossier.check()


@dataclass(frozen=True)
class Work:
    """Hold one kind of work: what comes before it, the work that is killed, and what must hold after it."""

    prepare: Callable[[Turn], Any]
    do: Callable[[Any], object]
    check: Callable[[Turn], str]


def place_opened(turn: Turn) -> Path:
    copyfile(turn.model.opened, turn.path)
    return turn.path


def check_creation(turn: Turn) -> str:
    found = "new" if turn.path.exists() else "none"
    if found == "none":
        create_dossier(turn.path, passphrase=None).close()
    with open_dossier(turn.path) as dossier:
        dossier.check()
        dossier.set_state("colour", "vert")
    return found


def migrate_file(path: Path) -> None:
    with later_version():
        open_dossier(path, known=True).close()


def check_migration(turn: Turn) -> str:
    with later_version() as fingerprint:
        connection = connect(turn.path, keys.OPEN_KEY, turn.path.read_bytes()[:16])
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        expected = {SHIPPED: migrations.fingerprint_of(SHIPPED), SHIPPED + 1: fingerprint}
        if schema_fingerprint(connection) != expected.get(version):
            turn.faults.append(f"the structure is not that of version {version}")
        connection.close()
        with open_dossier(turn.path) as dossier:
            turn.expect_texts(dossier)
            with dossier.raw() as raw:
                if raw.execute("SELECT count(*) FROM further").fetchone()[0] != TEXTS:
                    turn.faults.append("the migration did not reach its end")
    if not list_backups(turn.path):
        turn.faults.append("migrated without a backup")
    return "old" if version == SHIPPED else "new"


def check_backup(turn: Turn) -> str:
    found = list_backups(turn.path)
    for backup in found:
        with open_dossier(backup.path) as copy:
            turn.expect_texts(copy)
    with open_dossier(turn.path) as dossier:
        turn.expect_texts(dossier)
        dossier.back_up()
    left = [path.name for path in backup_folder(turn.path).iterdir() if path.suffix == ".tmp"]
    turn.faults += [f"left after a backup: {name}" for name in left]
    return "new" if found else "none"


def back_up_file(path: Path) -> None:
    with open_dossier(path, known=True) as dossier:
        dossier.back_up()


def prepare_restoring(turn: Turn) -> tuple[Path, Path]:
    return turn.model.backup, turn.path


def check_restoring(turn: Turn) -> str:
    found = "new" if turn.path.exists() else "none"
    try:
        restore(turn.model.backup, turn.path)
    except DossierExists:
        if found == "none":
            turn.faults.append("what the kill left is in the way")
    with open_dossier(turn.path) as dossier:
        turn.expect_texts(dossier)
    return found


def place_sealed(turn: Turn) -> Path:
    copyfile(turn.model.sealed, turn.path)
    return turn.path


def change_passphrase(path: Path) -> None:
    with open_dossier(path, passphrase=FORMER, known=True) as dossier:
        dossier.change_passphrase(NEW)


def check_passphrase(turn: Turn) -> str:
    """Open as a person would who does not know whether the change was made: the new one first."""
    for found, passphrase in (("new", NEW), ("old", FORMER)):
        try:
            with open_dossier(turn.path, passphrase=passphrase) as dossier:
                turn.expect_texts(dossier)
                dossier.change_passphrase(None)
        except WrongPassphrase:
            continue
        with open_dossier(turn.path) as dossier:
            turn.expect_texts(dossier)
        return found
    turn.faults.append("neither passphrase opens it")
    return "neither"


WORKS = {
    "create": Work(
        lambda turn: turn.path, lambda path: create_dossier(path, passphrase=None), check_creation
    ),
    "migrate": Work(place_opened, migrate_file, check_migration),
    "back_up": Work(place_opened, back_up_file, check_backup),
    "restore": Work(prepare_restoring, lambda paths: restore(*paths), check_restoring),
    "passphrase": Work(place_sealed, change_passphrase, check_passphrase),
}


def kill_upkeep(count: int, seed: int, folder: Path) -> Outcome:
    """Kill each kind of work that many times."""
    outcome = Outcome({"kills": 0})
    (folder / "model").mkdir()
    # The slow derivation of keys is not what is killed.
    with mock.patch.object(keys, "ITERATIONS", 1000):
        _kill_all(make_model(folder / "model"), count, seed, folder, outcome)
    return outcome


def _kill_all(model: Model, count: int, seed: int, folder: Path, outcome: Outcome) -> None:
    for name, work in WORKS.items():
        chance = random.Random(f"{seed}.{name}")
        lasts = _kill(work, model, folder / f"{name}-whole", None, outcome, name)
        for turn in range(count):
            _kill(work, model, folder / f"{name}-{turn}", chance.random() * lasts, outcome, name)


def _kill(work: Work, model: Model, folder: Path, delay: float | None, outcome: Outcome, name: str) -> float:
    """Kill a work after a delay (none: let it end), look at what is left, and give how long it lasted."""
    folder.mkdir()
    turn = Turn(model, folder)
    prepared = work.prepare(turn)

    def run(teller: Teller) -> None:
        teller.tell(begun=True)
        work.do(prepared)

    child = Child(run)
    child.listen(LONGEST_SILENCE)
    began = time.monotonic()
    told = list(child.listen_for(LONGEST_SILENCE if delay is None else delay))
    lasted = time.monotonic() - began
    told += child.kill()
    outcome.count(f"{name}: cut short in a write", int(journals.is_alive(turn.path)))
    outcome.faults += [f"{name}: {message['failed']}" for message in told if "failed" in message]
    try:
        found = work.check(turn)
        outcome.count(f"{name}: {found}")
    except KnownError as error:
        turn.faults.append(f"{type(error).__name__}: {error}")
    left = [path.name for path in folder.iterdir() if path.suffix == ".tmp"]
    turn.faults += [f"left beside: {one}" for one in left]
    outcome.faults += [f"{name}: {fault}" for fault in turn.faults]
    outcome.count("kills", int(delay is not None))
    rmtree(folder)
    return lasted


if __name__ == "__main__":
    start(kill_upkeep, count=150)
