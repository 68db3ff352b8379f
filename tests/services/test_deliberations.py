from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.domain.commitments import EvidenceKind
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.officials import DeliberationOutcome, OfficialKind, Vote
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.services.deliberations import (
    find_deliberations,
    list_deliberations,
    read_deliberation,
    save_deliberation,
    voters_of,
    votes_by_official,
)
from altterr_desktop.services.verdicts import add_evidence
from tests.builders import a_commitment, a_dossier, an_official, the_place


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with a_dossier(tmp_path) as dossier:
        yield dossier


def a_deliberation(dossier: Dossier, votes: dict[str, Vote | None] | None = None, **values: Any) -> str:
    given = {"number": "2027-12", "title": "Plan vélo", "decided_on": date(2027, 2, 3), **values}
    return save_deliberation(dossier, values=given, votes=votes).subject_id


def test_a_deliberation_keeps_its_votes_and_how_each_person_voted(dossier: Dossier) -> None:
    alix, beno = an_official(dossier), an_official(dossier, family_name="Benoit", given_name="Lou")
    one = a_deliberation(
        dossier,
        {alix: Vote.FOR, beno: Vote.AGAINST},
        votes_for=24,
        votes_against=3,
        abstentions=2,
        outcome=DeliberationOutcome.ADOPTED,
    )
    view = read_deliberation(dossier, one)
    assert (view.votes_for, view.votes_against, view.abstentions) == (24, 3, 2)
    assert [(vote.official, vote.vote) for vote in view.votes] == [
        ("Lou Benoit", Vote.AGAINST),
        ("Alix Morvan", Vote.FOR),
    ]
    save_deliberation(dossier, deliberation_id=one, values={}, votes={alix: Vote.ABSTAINED, beno: None})
    assert [(vote.official, vote.vote) for vote in read_deliberation(dossier, one).votes] == [
        ("Alix Morvan", Vote.ABSTAINED)
    ]
    with dossier.reading() as session:
        assert votes_by_official(session, alix) == (
            (one, date(2027, 2, 3), "2027-12 – Plan vélo", Vote.ABSTAINED),
        )


def test_it_is_found_by_its_number_or_title_the_latest_first(dossier: Dossier) -> None:
    old = a_deliberation(dossier, number="2026-1", title="Budget", decided_on=date(2026, 3, 1))
    new = a_deliberation(dossier)
    assert [row.id for row in list_deliberations(dossier, Query()).rows] == [new, old]
    assert [choice.id for choice in find_deliberations(dossier, "vélo")] == [new]
    assert find_deliberations(dossier, "2026")[0].text == "2026-1 – Budget"
    rejected = Query(filters=(("outcome", ("rejected",)),))
    assert list_deliberations(dossier, rejected).total == 0


def test_it_says_which_commitments_it_proves(dossier: Dossier) -> None:
    commitment = a_commitment(dossier)
    one = a_deliberation(dossier)
    values = {"title": "Vote", "evidence_kind": EvidenceKind.DELIBERATION, "deliberation_id": one}
    add_evidence(dossier, commitment_id=commitment, values=values)
    assert read_deliberation(dossier, one).commitments == ((commitment, "Piste cyclable du lycée"),)
    assert list_deliberations(dossier, Query()).rows[0].evidence_count == 1


def test_its_file_is_copied_inside(dossier: Dossier, tmp_path: Path) -> None:
    file = tmp_path / "delib.pdf"
    file.write_bytes(b"%PDF deliberation")
    view = read_deliberation(dossier, a_deliberation(dossier, file=file))
    assert (view.file_name, view.file_size) == ("delib.pdf", 17)


@pytest.mark.parametrize("values", [{"number": "", "title": " "}, {"votes_for": -1}])
def test_what_cannot_be_is_refused(dossier: Dossier, values: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        a_deliberation(dossier, **values)
    assert list_deliberations(dossier, Query()).total == 0


def test_only_elected_people_vote(dossier: Dossier) -> None:
    place = the_place(dossier)["territory_id"]
    elected = an_official(dossier, territory_id=place)
    an_official(
        dossier, official_kind=OfficialKind.STAFF, function_title="Voirie", family_name="", given_name=""
    )
    assert [voter.id for voter in voters_of(dossier, place)] == [elected]
    assert [voter.id for voter in voters_of(dossier, None)] == [elected]
