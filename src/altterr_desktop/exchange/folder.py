"""Exchange through a folder that a sync program or a USB stick carries; change no file of another laptop.

`<folder>/altterr-<group>/lots/<time>-<part>-<hash>.altlot` are immutable, `postes/<random>.json` says who is up to
date. The absence of a file means nothing: what vanished is written again by whoever holds it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import secrets
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

import altterr_desktop
from altterr_desktop.domain.errors import KnownError
from altterr_desktop.dossier.errors import DossierError
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.exchange import bundle
from altterr_desktop.exchange.errors import DamagedBundle, FileRefused, FolderUnreachable, NotABundle
from altterr_desktop.exchange.keys import Seals, seals_of
from altterr_desktop.exchange.receiving import receive_lot
from altterr_desktop.exchange.synced import refuse_synced
from altterr_desktop.i18n import _
from altterr_desktop.journal.erasing import RENEW_KEY
from altterr_desktop.journal.merge import Received
from altterr_desktop.journal.parking import count_waiting, known_among
from altterr_desktop.journal.travelling import commit_ids, mark_sent
from altterr_desktop.journal.values import split_ids
from altterr_desktop.model.exchange import ExchangeLot
from altterr_desktop.model.journal import JournalCommit
from altterr_desktop.settings.files import write_atomically

_HASHED = re.compile(r"-\d{3}-([0-9a-f]{16})")
_POST_STATE = "exchange_post"
_LONGEST_STATUS = 256 * 1024
_MOST_STATUSES = 200
# Compaction: this many small files of ours, older than a week, become one.
SMALL_LOT = 200
MANY_LOTS = 20
OLD_MS = 7 * 24 * 3600 * 1000


@dataclass(frozen=True)
class Poste:
    """Say of one laptop who uses it, when it last exchanged, whether we hold all it held then, and it all of ours."""

    id: str
    name: str
    device: str
    exchanged_at: datetime | None
    is_known: bool
    is_up_to_date: bool
    is_ours: bool


@dataclass(frozen=True)
class Exchanged:
    """Say what one exchange brought and left: what came file by file, what was written, what could not be read."""

    received: tuple[Received, ...] = ()
    written_files: int = 0
    written_commits: int = 0
    problems: tuple[tuple[str, str], ...] = ()
    postes: tuple[Poste, ...] = ()
    waiting: int = 0

    @property
    def applied(self) -> int:
        """Count the contributions that came in."""
        return sum(received.applied for received in self.received)

    @property
    def clocks_ahead(self) -> tuple[str, ...]:
        """Name who signed with a clock more than a day ahead of ours."""
        return tuple(sorted({name for received in self.received for name in received.clocks_ahead}))


@dataclass
class _Place:
    """Hold the group's part of a shared folder and what is read from it once."""

    root: Path
    key: str
    seals: Seals
    present: dict[str, int] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)
    damaged: set[str] = field(default_factory=set)

    @property
    def lots(self) -> Path:
        return self.root / "lots"

    @property
    def postes(self) -> Path:
        return self.root / "postes"


def exchange(dossier: Dossier, folder: Path) -> Exchanged:
    """Read what the folder holds and was not read, then write what it lacks, ours or relayed.

    A file that cannot be read is listed and left out; the others go in, one transaction each. Raises
    FolderUnreachable, SyncedFolder and the errors of the dossier's own disk.
    """
    refuse_synced(dossier.path)
    place = _open_place(dossier, folder)
    received = list(_read_new(dossier, place))
    reported = _reported_unreadable(place)
    try:
        files, commits = _write_missing(dossier, place, reported)
        _renew(dossier, place)
        _compact(dossier, place)
        _write_status(dossier, place)
    except OSError as error:
        raise FolderUnreachable(folder) from error
    return Exchanged(
        tuple(received),
        files,
        commits,
        tuple(sorted(place.unreadable.items())),
        tuple(read_postes(dossier, place.root)),
        count_waiting(dossier),
    )


def group_folder(folder: Path, seals: Seals) -> Path:
    """Give the group's own part of a shared folder."""
    return folder / f"altterr-{seals.group.hex()[:16]}"


def _open_place(dossier: Dossier, folder: Path) -> _Place:
    seals = seals_of(dossier)
    root = group_folder(folder, seals)
    # The same folder may hang elsewhere tomorrow (a stick, a drive letter): what is known goes by group.
    place = _Place(root, seals.group.hex(), seals)
    if not folder.is_dir():
        raise FolderUnreachable(folder)
    try:
        place.lots.mkdir(parents=True, exist_ok=True)
        place.postes.mkdir(exist_ok=True)
        if not (root / "LISEZ-MOI.txt").exists():
            _write(root / "LISEZ-MOI.txt", _read_me(seals).encode())
        place.present = present_lots(root)
    except OSError as error:
        raise FolderUnreachable(folder) from error
    return place


