from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from altterr_desktop.domain.commitments import (
    Progress,
    ReviewItemState,
    ReviewState,
    Signing,
    Standing,
    VerdictState,
)
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.domain.lists import Query
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.services.records import create_record
from altterr_desktop.services.review_views import (
    list_reviews,
    read_review,
    read_review_item,
    review_candidates,
)
from altterr_desktop.services.reviews import (
    add_to_review,
    agree_item,
    close_review,
    note_item,
    open_review,
    propose,
    put_off,
    set_members,
    take_again,
    take_up,
)
from altterr_desktop.services.signers import Signature
from altterr_desktop.services.verdicts import add_evidence, list_verdicts, record_verdict
from tests.builders import a_commitment, a_dossier, a_record

DAY = date(2027, 3, 4)


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with a_dossier(tmp_path) as dossier:
        yield dossier


@pytest.fixture
def people(dossier: Dossier) -> tuple[str, str]:
    return a_record(dossier, "volunteer", name="Ana"), a_record(dossier, "volunteer", name="Bilal")


@pytest.fixture
def commitments(dossier: Dossier) -> list[str]:
    return [a_commitment(dossier, title=f"Mesure {place}") for place in (1, 2, 3)]


@pytest.fixture
def review(dossier: Dossier, people: tuple[str, str], commitments: list[str]) -> str:
    return open_review(
        dossier,
        values={"title": "Revue de mars", "held_on": DAY},
        commitment_ids=commitments,
        volunteer_ids=people,
    ).subject_id


def items(dossier: Dossier, review: str) -> list[str]:
    return [line.id for line in read_review(dossier, review).lines]


def test_a_session_holds_its_commitments_in_order_and_who_is_there(
    dossier: Dossier, review: str, commitments: list[str]
) -> None:
    view = read_review(dossier, review)
    assert [line.commitment_id for line in view.lines] == commitments
    assert {member.text for member in view.members} == {"Ana", "Bilal"}
    assert (view.settled, view.place_to_resume, view.state) == (0, 0, ReviewState.OPEN)


def test_an_agreed_proposal_becomes_the_verdict_signed_by_those_present(
    dossier: Dossier, review: str, commitments: list[str], people: tuple[str, str]
) -> None:
    first = items(dossier, review)[0]
    propose(dossier, item_id=first, progress=Progress.IN_PROGRESS, values={"reason": "vu ensemble"})
    shown = read_review_item(dossier, first)
    assert shown.proposal is not None
    assert (shown.proposal.state, shown.proposal.decided_on) == (VerdictState.PROPOSED, DAY)
    assert shown.page.standing is Standing.NOT_ASSESSED
    against = Signature(people[1], Signing.DISSENT, "Les travaux sont arrêtés.")
    votes = {"votes_for": 5, "votes_against": 1, "abstentions": 0}
    agree_item(dossier, item_id=first, votes=votes, dissents=[against])
    (verdict,) = list_verdicts(dossier, commitments[0])
    assert verdict.state is VerdictState.AGREED
    assert (verdict.author, verdict.second_reader) == ("Zoé", "Ana")
    assert "Les travaux sont arrêtés." in verdict.dissent
    shown = read_review_item(dossier, first)
    assert (shown.state, shown.votes_for, shown.votes_against) == (ReviewItemState.AGREED, 5, 1)
    assert read_review(dossier, review).place_to_resume == 1


def test_another_proposal_takes_the_place_of_the_former_but_never_of_an_agreed_verdict(
    dossier: Dossier, review: str, commitments: list[str]
) -> None:
    first = items(dossier, review)[0]
    propose(dossier, item_id=first, progress=Progress.DONE, values={"reason": "a"})
    propose(dossier, item_id=first, progress=Progress.PARTLY_DONE, values={"reason": "b"})
    assert [one.standing for one in list_verdicts(dossier, commitments[0])] == [Standing.PARTLY_DONE]
    agree_item(dossier, item_id=first)
    take_again(dossier, item_id=first)
    propose(dossier, item_id=first, progress=Progress.DONE, values={"reason": "c"})
    assert {one.state for one in list_verdicts(dossier, commitments[0])} == set(VerdictState)


def test_nothing_is_agreed_without_a_proposal(dossier: Dossier, review: str) -> None:
    first = items(dossier, review)[0]
    with pytest.raises(InvalidInput):
        agree_item(dossier, item_id=first)
    assert read_review_item(dossier, first).state is ReviewItemState.WAITING


def test_a_commitment_is_put_off_with_its_notes_and_the_proposal_stays(
    dossier: Dossier, review: str, commitments: list[str]
) -> None:
    second = items(dossier, review)[1]
    note_item(dossier, item_id=second, values={"discussion": "Attendre le budget."})
    propose(dossier, item_id=second, progress=Progress.ANNOUNCED, values={"reason": "annonce"})
    put_off(dossier, item_id=second)
    shown = read_review_item(dossier, second)
    assert (shown.state, shown.discussion) == (ReviewItemState.POSTPONED, "Attendre le budget.")
    assert list_verdicts(dossier, commitments[1])[0].state is VerdictState.PROPOSED
    assert list_reviews(dossier, Query()).rows[0].settled == 1


def test_a_proposal_of_a_meeting_is_taken_up(dossier: Dossier, review: str, commitments: list[str]) -> None:
    third = items(dossier, review)[2]
    values = {"reason": "dit en réunion", "verdict_state": VerdictState.PROPOSED}
    verdict = record_verdict(
        dossier, commitment_id=commitments[2], progress=Progress.ANNOUNCED, values=values
    ).subject_id
    assert read_review_item(dossier, third).other_proposals[0].id == verdict
    take_up(dossier, item_id=third, verdict_id=verdict)
    agree_item(dossier, item_id=third)
    assert list_verdicts(dossier, commitments[2])[0].state is VerdictState.AGREED
    with pytest.raises(InvalidInput):
        take_up(dossier, item_id=items(dossier, review)[0], verdict_id=verdict)


def test_a_closed_session_decides_nothing_until_it_is_taken_up(dossier: Dossier, review: str) -> None:
    first = items(dossier, review)[0]
    close_review(dossier, session_id=review)
    with pytest.raises(InvalidInput):
        propose(dossier, item_id=first, progress=Progress.DONE, values={"reason": "a"})
    close_review(dossier, session_id=review, closed=False)
    propose(dossier, item_id=first, progress=Progress.DONE, values={"reason": "a"})
    assert read_review_item(dossier, first).proposal is not None


def test_the_same_commitment_added_on_two_laptops_counts_once(
    dossier: Dossier, review: str, commitments: list[str]
) -> None:
    first = items(dossier, review)[0]
    values = {"review_session_id": review, "commitment_id": commitments[0], "position": "0"}
    create_record(dossier, kind="review_item", values=values)
    propose(dossier, item_id=first, progress=Progress.DONE, values={"reason": "a"})
    lines = read_review(dossier, review).lines
    assert [line.commitment_id for line in lines].count(commitments[0]) == 1
    assert first in [line.id for line in lines]
    add_to_review(dossier, session_id=review, commitment_ids=[commitments[0]])
    assert len(read_review(dossier, review).lines) == 3


def test_members_come_and_go(dossier: Dossier, review: str, people: tuple[str, str]) -> None:
    set_members(dossier, session_id=review, volunteer_ids=[people[1]])
    assert [member.text for member in read_review(dossier, review).members] == ["Bilal"]
    set_members(dossier, session_id=review, volunteer_ids=people)
    assert len(read_review(dossier, review).members) == 2


def test_an_empty_session_is_refused(dossier: Dossier) -> None:
    with pytest.raises(InvalidInput):
        open_review(dossier, values={"title": "Revue"}, commitment_ids=[])
    assert list_reviews(dossier, Query()).total == 0


def test_commitments_are_chosen_by_what_they_need(dossier: Dossier, commitments: list[str]) -> None:
    judged, proposed, proved = commitments
    record_verdict(dossier, commitment_id=judged, progress=Progress.DONE, values={"reason": "vu"})
    waiting = {"reason": "vu", "verdict_state": VerdictState.PROPOSED}
    record_verdict(dossier, commitment_id=proposed, progress=Progress.DONE, values=waiting)
    from altterr_desktop.services.fields import today

    add_evidence(dossier, commitment_id=proved, values={"title": "Photo", "dated_on": today()})

    def chosen(*among: str) -> set[str]:
        return {one.id for one in review_candidates(dossier, among=among)}

    assert chosen() == set(commitments)
    assert chosen("proposed") == {proposed}
    assert chosen("not_assessed") == {proposed, proved}
    assert chosen("no_evidence") == {judged, proposed}
    assert chosen("proposed", "not_assessed") == {proposed, proved}
    assert review_candidates(dossier, theme_ids=["none"]) == ()
