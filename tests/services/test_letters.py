import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from altterr_desktop.domain.errors import InvalidInput, NotFound
from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.meetings import LineKind, MeetingSide, MeetingState
from altterr_desktop.domain.officials import ContactKind, OfficialKind
from altterr_desktop.domain.requests import AnswerKind, Channel, RequestKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import LANGUAGES, language_set
from altterr_desktop.services import letter_pieces, request_views
from altterr_desktop.services.fields import today
from altterr_desktop.services.letter_address import addressee_of
from altterr_desktop.services.letter_pieces import known_names
from altterr_desktop.services.letter_templates import (
    KEY_OF_KIND,
    KEYS,
    built_in_template,
    keep_template,
    letter_keys,
    reset_template,
)
from altterr_desktop.services.letters import compose_letter
from altterr_desktop.services.requests import add_request, answer_request, remind_request
from tests.builders import a_commitment, a_meeting, the_place
from tests.services.scenes import an_official, in_days, made, small_dossier


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with small_dossier(tmp_path) as opened:
        yield opened


def a_mayor(dossier: Dossier, gender: str = "F", function: str = "Maire") -> str:
    mayor = an_official(dossier, gender=gender)
    made(dossier, "seat", official_id=mayor, function=function, **the_place(dossier))
    return mayor


def a_promise(dossier: Dossier) -> str:
    document = made(dossier, "pledge_document", title="Pacte signé", dated_on=date(2026, 2, 20))
    return a_commitment(
        dossier, verbatim="Nous créerons\nune piste cyclable.", pledge_document_id=document, page="4"
    )


def plain(text: str) -> str:
    return text.replace("\xa0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", KEYS)
def test_every_wording_is_whole_and_asks_for_pieces_that_exist(key: str, language: str) -> None:
    template = built_in_template(key, language)
    assert template.name
    assert template.subject
    assert len(template.body) > 200
    asked = re.findall(r"\{([^}]+)\}", template.subject + template.body)
    assert set(asked) <= set(known_names())
    names = {piece.french if language == "fr" else piece.name for piece in letter_pieces.PIECES}
    assert set(asked) <= names


def test_each_kind_of_request_has_its_wording() -> None:
    assert set(KEY_OF_KIND) == set(RequestKind)
    assert set(KEY_OF_KIND.values()) <= set(KEYS)


@pytest.mark.parametrize(
    ("gender", "function", "title"),
    [
        ("F", "Maire", "Madame la Maire"),
        ("M", "Maire", "Monsieur le Maire"),
        ("F", "Adjoint au maire", "Madame l’Adjointe au maire"),
        ("M", "Vice-président du conseil communautaire", "Monsieur le Vice-président"),
        ("F", "Président du conseil départemental", "Madame la Présidente"),
        ("M", "", "Monsieur"),
        ("", "Maire", "Madame, Monsieur"),
    ],
)
def test_officials_are_addressed_by_what_they_are(
    dossier: Dossier, gender: str, function: str, title: str
) -> None:
    official = a_mayor(dossier, gender, function)
    with dossier.reading() as session, language_set("fr"):
        assert addressee_of(session, official, today()).title == title


def test_staff_are_written_to_by_their_function_alone(dossier: Dossier) -> None:
    staff = an_official(dossier, official_kind=OfficialKind.STAFF, function_title="Service des mobilités")
    made(
        dossier,
        "contact_detail",
        official_id=staff,
        contact_kind=ContactKind.ADDRESS,
        value="1 place X\n32000 Auch",
    )
    letter = compose_letter(dossier, official_id=staff)
    assert letter.addressee == ("Service des mobilités", "1 place X", "32000 Auch")
    assert "Morvan" not in letter.text


def test_a_request_for_a_meeting_quotes_the_promise_with_its_source(dossier: Dossier) -> None:
    request_id = add_request(
        dossier,
        values={"official_id": a_mayor(dossier), "channel": Channel.REGISTERED_LETTER},
        commitment_ids=[a_promise(dossier)],
    ).subject_id
    letter = compose_letter(dossier, request_id=request_id)
    text = plain(letter.text)
    assert text.startswith("Madame la Maire,\n\n")
    assert "– « Nous créerons une piste cyclable. » (Pacte signé, 20 février 2026, p. 4)" in text
    assert text.endswith("Pour Groupe d’essai,\nZoé")
    assert "Nous revenons vers vous" not in text
    assert letter.missing == ()
    assert letter.addressee[0].endswith("Alix Morvan")
    assert letter.notice


def test_a_missing_piece_leaves_a_clear_mark(dossier: Dossier) -> None:
    letter = compose_letter(dossier, official_id=an_official(dossier))
    assert "[à compléter : les engagements" in plain(letter.text)
    assert any("engagements" in one for one in letter.missing)
    assert "{" not in letter.text


