"""Fill the disk under each kind of write, and look at what is said, what is lost, and whether work goes on after.

Without rights, a limit on the size of files stands for the disk's end (--tmpfs 0); with the right to mount (root, or
`unshare --map-root-user --mount`), a small disk of memory is really filled (--tmpfs 1).
"""

from __future__ import annotations

import contextlib
import os
import random
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile, copytree

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from altterr_desktop.domain.errors import KnownError
from altterr_desktop.dossier.backup import list_backups, restore
from altterr_desktop.dossier.errors import BackupFailed, DiskFailure, DiskFull, DossierError
from altterr_desktop.dossier.file import Dossier, create_dossier, open_dossier
from altterr_desktop.i18n import use_language
from altterr_desktop.journal.verify import verify
from altterr_desktop.rendering.files import NotSaved, save_bytes
from altterr_desktop.services.attachments import attach_file
from altterr_desktop.services.records import change_record
from tests.campaigns.harness import LONGEST_SILENCE, Child, Outcome, Teller, start
from tests.campaigns.kill_upkeep import fill, later_version, read_all

KILOBYTE = 1024
TEXTS = 120
DISK = 24 * KILOBYTE * KILOBYTE


class Disk:
    """Hold a disk on which little room can be left, and made again."""

    def __init__(self, folder: Path, *, really: bool) -> None:
        self.folder = folder
        self._filler = folder / "filler" if really else None

    def leave(self, room: int, grows: Path | None) -> None:
        """Leave that many bytes: on the disk, or for the file that grows, or for any new file."""
        if self._filler is None:
            size = grows.stat().st_size if grows else 0
            resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, resource.RLIM_INFINITY))
            return
        handle = os.open(self._filler, os.O_CREAT | os.O_WRONLY)
        with contextlib.suppress(OSError):
            for size in (KILOBYTE * KILOBYTE, 4 * KILOBYTE):
                with contextlib.suppress(OSError):
                    while True:
                        os.write(handle, bytes(size))
        os.ftruncate(handle, max(0, os.fstat(handle).st_size - room))
        os.close(handle)

    def make_room(self) -> None:
        """Give the room back."""
        if self._filler is None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        else:
            self._filler.unlink()


@dataclass(frozen=True)
class Case:
    """Hold one kind of write: the room left, what writes (given the open dossier), and what it must raise.

    The room may be that of a copy of a file, and a little more. A dossier that grows meets a limit on sizes as an
    input/output error of the engine.
    """

    room: int
    write: Callable[[Dossier, Path], object]
    raises: type[KnownError]
    grows: bool = False
    copy_of: str = ""


def commitment_of(dossier: Dossier) -> str:
    with dossier.raw() as connection:
        return str(connection.execute("SELECT min(id) FROM commitment").fetchone()[0])


def change(dossier: Dossier, **values: str) -> None:
    change_record(dossier, kind="commitment", record_id=commitment_of(dossier), values=values)


def vacuum(dossier: Dossier) -> None:
    with dossier.raw() as connection:
        connection.execute("VACUUM")


def migrate(dossier: Dossier, folder: Path) -> None:
    """Open, as a later version, the copy that `Case` placed beside."""
    with later_version():
        open_dossier(folder / "Ancien.altterr").close()


CASES = {
    "create": Case(
        300 * KILOBYTE, lambda _d, f: create_dossier(f / "b.altterr", passphrase=None).close(), DiskFull
    ),
    "create with no room at all": Case(
        0, lambda _d, f: create_dossier(f / "b.altterr", passphrase=None).close(), DiskFull
    ),
    "one word": Case(0, lambda d, _f: change(d, title="Un mot"), DiskFull),
    "a long text": Case(
        40 * KILOBYTE,
        lambda d, _f: change(d, notes=random.Random(1).randbytes(200_000).hex()),
        DiskFull,
        grows=True,
    ),
    "a note of this laptop": Case(0, lambda d, _f: d.set_state("colour", "vert"), DiskFull),
    "many records": Case(60 * KILOBYTE, lambda d, _f: fill(d, TEXTS), DiskFull, grows=True),
    "an attachment": Case(
        60 * KILOBYTE, lambda d, f: attach_file(d, path=f / "joint.bin"), DiskFull, grows=True
    ),
    "back up": Case(300 * KILOBYTE, lambda d, _f: d.back_up(), BackupFailed),
    "restore": Case(
        300 * KILOBYTE, lambda d, f: restore(list_backups(d.path)[0].path, f / "b.altterr"), DiskFull
    ),
    "change the passphrase": Case(100 * KILOBYTE, lambda d, _f: d.change_passphrase("autre"), DiskFull),
    "rewrite": Case(100 * KILOBYTE, lambda d, _f: vacuum(d), DiskFull),
    "back up before a migration": Case(100 * KILOBYTE, migrate, BackupFailed),
    "migrate": Case(100 * KILOBYTE, migrate, DossierError, copy_of="Ancien.altterr"),
    "export": Case(50 * KILOBYTE, lambda _d, f: save_bytes(f / "bilan.pdf", b"neuf" * 100_000), NotSaved),
}


