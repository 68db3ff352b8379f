from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt

from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.meetings import MeetingKind
from altterr_desktop.domain.officials import ContactKind, OfficialKind
from altterr_desktop.domain.territories import Assembly
from altterr_desktop.services.meeting_views import read_meeting
from altterr_desktop.services.officials import list_officials
from altterr_desktop.services.records import change_record, load_record
from altterr_desktop.ui.kit.commitment_row import CommitmentRow
from altterr_desktop.ui.kit.messages import Messages, Place
from altterr_desktop.ui.tabs.officials import dialogs
from altterr_desktop.ui.tabs.officials.detail import section_specs
from altterr_desktop.ui.tabs.officials.lists import ContactRow, SeatsSection
from altterr_desktop.ui.tabs.officials.page import Lists
from altterr_desktop.ui.tabs.officials.people_page import PeoplePage
from tests.builders import a_record, the_place
from tests.ui.accessibility import nameless
from tests.ui.tabs.officials.conftest import Town

Idle = Callable[[], None]


def names(tab: PeoplePage) -> list[str]:
    return [tab.rows.row_at(row).named[0] for row in range(tab.rows.total)]


def test_chips_and_numbers_narrow_the_list(tab: PeoplePage, idle: Idle) -> None:
    for filters, shown in (
        ({"in_office": ("yes",)}, ["Alix Morvan", "Responsable voirie"]),
        ({"in_office": ("no",)}, ["Yann Bréhat"]),
        ({"kind": ("staff",)}, ["Responsable voirie"]),
        ({"side": ("majority",)}, ["Alix Morvan"]),
        ({"flag": ("silent",)}, ["Alix Morvan"]),
    ):
        tab.show_filtered(filters)
        idle()
        assert sorted(names(tab)) == shown


def test_the_header_says_who_and_since_when_nobody_met_them(tab: PeoplePage) -> None:
    assert tab.detail.function_label.text().startswith("Maire")
    assert tab.detail.silence_label.text() == "Never met"


def test_a_field_left_is_kept(tab: PeoplePage, town: Town, qtbot: Any, idle: Idle) -> None:
    fields = tab.detail.sheet.fields
    fields.political_label_edit.setFocus()
    qtbot.keyClicks(fields.political_label_edit, "Divers")
    fields.influence_spin.setFocus()
    for _step in range(4):
        qtbot.keyClick(fields.influence_spin, Qt.Key.Key_Up)
    fields.notes_edit.setFocus()
    idle()
    values = load_record(town.dossier, town.mayor).values
    assert (values["political_label"], values["influence"]) == ("Divers", 4)


def test_a_territory_left_open_is_shown_from_the_function_and_not_kept(
    tab: PeoplePage, town: Town, qtbot: Any, idle: Idle
) -> None:
    for one in (town.mayor, town.service):
        change_record(town.dossier, kind="official", record_id=one, values={"territory_id": None})
    tab.show_record(town.former)
    qtbot.waitUntil(lambda: tab.detail.name_label.text() == "Yann Bréhat")
    tab.show_record(town.mayor)
    qtbot.waitUntil(lambda: tab.detail.name_label.text() == "Alix Morvan")
    combo = tab.detail.sheet.fields.territory_combo
    territory = town.view().seats[0].territory
    assert territory
    assert combo.currentText() == f"From their function: {territory}"
    assert combo.value() is None
    tab.leave()
    idle()
    assert load_record(town.dossier, town.mayor).values["territory_id"] is None
    tab.show_record(town.service)
    qtbot.waitUntil(lambda: tab.detail.name_label.text() == "Responsable voirie")
    assert combo.currentText() == "–"


def test_figures_are_set_off_from_the_edge_as_texts_are(tab: PeoplePage) -> None:
    spin = tab.detail.sheet.fields.influence_spin
    assert spin.lineEdit().textMargins().left() > spin.fontMetrics().height() // 3


