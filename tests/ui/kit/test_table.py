from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QImage, QPainter
from PySide6.QtWidgets import QMenu

from altterr_desktop.domain.lists import PAGE_SIZE, Page, Query
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.kit.row_model import RowModel
from altterr_desktop.ui.kit.table import RecordTable
from altterr_desktop.ui.kit.theme import colour
from tests.ui.demo_tab import FakeDossier, Row, demo_columns, list_rows

Idle = Callable[[], None]


@pytest.fixture
def dossier() -> FakeDossier:
    return FakeDossier(1000)


@pytest.fixture
def model(operations: Operations, dossier: FakeDossier) -> RowModel:
    return RowModel(demo_columns(), lambda query: list_rows(dossier, query), operations)


@pytest.fixture
def table(model: RowModel, qtbot: Any, idle: Idle) -> RecordTable:
    view = RecordTable(model)
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.show()
    model.set_query(Query())
    idle()
    return view


def test_all_rows_are_counted_and_only_the_first_page_is_asked_for(
    table: RecordTable, model: RowModel, dossier: FakeDossier
) -> None:
    assert model.rowCount() == 1000
    assert [query.offset for query in dossier.queries] == [0]


def test_a_page_is_asked_for_once_when_it_is_looked_at(
    table: RecordTable, model: RowModel, dossier: FakeDossier, idle: Idle
) -> None:
    for _time in range(3):
        assert model.index(650, 1).data() is None
    idle()
    assert model.index(650, 1).data()
    assert [query.offset for query in dossier.queries] == [0, 600]


def test_an_answer_to_an_earlier_query_is_dropped(operations: Operations, idle: Idle) -> None:
    gate = threading.Event()

    def slow(query: Query) -> Page[Row]:
        if query.words == "first":
            gate.wait()
        return list_rows(FakeDossier(3 if query.words == "first" else 2), Query())

    model = RowModel(demo_columns(), slow, operations)
    model.set_query(Query("first"))
    model.set_query(Query("second"))
    gate.set()
    idle()
    assert model.rowCount() == 2


def test_the_current_record_is_kept_when_rows_move(
    table: RecordTable, model: RowModel, idle: Idle, dossier: FakeDossier
) -> None:
    changed: list[str] = []
    table.select_id("c3")
    table.current_changed.connect(changed.append)
    dossier.rows.insert(0, dossier.rows.pop(500))
    model.reload()
    idle()
    assert table.current_id() == "c3"
    assert model.row_at(table.currentIndex().row()).id == "c3"
    assert changed == []


def test_the_row_after_a_deleted_one_becomes_current(
    table: RecordTable, model: RowModel, idle: Idle, dossier: FakeDossier
) -> None:
    table.select_id("c3")
    del dossier.rows[3]
    table.drop_current()
    model.reload()
    idle()
    assert table.current_id() == "c4"


def test_when_the_last_page_is_gone_the_new_last_one_is_shown(
    table: RecordTable, model: RowModel, idle: Idle, dossier: FakeDossier
) -> None:
    del dossier.rows[PAGE_SIZE:]
    model.reload(900)
    idle()
    assert model.rowCount() == PAGE_SIZE
    assert model.row_at(PAGE_SIZE - 1) is not None


def test_enter_delete_and_f2_ask_for_the_current_record(table: RecordTable, qtbot: Any) -> None:
    asked: list[tuple[str, str]] = []
    table.opened.connect(lambda record: asked.append(("open", record)))
    table.delete_asked.connect(lambda record: asked.append(("delete", record)))
    table.rename_asked.connect(lambda record: asked.append(("rename", record)))
    table.select_id("c2")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_F2):
        qtbot.keyClick(table, key)
    assert asked == [("open", "c2"), ("delete", "c2"), ("rename", "c2")]


def test_typing_letters_goes_to_the_row_that_begins_so(
    table: RecordTable, model: RowModel, qtbot: Any
) -> None:
    table.select_id("c0")
    qtbot.keyClicks(table, "tarif")
    assert model.row_at(table.currentIndex().row()).title.startswith("Tarif")


def test_clicking_a_header_sorts_then_turns_the_order(
    table: RecordTable, model: RowModel, idle: Idle, qtbot: Any
) -> None:
    asked: list[tuple[str, bool]] = []

    def sort(name: str, descending: bool) -> None:
        asked.append((name, descending))
        model.set_query(Query(sort=name, descending=descending))

    table.sort_asked.connect(sort)
    header = table.horizontalHeader()
    for _time in range(2):
        where = QPoint(header.sectionPosition(2) + 20, header.height() // 2)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
        idle()
    assert asked == [("deadline", False), ("deadline", True)]


def test_widths_given_by_hand_are_kept(table: RecordTable, model: RowModel, qtbot: Any) -> None:
    table.horizontalHeader().resizeSection(2, 222)
    again = RecordTable(model)
    qtbot.addWidget(again)
    again.restore_widths(table.widths())
    assert again.columnWidth(2) == 222
    again.restore_widths("[1, 2]")
    again.restore_widths("nonsense")
    assert again.columnWidth(2) == 222


def test_every_cell_speaks_its_column(table: RecordTable, model: RowModel) -> None:
    said = [
        model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole)
        for column in range(model.columnCount())
    ]
    titles = [column.title for column in model.columns]
    assert all(words.startswith(title) for words, title in zip(said, titles, strict=True))
    assert "Végétaliser la place Gambetta" in said[1]
    assert said[4].endswith("Kept")


def test_the_context_menu_holds_the_actions_and_chooses_the_row(table: RecordTable, model: RowModel) -> None:
    done: list[str] = []
    action = QAction("Delete", table)
    action.triggered.connect(lambda: done.append(table.current_id()))
    table.set_menu_actions([action])
    table.customContextMenuRequested.emit(QPoint(50, table.rowViewportPosition(4) + 5))
    menu = table.findChild(QMenu)
    assert menu is not None
    menu.actions()[0].trigger()
    menu.close()
    assert done == ["c4"]


def test_marks_in_words_stay_marks_in_tips(operations: Operations, idle: Idle) -> None:
    row = (
        FakeDossier(1)
        .rows[0]
        .__class__(**{**FakeDossier(1).rows[0].__dict__, "title": "<img src='file:///x'>" * 4})
    )
    model = RowModel(demo_columns(), lambda _query: Page([row], 1), operations)
    model.set_query(Query())
    idle()
    assert "<img" not in model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)


def test_overrides_and_delegates_do_not_steal_none(table: RecordTable, model: RowModel) -> None:
    # A version of the toolkit lost one reference to None at each override that returns None, then died.
    picture = QImage(table.size(), QImage.Format.Format_ARGB32)
    table.render(picture)
    before = sys.getrefcount(None)
    for _time in range(40):
        painter = QPainter(picture)
        table.render(painter, QPoint())
        painter.end()
        for row in range(20):
            model.data(model.index(row, 0), Qt.ItemDataRole.DecorationRole)
    assert abs(sys.getrefcount(None) - before) < 400


def test_the_keyboard_is_seen_on_its_row(table: RecordTable, qtbot: Any) -> None:
    table.select_id("c2")

    def drawn() -> set[str]:
        picture = QImage(table.viewport().size(), QImage.Format.Format_RGB32)
        table.viewport().render(picture)
        top = table.rowViewportPosition(2)
        return {picture.pixelColor(300, top + line).name() for line in range(3)}

    table.horizontalHeader().setFocus()
    table.clearFocus()
    without = drawn()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    assert drawn() - without == {colour("focus").name()}
