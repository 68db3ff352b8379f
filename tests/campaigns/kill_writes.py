"""Kill a process that writes through the services, again and again, and look for what was lost or half written.

A child writes and acknowledges each operation with what the dossier shows after it; it is killed at a random
moment. Then the dossier must open, be sound, agree with its journal, and show all that was acknowledged; of the
operation in flight it shows all or nothing.
"""

from __future__ import annotations

import hashlib
import itertools
import random
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sqlalchemy import func, select

from altterr_desktop.domain.commitments import EvidenceKind, Progress
from altterr_desktop.domain.errors import KnownError
from altterr_desktop.dossier import journals
from altterr_desktop.dossier.file import Dossier, Signature, create_dossier, open_dossier
from altterr_desktop.journal.undo import undo
from altterr_desktop.journal.verify import verify
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.model.verdicts import Attachment, AttachmentContent, Evidence, Verdict, VerdictEvidence
from altterr_desktop.services.attachments import attach_file
from altterr_desktop.services.records import (
    change_record,
    change_records,
    create_record,
    delete_record,
    load_record,
    restore_record,
)
from altterr_desktop.services.verdicts import record_verdict
from tests.campaigns.harness import LONGEST_SILENCE, Child, Outcome, Teller, start, wait_until

ZOE = Signature("", "Zoé", "portable")
PANEL = 8
KILLS_PER_DOSSIER = 50
BORN_WITH = "né entier"
# Half of the kills wait that long, in seconds, for a write to be in progress.
LONGEST_WAIT = 0.1
# Records of earlier lives that are compared again after each kill.
LOOKED_AT_AGAIN = 30


def digest(dossier: Dossier, kind: str, record_id: str) -> str:
    """Sum up what a screen shows of a record."""
    view = load_record(dossier, record_id, kind)
    return hashlib.sha256(repr((sorted(view.values.items()), view.deleted)).encode()).hexdigest()[:16]


def make_dossier(path: Path) -> list[str]:
    """Make a dossier with a few commitments to work on, and give their ids."""
    with create_dossier(path, passphrase=None, signature=ZOE) as dossier:
        create_record(dossier, kind="group", values={"name": "Groupe"})
        return [
            create_record(dossier, kind="commitment", values={"title": f"Engagement {rank}"}).subject_id
            for rank in range(PANEL)
        ]


class Writer:
    """Play somebody who works without pause, in the child."""

    def __init__(self, dossier: Dossier, panel: list[str], chance: random.Random, folder: Path) -> None:
        self.dossier = dossier
        self.panel = panel
        self.chance = chance
        self.file = folder / "joint.bin"
        self.acts = (
            self.create,
            self.change,
            self.change_all,
            self.write_text,
            self.judge,
            self.attach,
            self.delete_and_restore,
        )

    def step(self, number: int, teller: Teller) -> None:
        """Do one operation, telling before what it touches and after what is shown."""
        act = self.chance.choices(self.acts, weights=(4, 6, 4, 4, 3, 1, 2))[0]
        touched = self.panel if act == self.change_all else [self.chance.choice(self.panel)]
        teller.tell(begun=number, touched=touched)
        shown = [("commitment", one) for one in touched] + act(number, touched)
        self.acknowledge(teller, number, shown)
        if self.chance.random() < 0.15:
            teller.tell(begun=number, touched=[one for _kind, one in shown])
            undo(self.dossier)
            self.acknowledge(teller, number, shown)
            if act == self.delete_and_restore:
                self.restore_all(teller)

    def restore_all(self, teller: Teller) -> None:
        """Give back what an earlier writer, or an undo, left deleted."""
        for one in self.panel:
            if load_record(self.dossier, one, "commitment").deleted:
                teller.tell(begun=0, touched=[one])
                restore_record(self.dossier, kind="commitment", record_id=one)
                self.acknowledge(teller, 0, [("commitment", one)])

    def acknowledge(self, teller: Teller, number: int, records: list[tuple[str, str]]) -> None:
        """Tell what the dossier shows of the records an operation touched."""
        shown = [(kind, one, digest(self.dossier, kind, one)) for kind, one in records]
        teller.tell(done=number, shown=shown)

    def create(self, number: int, _touched: list[str]) -> list[tuple[str, str]]:
        values = {"title": f"Acte {number}", "number": f"A{number}", "notes": BORN_WITH}
        changes = create_record(self.dossier, kind="commitment", values=values)
        return [("commitment", changes.subject_id)]

    def change(self, number: int, touched: list[str]) -> list[tuple[str, str]]:
        values = {"title": f"Acte {number}", "indicator": f"Acte {number}", "budget_planned": number}
        change_record(self.dossier, kind="commitment", record_id=touched[0], values=values)
        return []

    def change_all(self, number: int, touched: list[str]) -> list[tuple[str, str]]:
        values = {"partners": f"Acte {number}", "budget_spent": number}
        change_records(self.dossier, kind="commitment", record_ids=touched, values=values)
        return []

    def write_text(self, number: int, touched: list[str]) -> list[tuple[str, str]]:
        words = " ".join(
            f"mot{self.chance.randrange(10_000)}" for _word in range(self.chance.choice((5, 300, 9000)))
        )
        values = {"notes": f"Acte {number} : {words}"}
        change_record(self.dossier, kind="commitment", record_id=touched[0], values=values)
        return []

    def judge(self, number: int, touched: list[str]) -> list[tuple[str, str]]:
        changes = record_verdict(
            self.dossier,
            commitment_id=touched[0],
            progress=Progress.DONE,
            new_evidence=[{"title": f"Acte {number}", "evidence_kind": EvidenceKind.DELIBERATION}],
            values={"statement": f"Acte {number}"},
        )
        return [(kind, one) for kind, one in changes.records if kind != "commitment"]

    def attach(self, number: int, _touched: list[str]) -> list[tuple[str, str]]:
        self.file.write_bytes(self.chance.randbytes(self.chance.choice((100, 50_000, 400_000))))
        changes = attach_file(self.dossier, path=self.file)
        return [("attachment", changes.subject_id)]

    def delete_and_restore(self, _number: int, touched: list[str]) -> list[tuple[str, str]]:
        delete_record(self.dossier, kind="commitment", record_id=touched[0])
        restore_record(self.dossier, kind="commitment", record_id=touched[0])
        return []


