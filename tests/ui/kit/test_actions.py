from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from altterr_desktop.ui.kit.actions import Action, Actions, shortcut_text


@pytest.fixture
def owner(qtbot: Any) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def _nothing() -> None:
    return None


def test_an_action_is_built_once_and_does_its_work(owner: QWidget) -> None:
    done: list[int] = []
    actions = Actions()
    built = actions.add(owner, Action("commitments.new", "New", lambda: done.append(1), "Ctrl+N", "plus"))
    built.trigger()
    assert done == [1]
    assert built in owner.actions()
    with pytest.raises(ValueError, match="registered twice"):
        actions.add(owner, Action("commitments.new", "New", _nothing))


@pytest.mark.parametrize(
    ("first", "second", "clashes"),
    [
        ("window", "window", True),
        ("window", "meetings", True),
        ("meetings", "window", True),
        ("meetings", "officials", False),
    ],
)
def test_a_shortcut_means_one_thing_where_it_works(
    owner: QWidget, first: str, second: str, clashes: bool
) -> None:
    actions = Actions()
    actions.add(owner, Action("one", "One", _nothing, "Ctrl+M", scope=first))
    other = Action("two", "Two", _nothing, "Ctrl+L Ctrl+M", scope=second)
    if clashes:
        with pytest.raises(ValueError, match="same shortcut"):
            actions.add(owner, other)
    else:
        actions.add(owner, other)


def test_the_palette_is_offered_what_can_be_done_now(owner: QWidget) -> None:
    actions = Actions()
    actions.add(owner, Action("window.a", "A", _nothing))
    actions.add(owner, Action("meetings.b", "B", _nothing, scope="meetings"))
    actions.add(owner, Action("officials.c", "C", _nothing, scope="officials"))
    actions.add(owner, Action("window.hidden", "D", _nothing, in_palette=False))
    actions.add(owner, Action("window.off", "E", _nothing)).setEnabled(False)
    assert [one.id for one in actions.offered("meetings")] == ["window.a", "meetings.b"]


def test_the_first_shortcut_is_the_one_shown() -> None:
    assert shortcut_text(Action("a", "A", _nothing, "Ctrl+Tab Ctrl+PgDown")) == "Ctrl+Tab"
    assert shortcut_text(Action("a", "A", _nothing)) == ""
