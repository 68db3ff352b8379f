from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from altterr_desktop.domain.lists import Query
from altterr_desktop.domain.requests import AnswerKind, Channel, RequestKind, RequestState
from altterr_desktop.services.letter_templates import letter_keys
from altterr_desktop.services.meeting_views import read_meeting
from altterr_desktop.services.request_page import RequestView, read_request
from altterr_desktop.services.request_views import list_requests
from altterr_desktop.services.requests import add_request
from altterr_desktop.ui.kit import exporting
from altterr_desktop.ui.kit.popup_list import Found
from altterr_desktop.ui.tabs.meetings.requests import dialogs, files
from altterr_desktop.ui.tabs.meetings.requests.dialogs import NewRequest, Wording
from altterr_desktop.ui.tabs.meetings.requests.list_page import RequestsPage
from altterr_desktop.ui.tabs.meetings.tab import MeetingsTab
from tests.services.scenes import in_days
from tests.ui.accessibility import nameless
from tests.ui.tabs.meetings.conftest import Town

Idle = Callable[[], None]


@pytest.fixture
def asked(town: Town) -> dict[str, str]:
    """Ask for a meeting long ago, for documents long ago, and keep one letter in the drawer."""
    return {
        name: add_request(
            town.dossier,
            values={"title": name, "official_id": town.official, **values},
            commitment_ids=[town.commitment],
        ).subject_id
        for name, values in {
            "Rencontre": {"sent_on": in_days(-50), "channel": Channel.LETTER},
            "Documents": {"sent_on": in_days(-50), "request_kind": RequestKind.DOCUMENT_ACCESS},
            "Brouillon": {},
        }.items()
    }


@pytest.fixture
def page(asked: dict[str, str], tab: MeetingsTab, qtbot: Any, idle: Idle) -> RequestsPage:
    tab.show_list("request", {})
    qtbot.waitUntil(lambda: tab.requests.detail.page is not None)
    idle()
    return tab.requests


def shown(page: RequestsPage, request_id: str, qtbot: Any, idle: Idle) -> RequestView:
    page.show_record(request_id)
    qtbot.waitUntil(lambda: page.detail.page is not None and page.detail.page.request.id == request_id)
    idle()
    assert page.detail.page is not None
    return page.detail.page.request


def held(town: Town, request_id: str) -> RequestView:
    return read_request(town.dossier, request_id)


def test_the_third_button_leads_to_requests_and_counts_silences(
    page: RequestsPage, tab: MeetingsTab, qtbot: Any, idle: Idle
) -> None:
    qtbot.waitUntil(lambda: tab._switches[0][2].text() == "Requests (2 silent)")
    for _press in range(3):
        tab.turn_over()
        idle()
    assert tab.current() is page
    assert [one.isChecked() for one in tab._switches[0]] == [False, False, True]
    tab._switches[2][0].setChecked(True)
    assert tab.current() is tab.meetings


def test_chips_narrow_the_list(page: RequestsPage, qtbot: Any, idle: Idle) -> None:
    for states, count in (
        ((RequestState.DRAFT,), 1),
        ((RequestState.OVERDUE,), 1),
        ((RequestState.REFUSED_BY_SILENCE,), 1),
        ((RequestState.ANSWERED,), 0),
        ((), 3),
    ):
        page.show_filtered({"state": tuple(state.value for state in states)})
        qtbot.waitUntil(lambda count=count: page.rows.total == count)


def test_a_number_elsewhere_opens_the_requests_it_counts(
    page: RequestsPage, tab: MeetingsTab, qtbot: Any
) -> None:
    tab.show_list("request", {"flag": ("silent",)})
    qtbot.waitUntil(lambda: page.rows.total == 2)


def test_a_request_opens_where_it_is_worked_on(
    page: RequestsPage, asked: dict[str, str], qtbot: Any, idle: Idle
) -> None:
    shown(page, asked["Brouillon"], qtbot, idle)
    assert page.detail.sections.current_name() == "letter"
    shown(page, asked["Documents"], qtbot, idle)
    assert page.detail.sections.current_name() == "answer"
    assert "No answer for 50 days. Implicit refusal since" in page.detail.days_label.text()
    assert page.detail.state_label.text() == "Refused by silence"
    assert page.detail.answer.fields.cada_box.isVisibleTo(page)


