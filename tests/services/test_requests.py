from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from altterr_desktop.domain.dates import add_months
from altterr_desktop.domain.errors import InvalidInput, NotFound
from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.meetings import LineKind, MeetingKind
from altterr_desktop.domain.requests import AnswerKind, Channel, RequestKind, RequestState
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import language_set
from altterr_desktop.journal.undo import undo
from altterr_desktop.services import request_views
from altterr_desktop.services.fields import today
from altterr_desktop.services.meeting_views import read_meeting
from altterr_desktop.services.records import change_record
from altterr_desktop.services.request_page import day_sentences, read_request
from altterr_desktop.services.request_views import (
    count_requests,
    list_requests,
    requests_of_commitment,
    requests_of_official,
)
from altterr_desktop.services.requests import (
    add_request,
    add_request_file,
    answer_request,
    link_request_commitment,
    plan_request_meeting,
    refer_request,
    remind_request,
    request_from_line,
    send_request,
)
from tests.builders import a_commitment, a_meeting
from tests.services.scenes import an_official, in_days, made, small_dossier


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with small_dossier(tmp_path) as opened:
        yield opened


def asked(dossier: Dossier, title: str = "Rendez-vous", **values: Any) -> str:
    return add_request(dossier, values={"title": title, **values}).subject_id


def titles(dossier: Dossier, **query: Any) -> list[str]:
    return [row.title for row in list_requests(dossier, Query(**query)).rows]


def test_a_request_takes_its_name_its_place_and_who_sends_it(dossier: Dossier) -> None:
    mayor = an_official(dossier)
    request_id = add_request(dossier, values={"official_id": mayor}).subject_id
    view = read_request(dossier, request_id)
    assert "Alix Morvan" in view.row.title
    assert (view.row.official, view.row.state, view.volunteer) == ("Alix Morvan", RequestState.DRAFT, "Zoé")
    assert view.row.territory
    assert view.row.days is None


def test_each_state_is_listed_where_it_belongs(dossier: Dossier) -> None:
    asked(dossier, "Brouillon")
    asked(dossier, "Demain", sent_on=in_days(1))
    asked(dossier, "Récente", sent_on=in_days(-3))
    asked(dossier, "En retard", sent_on=in_days(-60))
    asked(dossier, "Plus tard", sent_on=in_days(-60), due_on=in_days(10))
    asked(dossier, "Documents", sent_on=in_days(-60), request_kind=RequestKind.DOCUMENT_ACCESS)
    answer_request(
        dossier, request_id=asked(dossier, "Répondue", sent_on=in_days(-9)), kind=AnswerKind.EVASIVE
    )
    assert titles(dossier) == [
        "Documents",
        "En retard",
        "Plus tard",
        "Récente",
        "Demain",
        "Brouillon",
        "Répondue",
    ]
    by_state = {
        state: titles(dossier, filters=(("state", (state.value,)),), sort="title") for state in RequestState
    }
    assert by_state == {
        RequestState.DRAFT: ["Brouillon", "Demain"],
        RequestState.WAITING: ["Plus tard", "Récente"],
        RequestState.OVERDUE: ["En retard"],
        RequestState.REFUSED_BY_SILENCE: ["Documents"],
        RequestState.ANSWERED: ["Répondue"],
    }
    counts = count_requests(dossier)
    assert {state: counts.by_state[state] for state in RequestState} == {
        state: len(found) for state, found in by_state.items()
    }
    assert (counts.total, counts.without_answer, counts.to_remind) == (7, 2, 2)
    assert titles(dossier, filters=(("flag", ("silent",)),), sort="title") == ["Documents", "En retard"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sent=st.dates(date(2023, 12, 20), date(2028, 3, 5)),
    waited=st.integers(-40, 140),
    kind=st.sampled_from(list(RequestKind)),
    received=st.none() | st.integers(0, 20),
    due=st.none() | st.integers(0, 90),
)
def test_the_engine_and_the_rule_give_the_same_state_on_any_day(
    dossier: Dossier, sent: date, waited: int, kind: RequestKind, received: int | None, due: int | None
) -> None:
    request_id = getattr(dossier, "_tested", "") or asked(dossier)
    dossier._tested = request_id  # type: ignore[attr-defined]
    values = {
        "sent_on": sent,
        "request_kind": kind,
        "received_on": None if received is None else sent + timedelta(days=received),
        "due_on": None if due is None else sent + timedelta(days=due),
    }
    change_record(dossier, kind="request", record_id=request_id, values=values)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(request_views, "today", lambda: sent + timedelta(days=waited))
        (row,) = list_requests(dossier, Query()).rows
        assert titles(dossier, filters=(("state", (row.state.value,)),)) == [row.title]
        assert list(count_requests(dossier).by_state) == [row.state]


