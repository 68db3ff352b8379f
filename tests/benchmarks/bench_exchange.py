"""Measure exchanges on a big dossier: `python -m tests.benchmarks.bench_exchange [--rows 50000]`."""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import select

from altterr_desktop.domain.identity import new_id
from altterr_desktop.dossier.file import Dossier, Signature, create_dossier, open_dossier
from altterr_desktop.exchange.folder import exchange
from altterr_desktop.exchange.keys import seals_of, take_seals
from altterr_desktop.exchange.receiving import receive_file
from altterr_desktop.exchange.sending import send_file
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.services.records import change_record

PER_COMMIT = 100
TEXT = "Nous demandons un plan vélo chiffré avant la fin du mandat. " * 7


def fill(dossier: Dossier, rows: int, edits: int) -> None:
    """Write rows, then change them until there are so many edits."""
    ids = [new_id() for _row in range(rows)]
    written = 0
    for start in range(0, rows, PER_COMMIT):
        with recording(dossier, "lignes") as work:
            for number in range(start, min(rows, start + PER_COMMIT)):
                work.session.add(
                    Commitment(id=ids[number], title=f"Engagement {number}", verbatim="Mot à mot", notes=TEXT)
                )
                written += 8
    turn = 0
    while written < edits:
        turn += 1
        for start in range(0, rows, PER_COMMIT):
            if written >= edits:
                break
            with recording(dossier, "changements") as work:
                wanted = select(Commitment).where(Commitment.id.in_(ids[start : start + PER_COMMIT]))
                for row in work.session.execute(wanted).scalars():
                    row.title = f"{row.title} {turn}"
                    row.budget_planned = turn
                    written += 2


def timed(name: str, work: Callable[[], Any]) -> tuple[float, Any]:
    """Run a piece of work and print how long it took; give the processor's time, the same on a busy computer."""
    started, spent = time.perf_counter(), time.process_time()
    result = work()
    seconds, spent = time.perf_counter() - started, time.process_time() - spent
    print(f"{name}: {seconds:.2f} s, {spent:.2f} s of the processor", flush=True)
    return spent, result


def measure(folder: Path, rows: int, edits: int) -> None:
    """Print every figure."""
    path = folder / "gros.altterr"
    with create_dossier(path, passphrase=None, signature=Signature("z", "Zoé", "pc")) as dossier:
        timed("fill", lambda: fill(dossier, rows, edits))
        with dossier.raw() as raw:
            count = raw.execute("SELECT count(*) FROM journal_edit").fetchone()[0]
            print(f"{count} edits, {path.stat().st_size / 1e6:.0f} MB")
        _seconds, sent = timed("send all", lambda: send_file(dossier, folder / "tout.altlot"))
        seals = seals_of(dossier)
        print(f"{len(sent.paths)} files, {sum(one.stat().st_size for one in sent.paths) / 1e6:.1f} MB")
    with create_dossier(folder / "neuf.altterr", passphrase=None) as other:
        take_seals(other, seals)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        seconds, _received = timed("full import", lambda: [receive_file(other, one) for one in sent.paths])
        print(
            f"{count / seconds:.0f} edits/s, memory {before / 1024:.0f} then "
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
        )
        shared = folder / "partage"
        shared.mkdir()
        timed("first exchange", lambda: exchange(other, shared))
        record_id = a_record_of(other)
        for number in range(3):
            change_record(other, kind="commitment", record_id=record_id, values={"title": f"Un mot {number}"})
            timed("publish one edit", lambda: exchange(other, shared))
        timed("exchange of nothing", lambda: exchange(other, shared))
    with open_dossier(path, known=True) as dossier:
        exchange(dossier, shared)
        with dossier.reading() as session:
            ids = session.execute(select(Commitment.id).limit(200)).scalars().all()
        for record_id in ids:
            change_record(
                dossier, kind="commitment", record_id=record_id, values={"notes": f"{TEXT} ce jour"}
            )
        exchange(dossier, shared)
    timed("open", lambda: open_dossier(folder / "neuf.altterr", known=True).close())
    with open_dossier(folder / "neuf.altterr", known=True) as other:
        timed("a colleague's day (200 acts)", lambda: exchange(other, shared))


def a_record_of(dossier: Dossier) -> str:
    """Give the id of some commitment."""
    with dossier.reading() as session:
        return session.execute(select(Commitment.id).limit(1)).scalar_one()


def main(arguments: list[str]) -> int:
    """Run the measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--edits", type=int, default=500_000)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args(arguments)
    folder = Path(tempfile.mkdtemp(dir=options.folder))
    try:
        measure(folder, options.rows, options.edits)
    finally:
        shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