def present_lots(root: Path) -> dict[str, int]:
    """List the files of contributions of a group's folder, with their sizes."""
    found = {}
    for path in (root / "lots").iterdir():
        if path.suffix == ".altlot":
            # Another laptop may tidy its own files up meanwhile.
            with contextlib.suppress(FileNotFoundError):
                found[path.name] = path.stat().st_size
    return found


def _read_me(seals: Seals) -> str:
    if seals.is_open:
        return _(
            "This folder carries the contributions of a group that uses AltTerr Desktop.\n"
            "The group chose to seal nothing: whoever sees this folder can read them.\n"
            "Do not rename anything. A file deleted by mistake is written again at the next exchange.\n"
        )
    return _(
        "This folder carries the contributions of a group that uses AltTerr Desktop.\n"
        "Every file is sealed; the program adds files and never changes those of others.\n"
        "Do not rename anything. A file deleted by mistake is written again at the next exchange.\n"
    )


def _write(path: Path, data: bytes) -> None:
    write_atomically(path, lambda beside: _fill(beside, data))


def _fill(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _known_lots(session: Session, place: _Place) -> dict[str, ExchangeLot]:
    rows = session.execute(select(ExchangeLot).where(ExchangeLot.place == place.key)).scalars()
    return {row.name: row for row in rows}


def _read_new(dossier: Dossier, place: _Place) -> Iterator[Received]:
    """Take in, oldest name first, the files not seen yet; a file seen has the same name and size."""
    with dossier.reading() as session:
        seen = {name: lot.size for name, lot in _known_lots(session, place).items()}
    for name in sorted(place.present):
        if seen.get(name) == place.present[name]:
            continue
        try:
            lot = bundle.open_file(place.lots / name, place.seals)
            received = receive_lot(dossier, lot)
        except DossierError:
            raise
        except KnownError as error:
            if _is_spoiled(place.lots / name, error):
                place.damaged.add(name)
                error = DamagedBundle(name)
            place.unreadable[name] = str(error)
            continue
        ids = b"".join(commit.id for commit in lot.commits)
        _note_lot(dossier, place, name, place.present[name], ids, own=False)
        yield received


def _is_spoiled(path: Path, error: KnownError) -> bool:
    """Tell whether a file is not what was written; one that is sound and closed to us would come no better again.

    A bit that turned in the header makes a file look like another group's: its name holds what it must hash to.
    """
    if isinstance(error, DamagedBundle | NotABundle | FileRefused):
        return True
    named = _HASHED.search(path.name)
    if named is None:
        return False
    with contextlib.suppress(OSError), path.open("rb") as file:
        return not hashlib.file_digest(file, "sha256").hexdigest().startswith(named.group(1))
    return True


def _note_lot(dossier: Dossier, place: _Place, name: str, size: int, ids: bytes, *, own: bool) -> None:
    with dossier.session() as session:
        session.execute(delete(ExchangeLot).where(ExchangeLot.place == place.key, ExchangeLot.name == name))
        session.execute(
            insert(ExchangeLot).values(place=place.key, name=name, size=size, commits=ids, own=own)
        )
        session.commit()


def _write_missing(dossier: Dossier, place: _Place, reported: set[str]) -> tuple[int, int]:
    """Write the commits that no readable file of the folder holds."""
    with dossier.reading() as session:
        covered: set[bytes] = set()
        for name, lot in _known_lots(session, place).items():
            if place.present.get(name) == lot.size and name not in reported:
                covered.update(split_ids(lot.commits))
        missing = [(seq, commit) for seq, commit in commit_ids(session) if commit not in covered]
    return _write_lots(dossier, place, missing), len(missing)


def _write_lots(dossier: Dossier, place: _Place, commits: Sequence[tuple[int, bytes]]) -> int:
    if not commits:
        return 0
    with dossier.session() as session:
        # Before anything leaves: a save that joined a commit already sent would make two of it.
        mark_sent(session, [seq for seq, _commit in commits])
        session.commit()
    ids = dict(commits)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    with dossier.reading() as session:
        cut = list(bundle.parts(session, [seq for seq, _commit in commits]))
    for number, seqs in enumerate(cut, start=1):
        with dossier.reading() as session:
            data = bundle.pack(session, seqs, place.seals)
        name = f"{stamp}-{number:03}-{hashlib.sha256(data).hexdigest()[:16]}.altlot"
        _write(place.lots / name, data)
        place.present[name] = len(data)
        _note_lot(dossier, place, name, len(data), b"".join(ids[seq] for seq in seqs), own=True)
    return len(cut)


def _compact(dossier: Dossier, place: _Place) -> None:
    """Put our many small old files into one, written before they are removed."""
    with dossier.reading() as session:
        small = [
            lot
            for lot in _known_lots(session, place).values()
            if lot.own
            and place.present.get(lot.name) == lot.size
            and len(split_ids(lot.commits)) <= SMALL_LOT
            and _age_ms(lot.name) > OLD_MS
        ]
        if len(small) < MANY_LOTS:
            return
    _write_again(dossier, place, small)


def _renew(dossier: Dossier, place: _Place) -> None:
    """Write again, without what was erased since, the files of ours that hold it."""
    stale = json.loads(dossier.state(RENEW_KEY) or "[]")
    names = {name for where, name in stale if where == place.key}
    if not names:
        return
    with dossier.reading() as session:
        known = _known_lots(session, place)
    _write_again(
        dossier, place, [lot for name, lot in known.items() if name in names and name in place.present]
    )
    dossier.set_state(RENEW_KEY, json.dumps([one for one in stale if one[0] != place.key]))


def _write_again(dossier: Dossier, place: _Place, lots: Sequence[ExchangeLot]) -> None:
    """Write what some files of ours hold as new ones, then remove those."""
    held = {commit for lot in lots for commit in split_ids(lot.commits)}
    with dossier.reading() as session:
        commits = [(seq, commit) for seq, commit in commit_ids(session) if commit in held]
    _write_lots(dossier, place, commits)
    for lot in lots:
        with contextlib.suppress(FileNotFoundError):
            (place.lots / lot.name).unlink()
        place.present.pop(lot.name, None)
    with dossier.session() as session:
        session.execute(delete(ExchangeLot).where(ExchangeLot.seq.in_([lot.seq for lot in lots])))
        session.commit()


def _age_ms(name: str) -> float:
    try:
        written = datetime.strptime(name[:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return 0
    return (time.time() - written.timestamp()) * 1000


def _post_name(dossier: Dossier) -> str:
    """Name this laptop's own status file; a copy of the dossier elsewhere has another."""
    post = dossier.state(_POST_STATE)
    if not post:
        post = secrets.token_hex(8)
        dossier.set_state(_POST_STATE, post)
    return hashlib.sha256(f"{post}|{dossier.signature.device}|{dossier.path}".encode()).hexdigest()[:16]


def _write_status(dossier: Dossier, place: _Place) -> None:
    with dossier.reading() as session:
        heads = session.execute(select(JournalCommit.id).where(JournalCommit.is_tip)).scalars().all()
    status = {
        "name": dossier.signature.author,
        "device": dossier.signature.device,
        "exchanged_at": int(time.time()),
        "heads": sorted(head.hex() for head in heads),
        "unreadable": sorted(place.damaged),
        "program": altterr_desktop.__version__,
    }
    _write(place.postes / f"{_post_name(dossier)}.json", json.dumps(status, ensure_ascii=False).encode())


def _statuses(root: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Read the status files; they may be anybody's, and anything."""
    with contextlib.suppress(OSError):
        for path in sorted((root / "postes").glob("*.json"))[:_MOST_STATUSES]:
            with contextlib.suppress(OSError, ValueError, RecursionError), path.open("rb") as file:
                status = json.loads(file.read(_LONGEST_STATUS))
                if isinstance(status, dict):
                    yield path.stem, status


def _reported_unreadable(place: _Place) -> set[str]:
    """List the files that some laptop could not read: what they hold is written again."""
    found = set(place.damaged)
    for _name, status in _statuses(place.root):
        names = status.get("unreadable")
        found.update(str(name) for name in names if isinstance(names, list)) if names else None
    return found


def read_postes(dossier: Dossier, root: Path) -> list[Poste]:
    """List the laptops that exchange through the folder: who is up to date."""
    ours = _post_name(dossier)
    with dossier.reading() as session:
        tips = set(session.execute(select(JournalCommit.id).where(JournalCommit.is_tip)).scalars())
    found = []
    for name, status in _statuses(root):
        heads = set(_packed_ids(status.get("heads"))[:100])
        with dossier.reading() as session:
            known = known_among(session, heads)
        moment = status.get("exchanged_at")
        exchanged_at = None
        with contextlib.suppress(TypeError, ValueError, OverflowError, OSError):
            exchanged_at = datetime.fromtimestamp(float(moment), UTC) if moment else None
        found.append(
            Poste(
                name,
                str(status.get("name", ""))[:80],
                str(status.get("device", ""))[:80],
                exchanged_at,
                known == heads,
                # Two laptops hold the same when their latest acts are the same.
                tips <= heads,
                name == ours,
            )
        )
    return found


def forget_poste(dossier: Dossier, folder: Path, poste_id: str) -> None:
    """Take a laptop that will not come back off the list; were it to exchange again, it would be back.

    Raises FolderUnreachable.
    """
    root = group_folder(folder, seals_of(dossier))
    try:
        for path in (root / "postes").glob("*.json"):
            if path.stem == poste_id:
                path.unlink()
    except OSError as error:
        raise FolderUnreachable(folder) from error


def _packed_ids(texts: object) -> list[bytes]:
    found: list[bytes] = []
    for text in texts if isinstance(texts, list) else ():
        with contextlib.suppress(TypeError, ValueError):
            found.append(bytes.fromhex(text))
    return found
