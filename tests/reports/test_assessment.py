import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.i18n import language_set
from altterr_desktop.i18n.labels import label
from altterr_desktop.reports.assessment import spec
from altterr_desktop.reports.assessment.data import AssessmentData
from altterr_desktop.reports.assessment.essential import key_figures, months_between, time_left, truth
from altterr_desktop.reports.assessment.method import MEANINGS
from altterr_desktop.reports.assessment.sheets import page_words
from tests.reports.golden import assert_sound, pdf_text
from tests.reports.invented import assessment


def of_standings(*standings: Standing) -> AssessmentData:
    made = assessment(len(standings))
    shown = tuple(
        replace(one, standing=state, history=())
        for one, state in zip(made.commitments, standings, strict=True)
    )
    return replace(made, commitments=shown, language="en")


def text_of(data: AssessmentData, tmp_path: Path) -> str:
    path = tmp_path / "bilan.pdf"
    spec.build(data, "pdf", path)
    assert_sound(path)
    return pdf_text(path)


@given(st.lists(st.sampled_from(Standing), min_size=2, max_size=30))
def test_the_sentence_of_truth_counts_every_commitment_once(standings: list[Standing]) -> None:
    with language_set("en"):
        words = truth(of_standings(*standings))
    if "None of the" in words:
        words = re.sub(r"None of the \d+ commitments[^.]*\.", "", words)
    words = re.sub(
        r"After \d+ months of the mandate, ((of \d+|the one) commitments? assessed on the scale),?", "", words
    )
    counted = sum(int(number) for number in re.findall(r"\d+", words))
    single = len(re.findall(r"^ (is|has|was) ", words))
    assert counted + single == len(standings)


def test_without_commitments_the_document_says_so_and_keeps_the_method(tmp_path: Path) -> None:
    text = text_of(replace(assessment(0), language="en"), tmp_path)
    assert "there is nothing to assess yet" in text
    assert "Method" in text
    assert "By theme" not in text
    assert " 0 / 0" not in text


def test_one_commitment_reads_well(tmp_path: Path) -> None:
    text = text_of(of_standings(Standing.DONE), tmp_path)
    assert "the one commitment assessed on the scale is kept." in " ".join(text.split())
    assert "1 commitment counted" in text


def test_not_assessed_never_looks_like_nothing_done(tmp_path: Path) -> None:
    data = of_standings(*[Standing.NOT_ASSESSED] * 3)
    with language_set("en"):
        share, mark, *_others = key_figures(data)
    assert (share.value, mark.value) == ("–", "–")
    text = " ".join(text_of(data, tmp_path).split())
    assert "None of the 3 commitments followed has been assessed" in text
    assert "says nothing of what was done" in text
    assert "0 / 3" not in text
    assert " 0 %" not in text
    # The words of the scale are all in the method; on the pages before, nothing is said not to have begun.
    assert label_in("en", Standing.NOT_STARTED) not in text[: text.index("This assessment can be checked")]


def label_in(language: str, standing: Standing) -> str:
    with language_set(language):
        return label(standing)


def test_denominators_leave_out_what_is_off_the_scale_or_not_assessed(tmp_path: Path) -> None:
    standings = (
        Standing.DONE,
        Standing.NOT_STARTED,
        Standing.VOID,
        Standing.NOT_MEASURABLE,
        Standing.NOT_ASSESSED,
    )
    data = of_standings(*standings)
    with language_set("en"):
        share, mark, proof, requests = key_figures(data)
    assert share.value.split() == ["1", "/", "2"]
    assert mark.value.startswith("5")
    assert proof.value.split()[-1] == "5"
    assert requests.value.split() == ["19", "/", "31"]
    text = " ".join(text_of(data, tmp_path).split())
    assert "Counted: assessed on the scale 2" in text
    assert "Left out: off the scale 2" in text
    assert "Left out: not assessed yet 1" in text


def test_pages_in_the_table_are_those_of_the_sheets(tmp_path: Path) -> None:
    text = text_of(assessment(40), tmp_path)
    pages = text.split("== ")
    glance = next(page for page in pages if "en un coup d’œil" in page and "Échéance" in page)
    listed = re.search(r"^01 Un plan vélo de 60 km d’itinéraires sécurisés.* (\d+)$", glance, re.MULTILINE)
    assert listed
    sheet = next(page for page in pages if page.startswith(f"{listed[1]} =="))
    assert "Nous réaliserons soixante kilomètres" in sheet


def test_every_commitment_has_its_sheet_in_a_large_assessment(tmp_path: Path) -> None:
    data = assessment(500)
    text = text_of(data, tmp_path)
    assert text.count("\nCe qui a été promis") == 500
    assert "500 engagements suivis" in text


def test_exact_words_reply_and_dissent_are_printed(tmp_path: Path) -> None:
    text = " ".join(text_of(assessment(6), tmp_path).split())
    assert "« La limitation à 30 km/h sera généralisée" in text
    assert "Elle conteste ce verdict." in text
    assert "Pour une personne du groupe, la mesure suffit" in text


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 3, 15), date(2029, 3, 15), 36),
        (date(2026, 3, 15), date(2029, 3, 14), 35),
        (date(2029, 3, 15), date(2026, 3, 15), 0),
    ],
)
def test_months_are_whole(start: date, end: date, months: int) -> None:
    assert months_between(start, end) == months


@pytest.mark.parametrize(
    ("as_of", "words"),
    [
        (date(2029, 3, 15), "36 months are left"),
        (date(2032, 3, 10), "Less than a month is left"),
        (date(2032, 4, 1), "The mandate ended"),
    ],
)
def test_the_time_left_is_said(as_of: date, words: str) -> None:
    with language_set("en"):
        assert words in time_left(as_of, date(2032, 3, 31))


def test_every_standing_has_a_meaning() -> None:
    assert set(MEANINGS) == set(Standing)


def test_the_workbook_holds_the_figures_of_the_document(tmp_path: Path) -> None:
    data = assessment(40)
    spec.build(data, "xlsx", tmp_path / "bilan.xlsx")
    book = openpyxl.load_workbook(tmp_path / "bilan.xlsx", data_only=True)
    dashboard = book.worksheets[1]
    column = {str(row[0].value): row[1].value for row in dashboard.iter_rows(min_row=7, max_row=18)}
    assert list(column.values()) == [*data.counts.values(), 40]
    assert book.worksheets[2].max_row == 41


def test_the_file_is_named_after_territory_and_day() -> None:
    assert (
        spec.file_name(assessment(1), "pdf")
        == "bilan-communaute-de-communes-de-val-de-sorbelle-2029-03-15.pdf"
    )


@pytest.mark.parametrize("typed", ["11", "p. 11", "p.11", "Page 11", " pp. 11"])
def test_a_page_is_said_once(typed: str) -> None:
    with language_set("en"):
        assert page_words(typed).replace("\u00a0", " ") == "p. 11"
