"""Damage dossiers in every way a disk or a stick does, and look for crashes, hangs and silent differences.

A damaged dossier is refused with one typed error, or everything read from it is what was written. A file that this
laptop closed last is not read whole at its opening: there, a page gone to zeros at the end of a long text passes
until the next backup, which must refuse it.
"""

from __future__ import annotations

import hashlib
import random
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from altterr_desktop.domain.commitments import EvidenceKind, Progress
from altterr_desktop.dossier.errors import DamagedDossier, DossierError
from altterr_desktop.dossier.file import Dossier, create_dossier, open_dossier
from altterr_desktop.journal.history import dossier_history
from altterr_desktop.journal.verify import verify
from altterr_desktop.services.records import change_record, create_record
from altterr_desktop.services.search import search
from altterr_desktop.services.verdicts import record_verdict
from tests.campaigns.harness import Child, Outcome, Teller, start

PAGE = 4096
LONGEST = 5.0
PER_CHILD = 250
RECORDS = 40


def make_dossier(path: Path, words: str) -> None:
    """Make a dossier with records of several kinds, a long text, a history and words to find."""
    with create_dossier(path, passphrase=None) as dossier:
        for rank in range(RECORDS):
            text = f"{words} {rank} " * (60 if rank % 5 else 2000)
            values = {"title": f"{words} {rank}", "verbatim": text, "number": str(rank)}
            commitment = create_record(dossier, kind="commitment", values=values).subject_id
            change_record(dossier, kind="commitment", record_id=commitment, values={"notes": f"vu {rank}"})
            if rank % 4 == 0:
                record_verdict(
                    dossier,
                    commitment_id=commitment,
                    progress=Progress.DONE,
                    new_evidence=[{"title": f"pièce {rank}", "evidence_kind": EvidenceKind.DELIBERATION}],
                    values={"statement": f"tenu {rank}"},
                )


def read_all(dossier: Dossier) -> str:
    """Sum up everything that can be read: every row of every table, the history, the words found."""
    total = hashlib.sha256()
    with dossier.raw() as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ).fetchall()
        for (name,) in tables:
            if not name.startswith("search_words"):
                for row in connection.execute(f'SELECT * FROM "{name}" ORDER BY 1'):
                    total.update(repr(row).encode())
    total.update(repr([entry.edits for entry in dossier_history(dossier, limit=1000)]).encode())
    total.update(repr(search(dossier, "piste cycl", limit=1000)).encode())
    total.update(repr(verify(dossier)).encode())
    return total.hexdigest()


Damage = Callable[[bytearray, random.Random, bytes], None]


