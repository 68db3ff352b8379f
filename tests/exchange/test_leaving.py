import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from altterr_desktop.dossier.file import Dossier, Signature, create_dossier, open_dossier
from altterr_desktop.exchange.errors import FileRefused, UnknownKey, WrongCode
from altterr_desktop.exchange.folder import exchange
from altterr_desktop.exchange.invitation import accept, invite
from altterr_desktop.exchange.keys import seals_of
from altterr_desktop.exchange.leaving import learn_key, list_keys, rotate, tell_key
from altterr_desktop.services.records import create_record
from tests.exchange.comparing import everything


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[list[Dossier]]:
    """Lend the two laptops of Zoé, and that of Karim, who leaves."""
    with create_dossier(tmp_path / "a.altterr", passphrase=None) as dossier:
        create_record(dossier, kind="group", values={"name": "Groupe"})
        seals_of(dossier)
    found = []
    for name, device in (("Zoé", "fixe"), ("Zoé", "portable"), ("Karim", "pc")):
        shutil.copyfile(tmp_path / "a.altterr", tmp_path / f"{device}.altterr")
        found.append(open_dossier(tmp_path / f"{device}.altterr", signature=Signature(name, name, device)))
    yield found
    for dossier in found:
        dossier.close()


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    (tmp_path / "partage").mkdir()
    return tmp_path / "partage"


def test_who_left_reads_nothing_written_after_and_who_stays_reads_all(
    laptops: list[Dossier], shared: Path, tmp_path: Path
) -> None:
    fixe, portable, karim = laptops
    create_record(fixe, kind="commitment", values={"title": "Avant"})
    for dossier in laptops:
        exchange(dossier, shared)
    code = rotate(fixe, tmp_path / "clef.altinv")
    create_record(fixe, kind="commitment", values={"title": "Après"})
    exchange(fixe, shared)
    (problem,) = exchange(karim, shared).problems
    assert problem[1] == str(UnknownKey(problem[0]))
    assert len(everything(karim)["commitment"]) == 1
    with pytest.raises(WrongCode):
        learn_key(karim, tmp_path / "clef.altinv", code="une autre clef")
    learn_key(portable, tmp_path / "clef.altinv", code=code)
    assert exchange(portable, shared).problems == ()
    assert everything(portable) == everything(fixe)


def test_two_laptops_of_one_person_are_two_laptops(laptops: list[Dossier], shared: Path) -> None:
    fixe, portable, _karim = laptops
    create_record(fixe, kind="commitment", values={"title": "Au bureau"})
    create_record(portable, kind="commitment", values={"title": "En route"})
    for dossier in (fixe, portable):
        exchange(dossier, shared)
    done = exchange(fixe, shared)
    assert everything(fixe) == everything(portable)
    assert [(poste.name, poste.device) for poste in sorted(done.postes, key=lambda one: one.device)] == [
        ("Zoé", "fixe"),
        ("Zoé", "portable"),
    ]


def test_older_files_stay_readable_for_who_stays(
    laptops: list[Dossier], shared: Path, tmp_path: Path
) -> None:
    fixe, portable, karim = laptops
    create_record(karim, kind="commitment", values={"title": "Du temps de Karim"})
    exchange(karim, shared)
    code = rotate(fixe, tmp_path / "clef.altinv")
    learn_key(portable, tmp_path / "clef.altinv", code=code)
    assert exchange(portable, shared).applied == 1
    assert [view.is_current for view in list_keys(portable)].count(True) == 1
    assert len(list_keys(portable)) == 2


def test_a_key_that_cannot_be_told_is_not_taken(laptops: list[Dossier], tmp_path: Path) -> None:
    before = seals_of(laptops[0])
    with pytest.raises(FileRefused):
        rotate(laptops[0], tmp_path / "absent" / "clef.altinv")
    assert seals_of(laptops[0]) == before


def test_a_failure_on_the_way_goes_back_to_the_former_key(
    laptops: list[Dossier], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object, **_named: object) -> str:
        raise FileRefused(tmp_path)

    before = seals_of(laptops[0]).current
    monkeypatch.setattr("altterr_desktop.exchange.leaving.invite", fails)
    with pytest.raises(FileRefused):
        rotate(laptops[0], tmp_path / "clef.altinv")
    assert seals_of(laptops[0]).current == before


def test_an_old_invitation_does_not_bring_the_former_key_back(laptops: list[Dossier], tmp_path: Path) -> None:
    fixe, portable, _karim = laptops
    old = invite(fixe, tmp_path / "vieille.altinv", with_copy=False)
    code = rotate(fixe, tmp_path / "clef.altinv")
    learn_key(portable, tmp_path / "clef.altinv", code=code)
    accept(portable, tmp_path / "vieille.altinv", code=old)
    assert seals_of(portable).current == seals_of(fixe).current


def test_the_key_can_be_told_again_under_another_code(laptops: list[Dossier], tmp_path: Path) -> None:
    fixe, portable, _karim = laptops
    rotate(fixe, tmp_path / "clef.altinv")
    code = tell_key(fixe, tmp_path / "encore.altinv")
    learn_key(portable, tmp_path / "encore.altinv", code=code)
    assert seals_of(portable).current == seals_of(fixe).current
