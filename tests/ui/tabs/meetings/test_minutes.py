from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from altterr_desktop.domain.commitments import Progress
from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.meetings import LineKind, MeetingSide, MinutesState
from altterr_desktop.services.after_meeting import read_after
from altterr_desktop.services.commitments import list_commitments
from altterr_desktop.services.verdicts import list_evidence
from altterr_desktop.ui.kit.messages import Messages, Place
from altterr_desktop.ui.tabs.meetings import after_dialogs, dialogs
from altterr_desktop.ui.tabs.meetings.minutes import MinutesSection
from altterr_desktop.ui.tabs.meetings.tab import MeetingsTab
from tests.ui.accessibility import nameless
from tests.ui.tabs.meetings.conftest import Town

Idle = Callable[[], None]


@pytest.fixture
def minutes(tab: MeetingsTab, town: Town, qtbot: Any, idle: Idle) -> MinutesSection:
    detail = tab.meetings.detail
    tab.show_record(town.held)
    qtbot.waitUntil(lambda: detail.page is not None and detail.page.meeting.id == town.held)
    idle()
    return detail.minutes


def the_only_line(section: MinutesSection, town: Town) -> None:
    section.lines.select_line(town.meeting(town.held).lines[0].id)


def test_a_line_is_written_with_its_kind_chosen_by_the_arrows(
    minutes: MinutesSection, town: Town, qtbot: Any, idle: Idle
) -> None:
    field = minutes.fields.text_edit
    minutes.focus_entry()
    qtbot.keyClicks(field, "Douze kilometres en 2027")
    for _step in range(3):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    assert minutes.fields.line_kind_combo.value() is LineKind.PROMISE
    assert minutes.fields.promise_due_field.isVisible()
    minutes.fields.promise_due_field.setText("31/12/2027")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    idle()
    line = town.meeting(town.held).lines[-1]
    assert (line.text, line.kind) == ("Douze kilometres en 2027", LineKind.PROMISE)
    assert line.promise_due == date(2027, 12, 31)
    assert line.speaker_id == town.official
    assert field.text() == ""
    assert field.hasFocus()


def test_an_impression_is_internal_and_cannot_leave(
    minutes: MinutesSection, town: Town, qtbot: Any, idle: Idle
) -> None:
    minutes.fields.line_kind_combo.set_value(LineKind.IMPRESSION)
    qtbot.keyClicks(minutes.fields.text_edit, "Mal a l aise")
    qtbot.keyClick(minutes.fields.text_edit, Qt.Key.Key_Return)
    idle()
    line = town.meeting(town.held).lines[-1]
    assert line.internal
    minutes.lines.select_line(line.id)
    assert not minutes.fields.commitment_button.isEnabled()
    assert not minutes.fields.evidence_button.isEnabled()
    assert minutes.fields.follow_up_button.isEnabled()


def test_a_line_is_changed_where_it_was_written(
    minutes: MinutesSection, town: Town, qtbot: Any, idle: Idle
) -> None:
    the_only_line(minutes, town)
    qtbot.keyClick(minutes.lines, Qt.Key.Key_Return)
    field = minutes.fields.text_edit
    assert field.text() == "Le plan sera prêt en décembre."
    field.setText("Le plan sera prêt en janvier.")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    idle()
    lines = town.meeting(town.held).lines
    assert [line.text for line in lines] == ["Le plan sera prêt en janvier."]
    assert lines[0].kind is LineKind.PROMISE


def test_a_deleted_line_comes_back(
    minutes: MinutesSection, town: Town, messages: Messages, qtbot: Any, idle: Idle
) -> None:
    the_only_line(minutes, town)
    qtbot.keyClick(minutes.lines, Qt.Key.Key_Delete)
    idle()
    assert town.meeting(town.held).lines == ()
    toast = [message for message in messages.log if message.place is Place.TOAST][-1]
    assert toast.on_action is not None
    toast.on_action()
    idle()
    assert len(town.meeting(town.held).lines) == 1


def test_one_gesture_makes_a_follow_up_of_a_promise(
    minutes: MinutesSection, town: Town, gone_to: list[Any], messages: Messages, idle: Idle
) -> None:
    the_only_line(minutes, town)
    minutes.fields.follow_up_button.click()
    idle()
    made = [row for row in town.meeting(town.held).follow_ups if row.minutes_line_id]
    assert [(row.title, row.side) for row in made] == [("Le plan sera prêt en décembre.", MeetingSide.THEIRS)]
    toast = [message for message in messages.log if message.place is Place.TOAST][-1]
    assert toast.on_action is not None
    toast.on_action()
    assert gone_to[-1] == ("follow_up", made[0].id)


