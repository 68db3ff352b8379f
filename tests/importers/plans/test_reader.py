"""The list of climate plans: whose they are, where they stand, and nobody's name."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest

from altterr_desktop.importers.plans.reader import NotPlans, read_plans, recognises

SAMPLES = Path(__file__).parents[1] / "samples"
SAMPLE = SAMPLES / "plans-climat.csv"


def test_plans_are_read_with_their_authorities_and_days() -> None:
    reading = read_plans(SAMPLE)
    first, second = reading.drafts
    assert (first.title, first.sirens, first.state) == (
        "Plan climat du Val",
        ("200023620",),
        "Mise en oeuvre",
    )
    assert (first.started_on, first.received_on) == (date(2015, 12, 15), date(2018, 7, 20))
    assert second.sirens == ("999999991", "999999992")


def test_no_agent_and_no_contact_is_kept() -> None:
    kept = "\n".join(str(asdict(draft)) for draft in read_plans(SAMPLE).drafts)
    assert "NOM" not in kept
    assert "Telle" not in kept


def test_each_line_that_is_left_out_is_named_with_its_number() -> None:
    problems = read_plans(SAMPLE).problems
    assert [(problem.line, problem.kept) for problem in problems] == [(4, True), (5, False), (6, False)]


def test_another_table_is_no_list_of_plans() -> None:
    assert recognises(SAMPLE) == 1.0
    assert recognises(SAMPLES / "tracker.csv") == 0.0
    with pytest.raises(NotPlans, match="tracker"):
        read_plans(SAMPLES / "tracker.csv")
