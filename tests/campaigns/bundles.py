"""Receive bad files of contributions of every kind: none accepted wrongly, no crash, nothing changed.

`python -m tests.campaigns.bundles [--count 2000]`. What is refused is refused with its own sentence and leaves the
dossier as it was; what is odd and honest (twice, out of order, a clock ahead, a copy) does what it says.
"""

from __future__ import annotations

import argparse
import random
import struct
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from altterr_desktop.dossier.file import Dossier, Signature, create_dossier
from altterr_desktop.exchange import bundle
from altterr_desktop.exchange.errors import ExchangeError
from altterr_desktop.exchange.keys import Seals, key_id, seals_of, take_seals
from altterr_desktop.exchange.receiving import receive_file, receive_lot
from altterr_desktop.services.records import change_record, create_record
from tests.exchange.comparing import everything, fingerprint

LONGEST = 5.0
# How much a file may cost before it is refused.
MOST_BYTES = 1 << 31

Maker = Callable[["Bench"], bytes]


class Bench:
    """Hold a sender's files, a receiver that has none of them, and the dice."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.dice = random.Random(seed)
        with create_dossier(
            folder / "a.altterr", passphrase=None, signature=Signature("z", "Zoé", "pc")
        ) as sender:
            made = create_record(sender, kind="commitment", values={"title": "Piste"}).subject_id
            for number in range(12):
                text = f"suite {number} " * self.dice.randrange(1, 80)
                change_record(sender, kind="commitment", record_id=made, values={"title": f"Piste {number}"})
                create_record(sender, kind="follow_up", values={"title": text, "commitment_id": made})
            self.seals = seals_of(sender)
            with sender.reading() as session:
                self.letters = [
                    bundle.pack(session, seqs, self.seals)
                    for seqs in (list(range(1, 26)), list(range(1, 8)), list(range(8, 20)), [25])
                ]
        self.receiver = create_dossier(
            folder / "b.altterr", passphrase=None, signature=Signature("k", "Karim", "pc2")
        )
        take_seals(self.receiver, self.seals)
        create_record(self.receiver, kind="commitment", values={"title": "À nous"})

    def letter(self) -> bytes:
        return self.dice.choice(self.letters)

    def lines(self) -> list[bytes]:
        """Give the lines of a letter."""
        data = self.letter()
        return [line + b"\n" for line in bundle._split("lettre", bundle.unseal("lettre", data, self.seals))]


def cut(bench: Bench) -> bytes:
    data = bench.letter()
    return data[: bench.dice.randrange(len(data))]


def flipped(bench: Bench) -> bytes:
    data = bytearray(bench.letter())
    for _bit in range(bench.dice.choice([1, 1, 1, 8, 200])):
        data[bench.dice.randrange(len(data))] ^= 1 << bench.dice.randrange(8)
    return bytes(data)


def padded(bench: Bench) -> bytes:
    data = bench.letter()
    return data + bench.dice.randbytes(bench.dice.randrange(1, 300))


def zeroed(bench: Bench) -> bytes:
    data = bytearray(bench.letter())
    at = bench.dice.randrange(len(data))
    size = min(len(data) - at, 512)
    data[at : at + size] = bytes(size)
    return bytes(data) if bytes(data) not in bench.letters else cut(bench)


def swapped(bench: Bench) -> bytes:
    """Put the header of one file on the contents of another."""
    one, other = bench.dice.sample(bench.letters, 2)
    return one[:56] + other[56:]


def noise(bench: Bench) -> bytes:
    return bench.dice.choice(
        [b"PK\x03\x04", b"%PDF", b"", b"altlot", b"SQLite format 3\0"]
    ) + bench.dice.randbytes(bench.dice.randrange(600))


def foreign(bench: Bench) -> bytes:
    key = bench.dice.randbytes(32)
    group = bench.dice.choice([bench.seals.group, bench.dice.randbytes(16)])
    return bundle.seal(bench.lines(), Seals(group, key, {key_id(key): key}))


def unsealed(bench: Bench) -> bytes:
    return bundle.seal(bench.lines(), Seals(bench.seals.group, b"", {}))


def newer(bench: Bench) -> bytes:
    data = bytearray(bench.letter())
    data[6] = bench.dice.randrange(2, 256)
    return bytes(data)


def forged(bench: Bench) -> bytes:
    """Write a right header over contents sealed with another key."""
    wrong = bench.dice.randbytes(32)
    data = bundle.seal(bench.lines(), Seals(bench.seals.group, wrong, {}))
    return data[:24] + key_id(bench.seals.current) + data[32:]


def huge(bench: Bench) -> bytes:
    """Claim gigabytes."""
    data = bytearray(bench.letter())
    struct.pack_into(">Q", data, 48, bench.dice.choice([MOST_BYTES, 1 << 40, (1 << 64) - 1, 1 << 27]))
    return bytes(data)


def blown_up(bench: Bench) -> bytes:
    """Seal, with the group's own key, far more than it looks."""
    sign = bench.dice.choice([b"\n", b"0", b"[", b'"'])
    return bundle.seal([sign * 1_000_000] * bench.dice.choice([4, 70]), bench.seals)


