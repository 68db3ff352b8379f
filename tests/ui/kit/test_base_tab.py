from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.ui.kit.context import TabContext
from tests.ui.accessibility import nameless
from tests.ui.demo_tab import DemoTab, FakeChanges, FakeDossier

Idle = Callable[[], None]


@pytest.fixture
def tab(context: TabContext, opened: FakeDossier, qtbot: Any, idle: Idle) -> DemoTab:
    made = DemoTab(context)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    idle()
    return made


def test_the_list_is_shown_with_its_count(tab: DemoTab) -> None:
    assert tab.count_label.text() == "1,000 results"
    assert tab.rows.rowCount() == 1000


def test_words_typed_narrow_the_list_and_no_result_offers_to_clear(tab: DemoTab, qtbot: Any) -> None:
    qtbot.keyClicks(tab.filter_bar._field, "tarif")
    qtbot.waitUntil(lambda: 0 < tab.rows.total < 1000)
    qtbot.keyClicks(tab.filter_bar._field, "zzz")
    qtbot.waitUntil(lambda: tab._lists.currentIndex() == 1)
    tab.filter_bar.clear()
    qtbot.waitUntil(lambda: tab.rows.total == 1000 and tab._lists.currentIndex() == 0)


def test_a_chip_is_exclusive_and_all_takes_it_back(tab: DemoTab, idle: Idle) -> None:
    chips = tab.filter_bar._chips
    chips["standing", "done"].click()
    chips["standing", "abandoned"].click()
    idle()
    assert tab.rows.query.filters == (("standing", ("abandoned",)),)
    assert not chips["standing", ""].isChecked()
    chips["standing", ""].click()
    idle()
    assert not tab.rows.query.is_narrowed
    chips["standing", "done"].click()
    chips["standing", "done"].click()
    assert chips["standing", ""].isChecked()


def test_an_empty_dossier_says_what_to_do(tab: DemoTab, opened: FakeDossier, idle: Idle) -> None:
    opened.rows.clear()
    tab.reload()
    idle()
    assert tab._whole.currentIndex() == 1


def test_a_change_of_its_kind_reloads_the_list_and_the_detail(
    tab: DemoTab, opened: FakeDossier, idle: Idle
) -> None:
    tab.table.select_id("c1")
    idle()
    opened.rows[1] = replace(opened.rows[1], title="Ouvrir une ressourcerie")
    tab.context.operations.changed.emit(FakeChanges((("official", "o1"),)))
    idle()
    assert tab.detail.title_edit.text() != "Ouvrir une ressourcerie"
    tab.context.operations.changed.emit(FakeChanges((("commitment", "c1"),)))
    idle()
    assert tab.detail.title_edit.text() == "Ouvrir une ressourcerie"
    assert tab.rows.row_at(1).title == "Ouvrir une ressourcerie"


def test_a_hidden_tab_reloads_when_it_is_shown(tab: DemoTab, opened: FakeDossier, idle: Idle) -> None:
    tab.hide()
    asked = len(opened.queries)
    tab.context.operations.changed.emit(FakeChanges((("commitment", "c1"),)))
    idle()
    assert len(opened.queries) == asked
    tab.show()
    idle()
    assert len(opened.queries) == asked + 1


def test_a_field_left_is_committed_and_said(
    tab: DemoTab, opened: FakeDossier, idle: Idle, qtbot: Any
) -> None:
    tab.table.select_id("c1")
    idle()
    edit = tab.detail.title_edit
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "Cantine bio")
    tab.table.setFocus()
    idle()
    assert opened.get("c1").title == "Cantine bio"
    assert tab.context.messages.log[-1].text == "Saved · Ctrl+Z"


def test_going_to_another_row_commits_to_the_row_that_was_left(
    tab: DemoTab, opened: FakeDossier, idle: Idle, qtbot: Any
) -> None:
    tab.table.select_id("c1")
    idle()
    qtbot.keyClicks(tab.detail.notes_edit, "Vu en conseil")
    tab.table.select_id("c2")
    idle()
    assert opened.get("c1").notes == "Vu en conseil"
    assert opened.get("c2").notes == ""
    assert tab.detail.notes_edit.toPlainText() == ""


def test_order_and_widths_are_remembered(tab: DemoTab, context: TabContext, idle: Idle, qtbot: Any) -> None:
    tab.table.sort_asked.emit("deadline", True)
    tab.table.horizontalHeader().resizeSection(2, 201)
    tab.keep_state()
    again = DemoTab(context)
    qtbot.addWidget(again)
    idle()
    assert (again.rows.query.sort, again.rows.query.descending) == ("deadline", True)
    assert again.table.columnWidth(2) == 201


def test_a_number_opens_its_list(tab: DemoTab, idle: Idle) -> None:
    tab.show_filtered({"standing": (Standing.DONE.value,)})
    idle()
    assert tab.filter_bar._chips["standing", "done"].isChecked()
    assert all(tab.rows.row_at(row).standing is Standing.DONE for row in range(10))


def test_the_keyboard_goes_from_filter_to_list_to_detail(tab: DemoTab, idle: Idle, qtbot: Any) -> None:
    tab.focus_filter()
    qtbot.keyClick(tab.filter_bar._field, Qt.Key.Key_Down)
    assert tab.table.hasFocus()
    assert tab.table.current_id() == "c0"
    idle()
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    assert tab.detail.title_edit.hasFocus()


def test_everything_focusable_has_a_name(tab: DemoTab) -> None:
    assert nameless(tab) == []
