"""A group's own list of measures, the lists that come with the program, and what editing one leaves alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from altterr_desktop.domain.errors import InvalidInput
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import language_set
from altterr_desktop.importers.frameworks.reader import read_framework
from altterr_desktop.journal.undo import undo
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.reports.catalogue import find_report
from altterr_desktop.services.framework_edits import (
    level_words,
    read_framework_view,
    save_measure,
    shipped_frameworks,
    start_framework,
)
from altterr_desktop.services.frameworks import (
    adopt_measures,
    apply_framework,
    framework_id_of,
    list_frameworks,
    list_measures,
    preview_framework,
)
from altterr_desktop.services.records import delete_record
from tests.builders import a_dossier


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    with language_set("en"), a_dossier(tmp_path) as opened:
        yield opened


def shipped(name: str) -> Path:
    return next(path for path in shipped_frameworks() if path.stem == name)


def commitments(dossier: Dossier) -> list[dict[str, Any]]:
    with dossier.reading() as session:
        found = session.execute(select(Commitment).where(~Commitment.deleted)).scalars()
        return [
            {name: getattr(one, name) for name in ("id", "number", "title", "verbatim", "level", "theme_id")}
            for one in found
        ]


@pytest.mark.parametrize("path", shipped_frameworks(), ids=lambda path: path.stem)
def test_each_framework_that_comes_with_the_program_comes_in_whole(path: Path, dossier: Dossier) -> None:
    draft = read_framework(path)
    _changes, counts = apply_framework(dossier, draft)
    assert (counts.created, counts.skipped) == (len(draft.measures), 0)
    assert preview_framework(dossier, draft).counts.unchanged == len(draft.measures)
    assert draft.description
    assert draft.licence


def test_the_pact_is_a_skeleton_without_one_official_word(dossier: Dossier) -> None:
    draft = read_framework(shipped("pacte-transition-2020"))
    numbers = [measure.number for measure in draft.measures]
    assert numbers == ["A", "B", "C", *(str(number) for number in range(1, 33))]
    assert not any(measure.verbatim for measure in draft.measures)
    assert not draft.complete
    raw = json.loads(shipped("pacte-transition-2020").read_text("utf-8"))
    assert all(not text for measure in raw["measures"] for text in measure.get("levels", {}).values())


def test_the_climate_plan_lists_eight_sectors_and_six_pollutants(dossier: Dossier) -> None:
    draft = read_framework(shipped("pcaet"))
    assert sum(measure.parent == "S" for measure in draft.measures) == 8
    assert sum(measure.parent == "P" for measure in draft.measures) == 6


def test_words_filled_in_by_the_group_stay_when_the_skeleton_comes_again(dossier: Dossier) -> None:
    draft = read_framework(shipped("pacte-transition-2020"))
    apply_framework(dossier, draft)
    framework_id = framework_id_of(draft)
    measures = {one.number: one for one in list_measures(dossier, framework_id)}
    assert measures["6"].title == ""
    for number in ("6", "1"):
        save_measure(
            dossier,
            framework_id=framework_id,
            measure_id=measures[number].id,
            values={"title": f"Nos mots {number}"},
            levels={1: "Un peu", 2: "Beaucoup"},
        )
    apply_framework(dossier, draft)
    after = {one.number: one for one in list_measures(dossier, framework_id)}
    assert (after["6"].title, after["1"].title) == ("Nos mots 6", "Nos mots 1")
    assert after["6"].is_verbatim
    assert level_words(dossier, after["6"].id) == {1: "Un peu", 2: "Beaucoup"}


def test_a_measure_without_words_makes_a_commitment_that_names_it(dossier: Dossier) -> None:
    draft = read_framework(shipped("pacte-transition-2020"))
    apply_framework(dossier, draft)
    framework_id = framework_id_of(draft)
    measure = next(one for one in list_measures(dossier, framework_id) if one.number == "6")
    adopt_measures(dossier, framework_id=framework_id, measure_ids=[measure.id], levels={measure.id: 2})
    (made,) = commitments(dossier)
    assert (made["title"], made["verbatim"], made["level"]) == (
        "Measure 6 of “Pacte pour la transition”",
        "",
        2,
    )


def test_editing_a_framework_changes_no_commitment_already_made(dossier: Dossier) -> None:
    framework_id = start_framework(dossier, values={"name": "Notre liste"}).subject_id
    measure_id = save_measure(
        dossier,
        framework_id=framework_id,
        values={"number": "1", "title": "Des bancs"},
        levels={1: "Dix bancs"},
    ).subject_id
    adopt_measures(dossier, framework_id=framework_id, measure_ids=[measure_id], levels={measure_id: 1})
    before = commitments(dossier)
    assert "Dix bancs" in before[0]["verbatim"]
    save_measure(
        dossier,
        framework_id=framework_id,
        measure_id=measure_id,
        values={"number": "9", "title": "Des chaises"},
        levels={1: "Vingt chaises"},
    )
    assert commitments(dossier) == before
    adopt_measures(dossier, framework_id=framework_id, measure_ids=[measure_id])
    assert commitments(dossier) == before
    delete_record(dossier, kind="framework_measure", record_id=measure_id)
    assert commitments(dossier) == before


def test_a_list_has_one_name_and_a_measure_a_number_or_a_title(dossier: Dossier) -> None:
    framework_id = start_framework(dossier, values={"name": "Notre liste"}).subject_id
    with pytest.raises(InvalidInput, match="already"):
        start_framework(dossier, values={"name": "notre  LISTE"})
    with pytest.raises(InvalidInput, match="name"):
        start_framework(dossier, values={"name": " "})
    with pytest.raises(InvalidInput, match="number or a title"):
        save_measure(dossier, framework_id=framework_id, values={"text": "…"})
    with pytest.raises(InvalidInput, match="1 to 9"):
        save_measure(dossier, framework_id=framework_id, values={"title": "x"}, levels={0: "rien"})
    assert list_measures(dossier, framework_id) == ()


def test_an_emptied_level_goes_and_undo_gives_it_back(dossier: Dossier) -> None:
    framework_id = start_framework(dossier, values={"name": "Notre liste"}).subject_id
    measure_id = save_measure(
        dossier, framework_id=framework_id, values={"title": "Bancs"}, levels={1: "Dix"}
    ).subject_id
    save_measure(dossier, framework_id=framework_id, measure_id=measure_id, levels={1: ""})
    assert level_words(dossier, measure_id) == {}
    undo(dossier)
    assert level_words(dossier, measure_id) == {1: "Dix"}


@pytest.mark.parametrize("fmt", ["json", "xlsx"])
@pytest.mark.parametrize("path", shipped_frameworks(), ids=lambda path: path.stem)
def test_a_framework_that_is_exported_and_brought_in_elsewhere_is_the_same(
    path: Path, fmt: str, dossier: Dossier, tmp_path: Path
) -> None:
    draft = read_framework(path)
    apply_framework(dossier, draft)
    first = list_measures(dossier, framework_id_of(draft))[-1]
    save_measure(
        dossier, framework_id=framework_id_of(draft), measure_id=first.id, levels={2: "Deux\nlignes"}
    )
    report = find_report("framework").report()
    data = report.load(dossier, framework_id_of(draft))
    file = tmp_path / report.file_name(data, fmt)
    report.build(data, fmt, file)
    again = read_framework(file)
    counts = preview_framework(dossier, again).counts
    assert (counts.unchanged, counts.created, counts.updated) == (len(draft.measures), 0, 0)
    with a_dossier(tmp_path, name="autre") as other:
        apply_framework(other, again)
        assert [(one.name, one.edition) for one in list_frameworks(other)] == [(draft.name, draft.edition)]
        mine = read_framework_view(dossier, framework_id_of(draft)).measures
        theirs = read_framework_view(other, framework_id_of(draft)).measures
        facts = [(one.id, one.number, one.title, one.is_verbatim, one.levels, one.parent_id) for one in mine]
        assert [
            (one.id, one.number, one.title, one.is_verbatim, one.levels, one.parent_id) for one in theirs
        ] == facts
