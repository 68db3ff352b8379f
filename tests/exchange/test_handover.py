from collections.abc import Iterator
from pathlib import Path

import pytest

from altterr_desktop.dossier.file import Dossier, Signature, create_dossier
from altterr_desktop.exchange.folder import exchange
from altterr_desktop.exchange.handover import HandoverNotes, handover_notes, write_handover
from altterr_desktop.exchange.invitation import invite, join
from altterr_desktop.exchange.keys import rotate_key, seals_of
from altterr_desktop.services.records import create_record
from tests.exchange.comparing import everything


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with create_dossier(
        tmp_path / "a.altterr", passphrase=None, signature=Signature("z", "Zoé", "pc")
    ) as dossier:
        create_record(dossier, kind="group", values={"name": "Groupe"})
        yield dossier


def test_a_newcomer_has_everything_in_one_file(dossier: Dossier, tmp_path: Path) -> None:
    (tmp_path / "partage").mkdir()
    exchange(dossier, tmp_path / "partage")
    rotate_key(dossier)
    code = write_handover(dossier, tmp_path / "passage.altinv", place=" Nextcloud/Groupe ", note="Bienvenue")
    assert "Nextcloud" not in (tmp_path / "passage.altinv").read_bytes().decode("latin-1")
    with join(tmp_path / "passage.altinv", tmp_path / "b.altterr", code=code, passphrase="à moi") as joined:
        assert everything(joined) == everything(dossier)
        assert seals_of(joined) == seals_of(dossier)
        assert handover_notes(joined) == HandoverNotes("Nextcloud/Groupe", "Bienvenue", "Zoé")
        assert exchange(joined, tmp_path / "partage").problems == ()


def test_a_plain_invitation_brings_no_notes(dossier: Dossier, tmp_path: Path) -> None:
    code = invite(dossier, tmp_path / "inv.altinv")
    with join(tmp_path / "inv.altinv", tmp_path / "b.altterr", code=code, passphrase=None) as joined:
        assert handover_notes(joined) is None
    assert handover_notes(dossier) is None


def test_notes_written_in_a_way_to_come_are_left_alone(dossier: Dossier) -> None:
    dossier.set_state("handover", '{"place": "ici", "plus": 1}')
    assert handover_notes(dossier) is None
