"""Plays a volunteer at the real window with the keyboard, and walks what a screen reader is given."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QRadioButton, QTabWidget, QWidget
from shiboken6 import isValid

from altterr_desktop.app.program import Program
from altterr_desktop.app.tabs import TABS
from altterr_desktop.domain.commitments import Standing
from altterr_desktop.domain.lists import Query
from altterr_desktop.i18n import use_language
from altterr_desktop.i18n.labels import label
from altterr_desktop.journal.undo import undo_state
from altterr_desktop.services.assessment_views import list_assessments
from altterr_desktop.services.commitments import list_commitments
from altterr_desktop.services.demo import make_demo
from altterr_desktop.services.meetings import list_meetings
from altterr_desktop.services.officials import list_officials
from altterr_desktop.settings.preferences import Preferences
from altterr_desktop.ui.kit import exporting
from altterr_desktop.ui.kit.memory import Memory
from altterr_desktop.ui.shell.window import MainWindow
from tests.app.hands import COMMITMENTS, REGISTER, drop, press, preview, write
from tests.ui.accessibility import nameless, walk

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PATIENCE = 10_000
MOST_TABS = 80


@contextmanager
def running(application: QApplication, memory: Memory) -> Iterator[Program]:
    """Run the program with all its tabs, and leave nothing of it behind."""
    program = Program(application, memory)
    program.start()
    try:
        yield program
    finally:
        program.close()
        for widget in application.topLevelWidgets():
            if isinstance(widget, QDialog):
                widget.close()
        window_of(program).close()
        window_of(program).deleteLater()
        program.deleteLater()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()


@pytest.fixture
def memory(qapp: QApplication, _own_home: None) -> Memory:
    use_language("fr")
    return Memory(Preferences(language="fr", theme="light"))


def window_of(program: Program) -> MainWindow:
    assert program.window is not None
    return program.window


class Hands:
    """Press keys in one program and wait for what they start."""

    def __init__(self, program: Program, qtbot: Any) -> None:
        self.program = program
        self.qtbot = qtbot

    @property
    def dossier(self) -> Any:
        return self.program.operations.dossier

    def page(self) -> Any:
        return window_of(self.program).sections.current()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.program.operations.is_idle, timeout=PATIENCE)

    def keys(self, key: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL) -> None:
        window = window_of(self.program)
        if not shown_dialogs():
            window.activateWindow()
            self.qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
        QTest.keyClick(QApplication.focusWidget() or window, key, modifier)

    def turn_to(self, place: Qt.Key, key: str) -> None:
        self.keys(place)
        assert window_of(self.program).sections.current_key() == key
        self.settle()

    def tab_to(self, widget: QWidget) -> None:
        """Reach a field as a keyboard does; a field that cannot be reached fails the test."""
        for _press in range(MOST_TABS):
            if widget.hasFocus() or widget.isAncestorOf(QApplication.focusWidget() or self.page()):
                return
            QTest.keyClick(QApplication.focusWidget() or window_of(self.program), Qt.Key.Key_Tab)
        pytest.fail(f"{widget.objectName()} is out of the keyboard's reach")

    def in_dialog(self, ask: Callable[[], object], steps: Callable[[QDialog], object]) -> None:
        """Do what opens a dialog, and take steps in it once it is there; it is gone afterwards."""
        failures: list[BaseException] = []
        taken: list[QDialog] = []
        before = set(shown_dialogs())
        clock = QTimer(interval=10)

        def on_tick() -> None:
            fresh = [dialog for dialog in shown_dialogs() if dialog not in before]
            if not fresh:
                return
            clock.stop()
            taken.append(fresh[0])
            try:
                fresh[0].activateWindow()
                self.qtbot.waitUntil(fresh[0].isActiveWindow, timeout=PATIENCE)
                steps(fresh[0])
            except BaseException as error:  # noqa: BLE001 - given back below, once the dialog is gone
                failures.append(error)
            if is_shown(fresh[0]):
                fresh[0].reject()

        clock.timeout.connect(on_tick)
        clock.start()
        ask()
        self.qtbot.waitUntil(lambda: bool(taken) and not is_shown(taken[0]), timeout=PATIENCE)
        if failures:
            raise failures[0]
        if not shown_dialogs():
            window_of(self.program).activateWindow()
            self.qtbot.waitUntil(window_of(self.program).isActiveWindow, timeout=PATIENCE)


def is_shown(dialog: QDialog) -> bool:
    return isValid(dialog) and dialog.isVisible()


def shown_dialogs() -> list[QDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


def child(dialog: QWidget, name: str, kind: type[Any] = QWidget) -> Any:
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


# The story


def make_the_dossier(hands: Hands, folder: Path) -> None:
    program = hands.program
    hands.keys(Qt.Key.Key_N, CONTROL | SHIFT)
    form = program.assistant
    assert form is not None
    hands.qtbot.waitUntil(form.volunteer_edit.hasFocus)
    write("Simone")
    press(Qt.Key.Key_Tab)
    write("Groupe du Gers")
    press(Qt.Key.Key_Return)
    write("isle-jourdain gers")
    hands.qtbot.waitUntil(form.place_picker.is_open)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Tab)
    write(str(folder))
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    hands.qtbot.waitUntil(lambda: hands.dossier is not None, timeout=PATIENCE)
    hands.settle()


def bring_in(hands: Hands, path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    drop(hands.program, path)
    form = preview(hands.program, hands.qtbot)
    hands.qtbot.waitUntil(form.widget.isActiveWindow)
    press(Qt.Key.Key_Return)
    hands.settle()
    hands.program.bringing_in.form = None


def write_a_commitment(hands: Hands, title: str) -> None:
    hands.turn_to(Qt.Key.Key_3, "commitments")
    hands.keys(Qt.Key.Key_N)
    write(title)
    press(Qt.Key.Key_Tab)
    hands.settle()
    assert title in titles(hands)


def titles(hands: Hands) -> list[str]:
    return [row.title for row in list_commitments(hands.dossier, Query()).rows]


def standing_of(hands: Hands, title: str) -> Standing:
    rows = list_commitments(hands.dossier, Query()).rows
    return next(row.standing for row in rows if row.title == title)


def judge(hands: Hands, title: str) -> None:
    """Try a verdict without proof, see it refused, add the proof, and have it recorded."""
    shown: list[str] = []

    def give_evidence(dialog: QDialog) -> None:
        hands.tab_to(child(dialog, "title_edit"))
        write("Deliberation 2027-12")
        press(Qt.Key.Key_Return, CONTROL)

    def give_verdict(dialog: QDialog) -> None:
        done = next(one for one in dialog.findChildren(QRadioButton) if one.text() == label(Standing.DONE))
        # The scale stands in two columns: what is kept is in the second.
        press(Qt.Key.Key_Right)
        for _press in Standing:
            if done.isChecked():
                break
            press(Qt.Key.Key_Down)
        assert done.isChecked()
        press(Qt.Key.Key_Return, CONTROL)
        refusal = child(dialog, "error_label", QLabel)
        hands.qtbot.waitUntil(refusal.isVisible, timeout=PATIENCE)
        shown.append(refusal.text())
        hands.tab_to(child(dialog, "add_evidence_button"))
        hands.in_dialog(lambda: press(Qt.Key.Key_Space), give_evidence)
        dialog.activateWindow()
        hands.qtbot.waitUntil(dialog.isActiveWindow, timeout=PATIENCE)
        child(dialog, "statement_edit").setFocus()
        press(Qt.Key.Key_Return, CONTROL)
        hands.qtbot.waitUntil(lambda: not is_shown(dialog), timeout=PATIENCE)

    hands.in_dialog(lambda: hands.keys(Qt.Key.Key_V, CONTROL | SHIFT), give_verdict)
    hands.settle()
    assert "preuve" in shown[0]
    assert standing_of(hands, title) is Standing.DONE


def plan_a_meeting(hands: Hands) -> None:
    day = date.today() + timedelta(days=20)  # noqa: DTZ011 - a local day

    def answer(dialog: QDialog) -> None:
        picker = child(dialog, "official_picker")
        hands.tab_to(picker)
        write("morvan")
        hands.qtbot.waitUntil(picker.is_open, timeout=PATIENCE)
        press(Qt.Key.Key_Return)
        hands.tab_to(child(dialog, "held_on_field"))
        write(f"{day:%d/%m/%Y}")
        hands.tab_to(child(dialog, "save_button"))
        press(Qt.Key.Key_Space)

    hands.turn_to(Qt.Key.Key_4, "meetings")
    hands.in_dialog(lambda: hands.keys(Qt.Key.Key_N), answer)
    hands.settle()
    hands.tab_to(child(hands.page(), "goal_edit"))
    write("Obtenir une date de travaux")
    press(Qt.Key.Key_Tab)
    hands.settle()
    [meeting] = list_meetings(hands.dossier, Query()).rows
    assert meeting.held_on == day
    assert "Morvan" in str(meeting)


def print_an_assessment(hands: Hands, printed: Path) -> None:
    hands.turn_to(Qt.Key.Key_7, "assessments")
    hands.keys(Qt.Key.Key_N)
    hands.settle()
    hands.tab_to(child(hands.page(), "title_edit"))
    write("Que sont devenues les promesses ?")
    press(Qt.Key.Key_Tab)
    hands.settle()
    hands.tab_to(child(hands.page(), "pdf_button"))
    hands.in_dialog(lambda: press(Qt.Key.Key_Space), lambda _dialog: press(Qt.Key.Key_Return))
    hands.qtbot.waitUntil(printed.exists, timeout=PATIENCE)
    hands.settle()
    assert printed.read_bytes().startswith(b"%PDF")


def assessment_title(hands: Hands) -> str:
    [row] = list_assessments(hands.dossier, Query()).rows
    return str(row.title)


def test_a_volunteer_follows_a_promise_to_its_assessment_with_the_keyboard(
    qapp: QApplication, qtbot: Any, memory: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = tmp_path / "bilan.pdf"
    monkeypatch.setattr(exporting, "ask", lambda *_asked: str(printed))
    with running(qapp, memory) as program:
        program.show_welcome()
        qtbot.waitUntil(window_of(program).isActiveWindow)
        hands = Hands(program, qtbot)
        make_the_dossier(hands, tmp_path)
        bring_in(hands, tmp_path / "elus.csv", REGISTER)
        bring_in(hands, tmp_path / "promesses.csv", COMMITMENTS)
        assert list_officials(hands.dossier, Query()).total == 2
        write_a_commitment(hands, "Toits solaires sur la halle")
        judge(hands, "Toits solaires sur la halle")
        plan_a_meeting(hands)
        print_an_assessment(hands, printed)

        label_undone = undo_state(hands.dossier).undo_label
        hands.keys(Qt.Key.Key_Z)
        hands.settle()
        assert assessment_title(hands) != "Que sont devenues les promesses ?"
        assert undo_state(hands.dossier).redo_label == label_undone
        hands.keys(Qt.Key.Key_Z, CONTROL | SHIFT)
        hands.settle()
        assert assessment_title(hands) == "Que sont devenues les promesses ?"
        path = str(hands.dossier.path)

    with running(qapp, memory) as program:
        program.open(path)
        again = Hands(program, qtbot)
        qtbot.waitUntil(lambda: again.dossier is not None, timeout=PATIENCE)
        again.settle()
        assert sorted(titles(again)) == ["Cantine bio", "Piste cyclable", "Toits solaires sur la halle"]
        assert standing_of(again, "Toits solaires sur la halle") is Standing.DONE
        assert window_of(program).sections.current_key() == "assessments"
        again.dossier.check()


# What a screen reader is given

ASKED = (
    "window.shortcuts",
    "window.settings",
    "window.guide",
    "dossier.group",
    "dossier.backups",
    "dossier.passphrase",
    "dossier.history",
    "dossier.new",
)


@pytest.fixture
def on_demo(qapp: QApplication, qtbot: Any, memory: Memory, tmp_path: Path) -> Iterator[Hands]:
    make_demo(tmp_path / "demo.altterr").close()
    with running(qapp, memory) as program:
        program.open(str(tmp_path / "demo.altterr"))
        hands = Hands(program, qtbot)
        qtbot.waitUntil(lambda: hands.dossier is not None, timeout=PATIENCE)
        hands.settle()
        yield hands


def test_everything_the_keyboard_reaches_has_a_name_on_every_page(on_demo: Hands) -> None:
    window = window_of(on_demo.program)
    pages: list[str] = []
    for spec in TABS:
        window.sections.show_key(spec.key)
        on_demo.settle()
        page = on_demo.page()
        if hasattr(page, "rows") and (row := page.rows.row_at(0)) is not None:
            page.table.select_id(row.id)
            on_demo.settle()
        pages.append(spec.key)
        assert nameless(window) == [], spec.key
        for parts in page.findChildren(QTabWidget):
            for place in range(parts.count()):
                parts.setCurrentIndex(place)
                on_demo.settle()
                assert nameless(window) == [], f"{spec.key}: {parts.tabText(place)}"
    assert len(pages) == len(TABS)
    read_as = [
        one.text(QAccessible.Text.Name)
        for one in walk(window.sections.bar)
        if one.role() == QAccessible.Role.PageTab
    ]
    assert [spec.title() for spec in TABS] == read_as


@pytest.mark.parametrize("action_id", ASKED)
def test_everything_the_keyboard_reaches_has_a_name_in_every_dialog(on_demo: Hands, action_id: str) -> None:
    unnamed: list[str] = ["never shown"]
    action = window_of(on_demo.program).actions_list.built(action_id)
    on_demo.in_dialog(action.trigger, lambda dialog: unnamed.__setitem__(slice(None), nameless(dialog)))
    assert unnamed == []


@pytest.mark.parametrize(
    ("section", "action_id"),
    [
        ("commitments", "commitments.verdict"),
        ("commitments", "commitments.evidence"),
        ("meetings", ""),
        ("mobilisations", ""),
    ],
)
def test_everything_the_keyboard_reaches_has_a_name_in_the_dialogs_of_a_page(
    on_demo: Hands, section: str, action_id: str
) -> None:
    window = window_of(on_demo.program)
    window.sections.show_key(section)
    on_demo.settle()
    page = on_demo.page()
    if action_id:
        lists: Any = page
        lists.table.select_id(lists.rows.row_at(0).id)
        on_demo.settle()
    ask = window.actions_list.built(action_id).trigger if action_id else page.start_new
    unnamed: list[str] = ["never shown"]
    on_demo.in_dialog(ask, lambda dialog: unnamed.__setitem__(slice(None), nameless(dialog)))
    assert unnamed == []
