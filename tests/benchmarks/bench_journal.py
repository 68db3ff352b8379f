"""Measure what the journal costs on the dossier of ten years; it asserts nothing, a person reads its figures.

`.venv/bin/python tests/benchmarks/bench_journal.py [--count 50000]`: the dossier is made once, outside the project.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sqlalchemy import select

from altterr_desktop.domain.identity import new_id
from altterr_desktop.domain.lists import Query
from altterr_desktop.dossier.file import Dossier, create_dossier, open_dossier
from altterr_desktop.journal.history import dossier_history, record_history
from altterr_desktop.journal.recording import recording
from altterr_desktop.journal.undo import undo, undo_state
from altterr_desktop.journal.verify import verify
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.services.commitments import list_commitments
from altterr_desktop.services.records import change_record, create_record
from altterr_desktop.services.search import search
from tests.campaigns.big_dossier import cached

TURNS = 30
IMPORTED = 2000


def say(what: str, figure: str, wanted: str = "") -> None:
    """Print one figure and what the design asks for."""
    print(f"{what:58} {figure:>22}   {wanted}")


def milliseconds(work: Callable[[], object], turns: int = 1) -> str:
    """Give the median and the worst time of a work, in milliseconds."""
    times = []
    for _turn in range(turns):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    median = f"{statistics.median(times):.1f} ms"
    return f"{median} (worst {max(times):.0f})" if turns > 1 else median


@contextmanager
def copied(path: Path) -> Iterator[Path]:
    """Lend a copy that may be written."""
    with tempfile.TemporaryDirectory(prefix="altterr-") as folder:
        copy = Path(folder) / "Dossier.altterr"
        copyfile(path, copy)
        yield copy


def bench_opening(path: Path) -> None:
    """Measure opening, without a passphrase: the key costs nothing."""
    say(
        "open a known file",
        milliseconds(lambda: open_dossier(path, known=True).close(), 5),
        "< 100 ms with first page",
    )
    say(
        "open a file somebody sent (whole file checked)",
        milliseconds(lambda: open_dossier(path).close()),
        "< 3 s",
    )

    def first_page() -> None:
        with open_dossier(path, known=True) as dossier:
            list_commitments(dossier, Query())

    say("open a known file and list a first page", milliseconds(first_page, 5), "< 100 ms")


def bench_reading(dossier: Dossier) -> None:
    """Measure lists, searches and histories."""
    say("search one word", milliseconds(lambda: search(dossier, "cyclab"), 10), "< 100 ms")
    say("search two words", milliseconds(lambda: search(dossier, "piste bud"), 10), "< 100 ms")
    say("search two letters", milliseconds(lambda: search(dossier, "pi"), 10), "< 100 ms")
    for what, query in (
        ("whole", Query()),
        ("filtered by two common words", Query(words="cantine bio")),
        ("filtered by a rarer word", Query(words="quartier")),
        ("late ones", Query(filters=(("flag", ("late",)),))),
        ("sorted by title, tenth page", Query(sort="title", offset=2000)),
        ("sorted by state", Query(sort="standing")),
    ):
        page = list_commitments(dossier, query)
        took = milliseconds(lambda query=query: list_commitments(dossier, query), 5)  # type: ignore[misc]
        say(f"list of commitments, {what} ({page.total})", took, "< 100 ms")
    commitment = one_commitment(dossier)
    say("history of a record", milliseconds(lambda: record_history(dossier, commitment), 5))
    say("history of the dossier, a page", milliseconds(lambda: dossier_history(dossier), 3))
    say("what can be undone", milliseconds(lambda: undo_state(dossier), 10))


def one_commitment(dossier: Dossier) -> str:
    """Give the id of some commitment."""
    with dossier.reading() as session:
        return str(session.scalar(select(Commitment.id).where(~Commitment.deleted).limit(1)))


@contextmanager
def without_journal() -> Iterator[None]:
    """Write through the services, rules and search index included, without the journal."""
    with mock.patch("altterr_desktop.journal.recording._write", return_value="none"):
        yield


def bench_edits(dossier: Dossier) -> None:
    """Measure single edits, acknowledged when they are safe on the disk, with the journal and without."""
    commitment = one_commitment(dossier)
    number = iter(range(1_000_000))

    def edit() -> None:
        change_record(
            dossier, kind="commitment", record_id=commitment, values={"title": f"Titre {next(number)}"}
        )

    edit()
    say("one edit", milliseconds(edit, TURNS), "< 50 ms, < 3 times the next")
    with without_journal():
        say("one edit, if there were no journal", milliseconds(edit, TURNS))
    edit()
    say("one new record", milliseconds(lambda: create(dossier), TURNS), "< 50 ms")
    say("one save of a long text", milliseconds(lambda: write_text(dossier, commitment), TURNS), "< 50 ms")
    say("one undo", milliseconds(lambda: undo(dossier), 10), "< 50 ms")


def create(dossier: Dossier) -> None:
    create_record(dossier, kind="commitment", values={"title": "Neuf", "number": "1"})


def write_text(dossier: Dossier, commitment: str) -> None:
    values = {"notes": f"{time.time()} " + "mot après mot " * 600}
    change_record(dossier, kind="commitment", record_id=commitment, values=values)


def bench_imports(dossier: Dossier, beside: Path) -> None:
    """Measure many records in one act, with and without the journal."""

    def write(dossier: Dossier) -> None:
        text = "Nous développerons les pistes cyclables du quartier. " * 5
        with recording(dossier, "Import") as work:
            for rank in range(IMPORTED):
                work.session.add(
                    Commitment(id=new_id(), title=f"Titre {rank}", verbatim=text, number=str(rank))
                )

    with create_dossier(beside, passphrase=None) as empty:
        write(empty)
        say(f"{IMPORTED} new records in one act", milliseconds(lambda: write(empty), 3), "< 3 times the next")
        with without_journal():
            say(f"{IMPORTED} new records, if there were no journal", milliseconds(lambda: write(empty), 3))
    say(f"{IMPORTED} new records in one act, in the big dossier", milliseconds(lambda: write(dossier), 3))


def bench_upkeep(dossier: Dossier) -> None:
    """Measure the backup, the check and the parts of the file."""
    say("back up, verified", milliseconds(dossier.back_up), "< 5 s")
    say("check tables against journal", milliseconds(lambda: verify(dossier)))
    sizes = {"whole": dossier.path.stat().st_size}
    with dossier.raw() as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for name, dropped in (
            ("without search", ("search_words", "search_document")),
            ("tables alone", ("journal_edit", "journal_commit")),
        ):
            for table in dropped:
                connection.execute(f"DROP TABLE {table}")
            connection.execute("VACUUM")
            sizes[name] = dossier.path.stat().st_size
    for name, size in sizes.items():
        times = f"{size / 1e6:.1f} MB, {size / sizes['tables alone']:.2f} times"
        say(f"size, {name}", times, "<= 3.5 times" if name == "whole" else "")


def main() -> None:
    """Measure everything on a copy of the dossier of ten years."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=50_000, help="records; ten times as many edits")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    path = cached(records=options.count, edits=options.count * 10, seed=options.seed)
    say("records, edits", f"{options.count}, {options.count * 10}")
    with copied(path) as copy:
        bench_opening(copy)
        with open_dossier(copy, known=True) as dossier:
            bench_reading(dossier)
            bench_edits(dossier)
            bench_imports(dossier, copy.with_name("vide.altterr"))
            bench_upkeep(dossier)


if __name__ == "__main__":
    main()
