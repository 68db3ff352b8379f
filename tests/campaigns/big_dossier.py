"""Make the dossier of ten years of work: 50,000 records and 500,000 journalled edits, faster than through the services.

Its tables, its journal and its search index are those that the services would have written: `verify` finds nothing.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sqlalchemy import insert
from sqlalchemy.orm import Session

from altterr_desktop.domain.commitments import EvidenceKind, Progress
from altterr_desktop.domain.officials import ContactKind
from altterr_desktop.dossier.file import Dossier, create_dossier
from altterr_desktop.dossier.migrations import latest_version
from altterr_desktop.journal.search_index import rebuild
from altterr_desktop.journal.values import columns_of, default_of, pack_id, pack_value
from altterr_desktop.model import record_classes
from altterr_desktop.model.journal import JournalCommit, JournalEdit

RECORDS, EDITS = 50_000, 500_000
# Kinds and their part of the records: in ten years, people and ways to reach them outnumber all the rest.
SHARES = {
    "official": 0.34,
    "contact_detail": 0.36,
    "commitment": 0.06,
    "evidence": 0.08,
    "verdict": 0.08,
    "meeting": 0.04,
    "follow_up": 0.04,
}
PER_IMPORT, PER_ACT = 50, 5
BATCH = 20_000
WORDS = """
    piste cyclable cantine bio école bus gratuit rénovation énergie logement jardin partagé compost forêt rivière
    conseil municipal budget participatif délibération service eau réseau chaleur solaire toiture haie zéro déchet
    tarif social transport demande réunion compte rendu promesse calendrier étude marché maire adjointe quartier
"""
SYLLABLES = (
    "ba",
    "cor",
    "dé",
    "fli",
    "gou",
    "jan",
    "lu",
    "mer",
    "nais",
    "pro",
    "quin",
    "ri",
    "sol",
    "tra",
    "vou",
)
RARE_WORDS = 8000
FIRST_NAMES = ("Camille", "Dominique", "Claude", "Sacha", "Morgan", "Lou", "Charlie", "Alix", "Noa", "Eden")

Row = dict[str, Any]


class Author:
    """Write invented people and texts, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.ids: dict[str, list[str]] = {kind: [] for kind in SHARES}
        self._words = [*WORDS.split(), *self._rare_words()]
        # As in any language, a word is about as rare as its rank is high.
        self._weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(self._words))))

    def new_id(self) -> str:
        return str(UUID(int=self.chance.getrandbits(128), version=4))

    def _rare_words(self) -> list[str]:
        return [self.word() for _rank in range(RARE_WORDS)]

    def word(self) -> str:
        return "".join(self.chance.choices(SYLLABLES, k=self.chance.randint(2, 4)))

    def text(self, least: int, most: int) -> str:
        return " ".join(
            self.chance.choices(self._words, cum_weights=self._weights, k=self.chance.randint(least, most))
        )

    def day(self) -> date:
        return date(2020, 6, 1) + timedelta(days=self.chance.randrange(3600))

    def one_of(self, kind: str) -> str:
        return self.chance.choice(self.ids[kind])

    def born(self, kind: str) -> Row:
        """Give a new record as somebody types it."""
        values: Row = getattr(self, f"_{kind}")()
        record_id = self.new_id()
        self.ids[kind].append(record_id)
        return {"id": record_id, **values}

    def changed(self, kind: str, number: int) -> Row:
        """Give what somebody changes in a record, another value each time."""
        changes: dict[str, Row] = {
            "official": {
                "function_title": f"{self.text(2, 4)} {number}",
                "political_label": f"liste {number}",
                "influence": number % 1000,
                "notes": f"{self.text(5, 30)} {number}",
                "gender": "FM"[number % 2],
            },
            "contact_detail": {
                "value": f"contact{number}@exemple.invalid",
                "label": f"bureau {number}",
                "source": f"site {number}",
                "recorded_on": self.day(),
            },
        }
        plain = {"notes": f"{self.text(20, 120)} {number}", "title": f"{self.text(3, 8)} {number}"}
        told = {"statement": f"{self.text(15, 60)} {number}", "reason": f"{self.text(10, 40)} {number}"}
        return changes.get(kind) or (told if kind == "verdict" else plain)

    def _official(self) -> Row:
        names = {
            "given_name": self.chance.choice(FIRST_NAMES),
            "family_name": f"{self.word().title()}ais",
        }
        return {
            **names,
            "function_title": self.text(2, 4),
            "gender": self.chance.choice("FM"),
            "from_register": True,
        }

    def _contact_detail(self) -> Row:
        kind = self.chance.choice((ContactKind.EMAIL, ContactKind.PHONE))
        value = f"{self.chance.getrandbits(40):010x}@exemple.invalid"
        source = {"source": "site de la commune", "recorded_on": self.day()}
        return {
            "official_id": self.one_of("official"),
            "contact_kind": kind,
            "value": value,
            "label": "bureau",
            **source,
        }

    def _commitment(self) -> Row:
        number = str(len(self.ids["commitment"]) + 1)
        texts = {"title": self.text(4, 9), "verbatim": self.text(60, 300), "notes": self.text(10, 80)}
        return {"number": number, **texts, "official_id": self.one_of("official"), "deadline": self.day()}

    def _evidence(self) -> Row:
        place = {"commitment_id": self.one_of("commitment"), "evidence_kind": EvidenceKind.DELIBERATION}
        return {**place, "title": self.text(4, 9), "quote": self.text(30, 150), "dated_on": self.day()}

    def _verdict(self) -> Row:
        place = {"commitment_id": self.one_of("commitment"), "progress": self.chance.choice(list(Progress))}
        return {
            **place,
            "statement": self.text(15, 60),
            "reason": self.text(10, 40),
            "decided_on": self.day(),
        }

    def _meeting(self) -> Row:
        return {"title": self.text(3, 6), "goal": self.text(10, 30), "notes": self.text(40, 200)}

    def _follow_up(self) -> Row:
        return {"title": self.text(4, 9), "notes": self.text(5, 40), "due_on": self.day()}