def test_the_list_is_narrowed_by_what_it_is_about(dossier: Dossier) -> None:
    mayor, deputy = an_official(dossier), an_official(dossier, "Delmas")
    theme = made(dossier, "theme", name="Vélo")
    bike, tram = a_commitment(dossier, theme_id=theme), a_commitment(dossier, title="Tram")
    first = add_request(dossier, values={"title": "Une", "official_id": mayor}, commitment_ids=[bike, bike])
    add_request(dossier, values={"title": "Deux", "official_id": deputy}, commitment_ids=[tram])
    assert titles(dossier, filters=(("official", (mayor,)),)) == ["Une"]
    assert titles(dossier, filters=(("theme", (theme,)),)) == ["Une"]
    assert titles(dossier, filters=(("commitment", (tram,)),)) == ["Deux"]
    assert titles(dossier, words="delmas") == ["Deux"]
    assert titles(dossier, sort="official") == ["Deux", "Une"]
    assert [row.id for row in requests_of_official(dossier, mayor)] == [first.subject_id]
    assert [row.title for row in requests_of_commitment(dossier, tram)] == ["Deux"]
    assert len(read_request(dossier, first.subject_id).commitments) == 1


def test_pages_hold_every_row_once(dossier: Dossier) -> None:
    for number in range(7):
        asked(dossier, f"Demande {number}", sent_on=in_days(-number * 12))
    seen = [
        row.id
        for offset in range(0, 8, 3)
        for row in list_requests(dossier, Query(offset=offset, limit=3)).rows
    ]
    assert len(seen) == len(set(seen)) == 7
    assert list_requests(dossier, Query(limit=3)).total == 7


def test_a_reminder_is_dated_and_the_next_one_waits(dossier: Dossier) -> None:
    request_id = asked(dossier, sent_on=in_days(-50), channel=Channel.LETTER)
    assert read_request(dossier, request_id).row.to_remind
    remind_request(dossier, request_id=request_id, text="Sans nouvelles de vous…")
    view = read_request(dossier, request_id)
    assert [(one.sent_on, one.channel, one.volunteer) for one in view.reminders] == [
        (today(), Channel.LETTER, "Zoé")
    ]
    assert not view.row.to_remind
    assert view.row.next_reminder_on == in_days(21)
    assert count_requests(dossier).to_remind == 0
    undo(dossier)
    assert read_request(dossier, request_id).row.to_remind


def test_what_was_not_sent_is_not_reminded(dossier: Dossier) -> None:
    with pytest.raises(InvalidInput):
        remind_request(dossier, request_id=asked(dossier))
    with pytest.raises(InvalidInput):
        remind_request(dossier, request_id=asked(dossier, sent_on=in_days(-3)), sent_on=in_days(-4))


def test_sending_is_dated_today_and_never_tomorrow(dossier: Dossier) -> None:
    request_id = asked(dossier)
    with pytest.raises(InvalidInput):
        send_request(dossier, request_id=request_id, sent_on=in_days(1))
    send_request(dossier, request_id=request_id, channel=Channel.REGISTERED_LETTER)
    row = read_request(dossier, request_id).row
    assert (row.sent_on, row.channel, row.state) == (today(), Channel.REGISTERED_LETTER, RequestState.WAITING)


def test_an_answer_with_a_day_plans_the_meeting_in_one_act(dossier: Dossier) -> None:
    mayor, bike = an_official(dossier), a_commitment(dossier)
    request_id = add_request(
        dossier, values={"official_id": mayor, "sent_on": in_days(-10)}, commitment_ids=[bike]
    ).subject_id
    changes = answer_request(
        dossier,
        request_id=request_id,
        kind=AnswerKind.YES,
        text="Venez mardi.",
        meeting={"held_on": in_days(6), "start_time": "18:00"},
    )
    meeting = read_meeting(dossier, changes.subject_id)
    assert ([one.name for one in meeting.theirs], meeting.held_on) == (["Alix Morvan"], in_days(6))
    assert [point.commitment_id for point in meeting.agenda if point.commitment_id] == [bike]
    assert meeting.agenda_minutes == meeting.duration_minutes
    view = read_request(dossier, request_id)
    assert (view.row.meeting_id, view.row.answer, view.meeting_on) == (meeting.id, AnswerKind.YES, in_days(6))
    with pytest.raises(InvalidInput):
        plan_request_meeting(dossier, request_id=request_id, values={})
    undo(dossier)
    again = read_request(dossier, request_id)
    assert (again.row.state, again.meeting) == (RequestState.WAITING, "")


