import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from altterr_desktop.domain.commitments import STANDINGS_OFF_SCALE, EvidenceKind, Standing
from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.meetings import MinutesState
from altterr_desktop.dossier.errors import DossierExists
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.history import dossier_history
from altterr_desktop.journal.verify import verify
from altterr_desktop.model import record_classes
from altterr_desktop.model.verdicts import Evidence, Verdict
from altterr_desktop.services.assessments import read_snapshot
from altterr_desktop.services.commitments import count_standings, list_commitments
from altterr_desktop.services.demo import make_demo
from altterr_desktop.services.dossiers import open_signed, read_group
from altterr_desktop.services.fields import today
from altterr_desktop.services.follow_ups import list_follow_ups
from altterr_desktop.services.meetings import list_meetings, next_meeting
from altterr_desktop.services.mobilisations import list_mobilisations
from altterr_desktop.services.preparation import preparation_of
from altterr_desktop.settings.paths import resources_folder
from altterr_desktop.settings.places import find_place, search_places


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("demo") / "demo.altterr"
    make_demo(made).close()
    return made


@pytest.fixture(scope="module")
def dossier(path: Path) -> Iterator[Dossier]:
    with open_signed(path) as opened:
        yield opened


def rows_of(dossier: Dossier) -> dict[str, list[tuple[Any, ...]]]:
    """Read every record of every kind whole, to compare two dossiers."""
    with dossier.reading() as session:
        return {
            kind: sorted(map(tuple, session.execute(select(*mapped.__table__.columns))), key=str)
            for kind, mapped in record_classes().items()
        }


def test_the_journal_tells_the_same_as_the_tables(dossier: Dossier) -> None:
    assert verify(dossier) == []
    labels = [entry.label for entry in dossier_history(dossier)]
    assert 3 < len(labels) < 14
    assert all(label.startswith("Démonstration") for label in labels)


@pytest.mark.parametrize("day", [date(2026, 4, 2), date(2029, 3, 13)])
def test_the_same_day_gives_the_same_records(tmp_path: Path, day: date) -> None:
    with (
        make_demo(tmp_path / "one.altterr", day=day) as one,
        make_demo(tmp_path / "two.altterr", day=day) as two,
    ):
        assert rows_of(one) == rows_of(two)
        assert verify(one) == []


def test_it_is_as_large_as_promised(dossier: Dossier) -> None:
    group = read_group(dossier)
    with dossier.reading() as session:
        counts = {
            kind: session.scalar(select(func.count()).select_from(mapped))
            for kind, mapped in record_classes().items()
        }
    assert (group.is_demo, group.document_language, len(group.volunteers)) == (True, "fr", 12)
    assert (counts["commitment"], counts["meeting"], counts["mobilisation"]) == (40, 6, 4)
    # 29 elected people and two services known by their function.
    assert (counts["official"], counts["follow_up"]) == (31, 9)
    themes = Counter(row.theme for row in list_commitments(dossier, Query()).rows)
    assert sorted(themes.values()) == [5] * 8


def test_it_shows_every_kind_of_verdict_and_evidence(dossier: Dossier) -> None:
    standings = count_standings(dossier, Query())
    assert set(standings) == set(Standing)
    assert sum(standings[one] for one in STANDINGS_OFF_SCALE) == 3
    with dossier.reading() as session:
        kinds = Counter(session.execute(select(Evidence.evidence_kind)).scalars())
        verdicts = session.execute(select(Verdict)).scalars().all()
    assert set(kinds) >= set(EvidenceKind) - {EvidenceKind.OTHER}
    assert any(verdict.dissent for verdict in verdicts)
    assert any(verdict.second_reader_id for verdict in verdicts)
    assert any(verdict.authority_reply for verdict in verdicts)
    assert all((verdict.decided_on or date.max) <= today() for verdict in verdicts)
    assert any(row.late for row in list_commitments(dossier, Query()).rows)


def test_the_next_meeting_is_in_nine_days_and_not_quite_ready(dossier: Dossier) -> None:
    meeting = next_meeting(dossier)
    assert meeting is not None
    prepared = preparation_of(dossier, meeting)
    assert prepared.days_left == 9
    assert (len(prepared.commitments), prepared.minutes_gap) == (3, 0)
    assert {check.key for check in prepared.readiness if not check.done} == {"roles", "figures", "checklist"}
    assert all(brief.last_meeting for brief in prepared.officials)
    assert all(promise.key_evidence for promise in prepared.commitments)


def test_past_meetings_have_their_minutes(dossier: Dossier) -> None:
    past = list_meetings(dossier, Query(filters=(("state", ("past",)),))).rows
    assert len(past) == 5
    assert all(row.has_minutes for row in past)
    assert {row.minutes_state for row in past} == set(MinutesState)


def test_two_follow_ups_are_late_and_two_actions_are_to_come(dossier: Dossier) -> None:
    assert list_follow_ups(dossier, Query(filters=(("flag", ("overdue",)),))).total == 2
    upcoming = list_mobilisations(dossier, Query(filters=(("when", ("upcoming",)),))).rows
    assert [row.on_public_road for row in upcoming] == [True, False]
    past = list_mobilisations(dossier, Query(filters=(("when", ("past",)),))).rows
    assert {row.count_what: row.count for row in past}["signatures"] == 731


def test_its_assessment_is_ready_to_be_printed(dossier: Dossier) -> None:
    snapshot = read_snapshot(dossier)
    assert (snapshot.territory, snapshot.is_demo) == ("Saint-Aubin-des-Sources", True)
    assert len(snapshot.demands) == 3
    assert len(snapshot.commitments) == 37
    assert not any("{" in text for one in snapshot.commitments for text in (one.verbatim, one.statement))


def test_no_place_of_the_demonstration_exists(dossier: Dossier) -> None:
    for territory in read_group(dossier).territories:
        assert find_place(territory.code) is None
        assert territory.name not in {place.name for place in search_places(territory.name)}


def test_no_text_points_to_a_real_site_address_or_phone() -> None:
    text = (resources_folder() / "reference" / "demo_fr.json").read_text(encoding="utf-8")
    data = json.loads(text)
    assert set(re.findall(r"https?://([^/\"]+)", text)) == {"example.org"}
    assert set(re.findall(r"@([\w.-]+)", text)) == {"example.org"}
    assert re.findall(r"0\d(?:[ .]?\d\d){4}", text) == []
    names = [(one["given"], one["family"]) for one in data["officials"]]
    assert len(set(names)) == len(names) == 29
    assert all("given" not in one and "family" not in one for one in data["staff"])


def test_a_file_that_is_there_is_left_alone(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(DossierExists):
        make_demo(path)
    assert path.read_bytes() == before
