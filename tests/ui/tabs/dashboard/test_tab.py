from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from altterr_desktop.domain.commitments import EvidenceKind, Progress
from altterr_desktop.domain.meetings import MeetingSide
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import use_language
from altterr_desktop.services.dashboard import last_visit
from altterr_desktop.services.records import change_record
from altterr_desktop.services.verdicts import record_verdict
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.tabs.dashboard.tab import DashboardTab
from tests.builders import a_commitment, a_dossier, a_meeting, a_record, an_official
from tests.ui.accessibility import nameless

Idle = Callable[[], None]
Gone = list[tuple[Any, ...]]
TODAY = date.today()  # noqa: DTZ011 - the page speaks of the local day


@pytest.fixture
def dossier(tmp_path: Path, operations: Operations) -> Iterator[Dossier]:
    use_language("en")
    made = a_dossier(tmp_path)
    operations.use_dossier(made)
    yield made
    operations.shut_down(made.close)


@pytest.fixture
def show(context: TabContext, qtbot: Any, idle: Idle) -> Callable[[], DashboardTab]:
    def built() -> DashboardTab:
        tab = DashboardTab(context)
        qtbot.addWidget(tab)
        tab.resize(1366, 640)
        tab.show()
        idle()
        qtbot.waitUntil(lambda: tab.board is not None)
        idle()
        return tab

    return built


def fill(dossier: Dossier) -> dict[str, str]:
    """Give a theme's commitment late and unproven, another one kept, a meeting, two late follow-ups, a silence."""
    official = an_official(dossier)
    theme = a_record(dossier, "theme", name="Cantines")
    late = a_commitment(
        dossier,
        title="Cantine bio",
        theme_id=theme,
        official_id=official,
        deadline=TODAY - timedelta(days=40),
    )
    kept = a_commitment(dossier, title="Eau")
    record_verdict(
        dossier,
        commitment_id=kept,
        progress=Progress.DONE,
        new_evidence=[{"title": "Délibération", "evidence_kind": EvidenceKind.DELIBERATION}],
    )
    meeting = a_meeting(dossier, held_on=TODAY + timedelta(days=3), title="Avec l’adjointe")
    for side in MeetingSide:
        a_record(dossier, "follow_up", title=f"Suite {side}", side=side, due_on=TODAY - timedelta(days=2))
    return {"official": official, "theme": theme, "late": late, "meeting": meeting}


def test_an_empty_dossier_shows_four_first_steps_as_buttons(
    dossier: Dossier, show: Callable[[], DashboardTab], gone_to: Gone, qtbot: Any
) -> None:
    tab = show()
    assert tab.steps_card.isVisible()
    assert not tab._body.isVisible()
    buttons = tab.steps_card.findChildren(type(tab.meeting_card.button))
    assert [button.text() for button in buttons] == [
        "Import the register",
        "Enter commitments",
        "Plan a meeting",
        "Give a verdict",
    ]
    buttons[0].setFocus()
    qtbot.keyClick(buttons[0], Qt.Key.Key_Space)
    assert gone_to == [("official", {})]


def test_the_steps_are_ticked_as_they_are_made_then_the_card_goes(
    dossier: Dossier, show: Callable[[], DashboardTab], idle: Idle, context: TabContext, qtbot: Any
) -> None:
    tab = show()
    fill(dossier)
    tab.reload()
    idle()
    assert tab.board is not None
    assert tab.board.first_steps.done == 4
    assert not tab.steps_card.isVisible()
    assert tab._body.isVisible()


def test_figures_say_what_they_count(dossier: Dossier, show: Callable[[], DashboardTab]) -> None:
    fill(dossier)
    tab = show()
    said = [button.accessibleName() for button in tab.figures()]
    assert said == [
        "Late follow-ups: 2, 1 on our side · 1 on their side",
        "Silences: 1, Alix Morvan: never met",
        "Late commitments: 1, of 2 commitments",
        "Without evidence: 1, of 2 commitments",
    ]


