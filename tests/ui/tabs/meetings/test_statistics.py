from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.ui.kit import exporting
from altterr_desktop.ui.tabs.meetings import statistics
from altterr_desktop.ui.tabs.meetings.statistics import StatisticsForm
from altterr_desktop.ui.tabs.meetings.tab import MeetingsTab
from tests.ui.accessibility import nameless
from tests.ui.tabs.meetings.conftest import TODAY, Town


def test_the_figures_are_bars_and_a_table_by_official_theme_and_year(
    tab: MeetingsTab, town: Town, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = StatisticsForm(tab.context, None)
    qtbot.addWidget(form.widget)
    form.widget.show()
    qtbot.waitUntil(lambda: form.figures is not None)
    assert "1 meeting held" in form.summary_label.text()
    assert "1 promise made" in form.promises_label.text()
    assert form.table.model().index(0, 0).data() == "Alix Morvan"
    assert form.table.model().index(0, 1).data() == "1"
    assert "Alix Morvan" in form.bars.accessibleDescription()
    form.chips["years"].click()
    assert form.table.model().index(0, 0).data() in {str(TODAY.year), str(TODAY.year - 1)}
    path = tmp_path / "a.xlsx"
    monkeypatch.setattr(exporting, "ask", lambda *_args: str(path))
    form.export_button.click()
    qtbot.waitUntil(path.exists)
    assert not nameless(form.widget)


def test_they_are_asked_for_from_the_page(
    tab: MeetingsTab, monkeypatch: pytest.MonkeyPatch, idle: Callable[[], None]
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(statistics, "show_statistics", lambda *args: asked.append(args))
    tab.context.actions.built("meetings.figures").trigger()
    assert asked
