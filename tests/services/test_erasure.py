import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.folding import fold
from altterr_desktop.dossier.file import Dossier, Signature, create_dossier, open_dossier
from altterr_desktop.exchange import bundle
from altterr_desktop.exchange.folder import exchange
from altterr_desktop.exchange.keys import seals_of
from altterr_desktop.exchange.receiving import receive_lot
from altterr_desktop.journal.undo import undo
from altterr_desktop.journal.verify import verify
from altterr_desktop.services.attachments import attach_file
from altterr_desktop.services.erasure import (
    ERASED,
    erase_person,
    erase_words,
    find_mentions,
    find_words,
    held_about,
    holding_backups,
    pattern_of,
    remake_backups,
)
from altterr_desktop.services.records import change_record, create_record, delete_record
from altterr_desktop.services.search import search
from tests.exchange.comparing import everything

WORDS = ("Quellebranche", "0611223344", "quelle@exemple.invalid", "octets du visage")


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[list[Dossier]]:
    with create_dossier(tmp_path / "a.altterr", passphrase=None) as dossier:
        create_record(dossier, kind="group", values={"name": "Groupe"})
        seals_of(dossier)
    found = []
    for name in ("Zoé", "Karim"):
        shutil.copyfile(tmp_path / "a.altterr", tmp_path / f"{name}.altterr")
        found.append(
            open_dossier(tmp_path / f"{name}.altterr", signature=Signature(name, name, f"pc de {name}"))
        )
    yield found
    for dossier in found:
        dossier.close()


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    (tmp_path / "partage").mkdir()
    return tmp_path / "partage"


def person(dossier: Dossier, folder: Path) -> str:
    """Write a person with parts, a photograph, and their name in texts of others."""
    (folder / "visage.png").write_bytes(b"octets du visage" * 50)
    photo = attach_file(dossier, path=folder / "visage.png").subject_id
    made = create_record(
        dossier,
        kind="official",
        values={"given_name": "Ana", "family_name": "Quellebranche", "notes": "vive", "photo_id": photo},
    ).subject_id
    create_record(dossier, kind="contact_detail", values={"official_id": made, "value": "0611223344"})
    create_record(
        dossier, kind="contact_detail", values={"official_id": made, "value": "quelle@exemple.invalid"}
    )
    change_record(dossier, kind="official", record_id=made, values={"function_title": "agente Quellebranche"})
    noted = create_record(dossier, kind="follow_up", values={"title": "Relancer"}).subject_id
    text = "Appeler QUELLEBRANCHE au 06 11 22 33 44 ou 0611223344, puis Ana  Quellebranché. " + "mot " * 80
    change_record(dossier, kind="follow_up", record_id=noted, values={"notes": text})
    return made


def decrypted(path: Path) -> bytes:
    """Decrypt every page of a file without passphrase, free ones too."""
    from altterr_desktop.dossier.key import OPEN_KEY

    data, plain = path.read_bytes(), b""
    for start in range(0, len(data), 4096):
        page = data[start : start + 4096]
        vector = page[4096 - 80 : 4096 - 64]
        body = page[16 if start == 0 else 0 : 4096 - 80]
        cipher = Cipher(algorithms.AES(OPEN_KEY), modes.CBC(vector)).decryptor()
        plain += cipher.update(body) + cipher.finalize()
    return plain


def holds(dossier: Dossier) -> list[str]:
    """Say which words of the person are anywhere: in the decrypted file, in values, in what would be sent."""
    dossier.close()
    plain = decrypted(dossier.path)
    reopened = open_dossier(dossier.path, signature=dossier.signature)
    dossier.__dict__.update(reopened.__dict__)
    seals = seals_of(dossier)
    with dossier.raw() as connection:
        seqs = [row[0] for row in connection.execute("SELECT seq FROM journal_commit ORDER BY seq")]
    with dossier.reading() as session:
        lot = bundle.unpack("tout", bundle.pack(session, seqs, seals), seals)
    sent = str(lot.commits) + str(list(lot.edits())) + str(list(lot.contents()))
    texts = fold(str(everything(dossier)))
    return [
        word
        for word in WORDS
        if word.encode() in plain or word in sent or fold(word) in texts or fold(word).encode() in plain
    ]


def test_the_decryption_of_this_test_sees_what_is_there(laptops: list[Dossier], tmp_path: Path) -> None:
    person(laptops[0], tmp_path)
    assert set(holds(laptops[0])) >= {"0611223344", "quelle@exemple.invalid", "octets du visage"}


