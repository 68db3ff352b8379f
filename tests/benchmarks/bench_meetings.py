"""Time of opening a meeting, listing and searching many of them, beside the barest query on the same file.

    python tests/benchmarks/bench_meetings.py [--meetings 2000] [--lines 20] [--runs 9]

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
from functools import partial
from pathlib import Path

from altterr_desktop.domain.commitments import EvidenceKind
from altterr_desktop.domain.identity import new_id
from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.meetings import LineKind, MeetingSide, MeetingState
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.recording import recording
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.meetings import AgendaPoint, FollowUp, Meeting, MinutesLine, Participant
from altterr_desktop.model.officials import Official
from altterr_desktop.model.verdicts import Evidence
from altterr_desktop.services.dossiers import start_dossier
from altterr_desktop.services.holding import keep_note, read_held
from altterr_desktop.services.meeting_views import read_meeting
from altterr_desktop.services.meetings import list_meetings
from altterr_desktop.services.preparation import preparation_of

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
POINTS = 5
COMMITMENTS = 400


def fill(dossier: Dossier, meetings: int, lines: int) -> str:
    """Add meetings with their people, agendas and notes; give the id of one in the middle."""
    chance = random.Random(7)
    with recording(dossier, "bench") as work:
        session = work.session
        people = [Official(id=new_id(), given_name="Alix", family_name=f"Nom{n}") for n in range(60)]
        promises = [
            Commitment(
                id=new_id(), number=str(n), title=f"Engagement {n}", official_id=chance.choice(people).id
            )
            for n in range(COMMITMENTS)
        ]
        session.add_all([*people, *promises])
        session.add_all(
            Evidence(
                id=new_id(),
                commitment_id=chance.choice(promises).id,
                evidence_kind=EvidenceKind.MINUTES,
                title="Compte rendu",
            )
            for _turn in range(COMMITMENTS)
        )
    ids = []
    for start in range(0, meetings, 250):
        with recording(dossier, "bench") as work:
            for number in range(start, min(start + 250, meetings)):
                ids.append(new_id())
                work.session.add_all(_meeting(chance, ids[-1], number, people, promises, lines))
    return ids[len(ids) // 2]


def _meeting(
    chance: random.Random,
    meeting_id: str,
    number: int,
    people: list[Official],
    promises: list[Commitment],
    lines: int,
) -> list[object]:
    points = [
        AgendaPoint(
            id=new_id(),
            meeting_id=meeting_id,
            title=f"Point {place}",
            minutes_planned=10,
            commitment_id=chance.choice(promises).id if place in (1, 2) else None,
            position=f"{place:03}",
        )
        for place in range(POINTS)
    ]
    official = chance.choice(people)
    made: list[object] = [
        Meeting(
            id=meeting_id,
            title=f"Rendez-vous {number} {chance.choice(WORDS)}",
            held_on=date(2026, 4, 1) + timedelta(days=number % 1500),
            meeting_state=MeetingState.HELD,
            goal="Obtenir une date.",
        ),
        Participant(id=new_id(), meeting_id=meeting_id, side=MeetingSide.THEIRS, official_id=official.id),
        FollowUp(id=new_id(), meeting_id=meeting_id, title="Envoyer la carte", official_id=official.id),
        *points,
    ]
    made += [
        MinutesLine(
            id=new_id(),
            meeting_id=meeting_id,
            agenda_point_id=points[place % POINTS].id,
            line_kind=chance.choice(list(LineKind)),
            text="nous " + " ".join(chance.choice(WORDS) for _turn in range(14)),
            speaker_id=official.id,
            position=f"{place:03}",
        )
        for place in range(lines)
    ]
    return made


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
        connection.execute("SELECT id, title FROM meeting ORDER BY id LIMIT 200").fetchall()


def main() -> None:
    """Fill a dossier and print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--meetings", type=int, default=2_000)
    parser.add_argument("--lines", type=int, default=20)
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.altterr"
        with start_dossier(path, group="Bench", territory_codes=["32013"]) as dossier:
            one = fill(dossier, options.meetings, options.lines)
            ground = median_ms(partial(bare, dossier), options.runs)
            print(
                f"{options.meetings} meetings, {options.meetings * options.lines} notes; "
                f"bare page of 200: {ground:.1f} ms"
            )
            line_id = new_id()
            turns = iter(range(10_000))
            works: dict[str, Callable[[], object]] = {
                "open a meeting": partial(read_meeting, dossier, one),
                "open with its preparation": partial(preparation_of, dossier, one),
                "open to hold it": lambda: read_held(dossier, one, now=time.time()),
                "a note kept while typed": lambda: keep_note(
                    dossier, meeting_id=one, line_id=line_id, values={"text": f"Note {next(turns)}"}
                ),
                "list, first page": partial(list_meetings, dossier, Query()),
                "word of every note": partial(list_meetings, dossier, Query(words="nous")),
                "word of half the notes": partial(list_meetings, dossier, Query(words="budget")),
                "two words": partial(list_meetings, dossier, Query(words="tramway cantine")),
                "word of one meeting": partial(list_meetings, dossier, Query(words="1234")),
                "word nowhere": partial(list_meetings, dossier, Query(words="zzz")),
                "name of an official": partial(list_meetings, dossier, Query(words="nom12")),
            }
            for name, work in works.items():
                took = median_ms(work, options.runs)
                print(f"  {name:28} {took:7.1f} ms   × {took / ground:6.1f}")


if __name__ == "__main__":
    main()
