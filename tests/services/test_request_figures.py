import json
from pathlib import Path

import pytest

from altterr_desktop.domain.requests import AnswerKind, RequestKind
from altterr_desktop.model.assessments import Assessment
from altterr_desktop.reports.assessment.essential import key_figures
from altterr_desktop.reports.assessment.loading import shown
from altterr_desktop.services.assessments import DEFAULT_SCALE
from altterr_desktop.services.request_figures import RequestFigures, request_figures
from altterr_desktop.services.requests import add_request, answer_request
from altterr_desktop.services.snapshots import Snapshot, from_json, take_snapshot, to_json
from tests.builders import a_commitment, a_dossier, a_record, the_place
from tests.services.scenes import in_days


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    """State an assessment of a town that answered one of four requests, and was never asked by one letter."""
    with a_dossier(tmp_path) as dossier:
        a_commitment(dossier)
        for days, values in (
            (-3, {}),
            (-60, {}),
            (-60, {"request_kind": RequestKind.DOCUMENT_ACCESS}),
            (-60, {"publishable": False}),
        ):
            add_request(dossier, values={"title": "x", "sent_on": in_days(days), **values})
        add_request(dossier, values={"title": "brouillon"})
        answered = add_request(dossier, values={"title": "y", "sent_on": in_days(-50)}).subject_id
        answer_request(dossier, request_id=answered, kind=AnswerKind.NO, answered_on=in_days(-30))
        assessment_id = a_record(
            dossier,
            "assessment",
            title="Bilan",
            as_of=in_days(0),
            scale_key=DEFAULT_SCALE,
            **the_place(dossier),
        )
        with dossier.reading() as session:
            place = the_place(dossier)["territory_id"]
            # Before the answer came it was a silence, or not even that.
            assert request_figures(session, place, None, in_days(-31)) == RequestFigures(3, 0, 0, None)
            assert request_figures(session, place, in_days(-55), in_days(0)) == RequestFigures(2, 1, 0, 20)
            return take_snapshot(session, session.get_one(Assessment, assessment_id))


def test_requests_answers_and_silences_are_frozen_with_the_verdicts(snapshot: Snapshot) -> None:
    figures = (
        snapshot.requests_sent,
        snapshot.requests_answered,
        snapshot.requests_silent,
        snapshot.answer_days,
    )
    assert figures == (4, 1, 2, 20)
    assert from_json(to_json(snapshot)) == snapshot


def test_a_snapshot_frozen_before_them_is_still_read(snapshot: Snapshot) -> None:
    raw = json.loads(to_json(snapshot))
    for name in ("requests_sent", "requests_answered", "requests_silent", "answer_days"):
        del raw[name]
    old = from_json(json.dumps(raw))
    assert (old.requests_sent, old.answer_days) == (0, None)
    assert old.commitments == snapshot.commitments


def test_the_assessment_prints_them_as_its_fourth_figure(snapshot: Snapshot) -> None:
    figure = key_figures(shown(snapshot))[3]
    assert figure.value.replace("\xa0", " ") == "1 / 4"
    assert "20" in figure.detail
    assert "2" in figure.detail.rpartition(",")[2]
