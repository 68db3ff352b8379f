from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent, QImage
from PySide6.QtWidgets import QPushButton

from altterr_desktop.app.tabs import TABS
from altterr_desktop.ui.kit.memory import Memory
from altterr_desktop.ui.kit.messages import Messages
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.kit.popup_list import Found
from altterr_desktop.ui.shell.menus import MenuCalls
from altterr_desktop.ui.shell.sections import TabSpec
from altterr_desktop.ui.shell.shortcuts_dialog import ShortcutsForm
from altterr_desktop.ui.shell.window import MainWindow, ShellCalls
from tests.ui.accessibility import nameless, walk
from tests.ui.demo_tab import DemoTab, FakeDossier
from tests.ui.watchdog import Watchdog

Idle = Callable[[], None]


def demo_tabs() -> tuple[TabSpec, ...]:
    """The real tabs, with the throw-away page in place of theirs; one cannot be built."""
    place = {"commitments": "tests.ui.demo_tab:DemoTab"}
    return tuple(replace(spec, place=place.get(spec.key, "tests.ui.nowhere:Nothing")) for spec in TABS)


@pytest.fixture
def called() -> list[Any]:
    return []


@pytest.fixture
def window(
    qtbot: Any, operations: Operations, messages: Messages, memory: Memory, called: list[Any]
) -> MainWindow:
    def note(name: str) -> Callable[..., None]:
        return lambda *values: called.append((name, *values))

    calls = ShellCalls(
        note("new"),
        note("open"),
        note("demo"),
        note("undo"),
        note("redo"),
        note("dropped"),
        MenuCalls(note("theme"), note("size"), note("language"), note("about")),
    )
    made = MainWindow(demo_tabs(), operations, messages, memory, calls)
    qtbot.addWidget(made)
    made.resize(1366, 720)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def shown(window: MainWindow, opened: FakeDossier, idle: Idle) -> MainWindow:
    window.memory.keep_layout("window.tab", "commitments")
    window.show_dossier("Val d’Erdière", "Val d’Erdière · 3 communes", _search)
    idle()
    return window


def _search(words: str) -> list[Found]:
    return [Found("commitment", "c7", f"{words} en ville", "Mobilités")]


def test_only_the_page_looked_at_is_built(shown: MainWindow) -> None:
    assert shown.sections.built_keys() == ["commitments"]
    assert isinstance(shown.sections.current(), DemoTab)
    assert shown.windowTitle() == "Val d’Erdière – Altterr"


def test_a_page_that_cannot_be_built_says_so_and_the_others_work(
    shown: MainWindow, operations: Operations
) -> None:
    crashes: list[Exception] = []
    operations.crashed.connect(crashes.append)
    shown.sections.show_key("dashboard")
    assert isinstance(crashes[0], ModuleNotFoundError)
    assert shown.sections.current() is None
    assert isinstance(shown.sections.show_key("commitments"), DemoTab)


def test_the_keyboard_turns_the_tabs(shown: MainWindow, qtbot: Any, operations: Operations) -> None:
    operations.crashed.connect(lambda *_error: None)
    for key, expected in ((Qt.Key.Key_2, "officials"), (Qt.Key.Key_3, "commitments")):
        qtbot.keyClick(shown, key, Qt.KeyboardModifier.ControlModifier)
        assert shown.sections.current_key() == expected
    shown.sections.bar.setFocus()
    qtbot.keyClick(shown.sections.bar, Qt.Key.Key_Right)
    assert shown.sections.current_key() == "meetings"


def test_a_tab_asked_for_by_its_keys_takes_the_keyboard(shown: MainWindow, qtbot: Any) -> None:
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    place = next(number for number, spec in enumerate(TABS, start=1) if spec.key == "commitments")
    shown.sections.bar.setCurrentIndex(0)
    shown.sections.bar.setFocus()
    qtbot.keyClick(shown, Qt.Key(Qt.Key.Key_0 + place), Qt.KeyboardModifier.ControlModifier)
    page = shown.sections.current()
    assert isinstance(page, DemoTab)
    qtbot.waitUntil(page.table.hasFocus)
    page.focus_filter()
    shown.sections.bar.setCurrentIndex(0)
    qtbot.keyClick(shown, Qt.Key(Qt.Key.Key_0 + place), Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.isAncestorOf(shown.focusWidget()) and not page.table.hasFocus())


def test_tabs_are_tabs_for_screen_readers_and_everything_has_a_name(shown: MainWindow) -> None:
    roles = [interface.role() for interface in walk(shown.sections.bar)]
    assert roles.count(QAccessible.Role.PageTab) == len(TABS)
    assert nameless(shown) == []


