from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from altterr_desktop.domain.commitments import Obstacle
from altterr_desktop.domain.meetings import LineKind, MeetingSide, MeetingState
from altterr_desktop.services.holding import read_held
from altterr_desktop.services.meeting_plan import add_commitment_to_agenda
from altterr_desktop.services.meeting_views import LineView
from altterr_desktop.services.minutes import mark_held, validate_minutes
from altterr_desktop.ui.kit.theme import ThemeName, theme
from altterr_desktop.ui.tabs.meetings import meetings_page
from altterr_desktop.ui.tabs.meetings.live import window
from altterr_desktop.ui.tabs.meetings.live.keys import digit_of
from altterr_desktop.ui.tabs.meetings.live.note_entry import SAVED_AFTER_MS
from altterr_desktop.ui.tabs.meetings.live.window import LiveWindow
from altterr_desktop.ui.tabs.meetings.tab import MeetingsTab
from tests.ui.accessibility import nameless
from tests.ui.tabs.meetings.conftest import Town

Idle = Callable[[], None]
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Watch:
    """Be a clock that a test sets."""

    def __init__(self) -> None:
        self.at = 1_000_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def live(
    tab: MeetingsTab, town: Town, watch: Watch, qtbot: Any, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> Iterator[LiveWindow]:
    monkeypatch.setattr(window, "time", SimpleNamespace(time=watch))
    monkeypatch.setattr(meetings_page, "show_full", lambda shown: (shown.resize(1366, 768), shown.show()))
    add_commitment_to_agenda(
        town.dossier, meeting_id=town.coming, commitment_id=town.commitment, question="Quand ?"
    )
    tab.meetings.hold_live()
    made = tab.meetings.live
    assert made is not None
    idle()
    yield made
    if tab.meetings.live is made:
        made.close()


def lines(town: Town) -> tuple[LineView, ...]:
    return town.meeting().lines


def typed(live: LiveWindow, qtbot: Any, words: str) -> None:
    qtbot.keyClicks(live.entry.line_edit, words)


def test_notes_go_to_their_point_with_their_kind_and_speaker(
    live: LiveWindow, town: Town, qtbot: Any, idle: Idle
) -> None:
    line = live.entry.line_edit
    typed(live, qtbot, "Bonjour")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    live.step(1)
    qtbot.keyClick(line, Qt.Key.Key_4, CONTROL)
    typed(live, qtbot, "Nous voterons en juin")
    live.entry.who_edit.setText("La maire")
    live.entry.due_field.setText("30/06/2029")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.keyClick(line, Qt.Key.Key_0, ALT)
    typed(live, qtbot, "Soit")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    idle()
    points = [point.id for point in town.meeting().agenda]
    first, second, third = lines(town)
    assert (first.text, first.kind, first.point_id) == ("Bonjour", LineKind.SAID, points[0])
    assert (second.text, second.kind, second.point_id) == (
        "Nous voterons en juin",
        LineKind.PROMISE,
        points[1],
    )
    assert (second.promise_who, second.promise_due and second.promise_due.isoformat()) == (
        "La maire",
        "2029-06-30",
    )
    # The only official there speaks, until nobody in particular does.
    assert (second.speaker_id, third.speaker_id) == (town.official, None)
    assert second.said_at
    assert third.kind is LineKind.SAID
    shown = [live.notes.model().index(row, 0).data() for row in range(live.notes.model().rowCount())]
    assert len(shown) == 2
    assert "Nous voterons en juin" in shown[0]


def test_each_kind_has_one_key(live: LiveWindow, town: Town, qtbot: Any, idle: Idle) -> None:
    for digit, kind in enumerate(list(LineKind)[1:], start=2):
        live._context.actions.built(f"live.note_{kind.value}").trigger()
        assert live._context.actions.built(f"live.note_{kind.value}").shortcut().toString() == f"F{digit}"
        if kind is LineKind.DIFFICULTY:
            live.entry.obstacle_combo.set_value(Obstacle.BUDGET)
        typed(live, qtbot, f"Note {digit}")
        qtbot.keyClick(live.entry.line_edit, Qt.Key.Key_Return)
    idle()
    assert [line.kind for line in lines(town)] == list(LineKind)[1:]
    assert [line.obstacle for line in lines(town) if line.obstacle] == [Obstacle.BUDGET]
    assert [line.internal for line in lines(town)] == [False] * 6 + [True]


def test_a_digit_typed_in_a_note_stays_a_digit(live: LiveWindow, town: Town, qtbot: Any, idle: Idle) -> None:
    typed(live, qtbot, "24 personnes")
    qtbot.keyClick(live.entry.line_edit, Qt.Key.Key_Return)
    idle()
    assert [(line.text, line.kind) for line in lines(town)] == [("24 personnes", LineKind.SAID)]


@pytest.mark.parametrize(
    ("key", "digit"),
    [(Qt.Key.Key_4, 4), (Qt.Key.Key_Apostrophe, 4), (Qt.Key.Key_Agrave, 0), (Qt.Key.Key_X, None)],
)
def test_the_row_of_digits_counts_on_french_keyboards_too(key: Qt.Key, digit: int | None) -> None:
    assert digit_of(QKeyEvent(QEvent.Type.KeyPress, key, CONTROL)) == digit


def test_what_is_being_typed_is_kept_before_enter(
    live: LiveWindow, town: Town, qtbot: Any, idle: Idle
) -> None:
    with qtbot.waitSignal(live.entry.saved, timeout=20 * SAVED_AFTER_MS):
        typed(live, qtbot, "Nous votero")
    idle()
    (before,) = lines(town)
    assert before.text
    assert "Nous votero".startswith(before.text)
    typed(live, qtbot, "ns")
    live.entry.save()
    qtbot.keyClick(live.entry.line_edit, Qt.Key.Key_Return)
    idle()
    (after,) = lines(town)
    assert (after.id, after.text) == (before.id, "Nous voterons")


def test_typing_on_and_on_does_not_put_the_saving_off(live: LiveWindow, qtbot: Any) -> None:
    typed(live, qtbot, "a")
    left = live.entry._timer.remainingTime()
    typed(live, qtbot, "bcdef")
    assert live.entry._timer.isActive()
    assert live.entry._timer.remainingTime() <= left
    assert live.entry._timer.interval() <= 800


def test_up_takes_the_last_note_back_and_escape_leaves_it(
    live: LiveWindow, town: Town, qtbot: Any, idle: Idle
) -> None:
    line = live.entry.line_edit
    typed(live, qtbot, "Un mto")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    idle()
    qtbot.keyClick(line, Qt.Key.Key_Up)
    assert line.text() == "Un mto"
    line.setText("Un mot")
    live.escape()
    idle()
    assert [one.text for one in lines(town)] == ["Un mot"]
    assert live.isVisible()
    assert line.text() == ""


def test_a_deleted_note_is_given_back(live: LiveWindow, town: Town, qtbot: Any, idle: Idle) -> None:
    typed(live, qtbot, "À garder")
    qtbot.keyClick(live.entry.line_edit, Qt.Key.Key_Return)
    idle()
    live.notes.setFocus()
    live.notes.select_line(lines(town)[0].id)
    qtbot.keyClick(live.notes, Qt.Key.Key_Delete)
    idle()
    assert lines(town) == ()
    qtbot.keyClick(live.notes, Qt.Key.Key_Z, CONTROL)
    idle()
    assert [one.text for one in lines(town)] == ["À garder"]


def test_the_clock_counts_points_pauses_and_the_floor(
    live: LiveWindow, town: Town, watch: Watch, idle: Idle
) -> None:
    actions = live._context.actions
    actions.built("live.pause").trigger()
    watch.at += 100
    actions.built("live.floor").trigger()
    assert live.clock.talking is MeetingSide.THEIRS
    watch.at += 20
    actions.built("live.next").trigger()
    idle()
    assert town.meeting().agenda[0].seconds_spent == 120
    watch.at += 30
    actions.built("live.pause").trigger()
    watch.at += 500
    live.tick()
    assert live.clock_panel.whole_face.figures == "57:30"
    assert live.clock_panel.talk_bar.words() == "Us 0 % · Them 100 %"
    actions.built("live.previous").trigger()
    idle()
    assert live.clock.point_id == town.meeting().agenda[0].id
    assert town.meeting().agenda[1].seconds_spent == 30


def test_the_last_minutes_are_said_calmly(live: LiveWindow, watch: Watch) -> None:
    live.pause()
    watch.at += 54 * 60
    live.tick()
    band = live.clock_panel.band
    assert "point" in live.clock_panel.band_label.text()
    watch.at += 90
    live.tick()
    assert band.isVisible()
    assert live.clock_panel.band_label.text().startswith("4")
    watch.at += 600
    live.tick()
    assert "over" in live.clock_panel.band_label.text()
    assert live.clock_panel.point_face.figures.startswith("+")


def test_the_screen_comes_back_where_it_was(
    live: LiveWindow, tab: MeetingsTab, town: Town, watch: Watch, qtbot: Any, idle: Idle
) -> None:
    live.pause()
    live.step(1)
    typed(live, qtbot, "Presque")
    live.escape()
    idle()
    qtbot.waitUntil(lambda: tab.meetings.live is None)
    assert [line.text for line in lines(town)] == ["Presque"]
    held = read_held(town.dossier, town.coming, now=watch.at + 60)
    assert held.clock.is_running
    assert held.clock.point_id == town.meeting().agenda[1].id
    tab.meetings.hold_live()
    again = tab.meetings.live
    assert again is not None
    idle()
    assert again.clock.point_id == held.clock.point_id
    assert again.clock.is_running
    again.close()


def test_the_end_opens_the_minutes_of_a_meeting_held(
    live: LiveWindow, tab: MeetingsTab, town: Town, watch: Watch, qtbot: Any, idle: Idle
) -> None:
    live.pause()
    watch.at += 1800
    typed(live, qtbot, "Au revoir")
    live._context.actions.built("live.end").trigger()
    idle()
    held = town.meeting()
    assert (held.state, held.held_minutes) == (MeetingState.HELD, 30)
    assert [line.text for line in held.lines] == ["Au revoir"]
    assert tab.meetings.live is None
    assert tab.meetings.detail.sections.current_name() == "minutes"


def test_its_own_dark_screen_goes_with_it(live: LiveWindow, tab: MeetingsTab) -> None:
    live.turn_dark()
    assert theme().name is ThemeName.DARK
    live.close()
    assert theme().name is ThemeName.LIGHT
    live._context.memory.keep_layout("live.dark", "")


def test_validated_minutes_take_no_more_notes(live: LiveWindow, town: Town, qtbot: Any, idle: Idle) -> None:
    typed(live, qtbot, "Fin")
    qtbot.keyClick(live.entry.line_edit, Qt.Key.Key_Return)
    idle()
    live._context.operations.write(lambda dossier: _close(dossier, town.coming))
    idle()
    assert not live.entry.line_edit.isEnabled()
    assert live.entry.closed_label.isVisible()


def _close(dossier: Any, meeting_id: str) -> Any:
    from altterr_desktop.services.records import change_record
    from tests.ui.tabs.meetings.conftest import TODAY

    change_record(dossier, kind="meeting", record_id=meeting_id, values={"held_on": TODAY})
    mark_held(dossier, meeting_id=meeting_id)
    return validate_minutes(dossier, meeting_id=meeting_id)


def test_every_part_of_the_screen_has_a_name_and_the_keyboard_reaches_it(
    live: LiveWindow, qtbot: Any
) -> None:
    for kind in (LineKind.PROMISE, LineKind.DIFFICULTY, LineKind.DEMAND):
        live.entry.choose_kind(kind)
        assert nameless(live) == []
    reached = set()
    live.activateWindow()
    live.entry.line_edit.setFocus()
    for _step in range(60):
        there = QApplication.focusWidget()
        if there is None or id(there) in reached:
            break
        reached.add(id(there))
        qtbot.keyClick(there, Qt.Key.Key_Tab)
    for wanted in (
        live.agenda.list,
        live.notes,
        live.clock_panel.pause_button,
        live.finish_button,
        live.leave_button,
    ):
        assert id(wanted) in reached


def test_the_exact_words_and_our_question_are_shown(live: LiveWindow, town: Town) -> None:
    about = next(point for point in town.meeting().agenda if point.commitment_id)
    live.turn_to(about.id)
    assert live.point_card.title_label.text() == "Piste cyclable continue"
    assert "Quand ?" in live.point_card.question_label.text()
    assert live.point_card.title_label.font().pointSizeF() >= 26
