"""Statuses are recognised in French and English, and doubt is said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from altterr_desktop.domain.commitments import OffScale, Progress
from altterr_desktop.importers.commitments.statuses import read_status

SURE = {
    Progress.NOT_ASSESSED: ["Non évalué", "Not Yet Rated", "non_renseigne", "nodata"],
    Progress.NOT_STARTED: ["À venir", "non démarré", "Non commencée", "pas_fait", "not started", "0 %"],
    Progress.ANNOUNCED: ["Programmé", "prévue", "announced", "Dépôt pour avis", "programme"],
    Progress.IN_PROGRESS: ["en cours", "En Cours", "in-progress", "In the Works", "Mise en œuvre",
                           "underway", "lancée"],
    Progress.PARTLY_DONE: ["Partiellement réalisé", "réalisée en partie", "partly", "Compromise"],
    Progress.DONE: ["Réalisé", "réalisée", "réalisé·e·s", "Terminé", "TERMINÉES", "delivered", "Promise Kept", "fait",
                    "100 %", "tenu", "achieved"],
    Progress.SUSPENDED: ["Suspendu", "en pause", "Bloqué ", "stalled", "En suspens", "on hold", "reportée"],
    Progress.ABANDONED: ["Abandonné", "abandonnée", "broken", "Promise Broken", "rompue", "annulé"],
}  # fmt: skip
OFF = {
    OffScale.NOT_MEASURABLE: ["Non mesurable", "trop vague", "non_renseignable"],
    OffScale.OUTSIDE_COMPETENCE: ["hors compétence", "passage de compétence à la métropole"],
    OffScale.VOID: ["caduc", "sans objet", "superseded", "non_concerne"],
}


@pytest.mark.parametrize(
    ("progress", "text"), [(progress, text) for progress, texts in SURE.items() for text in texts]
)
def test_plain_statuses_are_recognised_surely(progress: Progress, text: str) -> None:
    status = read_status(text)
    assert status is not None
    assert (status.progress, status.off_scale) == (progress, None)
    assert status.confidence >= 0.8


@pytest.mark.parametrize(
    ("off_scale", "text"), [(state, text) for state, texts in OFF.items() for text in texts]
)
def test_statuses_off_the_scale_are_recognised(off_scale: OffScale, text: str) -> None:
    status = read_status(text)
    assert status is not None
    assert (status.progress, status.off_scale) == (None, off_scale)


@pytest.mark.parametrize(
    ("text", "progress"),
    [
        ("Terminé – inauguré en mai", Progress.DONE),
        ("En cours (étude lancée)", Progress.IN_PROGRESS),
        ("non démaré", Progress.NOT_STARTED),
        ("en cour", Progress.IN_PROGRESS),
        ("abandoné", Progress.ABANDONED),
    ],
)
def test_comments_and_slips_lower_the_confidence(text: str, progress: Progress) -> None:
    status = read_status(text)
    assert status is not None
    assert status.progress is progress
    assert 0.7 < status.confidence < 1


@pytest.mark.parametrize(
    ("text", "progress"),
    [
        ("En retard", Progress.IN_PROGRESS),
        ("not-delivered", Progress.NOT_STARTED),
        ("largely", Progress.PARTLY_DONE),
        ("Non réalisé", Progress.NOT_STARTED),
        ("45 %", Progress.IN_PROGRESS),
    ],
)
def test_what_can_be_understood_in_several_ways_is_unsure(text: str, progress: Progress) -> None:
    status = read_status(text)
    assert status is not None
    assert status.progress is progress
    assert status.confidence < 0.75


@pytest.mark.parametrize("text", ["", "Mystère", "vert", "12", "voir annexe", "150 %", "bof", "12/03/2024"])
def test_other_words_are_left_undecided(text: str) -> None:
    assert read_status(text) is None


@pytest.mark.parametrize(
    "text", ["non réalisé", "non terminé", "pas terminé", "not completed", "jamais fait", "un done"]
)
def test_a_negation_never_gives_done(text: str) -> None:
    status = read_status(text)
    assert status is None or status.progress is not Progress.DONE


@given(st.text(max_size=40))
def test_any_text_gives_one_state_or_none(text: str) -> None:
    status = read_status(text)
    assert status is None or (
        (status.progress is None) != (status.off_scale is None) and 0 < status.confidence <= 1
    )