def test_the_palette_finds_commands_and_records(shown: MainWindow, qtbot: Any, called: list[Any]) -> None:
    box = shown.palette_box
    qtbot.keyClick(shown, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert box.isVisible()
    qtbot.keyClicks(box.field, "new dos")
    assert box.list.chosen() == Found(
        "command", "dossier.new", "New dossier…", icon="folder", hint="Ctrl+Shift+N"
    )
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    assert called == [("new",)]
    assert not box.isVisible()


def test_a_record_found_is_opened_in_its_tab(shown: MainWindow, qtbot: Any, idle: Idle) -> None:
    box = shown.palette_box
    box.open()
    qtbot.keyClicks(box.field, "velo")
    qtbot.waitUntil(lambda: getattr(box.list.chosen(), "kind", "") == "commitment")
    assert nameless(box) == []
    qtbot.keyClick(box.field, Qt.Key.Key_Return)
    page = shown.sections.current()
    assert isinstance(page, DemoTab)
    assert page.table.current_id() == "c7"


def test_escape_closes_the_palette_and_gives_the_focus_back(shown: MainWindow, qtbot: Any) -> None:
    page = shown.sections.current()
    assert isinstance(page, DemoTab)
    page.table.setFocus()
    shown.palette_box.open()
    qtbot.keyClick(shown.palette_box.field, Qt.Key.Key_Escape)
    assert not shown.palette_box.isVisible()
    assert page.table.hasFocus()


def test_undo_is_named_after_what_it_undoes(shown: MainWindow, qtbot: Any, called: list[Any]) -> None:
    undo = shown.actions_list.built("window.undo")
    assert not undo.isEnabled()
    shown.set_undo("Cantine & bio", "")
    assert undo.isEnabled()
    assert undo.text() == "Undo: Cantine && bio"
    shown.sections.bar.setFocus()
    qtbot.keyClick(shown, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert called == [("undo",)]


def test_a_file_dropped_is_handed_over(shown: MainWindow, called: list[Any]) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/media/zoe/liste.csv")])
    no_button, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    shown.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, no_button, no_key))
    assert called == [("dropped", "/media/zoe/liste.csv")]


def test_the_welcome_page_starts_everything(window: MainWindow, called: list[Any], qtbot: Any) -> None:
    window.show_welcome(["/media/zoe/Val d’Erdière.altterr"])
    assert not window.sections.bar.isVisible()
    for button in window.findChildren(QPushButton):
        if button.isVisible():
            button.click()
    assert called == [("new",), ("open", ""), ("demo",), ("open", "/media/zoe/Val d’Erdière.altterr")]
    assert nameless(window) == []


def test_the_shortcuts_page_lists_the_registry_and_can_be_searched(shown: MainWindow, qtbot: Any) -> None:
    form = ShortcutsForm(shown, shown.actions_list)
    tree = form.shortcuts_tree
    with_keys = [action for action in shown.actions_list.listed() if action.shortcut]
    assert tree.topLevelItemCount() == len(with_keys)
    form.filter_edit.setText("quit")
    lines = [tree.invisibleRootItem().child(row) for row in range(len(with_keys))]
    visible = [line.text(0) for line in lines if line is not None and not line.isHidden()]
    assert visible == ["Quit"]
    assert nameless(form.widget) == []


def test_closing_commits_what_is_typed_and_remembers_the_window(
    shown: MainWindow, opened: FakeDossier, idle: Idle, qtbot: Any
) -> None:
    page = shown.sections.current()
    assert isinstance(page, DemoTab)
    page.table.select_id("c1")
    idle()
    qtbot.keyClicks(page.detail.notes_edit, "Vu")
    shown.close()
    idle()
    assert opened.get("c1").notes == "Vu"
    assert shown.memory.layout("window.tab") == "commitments"
    assert shown.memory.layout("window.geometry")
    assert "commitments.splitter" in shown.memory.preferences.layout


def test_the_search_for_the_first_page_does_not_hold_the_window(
    shown: MainWindow, opened: FakeDossier, idle: Idle, qtbot: Any
) -> None:
    import threading

    page = shown.sections.current()
    assert isinstance(page, DemoTab)
    dog = Watchdog(shown)
    gate = 0.3

    def slow(dossier: FakeDossier, query: Any) -> Any:
        threading.Event().wait(gate)
        from tests.ui.demo_tab import list_rows

        return list_rows(dossier, query)

    object.__setattr__(page.spec, "source", slow)
    dog.restart()
    page.reload()
    idle()
    assert dog.longest < gate


def test_painting_the_window_again_steals_no_none(shown: MainWindow) -> None:
    picture = QImage(shown.size(), QImage.Format.Format_RGB32)
    shown.render(picture)
    before = sys.getrefcount(None)
    for _time in range(30):
        shown.render(picture)
    assert abs(sys.getrefcount(None) - before) < 300


HEAVY = (
    "sqlalchemy",
    "sqlcipher3",
    "reportlab",
    "openpyxl",
    "babel",
    "icalendar",
    "pypdfium2",
    "PIL",
    "python_calamine",
)


def test_the_shell_is_painted_before_anything_heavy_is_loaded() -> None:
    script = f"""
import json, sys
from PySide6.QtWidgets import QApplication
from altterr_desktop.app.program import Program
from altterr_desktop.ui.kit.memory import Memory
application = QApplication([])
program = Program(application, Memory())
window = program.start()
window.first_painted.connect(application.quit)
application.exec()
print(json.dumps(sorted(name for name in {HEAVY!r} if name in sys.modules)))
program.close()
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == []
