from datetime import date
from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.domain.drafts import CandidateDraft
from altterr_desktop.domain.elections import CandidateAnswerKind, ElectionState
from altterr_desktop.domain.errors import InvalidInput, NotFound
from altterr_desktop.domain.officials import Side
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.undo import undo
from altterr_desktop.services.candidate_import import apply_candidates, election_prepared, preview_candidates
from altterr_desktop.services.election_views import ElectionView, ListView, list_elections, read_election
from altterr_desktop.services.elections import add_election, conclude_election, set_answers
from altterr_desktop.services.tables import read_table
from tests.builders import a_dossier, a_record, an_official

SIGNED, PARTLY, REFUSED = CandidateAnswerKind


def a_pact(dossier: Dossier) -> tuple[str, list[str]]:
    """Add a framework of three measures under one head; give its id and theirs."""
    framework = a_record(dossier, "framework", name="Pacte d’essai")
    head = a_record(dossier, "framework_measure", framework_id=framework, number="A", title="Se déplacer")
    ids = [
        a_record(
            dossier, "framework_measure", framework_id=framework, number=number, title=title, parent_id=head
        )
        for number, title in (("1", "Pistes cyclables"), ("2", "[Cantines]"), ("3", "Trains du soir"))
    ]
    a_record(dossier, "framework_level", framework_measure_id=ids[0], level=2, text="20 km de pistes")
    return framework, ids


def an_election(dossier: Dossier) -> tuple[str, list[str]]:
    framework, measures = a_pact(dossier)
    values = {"title": "Municipales", "first_round_on": date(2032, 3, 14), "framework_id": framework}
    return add_election(dossier, values=values).subject_id, measures


def a_list(dossier: Dossier, election: str, name: str = "Ensemble", **values: Any) -> str:
    return a_record(dossier, "candidate_list", election_id=election, name=name, **values)


def a_candidate(dossier: Dossier, asked: str, **values: Any) -> str:
    given = {"given_name": "Solène", "family_name": "Kergoat", "rank": 1, **values}
    return a_record(dossier, "candidate", candidate_list_id=asked, **given)


def shown(view: ElectionView, name: str) -> ListView:
    return next(one for one in view.lists if one.name == name)


