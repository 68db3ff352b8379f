import secrets
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from altterr_desktop.dossier.errors import DossierExists, WrongPassphrase
from altterr_desktop.dossier.file import Dossier, Signature, create_dossier, open_dossier
from altterr_desktop.exchange.errors import ExchangeError, NotAnInvitation, OtherGroup, WrongCode
from altterr_desktop.exchange.folder import exchange
from altterr_desktop.exchange.invitation import accept, invite, join
from altterr_desktop.exchange.keys import rotate_key, seals_of
from altterr_desktop.exchange.looking_back import copy_as_of
from altterr_desktop.exchange.receiving import receive_file
from altterr_desktop.exchange.sending import send_file
from altterr_desktop.journal.verify import verify
from altterr_desktop.model.journal import JournalCommit
from altterr_desktop.services.fields import today
from altterr_desktop.services.records import change_record, create_record, delete_record
from tests.exchange.comparing import everything


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with create_dossier(
        tmp_path / "a.altterr", passphrase=None, signature=Signature("z", "Zoé", "pc")
    ) as dossier:
        create_record(dossier, kind="group", values={"name": "Groupe"})
        create_record(dossier, kind="commitment", values={"title": "Piste cyclable"})
        dossier.set_state("volunteer_id", "z")
        yield dossier


def test_who_joins_has_the_whole_dossier_under_an_own_passphrase(dossier: Dossier, tmp_path: Path) -> None:
    code = invite(dossier, tmp_path / "inv.altinv")
    target = tmp_path / "b.altterr"
    with join(tmp_path / "inv.altinv", target, code=f"  {code.upper()} ", passphrase="à moi") as joined:
        assert everything(joined) == everything(dossier)
        assert seals_of(joined) == seals_of(dossier)
        assert joined.state("volunteer_id") == ""
        create_record(joined, kind="commitment", values={"title": "Du nouveau"})
        receive_file(dossier, send_file(joined, tmp_path / "c.altlot").paths[0])
        assert len(everything(dossier)["commitment"]) == 2
    with pytest.raises(WrongPassphrase):
        open_dossier(target, passphrase="pas à moi")


def test_who_joins_without_a_copy_fills_up_at_the_first_exchange(dossier: Dossier, tmp_path: Path) -> None:
    code = invite(dossier, tmp_path / "inv.altinv", with_copy=False)
    (tmp_path / "partage").mkdir()
    exchange(dossier, tmp_path / "partage")
    with join(tmp_path / "inv.altinv", tmp_path / "b.altterr", code=code, passphrase=None) as joined:
        exchange(joined, tmp_path / "partage")
        assert everything(joined) == everything(dossier)


def test_a_wrong_code_opens_nothing(dossier: Dossier, tmp_path: Path) -> None:
    invite(dossier, tmp_path / "inv.altinv")
    with pytest.raises(WrongCode):
        join(tmp_path / "inv.altinv", tmp_path / "b.altterr", code="pas le bon", passphrase=None)
    assert not (tmp_path / "b.altterr").exists()


def test_nothing_is_overwritten_by_joining(dossier: Dossier, tmp_path: Path) -> None:
    code = invite(dossier, tmp_path / "inv.altinv")
    with pytest.raises(DossierExists):
        join(tmp_path / "inv.altinv", dossier.path, code=code, passphrase=None)


@pytest.mark.parametrize("place", [0, 5, 40, 200, -1])
def test_a_damaged_invitation_makes_no_dossier(dossier: Dossier, tmp_path: Path, place: int) -> None:
    code = invite(dossier, tmp_path / "inv.altinv")
    data = bytearray((tmp_path / "inv.altinv").read_bytes())
    data[place] ^= 1
    (tmp_path / "inv.altinv").write_bytes(data)
    with pytest.raises(ExchangeError):
        join(tmp_path / "inv.altinv", tmp_path / "b.altterr", code=code, passphrase=None)
    assert not (tmp_path / "b.altterr").exists()


def test_another_file_is_no_invitation(dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / "x.altinv").write_bytes(secrets.token_bytes(500))
    with pytest.raises(NotAnInvitation):
        accept(dossier, tmp_path / "x.altinv", code="un deux")


def test_a_new_key_is_learnt_from_an_invitation(dossier: Dossier, tmp_path: Path) -> None:
    code = invite(dossier, tmp_path / "inv.altinv")
    with join(tmp_path / "inv.altinv", tmp_path / "b.altterr", code=code, passphrase=None) as joined:
        rotate_key(dossier)
        code = invite(dossier, tmp_path / "inv2.altinv", with_copy=False)
        accept(joined, tmp_path / "inv2.altinv", code=code)
        assert seals_of(joined) == seals_of(dossier)
        assert len(seals_of(joined).keys) == 2


def test_an_invitation_to_another_group_is_refused(dossier: Dossier, tmp_path: Path) -> None:
    with create_dossier(tmp_path / "b.altterr", passphrase=None) as other:
        create_record(other, kind="group", values={"name": "Autre"})
        code = invite(other, tmp_path / "inv.altinv", with_copy=False)
    with pytest.raises(OtherGroup):
        accept(dossier, tmp_path / "inv.altinv", code=code)


def test_the_dossier_as_of_a_day_is_what_it_was(dossier: Dossier, tmp_path: Path) -> None:
    kept = create_record(dossier, kind="commitment", values={"title": "Un"}).subject_id
    before = everything(dossier)
    age_everything(dossier, days=3)
    change_record(dossier, kind="commitment", record_id=kept, values={"title": "Deux"})
    added = create_record(
        dossier, kind="follow_up", values={"title": "Suite", "commitment_id": kept}
    ).subject_id
    delete_record(dossier, kind="commitment", record_id=kept)
    now = everything(dossier)
    assert copy_as_of(dossier, today() - timedelta(days=1), tmp_path / "hier.altterr") == 3
    with open_dossier(tmp_path / "hier.altterr") as past:
        found = everything(past)
        assert {name: found[name] for name in found if name != "commits"} == {
            name: before[name] for name in before if name != "commits"
        }
        assert verify(past) == []
        assert added not in str(found)
    assert everything(dossier) == now


def test_the_dossier_as_of_today_is_the_same(dossier: Dossier, tmp_path: Path) -> None:
    assert copy_as_of(dossier, today(), tmp_path / "ce-jour.altterr") == 0
    with open_dossier(tmp_path / "ce-jour.altterr") as copy:
        assert everything(copy) == everything(dossier)


def age_everything(dossier: Dossier, *, days: int) -> None:
    from sqlalchemy import update

    with dossier.session() as session:
        session.execute(update(JournalCommit).values(made_at=JournalCommit.made_at - days * 86_400_000))
        session.commit()


def test_before_the_first_act_there_is_nothing(dossier: Dossier, tmp_path: Path) -> None:
    copy_as_of(dossier, date(2001, 1, 1), tmp_path / "avant.altterr")
    with open_dossier(tmp_path / "avant.altterr") as copy:
        assert everything(copy)["commitment"] == []
        assert everything(copy)["search"] == []
