from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from altterr_desktop.domain.assessments import AssessmentState
from altterr_desktop.domain.commitments import EvidenceKind, Progress
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import use_language
from altterr_desktop.services.assessment_views import AssessmentView, read_assessment
from altterr_desktop.services.verdicts import record_verdict
from altterr_desktop.ui.kit import exporting
from altterr_desktop.ui.kit.cards import LinkRow
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.messages import Messages, Place
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.tabs.assessments import dialogs
from altterr_desktop.ui.tabs.assessments.dialogs import ExportForm, FreezeForm
from altterr_desktop.ui.tabs.assessments.tab import AssessmentsTab
from tests.builders import a_commitment, a_dossier
from tests.ui.accessibility import nameless

Idle = Callable[[], None]
TODAY = date.today()  # noqa: DTZ011 - a local day


@pytest.fixture
def dossier(tmp_path: Path, operations: Operations) -> Iterator[Dossier]:
    use_language("en")
    made = a_dossier(tmp_path)
    operations.use_dossier(made)
    yield made
    operations.shut_down(made.close)


@pytest.fixture
def promises(dossier: Dossier) -> dict[str, str]:
    made = {name: a_commitment(dossier, title=name) for name in ("Eau", "Vélo")}
    made["Cantine"] = a_commitment(dossier, title="Cantine", deadline=TODAY - timedelta(days=30))
    made["Interne"] = a_commitment(dossier, title="Interne", publishable=False)
    proof = [{"title": "Délibération", "evidence_kind": EvidenceKind.DELIBERATION}]
    record_verdict(dossier, commitment_id=made["Eau"], progress=Progress.DONE, new_evidence=proof)
    record_verdict(
        dossier,
        commitment_id=made["Vélo"],
        progress=Progress.ABANDONED,
        values={"reason": "Refusé au budget."},
    )
    return made


@pytest.fixture
def show(context: TabContext, qtbot: Any, idle: Idle) -> Callable[[], AssessmentsTab]:
    def built() -> AssessmentsTab:
        tab = AssessmentsTab(context)
        qtbot.addWidget(tab)
        tab.resize(1366, 640)
        tab.show()
        idle()
        tab.start_new()
        idle()
        return tab

    return built


def seen(tab: AssessmentsTab) -> AssessmentView:
    assert tab.view is not None
    return tab.view


def test_a_new_one_proposes_territory_mandate_day_and_scale(
    promises: dict[str, str], show: Callable[[], AssessmentsTab]
) -> None:
    tab = show()
    form = tab.detail.form
    assert form.territory_combo.currentText() == "L'Isle-Jourdain"
    assert form.mandate_combo.value() == seen(tab).mandate_id
    assert form.as_of_field.value() == TODAY
    assert form.scale_words_label.text().startswith("Kept 1 · Partly kept 0.5 · the others 0.")


def test_figures_have_their_denominators(
    promises: dict[str, str], show: Callable[[], AssessmentsTab]
) -> None:
    figures = show().detail.figures
    assert figures.advancing.accessibleName().replace("\u00a0", " ").startswith("Kept or advancing: 1 / 2,")
    assert (
        figures.proven.accessibleName().replace("\u00a0", " ").startswith("With published evidence: 1 / 3,")
    )
    assert (
        figures.left_out_label.text()
        == "Counted: 2 · off the scale: 0 · not assessed: 1 · late: 1 · internal, not printed: 1"
    )


def test_what_is_not_assessed_leads_to_its_commitment(
    promises: dict[str, str], show: Callable[[], AssessmentsTab], gone_to: list[tuple[Any, ...]]
) -> None:
    tab = show()
    tab.detail.form.pages.setCurrentIndex(1)
    rows = [row for row in tab.detail.figures.waiting_card.findChildren(LinkRow) if row.isEnabled()]
    rows[0].click()
    assert gone_to == [("commitment", promises["Cantine"])]


def test_another_scale_is_saved_and_counts_again(
    dossier: Dossier, promises: dict[str, str], show: Callable[[], AssessmentsTab], idle: Idle
) -> None:
    tab = show()
    combo = tab.detail.form.scale_combo
    combo.set_value("strict")
    combo.picked.emit("strict")
    idle()
    assert read_assessment(dossier, seen(tab).id).scale_key == "strict"
    assert tab.detail.form.scale_words_label.text().startswith("Kept 1 · the others 0.")


def test_a_title_typed_and_left_is_in_the_dossier(
    dossier: Dossier, promises: dict[str, str], show: Callable[[], AssessmentsTab], idle: Idle, qtbot: Any
) -> None:
    tab = show()
    edit = tab.detail.form.title_edit
    edit.selectAll()
    qtbot.keyClicks(edit, "Et le climat ?")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    idle()
    assert read_assessment(dossier, seen(tab).id).title == "Et le climat ?"


