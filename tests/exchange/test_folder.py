import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from altterr_desktop.domain.identity import new_id
from altterr_desktop.dossier.file import Dossier, Signature, create_dossier, open_dossier
from altterr_desktop.exchange import bundle, folder
from altterr_desktop.exchange.errors import DamagedBundle, FolderUnreachable, SyncedFolder
from altterr_desktop.exchange.folder import exchange, forget_poste
from altterr_desktop.exchange.invitation import invite, join
from altterr_desktop.exchange.keys import rotate_key, seals_of, take_seals
from altterr_desktop.exchange.preview import preview
from altterr_desktop.exchange.receiving import receive_lot
from altterr_desktop.exchange.synced import sync_program_of
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.meetings import FollowUp
from altterr_desktop.services.records import (
    change_record,
    create_record,
    delete_record,
    load_record,
    restore_record,
)
from tests.exchange.comparing import everything, fingerprint


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


def test_a_key_that_is_missing_makes_nobody_write_again(laptops: list[Dossier], shared: Path) -> None:
    zoe, karim, _alix = laptops
    exchange(zoe, shared)
    exchange(karim, shared)
    rotate_key(zoe)
    create_record(zoe, kind="commitment", values={"title": "Piste"})
    exchange(zoe, shared)
    before = lots(shared)
    for _turn in range(3):
        assert len(exchange(karim, shared).problems) == 1
        assert exchange(zoe, shared).written_commits == 0
    assert lots(shared) == before
    take_seals(karim, seals_of(zoe))
    assert exchange(karim, shared).applied == 1
    assert everything(karim) == everything(zoe)


@pytest.mark.parametrize("place", [0, 6, 8, 24, 32, 48, 56, -1])
def test_a_bit_that_turned_anywhere_has_the_file_written_again(
    laptops: list[Dossier], shared: Path, place: int
) -> None:
    zoe, karim, _alix = laptops
    exchange(karim, shared)
    before = lots(shared)
    made = create_record(zoe, kind="commitment", values={"title": "Piste"}).subject_id
    exchange(zoe, shared)
    (lot,) = set(lots(shared)) - set(before)
    data = bytearray(lot.read_bytes())
    data[place] ^= 1
    lot.write_bytes(data)
    (problem,) = exchange(karim, shared).problems
    assert problem[1] == str(DamagedBundle(lot.name))
    exchange(zoe, shared)
    exchange(karim, shared)
    assert load_record(karim, made).name == "Piste"
    assert exchange(zoe, shared).written_commits == 0


def test_what_waits_is_counted_even_when_nothing_comes(laptops: list[Dossier], shared: Path) -> None:
    zoe, karim, _alix = laptops
    create_record(zoe, kind="commitment", values={"title": "Un"})
    create_record(zoe, kind="commitment", values={"title": "Deux"})
    seals = seals_of(zoe)
    with zoe.reading() as session:
        letter = bundle.pack(session, [3], seals)
    receive_lot(karim, bundle.unpack("lettre", letter, seals_of(karim)))
    assert exchange(karim, shared).waiting == 1
    assert exchange(karim, shared).waiting == 1


def test_what_would_come_is_said_and_nothing_is_written(laptops: list[Dossier], shared: Path) -> None:
    zoe, karim, _alix = laptops
    exchange(karim, shared)
    create_record(zoe, kind="commitment", values={"title": "Un"})
    create_record(zoe, kind="commitment", values={"title": "Deux"})
    exchange(zoe, shared)
    before, files = fingerprint(karim), sorted(shared.rglob("*"))
    seen = preview(karim, shared)
    assert (seen.applied, seen.waiting, seen.authors, len(seen.labels)) == (2, 0, (("Zoé", 2),), 2)
    assert (fingerprint(karim), sorted(shared.rglob("*"))) == (before, files)
    assert exchange(karim, shared).applied == seen.applied
    assert preview(karim, shared).files == 0


def test_a_copy_that_left_with_an_invitation_is_not_joined_by_the_next_save(
    laptops: list[Dossier], shared: Path, tmp_path: Path
) -> None:
    zoe = laptops[0]
    made = create_record(zoe, kind="commitment", values={"title": "Piste"}).subject_id
    change_record(zoe, kind="commitment", record_id=made, values={"notes": "Nous"})
    code = invite(zoe, tmp_path / "inv.altinv")
    change_record(zoe, kind="commitment", record_id=made, values={"notes": "Nous avons"})
    with join(tmp_path / "inv.altinv", tmp_path / "n.altterr", code=code, passphrase=None) as newcomer:
        for dossier in (newcomer, zoe, newcomer):
            exchange(dossier, shared)
        assert everything(newcomer)["conflicts"] == []
        assert everything(newcomer) == everything(zoe)


def test_a_laptop_that_will_not_come_back_leaves_the_list(laptops: list[Dossier], shared: Path) -> None:
    zoe, karim, _alix = laptops
    exchange(zoe, shared)
    postes = {poste.name: poste for poste in exchange(karim, shared).postes}
    forget_poste(karim, shared, postes["Zoé"].id)
    assert [poste.name for poste in exchange(karim, shared).postes] == ["Karim"]
    assert {poste.name for poste in exchange(zoe, shared).postes} == {"Zoé", "Karim"}


def test_who_lacks_what_we_hold_is_seen(laptops: list[Dossier], shared: Path) -> None:
    zoe, karim, _alix = laptops
    exchange(zoe, shared)
    assert all(poste.is_up_to_date for poste in exchange(karim, shared).postes)
    create_record(karim, kind="commitment", values={"title": "Piste"})
    found = {poste.name: poste.is_up_to_date for poste in exchange(karim, shared).postes}
    assert found == {"Zoé": False, "Karim": True}


def test_what_is_attached_to_something_deleted_shows_the_same_everywhere(
    laptops: list[Dossier], shared: Path
) -> None:
    zoe, karim, _alix = laptops
    gone = create_record(zoe, kind="commitment", values={"title": "Piste"}).subject_id
    delete_record(zoe, kind="commitment", record_id=gone)
    with recording(zoe, "Suite") as work:
        work.session.add(FollowUp(id=new_id(), title="Relancer", commitment_id=gone))
    for dossier in (zoe, karim):
        exchange(dossier, shared)
    assert [one[3] for one in everything(karim)["conflicts"]] == ["orphan"]
    assert everything(zoe) == everything(karim)


def test_what_is_given_back_while_it_refers_to_something_deleted_shows_the_same_everywhere(
    laptops: list[Dossier], shared: Path
) -> None:
    zoe, karim, _alix = laptops
    commitment = create_record(zoe, kind="commitment", values={"title": "Piste"}).subject_id
    for dossier in (zoe, karim):
        exchange(dossier, shared)
    values = {"title": "Relancer", "commitment_id": commitment}
    follow_up = create_record(zoe, kind="follow_up", values=values).subject_id
    delete_record(zoe, kind="follow_up", record_id=follow_up)
    delete_record(karim, kind="commitment", record_id=commitment)
    for dossier in (zoe, karim, zoe):
        exchange(dossier, shared)
    restore_record(zoe, kind="follow_up", record_id=follow_up)
    for dossier in (zoe, karim):
        exchange(dossier, shared)
    assert [one[3] for one in everything(karim)["conflicts"]] == ["orphan"]
    assert everything(zoe) == everything(karim)
