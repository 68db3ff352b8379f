from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from altterr_desktop.domain.commitments import IndicatorKind, ValueKind, Weakness
from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import use_language
from altterr_desktop.i18n.figures import value_words
from altterr_desktop.journal.undo import undo
from altterr_desktop.services import commitment_page, indicators
from altterr_desktop.services.attachments import read_attachment
from altterr_desktop.services.commitment_page import owner_commitment, read_commitment
from altterr_desktop.services.fields import fields_of, parse_value
from altterr_desktop.services.indicators import (
    IndicatorView,
    list_indicators,
    save_indicator,
    save_value,
    where_it_stands,
)
from altterr_desktop.services.records import delete_record, parse_values
from altterr_desktop.services.weakness_views import commitments_with, weakness_counts
from tests.builders import a_commitment, a_dossier, a_record

TODAY = date(2028, 1, 1)


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dossier]:
    for module in (indicators, commitment_page):
        monkeypatch.setattr(module, "today", lambda: TODAY)
    with a_dossier(tmp_path) as dossier:
        yield dossier


def kilometres(dossier: Dossier, commitment: str) -> str:
    values = {
        "name": "Pistes cyclables",
        "unit": "km",
        "indicator_kind": IndicatorKind.RESULT,
        "baseline": 4.0,
        "baseline_on": date(2026, 1, 1),
        "target": 20.0,
        "target_on": date(2030, 1, 1),
    }
    return save_indicator(dossier, commitment_id=commitment, values=values).subject_id


def the_only(dossier: Dossier, commitment: str) -> IndicatorView:
    (view,) = list_indicators(dossier, commitment)
    return view


def measure(dossier: Dossier, indicator: str, day: date, value: float, **more: object) -> str:
    values = {"measured_on": day, "measure": value, **more}
    return save_value(dossier, indicator_id=indicator, values=values).subject_id


def test_a_sentence_says_where_it_should_be_and_how_far_it_is(dossier: Dossier) -> None:
    commitment = a_commitment(dossier)
    indicator = kilometres(dossier, commitment)
    measure(dossier, indicator, date(2027, 10, 1), 7.5)
    use_language("en")
    said = where_it_stands(the_only(dossier, commitment)).replace("\u00a0", " ")
    assert said.startswith("It should be at 12 km today. The latest measure (7.5 km, ")
    assert said.endswith("is behind by 4.5 km.")


def test_ahead_and_on_the_path_are_said_too(dossier: Dossier) -> None:
    commitment = a_commitment(dossier)
    indicator = kilometres(dossier, commitment)
    measure(dossier, indicator, date(2027, 10, 1), 15)
    use_language("en")
    assert "is ahead by" in where_it_stands(the_only(dossier, commitment))
    measure(dossier, indicator, date(2027, 12, 31), 12)
    assert "on the expected path" in where_it_stands(the_only(dossier, commitment))


def test_a_measure_of_tomorrow_is_not_the_latest(dossier: Dossier) -> None:
    commitment = a_commitment(dossier)
    indicator = kilometres(dossier, commitment)
    measure(dossier, indicator, date(2029, 1, 1), 19)
    latest = the_only(dossier, commitment).latest
    assert latest is not None
    assert latest.value == 4


def test_announced_steps_replace_the_straight_line(dossier: Dossier) -> None:
    commitment = a_commitment(dossier)
    indicator = kilometres(dossier, commitment)
    measure(dossier, indicator, TODAY, 6, value_kind=ValueKind.EXPECTED)
    assert the_only(dossier, commitment).expected == 6


def test_nothing_is_computed_without_a_target(dossier: Dossier) -> None:
    commitment = a_commitment(dossier)
    save_indicator(dossier, commitment_id=commitment, values={"name": "Arbres"})
    view = the_only(dossier, commitment)
    assert view.expected is None
    use_language("en")
    assert "starting value and a target" in where_it_stands(view)


