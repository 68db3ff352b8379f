"""The story of one official: every kind of line, newest first, paged and narrowed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from altterr_desktop.domain.commitments import Progress
from altterr_desktop.domain.errors import NotFound
from altterr_desktop.domain.meetings import LineKind, MeetingSide, MeetingState
from altterr_desktop.domain.officials import Stance, Vote
from altterr_desktop.domain.requests import AnswerKind
from altterr_desktop.domain.timelines import TimelineKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import use_language
from altterr_desktop.services.fields import today
from altterr_desktop.services.official_timeline import official_timeline
from altterr_desktop.services.officials import add_official
from altterr_desktop.services.verdicts import record_verdict
from tests.builders import a_commitment, a_dossier, a_meeting, a_record, the_place


@pytest.fixture(autouse=True)
def in_english() -> None:
    use_language("en")


def a_life(dossier: Dossier) -> str:
    """Add a mayor with one of everything, and give their id."""
    mayor = add_official(
        dossier,
        values={"given_name": "Alix", "family_name": "Morvan"},
        seat={"function": "Maire", "start": date(2026, 3, 22)},
    ).subject_id
    commitment = a_commitment(dossier, official_id=mayor, made_on=date(2026, 2, 1))
    record_verdict(
        dossier,
        commitment_id=commitment,
        progress=Progress.DONE,
        values={"reason": "Vu sur place", "decided_on": date(2028, 1, 5)},
    )
    meeting = a_meeting(dossier, held_on=date(2027, 1, 10), meeting_state=MeetingState.HELD)
    a_record(dossier, "participant", meeting_id=meeting, official_id=mayor)
    a_record(
        dossier,
        "minutes_line",
        meeting_id=meeting,
        speaker_id=mayor,
        line_kind=LineKind.PROMISE,
        text="Un bus de nuit dès septembre",
    )
    answered = a_record(
        dossier,
        "request",
        title="Un créneau en mai",
        official_id=mayor,
        sent_on=date(2026, 5, 1),
        answer_kind=AnswerKind.NO,
        answered_on=date(2026, 5, 20),
    )
    a_record(dossier, "request_reminder", request_id=answered, sent_on=date(2026, 5, 10))
    a_record(
        dossier,
        "follow_up",
        title="Envoyer le budget",
        official_id=mayor,
        side=MeetingSide.THEIRS,
        due_on=date(2027, 2, 1),
    )
    a_record(
        dossier,
        "stance_step",
        official_id=mayor,
        stance=Stance.SUPPORTER,
        noted_on=date(2027, 1, 10),
        statement="A dit oui.",
    )
    a_record(dossier, "press_item", title="Le bus de nuit", official_id=mayor, dated_on=date(2027, 6, 1))
    deliberation = a_record(
        dossier, "deliberation", title="Plan vélo", decided_on=date(2027, 9, 1), **_place(dossier)
    )
    a_record(dossier, "deliberation_vote", deliberation_id=deliberation, official_id=mayor, vote=Vote.AGAINST)
    return mayor


def _place(dossier: Dossier) -> dict[str, object]:
    return {"territory_id": the_place(dossier)["territory_id"]}


def test_every_kind_is_told_newest_first(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        mayor = a_life(dossier)
        page = official_timeline(dossier, mayor)
        days = [line.day for line in page.rows]
        assert days == sorted((day for day in days if day), reverse=True)
        assert {line.kind for line in page.rows} == set(TimelineKind)
        said = [line.sentence for line in page.rows]
        for sentence in (
            "Promised: Piste cyclable du lycée",
            "Promised in a meeting: Un bus de nuit dès septembre",
            "Kept: Piste cyclable du lycée",
            "Asked: Un créneau en mai",
            "Reminded: Un créneau en mai",
            "Answered: Un créneau en mai",
            "Expected of them: Envoyer le budget",
            "Supporter, in general",
            "In the press: Le bus de nuit",
            "Voted against: Plan vélo",
            "Takes office: Maire",
        ):
            assert sentence in said


def test_it_is_paged_and_narrowed_by_kind(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        mayor = a_life(dossier)
        whole = official_timeline(dossier, mayor)
        pages = [
            line
            for offset in range(0, whole.total, 4)
            for line in official_timeline(dossier, mayor, offset=offset, limit=4).rows
        ]
        assert tuple(pages) == whole.rows
        asked = official_timeline(dossier, mayor, (TimelineKind.REQUEST,))
        assert asked.total == 3
        assert {line.record_kind for line in asked.rows} == {"request"}


def test_a_silence_is_a_line_of_its_own_until_the_answer_comes(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        mayor = a_life(dossier)
        late = today() - timedelta(days=12)
        a_record(
            dossier,
            "request",
            title="Le plan climat",
            official_id=mayor,
            sent_on=late - timedelta(days=30),
            due_on=late,
        )
        (silence,) = [
            line for line in official_timeline(dossier, mayor).rows if line.is_alert and line.day == late
        ]
        assert silence.sentence == "Still no answer: Le plan climat"


def test_nobody_has_no_story(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier, pytest.raises(NotFound):
        official_timeline(dossier, "nobody")