def test_an_election_takes_the_only_territory_and_its_assembly(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        election, _measures = an_election(dossier)
        assert list_elections(dossier)[0].territory == "L'Isle-Jourdain"
        view = read_election(dossier, election)
        assert [measure.number for measure in view.measures] == ["1", "2", "3"]
        assert [measure.is_verbatim for measure in view.measures] == [True, False, True]


def test_silence_is_told_from_not_asked_and_from_refusal(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        election, measures = an_election(dossier)
        a_list(dossier, election, "Jamais demandée")
        a_list(dossier, election, "Muette", asked_on=date(2032, 1, 5))
        answering = a_list(dossier, election, "Répond", asked_on=date(2032, 1, 5))
        set_answers(dossier, candidate_list_id=answering, measure_ids=measures[:1], answer=SIGNED, level=2)
        set_answers(dossier, candidate_list_id=answering, measure_ids=measures[1:2], answer=REFUSED, level=3)
        view = read_election(dossier, election)
        assert (shown(view, "Jamais demandée").was_asked, shown(view, "Jamais demandée").is_silent) == (
            False,
            False,
        )
        assert shown(view, "Muette").is_silent
        answers = shown(view, "Répond")
        assert (answers.signed, answers.partly, answers.refused, answers.silent) == (1, 0, 1, 1)
        assert answers.answers[measures[0]].level == 2
        assert answers.answers[measures[1]].level is None


def test_an_answer_is_changed_taken_back_and_its_words_stay(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        election, measures = an_election(dossier)
        asked = a_list(dossier, election)
        one: dict[str, Any] = {"candidate_list_id": asked, "measure_ids": measures[:1]}
        set_answers(dossier, **one, answer=SIGNED, words="Oui, dès 2033.")
        set_answers(dossier, **one, answer=PARTLY)
        answer = read_election(dossier, election).lists[0].answers[measures[0]]
        assert (answer.kind, answer.words) == (PARTLY, "Oui, dès 2033.")
        set_answers(dossier, **one, answer=None)
        assert read_election(dossier, election).lists[0].answers == {}
        undo(dossier)
        assert read_election(dossier, election).lists[0].answers[measures[0]].kind is PARTLY


def test_after_the_vote_the_winners_hold_seats_and_what_they_signed_is_promised(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        election, measures = an_election(dossier)
        winner, other = (
            a_list(dossier, election, political_label="Divers"),
            a_list(dossier, election, "Continuer"),
        )
        head = a_candidate(dossier, winner, function="Maire")
        second = a_candidate(dossier, winner, given_name="Bastien", family_name="Ozanne", rank=2)
        left = a_candidate(dossier, winner, given_name="Pas", family_name="Élue", rank=3)
        opponent = a_candidate(dossier, other, given_name="Armand", family_name="Belmont")
        known = an_official(dossier, given_name="Bastien", family_name="OZANNE")
        set_answers(dossier, candidate_list_id=winner, measure_ids=measures[:1], answer=SIGNED, level=2)
        set_answers(
            dossier,
            candidate_list_id=winner,
            measure_ids=measures[1:2],
            answer=PARTLY,
            words="Si l’État aide.",
        )
        set_answers(dossier, candidate_list_id=winner, measure_ids=measures[2:], answer=REFUSED)
        before = len(read_table(dossier, "official"))
        conclude_election(
            dossier, election_id=election, winner_id=winner, elected_ids=[head, second, opponent]
        )

        officials = {row["family_name"]: row for row in read_table(dossier, "official")}
        assert len(officials) == before + 2
        assert officials["Kergoat"]["seats"][0]["function"] == "Maire"
        assert officials["OZANNE"]["id"] == known
        sides = {name: officials[name]["seats"][0]["side"] for name in ("Kergoat", "OZANNE", "Belmont")}
        assert sides == {"Kergoat": Side.MAJORITY, "OZANNE": Side.MAJORITY, "Belmont": Side.OPPOSITION}
        assert "Élue" not in officials

        promised = {row["number"]: row for row in read_table(dossier, "commitment")}
        assert set(promised) == {"1", "2"}
        assert promised["1"]["level"] == 2
        assert promised["1"]["verbatim"] == "Pistes cyclables\n\n20 km de pistes"
        assert (promised["2"]["title"], promised["2"]["verbatim"]) == ("Cantines", "Si l’État aide.")
        assert promised["2"]["notes"]
        assert promised["1"]["official_id"] == officials["Kergoat"]["id"]
        view = read_election(dossier, election)
        assert view.election_state is ElectionState.DONE
        assert [one.won for one in view.lists] == [True, False]
        assert {person.id for one in view.lists for person in one.candidates if person.elected} == {
            head,
            second,
            opponent,
        }
        assert left not in {person.official_id for one in view.lists for person in one.candidates}


def test_concluding_twice_adds_nothing_and_one_undo_takes_it_all_back(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        election, measures = an_election(dossier)
        winner = a_list(dossier, election)
        head = a_candidate(dossier, winner)
        set_answers(dossier, candidate_list_id=winner, measure_ids=measures, answer=SIGNED)
        conclude: dict[str, Any] = {"election_id": election, "winner_id": winner, "elected_ids": [head]}
        conclude_election(dossier, **conclude)
        kinds = ("official", "seat", "commitment", "pledge_document", "signatory", "mandate")
        counts = [len(read_table(dossier, kind)) for kind in kinds]
        assert not conclude_election(dossier, **conclude)
        assert [len(read_table(dossier, kind)) for kind in kinds] == counts
        undo(dossier)
        assert read_table(dossier, "commitment") == []
        assert read_table(dossier, "official") == []


def test_a_vote_without_day_or_a_list_of_another_election_is_refused(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        election, _measures = an_election(dossier)
        other = add_election(dossier, values={"title": "Sans date"}).subject_id
        stranger = a_list(dossier, other, "Ailleurs")
        with pytest.raises(InvalidInput, match="Ailleurs"):
            conclude_election(dossier, election_id=election, winner_id=stranger)
        with pytest.raises(InvalidInput, match="jour"):
            conclude_election(dossier, election_id=other, winner_id=stranger)
        assert read_table(dossier, "seat") == []


DRAFTS = [
    CandidateDraft(2, "Ensemble", "Divers gauche", "32160", 1, "Solène", "Kergoat", "F"),
    CandidateDraft(3, "Ensemble", "Divers gauche", "32160", 2, "Bastien", "Ozanne", "M"),
    CandidateDraft(4, "Auch demain", "", "32013", 1, "Jeanne", "Ailleurs", "F"),
]


def test_lists_of_our_commune_come_in_once_and_those_of_others_stay_out(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        election, _measures = an_election(dossier)
        assert election_prepared(dossier) == (election, "Municipales")
        _changes, counts = apply_candidates(dossier, DRAFTS, election_id=election)
        assert counts.created == 3
        view = read_election(dossier, election)
        assert [(one.name, len(one.candidates)) for one in view.lists] == [("Ensemble", 2)]
        again = preview_candidates(dossier, DRAFTS, election_id=election).counts
        assert (again.created, again.updated, again.unchanged) == (0, 0, 3)


def test_a_list_typed_by_hand_receives_its_candidates(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        election, _measures = an_election(dossier)
        a_list(dossier, election, "ENSEMBLE")
        apply_candidates(dossier, DRAFTS, election_id=election)
        view = read_election(dossier, election)
        assert [(one.name, one.political_label, len(one.candidates)) for one in view.lists] == [
            ("ENSEMBLE", "Divers gauche", 2)
        ]


def test_a_file_of_another_commune_says_so_and_without_election_nothing_can_come_in(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        with pytest.raises(NotFound):
            election_prepared(dossier)
        election, _measures = an_election(dossier)
        preview = preview_candidates(dossier, DRAFTS[2:], election_id=election)
        assert preview.counts.created == 0
        assert len(preview.problems) == 1
