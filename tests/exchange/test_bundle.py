import random
import struct
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from altterr_desktop.dossier.file import Dossier, Signature, create_dossier
from altterr_desktop.exchange import bundle
from altterr_desktop.exchange.errors import (
    BundleTooLarge,
    DamagedBundle,
    ExchangeError,
    FileRefused,
    ForeignBundle,
    InconsistentBundle,
    NewerBundle,
    NotABundle,
    UnknownKey,
    UnsealedBundle,
)
from altterr_desktop.exchange.keys import Seals, exchange_in_clear, rotate_key, seals_of, take_seals
from altterr_desktop.exchange.receiving import receive_file, receive_lot
from altterr_desktop.exchange.sending import send_file
from altterr_desktop.journal.parking import count_waiting
from altterr_desktop.model.journal import JournalCommit
from altterr_desktop.services.attachments import attach_file, read_attachment
from altterr_desktop.services.records import change_record, create_record, load_record
from tests.exchange.comparing import everything, fingerprint

DAMAGED = 300


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with create_dossier(
        tmp_path / "a.altterr", passphrase=None, signature=Signature("z", "Zoé", "pc")
    ) as dossier:
        create_record(dossier, kind="commitment", values={"title": "Piste cyclable", "notes": "vélo " * 100})
        yield dossier


@pytest.fixture
def other(dossier: Dossier, tmp_path: Path) -> Iterator[Dossier]:
    """Lend an empty dossier of the same group."""
    with create_dossier(
        tmp_path / "b.altterr", passphrase=None, signature=Signature("k", "Karim", "pc2")
    ) as other:
        take_seals(other, seals_of(dossier))
        yield other


@pytest.fixture
def lot(dossier: Dossier, tmp_path: Path) -> Path:
    return send_file(dossier, tmp_path / "envoi.altlot").paths[0]


def test_what_is_sent_arrives_whole(dossier: Dossier, other: Dossier, lot: Path) -> None:
    received = receive_file(other, lot)
    assert (received.applied, received.authors) == (1, (("Zoé", 1),))
    assert everything(other) == everything(dossier)


def test_the_same_file_twice_changes_nothing(other: Dossier, lot: Path) -> None:
    receive_file(other, lot)
    before = everything(other)
    again = receive_file(other, lot)
    assert (again.applied, again.known) == (0, 1)
    assert everything(other) == before


def test_a_trial_says_what_would_come_and_changes_nothing(other: Dossier, lot: Path) -> None:
    before = fingerprint(other)
    tried = receive_file(other, lot, dry_run=True)
    assert (tried.applied, len(tried.labels)) == (1, 1)
    assert fingerprint(other) == before


def test_attached_files_travel_with_what_mentions_them(
    dossier: Dossier, other: Dossier, tmp_path: Path
) -> None:
    (tmp_path / "preuve.pdf").write_bytes(b"%PDF invented" * 1000)
    attached = attach_file(dossier, path=tmp_path / "preuve.pdf").subject_id
    receive_file(other, send_file(dossier, tmp_path / "envoi.altlot").paths[0])
    assert read_attachment(other, attached) == ("preuve.pdf", b"%PDF invented" * 1000)


def test_what_waits_for_an_earlier_file_is_counted_and_comes_in_later(
    dossier: Dossier, other: Dossier, lot: Path
) -> None:
    record_id = create_record(dossier, kind="follow_up", values={"title": "Un"}).subject_id
    change_record(dossier, kind="follow_up", record_id=record_id, values={"title": "Deux"})
    with dossier.reading() as session:
        later = bundle.pack(session, [2, 3], seals_of(dossier))
    parked = receive_lot(other, bundle.unpack("suite", later, seals_of(other)))
    assert (parked.applied, parked.parked, parked.waiting) == (0, 2, 2)
    assert receive_lot(other, bundle.unpack("suite", later, seals_of(other))).known == 2
    freed = receive_file(other, lot)
    assert (freed.applied, freed.waiting) == (3, 0)
    assert load_record(other, record_id).name == "Deux"


