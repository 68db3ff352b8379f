import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from altterr_desktop.dossier.file import Dossier, Signature, create_dossier, open_dossier
from altterr_desktop.exchange import folder
from altterr_desktop.exchange.errors import FolderUnreachable, SyncedFolder
from altterr_desktop.exchange.folder import exchange
from altterr_desktop.exchange.keys import seals_of
from altterr_desktop.exchange.synced import sync_program_of
from altterr_desktop.services.records import change_record, create_record, load_record
from tests.exchange.comparing import everything


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    (tmp_path / "partage").mkdir()
    return tmp_path / "partage"


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[list[Dossier]]:
    with create_dossier(tmp_path / "a.altterr", passphrase=None) as dossier:
        create_record(dossier, kind="group", values={"name": "Groupe"})
        seals_of(dossier)
    found = []
    for name in ("Zoé", "Karim", "Alix"):
        shutil.copyfile(tmp_path / "a.altterr", tmp_path / f"{name}.altterr")
        found.append(
            open_dossier(tmp_path / f"{name}.altterr", signature=Signature(name, name, f"pc de {name}"))
        )
    yield found
    for dossier in found:
        dossier.close()


def lots(shared: Path) -> list[Path]:
    return sorted(shared.glob("*/lots/*.altlot"))


def test_three_laptops_that_exchange_hold_the_same(laptops: list[Dossier], shared: Path) -> None:
    for number, dossier in enumerate(laptops):
        create_record(dossier, kind="commitment", values={"title": f"Engagement {number}"})
    for dossier in laptops * 2:
        exchange(dossier, shared)
    first, *others = [everything(dossier) for dossier in laptops]
    assert others == [first, first]
    assert len(first["commitment"]) == 3


def test_a_second_exchange_has_nothing_to_say(laptops: list[Dossier], shared: Path) -> None:
    exchange(laptops[0], shared)
    done = exchange(laptops[0], shared)
    assert (done.applied, done.written_commits, len(lots(shared))) == (0, 0, 1)


def test_an_emptied_folder_deletes_nothing_and_is_written_again(laptops: list[Dossier], shared: Path) -> None:
    create_record(laptops[0], kind="commitment", values={"title": "Piste"})
    for dossier in laptops:
        exchange(dossier, shared)
    before = everything(laptops[1])
    shutil.rmtree(next(shared.iterdir()))
    assert exchange(laptops[1], shared).written_commits == 2
    assert everything(laptops[1]) == before


def test_a_laptop_relays_what_others_made(laptops: list[Dossier], shared: Path, tmp_path: Path) -> None:
    zoe, karim, alix = laptops
    made = create_record(zoe, kind="commitment", values={"title": "Piste"}).subject_id
    exchange(zoe, shared)
    exchange(karim, shared)
    stick = tmp_path / "clef"
    stick.mkdir()
    exchange(karim, stick)
    exchange(alix, stick)
    assert load_record(alix, made).name == "Piste"


def test_a_spoiled_file_is_listed_the_rest_goes_in_and_its_contents_come_again(
    laptops: list[Dossier], shared: Path
) -> None:
    zoe, karim, alix = laptops
    exchange(alix, shared)
    before = lots(shared)
    made = create_record(zoe, kind="commitment", values={"title": "Piste"}).subject_id
    exchange(zoe, shared)
    (lot,) = set(lots(shared)) - set(before)
    lot.write_bytes(lot.read_bytes()[:-1] + b"x")
    (problem,) = exchange(karim, shared).problems
    assert problem[0] == lot.name
    assert lot.name in problem[1]
    exchange(zoe, shared)
    exchange(karim, shared)
    assert load_record(karim, made).name == "Piste"


def test_a_copy_under_another_name_is_just_read_again(laptops: list[Dossier], shared: Path) -> None:
    exchange(laptops[0], shared)
    lot = lots(shared)[0]
    shutil.copyfile(lot, lot.with_name(f"{lot.stem} (copie en conflit).altlot"))
    done = exchange(laptops[1], shared)
    assert (done.applied, done.problems) == (0, ())


