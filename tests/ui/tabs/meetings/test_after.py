"""After a meeting: the debrief, the versions handed out, the thanks, the next date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from altterr_desktop.domain.meetings import Audience
from altterr_desktop.domain.requests import Channel
from altterr_desktop.services.after_meeting import read_after
from altterr_desktop.services.records import load_record
from altterr_desktop.ui.kit import exporting
from altterr_desktop.ui.tabs.meetings import after_dialogs, series_dialog
from altterr_desktop.ui.tabs.meetings.after import AfterSection
from altterr_desktop.ui.tabs.meetings.requests import dialogs as letter_dialogs
from altterr_desktop.ui.tabs.meetings.tab import MeetingsTab
from tests.ui.accessibility import nameless
from tests.ui.tabs.meetings.conftest import TODAY, Town

Idle = Callable[[], None]


@pytest.fixture
def after(tab: MeetingsTab, town: Town, qtbot: Any, idle: Idle) -> AfterSection:
    detail = tab.meetings.detail
    tab.show_record(town.held)
    qtbot.waitUntil(lambda: detail.page is not None and detail.page.meeting.id == town.held)
    idle()
    tab.show_section("after")
    return detail.after


def test_the_debrief_is_kept_question_by_question(
    after: AfterSection, town: Town, qtbot: Any, idle: Idle
) -> None:
    qtbot.keyClicks(after.fields.learnt_edit, "Le budget est court")
    qtbot.keyClick(after.fields.learnt_edit, Qt.Key.Key_Tab)
    after.leave()
    idle()
    assert read_after(town.dossier, town.held).debrief["debrief_learnt"] == "Le budget est court"
    assert not nameless(after)


def test_a_version_that_left_is_listed_with_for_whom_and_how(
    after: AfterSection, town: Town, idle: Idle, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sending = after_dialogs.Sending(Audience.OFFICIAL, "Alix Morvan", Channel.EMAIL, TODAY)
    monkeypatch.setattr(after_dialogs, "ask_sending", lambda *_args: sending)
    after.fields.send_button.click()
    idle()
    (sent,) = read_after(town.dossier, town.held).sendings
    assert (sent.audience, sent.recipient) == (Audience.OFFICIAL, "Alix Morvan")
    qtbot.waitUntil(lambda: any("Alix Morvan" in one.text() for one in after._sent))  # type: ignore[attr-defined]


def test_each_audience_sees_its_own_pages_and_takes_its_own_file(
    after: AfterSection, town: Town, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = after_dialogs.SendingForm(after._context, None, town.held, "Alix Morvan")
    qtbot.addWidget(form.widget)
    form.widget.show()
    assert form.audience() is Audience.OFFICIAL
    qtbot.waitUntil(lambda: form.pages.page_count > 0)
    form.public_radio.setChecked(True)
    assert form.recipient_edit.text() == "Everybody"
    qtbot.waitUntil(lambda: form.pages.page_count > 0)
    path = tmp_path / "a.md"
    monkeypatch.setattr(exporting, "ask", lambda *_args: str(path))
    form.md_button.click()
    qtbot.waitUntil(path.exists)
    assert "Le plan sera prêt en décembre" in path.read_text("utf-8")
    form.sent_on_field.set_value(TODAY + timedelta(days=1))
    form.save_button.click()
    assert form.error_label.isVisible()
    assert not nameless(form.widget)


def test_a_thank_you_is_composed_and_its_day_noted(
    after: AfterSection, town: Town, idle: Idle, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Any] = []

    def edit(_context: object, _parent: object, letter: object, *_rest: object) -> str:
        seen.append(letter)
        return "Merci"

    monkeypatch.setattr(
        letter_dialogs,
        "edit_letter",
        edit,
    )
    after.fields.thanks_button.click()
    qtbot.waitUntil(lambda: bool(seen))
    idle()
    assert read_after(town.dossier, town.held).thanked_on == TODAY
    assert seen[0].key == "thanks"
    qtbot.waitUntil(lambda: not after.fields.thanked_button.isVisible())


def test_thanks_said_otherwise_are_noted_too(after: AfterSection, town: Town, idle: Idle) -> None:
    after.fields.thanked_button.click()
    idle()
    assert read_after(town.dossier, town.held).thanked_on == TODAY


def test_the_next_date_is_kept_and_prepared(
    after: AfterSection, town: Town, idle: Idle, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(series_dialog, "ask_next", lambda _parent, offered, _day: asked.append(offered))
    field = after.fields.next_on_field
    field.setFocus()
    field.set_value(TODAY + timedelta(days=60))
    after.form.touch("next_meeting_on")
    after.leave()
    idle()
    values = load_record(town.dossier, town.held).values
    assert values["next_meeting_on"] == TODAY + timedelta(days=60)
    after.fields.plan_button.click()
    qtbot.waitUntil(lambda: bool(asked))


def test_the_dialogs_of_corrections_and_verdicts_refuse_what_is_empty(
    after: AfterSection, qtbot: Any, town: Town
) -> None:
    correction = after_dialogs.AmendmentForm(None, "Le plan sera prêt.")
    qtbot.addWidget(correction.widget)
    correction.widget.show()
    correction.save_button.click()
    assert correction.error_label.isVisible()
    correction.text_edit.setPlainText("En janvier.")
    correction.save_button.click()
    assert correction.answer() == after_dialogs.Amendment("En janvier.", "", of_line=True)
    assert not nameless(correction.widget)
    verdict = after_dialogs.VerdictForm(after._context, None, "Le plan sera prêt.", None)
    qtbot.addWidget(verdict.widget)
    verdict.widget.show()
    verdict.save_button.click()
    assert verdict.error_label.isVisible()
    verdict.commitment_picker.set_value((town.commitment, "Piste"))
    assert verdict.answer().commitment_id == town.commitment
    assert not nameless(verdict.widget)
