"""The calendar: days reached with the keyboard, what a day holds, dates written down, files in and out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from altterr_desktop.domain.calendar import CalendarKind
from altterr_desktop.domain.dates import add_months
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.services.calendar import read_calendar
from altterr_desktop.services.records import change_record, load_record
from altterr_desktop.ui.kit import exporting
from altterr_desktop.ui.kit.cards import LinkRow
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.tabs.calendar import export_dialog
from altterr_desktop.ui.tabs.calendar.tab import CalendarTab
from tests.builders import a_dossier, a_meeting, a_record
from tests.ui.accessibility import nameless

Idle = Callable[[], None]
TODAY = date.today()  # noqa: DTZ011 - the page speaks of the local day


@pytest.fixture
def dossier(tmp_path: Path, operations: Operations) -> Iterator[Dossier]:
    opened = a_dossier(tmp_path)
    a_meeting(opened, title="Rendez-vous en mairie", held_on=TODAY, start_time="18:30")
    for number in range(9):
        a_record(opened, "follow_up", title=f"Suite {number}", due_on=TODAY - timedelta(days=1))
    operations.use_dossier(opened)
    yield opened
    operations.shut_down(opened.close)


@pytest.fixture
def tab(context: TabContext, dossier: Dossier, qtbot: Any, idle: Idle) -> CalendarTab:
    made = CalendarTab(context)
    qtbot.addWidget(made)
    made.resize(1366, 640)
    made.show()
    qtbot.waitUntil(lambda: made.month.model.shown is not None)
    idle()
    return made


def rows(tab: CalendarTab) -> list[str]:
    return [row.accessibleName() for row in tab.month.panel.findChildren(LinkRow) if row.isVisible()]


def test_it_opens_on_today_with_what_the_day_holds(tab: CalendarTab) -> None:
    assert tab.month.view.current_day() == TODAY
    assert "18:30" in rows(tab)[0]
    assert "Rendez-vous en mairie" in rows(tab)[0]
    index = tab.month.model.index_of(TODAY)
    spoken = tab.month.model.data(index, int(Qt.ItemDataRole.AccessibleTextRole))
    assert "Rendez-vous en mairie" in spoken


def test_the_arrows_go_from_day_to_day_and_past_the_month(tab: CalendarTab, qtbot: Any, idle: Idle) -> None:
    view = tab.month.view
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.current_day() == TODAY - timedelta(days=1)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    idle()
    assert tab.month.day == TODAY + timedelta(days=6)
    for _time in range(8):
        qtbot.keyClick(view, Qt.Key.Key_Down)
        idle()
    assert tab.month.day == TODAY + timedelta(days=62)
    assert tab.month.model.month <= tab.month.day
    assert view.current_day() == tab.month.day


def test_the_pages_go_from_month_to_month_and_back_to_today(tab: CalendarTab, qtbot: Any, idle: Idle) -> None:
    qtbot.keyClick(tab.month.view, Qt.Key.Key_PageDown)
    idle()
    assert tab.month.day == add_months(TODAY, 1)
    assert tab.month.month_label.text()
    qtbot.keyClick(tab.month.view, Qt.Key.Key_PageUp)
    idle()
    tab.go_to_today()
    idle()
    assert tab.month.view.current_day() == TODAY
    qtbot.keyClick(tab.month.view, Qt.Key.Key_Home)
    assert tab.month.day.weekday() == 0


def test_enter_goes_to_the_day_and_enter_again_opens_the_record(
    tab: CalendarTab, qtbot: Any, gone_to: list[tuple[Any, ...]]
) -> None:
    qtbot.keyClick(tab.month.view, Qt.Key.Key_Return)
    row = tab.month.panel.findChildren(LinkRow)[0]
    qtbot.waitUntil(row.hasFocus)
    qtbot.keyClick(row, Qt.Key.Key_Space)
    assert gone_to[-1][0] == "meeting"


def test_a_date_is_written_down_and_kept_field_by_field(
    tab: CalendarTab, dossier: Dossier, qtbot: Any, idle: Idle
) -> None:
    tab.start_new()
    qtbot.waitUntil(lambda: tab.month.form.record_id != "")
    idle()
    fields = tab.month.form.fields
    record_id = tab.month.form.record_id
    assert fields.title_edit.selectedText() == fields.title_edit.text() != ""
    qtbot.keyClicks(fields.title_edit, "Conseil municipal")
    type_in(qtbot, fields.start_time_edit, "18h30")
    type_in(qtbot, fields.end_time_edit, "26h")
    qtbot.keyClick(fields.end_time_edit, Qt.Key.Key_Tab)
    idle()
    values = load_record(dossier, record_id).values
    assert (values["title"], values["start_time"], values["end_time"]) == ("Conseil municipal", "18:30", "")
    assert values["starts_on"] == TODAY
    qtbot.waitUntil(
        lambda: any("Conseil municipal" in item.title for item in tab.month.model.items_of(TODAY))
    )
    fields.back_button.click()
    assert tab.month.side.currentWidget() is tab.month.panel
    assert any("Conseil municipal" in row for row in rows(tab))


def type_in(qtbot: Any, edit: QLineEdit, text: str) -> None:
    edit.setFocus()
    qtbot.keyClicks(edit, text)


def test_an_end_before_the_beginning_is_refused(tab: CalendarTab, dossier: Dossier, idle: Idle) -> None:
    record_id = a_record(dossier, "key_date", title="Fête", starts_on=TODAY)
    tab.show_record(record_id)
    idle()
    field = tab.month.form.fields.ends_on_field
    field.setFocus()
    field.selectAll()
    field.insert((TODAY - timedelta(days=3)).strftime("%d/%m/%Y"))
    tab.leave()
    idle()
    assert load_record(dossier, record_id).values["ends_on"] is None


def test_a_date_is_deleted_and_given_back(tab: CalendarTab, dossier: Dossier, idle: Idle, qtbot: Any) -> None:
    record_id = a_record(dossier, "key_date", title="Fête", starts_on=TODAY)
    tab.show_record(record_id)
    qtbot.waitUntil(lambda: tab.month.form.record_id == record_id)
    tab.month.form.delete()
    idle()
    assert load_record(dossier, record_id).deleted
    assert tab.month.side.currentWidget() is tab.month.panel


def test_a_new_meeting_is_on_the_day_chosen(
    tab: CalendarTab, dossier: Dossier, qtbot: Any, idle: Idle, gone_to: list[tuple[Any, ...]]
) -> None:
    qtbot.keyClick(tab.month.view, Qt.Key.Key_Right)
    tab.new_meeting()
    qtbot.waitUntil(lambda: bool(gone_to))
    idle()
    assert gone_to[-1][0] == "meeting"
    assert load_record(dossier, gone_to[-1][1]).values["held_on"] == TODAY + timedelta(days=1)


def test_the_list_shows_late_things_first_and_opens_them(
    tab: CalendarTab, qtbot: Any, idle: Idle, gone_to: list[tuple[Any, ...]]
) -> None:
    tab.turn_over()
    idle()
    first = tab.dated.rows.row_at(0)
    assert first is not None
    assert first.named[0].startswith("Suite")
    assert first.state[1]
    tab.dated.open_detail(first.id)
    qtbot.waitUntil(lambda: bool(gone_to))
    assert gone_to[-1][0] == "follow_up"
    tab.show_filtered({"kind": ("meeting",)})
    idle()
    assert tab.dated.rows.total == 1
    assert tab.dated.kind_list.value() == "meeting"


def test_what_the_month_shows_can_be_narrowed(tab: CalendarTab, idle: Idle) -> None:
    combo = tab.month.shown_combo
    combo.set_value("gatherings")
    combo.picked.emit("gatherings")
    idle()
    shown = tab.month.model.shown
    assert shown is not None
    assert {item.kind for item in shown.items} <= {CalendarKind.MEETING}


def test_the_calendar_leaves_as_a_file(
    tab: CalendarTab, tmp_path: Path, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.ics"
    choices = {"kinds": (CalendarKind.MEETING,), "names": True, "alarms": False}
    monkeypatch.setattr(export_dialog, "ask", lambda _parent: choices)
    monkeypatch.setattr(exporting, "ask", lambda *_args: str(path))
    tab.export()
    qtbot.waitUntil(path.exists)
    assert path.read_bytes().count(b"BEGIN:VEVENT") == 1


def test_the_export_asks_for_one_kind_at_least(qtbot: Any) -> None:
    form = export_dialog.ExportForm(None)
    qtbot.addWidget(form.widget)
    assert set(form.kinds()) == set(CalendarKind)
    for check in (form.gatherings_check, form.limits_check, form.tasks_check, form.requests_check):
        check.setChecked(False)
    assert not form.save_button.isEnabled()
    assert not nameless(form.widget)


def test_what_changes_elsewhere_is_shown(tab: CalendarTab, dossier: Dossier, idle: Idle, qtbot: Any) -> None:
    (meeting,) = read_calendar(dossier, since=TODAY, until=TODAY)
    tab.context.operations.write(
        change_record, kind="meeting", record_id=meeting.record_id, values={"title": "Autre titre"}
    )
    qtbot.waitUntil(lambda: any("Autre titre" in row for row in rows(tab)))


def test_every_thing_has_a_name(tab: CalendarTab, dossier: Dossier, idle: Idle) -> None:
    assert not nameless(tab)
    tab.show_record(a_record(dossier, "key_date", title="Fête", starts_on=TODAY))
    idle()
    assert not nameless(tab)
    tab.turn_over()
    idle()
    assert not nameless(tab)