def test_files_of_another_group_are_not_looked_at(
    laptops: list[Dossier], shared: Path, tmp_path: Path
) -> None:
    exchange(laptops[0], shared)
    with create_dossier(tmp_path / "autre.altterr", passphrase=None) as other:
        create_record(other, kind="group", values={"name": "Autre"})
        done = exchange(other, shared)
        assert (done.applied, done.problems) == (0, ())
    assert len([place for place in shared.iterdir() if place.is_dir()]) == 2


def test_who_is_up_to_date_is_said(laptops: list[Dossier], shared: Path) -> None:
    zoe, karim, _alix = laptops
    exchange(zoe, shared)
    exchange(karim, shared)
    create_record(karim, kind="commitment", values={"title": "Piste"})
    done = exchange(karim, shared)
    assert {(poste.name, poste.is_ours, poste.is_known) for poste in done.postes} == {
        ("Zoé", False, True),
        ("Karim", True, True),
    }
    assert {poste.name: poste.is_known for poste in folder.read_postes(zoe, next(shared.iterdir()))} == {
        "Zoé": True,
        "Karim": False,
    }


def test_our_small_old_files_become_one(
    laptops: list[Dossier], shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zoe, karim, _alix = laptops
    monkeypatch.setattr(folder, "MANY_LOTS", 3)
    made = create_record(zoe, kind="commitment", values={"title": "Piste 0"}).subject_id
    for number in range(4):
        change_record(zoe, kind="commitment", record_id=made, values={"title": f"Piste {number}"})
        exchange(zoe, shared)
    assert len(lots(shared)) == 4
    old = datetime.now(UTC) + timedelta(days=8)
    monkeypatch.setattr("altterr_desktop.exchange.folder.time.time", old.timestamp)
    exchange(zoe, shared)
    assert len(lots(shared)) == 1
    exchange(karim, shared)
    assert load_record(karim, made).name == "Piste 3"
    assert exchange(zoe, shared).written_commits == 0


def test_a_draft_already_sent_is_not_joined_by_the_next_save(laptops: list[Dossier], shared: Path) -> None:
    zoe, karim, _alix = laptops
    made = create_record(zoe, kind="commitment", values={"title": "Piste"}).subject_id
    change_record(zoe, kind="commitment", record_id=made, values={"notes": "Nous"})
    exchange(zoe, shared)
    exchange(karim, shared)
    change_record(zoe, kind="commitment", record_id=made, values={"notes": "Nous avons"})
    exchange(zoe, shared)
    exchange(karim, shared)
    assert load_record(karim, made).values["notes"] == "Nous avons"
    assert everything(karim)["conflicts"] == []


def test_a_missing_folder_is_said(laptops: list[Dossier], tmp_path: Path) -> None:
    with pytest.raises(FolderUnreachable):
        exchange(laptops[0], tmp_path / "absent")


@pytest.mark.parametrize(
    ("mark", "program"),
    [(".stfolder", "Syncthing"), (".sync_1a2b.db", "Nextcloud"), (".dropbox.cache", "Dropbox")],
)
def test_a_dossier_in_a_folder_that_a_program_copies_is_refused(
    laptops: list[Dossier], shared: Path, mark: str, program: str
) -> None:
    synced = shared / "Documents" / "groupe"
    synced.mkdir(parents=True)
    (shared / mark).touch()
    assert sync_program_of(synced / "a.altterr") == program
    shutil.copyfile(laptops[0].path, synced / "a.altterr")
    with open_dossier(synced / "a.altterr") as dossier, pytest.raises(SyncedFolder, match=program):
        exchange(dossier, shared)


def test_a_plain_folder_is_not_taken_for_a_synced_one(tmp_path: Path) -> None:
    assert sync_program_of(tmp_path / "a.altterr") == ""
