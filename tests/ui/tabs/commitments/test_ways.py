"""The ways of looking at the commitments: groups, views, cells changed in place, board, tree."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu

from altterr_desktop.domain.commitments import Standing, Weakness
from altterr_desktop.domain.dates import Precision
from altterr_desktop.domain.lists import Query
from altterr_desktop.services.commitments import list_commitments
from altterr_desktop.services.records import change_record
from altterr_desktop.services.saved_views import ViewContent, list_views
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.columns import GroupRow
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.pickers import RecordPicker
from altterr_desktop.ui.kit.row_model import RowModel
from altterr_desktop.ui.tabs.commitments import placing, verdict_dialog, views
from altterr_desktop.ui.tabs.commitments.arranging import BOARD, LIST, TREE
from altterr_desktop.ui.tabs.commitments.tab import CommitmentsTab
from tests.builders import a_commitment
from tests.ui.accessibility import nameless
from tests.ui.tabs.commitments.conftest import Town

Idle = Callable[[], None]


def shown(page: CommitmentsTab) -> list[str]:
    rows = [page.rows.row_at(row) for row in range(page.rows.total)]
    return [f"[{row.name}]" if isinstance(row, GroupRow) else row.named[0] for row in rows]


def group(page: CommitmentsTab, by: str, idle: Idle) -> None:
    page.showing.group_by(by)
    idle()


# Groups


def test_a_group_folds_and_unfolds_by_the_keyboard_and_keeps_the_place(
    page: CommitmentsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    group(page, "theme", idle)
    assert [name for name in shown(page) if name.startswith("[")] == ["[Mobility]", "[Food and farming]"]
    page.table.setFocus()
    page.table.setCurrentIndex(page.rows.index(0, 0))
    said = page.rows.data(page.rows.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Group: Mobility, 1 commitment, unfolded"
    qtbot.keyClick(page.table, Qt.Key.Key_Left)
    idle()
    assert shown(page)[:2] == ["[Mobility]", "[Food and farming]"]
    assert page.table.currentIndex().row() == 0
    assert page.count_label.text() == "3 commitments"
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    idle()
    assert shown(page)[1] == "Piste cyclable continue"


def test_the_head_of_a_group_is_reached_but_never_selected_nor_deleted(
    page: CommitmentsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    group(page, "theme", idle)
    page.table.setFocus()
    page.table.selectAll()
    idle()
    assert sorted(page.selection.ids) == sorted([town.path, town.trees, town.canteen])
    page.table.setCurrentIndex(page.rows.index(0, 0))
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    idle()
    assert page.rows.records == 3


def test_a_click_on_a_head_folds_its_group_and_all_fold_at_once(
    page: CommitmentsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    group(page, "theme", idle)
    where = page.table.visualRect(page.rows.index(0, 0)).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    idle()
    assert page.rows.total == 4
    page.arrangement.fold_asked.emit(True)
    idle()
    assert shown(page) == ["[Mobility]", "[Food and farming]"]


def test_a_new_commitment_in_a_far_group_is_found_again(
    page: CommitmentsTab, town: Town, idle: Idle, choose: Callable[[str], None]
) -> None:
    group(page, "theme", idle)
    choose(town.canteen)
    page.context.operations.write(
        change_record, kind="commitment", record_id=town.canteen, values={"theme_id": town.themes[0]}
    )
    idle()
    place = page.rows.row_of(town.canteen)
    assert place is not None
    assert page.table.currentIndex().row() == place
    assert page.table.columnSpan(0, 0) == len(page.rows.columns)
    assert page.table.columnSpan(place, 0) == 1


# Views


def test_a_usual_view_narrows_groups_and_sorts_the_list(page: CommitmentsTab, town: Town, idle: Idle) -> None:
    usual = {view.id: view for view in list_views(town.dossier, "commitment")}
    page.views.look(usual["usual:late"])
    idle()
    assert shown(page) == ["Piste cyclable continue"]
    assert page.views.text() == "View: Late"
    page.filter_bar.clear()
    idle()
    assert page.views.text() == "Views"
    page.views.look(usual["usual:no_recent_evidence"])
    idle()
    assert page.query.group == "theme"
    assert page.query.chosen("weakness") == (Weakness.NO_RECENT_EVIDENCE,)
    page.views.look(usual["usual:mine"])
    idle()
    assert shown(page) == []
    assert page.views.text() == "View: My proposals"


def test_the_present_view_is_kept_under_a_name_and_found_in_the_menu(
    page: CommitmentsTab, town: Town, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "ask_name", lambda *_args: "Pour lundi")
    page.filter_bar.set_chosen({"standing": ("not_assessed",)}, "arbres")
    page.showing.group_by("official")
    page.showing.show_columns(("named", "theme"))
    idle()
    page.views.keep()
    idle()
    kept = list_views(town.dossier, "commitment")[-1]
    expected = ViewContent(
        "arbres", (("standing", ("not_assessed",)),), "official", "", False, ("named", "theme")
    )
    assert (kept.name, kept.content) == ("Pour lundi", expected)
    assert page.views.text() == "View: Pour lundi"
    menu: QMenu = page.views.menu()
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions()]
    assert "Pour lundi" in texts
    next(action for action in menu.actions() if action.text() == "Everything").trigger()
    idle()
    assert page.rows.total == 3
    assert "deadline" in page.table.shown_columns()
    next(action for action in menu.actions() if action.text() == "Pour lundi").trigger()
    idle()
    assert shown(page) == ["[No official in charge]", "Arbres de la place"]
    assert page.table.shown_columns() == ("named", "theme")


def test_how_the_list_is_looked_at_is_remembered(
    page: CommitmentsTab, town: Town, context: TabContext, qtbot: Any, idle: Idle
) -> None:
    group(page, "theme", idle)
    page.showing.show_columns(("named", "theme"))
    page.showing.set_mode(TREE)
    idle()
    page.keep_state()
    context.actions.drop("commitments")
    again = CommitmentsTab(context)
    qtbot.addWidget(again)
    again.resize(1350, 640)
    again.show()
    qtbot.waitUntil(lambda: again.rows.is_answered)
    idle()
    assert (again.query.group, again.showing.mode) == ("theme", TREE)
    assert again.table.shown_columns() == ("named", "theme")


# Cells changed in place


def edited(page: CommitmentsTab, record_id: str, key: str) -> Any:
    """Click on the cell that is to be changed."""
    place = page.rows.row_of(record_id)
    assert place is not None
    column = next(number for number, one in enumerate(page.rows.columns) if one.key == key)
    index = page.rows.index(place, column)
    page.table.scrollTo(index)
    where = page.table.visualRect(index).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    page.table.setFocus()
    return page.table


def test_f2_on_a_row_reached_by_the_arrows_changes_its_title_and_not_its_number(
    page: CommitmentsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    page.showing.show_columns(("number", "named"))
    page.table.setFocus()
    page.table.select_id(town.trees)
    idle()
    for keys, shown in (((), "Arbres de la place"), ((Qt.Key.Key_Right, Qt.Key.Key_Left), "")):
        for key in keys:
            qtbot.keyClick(page.table, key)
        qtbot.keyClick(page.table, Qt.Key.Key_F2)
        field = page.inline.widget
        assert isinstance(field, QLineEdit)
        assert field.text() == shown
        qtbot.keyClick(field, Qt.Key.Key_Escape)


def test_f2_changes_the_title_in_the_table_and_escape_gives_up(
    page: CommitmentsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    table = edited(page, town.trees, "named")
    idle()
    qtbot.keyClick(table, Qt.Key.Key_F2)
    field = page.inline.widget
    assert isinstance(field, QLineEdit)
    assert field.text() == "Arbres de la place"
    assert nameless(page) == []
    qtbot.keyClicks(field, "Quarante arbres")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    idle()
    assert town.page(town.trees).title == "Arbres de la place"
    assert page.table.hasFocus()
    qtbot.keyClick(table, Qt.Key.Key_F2)
    qtbot.keyClicks(page.inline.widget, "Quarante arbres")
    qtbot.keyClick(page.inline.widget, Qt.Key.Key_Return)
    idle()
    assert town.page(town.trees).title == "Quarante arbres"
    assert page.inline.widget is None
    assert page.table.current_id() == town.trees


def test_a_deadline_is_typed_loosely_in_the_table_and_words_that_mean_nothing_stay(
    page: CommitmentsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    table = edited(page, town.trees, "deadline")
    idle()
    qtbot.keyClick(table, Qt.Key.Key_F2)
    field = page.inline.widget
    assert isinstance(field, DateField)
    qtbot.keyClicks(field, "soon")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page.inline.widget is field
    field.selectAll()
    qtbot.keyClicks(field, "end of 2028")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    idle()
    values = town.page(town.trees).values
    assert (values["deadline"], values["deadline_precision"]) == (date(2028, 12, 31), Precision.YEAR)


def test_theme_and_official_are_changed_in_their_columns(
    page: CommitmentsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    page.showing.show_columns(("named", "theme", "official"))
    table = edited(page, town.trees, "theme")
    idle()
    qtbot.keyClick(table, Qt.Key.Key_F2)
    combo = page.inline.widget
    assert isinstance(combo, ChoiceCombo)
    combo.set_value(town.themes[2])
    qtbot.keyClick(combo, Qt.Key.Key_Return)
    idle()
    assert town.page(town.trees).values["theme_id"] == town.themes[2]
    table = edited(page, town.trees, "official")
    idle()
    qtbot.keyClick(table, Qt.Key.Key_F2)
    picker = page.inline.widget
    assert isinstance(picker, RecordPicker)
    qtbot.keyClicks(picker, "mor")
    qtbot.waitUntil(picker.is_open)
    qtbot.keyClick(picker, Qt.Key.Key_Return)
    idle()
    assert town.page(town.trees).names["official_id"] == "Alix Morvan"


def test_a_double_click_opens_the_detail_only_where_nothing_can_be_changed(
    page: CommitmentsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    edited(page, town.trees, "standing")
    idle()
    page.table.doubleClicked.emit(page.table.currentIndex())
    assert page.inline.widget is None
    assert page.detail.fields.fields.title_edit.hasFocus()


# The board


def board(page: CommitmentsTab, idle: Idle) -> Any:
    page.showing.set_mode(BOARD)
    idle()
    return page.showing.board


def model_of(view: Any) -> RowModel:
    model = view.model()
    assert isinstance(model, RowModel)
    return model


def test_the_board_has_one_column_a_state_and_the_arrows_go_from_card_to_card(
    page: CommitmentsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    shown_board = board(page, idle)
    waiting, going = shown_board.column(Standing.NOT_ASSESSED), shown_board.column(Standing.IN_PROGRESS)
    assert (model_of(waiting).total, model_of(going).total) == (2, 1)
    shown_board.focus_first()
    idle()
    assert waiting.hasFocus()
    qtbot.keyClick(waiting, Qt.Key.Key_Right)
    idle()
    # Columns without a card are passed over.
    assert going.hasFocus()
    assert page.detail.page is not None
    assert page.detail.page.id == town.path
    qtbot.keyClick(going, Qt.Key.Key_Return)
    assert page.detail.fields.fields.title_edit.hasFocus()
    assert nameless(page) == []


def test_the_palette_opens_the_board_with_the_keyboard_on_its_first_card(
    page: CommitmentsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    page.context.actions.built("commitments.mode_board").trigger()
    idle()
    waiting = page.showing.board.column(Standing.NOT_ASSESSED)
    assert waiting.hasFocus()
    assert len(waiting.selectedIndexes()) == 1
    assert page.detail.page is not None
    assert page.detail.page.id in {town.trees, town.canteen}
    page.context.actions.built("commitments.mode_tree").trigger()
    idle()
    assert page.showing.tree.hasFocus()
    page.context.actions.built("commitments.mode_list").trigger()
    assert page.table.hasFocus()


def test_a_card_put_elsewhere_asks_for_a_verdict_and_writes_none(
    page: CommitmentsTab, town: Town, qtbot: Any, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, Standing]] = []
    start = page.context.operations

    def ask(_parent: Any, commitment: Any, _volunteers: Any, begun: Any, _keep: Any) -> None:
        asked.append((commitment.id, begun.standing))

    monkeypatch.setattr(verdict_dialog, "ask", ask)
    shown_board = board(page, idle)
    waiting = shown_board.column(Standing.NOT_ASSESSED)
    waiting.enter()
    idle()
    first = waiting.current_id()
    qtbot.keyClick(waiting, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    idle()
    data = QMimeData()
    data.setData("application/x-altterr-commitment", town.path.encode())
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    shown_board.column(Standing.DONE).dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    idle()
    assert asked == [(first, Standing.NOT_STARTED), (town.path, Standing.DONE)]
    start.write(change_record, kind="commitment", record_id=first, values={"page": "7"})
    idle()
    assert waiting.current_id() == first
    standings = {row.id: row.standing for row in list_commitments(town.dossier, Query()).rows}
    assert standings[first] is Standing.NOT_ASSESSED
    assert standings[town.path] is Standing.IN_PROGRESS


def test_the_board_follows_the_filters(page: CommitmentsTab, town: Town, idle: Idle) -> None:
    shown_board = board(page, idle)
    page.filter_bar.set_chosen({"standing": ("in_progress",)})
    idle()
    assert not shown_board.column(Standing.DONE).isVisible()
    assert model_of(shown_board.column(Standing.IN_PROGRESS)).total == 1
    page.filter_bar.set_chosen({}, "canteen")
    idle()
    page.filter_bar.set_chosen({}, "cantine")
    idle()
    assert model_of(shown_board.column(Standing.NOT_ASSESSED)).total == 1
    page.showing.set_mode(LIST)
    idle()
    assert page.table.isVisible()


# The tree


def test_the_tree_moves_a_commitment_deeper_and_higher_by_the_keyboard(
    page: CommitmentsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    page.showing.set_mode(TREE)
    idle()
    tree = page.showing.tree
    order = [node.id for node in tree.nodes.nodes]
    tree.setFocus()
    tree.setCurrentIndex(tree.nodes.index_of(order[1]))
    idle()
    qtbot.keyClick(tree, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    idle()
    assert town.page(order[1]).values["parent_id"] == order[0]
    assert tree.current_id() == order[1]
    above = tree.nodes.node_at(tree.nodes.index_of(order[0]))
    assert above is not None
    assert sum(count for _standing, count in above.counts) == 1
    qtbot.keyClick(tree, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    idle()
    assert town.page(order[1]).values["parent_id"] is None
    assert nameless(page) == []


def test_a_branch_that_a_person_closed_stays_closed(page: CommitmentsTab, town: Town, idle: Idle) -> None:
    a_commitment(town.dossier, title="Une part", parent_id=town.trees)
    page.showing.set_mode(TREE)
    idle()
    tree = page.showing.tree
    assert tree.isExpanded(tree.nodes.index_of(town.trees))
    tree.setExpanded(tree.nodes.index_of(town.trees), False)
    page.reload()
    idle()
    assert not tree.isExpanded(tree.nodes.index_of(town.trees))


def test_the_place_in_the_plan_is_asked_for(
    page: CommitmentsTab,
    town: Town,
    idle: Idle,
    choose: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[str] = []

    def ask(_parent: Any, _context: Any, title: str, above: Any) -> tuple[bool, str]:
        seen.append(f"{title} {above}")
        return True, town.canteen

    monkeypatch.setattr(placing, "ask_place", ask)
    choose(town.trees)
    page.context.actions.built("commitments.place").trigger()
    idle()
    assert seen == ["Arbres de la place None"]
    assert town.page(town.trees).values["parent_id"] == town.canteen
    monkeypatch.setattr(placing, "ask_place", lambda *_args: (False, None))
    page.context.actions.built("commitments.place").trigger()
    idle()
    assert town.page(town.trees).values["parent_id"] == town.canteen