def test_an_erased_person_is_nowhere_on_any_laptop(
    laptops: list[Dossier], shared: Path, tmp_path: Path
) -> None:
    zoe, karim = laptops
    made = person(zoe, tmp_path)
    exchange(zoe, shared)
    exchange(karim, shared)
    mentions = find_mentions(zoe, record_id=made)
    assert [(one.kind, one.field, one.is_sure) for one in mentions] == [("follow_up", "notes", True)]
    erased = erase_person(zoe, record_id=made, mentions=mentions)
    assert (erased.records, erased.mentions) == (4, 1)
    assert holds(zoe) == []
    exchange(zoe, shared)
    exchange(karim, shared)
    assert holds(karim) == []
    assert everything(karim) == everything(zoe)
    assert verify(zoe) == verify(karim) == []
    assert search(zoe, "quellebranche") == []
    (row,) = everything(karim)["follow_up"]
    assert str(row).count(ERASED) == 3


def test_what_another_laptop_wrote_meanwhile_is_emptied_on_arrival(
    laptops: list[Dossier], shared: Path, tmp_path: Path
) -> None:
    zoe, karim = laptops
    made = person(zoe, tmp_path)
    exchange(zoe, shared)
    exchange(karim, shared)
    create_record(
        karim, kind="contact_detail", values={"official_id": made, "value": "Quellebranche 0611223344"}
    )
    change_record(karim, kind="official", record_id=made, values={"notes": "quelle@exemple.invalid encore"})
    late = find_mentions(zoe, record_id=made)
    erase_person(zoe, record_id=made, mentions=late)
    for dossier in (karim, zoe, karim, zoe):
        exchange(dossier, shared)
    assert everything(karim) == everything(zoe)
    assert (holds(zoe), holds(karim)) == ([], [])
    assert verify(karim) == []
    assert everything(zoe)["conflicts"] == []


def test_files_of_ours_that_hold_the_person_are_written_anew(
    laptops: list[Dossier], shared: Path, tmp_path: Path
) -> None:
    zoe, karim = laptops
    made = person(zoe, tmp_path)
    exchange(zoe, shared)
    exchange(karim, shared)
    erase_person(zoe, record_id=made, mentions=find_mentions(zoe, record_id=made))
    exchange(zoe, shared)
    exchange(karim, shared)
    seals = seals_of(zoe)
    for path in shared.glob("*/lots/*.altlot"):
        lot = bundle.open_file(path, seals)
        text = str(lot.commits) + str(list(lot.edits())) + str(list(lot.contents()))
        assert not [word for word in WORDS if word in text]


def test_a_restored_backup_forgets_at_its_first_exchange(
    laptops: list[Dossier], shared: Path, tmp_path: Path
) -> None:
    zoe, karim = laptops
    made = person(zoe, tmp_path)
    exchange(zoe, shared)
    exchange(karim, shared)
    karim.close()
    shutil.copyfile(karim.path, tmp_path / "ancien.altterr")
    erase_person(zoe, record_id=made, mentions=find_mentions(zoe, record_id=made))
    exchange(zoe, shared)
    with open_dossier(tmp_path / "ancien.altterr", signature=Signature("Karim", "Karim", "pc")) as restored:
        exchange(restored, shared)
        assert holds(restored) == []
        assert everything(restored) == everything(zoe)
        restored.close()


def test_what_waits_is_emptied_too(laptops: list[Dossier], tmp_path: Path) -> None:
    zoe, karim = laptops
    made = person(zoe, tmp_path)
    seals = seals_of(zoe)
    with zoe.raw() as connection:
        seqs = [row[0] for row in connection.execute("SELECT seq FROM journal_commit ORDER BY seq")]
    with zoe.reading() as session:
        first, late = bundle.pack(session, seqs[:4], seals), bundle.pack(session, seqs[5:], seals)
        missing = bundle.pack(session, [seqs[4]], seals)
    for letter in (first, late):
        receive_lot(karim, bundle.unpack("lettre", letter, seals))
    erase_person(karim, record_id=made)
    with karim.raw() as connection:
        parked = [row[0] for row in connection.execute("SELECT content FROM parked_commit")]
    import zlib

    assert parked
    assert not [one for one in parked if b"quelle@exemple" in zlib.decompress(one)]
    receive_lot(karim, bundle.unpack("lettre", missing, seals))
    assert {"0611223344", "quelle@exemple.invalid"}.isdisjoint(
        str(value) for kind, _r, _n, value, *_rest in everything(karim)["journal"] if kind == "contact_detail"
    )
    assert verify(karim) == []


def test_erasing_is_not_undone_and_nothing_is_written_about_them_any_more(
    laptops: list[Dossier], tmp_path: Path
) -> None:
    zoe = laptops[0]
    made = person(zoe, tmp_path)
    delete_record(zoe, kind="official", record_id=made)
    erase_person(zoe, record_id=made)
    undo(zoe)
    undo(zoe)
    assert verify(zoe) == []
    assert everything(zoe)["official"][0][1] == 1
    with pytest.raises(InvalidInput):
        erase_person(zoe, record_id=made)