def test_a_value_keeps_its_source_and_file(dossier: Dossier, tmp_path: Path) -> None:
    commitment = a_commitment(dossier)
    indicator = kilometres(dossier, commitment)
    file = tmp_path / "relevé.csv"
    file.write_text("km\n7,5\n")
    value = measure(dossier, indicator, TODAY, 7.5, source="Relevé des services", file=file)
    (shown,) = the_only(dossier, commitment).values
    assert (shown.id, shown.source, shown.file_name) == (value, "Relevé des services", "relevé.csv")
    assert read_attachment(dossier, shown.attachment_id or "")[1] == file.read_bytes()
    save_value(dossier, indicator_id=indicator, value_id=value, values={"measure": 8.0})
    (shown,) = the_only(dossier, commitment).values
    assert (shown.measure, shown.file_name) == (8.0, "relevé.csv")


@pytest.mark.parametrize("values", [{"measure": 3.0}, {"measured_on": TODAY}])
def test_a_value_without_figure_or_day_is_refused(dossier: Dossier, values: dict[str, object]) -> None:
    indicator = kilometres(dossier, a_commitment(dossier))
    with pytest.raises(InvalidInput):
        save_value(dossier, indicator_id=indicator, values=values)


def test_a_target_before_the_start_and_an_indicator_without_name_are_refused(dossier: Dossier) -> None:
    commitment = a_commitment(dossier)
    indicator = kilometres(dossier, commitment)
    with pytest.raises(InvalidInput):
        save_indicator(
            dossier,
            commitment_id=commitment,
            indicator_id=indicator,
            values={"target_on": date(2025, 1, 1)},
        )
    with pytest.raises(InvalidInput):
        save_indicator(dossier, commitment_id=commitment, values={"name": "  "})
    assert the_only(dossier, commitment).target_on == date(2030, 1, 1)


def test_typed_decimals_are_read(dossier: Dossier) -> None:
    with dossier.reading() as session:
        field = fields_of("indicator")["target"]
        assert parse_value(session, "indicator", field, "12,5") == 12.5
        assert parse_values(session, "indicator_value", {"measure": "1 250,75"}) == {"measure": 1250.75}


def test_values_are_written_with_the_decimals_they_have() -> None:
    assert value_words(12.0, "km") == "12\u00a0km"
    assert value_words(12.5, "") == "12,5"
    assert value_words(None, "km") == "–"
    assert value_words(0.1 + 0.2, "") == "0,300"


def test_an_indicator_counts_as_the_text_field_does_for_weaknesses(dossier: Dossier) -> None:
    commitment = a_commitment(dossier)
    assert Weakness.NO_INDICATOR in read_commitment(dossier, commitment).weaknesses
    values = {"name": "Budget vélo", "indicator_kind": IndicatorKind.MEANS}
    means = save_indicator(dossier, commitment_id=commitment, values=values).subject_id
    found = read_commitment(dossier, commitment).weaknesses
    assert Weakness.NO_INDICATOR not in found
    assert Weakness.INDICATOR_OF_MEANS in found
    assert commitments_with(dossier, Weakness.INDICATOR_OF_MEANS) == (commitment,)
    kilometres(dossier, commitment)
    assert Weakness.INDICATOR_OF_MEANS not in read_commitment(dossier, commitment).weaknesses
    assert weakness_counts(dossier)[Weakness.INDICATOR_OF_MEANS] == 0
    delete_record(dossier, kind="indicator", record_id=means)
    assert len(read_commitment(dossier, commitment).indicators) == 1


def test_adding_an_indicator_is_undone_in_one_step(dossier: Dossier) -> None:
    commitment = a_commitment(dossier)
    kilometres(dossier, commitment)
    undo(dossier)
    assert list_indicators(dossier, commitment) == ()


def test_an_indicator_and_its_values_lead_to_their_commitment(dossier: Dossier) -> None:
    commitment = a_commitment(dossier)
    indicator = kilometres(dossier, commitment)
    value = measure(dossier, indicator, TODAY, 5)
    assert owner_commitment(dossier, indicator) == owner_commitment(dossier, value) == commitment


def test_counts_follow_the_list(dossier: Dossier) -> None:
    a_commitment(dossier)
    strong = a_commitment(dossier, budget_planned=1000)
    a_record(dossier, "indicator", commitment_id=strong, name="Mesure")
    counts = weakness_counts(dossier)
    assert counts[Weakness.NO_BUDGET] == 1
    assert counts[Weakness.NO_INDICATOR] == 1
    assert list(counts) == list(Weakness)