def test_a_proposed_line_is_added_by_one_click_and_no_longer_proposed(
    dossier: Dossier, promises: dict[str, str], show: Callable[[], AssessmentsTab], idle: Idle
) -> None:
    tab = show()
    proposed = seen(tab).proposed_stuck
    assert len(proposed) == 1
    row = next(row for row in tab.detail.widget.findChildren(LinkRow) if proposed[0] in row.accessibleName())
    row.click()
    idle()
    assert read_assessment(dossier, seen(tab).id).stuck == proposed[0]
    assert not any(proposed[0] in one.accessibleName() for one in tab.detail._proposals)


def test_freezing_asks_once_with_its_doubts_then_nothing_moves(
    dossier: Dossier,
    promises: dict[str, str],
    show: Callable[[], AssessmentsTab],
    idle: Idle,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: Any,
) -> None:
    tab = show()
    form = FreezeForm(tab, seen(tab))
    assert "1 commitment has no verdict. Cantine" in form.doubts_label.text()
    assert "1 verdict has no evidence that may be published. Vélo" in form.doubts_label.text()
    assert nameless(form.widget) == []
    asked: list[str] = []

    def say_yes(_parent: object, view: AssessmentView) -> bool:
        asked.append(view.id)
        return True

    monkeypatch.setattr(dialogs, "ask_freeze", say_yes)
    tab.detail.form.freeze_button.click()
    idle()
    assert asked == [seen(tab).id]
    assert seen(tab).state is AssessmentState.FROZEN
    assert tab.detail.form.title_edit.isReadOnly()
    assert not tab.detail.form.territory_combo.isEnabled()
    assert not tab.detail.form.freeze_button.isVisible()
    before = seen(tab).figures
    record_verdict(
        dossier,
        commitment_id=promises["Cantine"],
        progress=Progress.ANNOUNCED,
        values={"reason": "Dit en conseil."},
    )
    tab.reload()
    idle()
    assert seen(tab).figures == before


def test_saying_not_yet_leaves_it_in_preparation(
    promises: dict[str, str], show: Callable[[], AssessmentsTab], idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = show()
    monkeypatch.setattr(dialogs, "ask_freeze", lambda *_args: False)
    tab.detail.form.freeze_button.click()
    idle()
    assert seen(tab).state is AssessmentState.PREPARING


def test_what_leaves_and_what_stays_is_shown_before_it_leaves(
    promises: dict[str, str], show: Callable[[], AssessmentsTab]
) -> None:
    tab = show()
    form = ExportForm(tab, seen(tab), "pdf")
    assert "3 commitments with their exact words" in form.leaves_label.text()
    assert "Not frozen" in form.leaves_label.text()
    assert "1 commitment marked as internal" in form.stays_label.text()
    assert nameless(form.widget) == []


@pytest.mark.parametrize(("fmt", "start"), [("pdf", b"%PDF"), ("xlsx", b"PK")])
def test_it_is_written_in_the_dossier_s_language_whatever_the_window_s(
    dossier: Dossier,
    promises: dict[str, str],
    show: Callable[[], AssessmentsTab],
    messages: Messages,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: Any,
    fmt: str,
    start: bytes,
) -> None:
    monkeypatch.setattr(dialogs, "ask_export", lambda *_args: True)
    monkeypatch.setattr(exporting, "ask", lambda *_args: str(tmp_path / f"bilan.{fmt}"))
    tab = show()
    tab.export(fmt)
    qtbot.waitUntil(lambda: any(message.place is Place.TOAST for message in messages.log), timeout=30_000)
    assert (tmp_path / f"bilan.{fmt}").read_bytes().startswith(start)


def test_a_folder_that_cannot_be_written_is_said_and_nothing_breaks(
    promises: dict[str, str],
    show: Callable[[], AssessmentsTab],
    messages: Messages,
    operations: Operations,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: Any,
) -> None:
    crashes: list[object] = []
    operations.crashed.connect(crashes.append)
    monkeypatch.setattr(dialogs, "ask_export", lambda *_args: True)
    monkeypatch.setattr(exporting, "ask", lambda *_args: str(tmp_path / "nowhere" / "bilan.pdf"))
    show().export("pdf")
    qtbot.waitUntil(lambda: any(message.place is Place.BAR for message in messages.log), timeout=30_000)
    assert crashes == []


def test_its_pages_are_drawn_when_looked_at(
    promises: dict[str, str], show: Callable[[], AssessmentsTab], qtbot: Any
) -> None:
    tab = show()
    assert tab.preview.pages.page_count == 0
    tab.detail.form.pages.setCurrentIndex(2)
    qtbot.waitUntil(lambda: bool(tab.preview.pages.drawn_pages()), timeout=30_000)
    assert tab.preview.pages.page_count > 3
    assert 0 in tab.preview.pages.drawn_pages()
    tab.preview.pages.verticalScrollBar().setValue(tab.preview.pages.verticalScrollBar().maximum())
    last = tab.preview.pages.page_count - 1
    qtbot.waitUntil(lambda: last in tab.preview.pages.drawn_pages(), timeout=30_000)


@pytest.mark.parametrize("page", range(3))
def test_everything_that_takes_the_focus_has_a_name(
    promises: dict[str, str], show: Callable[[], AssessmentsTab], page: int
) -> None:
    tab = show()
    tab.detail.form.pages.setCurrentIndex(page)
    assert nameless(tab) == []
