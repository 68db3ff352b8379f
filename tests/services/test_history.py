from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from altterr_desktop.domain.commitments import Competence, EvidenceKind, Progress
from altterr_desktop.domain.dates import Precision
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import use_language
from altterr_desktop.journal.undo import undo
from altterr_desktop.services.choices import read_choices
from altterr_desktop.services.history import read_dossier_history, read_history
from altterr_desktop.services.records import change_record, delete_record, restore_record
from altterr_desktop.services.verdicts import record_verdict
from tests.builders import a_commitment, a_dossier, an_official


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    use_language("en")
    with a_dossier(tmp_path) as dossier:
        yield dossier


@pytest.fixture
def commitment(dossier: Dossier) -> str:
    return a_commitment(dossier)


def change(dossier: Dossier, commitment: str, **values: object) -> tuple[str, ...]:
    change_record(dossier, kind="commitment", record_id=commitment, values=values)
    return read_history(dossier, commitment)[0].changes


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"deadline": date(2028, 12, 31), "deadline_precision": Precision.YEAR, "deadline_words": ""},
            "Deadline: end of 2028",
        ),
        ({"competence": Competence.SHARED}, "Competence: Shared competence"),
        ({"publishable": False}, "May be published: yes → no"),
        ({"title": "Voie verte"}, "Title: Piste cyclable du lycée → Voie verte"),
        ({"level": 2}, "Level signed: 2"),
    ],
)
def test_a_value_is_said_as_people_read_it(
    dossier: Dossier, commitment: str, values: dict[str, object], said: str
) -> None:
    assert change(dossier, commitment, **values) == (said,)


def test_a_deadline_is_said_as_loosely_as_it_was_promised_before_and_after(
    dossier: Dossier, commitment: str
) -> None:
    change(dossier, commitment, deadline=date(2028, 12, 31), deadline_precision=Precision.YEAR)
    said = change(dossier, commitment, deadline=date(2029, 3, 31), deadline_precision=Precision.MONTH)
    assert said == ("Deadline: end of 2028 → March 2029",)
    assert read_history(dossier, commitment)[0].label.endswith(": Deadline")
    assert change(dossier, commitment, deadline=None) == ("Deadline: March 2029 → (emptied)",)


def test_names_stand_for_ids_before_and_after(dossier: Dossier, commitment: str) -> None:
    first, second = read_choices(dossier).themes[:2]
    change(dossier, commitment, theme_id=first.id)
    said = change(dossier, commitment, theme_id=second.id)
    assert said == (f"Theme: {first.text} → {second.text}",)
    official = an_official(dossier)
    assert change(dossier, commitment, official_id=official) == ("Official in charge: Alix Morvan",)
    assert change(dossier, commitment, official_id=None) == ("Official in charge: Alix Morvan → (emptied)",)


def test_who_and_when_are_those_of_this_computer(dossier: Dossier, commitment: str) -> None:
    [line] = read_history(dossier, commitment)
    assert line.who == "Zoé"
    assert line.made_at.utcoffset() is not None
    assert line.made_at.tzinfo is not None


def test_the_verdicts_and_evidence_of_a_commitment_are_part_of_its_history(
    dossier: Dossier, commitment: str
) -> None:
    record_verdict(
        dossier,
        commitment_id=commitment,
        progress=Progress.DONE,
        new_evidence=[{"title": "Délibération 12", "evidence_kind": EvidenceKind.DELIBERATION}],
    )
    newest = read_history(dossier, commitment)[0]
    assert "Verdict, progress: Kept" in newest.changes
    assert "Evidence, title: Délibération 12" in newest.changes
    assert len(read_history(dossier, commitment)) == 2
    assert len(read_history(dossier, commitment, with_parts=False)) == 1


def test_deleting_and_giving_back_are_said(dossier: Dossier, commitment: str) -> None:
    delete_record(dossier, kind="commitment", record_id=commitment)
    assert read_history(dossier, commitment)[0].changes == ("Commitment deleted",)
    restore_record(dossier, kind="commitment", record_id=commitment)
    assert read_history(dossier, commitment)[0].changes == ("Commitment given back",)


def test_what_was_undone_says_so(dossier: Dossier, commitment: str) -> None:
    change(dossier, commitment, notes="à revoir")
    undo(dossier)
    lines = read_history(dossier, commitment)
    assert [line.undone for line in lines] == [False, True, False]


def test_the_history_of_the_dossier_names_what_each_act_is_about(dossier: Dossier, commitment: str) -> None:
    newest = read_dossier_history(dossier, limit=1)
    assert len(newest) == 1
    assert "Commitment, title: Piste cyclable du lycée" in newest[0].changes
