"""The ladder of positions: dated, shown by something, read by theme."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from altterr_desktop.domain.errors import InvalidInput, NotFound
from altterr_desktop.domain.officials import OfficialKind, Stance
from altterr_desktop.i18n import use_language
from altterr_desktop.journal.undo import undo
from altterr_desktop.services.attachments import read_attachment
from altterr_desktop.services.choices import read_choices
from altterr_desktop.services.fields import today
from altterr_desktop.services.records import change_record, delete_record, load_record
from altterr_desktop.services.stances import add_stance_step, change_stance_step, stances_of
from tests.builders import a_dossier, a_meeting, an_official


@pytest.fixture(autouse=True)
def in_english() -> None:
    use_language("en")


def test_a_step_that_nothing_shows_is_refused(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        official = an_official(dossier)
        with pytest.raises(InvalidInput, match="Nothing shows this position"):
            add_stance_step(
                dossier, official_id=official, values={"stance": Stance.CHAMPION, "source": "on dit"}
            )
        with pytest.raises(InvalidInput, match="day this position was seen"):
            add_stance_step(
                dossier,
                official_id=official,
                values={"stance": Stance.OPPONENT, "statement": "A voté contre.", "noted_on": None},
            )
        assert stances_of(dossier, official) == ()


@pytest.mark.parametrize("shown", ["statement", "url", "file", "meeting_id"])
def test_words_a_link_a_file_or_a_meeting_show_a_step(tmp_path: Path, shown: str) -> None:
    kept = tmp_path / "extrait.txt"
    kept.write_text("extrait du journal")
    with a_dossier(tmp_path) as dossier:
        official, meeting = an_official(dossier), a_meeting(dossier)
        value = {"file": kept, "meeting_id": meeting}.get(shown, "https://exemple.fr/conseil")
        add_stance_step(dossier, official_id=official, values={"stance": Stance.SUPPORTER, shown: value})
        (general,) = stances_of(dossier, official)
        assert (general.theme, general.latest.stance) == ("", Stance.SUPPORTER)
        assert general.latest.noted_on == today()
        if shown == "file":
            assert read_attachment(dossier, general.latest.attachment_id or "")[1] == b"extrait du journal"
            assert general.latest.file_name == "extrait.txt"
        if shown == "meeting_id":
            assert general.latest.meeting == "Rendez-vous en mairie"


def test_the_latest_step_of_each_theme_comes_first_and_the_others_stay(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        official, theme = an_official(dossier), read_choices(dossier).themes[0]
        for stance, day, theme_id in (
            (Stance.CHAMPION, date(2028, 2, 1), theme.id),
            (Stance.DOUBTFUL, date(2027, 5, 3), theme.id),
            (Stance.UNDECIDED, date(2026, 9, 1), None),
        ):
            add_stance_step(
                dossier,
                official_id=official,
                values={
                    "stance": stance,
                    "noted_on": day,
                    "theme_id": theme_id,
                    "statement": "Vu au conseil.",
                },
            )
        general, mobility = stances_of(dossier, official)
        assert general.latest.stance is Stance.UNDECIDED
        assert (mobility.theme, mobility.latest.stance) == (theme.text, Stance.CHAMPION)
        assert [step.stance for step in mobility.history] == [Stance.CHAMPION, Stance.DOUBTFUL]


def test_a_step_is_corrected_deleted_and_given_back(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        official = an_official(dossier)
        step = add_stance_step(
            dossier, official_id=official, values={"stance": Stance.DOUBTFUL, "statement": "Hésite."}
        ).subject_id
        change_stance_step(dossier, step_id=step, values={"stance": Stance.SUPPORTER})
        assert stances_of(dossier, official)[0].latest.stance is Stance.SUPPORTER
        with pytest.raises(InvalidInput):
            change_stance_step(dossier, step_id=step, values={"statement": "  "})
        delete_record(dossier, kind="stance_step", record_id=step)
        assert stances_of(dossier, official) == ()
        undo(dossier)
        assert stances_of(dossier, official)[0].latest.statement == "Hésite."
        with pytest.raises(NotFound):
            stances_of(dossier, "nobody")


def test_support_and_influence_go_from_one_to_five_and_staff_have_no_photo(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        official = an_official(dossier)
        for values in ({"support": 0}, {"influence": 6}):
            with pytest.raises(InvalidInput, match="from 1 to 5"):
                change_record(dossier, kind="official", record_id=official, values=values)
        service = an_official(dossier, official_kind=OfficialKind.STAFF, function_title="Voirie")
        with pytest.raises(InvalidInput, match="No photo"):
            change_record(dossier, kind="official", record_id=service, values={"photo_id": "any"})
        assert load_record(dossier, official).values["support"] is None