def test_an_import_does_not_bring_an_erased_person_back(laptops: list[Dossier], tmp_path: Path) -> None:
    from altterr_desktop.journal.recording import recording
    from altterr_desktop.model.commitments import Commitment
    from altterr_desktop.model.officials import ContactDetail, Official

    zoe = laptops[0]
    made = person(zoe, tmp_path)
    erase_person(zoe, record_id=made, mentions=find_mentions(zoe, record_id=made))
    with recording(zoe, "Import") as work:
        again = work.session.get_one(Official, made)
        again.family_name, again.deleted = "Quellebranche", False
        work.session.add(Commitment(id="0" * 8 + "-0000-4000-8000-" + "0" * 12, title="Piste"))
        part = "1" * 8 + "-0000-4000-8000-" + "0" * 12
        work.session.add(ContactDetail(id=part, official_id=made, value="0611223344"))
    assert len(everything(zoe)["commitment"]) == 1
    assert verify(zoe) == []
    zoe.check()
    with zoe.raw() as connection:
        connection.execute("VACUUM")
    assert holds(zoe) == []
    with pytest.raises(InvalidInput), recording(zoe, "Seul") as work:
        work.session.get_one(Official, made).family_name = "Quellebranche"


def test_backups_that_hold_the_person_are_named_and_made_again(
    laptops: list[Dossier], tmp_path: Path
) -> None:
    zoe = laptops[0]
    made = person(zoe, tmp_path)
    backup = zoe.back_up()
    erased = erase_person(zoe, record_id=made, mentions=find_mentions(zoe, record_id=made))
    assert erased.backups == (backup,)
    assert remake_backups(zoe, erased.backups) == 1
    assert holding_backups(zoe) == ()
    plain = decrypted(backup)
    assert not [word for word in WORDS if word.encode() in plain]
    with open_dossier(backup) as copy:
        assert verify(copy) == []


def test_a_volunteer_s_name_leaves_what_they_signed(laptops: list[Dossier], shared: Path) -> None:
    zoe, karim = laptops
    made = create_record(zoe, kind="volunteer", values={"name": "Lou Quellebranche"}).subject_id
    zoe.signature = Signature(made, "Lou Quellebranche", "pc de Quellebranche")
    create_record(zoe, kind="commitment", values={"title": "Piste"})
    zoe.signature = Signature("Zoé", "Zoé", "pc de Zoé")
    exchange(zoe, shared)
    exchange(karim, shared)
    assert held_about(karim, record_id=made).signed == 1
    erase_person(karim, record_id=made)
    for dossier in (karim, zoe):
        exchange(dossier, shared)
    assert (holds(zoe), holds(karim)) == ([], [])
    assert everything(zoe) == everything(karim)


def test_a_name_met_again_can_be_taken_out(laptops: list[Dossier], tmp_path: Path) -> None:
    zoe = laptops[0]
    made = person(zoe, tmp_path)
    erase_person(zoe, record_id=made)
    found = find_words(zoe, "quellebranche")
    assert [one.field for one in found] == ["notes"]
    erase_words(zoe, words="quellebranche", mentions=found)
    assert find_words(zoe, "quellebranche") == ()


def test_everything_held_about_a_person_is_listed(laptops: list[Dossier], tmp_path: Path) -> None:
    zoe = laptops[0]
    held = held_about(zoe, record_id=person(zoe, tmp_path))
    assert {one.kind for one in held.records} == {"official", "contact_detail", "attachment"}
    told = dict(next(one for one in held.records if one.kind == "official").fields)
    assert "0611223344" in json.dumps([one.fields for one in held.records])
    assert {"vive", "Quellebranche"} <= set(told.values())
    assert "elected" not in told.values()


def test_only_people_are_erased(laptops: list[Dossier]) -> None:
    made = create_record(laptops[0], kind="commitment", values={"title": "Piste"}).subject_id
    with pytest.raises(InvalidInput):
        erase_person(laptops[0], record_id=made)


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("Éloïse D’Avril", "vu ELOISE D'AVRIL hier", True),
        ("Éloïse D’Avril", "vu Eloise  d’Avril hier", True),
        ("Martin", "la Saint-Martin", True),
        ("Martin", "Martinique", False),
        ("Le Gall", "le gallois", False),
    ],
)
def test_names_are_found_as_people_write_them(name: str, text: str, *, found: bool) -> None:
    pattern = pattern_of([name])
    assert pattern is not None
    assert bool(pattern.search(text)) is found