def test_a_clock_a_year_ahead_is_told(dossier: Dossier, other: Dossier, lot: Path) -> None:
    opened = bundle.open_file(lot, seals_of(other))
    (commit,) = opened.commits
    ahead = replace(opened, commits=(replace(commit, made_at=commit.made_at + 366 * 86_400_000),))
    assert receive_lot(other, ahead).clocks_ahead == ("Zoé",)


def refused(data: bytes, other: Dossier) -> type[ExchangeError] | None:
    before = fingerprint(other)
    try:
        receive_lot(other, bundle.unpack("courrier", data, seals_of(other)))
    except ExchangeError as error:
        said = error
    else:
        return None
    assert "courrier" in str(said)
    assert fingerprint(other) == before
    return type(said)


def test_each_thing_that_can_be_wrong_has_its_own_error(other: Dossier, lot: Path, tmp_path: Path) -> None:
    data = lot.read_bytes()
    foreign = Seals(bytes(16), b"k" * 32, {})
    unknown_key = Seals(seals_of(other).group, b"k" * 32, {})
    clear = Seals(seals_of(other).group, b"", {})
    huge = bytearray(data)
    struct.pack_into(">Q", huge, 48, 2**31)
    assert refused(b"PK\x03\x04" + data, other) is NotABundle
    assert refused(b"", other) is NotABundle
    assert refused(data[:40], other) is DamagedBundle
    assert refused(data[:-1], other) is DamagedBundle
    assert refused(data + b"x", other) is DamagedBundle
    assert refused(data[:6] + b"\x02" + data[7:], other) is NewerBundle
    assert refused(bundle.seal([], foreign), other) is ForeignBundle
    assert refused(bundle.seal([], unknown_key), other) is UnknownKey
    assert refused(bundle.seal([], clear), other) is UnsealedBundle
    assert refused(bytes(huge), other) is BundleTooLarge
    with pytest.raises(FileRefused):
        receive_file(other, tmp_path / "absent.altlot")


def test_a_claimed_size_of_gigabytes_is_not_read(other: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "gros.altlot"
    with path.open("wb") as file:
        file.write(bundle.MAGIC)
        file.truncate(2 * 1024**3)
    with pytest.raises(BundleTooLarge):
        receive_file(other, path)


def test_a_file_that_refers_to_nothing_is_refused_and_work_goes_on(dossier: Dossier, other: Dossier) -> None:
    made = create_record(dossier, kind="meeting", values={"title": "Rendez-vous"}).subject_id
    create_record(dossier, kind="agenda_point", values={"title": "Point", "meeting_id": made})
    seals = seals_of(dossier)
    with dossier.session() as session:
        session.execute(update(JournalCommit).where(JournalCommit.seq == 3).values(parents=b""))
        data = bundle.pack(session, [3], seals)
    assert refused(data, other) is InconsistentBundle
    create_record(other, kind="commitment", values={"title": "On continue"})
    assert len(everything(other)["commitment"]) == 1


def test_a_bomb_of_line_ends_takes_little_memory(other: Dossier) -> None:
    seals = seals_of(other)
    bomb = bundle.seal([b"\n" * 1_000_000] * 64, seals)
    tracemalloc.start()
    with suppress(ExchangeError):
        for number, _line in enumerate(bundle._split("bombe", bundle.unseal("bombe", bomb, seals))):
            if number > 100:
                break
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 64 * 1024 * 1024


def test_a_chain_that_came_backwards_is_freed_at_once(dossier: Dossier, other: Dossier, lot: Path) -> None:
    for number in range(300):
        create_record(dossier, kind="follow_up", values={"title": f"Suite {number}"})
    seals = seals_of(dossier)
    with dossier.reading() as session:
        letters = [bundle.pack(session, [seq], seals) for seq in range(301, 1, -1)]
    for letter in letters:
        receive_lot(other, bundle.unpack("lettre", letter, seals_of(other)))
    assert count_waiting(other) == 300
    assert receive_file(other, lot).applied == 301
    assert everything(other) == everything(dossier)


def test_a_bomb_is_stopped_on_the_way(other: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "MAX_PLAIN", 1_000_000)
    bomb = bundle.seal([b"0" * 1000 + b"\n"] * 100_000, seals_of(other))
    with pytest.raises(ExchangeError):
        list(bundle._split("bombe", bundle.unseal("bombe", bomb, seals_of(other))))


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [b"null\n"],
        [b'{"commits": 1, "edits": 0, "contents": 0}\n', b"[]\n"],
        [b'{"commits": -1, "edits": 0, "contents": 0}\n'],
        [b'{"commits": 0, "edits": 1, "contents": 0}\n', b'[0,"commitment","00","title","x",""]\n'],
        [b'{"commits": 0, "edits": 0, "contents": 1}\n', b'["00", "AAAA"]\n'],
        [b'{"commits": 0, "edits": 0, "contents": 0}\n', b"more\n"],
        [b"[" * 100_000 + b"\n"],
        [b'{"commits": 0, "edits": 0, "contents": 0}'],
    ],
)
def test_a_sealed_file_with_wrong_contents_is_refused_whole(other: Dossier, lines: list[bytes]) -> None:
    assert refused(bundle.seal(lines, seals_of(other)), other) is DamagedBundle


