"""Plays the heart of a group's work with the keyboard alone: ask, remind, prepare, meet, write up, follow up."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.meetings import LineKind, MeetingState
from altterr_desktop.domain.requests import RequestState
from altterr_desktop.i18n import use_language
from altterr_desktop.services.follow_ups import list_follow_ups
from altterr_desktop.services.meeting_views import read_meeting
from altterr_desktop.services.meetings import list_meetings
from altterr_desktop.services.proposals import proposals
from altterr_desktop.services.records import load_record
from altterr_desktop.services.request_page import read_request
from altterr_desktop.services.request_views import list_requests
from altterr_desktop.settings.preferences import Preferences
from altterr_desktop.ui.kit import exporting
from altterr_desktop.ui.kit.memory import Memory
from altterr_desktop.ui.tabs.meetings import meetings_page
from altterr_desktop.ui.tabs.meetings.live.window import LiveWindow
from tests.app.hands import REGISTER, press, write
from tests.e2e.test_window import (
    CONTROL,
    PATIENCE,
    Hands,
    bring_in,
    child,
    make_the_dossier,
    running,
    titles,
    window_of,
    write_a_commitment,
)

TODAY = date.today()  # noqa: DTZ011 - a local day
PROMISE = "Nous voterons la piste en juin"
CONTROL_KEY = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def memory(qapp: QApplication, _own_home: None) -> Memory:
    use_language("fr")
    return Memory(Preferences(language="fr", theme="light"))


def ask_for_a_meeting(hands: Hands) -> str:
    """Ask long ago, without an answer, then remind; give the request's id."""

    def answer(dialog: QDialog) -> None:
        picker = child(dialog, "official_picker")
        hands.tab_to(picker)
        write("morvan")
        hands.qtbot.waitUntil(picker.is_open, timeout=PATIENCE)
        press(Qt.Key.Key_Return)
        hands.tab_to(child(dialog, "save_button"))
        press(Qt.Key.Key_Space)

    hands.turn_to(Qt.Key.Key_4, "meetings")
    hands.keys(Qt.Key.Key_L)
    hands.keys(Qt.Key.Key_L)
    hands.settle()
    hands.in_dialog(lambda: hands.keys(Qt.Key.Key_N), answer)
    hands.settle()
    page = hands.page().requests
    hands.qtbot.waitUntil(lambda: page.detail.page is not None, timeout=PATIENCE)
    [row] = list_requests(hands.dossier, Query()).rows
    hands.tab_to(page.detail.send_button)
    press(Qt.Key.Key_Space)
    hands.settle()
    page.detail.sections.turn_to("request")
    sent_on = page.detail.facts.fields.sent_on_field
    hands.qtbot.waitUntil(sent_on.isVisible, timeout=PATIENCE)
    hands.tab_to(sent_on)
    write(f"{TODAY - timedelta(days=45):%d/%m/%Y}")
    press(Qt.Key.Key_Tab)
    hands.settle()
    assert read_request(hands.dossier, row.id).row.state is RequestState.OVERDUE

    def keep(dialog: QDialog) -> None:
        assert "Morvan" in child(dialog, "text_edit").toPlainText()
        hands.tab_to(child(dialog, "save_button"))
        press(Qt.Key.Key_Space)

    hands.tab_to(page.detail.remind_button)
    hands.in_dialog(lambda: press(Qt.Key.Key_Space), keep)
    hands.settle()
    assert [one.sent_on for one in read_request(hands.dossier, row.id).reminders] == [TODAY]
    return str(row.id)


def take_the_meeting(hands: Hands) -> str:
    """Say that they receive us, and prepare; give the meeting's id."""

    def answer(dialog: QDialog) -> None:
        hands.tab_to(child(dialog, "held_on_field"))
        write(f"{TODAY:%d/%m/%Y}")
        hands.tab_to(child(dialog, "save_button"))
        press(Qt.Key.Key_Space)

    page = hands.page().requests
    page.show_answer()
    button = page.detail.answer.fields.meeting_button
    hands.qtbot.waitUntil(button.isVisible, timeout=PATIENCE)
    hands.tab_to(button)
    hands.in_dialog(lambda: press(Qt.Key.Key_Space), answer)
    hands.settle()
    [meeting] = list_meetings(hands.dossier, Query()).rows
    hands.qtbot.waitUntil(lambda: hands.page().current() is hands.page().meetings, timeout=PATIENCE)
    detail = hands.page().meetings.detail
    hands.qtbot.waitUntil(lambda: detail.page is not None, timeout=PATIENCE)
    detail.sections.turn_to("preparation")
    hands.settle()
    goal = child(hands.page().meetings, "goal_edit")
    hands.qtbot.waitUntil(goal.isVisible, timeout=PATIENCE)
    hands.tab_to(goal)
    write("Obtenir une date de vote")
    press(Qt.Key.Key_Tab)
    hands.settle()
    assert read_meeting(hands.dossier, meeting.id).goal == "Obtenir une date de vote"
    return str(meeting.id)


