from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from altterr_desktop.domain.errors import KnownError
from altterr_desktop.ui.kit.message_views import StatusLine
from altterr_desktop.ui.kit.messages import Messages, Place
from altterr_desktop.ui.kit.operations import Operations, Progress
from tests.ui.demo_tab import FakeChanges, FakeDossier
from tests.ui.watchdog import Watchdog

Idle = Callable[[], None]


def test_work_runs_on_one_other_thread_and_comes_back_on_this_one(operations: Operations, idle: Idle) -> None:
    threads: list[int] = []
    back: list[int] = []
    for _time in range(3):
        operations.run(
            lambda: threads.append(threading.get_ident()),
            on_done=lambda _none: back.append(threading.get_ident()),
        )
    idle()
    assert len(set(threads)) == 1
    assert threads[0] != threading.get_ident()
    assert back == [threading.get_ident()] * 3


def test_work_is_done_in_the_order_it_was_asked(operations: Operations, idle: Idle) -> None:
    done: list[int] = []
    for number in range(20):
        operations.run(lambda value=number: value, on_done=done.append)
    idle()
    assert done == list(range(20))


def test_the_dossier_comes_first(operations: Operations, opened: FakeDossier, idle: Idle) -> None:
    found: list[Any] = []
    operations.ask(lambda dossier, more: (dossier, more), 7, on_done=found.append)
    idle()
    assert found == [(opened, 7)]


def test_a_write_is_said_and_told_before_its_own_answer(
    operations: Operations, opened: FakeDossier, messages: Messages, idle: Idle
) -> None:
    told: list[object] = []
    operations.changed.connect(lambda changes: told.append(("changed", changes)))
    changes = FakeChanges((("commitment", "c1"),))
    operations.write(lambda _dossier: changes, on_done=lambda answer: told.append(("done", answer)))
    idle()
    assert told == [("changed", changes), ("done", changes)]
    assert messages.log[-1].text == "Saved · Ctrl+Z"


def test_a_write_that_changed_nothing_says_nothing(
    operations: Operations, opened: FakeDossier, messages: Messages, idle: Idle
) -> None:
    operations.write(lambda _dossier: ())
    idle()
    assert not messages.log


def _refuse() -> None:
    raise KnownError("The file is open elsewhere: close it.")


def test_a_known_error_is_said_in_the_bar(operations: Operations, messages: Messages, idle: Idle) -> None:
    operations.run(_refuse)
    idle()
    assert [(one.place, one.text) for one in messages.log] == [
        (Place.BAR, "The file is open elsewhere: close it.")
    ]


def test_a_known_error_goes_to_who_wants_it(operations: Operations, messages: Messages, idle: Idle) -> None:
    heard: list[Exception] = []
    operations.run(_refuse, on_error=heard.append)
    idle()
    assert isinstance(heard[0], KnownError)
    assert not messages.log


def test_a_bug_is_reported_and_the_next_work_is_done(
    operations: Operations, messages: Messages, idle: Idle
) -> None:
    crashes: list[BaseException] = []
    done: list[int] = []
    operations.crashed.connect(crashes.append)
    operations.run(lambda: 1 / 0)
    operations.run(lambda: 3, on_done=done.append)
    idle()
    assert isinstance(crashes[0], ZeroDivisionError)
    assert done == [3]
    assert not messages.log


def test_cancelled_before_its_turn_it_never_runs(operations: Operations, idle: Idle) -> None:
    gate, ran = threading.Event(), []
    operations.run(gate.wait)
    task = operations.run(lambda: ran.append(1), on_done=ran.append)
    task.cancel()
    gate.set()
    idle()
    assert ran == []


def test_a_widget_that_is_gone_is_not_called_back(operations: Operations, idle: Idle, qtbot: Any) -> None:
    class Asker(QObject):
        heard: list[int] = []

        def on_done(self, value: int) -> None:
            self.heard.append(value)

    gate = threading.Event()
    asker = Asker()
    operations.run(gate.wait)
    operations.run(lambda: 5, on_done=asker.on_done)
    asker.deleteLater()
    with qtbot.waitSignal(asker.destroyed):
        pass
    gate.set()
    idle()
    assert Asker.heard == []


def test_long_work_shows_its_progress_and_can_be_stopped(
    operations: Operations, messages: Messages, idle: Idle, qtbot: Any
) -> None:
    line = StatusLine(messages, operations)
    qtbot.addWidget(line)
    line.show()

    def work(progress: Progress) -> None:
        number = 0
        while True:
            number += 1
            progress.step(number, 1000)
            threading.Event().wait(0.002)

    operations.run(work, busy_text="Reading 3 files", cancellable=True)
    assert line.busy_text() == ""
    qtbot.waitUntil(lambda: line.busy_text() == "Reading 3 files")
    qtbot.waitUntil(lambda: line._progress.value() > 0)
    line._cancel.click()
    idle()
    assert line.busy_text() == ""
    assert messages.log[-1].text == "The work was stopped. Nothing was changed."


def test_the_window_stays_alive_while_the_worker_works(
    operations: Operations, idle: Idle, qtbot: Any
) -> None:
    dog = Watchdog()
    dog.restart()
    slept = 0.25
    operations.run(lambda: threading.Event().wait(slept))
    idle()
    assert dog.longest < slept


@pytest.mark.parametrize("last", [True, False])
def test_shutting_down_finishes_what_waits(messages: Messages, qtbot: Any, last: bool) -> None:
    made = Operations(messages)
    done: list[str] = []
    made.run(lambda: done.append("work"))
    made.shut_down((lambda: done.append("closed")) if last else None)
    assert done == (["work", "closed"] if last else ["work"])


def test_messages_are_read_from_the_bridge(qtbot: Any, messages: Messages) -> None:
    from altterr_desktop.ui.kit.message_views import MessageBar, Toast

    window = QWidget()
    qtbot.addWidget(window)
    bar, toast = MessageBar(messages, window), Toast(messages, window)
    window.resize(600, 400)
    window.show()
    undone: list[int] = []
    messages.toast("Deleted", undo=lambda: undone.append(1))
    messages.warn("<b>No room</b> left")
    assert toast.isVisible()
    assert bar.text() == "<b>No room</b> left"
    toast._action.click()
    assert undone == [1]
    assert not toast.isVisible()
    messages.clear_bar()
    assert not bar.isVisible()