def test_the_form_of_address_is_kept(tab: PeoplePage, town: Town, idle: Idle) -> None:
    combo = tab.detail.sheet.fields.gender_combo
    combo.setCurrentIndex(combo.findText("Ms"))
    combo.activated.emit(combo.currentIndex())
    idle()
    assert load_record(town.dossier, town.mayor).values["gender"] == "F"


def test_a_service_shows_its_function_first_and_that_names_stay(
    tab: PeoplePage, town: Town, qtbot: Any
) -> None:
    tab.show_record(town.service)
    qtbot.waitUntil(lambda: tab.detail.name_label.text() == "Responsable voirie")
    fields = tab.detail.sheet.fields
    assert fields.function_title_edit.isVisible()
    assert fields.staff_label.isVisible()
    assert not fields.political_label_edit.isVisible()


def test_a_service_without_a_function_is_refused_with_a_sentence(
    tab: PeoplePage, town: Town, messages: Messages, qtbot: Any, idle: Idle
) -> None:
    tab.show_record(town.service)
    qtbot.waitUntil(lambda: tab.detail.name_label.text() == "Responsable voirie")
    field = tab.detail.sheet.fields.function_title_edit
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    idle()
    assert field.text() == "Responsable voirie"
    assert any(message.place is Place.BAR for message in messages.log)


def test_a_contact_is_added_dated_changed_and_taken_back(
    tab: PeoplePage, town: Town, messages: Messages, qtbot: Any, idle: Idle
) -> None:
    tab.detail.show_section("contacts")
    contacts = tab.detail.contacts
    qtbot.keyClicks(contacts.source_edit, "site")
    qtbot.keyClicks(contacts.value_edit, "mairie@exemple.fr")
    qtbot.keyClick(contacts.value_edit, Qt.Key.Key_Return)
    idle()
    (kept,) = town.view().contacts
    assert (kept.kind, kept.value, kept.source) == (ContactKind.EMAIL, "mairie@exemple.fr", "site")
    assert kept.recorded_on is not None
    row = contacts.rows.row(kept.id)
    assert isinstance(row, ContactRow)
    row.delete_button.click()
    idle()
    assert town.view().contacts == ()
    toast = [message for message in messages.log if message.place is Place.TOAST][-1]
    assert toast.on_action is not None
    toast.on_action()
    idle()
    assert len(town.view().contacts) == 1


def test_a_seat_is_added_changed_and_deleted(
    tab: PeoplePage, town: Town, monkeypatch: pytest.MonkeyPatch, idle: Idle
) -> None:
    seat: dict[str, Any] = {
        "assembly": Assembly.COMMUNITY,
        "function": "Vice-président",
        **the_place(town.dossier),
    }
    monkeypatch.setattr(dialogs, "ask_seat", lambda *_args: seat)
    tab.edit_seat()
    idle()
    added = next(one for one in town.view().seats if one.function == "Vice-président")
    given: list[Any] = []

    def change(_parent: Any, _lists: Any, values: Any, _names: Any) -> dict[str, Any]:
        given.append(values["function"])
        return {"delegation": "Mobilités"}

    monkeypatch.setattr(dialogs, "ask_seat", change)
    tab.detail.sections.typed("seats", SeatsSection).asked.emit(added.id)
    idle()
    assert given == ["Vice-président"]
    assert "Vice-président, Mobilités" in [one.words for one in town.view().seats]
    monkeypatch.setattr(dialogs, "ask_seat", lambda *_args: "delete")
    tab.detail.sections.typed("seats", SeatsSection).asked.emit(added.id)
    idle()
    assert [one.function for one in town.view().seats] == ["Maire"]


def test_the_seat_dialog_refuses_an_end_before_its_start(tab: PeoplePage, qtbot: Any) -> None:
    form = dialogs.SeatForm(tab, Lists((("t1", "Val"),), ()), {}, {})
    qtbot.addWidget(form.widget)
    form.start_field.setText("01/03/2026")
    form.end_field.setText("01/03/2020")
    form.save_button.click()
    assert form.error_label.text() == "The end cannot come before the start."
    assert form.delete_button.isHidden()
    form.end_field.setText("")
    form.save_button.click()
    assert form.values()["start"] == date(2026, 3, 1)


