from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.meetings import MeetingKind, MeetingRole, MeetingState
from altterr_desktop.journal.undo import undo
from altterr_desktop.services.meetings import list_meetings
from altterr_desktop.services.records import change_record
from altterr_desktop.ui.kit import exporting
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.messages import Messages, Place
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.tabs.meetings import after_dialogs, dialogs
from altterr_desktop.ui.tabs.meetings.agenda import PointRow
from altterr_desktop.ui.tabs.meetings.clock import read_clock
from altterr_desktop.ui.tabs.meetings.detail import section_specs
from altterr_desktop.ui.tabs.meetings.objections import ObjectionsSection
from altterr_desktop.ui.tabs.meetings.people import PersonRow
from altterr_desktop.ui.tabs.meetings.tab import MeetingsTab
from tests.ui.accessibility import nameless
from tests.ui.tabs.meetings.conftest import TODAY, Town

Idle = Callable[[], None]


def focused() -> QWidget | None:
    return QApplication.focusWidget()


def test_the_next_meeting_is_shown_first_with_what_it_lacks(tab: MeetingsTab, town: Town) -> None:
    detail = tab.meetings.detail
    assert detail.page is not None
    assert detail.page.meeting.id == town.coming
    assert detail.title_label.text() == "Meeting with Alix Morvan"
    assert "18:30" in detail.facts_label.text() or "6:30" in detail.facts_label.text()
    assert detail.preparation.brief.readiness.bar.value() < detail.preparation.brief.readiness.bar.maximum()
    assert tab.meetings.count_label.text() == "2 meetings"


def test_a_goal_left_is_kept_and_counts_as_ready(
    tab: MeetingsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    preparation = tab.meetings.detail.preparation
    before = preparation.brief.readiness.bar.value()
    preparation.fields.goal_edit.setFocus()
    qtbot.keyClicks(preparation.fields.goal_edit, "Obtenir une date")
    preparation.fields.place_edit.setFocus()
    idle()
    assert town.meeting().goal == "Obtenir une date"
    qtbot.waitUntil(lambda: preparation.brief.readiness.bar.value() == before + 1)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("18h15", "18:15"),
        ("9 h", "09:00"),
        ("1745", "17:45"),
        ("", ""),
        ("7.30", "07:30"),
        ("25h", None),
        ("soir", None),
        ("18h75", None),
        ("123456", None),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, kept: str | None) -> None:
    assert read_clock(typed) == kept


def test_a_time_that_cannot_be_read_is_marked_and_not_kept(
    tab: MeetingsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    field = tab.meetings.detail.preparation.fields.start_time_edit
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "soir")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    idle()
    assert town.meeting().start_time == "18:30"
    assert field.text() == "soir"
    assert field.property("invalid") is True
    assert field.accessibleDescription()
    field.selectAll()
    qtbot.keyClicks(field, "18h15")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    idle()
    assert town.meeting().start_time == "18:15"
    assert field.property("invalid") is False


def test_what_is_missing_takes_the_keyboard_where_it_is_written(tab: MeetingsTab) -> None:
    detail = tab.meetings.detail
    for key, section in (
        ("goal", "preparation"),
        ("roles", "people"),
        ("place_date", "preparation"),
        ("agenda", "agenda"),
        ("commitment", "agenda"),
        ("objections", "objections"),
        ("checklist", "checklist"),
    ):
        detail.preparation.check_asked.emit(key)
        assert detail.sections.current_name() == section
        page, there = detail.sections.currentWidget(), focused()
        assert there is not None
        assert page.isAncestorOf(there)


def test_pressing_what_is_missing_goes_there(tab: MeetingsTab, qtbot: Any) -> None:
    missing = next(
        row
        for row in tab.meetings.detail.preparation.brief.readiness.findChildren(QWidget)
        if row.accessibleName() == "What we thank them for is written: missing"
    )
    missing.setFocus()
    qtbot.keyClick(missing, Qt.Key.Key_Space)
    field = tab.meetings.detail.preparation.fields.acknowledgement_edit
    assert focused() is field
    assert not field.visibleRegion().isEmpty()


def test_a_missing_role_is_flagged_and_filled_in_one_choice(tab: MeetingsTab, town: Town, idle: Idle) -> None:
    people = tab.meetings.detail.people
    assert set(people._missing) == {MeetingRole.NOTE_TAKER, MeetingRole.TIMEKEEPER}
    combo = people._missing[MeetingRole.NOTE_TAKER].combo
    combo.set_value(town.volunteers[1])
    combo.picked.emit(town.volunteers[1])
    idle()
    roles = {person.volunteer_id: person.role for person in town.meeting().ours}
    assert roles[town.volunteers[1]] is MeetingRole.NOTE_TAKER
    assert set(people._missing) == {MeetingRole.TIMEKEEPER}