def hold_it(hands: Hands, meeting_id: str) -> None:
    """Take notes full screen, one key a kind, and end the meeting."""
    hands.page().meetings.table.setFocus()
    hands.keys(Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier)
    hands.qtbot.waitUntil(lambda: hands.page().meetings.live is not None, timeout=PATIENCE)
    live: LiveWindow = hands.page().meetings.live
    hands.settle()
    line = live.entry.line_edit
    hands.qtbot.waitUntil(line.isVisible, timeout=PATIENCE)
    for kind, words in (
        (None, "Bonjour et merci"),
        (Qt.Key.Key_F4, PROMISE),
        (Qt.Key.Key_F6, "Le calendrier des travaux"),
    ):
        if kind is not None:
            hands.qtbot.keyClick(line, kind)
        hands.qtbot.keyClicks(line, words)
        hands.qtbot.keyClick(line, Qt.Key.Key_Return)
    hands.settle()
    lines = read_meeting(hands.dossier, meeting_id).lines
    assert [(one.kind, one.text) for one in lines] == [
        (LineKind.SAID, "Bonjour et merci"),
        (LineKind.PROMISE, PROMISE),
        (LineKind.DOCUMENT_PROMISED, "Le calendrier des travaux"),
    ]
    hands.qtbot.keyClick(line, Qt.Key.Key_F10, CONTROL_KEY)
    hands.qtbot.waitUntil(lambda: hands.page().meetings.live is None, timeout=PATIENCE)
    hands.settle()
    assert read_meeting(hands.dossier, meeting_id).state is MeetingState.HELD


def point_at(hands: Hands, lines: Any, line_id: str) -> None:
    """Put the keyboard on a line of the minutes."""
    lines.setFocus()
    hands.qtbot.waitUntil(lines.hasFocus, timeout=PATIENCE)
    lines.select_line(line_id)


def write_it_up(hands: Hands, commitment: str) -> None:
    """Turn lines of the minutes into follow-ups, a commitment and a proposed verdict, one key each."""
    window_of(hands.program).activateWindow()
    hands.qtbot.waitUntil(window_of(hands.program).isActiveWindow, timeout=PATIENCE)
    minutes = hands.page().meetings.detail.minutes
    hands.qtbot.waitUntil(lambda: minutes.lines.model().rowCount() >= 3, timeout=PATIENCE)
    [meeting] = list_meetings(hands.dossier, Query()).rows
    promise, calendar = read_meeting(hands.dossier, meeting.id).lines[1:]
    for line in (promise, calendar):
        point_at(hands, minutes.lines, line.id)
        press(Qt.Key.Key_1)
        hands.settle()
    point_at(hands, minutes.lines, promise.id)
    press(Qt.Key.Key_2)
    hands.settle()

    def verdict(dialog: QDialog) -> None:
        picker = child(dialog, "commitment_picker")
        if not picker.value():
            hands.tab_to(picker)
            write(commitment.split(maxsplit=1)[0])
            hands.qtbot.waitUntil(picker.is_open, timeout=PATIENCE)
            press(Qt.Key.Key_Return)
        hands.tab_to(child(dialog, "standing_combo"))
        press(Qt.Key.Key_Down)
        hands.tab_to(child(dialog, "save_button"))
        press(Qt.Key.Key_Space)

    point_at(hands, minutes.lines, promise.id)
    hands.in_dialog(lambda: press(Qt.Key.Key_4), verdict)
    hands.settle()


def test_a_silent_request_becomes_a_promise_with_its_follow_ups(
    qapp: QApplication, qtbot: Any, memory: Memory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / "fiche.pdf"
    monkeypatch.setattr(exporting, "ask", lambda *_asked: str(sheet))
    monkeypatch.setattr(meetings_page, "show_full", lambda shown: shown.show())
    with running(qapp, memory) as program:
        program.show_welcome()
        qtbot.waitUntil(window_of(program).isActiveWindow)
        hands = Hands(program, qtbot)
        make_the_dossier(hands, tmp_path)
        bring_in(hands, tmp_path / "elus.csv", REGISTER)
        write_a_commitment(hands, "Piste cyclable du lycee")
        request_id = ask_for_a_meeting(hands)
        meeting_id = take_the_meeting(hands)
        assert load_record(hands.dossier, request_id).values["meeting_id"] == meeting_id

        hands.page().meetings.table.setFocus()
        hands.in_dialog(lambda: hands.keys(Qt.Key.Key_P), lambda _dialog: press(Qt.Key.Key_Return))
        qtbot.waitUntil(sheet.exists, timeout=PATIENCE)
        assert sheet.read_bytes().startswith(b"%PDF")

        hold_it(hands, meeting_id)
        write_it_up(hands, "Piste cyclable")
        assert list_follow_ups(hands.dossier, Query()).total == 2
        assert PROMISE in titles(hands)
        assert len(proposals(hands.dossier)) == 1
        hands.keys(Qt.Key.Key_Z, CONTROL)
        hands.settle()
        assert proposals(hands.dossier) == ()
