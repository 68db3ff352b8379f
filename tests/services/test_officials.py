"""Officials: found by name, place and function, and read with all the group knows of them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from altterr_desktop.domain.commitments import Progress, Standing
from altterr_desktop.domain.drafts import RegisterInfo
from altterr_desktop.domain.errors import InvalidInput, NotFound
from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.meetings import MeetingState
from altterr_desktop.domain.officials import ContactKind, OfficialKind, Side
from altterr_desktop.domain.territories import Assembly
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.services.fields import today
from altterr_desktop.services.official_page import read_official
from altterr_desktop.services.officials import (
    add_contact_detail,
    add_official,
    add_seat,
    change_seat,
    list_official_territories,
    list_officials,
)
from altterr_desktop.services.register import apply_register
from altterr_desktop.services.verdicts import record_verdict
from tests.builders import (
    EPCI,
    a_commitment,
    a_dossier,
    a_meeting,
    a_record,
    a_seat_draft,
    the_place,
)


def names(dossier: Dossier, **query: object) -> list[str]:
    return [row.name for row in list_officials(dossier, Query(**query)).rows]  # type: ignore[arg-type]


def a_council(dossier: Dossier) -> tuple[str, str, str]:
    """Add a mayor of the majority, a former councillor of the opposition and a service; give their ids."""
    mayor = add_official(
        dossier,
        values={"given_name": "Alix", "family_name": "Morvan"},
        seat={"function": "Maire", "side": Side.MAJORITY, "start": date(2026, 3, 15)},
    ).subject_id
    former = add_official(
        dossier,
        values={"given_name": "Éloi", "family_name": "Bédard"},
        seat={"side": Side.OPPOSITION, "start": date(2020, 5, 18), "end": date(2026, 3, 14)},
    ).subject_id
    service = add_official(
        dossier, values={"official_kind": OfficialKind.STAFF, "function_title": "Service voirie"}
    ).subject_id
    return mayor, former, service


def test_filters_and_words_find_people_by_what_they_hold(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        a_council(dossier)
        place = the_place(dossier)["territory_id"]
        assert names(dossier) == ["Éloi Bédard", "Alix Morvan", "Service voirie"]
        assert names(dossier, words="bedard") == ["Éloi Bédard"]
        assert names(dossier, words="maire morv") == ["Alix Morvan"]
        assert names(dossier, words="isle jourdain maire") == ["Alix Morvan"]
        assert names(dossier, filters=(("in_office", ("yes",)),)) == ["Alix Morvan", "Service voirie"]
        assert names(dossier, filters=(("in_office", ("no",)),)) == ["Éloi Bédard"]
        assert names(dossier, filters=(("side", ("majority",)),)) == ["Alix Morvan"]
        assert names(dossier, filters=(("side", ("opposition",)),)) == []
        assert names(dossier, filters=(("kind", ("staff",)),)) == ["Service voirie"]
        assert names(dossier, filters=(("assembly", ("municipal",)),)) == ["Alix Morvan"]
        assert len(names(dossier, filters=(("territory", (place,)),))) == 3
        assert names(dossier, filters=(("territory", ("elsewhere",)),)) == []
        assert list_officials(dossier, Query(limit=1, offset=1)).total == 3


def test_each_sort_gives_everybody_once_and_turns_round(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        mayor, _former, _service = a_council(dossier)
        a_commitment(dossier, official_id=mayor)
        for sort in ("name", "function", "territory", "side", "commitments", "kept", "last_meeting"):
            assert sorted(names(dossier, sort=sort)) == sorted(names(dossier))
        assert names(dossier, sort="name", descending=True) == names(dossier)[::-1]
        assert names(dossier, sort="commitments", descending=True)[0] == "Alix Morvan"


def test_a_row_says_what_somebody_does_carries_and_kept(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        mayor, _former, _service = a_council(dossier)
        kept = a_commitment(dossier, official_id=mayor)
        a_commitment(dossier, official_id=mayor, title="Cantine bio")
        record_verdict(dossier, commitment_id=kept, progress=Progress.DONE, values={"reason": "Vu."})
        met = a_meeting(dossier, held_on=today() - timedelta(days=10))
        a_record(dossier, "participant", meeting_id=met, official_id=mayor)
        to_come = a_meeting(dossier, held_on=today() + timedelta(days=3))
        a_record(dossier, "participant", meeting_id=to_come, official_id=mayor)
        (row,) = list_officials(dossier, Query(words="morvan")).rows
        assert (row.function, row.territory, row.side, row.in_office) == (
            "Maire",
            "L'Isle-Jourdain",
            Side.MAJORITY,
            True,
        )
        assert (row.commitments, row.kept) == (2, 1)
        assert row.last_meeting_on == today() - timedelta(days=10)


def test_plain_members_are_named_by_their_assembly(tmp_path: Path) -> None:
    community = a_seat_draft(
        assembly=Assembly.COMMUNITY, territory_code=EPCI, function="Président du conseil communautaire"
    )
    with a_dossier(tmp_path) as dossier:
        for draft, register in ((a_seat_draft(), "municipal"), (community, "community")):
            apply_register(dossier, [draft], register_info=RegisterInfo(register))
        (row,) = list_officials(dossier, Query()).rows
        assert "Président du conseil communautaire" in row.function
        assert " · " in row.function
        # A followed territory comes before the one that is there for context.
        assert row.territory == "L'Isle-Jourdain"
        territories = [name for _id, name in list_official_territories(dossier)]
        assert territories == ["L'Isle-Jourdain", "CC de la Gascogne Toulousaine"]


def test_an_official_is_read_with_all_that_is_known(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        mayor, _former, _service = a_council(dossier)
        add_seat(dossier, official_id=mayor, values={"start": date(2020, 5, 18), "end": date(2026, 3, 14)})
        add_contact_detail(
            dossier,
            official_id=mayor,
            values={"contact_kind": ContactKind.EMAIL, "value": "mairie@exemple.fr"},
        )
        kept = a_commitment(dossier, official_id=mayor)
        record_verdict(dossier, commitment_id=kept, progress=Progress.DONE, values={"reason": "Vu."})
        cancelled = a_meeting(dossier, held_on=today(), meeting_state=MeetingState.CANCELLED)
        a_record(dossier, "participant", meeting_id=cancelled, official_id=mayor)
        met = a_meeting(dossier, held_on=today() - timedelta(days=40), meeting_state=MeetingState.HELD)
        a_record(dossier, "participant", meeting_id=met, official_id=mayor)
        a_record(dossier, "follow_up", title="Envoyer le plan", official_id=mayor)
        view = read_official(dossier, mayor)
        assert [seat.function for seat in view.seats] == ["Maire"]
        assert [seat.end for seat in view.past_seats] == [date(2026, 3, 14)]
        assert [(one.value, one.recorded_on) for one in view.contacts] == [("mairie@exemple.fr", today())]
        assert [one.standing for one in view.commitments] == [Standing.DONE]
        assert view.kept == 1
        assert [one.title for one in view.follow_ups] == ["Envoyer le plan"]
        assert len(view.meetings) == 2
        assert view.silence_days == 40


def test_silence_without_any_contact_is_not_a_number(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        mayor, _former, _service = a_council(dossier)
        assert read_official(dossier, mayor).silence_days is None


def test_who_is_not_there_is_refused(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        with pytest.raises(NotFound):
            read_official(dossier, "nobody")
        with pytest.raises(NotFound):
            add_contact_detail(dossier, official_id="nobody", values={"value": "x"})
        with pytest.raises(InvalidInput):
            add_official(dossier, values={}, seat={"function": "Maire"})
        assert names(dossier) == []


def test_a_seat_is_of_the_mandate_of_its_first_day_and_follows_it(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        place = the_place(dossier)
        past = a_record(
            dossier,
            "mandate",
            territory_id=place["territory_id"],
            label="2014–2020",
            start=date(2014, 3, 23),
            end=date(2020, 3, 15),
        )
        mayor = add_official(dossier, values={"family_name": "Morvan"}, seat={"function": "Maire"}).subject_id
        seat = add_seat(
            dossier,
            official_id=mayor,
            values={
                "territory_id": place["territory_id"],
                "function": "Conseiller",
                "start": date(2015, 1, 1),
                "end": date(2020, 3, 15),
                "source": "Bulletin municipal",
            },
        ).subject_id
        found = read_official(dossier, mayor)
        assert found.seats[0].mandate == "2026–2032"
        assert (found.past_seats[0].mandate, found.past_seats[0].source) == (
            "2014–2020",
            "Bulletin municipal",
        )
        assert [row.name for row in list_officials(dossier, Query(filters=(("mandate", (past,)),))).rows] == [
            "Morvan"
        ]
        change_seat(dossier, seat_id=seat, values={"start": date(2026, 4, 1), "end": None})
        assert {one.mandate for one in read_official(dossier, mayor).seats} == {"2026–2032"}


def test_an_answer_is_a_contact_and_shortens_the_silence(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        mayor = add_official(dossier, values={"family_name": "Morvan"}, seat={"function": "Maire"}).subject_id
        quiet = Query(filters=(("without_contact", ("3",)),))
        assert list_officials(dossier, quiet).total == 1
        day = today() - timedelta(days=20)
        a_record(dossier, "request", title="Un créneau", official_id=mayor, sent_on=day, answered_on=day)
        assert list_officials(dossier, quiet).total == 0
        assert read_official(dossier, mayor).silence_days == 20
