from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt

from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.meetings import FollowUpState, MeetingSide
from altterr_desktop.services.follow_ups import FollowUpRow, list_follow_ups, read_follow_up
from altterr_desktop.ui.kit.columns import GroupRow
from altterr_desktop.ui.tabs.meetings.follow_up_rows import MeetingFollowUps, TaskRow
from altterr_desktop.ui.tabs.meetings.follow_ups_page import FollowUpsPage
from altterr_desktop.ui.tabs.meetings.tab import MeetingsTab
from tests.builders import a_record
from tests.ui.accessibility import nameless
from tests.ui.tabs.meetings.conftest import TODAY, Town

Idle = Callable[[], None]


@pytest.fixture
def page(tab: MeetingsTab, qtbot: Any, idle: Idle) -> FollowUpsPage:
    tab.show_list("follow_up", {"state": ("open",)})
    qtbot.waitUntil(lambda: tab.follow_ups.row is not None)
    idle()
    return tab.follow_ups


def rows(town: Town) -> dict[str, FollowUpRow]:
    return {row.title: row for row in list_follow_ups(town.dossier, Query()).rows}


def test_a_number_opens_the_list_it_counts(tab: MeetingsTab) -> None:
    cases: tuple[tuple[str, dict[str, tuple[str, ...]], bool], ...] = (
        ("follow_up", {"state": ("open",)}, True),
        ("meeting", {"state": ("upcoming",)}, False),
        ("follow_up", {"state": ("open",), "flag": ("overdue",)}, True),
        ("meeting", {"official": ("o1",)}, False),
        ("follow_up", {}, True),
        ("meeting", {}, False),
    )
    for kind, filters, are_follow_ups in cases:
        tab.show_list(kind, filters)
        assert (tab.current() is tab.follow_ups) is are_follow_ups
        assert tab.current().filter_bar.chosen() == tuple(filters.items())


def test_what_is_late_is_counted_on_the_switch(tab: MeetingsTab, qtbot: Any) -> None:
    qtbot.waitUntil(lambda: tab._switches[0][1].text() == "Follow-ups (1 late)")


def test_space_ticks_the_current_line(page: FollowUpsPage, town: Town, qtbot: Any, idle: Idle) -> None:
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Space)
    idle()
    assert rows(town)["Envoyer les comptages"].state is FollowUpState.DONE


def test_a_click_in_the_box_ticks_and_the_button_takes_back(
    page: FollowUpsPage, town: Town, qtbot: Any, idle: Idle
) -> None:
    page.filter_bar.clear()
    idle()
    box = page.table.visualRect(page.rows.index(0, 0)).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=box)
    idle()
    assert rows(town)["Envoyer les comptages"].state is FollowUpState.DONE
    page.detail.fields.reopen_button.click()
    idle()
    assert rows(town)["Envoyer les comptages"].state is FollowUpState.OPEN


def test_a_new_follow_up_is_kept_from_its_words(
    page: FollowUpsPage, town: Town, qtbot: Any, idle: Idle
) -> None:
    page.start_new()
    edit = page.detail.fields.title_edit
    qtbot.keyClicks(edit, "Relancer la mairie")
    page.detail.fields.notes_edit.setFocus()
    idle()
    made = rows(town)["Relancer la mairie"]
    assert made.side is MeetingSide.OURS
    qtbot.waitUntil(lambda: page.row is not None and page.row.id == made.id)


def test_fields_beside_the_list_are_kept_when_left(
    page: FollowUpsPage, town: Town, qtbot: Any, idle: Idle
) -> None:
    fields = page.detail.fields
    fields.volunteer_combo.set_value(town.volunteers[1])
    fields.volunteer_combo.picked.emit(town.volunteers[1])
    fields.notes_edit.setFocus()
    qtbot.keyClicks(fields.notes_edit, "Par courriel")
    fields.side_combo.setFocus()
    idle()
    kept = read_follow_up(town.dossier, town.follow_up)
    assert (kept.volunteer_id, kept.notes) == (town.volunteers[1], "Par courriel")


def test_a_follow_up_opens_the_meeting_it_comes_from(
    page: FollowUpsPage, town: Town, gone_to: list[Any], qtbot: Any
) -> None:
    link = page.detail._links[0]
    link.click()
    assert gone_to[-1] == ("meeting", town.held)


def test_a_follow_up_asked_for_from_elsewhere_is_shown(tab: MeetingsTab, town: Town, qtbot: Any) -> None:
    tab.show_record(town.follow_up)
    qtbot.waitUntil(lambda: tab.current() is tab.follow_ups and tab.follow_ups.row is not None)
    assert tab.follow_ups.row is not None
    assert tab.follow_ups.row.id == town.follow_up
    tab.show_record(town.held)
    qtbot.waitUntil(lambda: tab.current() is tab.meetings and tab.meetings.table.current_id() == town.held)


def test_a_follow_up_is_added_and_ticked_in_its_meeting(
    tab: MeetingsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    detail = tab.meetings.detail
    detail.show_section("follow_ups")
    section = detail.sections.typed("follow_ups", MeetingFollowUps)
    section.side_combo.set_value(MeetingSide.THEIRS)
    qtbot.keyClicks(section.new_edit, "Envoyer le plan")
    qtbot.keyClick(section.new_edit, Qt.Key.Key_Return)
    idle()
    made = rows(town)["Envoyer le plan"]
    assert (made.side, made.official_id, made.meeting_id) == (MeetingSide.THEIRS, town.official, town.coming)
    row = section.rows.row(made.id)
    assert isinstance(row, TaskRow)
    row.done_check.setChecked(True)
    idle()
    assert rows(town)["Envoyer le plan"].state is FollowUpState.DONE


def test_everything_that_takes_the_keyboard_has_a_name(page: FollowUpsPage) -> None:
    assert nameless(page) == []


def test_they_are_put_together_by_person_with_what_is_late(
    page: FollowUpsPage, town: Town, idle: Idle, qtbot: Any
) -> None:
    a_record(town.dossier, "follow_up", title="Répondre", side=MeetingSide.THEIRS, official_id=town.official)
    page.group_button.setChecked(True)
    idle()
    page.filter_bar.clear()
    idle()
    rows = [page.rows.row_at(place) for place in range(page.rows.rowCount())]
    heads = [row for row in rows if isinstance(row, GroupRow)]
    assert [head.name for head in heads] == ["Nobody of us yet", "Alix Morvan"]
    assert "1 late" in heads[0].count
    assert page.count_label.text() == "2 follow-ups"
    page.table.group_asked.emit(heads[0].key, True)
    idle()
    assert page.rows.rowCount() == len(rows) - 1
    page.group_button.setChecked(False)
    idle()
    assert not any(isinstance(page.rows.row_at(place), GroupRow) for place in range(page.rows.rowCount()))


def test_a_day_to_be_reminded_is_kept_and_finds_it_again(page: FollowUpsPage, town: Town, idle: Idle) -> None:
    field = page.detail.fields.remind_on_field
    field.setFocus()
    field.set_value(TODAY)
    page.detail.form.touch("remind_on")
    page.leave()
    idle()
    assert read_follow_up(town.dossier, town.follow_up).reminded
    page.filter_bar.set_chosen({"flag": ("reminded",)})
    idle()
    assert page.rows.total == 1
