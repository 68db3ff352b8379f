from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from altterr_desktop.domain.commitments import Progress, ReviewItemState, Standing
from altterr_desktop.domain.errors import NotFound
from altterr_desktop.domain.indicators import Point
from altterr_desktop.reports.catalogue import find_report
from altterr_desktop.reports.review.data import ReviewData, ReviewedShown, RoadShown
from altterr_desktop.services.review_views import read_review
from altterr_desktop.services.reviews import agree_item, open_review, propose
from tests.builders import a_commitment, a_dossier, a_record
from tests.reports.golden import assert_golden, assert_sound, pdf_text

ROAD = RoadShown(
    "Pistes cyclables",
    "km",
    "Il devrait en être à 7 km aujourd’hui. La dernière mesure (5,5 km, 3 mars 2028) est en retard de 1,5 km.",
    (Point(date(2026, 4, 1), 3.5), Point(date(2031, 12, 31), 15.5)),
    (Point(date(2027, 3, 1), 4.0), Point(date(2028, 3, 3), 5.5)),
)
DATA = ReviewData(
    title="Relecture de mars",
    group="Alternatives du Val",
    language="fr",
    written_on=date(2028, 3, 20),
    territory="Saint-Aubin",
    held_on=date(2028, 3, 12),
    place="Maison des associations",
    closed=True,
    members=("Ana", "Bilal", "Chloé"),
    items=(
        ReviewedShown(
            number="1",
            title="Douze kilomètres de pistes",
            theme="Mobilités",
            state=ReviewItemState.AGREED,
            standing=Standing.IN_PROGRESS,
            agreed=True,
            verbatim="Nous ferons douze kilomètres.",
            statement="Cinq kilomètres et demi sont ouverts.",
            author="Ana",
            second_reader="Bilal",
            dissent="Chloé : trop indulgent.",
            discussion="On compare avec le plan.",
            votes_for=2,
            votes_against=1,
            abstentions=0,
            evidence=("Relevé du groupe, 03/03/2028",),
            roads=(ROAD,),
        ),
        ReviewedShown(
            number="2",
            title="Encourager les circuits courts",
            theme="Alimentation",
            state=ReviewItemState.POSTPONED,
            current=Standing.NOT_MEASURABLE,
            discussion="On attend le rendez-vous.",
        ),
    ),
)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_minutes_say_what_they_said(language: str, tmp_path: Path) -> None:
    path = tmp_path / "minutes.pdf"
    find_report("review").report().build(replace(DATA, language=language), "pdf", path)
    assert_sound(path)
    assert_golden(pdf_text(path), f"review.{language}.txt")


def test_the_same_data_give_the_same_bytes(tmp_path: Path) -> None:
    report = find_report("review").report()
    report.build(DATA, "pdf", tmp_path / "one.pdf")
    report.build(DATA, "pdf", tmp_path / "two.pdf")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_they_are_read_from_a_dossier(tmp_path: Path) -> None:
    report = find_report("review").report()
    with a_dossier(tmp_path) as dossier:
        with pytest.raises(NotFound):
            report.load(dossier)
        commitment = a_commitment(dossier, verbatim="Nous ferons.")
        person = a_record(dossier, "volunteer", name="Ana")
        review = open_review(
            dossier, values={"title": "Relecture"}, commitment_ids=[commitment], volunteer_ids=[person]
        ).subject_id
        item = read_review(dossier, review).lines[0].id
        propose(dossier, item_id=item, progress=Progress.DONE, values={"reason": "vu ensemble"})
        agree_item(dossier, item_id=item, votes={"votes_for": 3})
        data = report.load(dossier)
        assert data == report.load(dossier, review)
        report.build(data, "pdf", tmp_path / report.file_name(data, "pdf"))
    (shown,) = data.items
    assert (shown.standing, shown.agreed, shown.second_reader) == (Standing.DONE, True, "Ana")
    assert "3 pour" in pdf_text(tmp_path / report.file_name(data, "pdf"))