def test_a_new_request_is_asked_for_and_shown(
    page: RequestsPage, town: Town, qtbot: Any, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = NewRequest(
        {"request_kind": RequestKind.PLEDGE, "official_id": town.official}, (town.commitment,)
    )
    monkeypatch.setattr(dialogs, "ask_new", lambda *_asked: answer)
    page.start_new()
    qtbot.waitUntil(
        lambda: page.detail.page is not None and page.detail.page.request.row.kind is RequestKind.PLEDGE
    )
    idle()
    assert page.detail.page is not None
    assert len(page.detail.page.request.commitments) == 1
    assert "Alix Morvan" in page.detail.title_label.text()
    assert page.detail.letter.fields.template_combo.value() == "pledge"


def test_fields_are_kept_when_they_are_left(
    page: RequestsPage, town: Town, asked: dict[str, str], qtbot: Any, idle: Idle
) -> None:
    shown(page, asked["Rencontre"], qtbot, idle)
    page.detail.sections.turn_to("request")
    fields = page.detail.facts.fields
    fields.receipt_edit.setFocus()
    qtbot.keyClicks(fields.receipt_edit, "AR 12")
    page.leave()
    idle()
    assert held(town, asked["Rencontre"]).receipt == "AR 12"
    fields.commitment_picker.picked.emit(Found("commitment", town.commitment, "Piste"))
    idle()
    assert len(held(town, asked["Rencontre"]).commitments) == 1


def test_a_day_the_rules_refuse_is_taken_back(
    page: RequestsPage, town: Town, asked: dict[str, str], qtbot: Any, idle: Idle
) -> None:
    shown(page, asked["Rencontre"], qtbot, idle)
    field = page.detail.answer.fields.answered_on_field
    field.setFocus()
    qtbot.keyClicks(field, "01/01/2020")
    page.leave()
    idle()
    assert held(town, asked["Rencontre"]).row.answered_on is None
    assert field.text() == ""
    assert "before the request was sent" in page.context.messages.log[-1].text


def test_the_letter_is_written_from_the_dossier_and_the_old_one_given_back(
    page: RequestsPage, town: Town, asked: dict[str, str], qtbot: Any, idle: Idle
) -> None:
    shown(page, asked["Brouillon"], qtbot, idle)
    section = page.detail.letter
    section.write()
    idle()
    assert bool(held(town, asked["Brouillon"]).text)
    first = held(town, asked["Brouillon"]).text
    assert section.fields.text_edit.toPlainText() == first
    section.copy()
    assert QGuiApplication.clipboard().text() == first
    section.fields.template_combo.set_value("question")
    section.write()
    idle()
    assert "question" in held(town, asked["Brouillon"]).text
    assert section.fields.missing_label.isVisibleTo(section)
    give_back = [one.on_action for one in page.context.messages.log if one.on_action is not None][-1]
    give_back()
    idle()
    assert held(town, asked["Brouillon"]).text == first


def test_a_letter_leaves_as_a_file(
    page: RequestsPage,
    asked: dict[str, str],
    qtbot: Any,
    idle: Idle,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown(page, asked["Brouillon"], qtbot, idle)
    for fmt, start in (("pdf", b"%PDF"), ("docx", b"PK"), ("txt", b"Subject")):
        path = tmp_path / f"lettre.{fmt}"
        monkeypatch.setattr(exporting, "ask", lambda *_asked, path=path: str(path))
        page.detail.letter.export(fmt)
        qtbot.waitUntil(path.exists)
        assert path.read_bytes().startswith(start)


def test_sent_today_starts_the_days(
    page: RequestsPage, town: Town, asked: dict[str, str], qtbot: Any, idle: Idle
) -> None:
    shown(page, asked["Brouillon"], qtbot, idle)
    page.detail.letter.fields.send_button.click()
    idle()
    assert held(town, asked["Brouillon"]).row.state is RequestState.WAITING
    assert page.detail.remind_button.isVisibleTo(page)
    assert not page.detail.send_button.isVisibleTo(page)
    page.take_back()
    idle()
    assert held(town, asked["Brouillon"]).row.state is RequestState.DRAFT


@pytest.mark.parametrize("kept", [True, False])
def test_a_reminder_is_proposed_then_dated_if_it_is_kept(
    page: RequestsPage,
    town: Town,
    asked: dict[str, str],
    qtbot: Any,
    idle: Idle,
    monkeypatch: pytest.MonkeyPatch,
    kept: bool,
) -> None:
    proposed: list[str] = []

    def edit(_context: Any, _parent: Any, letter: Any, *_rest: Any) -> str | None:
        proposed.append(letter.text)
        return "Nous revenons vers vous." if kept else None

    monkeypatch.setattr(dialogs, "edit_letter", edit)
    shown(page, asked["Rencontre"], qtbot, idle)
    page.detail.remind_button.click()
    qtbot.waitUntil(lambda: bool(proposed))
    idle()
    assert "50" in proposed[0]
    reminders = held(town, asked["Rencontre"]).reminders
    assert [one.text for one in reminders] == (["Nous revenons vers vous."] if kept else [])
    assert page.detail.answer.fields.no_reminder_label.isVisibleTo(page) is not kept


def test_the_letter_to_the_cada_notes_the_day(
    page: RequestsPage,
    town: Town,
    asked: dict[str, str],
    qtbot: Any,
    idle: Idle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dialogs, "edit_letter", lambda _c, _p, letter, *_rest: letter.text)
    shown(page, asked["Documents"], qtbot, idle)
    page.detail.answer.fields.cada_button.click()
    idle()
    assert held(town, asked["Documents"]).referred_on == in_days(0)
    assert "opinion is expected by" in page.detail.days_label.text()


def test_taking_the_meeting_says_yes_and_goes_there(
    page: RequestsPage,
    town: Town,
    asked: dict[str, str],
    qtbot: Any,
    idle: Idle,
    monkeypatch: pytest.MonkeyPatch,
    gone_to: list[Any],
) -> None:
    monkeypatch.setattr(
        dialogs, "ask_meeting", lambda *_asked: {"held_on": in_days(5), "start_time": "18:00"}
    )
    shown(page, asked["Rencontre"], qtbot, idle)
    page.detail.answer.fields.meeting_button.click()
    idle()
    assert held(town, asked["Rencontre"]).row.answer is AnswerKind.YES
    meeting_id = held(town, asked["Rencontre"]).row.meeting_id or ""
    assert read_meeting(town.dossier, meeting_id).held_on == in_days(5)
    assert gone_to[-1] == ("meeting", meeting_id)
    assert not page.detail.answer.fields.meeting_button.isVisibleTo(page)


def test_files_are_copied_under_their_title(
    page: RequestsPage,
    town: Town,
    asked: dict[str, str],
    qtbot: Any,
    idle: Idle,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer = tmp_path / "réponse.pdf"
    answer.write_bytes(b"non")
    monkeypatch.setattr(files, "ask_file", lambda _parent: str(answer))
    monkeypatch.setattr(files, "ask_copy", lambda _parent, name: str(tmp_path / f"copie {name}"))
    shown(page, asked["Rencontre"], qtbot, idle)
    page.detail.sections.turn_to("files")
    page.detail.files.received_button.click()
    idle()
    assert [one.received for one in held(town, asked["Rencontre"]).files] == [True]
    page.detail.files._save_copy(held(town, asked["Rencontre"]).files[0])
    qtbot.waitUntil((tmp_path / "copie réponse.pdf").exists)


def test_the_groups_wording_is_changed_added_and_given_back(
    page: RequestsPage,
    town: Town,
    asked: dict[str, str],
    qtbot: Any,
    idle: Idle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown(page, asked["Brouillon"], qtbot, idle)
    section = page.detail.letter
    section.fields.template_combo.set_value("reminder")

    def own() -> list[str]:
        return [one.key for one in letter_keys(town.dossier) if one.is_own]

    for answer, keys in (
        (Wording("Relance à nous", "", "Bonjour"), ["reminder"]),
        (Wording("Bravo", "", "Bravo", as_new=True), ["reminder", "bravo"]),
        (Wording("", "", "", is_reset=True), ["bravo"]),
        (None, ["bravo"]),
    ):
        monkeypatch.setattr(dialogs, "ask_wording", lambda *_asked, answer=answer, **_named: answer)
        section.change_wording()
        idle()
        assert own() == keys


def test_a_deleted_request_comes_back(
    page: RequestsPage, town: Town, asked: dict[str, str], qtbot: Any, idle: Idle
) -> None:
    shown(page, asked["Rencontre"], qtbot, idle)
    page.delete()
    idle()
    assert len(list_requests(town.dossier, Query()).rows) == 2
    undo = page.context.messages.log[-1].on_action
    assert undo is not None
    undo()
    idle()
    assert len(list_requests(town.dossier, Query()).rows) == 3


def test_everything_is_named_for_who_listens(
    page: RequestsPage, asked: dict[str, str], qtbot: Any, idle: Idle
) -> None:
    shown(page, asked["Documents"], qtbot, idle)
    for name in ("request", "letter", "answer", "files"):
        page.detail.sections.turn_to(name)
        idle()
        assert nameless(page) == []


def test_dialogs_are_named_and_answer(page: RequestsPage, town: Town, qtbot: Any, idle: Idle) -> None:
    new = dialogs.NewRequestForm(page.context, page)
    new.official_picker.set_value((town.official, "Alix Morvan"))
    new.official_picker.picked.emit(new.official_picker.found())
    assert "Alix Morvan" in new.title_edit.placeholderText()
    assert new.answer().values["official_id"] == town.official
    meeting = dialogs.MeetingForm(page, "Rencontre")
    meeting.start_time_edit.setText("25:99")
    meeting.save_button.click()
    assert meeting.error_label.isVisibleTo(meeting.widget)
    template = letter_keys(town.dossier)[0]
    wording = dialogs.WordingForm(page, template, is_french=True)
    wording.body_edit.clear()
    wording.piece_combo.set_value("territoire")
    wording.insert_button.click()
    assert wording.body_edit.toPlainText() == "{territoire}"
    for form in (new, meeting, wording):
        assert nameless(form.widget) == []
        form.widget.close()


def test_the_keyboard_alone_goes_from_the_list_to_the_letter(
    page: RequestsPage, asked: dict[str, str], qtbot: Any, idle: Idle
) -> None:
    shown(page, asked["Brouillon"], qtbot, idle)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil(page.detail.letter.fields.text_edit.hasFocus)