class Witness:
    """Remember what was acknowledged, in the parent, and compare it with the dossier after each kill."""

    def __init__(self, path: Path, outcome: Outcome) -> None:
        self.path = path
        self.outcome = outcome
        self.shown: dict[tuple[str, str], str] = {}
        self.recent: set[tuple[str, str]] = set()
        self.chance = random.Random(path.name)
        self.in_flight: set[str] = set()

    def hear(self, message: dict[str, Any]) -> None:
        """Take in one line of the child."""
        if "failed" in message:
            self.outcome.faults.append(message["failed"])
        elif "begun" in message:
            self.in_flight = set(message["touched"])
        elif "done" in message:
            self.outcome.count("acknowledged")
            self.in_flight = set()
            shown = {(kind, one): digest for kind, one, digest in message["shown"]}
            self.shown.update(shown)
            self.recent.update(shown)

    def check(self) -> None:
        """Open the dossier and list what is wrong with it."""
        try:
            self.outcome.count("cut short in a write", int(journals.is_alive(self.path)))
            with open_dossier(self.path) as dossier:
                self._compare(dossier)
                self.outcome.faults += [f"half: {found}" for found in verify(dossier)]
                self.outcome.faults += half_done(dossier)
        except KnownError as error:
            self.outcome.faults.append(f"does not open: {error}")

    def _compare(self, dossier: Dossier) -> None:
        again = self.chance.sample(sorted(self.shown), min(LOOKED_AT_AGAIN, len(self.shown)))
        # What was in flight may have been written: from now on what is shown of it is what it must stay.
        cut = {shown for shown in self.shown if shown[1] in self.in_flight}
        for kind, one in {*self.recent, *again, *cut}:
            now = digest(dossier, kind, one)
            if now != self.shown[kind, one] and one not in self.in_flight:
                self.outcome.faults.append(f"lost: {kind} {one} is not as acknowledged")
            self.shown[kind, one] = now
        self.recent.clear()
        self.in_flight = set()


def half_done(dossier: Dossier) -> list[str]:
    """List operations of which only a part is there."""
    faults = []
    with dossier.reading() as session:
        born = Commitment.number != ""
        if session.scalar(select(func.count()).where(born, Commitment.notes != BORN_WITH)):
            faults.append("half: a commitment was born without its notes")
        if session.scalar(select(func.count(Commitment.partners.distinct())).where(~born)) != 1:
            faults.append("half: an operation on several commitments reached some of them only")
        counts = {
            kind: session.scalar(select(func.count(kind.id))) for kind in (Verdict, Evidence, VerdictEvidence)
        }
        if len(set(counts.values())) != 1:
            faults.append(
                f"half: verdicts, their evidence and the links between them: {list(counts.values())}"
            )
        contents = select(Attachment.sha256, AttachmentContent.content).outerjoin(
            AttachmentContent, AttachmentContent.sha256 == Attachment.sha256
        )
        for sha256, content in session.execute(contents):
            if hashlib.sha256(content or b"").hexdigest() != sha256:
                faults.append(f"half: attachment {sha256[:12]}")
    return faults


def kill_writers(count: int, seed: int, folder: Path, life: float = 1.5) -> Outcome:
    """Kill that many writers, one after the other, on dossiers that live through fifty kills each.

    Kills come within `life` seconds of the first write.
    """
    outcome = Outcome({"kills": 0, "acknowledged": 0})
    numbers = itertools.count(1)
    for first in range(0, count, KILLS_PER_DOSSIER):
        path = folder / f"{first}.altterr"
        panel = make_dossier(path)
        witness = Witness(path, outcome)
        for kill in range(first, min(first + KILLS_PER_DOSSIER, count)):
            _kill_one(witness, panel, next(numbers) * 10_000, random.Random(f"{seed}.{kill}"), life)
            witness.check()
            if outcome.faults:
                return outcome
    return outcome


def _kill_one(witness: Witness, panel: list[str], number: int, chance: random.Random, life: float) -> None:
    def work(teller: Teller) -> None:
        dossier = open_dossier(witness.path, known=True, signature=ZOE)
        writer = Writer(dossier, panel, chance, witness.path.parent)
        writer.restore_all(teller)
        teller.tell(ready=True)
        for step in itertools.count(number):
            writer.step(step, teller)

    life, in_a_write = chance.random() * life, chance.random() < 0.5
    child = Child(work)
    heard = []
    while (message := child.listen(LONGEST_SILENCE)) and "ready" not in message:
        heard.append(message)
    heard += child.listen_for(life)
    if in_a_write:
        wait_until(lambda: journals.is_alive(witness.path), LONGEST_WAIT)
    for message in heard + child.kill():
        witness.hear(message)
    witness.outcome.count("kills")


if __name__ == "__main__":
    start(kill_writers, count=1000, life=1.5)