def test_one_gesture_makes_a_commitment_and_only_once(
    minutes: MinutesSection, town: Town, idle: Idle, qtbot: Any
) -> None:
    the_only_line(minutes, town)
    minutes.fields.commitment_button.click()
    idle()
    titles = [row.title for row in list_commitments(town.dossier, Query()).rows]
    assert "Le plan sera prêt en décembre." in titles
    qtbot.waitUntil(lambda: not minutes.fields.commitment_button.isEnabled())


def test_evidence_asks_which_commitment_when_the_point_has_none(
    minutes: MinutesSection, town: Town, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    the_only_line(minutes, town)
    monkeypatch.setattr(dialogs, "ask_commitment", lambda *_args: None)
    minutes.fields.evidence_button.click()
    idle()
    assert list_evidence(town.dossier, town.commitment) == ()
    monkeypatch.setattr(dialogs, "ask_commitment", lambda *_args: town.commitment)
    minutes.fields.evidence_button.click()
    idle()
    assert [one.quote for one in list_evidence(town.dossier, town.commitment)] == [
        "Le plan sera prêt en décembre."
    ]


def test_validated_minutes_say_by_whom_and_take_corrections_alone(
    minutes: MinutesSection, town: Town, idle: Idle, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = minutes.fields
    fields.validate_button.click()
    idle()
    assert town.meeting(town.held).minutes_state is MinutesState.VALIDATED
    qtbot.waitUntil(lambda: "Zoé" in fields.validated_label.text())
    assert not fields.entry_box.isVisible()
    assert not fields.delete_button.isEnabled()
    line = town.meeting(town.held).lines[0]
    minutes.lines.select_line(line.id)
    answer = after_dialogs.Amendment("Il sera prêt en janvier.", "La mairie", of_line=True)
    monkeypatch.setattr(after_dialogs, "ask_amendment", lambda *_args: answer)
    fields.amend_button.click()
    idle()
    (found,) = read_after(town.dossier, town.held).amendments
    assert (found.line_id, found.asked_by) == (line.id, "La mairie")
    qtbot.waitUntil(lambda: "Il sera prêt en janvier." in texts(minutes))
    assert town.meeting(town.held).lines[0].text == line.text


def texts(minutes: MinutesSection) -> list[str]:
    """List what the view of the lines says."""
    model = minutes.lines.model()
    return [
        part
        for row in range(model.rowCount())
        for part in str(model.index(row, 0).data(Qt.ItemDataRole.DisplayRole)).split(", ")
    ]


def test_a_figure_turns_the_line_and_its_trace_opens_what_it_became(
    minutes: MinutesSection,
    town: Town,
    idle: Idle,
    qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
    gone_to: list[tuple[Any, ...]],
) -> None:
    verdict = after_dialogs.ProposedVerdict(town.commitment, Progress.ANNOUNCED, None, "Annoncé en réunion")
    monkeypatch.setattr(after_dialogs, "ask_verdict", lambda *_args: verdict)
    monkeypatch.setattr(dialogs, "ask_commitment", lambda *_args: town.commitment)
    line = town.meeting(town.held).lines[0]
    for figure, kind in enumerate(("follow_up", "commitment", "evidence", "verdict", "request"), start=1):
        minutes.lines.select_line(line.id)
        qtbot.keyClick(minutes.lines, str(figure))
        idle()
        became = read_after(town.dossier, town.held).became[line.id]
        assert kind in [one.kind for one in became]
    qtbot.waitUntil(lambda: len(chips(minutes)) == 5)
    minutes.lines.select_line(line.id)
    for chip in chips(minutes):
        chip.click()
    assert {kind for kind, _id in gone_to[-5:]} == {
        "follow_up",
        "commitment",
        "evidence",
        "verdict",
        "request",
    }
    assert not minutes.fields.request_button.isEnabled()
    assert not nameless(minutes)


def chips(minutes: MinutesSection) -> list[QPushButton]:
    return [one for one in minutes.fields.became_box.findChildren(QPushButton) if one.isVisible()]


def test_minutes_of_a_meeting_to_come_cannot_be_validated(tab: MeetingsTab) -> None:
    assert not tab.meetings.detail.minutes.fields.validate_button.isEnabled()