def misshapen(bench: Bench) -> bytes:
    """Seal, with the group's own key, lines that do not hold what they must."""
    whole = bench.lines()
    lines = list(whole)
    at = bench.dice.randrange(len(lines))
    what = bench.dice.randrange(5)
    if what == 0:
        del lines[at]
    elif what == 1:
        lines.insert(at, lines[at])
    elif what == 2:
        lines[at] = bench.dice.choice([b"null\n", b"{}\n", b"[]\n", b"[[[[\n", b"\xff\xfe\n", b'["a"]\n'])
    elif what == 3:
        lines[at] = lines[at].replace(b"[", b"[[", 1)
    if what == 4 or lines == whole:
        lines = whole[:at]
    return bundle.seal(lines, bench.seals)


BAD: dict[str, tuple[Maker, int]] = {
    "cut short": (cut, 5),
    "bits turned": (flipped, 6),
    "padded": (padded, 2),
    "zeroed": (zeroed, 3),
    "another's contents": (swapped, 2),
    "noise": (noise, 3),
    "foreign": (foreign, 3),
    "unsealed": (unsealed, 1),
    "newer": (newer, 2),
    "forged": (forged, 3),
    "gigabytes claimed": (huge, 2),
    "blown up": (blown_up, 1),
    "misshapen": (misshapen, 4),
}


def is_refused(dossier: Dossier, path: Path) -> str:
    """Say what is wrong with how a bad file was met; «» when it was refused as it should be."""
    before = fingerprint(dossier)
    began = time.monotonic()
    try:
        receive_file(dossier, path)
    except ExchangeError as error:
        said = str(error)
    except Exception as error:  # noqa: BLE001 - any other is the fault
        return f"crash: {type(error).__name__}: {str(error)[:200]}"
    else:
        return "accepted"
    if path.name not in said:
        return f"the sentence does not name the file: {said}"
    if fingerprint(dossier) != before:
        return "refused, and something changed"
    return "too slow" if time.monotonic() - began > LONGEST else ""


def honest_faults(folder: Path, seed: int) -> list[str]:
    """Receive honest files in odd ways: out of order, twice, a clock ahead, sent by a copy; list what is wrong."""
    bench = Bench(folder, seed)
    faults = []
    path = bench.folder / "lettre.altlot"
    with bench.receiver as dossier:
        for data in (
            bench.letters[3],
            bench.letters[2],
            bench.letters[3],
            bench.letters[1],
            bench.letters[0],
        ):
            path.write_bytes(data)
            receive_file(dossier, path)
        before = everything(dossier)
        if receive_file(dossier, path).applied or everything(dossier) != before:
            faults.append("a file received twice changed something")
        if len(before["commits"]) != 26 or len(before["follow_up"]) != 12:
            faults.append("what came out of order is not there")
        lot = bundle.open_file(path, bench.seals)
        moved = replace(
            lot,
            commits=tuple(
                replace(one, id=one.id[::-1], parents=b"", made_at=one.made_at + 10**11)
                for one in lot.commits
            ),
        )
        if receive_lot(dossier, moved).clocks_ahead != ("Zoé",):
            faults.append("a clock far ahead is not told")
        with dossier.raw() as connection:
            if connection.execute("PRAGMA foreign_key_check").fetchall():
                faults.append("a link is broken")
    return faults


def campaign(folder: Path, count: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Receive so many bad files; give how many of each kind, and the faults."""
    bench = Bench(folder, seed)
    counts: Counter[str] = Counter()
    faults: list[str] = []
    names = list(BAD)
    weights = [weight for _maker, weight in BAD.values()]
    path = folder / "courrier.altlot"
    with bench.receiver as dossier:
        whole = everything(dossier)
        for _turn in range(count):
            name = bench.dice.choices(names, weights)[0]
            data = BAD[name][0](bench)
            if data in bench.letters:
                continue
            path.write_bytes(data)
            counts[name] += 1
            fault = is_refused(dossier, path)
            if fault:
                faults.append(f"{name}: {fault}")
        if everything(dossier) != whole:
            faults.append("the dossier changed")
        create_record(dossier, kind="commitment", values={"title": "Le travail continue"})
    return counts, faults


def main(arguments: list[str]) -> int:
    """Run the campaign and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "honest").mkdir()
        counts, faults = campaign(folder, options.count, options.seed)
        faults += honest_faults(folder / "honest", options.seed)
    for kind, count in counts.most_common():
        print(f"{count:6} {kind}")
    for fault in faults:
        print(f"FAULT {fault}")
    print(f"{sum(counts.values())} bad files, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