def test_a_reminder_counts_the_days_and_names_the_former_ones(dossier: Dossier) -> None:
    request_id = add_request(
        dossier, values={"title": "Le budget vélo", "official_id": a_mayor(dossier), "sent_on": in_days(-50)}
    ).subject_id
    first = plain(compose_letter(dossier, key="reminder", request_id=request_id).text)
    assert "« Le budget vélo »" in first
    assert "après 50 jours" in first
    assert "relance vous a déjà" not in first
    assert "ce qui a été promis" not in first
    remind_request(dossier, request_id=request_id, sent_on=in_days(-9))
    again = compose_letter(dossier, key="reminder", request_id=request_id)
    assert "relance vous a déjà" in again.text
    other = add_request(dossier, values={"official_id": compose_official(dossier, request_id)}).subject_id
    assert "notre lettre du" in plain(compose_letter(dossier, request_id=other).text)
    assert "notre relance du" in plain(compose_letter(dossier, request_id=other).text)


def compose_official(dossier: Dossier, request_id: str) -> str:
    (row,) = [one for one in request_views.list_requests(dossier, Query()).rows if one.id == request_id]
    return row.official_id or ""


@pytest.mark.parametrize("in_words", [False, True])
def test_the_cada_reads_how_and_when_it_was_refused(dossier: Dossier, in_words: bool) -> None:
    request_id = add_request(
        dossier,
        values={
            "title": "Rapport de comptage",
            "request_kind": RequestKind.DOCUMENT_ACCESS,
            "official_id": a_mayor(dossier),
            "sent_on": in_days(-40),
            "received_on": in_days(-39),
        },
    ).subject_id
    if in_words:
        answer_request(dossier, request_id=request_id, kind=AnswerKind.NO, answered_on=in_days(-3))
    letter = compose_letter(dossier, key="cada", request_id=request_id)
    assert letter.addressee == ("Commission d’accès aux documents administratifs (CADA)",)
    assert ("refusé par écrit" in letter.text) is in_words
    assert ("refus implicite" in letter.text) is not in_words
    assert "Rapport de comptage" in letter.text
    assert "Reçue par l’administration le" in letter.text
    assert letter.missing == ()


def test_thanks_tell_what_was_promised_and_nothing_internal(dossier: Dossier) -> None:
    meeting = a_meeting(dossier, held_on=in_days(-2), meeting_state=MeetingState.HELD, **the_place(dossier))
    mayor = a_mayor(dossier)
    made(dossier, "participant", meeting_id=meeting, official_id=mayor, side=MeetingSide.THEIRS)
    for text, internal in (("Les travaux commencent en mai.", False), ("Entre nous.", True)):
        made(
            dossier,
            "minutes_line",
            meeting_id=meeting,
            line_kind=LineKind.PROMISE,
            text=text,
            speaker_id=mayor,
            internal=internal,
        )
    made(dossier, "follow_up", meeting_id=meeting, title="Envoyer le plan", side=MeetingSide.OURS)
    letter = compose_letter(dossier, meeting_id=meeting)
    assert "« Les travaux commencent en mai. » (Alix Morvan)" in plain(letter.text)
    assert "Entre nous" not in letter.text
    assert "– Envoyer le plan (" in letter.text


def test_the_groups_wording_replaces_the_programs_and_goes_again(dossier: Dossier) -> None:
    official = a_mayor(dossier)
    keep_template(
        dossier,
        key="meeting_request",
        name="Notre demande",
        subject="Pour {nom}",
        body="Bonjour {nom} de {inconnu} !",
    )
    letter = compose_letter(dossier, official_id=official)
    assert (letter.name, letter.subject) == ("Notre demande", "Pour Alix Morvan")
    assert plain(letter.text) == "Bonjour Alix Morvan de [à compléter : inconnu] !"
    keep_template(dossier, key="meeting_request", name="Notre demande", subject="", body="Deux")
    assert [one.name for one in letter_keys(dossier) if one.is_own] == ["Notre demande"]
    reset_template(dossier, key="meeting_request")
    assert len(compose_letter(dossier, official_id=official).text) > 100
    keep_template(dossier, key="meeting_request", name="Encore", subject="", body="Trois")
    assert compose_letter(dossier, official_id=official).text == "Trois"


def test_a_wording_can_be_added(dossier: Dossier) -> None:
    keep_template(dossier, key="", name="Félicitations", subject="Bravo", body="Bravo, {titre} !")
    assert [one.key for one in letter_keys(dossier)] == [*KEYS, "felicitations"]
    letter = compose_letter(dossier, key="felicitations", official_id=a_mayor(dossier))
    assert plain(letter.text) == "Bravo, Madame la Maire !"


def test_what_cannot_be_composed_is_said(dossier: Dossier) -> None:
    with pytest.raises(InvalidInput):
        compose_letter(dossier)
    with pytest.raises(InvalidInput):
        compose_letter(dossier, request_id=a_commitment(dossier))
    with pytest.raises(NotFound):
        compose_letter(dossier, key="inconnue", official_id=an_official(dossier))
    with pytest.raises(NotFound):
        reset_template(dossier, key="reminder")
    with pytest.raises(InvalidInput):
        keep_template(dossier, key="", name=" ", subject="", body="x")


def test_words_that_look_like_a_wording_are_left_as_they_were_typed(dossier: Dossier) -> None:
    hostile = "{groupe} {0} %s \\1 <b>?</b> {unknown}"
    request_id = add_request(
        dossier, values={"title": hostile, "official_id": a_mayor(dossier), "sent_on": in_days(-40)}
    ).subject_id
    letter = compose_letter(dossier, key="reminder", request_id=request_id)
    assert hostile in letter.text
    assert letter.missing == ()