class Journalist:
    """Write the journal of what the author does: one chain of acts of one laptop."""

    def __init__(self, session: Session, seed: int) -> None:
        self._session = session
        self._chance = random.Random(f"journal {seed}")
        self._commits: list[Row] = []
        self._edits: list[Row] = []
        self._head: dict[tuple[str, str], int] = {}
        self._parent = b""
        self.edits = 0

    def act(self, label: str, cells: Iterable[tuple[str, str, str, object]]) -> None:
        """Write one act: (kind, id, field, value) of each cell."""
        seq, commit_id = len(self._commits) + 1, self._chance.randbytes(16)
        self._commits.append(
            {
                "seq": seq,
                "id": commit_id,
                "parents": self._parent,
                "made_at": 1_600_000_000_000 + seq * 1000,
                "author_id": "",
                "author": "Zoé",
                "device": "portable",
                "label": label,
                "schema_version": latest_version(),
                "undoes": None,
                "is_tip": False,
                "sent": False,
            }
        )
        self._parent = commit_id
        for kind, record_id, name, value in cells:
            self._edit(seq, kind, record_id, name, value)

    def _edit(self, seq: int, kind: str, record_id: str, name: str, value: object) -> None:
        former = self._head.get((record_id, name))
        replaces = b""
        if former is not None:
            self._edits[former]["is_head"] = False
            replaces = self._commits[self._edits[former]["commit_seq"] - 1]["id"]
        self._head[record_id, name] = len(self._edits)
        self._edits.append(
            {
                "commit_seq": seq,
                "kind": kind,
                "record": pack_id(record_id),
                "field": name,
                "value": pack_value(value),
                "replaces": replaces,
                "is_head": True,
            }
        )
        self.edits = len(self._edits)

    def write(self) -> None:
        """Write all of it in the order in which it was done."""
        self._commits[-1]["is_tip"] = True
        for rows, table in ((self._commits, JournalCommit), (self._edits, JournalEdit)):
            for start in range(0, len(rows), BATCH):
                self._session.execute(insert(table), rows[start : start + BATCH])