def flip_bits(content: bytearray, chance: random.Random, _other: bytes) -> None:
    for _bit in range(chance.choice((1, 1, 2, 8, 100))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def cut_anywhere(content: bytearray, chance: random.Random, _other: bytes) -> None:
    del content[chance.randrange(len(content)) :]


def cut_between_pages(content: bytearray, chance: random.Random, _other: bytes) -> None:
    del content[chance.randrange(len(content) // PAGE) * PAGE :]


def swap_pages(content: bytearray, chance: random.Random, _other: bytes) -> None:
    one, two = (page * PAGE for page in chance.sample(range(len(content) // PAGE), 2))
    content[one : one + PAGE], content[two : two + PAGE] = (
        content[two : two + PAGE],
        content[one : one + PAGE],
    )


def repeat_a_page(content: bytearray, chance: random.Random, _other: bytes) -> None:
    one, two = (page * PAGE for page in chance.sample(range(len(content) // PAGE), 2))
    content[one : one + PAGE] = content[two : two + PAGE]


def zero_pages(content: bytearray, chance: random.Random, _other: bytes) -> None:
    for _page in range(chance.choice((1, 1, 3, 20))):
        start = chance.randrange(len(content) // PAGE) * PAGE
        content[start : start + PAGE] = bytes(PAGE)


def zero_sectors(content: bytearray, chance: random.Random, _other: bytes) -> None:
    start = chance.randrange(len(content) // 512) * 512
    content[start : start + 512] = bytes(512)


def append_bytes(content: bytearray, chance: random.Random, other: bytes) -> None:
    size = chance.choice((1, 100, PAGE, 3 * PAGE, 10_000))
    content += chance.choice((bytes(size), chance.randbytes(size), other[:size], content[:size]))


def take_another_s_first_page(content: bytearray, _chance: random.Random, other: bytes) -> None:
    content[:PAGE] = other[:PAGE]


def take_another_s_page(content: bytearray, chance: random.Random, other: bytes) -> None:
    page = chance.randrange(min(len(content), len(other)) // PAGE) * PAGE
    content[page : page + PAGE] = other[page : page + PAGE]


def change_the_beginning(content: bytearray, chance: random.Random, _other: bytes) -> None:
    content[chance.randrange(16)] ^= 1 << chance.randrange(8)


DAMAGES: tuple[Damage, ...] = (
    flip_bits,
    cut_anywhere,
    cut_between_pages,
    swap_pages,
    repeat_a_page,
    zero_pages,
    zero_sectors,
    append_bytes,
    take_another_s_first_page,
    take_another_s_page,
    change_the_beginning,
)


def damage_dossiers(count: int, seed: int, folder: Path) -> Outcome:
    """Damage copies of a dossier that many times, and open each as a known file and as one somebody sent."""
    outcome = Outcome({"damaged": 0})
    for name, words in (("un", "Piste cyclable"), ("deux", "Cantine bio")):
        make_dossier(folder / f"{name}.altterr", words)
    sound, other = ((folder / f"{name}.altterr").read_bytes() for name in ("un", "deux"))
    with open_dossier(folder / "un.altterr", known=True) as dossier:
        expected = read_all(dossier)
    for first in range(0, count, PER_CHILD):
        numbers = range(first, min(first + PER_CHILD, count))

        def try_all(teller: Teller, numbers: range = numbers) -> None:
            for number in numbers:
                damage = DAMAGES[number % len(DAMAGES)]
                content = bytearray(sound)
                damage(content, random.Random(f"{seed}.{number}"), other)
                teller.tell(begun=f"{damage.__name__} {number}")
                teller.tell(
                    faults=_try(folder / "abimé.altterr", bytes(content), expected, known=number % 2 == 0)
                )

        _listen(Child(try_all), outcome)
    return outcome


def _try(path: Path, content: bytes, expected: str, *, known: bool) -> str:
    """Open a damaged dossier, and say what became of it."""
    path.write_bytes(content)
    try:
        with open_dossier(path, known=known) as dossier:
            if read_all(dossier) == expected:
                return "read whole"
            if known:
                dossier.back_up()
            return "FAULT: a silent difference"
    except DamagedDossier as error:
        return (
            "noticed at the next backup" if "back_up" in _functions(error) else _refused(path, content, error)
        )
    except DossierError as error:
        return _refused(path, content, error)
    except Exception as error:  # noqa: BLE001 - whatever has no name is a fault
        return f"FAULT: {type(error).__name__}: {error}"


def _functions(error: BaseException) -> list[str]:
    return [frame.name for frame in traceback.extract_tb(error.__traceback__)]


def _refused(path: Path, content: bytes, error: DossierError) -> str:
    unchanged = path.read_bytes() == content
    return f"refused: {type(error).__name__}" if unchanged else "FAULT: a refused file was changed"


def _listen(child: Child, outcome: Outcome) -> None:
    begun = "the first one"
    while (message := child.listen(LONGEST)) is not None:
        begun = message.get("begun", begun)
        if "failed" in message:
            outcome.faults.append(message["failed"])
        if "faults" in message:
            became = message["faults"]
            outcome.count("damaged")
            outcome.count(became)
            if became.startswith("FAULT"):
                outcome.faults.append(f"{begun}: {became}")
    child.kill()
    if child.status:
        outcome.faults.append(f"{begun}: a crash or a hang (status {child.status})")


if __name__ == "__main__":
    start(damage_dossiers, count=10_000)
