from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from altterr_desktop.ui.kit.growing import let_grow
from altterr_desktop.ui.kit.part_rows import PartRow, PartRows


@dataclass(frozen=True)
class Part:
    id: str
    text: str


class Line(PartRow):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit(self)
        QHBoxLayout(self).addWidget(self.edit)

    def show_part(self, part: Part) -> None:
        self.edit.setText(part.text)


@pytest.fixture
def rows(qtbot: Any) -> Iterator[PartRows]:
    page = QWidget()
    qtbot.addWidget(page)
    after = QLineEdit(page)
    made = PartRows(Line, (after,), page)
    column = QVBoxLayout(page)
    column.addWidget(made)
    column.addWidget(after)
    made.show_parts([Part("a", "one"), Part("b", "two"), Part("c", "three")])
    page.show()
    qtbot.waitUntil(page.isActiveWindow)
    yield made
    page.close()


def texts(rows: PartRows) -> list[str]:
    return [row.edit.text() for row in rows.rows() if isinstance(row, Line)]


def test_a_line_stays_the_same_widget_while_its_part_lives(rows: PartRows) -> None:
    line = rows.row("b")
    assert isinstance(line, Line)
    line.edit.setFocus()
    rows.show_parts([Part("b", "two, changed"), Part("a", "one")])
    assert texts(rows) == ["two, changed", "one"]
    assert rows.row("b") is line
    assert rows.row("c") is None
    assert QApplication.focusWidget() is line.edit


def test_lines_lie_and_take_tab_in_the_order_of_their_parts(rows: PartRows, qtbot: Any) -> None:
    rows.show_parts([Part("c", "three"), Part("a", "one"), Part("d", "four")])
    qtbot.waitUntil(lambda: all(row.y() > 0 for row in rows.rows()[1:]))
    assert sorted(rows.rows(), key=lambda row: row.y()) == rows.rows()
    lines = [row.edit for row in rows.rows() if isinstance(row, Line)]
    lines[0].setFocus()
    reached = []
    for _line in lines:
        reached.append(QApplication.focusWidget())
        qtbot.keyClick(reached[-1], Qt.Key.Key_Tab)
    assert reached == lines


def test_a_long_text_grows_with_its_lines_up_to_a_most(qtbot: Any) -> None:
    edit = QPlainTextEdit()
    qtbot.addWidget(edit)
    let_grow(edit, 2, 4)
    edit.show()
    least = edit.height()
    edit.setPlainText("one")
    assert edit.height() == least
    edit.setPlainText("\n".join("abc"))
    taller = edit.height()
    assert taller > least
    edit.setPlainText("\n".join("abcdefghij"))
    most = edit.height()
    assert least < taller < most < taller * 2
