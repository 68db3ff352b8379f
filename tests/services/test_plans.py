"""Climate plans: what is due and when, in sentences, and the list of the country brought in for our territory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.domain.commitments import DocumentKind
from altterr_desktop.domain.drafts import PlanDraft
from altterr_desktop.domain.plans import PlanStep, plan_dates
from altterr_desktop.i18n import language_set
from altterr_desktop.journal.undo import undo
from altterr_desktop.services.imports import ImportCounts
from altterr_desktop.services.plan_import import apply_plans, preview_plans
from altterr_desktop.services.plans import plan_notices
from altterr_desktop.services.records import change_record, delete_record, load_record
from tests.builders import EPCI, a_dossier, a_record


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with language_set("en"):
        yield


PLAN: dict[str, Any] = {"title": "PCAET du Val", "document_kind": DocumentKind.CLIMATE_PLAN}
LISTED = PlanDraft(
    2, "7", "Plan climat", (EPCI,), "CC du Val", "Mise en oeuvre", date(2018, 1, 5), date(2018, 7, 20)
)
ELSEWHERE = PlanDraft(3, "8", "Autre plan", ("999999991",), "CC d’Ailleurs", "Définitif")


@pytest.mark.parametrize(
    ("asked", "adopted", "report", "due"),
    [
        (None, None, None, []),
        (date(2026, 1, 31), None, None, [(PlanStep.OPINIONS, date(2026, 4, 30))]),
        (
            None,
            date(2024, 2, 29),
            None,
            [(PlanStep.REPORT, date(2027, 2, 28)), (PlanStep.RENEWAL, date(2030, 2, 28))],
        ),
    ],
)
def test_the_steps_of_a_plan_are_computed_from_the_days_known(
    asked: date | None, adopted: date | None, report: date | None, due: list[tuple[PlanStep, date]]
) -> None:
    assert [(step.step, step.due_on) for step in plan_dates(asked, adopted, report)] == due


def test_a_report_is_overdue_the_day_after_and_no_more_once_it_is_published() -> None:
    (report, _renewal) = plan_dates(None, date(2023, 6, 1), None)
    assert not report.is_overdue(date(2026, 6, 1))
    assert report.is_overdue(date(2026, 6, 2))
    (report, _renewal) = plan_dates(None, date(2023, 6, 1), date(2026, 9, 1))
    assert not report.is_overdue(date(2027, 1, 1))


def test_what_is_due_for_our_plans_is_said_the_earliest_first(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        plan = a_record(dossier, "pledge_document", **PLAN, adopted_on=date(2023, 6, 1))
        a_record(dossier, "pledge_document", title="Un programme", adopted_on=date(2020, 1, 1))
        notices = plan_notices(dossier, day=date(2026, 11, 24))
        assert [(notice.step, notice.overdue) for notice in notices] == [
            (PlanStep.REPORT, True),
            (PlanStep.RENEWAL, False),
        ]
        assert "ask for it" in notices[0].sentence
        change_record(
            dossier, kind="pledge_document", record_id=plan, values={"mid_term_report_on": date(2026, 10, 1)}
        )
        assert [notice.step for notice in plan_notices(dossier, day=date(2026, 11, 24))] == [PlanStep.RENEWAL]


def test_only_the_plans_of_our_territories_come_in_and_twice_changes_nothing(tmp_path: Path) -> None:
    with a_dossier(tmp_path, territory_codes=[EPCI]) as dossier:
        assert preview_plans(dossier, [LISTED, ELSEWHERE], ()).counts == ImportCounts(created=1, skipped=1)
        changes, counts = apply_plans(dossier, [LISTED, ELSEWHERE], (), source="liste.csv")
        assert counts == ImportCounts(created=1, skipped=1)
        plan_id = next(record_id for kind, record_id in changes.records if kind == "pledge_document")
        values = load_record(dossier, plan_id).values
        assert values["document_kind"] is DocumentKind.CLIMATE_PLAN
        assert values["opinions_asked_on"] == date(2018, 7, 20)
        assert load_record(dossier, plan_id).references["territory_id"]
        assert apply_plans(dossier, [LISTED, ELSEWHERE], (), source="liste.csv")[1] == ImportCounts(
            unchanged=1, skipped=1
        )
        undo(dossier)
        assert load_record(dossier, plan_id).deleted


def test_what_the_group_wrote_of_a_plan_stays(tmp_path: Path) -> None:
    with a_dossier(tmp_path, territory_codes=[EPCI]) as dossier:
        changes, _counts = apply_plans(dossier, [LISTED], (), source="liste.csv")
        plan_id = changes.records[0][1]
        change_record(dossier, kind="pledge_document", record_id=plan_id, values={"title": "Notre plan"})
        assert apply_plans(dossier, [LISTED], (), source="liste.csv")[1] == ImportCounts(unchanged=1)
        assert load_record(dossier, plan_id).values["title"] == "Notre plan"
        delete_record(dossier, kind="pledge_document", record_id=plan_id)
        assert apply_plans(dossier, [LISTED], (), source="liste.csv")[1] == ImportCounts(skipped=1)


def test_a_commune_has_the_plan_of_its_epci(tmp_path: Path) -> None:
    with a_dossier(tmp_path) as dossier:
        assert preview_plans(dossier, [LISTED], ()).counts.created == 1
        preview = preview_plans(dossier, [ELSEWHERE], ())
        assert preview.counts == ImportCounts(skipped=1)
        assert "EPCI" in preview.problems[-1].reason
