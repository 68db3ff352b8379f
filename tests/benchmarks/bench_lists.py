"""Time of a list of commitments filtered, sorted and paged, beside the barest query on the same file.

    python tests/benchmarks/bench_lists.py [--rows 10000] [--runs 7]

The bare query reads the titles of 200 rows with the same connection. Prints milliseconds and ratios; never fails.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from altterr_desktop.domain.commitments import Progress
from altterr_desktop.domain.identity import new_id
from altterr_desktop.domain.lists import Query
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.frameworks import Theme
from altterr_desktop.model.officials import Official
from altterr_desktop.model.verdicts import Verdict
from altterr_desktop.services.commitment_groups import list_grouped
from altterr_desktop.services.commitment_query import GROUPINGS
from altterr_desktop.services.commitment_tree import read_tree
from altterr_desktop.services.commitments import commitment_ids, count_standings, list_commitments
from altterr_desktop.services.dossiers import start_dossier
from altterr_desktop.services.records import change_record, change_records

WORDS = (
    "piste",
    "école",
    "forêt",
    "tramway",
    "cantine",
    "rénovation",
    "éclairage",
    "déchets",
    "eau",
    "budget",
)


def fill(dossier: Dossier, rows: int) -> str:
    """Add commitments with two verdicts each; give the id of one."""
    chance = random.Random(7)
    with recording(dossier, "bench") as work:
        themes = [Theme(id=new_id(), name=f"Thème {number}") for number in range(8)]
        people = [
            Official(id=new_id(), given_name="Alix", family_name=f"Nom{number}") for number in range(300)
        ]
        work.session.add_all([*themes, *people])
        first = ""
        for number in range(rows):
            commitment = Commitment(
                id=new_id(),
                number=str(number),
                title=f"{chance.choice(WORDS).title()} {chance.choice(WORDS)} n° {number}",
                verbatim=" ".join(chance.choice(WORDS) for _turn in range(30)),
                theme_id=chance.choice(themes).id,
                official_id=chance.choice(people).id,
                deadline=date(2026, 1, 1) + timedelta(days=chance.randrange(2000)),
                position=f"{number:06}",
            )
            first = first or commitment.id
            work.session.add(commitment)
            work.session.add_all(
                Verdict(
                    id=new_id(),
                    commitment_id=commitment.id,
                    progress=chance.choice(list(Progress)),
                    decided_on=date(2026, 4, 1) + timedelta(days=90 * turn),
                    reason="vu",
                )
                for turn in range(2)
            )
    return first


def median_ms(work: Callable[[], object], runs: int) -> float:
    """Time a call; gives the median in milliseconds."""
    times = []
    for _turn in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def bare(dossier: Dossier) -> None:
    """Read the titles of one page and nothing else."""
    with dossier.raw() as connection:
        connection.execute("SELECT id, title FROM commitment ORDER BY id LIMIT 200").fetchall()


def main() -> None:
    """Fill a dossier and print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.altterr"
        with start_dossier(path, group="Bench", territory_codes=["32013"]) as dossier:
            first = fill(dossier, options.rows)
            ground = median_ms(lambda: bare(dossier), options.runs)
            print(f"{options.rows} commitments; bare page of 200: {ground:.1f} ms")
            queries = {
                "first page": Query(),
                "one word": Query(words="ecole"),
                "two words, one of a person": Query(words="nom12 piste"),
                "sorted by official": Query(sort="official"),
                "sorted by deadline, far page": Query(sort="deadline", offset=options.rows // 2),
                "in progress": Query(filters=(("standing", ("in_progress",)),)),
                "late": Query(filters=(("flag", ("late",)),)),
                "without evidence": Query(filters=(("flag", ("no_evidence",)),)),
                "no recent evidence": Query(filters=(("weakness", ("no_recent_evidence",)),)),
                "indicator of means": Query(filters=(("weakness", ("indicator_of_means",)),)),
                "sorted by evidence": Query(sort="evidence_count"),
            }
            for name, query in queries.items():
                took = median_ms(lambda query=query: list_commitments(dossier, query), options.runs)  # type: ignore[misc]
                print(f"  {name:32} {took:7.1f} ms   × {took / ground:5.1f}")
            for group in GROUPINGS:
                query = Query(group=group, sort="deadline", offset=options.rows // 2)
                took = median_ms(lambda query=query: list_grouped(dossier, query), options.runs)  # type: ignore[misc]
                print(f"  {f'grouped by {group}, far page':32} {took:7.1f} ms   × {took / ground:5.1f}")
            took = median_ms(lambda: read_tree(dossier, Query()), options.runs)
            print(f"  {'the whole tree':32} {took:7.1f} ms   × {took / ground:5.1f}")
            took = median_ms(lambda: count_standings(dossier, Query()), options.runs)
            print(f"  {'counts by standing':32} {took:7.1f} ms   × {took / ground:5.1f}")
            turns = iter(range(10_000))
            took = median_ms(
                lambda: change_record(
                    dossier, kind="commitment", record_id=first, values={"title": f"Titre {next(turns)}"}
                ),
                options.runs,
            )
            print(f"  {'an edit acknowledged':32} {took:7.1f} ms")
            many = list(commitment_ids(dossier, Query()))[:500]
            took = median_ms(
                lambda: change_records(
                    dossier, kind="commitment", record_ids=many, values={"page": str(next(turns))}
                ),
                options.runs,
            )
            print(f"  {'500 rows edited in one act':32} {took:7.1f} ms")


if __name__ == "__main__":
    main()
