"""A commune that changes: asked for from the page of the group, kept with its past name and code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from altterr_desktop.domain.territories import TerritoryChangeKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.territory_changes import territory_history
from altterr_desktop.ui.dialogs import territory_change
from altterr_desktop.ui.dialogs.group import GroupForm
from altterr_desktop.ui.dialogs.territory_change import TerritoryChangeForm
from altterr_desktop.ui.kit.operations import Operations
from tests.builders import COMMUNE, a_dossier
from tests.ui.accessibility import nameless

Idle = Callable[[], None]


@pytest.fixture
def dossier(operations: Operations, tmp_path: Path) -> Iterator[Dossier]:
    with a_dossier(tmp_path, territory_codes=[COMMUNE, "32013"]) as made:
        operations.use_dossier(made)
        yield made
        operations.shut_down()


def a_form(dossier: Dossier, operations: Operations, qtbot: Any, idle: Idle) -> TerritoryChangeForm:
    rows = read_group(dossier).territories
    place = next(row for row in rows if row.code == COMMUNE)
    form = TerritoryChangeForm(None, operations, place, rows)
    qtbot.addWidget(form.widget)
    form.widget.show()
    idle()
    return form


def test_a_new_name_is_kept_and_told_next_time(
    dossier: Dossier, operations: Operations, qtbot: Any, idle: Idle
) -> None:
    form = a_form(dossier, operations, qtbot, idle)
    assert nameless(form.widget) == []
    former = form.place_label.text()
    form.save_button.click()
    idle()
    assert form.error_label.text() == "Write the new name."
    form.name_edit.setText("Val-Nouveau")
    form.happened_on_field.setText("01/01/2027")
    form.source_edit.setText("Arrêté")
    form.save_button.click()
    qtbot.waitUntil(lambda: not form.widget.isVisible())
    again = a_form(dossier, operations, qtbot, idle)
    assert again.place_label.text() == f"Val-Nouveau ({COMMUNE})"
    assert again.history_label.text().startswith(f"New name: {former.removesuffix(f' ({COMMUNE})')}")


def test_a_merger_ticks_the_other_commune(
    dossier: Dossier, operations: Operations, qtbot: Any, idle: Idle
) -> None:
    form = a_form(dossier, operations, qtbot, idle)
    form.kind_combo.set_value(TerritoryChangeKind.MERGED)
    assert form.merged_list.isVisible()
    form.save_button.click()
    idle()
    assert "at least one other" in form.error_label.text()
    form.merged_list.item(0).setCheckState(Qt.CheckState.Checked)
    form.save_button.click()
    qtbot.waitUntil(lambda: not form.widget.isVisible())
    (left,) = read_group(dossier).territories
    assert [change.kind for change in territory_history(dossier, left.id)] == [TerritoryChangeKind.MERGED]


def test_the_page_of_the_group_leads_to_it(
    dossier: Dossier, operations: Operations, monkeypatch: pytest.MonkeyPatch, qtbot: Any, idle: Idle
) -> None:
    shown: list[str] = []

    def ask(form: TerritoryChangeForm) -> bool:
        shown.append(form.place_label.text())
        return False

    monkeypatch.setattr(territory_change, "ask", ask)
    group = GroupForm(None, operations)
    qtbot.addWidget(group.widget)
    idle()
    group.change_button.click()
    idle()
    assert len(shown) == 1