def test_taking_a_meeting_says_yes_and_a_public_question_goes_to_the_council(dossier: Dossier) -> None:
    request_id = asked(dossier, sent_on=in_days(-2), request_kind=RequestKind.PUBLIC_QUESTION)
    changes = plan_request_meeting(dossier, request_id=request_id, values={"held_on": in_days(30)})
    assert read_meeting(dossier, changes.subject_id).kind is MeetingKind.PUBLIC_QUESTION
    assert read_request(dossier, request_id).row.answer is AnswerKind.YES


@pytest.mark.parametrize(
    ("line_kind", "kind"),
    [
        (LineKind.DOCUMENT_PROMISED, RequestKind.DOCUMENT_ACCESS),
        (LineKind.PROMISE, RequestKind.INFORMATION),
    ],
)
def test_a_line_of_minutes_becomes_a_request_once(
    dossier: Dossier, line_kind: LineKind, kind: RequestKind
) -> None:
    mayor, bike = an_official(dossier), a_commitment(dossier)
    meeting = a_meeting(dossier)
    point = made(dossier, "agenda_point", meeting_id=meeting, title="Vélo", commitment_id=bike)
    line = made(
        dossier,
        "minutes_line",
        meeting_id=meeting,
        agenda_point_id=point,
        line_kind=line_kind,
        text="Le rapport de comptage vous sera remis.",
        speaker_id=mayor,
    )
    request_id = request_from_line(dossier, line_id=line).subject_id
    view = read_request(dossier, request_id)
    assert (view.row.kind, view.row.official, view.row.state) == (kind, "Alix Morvan", RequestState.DRAFT)
    assert [one.commitment.id for one in view.commitments] == [bike]
    assert view.from_meeting_id == meeting
    with pytest.raises(InvalidInput):
        request_from_line(dossier, line_id=line)


def test_days_that_contradict_each_other_are_refused(dossier: Dossier) -> None:
    request_id = asked(dossier, sent_on=in_days(-10))
    for field in ("received_on", "answered_on", "referred_on", "opinion_on"):
        with pytest.raises(InvalidInput):
            change_record(dossier, kind="request", record_id=request_id, values={field: in_days(-11)})
    with pytest.raises(NotFound):
        add_request(dossier, values={"official_id": "unknown"})
    with pytest.raises(InvalidInput):
        refer_request(dossier, request_id=request_id)


def test_files_sent_and_received_are_told_apart(dossier: Dossier, tmp_path: Path) -> None:
    request_id = asked(dossier)
    letter, answer = tmp_path / "lettre.txt", tmp_path / "reponse.txt"
    letter.write_text("bonjour")
    answer.write_text("non")
    add_request_file(dossier, request_id=request_id, path=letter)
    add_request_file(dossier, request_id=request_id, path=answer, received=True)
    files = read_request(dossier, request_id).files
    assert [(one.name, one.received) for one in files] == [("lettre.txt", False), ("reponse.txt", True)]


def test_a_commitment_taken_off_can_be_put_back(dossier: Dossier) -> None:
    request_id, bike = asked(dossier), a_commitment(dossier)
    link_request_commitment(dossier, request_id=request_id, commitment_id=bike)
    (link,) = read_request(dossier, request_id).commitments
    change_record(dossier, kind="request", record_id=request_id, values={"notes": "x"})
    undo(dossier)
    link_request_commitment(dossier, request_id=request_id, commitment_id=bike)
    assert [one.id for one in read_request(dossier, request_id).commitments] == [link.id]


def test_the_clock_is_said_in_sentences(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request_views, "today", lambda: date(2027, 3, 16))
    request_id = asked(
        dossier,
        request_kind=RequestKind.DOCUMENT_ACCESS,
        sent_on=date(2027, 2, 3),
        received_on=date(2027, 2, 3),
    )
    with language_set("en"):
        said = " ".join(read_request(dossier, request_id).sentences).replace("\xa0", " ")
    assert said == (
        "No answer for 41 days. Implicit refusal since 3 March 2027, one month after receipt. "
        "The CADA can be asked until 3 May 2027."
    )


def test_each_moment_of_a_request_has_its_sentence(dossier: Dossier) -> None:
    row = read_request(dossier, asked(dossier, sent_on=in_days(-60))).row
    with language_set("en"):
        assert day_sentences(row)[-1] == "It is time to remind."
        assert "Not sent" in day_sentences(replace(row, state=RequestState.DRAFT, sent_on=None))[0]
        answered = replace(row, state=RequestState.ANSWERED, answer=AnswerKind.NO, answered_on=today())
        assert "after 60 days" in day_sentences(answered)[0]
    assert row.expected_by == add_months(in_days(-60), 1)
