"""What is prepared around a meeting: its series, the cards of objections, the checklist."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from altterr_desktop.domain.meetings import Phase, Rhythm
from altterr_desktop.domain.officials import Stance
from altterr_desktop.domain.requests import RequestKind
from altterr_desktop.services.meeting_plan import add_objection, plan_meeting
from altterr_desktop.services.meeting_views import read_meeting
from altterr_desktop.services.objection_cards import CardView, list_cards
from altterr_desktop.services.requests import add_request
from altterr_desktop.services.series import plan_next, read_next
from altterr_desktop.services.stances import add_stance_step
from altterr_desktop.ui.kit.cards import LinkRow
from altterr_desktop.ui.kit.messages import Messages
from altterr_desktop.ui.tabs.meetings import cards_dialog, series_dialog
from altterr_desktop.ui.tabs.meetings.agenda import PointRow
from altterr_desktop.ui.tabs.meetings.cards_dialog import CardsForm
from altterr_desktop.ui.tabs.meetings.checklist import ChecklistRow, ChecklistSection
from altterr_desktop.ui.tabs.meetings.objections import ObjectionRow, ObjectionsSection
from altterr_desktop.ui.tabs.meetings.series_dialog import NextAnswer, NextForm
from altterr_desktop.ui.tabs.meetings.tab import MeetingsTab
from tests.ui.accessibility import nameless
from tests.ui.tabs.meetings.conftest import TODAY, Town

Idle = Callable[[], None]


def objections(tab: MeetingsTab) -> ObjectionsSection:
    tab.show_section("objections")
    return tab.meetings.detail.sections.typed("objections", ObjectionsSection)


def checklist(tab: MeetingsTab) -> ChecklistSection:
    tab.show_section("checklist")
    return tab.meetings.detail.sections.typed("checklist", ChecklistSection)


def test_the_next_meeting_of_the_series_is_planned_and_shown(
    tab: MeetingsTab, town: Town, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab.show_record(town.held)
    idle()
    asked: list[Any] = []

    def answer(_parent: Any, offered: Any, _day: Any) -> NextAnswer:
        asked.append(offered)
        return NextAnswer("Suivi", Rhythm.MONTHLY, TODAY + timedelta(days=40))

    monkeypatch.setattr(series_dialog, "ask_next", answer)
    tab.meetings.plan_next()
    idle()
    assert asked[0].follow_ups == ("Envoyer les comptages",)
    page = tab.meetings.detail.page
    assert page is not None
    assert page.meeting.held_on == TODAY + timedelta(days=40)
    assert page.meeting.series == "Suivi"
    assert [one.id for one in page.preparation.series] == [town.held]
    # Asked again from the former one: the meeting planned is shown.
    tab.show_record(town.held)
    idle()
    tab.meetings.plan_next()
    idle()
    assert len(asked) == 1
    assert tab.meetings.table.current_id() == page.meeting.id


def test_the_dialog_proposes_a_day_after_the_rhythm(tab: MeetingsTab, town: Town, qtbot: Any) -> None:
    offered = read_next(town.dossier, town.held)
    form = NextForm(tab, offered, TODAY - timedelta(days=30))
    qtbot.addWidget(form.widget)
    assert nameless(form.widget) == []
    assert "Envoyer les comptages" in form.carried_label.text()
    form.rhythm_combo.set_value(Rhythm.YEARLY)
    form.rhythm_combo.picked.emit(Rhythm.YEARLY)
    day = form.answer().held_on
    assert day is not None
    assert 330 < (day - TODAY).days < 345
    form.day_field.setText("bientôt")
    form.save_button.click()
    assert form.error_label.isVisibleTo(form.widget)


def test_a_point_carried_over_says_so(tab: MeetingsTab, town: Town, idle: Idle) -> None:
    from altterr_desktop.services.meeting_plan import add_agenda_point

    add_agenda_point(town.dossier, meeting_id=town.held, title="Le pont")
    coming = plan_next(town.dossier, meeting_id=town.held, held_on=TODAY + timedelta(days=50)).subject_id
    tab.reload()
    tab.show_record(coming)
    tab.show_section("agenda")
    idle()
    rows = [row for row in tab.meetings.detail.agenda.points.rows() if isinstance(row, PointRow)]
    carried = [row.title_edit.text() for row in rows if row.carried_sign.isVisible()]
    assert carried == ["Le pont"]


def test_an_objection_becomes_a_card_and_comes_back(
    tab: MeetingsTab, town: Town, qtbot: Any, idle: Idle, messages: Messages, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_objection(town.dossier, meeting_id=town.coming, objection="Pas de budget.", answer="La Région aide.")
    tab.meetings.reload()
    section = objections(tab)
    idle()
    (row,) = section.rows.rows()
    assert isinstance(row, ObjectionRow)
    row.expires_field.setFocus()
    qtbot.keyClicks(row.expires_field, "31/12/2031")
    qtbot.keyClick(row.expires_field, Qt.Key.Key_Return)
    row.card_button.click()
    idle()
    (card,) = list_cards(town.dossier)
    assert card.expires_on is not None
    assert card.expires_on.year == 2031
    assert "card" in messages.log[-1].text
    tab.show_record(town.held)
    idle()
    monkeypatch.setattr(cards_dialog, "ask_cards", lambda _parent, cards, _delete: [one.id for one in cards])
    objections(tab).choose_cards()
    idle()
    assert [one.answer for one in read_meeting(town.dossier, town.held).objections] == ["La Région aide."]


def test_the_cards_are_filtered_ticked_and_deleted(tab: MeetingsTab, qtbot: Any) -> None:
    cards = (
        CardView("a", "Pas de budget.", "La Région aide.", "Délibération 12", None, expired=False),
        CardView("b", "Trop tôt.", "Le plan date de 2020.", "", TODAY - timedelta(days=3), expired=True),
    )
    deleted: list[str] = []
    form = CardsForm(tab, cards, deleted.append)
    qtbot.addWidget(form.widget)
    form.widget.show()
    assert nameless(form.widget) == []
    assert "To be checked since" in form.cards_list.item(1).text()
    form.filter_edit.setText("region")
    assert [form.cards_list.item(row).isHidden() for row in range(2)] == [False, True]
    form.cards_list.setFocus()
    qtbot.keyClick(form.cards_list, Qt.Key.Key_Space)
    assert form.chosen() == ("a",)
    form.filter_edit.clear()
    form.cards_list.setCurrentRow(1)
    form.delete_button.click()
    assert deleted == ["b"]
    assert form.cards_list.count() == 1


def test_no_card_yet_says_how_to_make_one(tab: MeetingsTab, qtbot: Any) -> None:
    form = CardsForm(tab, (), lambda _id: None)
    qtbot.addWidget(form.widget)
    assert "Keep as a card" in form.about_label.text()
    assert not form.save_button.isEnabled()


def test_the_checklist_is_proposed_ticked_and_grown_by_keyboard(
    tab: MeetingsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    section = checklist(tab)
    qtbot.waitUntil(section.propose_button.isVisible)
    section.propose_button.click()
    idle()
    assert not section.propose_button.isVisible()
    edit = section.new_edits[Phase.BEFORE]
    qtbot.keyClicks(edit, "Apporter le plan")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    idle()
    row = section.rows[Phase.BEFORE].rows()[0]
    assert isinstance(row, ChecklistRow)
    row.done_check.setFocus()
    qtbot.keyClick(row.done_check, Qt.Key.Key_Space)
    idle()
    items = town.meeting().rehearsal
    assert [item.title for item in items if item.done] == [row.title_edit.text()]
    assert "Apporter le plan" in [item.title for item in items if item.phase is Phase.BEFORE]
    assert nameless(section) == []


def test_the_preparation_shows_the_stance_and_what_stays_unanswered(
    tab: MeetingsTab, town: Town, idle: Idle
) -> None:
    add_stance_step(
        town.dossier,
        official_id=town.official,
        values={"stance": Stance.SUPPORTER, "statement": "Elle défend le plan en conseil."},
    )
    add_request(
        town.dossier,
        values={
            "title": "Rencontrer la maire",
            "request_kind": RequestKind.MEETING,
            "official_id": town.official,
            "sent_on": TODAY - timedelta(days=40),
        },
    )
    tab.meetings.reload()
    idle()
    brief = tab.meetings.detail.preparation.brief
    said = [row.accessibleName() for row in brief.findChildren(LinkRow)]
    assert any("Elle défend le plan en conseil." in words for words in said)
    assert any("Rencontrer la maire, 40 days without answer" in words for words in said)


def test_a_meeting_prepared_from_elsewhere_takes_its_day_first(
    tab: MeetingsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    planned = plan_meeting(town.dossier, values={}, official_ids=[town.official]).subject_id
    tab.reload()
    tab.show_record(planned)
    idle()
    field = tab.meetings.detail.preparation.fields.held_on_field
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field)
    qtbot.keyClicks(field, "13/03/2029")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    idle()
    assert str(read_meeting(town.dossier, planned).held_on) == "2029-03-13"