def spoiled(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    kind = chance.randrange(4)
    if kind == 0:
        return data[:at]
    if kind == 1:
        return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]
    if kind == 2:
        return data[:at] + bytes(chance.randrange(1, 50)) + data[at:]
    return data[:at] + bytes(min(64, len(data) - at)) + data[at + 64 :]


@pytest.mark.parametrize("open_group", [False, True])
def test_damaged_files_are_refused_and_change_nothing(
    dossier: Dossier, tmp_path: Path, *, open_group: bool
) -> None:
    if open_group:
        exchange_in_clear(dossier)
    data = send_file(dossier, tmp_path / "envoi.altlot").paths[0].read_bytes()
    chance = random.Random(7)
    accepted = 0
    with create_dossier(tmp_path / "vide.altterr", passphrase=None) as other:
        take_seals(other, seals_of(dossier))
        for _turn in range(DAMAGED // 2):
            bad = spoiled(data, chance)
            if bad != data:
                accepted += refused(bad, other) is None
    assert accepted == 0


def test_former_keys_open_older_files(dossier: Dossier, other: Dossier, lot: Path, tmp_path: Path) -> None:
    rotate_key(dossier)
    newer = send_file(dossier, tmp_path / "apres.altlot").paths[0]
    with pytest.raises(UnknownKey):
        receive_file(other, newer)
    take_seals(other, seals_of(dossier))
    assert receive_file(other, newer).applied == 1
    assert receive_file(other, lot).known == 1


def test_a_group_without_key_exchanges_in_clear(dossier: Dossier, other: Dossier, tmp_path: Path) -> None:
    exchange_in_clear(dossier)
    take_seals(other, seals_of(dossier))
    data = send_file(dossier, tmp_path / "envoi.altlot").paths[0].read_bytes()
    assert b"Piste cyclable" in zlib.decompress(data[56:-32])
    assert refused(data, other) is None


def test_a_sealed_file_tells_nothing(lot: Path) -> None:
    data = lot.read_bytes()
    assert b"Piste" not in data
    with pytest.raises(zlib.error):
        zlib.decompress(data[56:])


def test_a_long_dossier_is_cut_into_several_files(
    dossier: Dossier, other: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "MOST_COMMITS", 3)
    for number in range(7):
        create_record(dossier, kind="follow_up", values={"title": f"Suite {number}"})
    sent = send_file(dossier, tmp_path / "envoi.altlot")
    assert (len(sent.paths), sent.commits) == (3, 8)
    for path in reversed(sent.paths):
        receive_file(other, path)
    assert everything(other) == everything(dossier)