def test_their_promises_open_with_enter(tab: PeoplePage, town: Town, gone_to: list[Any], qtbot: Any) -> None:
    tab.detail.show_section("commitments")
    (row,) = tab.detail.sections.section("commitments").findChildren(CommitmentRow)
    assert "Cantine végétarienne" in row.accessibleName()
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert gone_to[-1] == ("commitment", town.commitment)


def test_a_meeting_is_prepared_from_the_keyboard(
    tab: PeoplePage, town: Town, gone_to: list[Any], qtbot: Any, idle: Idle
) -> None:
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(gone_to))
    idle()
    kind, meeting_id = gone_to[-1]
    meeting = read_meeting(town.dossier, meeting_id)
    assert kind == "meeting"
    assert meeting.kind is MeetingKind.ADVOCACY
    assert [person.official_id for person in meeting.theirs] == [town.mayor]


def test_a_commitment_is_added_for_them_and_opened(
    tab: PeoplePage, town: Town, gone_to: list[Any], qtbot: Any, idle: Idle
) -> None:
    tab.add_commitment()
    qtbot.waitUntil(lambda: bool(gone_to))
    idle()
    assert load_record(town.dossier, gone_to[-1][1]).values["official_id"] == town.mayor


def test_somebody_new_comes_into_the_list_and_is_shown(
    tab: PeoplePage, town: Town, monkeypatch: pytest.MonkeyPatch, qtbot: Any, idle: Idle
) -> None:
    answer = dialogs.NewOfficial(
        {"given_name": "Inès", "family_name": "Roche"},
        {"assembly": Assembly.MUNICIPAL, "function": "Adjointe"},
    )
    monkeypatch.setattr(dialogs, "ask_new", lambda *_args: answer)
    tab.start_new()
    qtbot.waitUntil(lambda: tab.detail.name_label.text() == "Inès Roche")
    idle()
    assert list_officials(town.dossier, Query()).total == 4


def test_the_dialog_asks_a_service_for_its_function(tab: PeoplePage, qtbot: Any) -> None:
    form = dialogs.NewOfficialForm(tab, Lists((("t1", "Val"),), ()))
    qtbot.addWidget(form.widget)
    form.widget.show()
    form.save_button.click()
    assert form.error_label.text() == "Write at least a name."
    form.staff_radio.setChecked(True)
    assert form.function_title_edit.isVisible()
    assert not form.assembly_combo.isVisible()
    form.save_button.click()
    assert form.error_label.text().startswith("For a service, write the function")
    form.function_title_edit.setText("Responsable climat")
    answer = form.answer()
    assert answer.seat is None
    assert answer.values["official_kind"] is OfficialKind.STAFF


def test_a_seat_asked_for_from_elsewhere_shows_whose_it_is(tab: PeoplePage, town: Town, qtbot: Any) -> None:
    tab.show_record(town.view(town.former).past_seats[0].id)
    qtbot.waitUntil(lambda: tab.detail.name_label.text() == "Yann Bréhat")


def test_last_met_is_said_in_words(tab: PeoplePage, town: Town, idle: Idle, qtbot: Any) -> None:
    day = date.today() - timedelta(days=10)  # noqa: DTZ011 - the page speaks of the local day
    meeting = a_record(town.dossier, "meeting", title="En mairie", held_on=day)
    a_record(town.dossier, "participant", meeting_id=meeting, official_id=town.mayor)
    tab.reload()
    qtbot.waitUntil(lambda: tab.detail.silence_label.text() == "10 days without contact")
    idle()
    assert (
        tab.rows.columns[4].text(tab.rows.row_at(tab.rows.row_of(town.mayor) or 0).last_meeting)
        == "10 days ago"
    )


def test_everything_that_takes_the_keyboard_has_a_name(tab: PeoplePage) -> None:
    for spec in section_specs():
        tab.detail.show_section(spec.name)
        assert nameless(tab) == []