def make_model(folder: Path) -> Path:
    """Make what each case begins with: a dossier with a backup, an older one, a file to attach, an earlier export."""
    folder.mkdir()
    with create_dossier(folder / "Dossier.altterr", passphrase=None) as dossier:
        fill(dossier, TEXTS)
        dossier.back_up()
    copyfile(folder / "Dossier.altterr", folder / "Ancien.altterr")
    (folder / "joint.bin").write_bytes(random.Random(2).randbytes(400_000))
    (folder / "bilan.pdf").write_bytes(b"ancien")
    return folder


def try_case(name: str, disk: Disk) -> list[str]:
    """Fill the disk under one kind of write, and list the faults."""
    case, folder = CASES[name], disk.folder
    dossier = open_dossier(folder / "Dossier.altterr", known=True)
    before, files = read_all(dossier), sizes(folder)
    copy = (folder / case.copy_of).stat().st_size if case.copy_of else 0
    disk.leave(case.room + copy, dossier.path if case.grows else None)
    faults = []
    try:
        case.write(dossier, folder)
        faults.append("nothing was refused")
    except (case.raises, DiskFailure) as error:
        if not (
            "full" in str(error) or ((case.grows or case.copy_of) and "takes nothing more" in str(error))
        ):
            faults.append(f"the sentence does not say that the disk is full: {error}")
    if read_all(dossier) != before or verify(dossier):
        faults.append("the contents changed")
    disk.make_room()
    faults += [f"left behind: {found}" for found in sorted(sizes(folder) ^ files)]
    if (folder / "bilan.pdf").read_bytes() != b"ancien":
        faults.append("the earlier export is lost")
    case.write(dossier, folder)
    dossier.close()
    with open_dossier(dossier.path, passphrase="autre") as again:
        again.check()
        faults += [f"half: {found}" for found in verify(again)]
    return faults


def sizes(folder: Path) -> set[tuple[str, int]]:
    """List the files of a folder with their sizes, but those that may grow, and the backup before a migration."""
    own = ("Dossier.altterr", "Dossier.altterr-journal", ".Dossier.altterr.ouvert", "filler")
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {(path.name, path.stat().st_size) for path in found if not path.name.startswith((*own, "Ancien_"))}


def open_on_a_full_disk(disk: Disk) -> list[str]:
    """A full disk hinders neither opening nor reading."""
    path = disk.folder / "Dossier.altterr"
    with open_dossier(path, known=True) as dossier:
        before = read_all(dossier)
    disk.leave(0, None)
    with open_dossier(path) as again:
        faults = [] if read_all(again) == before else ["the contents changed"]
    disk.make_room()
    return faults


def fill_disks(count: int, seed: int, folder: Path, tmpfs: float = 0) -> Outcome:
    """Try each case once (`count` and `seed` change nothing: every case is tried)."""
    outcome = Outcome({"cases": 0})
    model = make_model(folder / "model")
    for name in [*CASES, "open"][: count or None]:
        place = folder / f"{seed}-{name}"
        place.mkdir()
        if tmpfs:
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(place)], check=True)
        copytree(model, place, dirs_exist_ok=True)
        try:
            faults = _in_child(name, Disk(place, really=bool(tmpfs)))
        finally:
            if tmpfs:
                subprocess.run(["umount", str(place)], check=True)
        outcome.count("cases")
        outcome.faults += [f"{name}: {fault}" for fault in faults]
    return outcome


def _in_child(name: str, disk: Disk) -> list[str]:
    def work(teller: Teller) -> None:
        use_language("en")
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        teller.tell(faults=open_on_a_full_disk(disk) if name == "open" else try_case(name, disk))

    child = Child(work)
    message = child.listen(LONGEST_SILENCE) or {"failed": "a crash or a hang"}
    child.kill()
    return [message["failed"]] if "failed" in message else list(message["faults"])


if __name__ == "__main__":
    start(fill_disks, count=0, tmpfs=0)
