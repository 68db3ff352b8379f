"""The witness of the kills is right: it sees what was lost, and blames nobody for what was in flight."""

from __future__ import annotations

from pathlib import Path

import pytest

from altterr_desktop.dossier.file import open_dossier
from altterr_desktop.services.records import change_record
from tests.campaigns.harness import Outcome
from tests.campaigns.kill_writes import ZOE, Witness, digest, make_dossier


class Life:
    """What a writer told before it was killed, and what it wrote."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.panel = make_dossier(path)
        self.outcome = Outcome()
        self.witness = Witness(path, self.outcome)

    def write(self, record_id: str, title: str, *, acknowledged: bool) -> None:
        self.witness.hear({"begun": 1, "touched": [record_id]})
        with open_dossier(self.path, known=True, signature=ZOE) as dossier:
            change_record(dossier, kind="commitment", record_id=record_id, values={"title": title})
            shown = [("commitment", record_id, digest(dossier, "commitment", record_id))]
        if acknowledged:
            self.witness.hear({"done": 1, "shown": shown})


@pytest.fixture
def life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Life:
    # Nothing but what the life itself told is compared.
    monkeypatch.setattr("tests.campaigns.kill_writes.LOOKED_AT_AGAIN", 0)
    return Life(tmp_path / "d.altterr")


def test_what_was_cut_in_flight_is_blamed_neither_now_nor_after_the_next_kill(life: Life) -> None:
    first, second = life.panel[:2]
    life.write(first, "Un", acknowledged=True)
    life.witness.check()
    life.write(first, "Deux", acknowledged=False)
    life.witness.check()
    life.write(second, "Trois", acknowledged=True)
    life.witness.recent.add(("commitment", first))
    life.witness.check()
    assert life.outcome.faults == []


def test_an_acknowledged_edit_that_is_no_longer_there_is_seen(life: Life) -> None:
    first, second = life.panel[:2]
    life.write(first, "Un", acknowledged=True)
    life.witness.check()
    life.write(first, "Zéro", acknowledged=False)
    life.witness.hear({"begun": 2, "touched": [second]})
    life.witness.recent.add(("commitment", first))
    life.witness.check()
    assert [fault.split(":")[0] for fault in life.outcome.faults] == ["lost"]
