"""Open dossiers where this account may not write or read; root, whom no permission binds, gives its rights up."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from altterr_desktop.dossier.backup import list_backups, restore
from altterr_desktop.dossier.errors import (
    DossierError,
    FolderRefused,
    NotAllowed,
    ReadOnlyDossier,
)
from altterr_desktop.dossier.file import create_dossier, open_dossier
from altterr_desktop.services.records import create_record, load_record
from tests.campaigns.harness import LONGEST_SILENCE, Child, Outcome, Teller, become_nobody, start


def refused(work: Callable[[], object], error_type: type[DossierError]) -> list[str]:
    """List what is wrong where a work should be refused with one kind of error."""
    try:
        work()
    except error_type:
        return []
    except Exception as error:  # noqa: BLE001 - any other is the fault
        return [f"{type(error).__name__} instead of {error_type.__name__}: {error}"]
    return [f"{error_type.__name__} was not raised"]


def reads_only(path: Path, record_id: str) -> list[str]:
    """List what is wrong where a dossier should be read and not written."""
    with open_dossier(path) as dossier:
        faults = [] if dossier.read_only else ["it says that it can be changed"]
        if load_record(dossier, record_id, "commitment").values["title"] != "Piste":
            faults.append("its contents are not read")
        faults += refused(
            lambda: create_record(dossier, kind="commitment", values={"title": "x"}), ReadOnlyDossier
        )
        faults += refused(lambda: dossier.set_state("a", "b"), ReadOnlyDossier)
        faults += refused(lambda: dossier.change_passphrase("autre"), ReadOnlyDossier)
    return faults


def a_file_for_reading(path: Path, record_id: str) -> list[str]:
    path.chmod(0o444)
    return reads_only(path, record_id)


def a_folder_for_reading(path: Path, record_id: str) -> list[str]:
    path.parent.chmod(0o555)
    return reads_only(path, record_id)


def a_file_that_cannot_be_read(path: Path, _record_id: str) -> list[str]:
    path.chmod(0o000)
    return refused(lambda: open_dossier(path), NotAllowed)


def a_folder_that_cannot_be_entered(path: Path, _record_id: str) -> list[str]:
    path.parent.chmod(0o000)
    return refused(lambda: open_dossier(path), NotAllowed)


def creating_in_a_folder_for_reading(path: Path, _record_id: str) -> list[str]:
    path.parent.chmod(0o555)
    return refused(lambda: create_dossier(path.with_name("b.altterr"), passphrase=None), FolderRefused)


def restoring_in_a_folder_for_reading(path: Path, _record_id: str) -> list[str]:
    backup = list_backups(path)[0].path
    path.parent.chmod(0o555)
    return refused(lambda: restore(backup, path.with_name("b.altterr")), FolderRefused)


CASES = (
    a_file_for_reading,
    a_folder_for_reading,
    a_file_that_cannot_be_read,
    a_folder_that_cannot_be_entered,
    creating_in_a_folder_for_reading,
    restoring_in_a_folder_for_reading,
)


def make_dossier(path: Path) -> str:
    """Make a dossier with one commitment and one backup, and give the commitment's id."""
    path.parent.mkdir()
    with create_dossier(path, passphrase=None) as dossier:
        record_id = create_record(dossier, kind="commitment", values={"title": "Piste"}).subject_id
        dossier.back_up()
    return record_id


def try_permissions(count: int, seed: int, folder: Path) -> Outcome:
    """Try each case once (`count` and `seed` change nothing: every case is tried)."""
    outcome = Outcome({"cases": 0})
    # What is imported late must be there before: Python's own folder may be closed to others.
    warm = folder / "chaud" / "Dossier.altterr"
    record_id = make_dossier(warm)
    with open_dossier(warm) as dossier:
        load_record(dossier, record_id, "commitment")
    for case in CASES[: count or None]:
        place = folder / f"{case.__name__}-{seed}"
        place.mkdir()
        folder.chmod(0o755)
        place.chmod(0o777)

        def work(teller: Teller, case: Callable[[Path, str], list[str]] = case, place: Path = place) -> None:
            become_nobody()
            path = place / "nu" / "Dossier.altterr"
            path.parent.mkdir()
            try:
                with create_dossier(path, passphrase=None) as dossier:
                    record_id = create_record(
                        dossier, kind="commitment", values={"title": "Piste"}
                    ).subject_id
                    dossier.back_up()
                teller.tell(faults=case(path, record_id))
            finally:
                path.parent.chmod(0o755)

        child = Child(work)
        message = child.listen(LONGEST_SILENCE) or {"failed": "a crash or a hang"}
        child.finish()
        outcome.count("cases")
        faults = [message["failed"]] if "failed" in message else message["faults"]
        outcome.faults += [f"{case.__name__}: {fault}" for fault in faults]
    return outcome


if __name__ == "__main__":
    start(try_permissions, count=0)