def do_ten_years(
    author: Author, journalist: Journalist, records: int, edits: int
) -> dict[str, dict[str, Row]]:
    """Enter the records, then change them until there are enough edits; give their last values."""
    rows: dict[str, dict[str, Row]] = {kind: {} for kind in SHARES}
    for kind, share in SHARES.items():
        born = [author.born(kind) for _rank in range(round(records * share))]
        rows[kind] = {row["id"]: row for row in born}
        for start in range(0, len(born), PER_IMPORT):
            part = born[start : start + PER_IMPORT]
            journalist.act(
                f"Import {kind} {start}", (cell for row in part for cell in first_cells(kind, row))
            )
    everything = [(kind, record_id) for kind, found in rows.items() for record_id in found]
    number = 0
    while journalist.edits < edits:
        number += 1
        kind, record_id = author.chance.choice(everything)
        changes = author.changed(kind, number)
        rows[kind][record_id].update(changes)
        journalist.act(f"Acte {number}", ((kind, record_id, name, value) for name, value in changes.items()))
    return rows


def first_cells(kind: str, row: Row) -> Iterator[tuple[str, str, str, object]]:
    """Give the cells that the journal holds of a record's birth: those that are not the column's default."""
    record_class = record_classes()[kind]
    for name, value in row.items():
        if name != "id" and value != default_of(record_class, name):
            yield kind, row["id"], name, value


def insert_rows(session: Session, rows: dict[str, dict[str, Row]]) -> None:
    """Write the tables."""
    for kind, found in rows.items():
        record_class = record_classes()[kind]
        empty = {name: default_of(record_class, name) for name in columns_of(record_class)}
        full = [{**empty, **row} for row in found.values()]
        for start in range(0, len(full), BATCH):
            session.execute(insert(record_class), full[start : start + BATCH])


def make_big_dossier(
    path: Path, *, records: int = RECORDS, edits: int = EDITS, seed: int = 1, passphrase: str | None = None
) -> Dossier:
    """Make the dossier at a path where nothing is, and give it open."""
    dossier = create_dossier(path, passphrase=passphrase)
    with dossier.session() as session:
        journalist = Journalist(session, seed)
        rows = do_ten_years(Author(seed), journalist, records, edits)
        insert_rows(session, rows)
        journalist.write()
        rebuild(session)
        session.commit()
    with dossier.raw() as connection:
        connection.execute("INSERT INTO search_words (search_words) VALUES ('optimize')")
        connection.execute("VACUUM")
    return dossier


def cached(*, records: int = RECORDS, edits: int = EDITS, seed: int = 1) -> Path:
    """Give the path of such a dossier, made once on this computer, outside the project."""
    folder = Path(tempfile.gettempdir()) / "altterr-benchmarks"
    folder.mkdir(exist_ok=True)
    path = folder / f"big-{records}-{edits}-{seed}-v{latest_version()}.altterr"
    if not path.exists():
        making = path.with_name(f"{path.stem}-making.altterr")
        making.unlink(missing_ok=True)
        make_big_dossier(making, records=records, edits=edits, seed=seed).close()
        making.rename(path)
    return path


def main() -> None:
    """Make it and say where it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=RECORDS, help="records; ten times as many edits")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = time.monotonic()
    path = cached(records=options.count, edits=options.count * 10, seed=options.seed)
    print(f"{path} ({path.stat().st_size / 1e6:.0f} MB, {time.monotonic() - began:.0f} s)")


if __name__ == "__main__":
    main()