def test_somebody_is_added_by_name_and_taken_off_with_a_way_back(
    tab: MeetingsTab, town: Town, messages: Messages, qtbot: Any, idle: Idle
) -> None:
    people = tab.meetings.detail.people
    tab.meetings.detail.show_section("people")
    qtbot.keyClicks(people.name_edit, "La directrice de cabinet")
    qtbot.keyClick(people.name_edit, Qt.Key.Key_Return)
    idle()
    added = next(one for one in town.meeting().theirs if one.name == "La directrice de cabinet")
    row = people.theirs.row(added.id)
    assert isinstance(row, PersonRow)
    row.remove_button.click()
    idle()
    assert added.id not in {one.id for one in town.meeting().theirs}
    toast = [message for message in messages.log if message.place is Place.TOAST][-1]
    assert toast.on_action is not None
    toast.on_action()
    idle()
    assert added.id in {one.id for one in town.meeting().theirs}


def test_points_move_by_keyboard_and_keep_the_keyboard(
    tab: MeetingsTab, town: Town, context: TabContext, qtbot: Any, idle: Idle
) -> None:
    tab.meetings.detail.show_section("agenda")
    agenda = tab.meetings.detail.agenda
    second = agenda.points.rows()[1]
    assert isinstance(second, PointRow)
    second.title_edit.setFocus()
    titles = [point.title for point in town.meeting().agenda]
    qtbot.keyClick(second.title_edit, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    idle()
    moved = [point.title for point in town.meeting().agenda]
    assert moved == [titles[1], titles[0], *titles[2:]]
    assert agenda.points.rows()[0] is second
    assert focused() is second.title_edit
    qtbot.keyClick(second.title_edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    idle()
    assert [point.title for point in town.meeting().agenda] == titles


def test_an_agenda_too_long_is_said_in_red_words(
    tab: MeetingsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    agenda = tab.meetings.detail.agenda
    tab.meetings.detail.show_section("agenda")
    assert agenda.remark_label.text() == "The agenda fits the time we have."
    first = agenda.points.rows()[0]
    assert isinstance(first, PointRow)
    first.minutes_field.setFocus()
    first.minutes_field.selectAll()
    qtbot.keyClicks(first.minutes_field, "36")
    first.title_edit.setFocus()
    idle()
    assert town.meeting().agenda[0].minutes == 36
    qtbot.waitUntil(lambda: "30 min too many" in agenda.remark_label.text())
    assert agenda.remark_label.property("kind") == "danger"


def test_a_commitment_proposed_goes_on_the_agenda(
    tab: MeetingsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    brief = tab.meetings.detail.preparation.brief
    offered = [
        one for one in brief.findChildren(QWidget) if one.accessibleName().startswith("Piste cyclable")
    ]
    qtbot.keyClick(offered[0], Qt.Key.Key_Space)
    idle()
    assert town.commitment in {point.commitment_id for point in town.meeting().agenda}


def test_an_objection_is_written_then_its_answer(
    tab: MeetingsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    tab.meetings.detail.show_section("objections")
    objections = tab.meetings.detail.sections.typed("objections", ObjectionsSection)
    qtbot.keyClicks(objections.new_edit, "Pas de budget")
    qtbot.keyClick(objections.new_edit, Qt.Key.Key_Return)
    idle()
    answer = focused()
    assert answer is not None
    assert answer.accessibleName() == "We answer"
    qtbot.keyClicks(answer, "Il est vote")
    objections.new_edit.setFocus()
    idle()
    card = town.meeting().objections[0]
    assert (card.objection, card.answer) == ("Pas de budget", "Il est vote")


def test_a_new_meeting_is_planned_with_its_agenda_and_shown(
    tab: MeetingsTab, town: Town, monkeypatch: pytest.MonkeyPatch, idle: Idle, qtbot: Any
) -> None:
    values = {
        "meeting_kind": MeetingKind.ADVOCACY,
        "held_on": TODAY + timedelta(days=2),
        "title": "À la mairie",
    }
    monkeypatch.setattr(dialogs, "ask_new", lambda *_args: dialogs.NewMeeting(values, (town.official,)))
    tab.start_new()
    idle()
    qtbot.waitUntil(lambda: tab.meetings.detail.title_label.text() == "À la mairie")
    page = tab.meetings.detail.page
    assert page is not None
    assert len(page.meeting.agenda) == 5
    assert [person.official_id for person in page.meeting.theirs] == [town.official]


def test_the_dialog_proposes_a_title_and_refuses_a_time_it_cannot_read(
    tab: MeetingsTab, context: TabContext, qtbot: Any
) -> None:
    form = dialogs.NewMeetingForm(context, tab)
    qtbot.addWidget(form.widget)
    form.add_official("o1", "Alix Morvan")
    form.add_official("o1", "Alix Morvan")
    assert form.official_ids() == ("o1",)
    assert form.title_edit.placeholderText() == "Meeting with Alix Morvan"
    form.start_time_edit.setText("bientôt")
    form.save_button.click()
    assert form.error_label.text() == "This time cannot be read. Write it as 18:30."
    form.start_time_edit.setText("18h")
    form.held_on_field.setText("13/3/2029")
    form.save_button.click()
    answer = form.answer()
    assert answer.values["start_time"] == "18:00"
    assert answer.values["held_on"] == date(2029, 3, 13)
    assert answer.values["title"] == "Meeting with Alix Morvan"
    assert nameless(form.widget) == []


def test_a_meeting_whose_day_came_is_marked_as_held_and_written_up(
    tab: MeetingsTab, town: Town, operations: Operations, idle: Idle
) -> None:
    detail = tab.meetings.detail
    assert not detail.held_button.isVisible()
    operations.write(change_record, kind="meeting", record_id=town.coming, values={"held_on": TODAY})
    idle()
    detail.held_button.click()
    idle()
    assert town.meeting().state is MeetingState.HELD
    assert detail.sections.current_name() == "minutes"
    assert focused() is detail.minutes.fields.text_edit


def test_a_deleted_meeting_gives_its_place_and_comes_back(
    tab: MeetingsTab, town: Town, messages: Messages, operations: Operations, idle: Idle, qtbot: Any
) -> None:
    tab.meetings.table.setFocus()
    qtbot.keyClick(tab.meetings.table, Qt.Key.Key_Delete)
    idle()
    assert {row.id for row in list_meetings(town.dossier, Query()).rows} == {town.held}
    qtbot.waitUntil(lambda: tab.meetings.table.current_id() == town.held)
    operations.write(undo)
    idle()
    assert {row.id for row in list_meetings(town.dossier, Query()).rows} == {town.held, town.coming}


def test_the_list_is_narrowed_to_what_is_over(tab: MeetingsTab, town: Town, idle: Idle) -> None:
    tab.meetings.filter_bar.set_chosen({"state": ("past",)})
    idle()
    assert tab.meetings.rows.total == 1
    assert tab.meetings.rows.row_at(0).id == town.held


@pytest.mark.parametrize("internal", [True, False])
def test_what_leaves_is_asked_before_the_sheet_is_written(
    tab: MeetingsTab, town: Town, monkeypatch: pytest.MonkeyPatch, internal: bool
) -> None:
    calls: list[tuple[Any, ...]] = []
    monkeypatch.setattr(dialogs, "ask_sheet", lambda *_args: dialogs.ExportAnswer(internal, pocket=True))
    monkeypatch.setattr(
        exporting, "export_report", lambda _context, _parent, *args, **choices: calls.append((args, choices))
    )
    tab.meetings.export_sheet()
    assert calls == [(("preparation", town.coming, "pdf"), {"internal": internal, "pocket": True})]


def test_the_button_of_the_minutes_shows_their_versions(
    tab: MeetingsTab, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        after_dialogs, "ask_sending", lambda _context, _parent, meeting, _people: asked.append(meeting)
    )
    tab.meetings.detail.minutes_button.click()
    assert asked == [town.coming]
    assert tab.meetings.detail.sections.current_name() == "after"


def test_nothing_is_written_when_the_question_is_cancelled(
    tab: MeetingsTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "ask_sheet", lambda *_args: None)
    monkeypatch.setattr(exporting, "export_report", lambda *_args, **_choices: pytest.fail("written"))
    tab.meetings.export_sheet()


def test_everything_that_takes_the_keyboard_has_a_name(tab: MeetingsTab) -> None:
    for spec in section_specs():
        tab.meetings.detail.show_section(spec.name)
        assert nameless(tab) == []


def test_a_meeting_held_opens_on_its_minutes(tab: MeetingsTab, town: Town, qtbot: Any) -> None:
    detail = tab.meetings.detail
    tab.show_record(town.held)
    qtbot.waitUntil(lambda: detail.page is not None and detail.page.meeting.id == town.held)
    assert detail.sections.current_name() == "minutes"


def test_a_meeting_is_reached_and_left_by_keyboard_alone(
    tab: MeetingsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    tab.meetings.table.setFocus()
    qtbot.keyClick(tab.meetings.table, Qt.Key.Key_Return)
    assert focused() is tab.meetings.detail.preparation.fields.goal_edit
    qtbot.keyClick(
        tab.meetings.detail.preparation.fields.goal_edit, Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier
    )
    assert focused() is tab.meetings.detail.minutes.fields.text_edit
    qtbot.keyClick(
        tab.meetings.detail.minutes.fields.text_edit, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier
    )
    idle()
    assert focused() is tab.follow_ups.table


def test_actions_are_registered_once_with_shortcuts_of_their_own(
    tab: MeetingsTab, context: TabContext
) -> None:
    listed = context.actions.listed("meetings")
    keys = [action.shortcut for action in listed if action.shortcut]
    assert len(keys) == len(set(keys))
    assert {"Ctrl+L", "Ctrl+P", "Alt+1", "Alt+Up"} <= set(keys)