def test_each_figure_opens_its_list_with_the_keyboard(
    dossier: Dossier, show: Callable[[], DashboardTab], gone_to: Gone, qtbot: Any
) -> None:
    fill(dossier)
    tab = show()
    for button in tab.figures():
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert gone_to == [
        ("follow_up", {"state": ("open",), "flag": ("overdue",)}),
        ("official", {"flag": ("silent",)}),
        ("commitment", {"flag": ("late",)}),
        ("commitment", {"flag": ("no_evidence",)}),
    ]


def test_a_meeting_to_come_ends_a_silence(dossier: Dossier, show: Callable[[], DashboardTab]) -> None:
    made = fill(dossier)
    a_record(
        dossier,
        "participant",
        meeting_id=made["meeting"],
        official_id=made["official"],
        side=MeetingSide.THEIRS,
    )
    tab = show()
    assert tab.silence_button.accessibleName() == "Silences: 0, everyone in charge was met lately"


def test_the_next_meeting_is_prepared_from_here(
    dossier: Dossier, show: Callable[[], DashboardTab], gone_to: Gone, qtbot: Any
) -> None:
    made = fill(dossier)
    tab = show()
    assert tab.meeting_card.name_label.text() == "Avec l’adjointe"
    assert tab.meeting_card.note_label.text() == "in 3 days"
    assert tab.meeting_card.gauge.accessibleName().startswith("Ready: ")
    tab.meeting_card.button.click()
    assert gone_to == [("meeting", made["meeting"])]


def test_a_theme_s_bar_opens_its_commitments_with_arrows_and_enter(
    dossier: Dossier, show: Callable[[], DashboardTab], gone_to: Gone, qtbot: Any
) -> None:
    made = fill(dossier)
    tab = show()
    tab.themes_chart.grab()
    assert "Cantines: Not assessed 1" in tab.themes_chart.accessibleName()
    qtbot.keyClick(tab.themes_chart, Qt.Key.Key_Right)
    qtbot.keyClick(tab.themes_chart, Qt.Key.Key_Return)
    qtbot.keyClick(tab.themes_chart, Qt.Key.Key_Right)
    qtbot.keyClick(tab.themes_chart, Qt.Key.Key_Return)
    assert gone_to == [
        ("commitment", {"theme": (made["theme"],)}),
        ("commitment", {"theme": (made["theme"],), "standing": ("not_assessed",)}),
    ]


def test_what_others_changed_since_the_last_visit_is_new(
    dossier: Dossier, show: Callable[[], DashboardTab], gone_to: Gone, idle: Idle, qtbot: Any
) -> None:
    made = fill(dossier)
    dossier.set_state("dashboard_visit", "1000")
    change_record(
        dossier, kind="commitment", record_id=made["late"], values={"title": "Cantine entièrement bio"}
    )
    tab = show()
    assert tab.acts_card.title_label.text() == "Since your last visit"
    assert tab.board is not None
    assert tab.board.acts_since > 5
    assert tab.board.acts[0].is_new
    assert (tab.board.acts[0].kind, tab.board.acts[0].record_id) == ("commitment", made["late"])
    visited = last_visit(dossier)
    assert visited is not None
    assert visited.year >= 2026


def test_a_verdict_s_act_opens_its_commitment(dossier: Dossier, show: Callable[[], DashboardTab]) -> None:
    commitment = a_commitment(dossier)
    record_verdict(
        dossier, commitment_id=commitment, progress=Progress.ANNOUNCED, values={"reason": "Dit en conseil."}
    )
    tab = show()
    assert tab.board is not None
    assert (tab.board.acts[0].kind, tab.board.acts[0].record_id) == ("commitment", commitment)


def test_everything_that_takes_the_focus_has_a_name(
    dossier: Dossier, show: Callable[[], DashboardTab]
) -> None:
    fill(dossier)
    assert nameless(show()) == []
