"""Positions, press, photo and story on an official's page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from altterr_desktop.domain.meetings import FollowUpState
from altterr_desktop.domain.officials import Stance
from altterr_desktop.services.follow_ups import read_follow_up
from altterr_desktop.services.official_timeline import official_timeline
from altterr_desktop.services.press import add_press_item
from altterr_desktop.services.records import load_record
from altterr_desktop.services.stances import add_stance_step, stances_of
from altterr_desktop.ui.kit.cards import LinkRow
from altterr_desktop.ui.kit.messages import Messages, Place
from altterr_desktop.ui.kit.tick_row import TickRow
from altterr_desktop.ui.tabs.officials import kept_dialogs, parts
from altterr_desktop.ui.tabs.officials.kept_dialogs import DELETE, KeptForm, PressForm, StanceForm
from altterr_desktop.ui.tabs.officials.people_page import PeoplePage
from altterr_desktop.ui.tabs.officials.stances import Ladder
from altterr_desktop.ui.tabs.officials.story import StorySection
from tests.builders import a_record
from tests.ui.accessibility import nameless
from tests.ui.tabs.officials.conftest import Town

Idle = Callable[[], None]


def answering(monkeypatch: pytest.MonkeyPatch, qtbot: Any, fill: Callable[[Any], object]) -> list[KeptForm]:
    """Let a person fill the next dialogs by a function; gives the dialogs that were shown."""
    shown: list[KeptForm] = []

    def ask(form: KeptForm) -> str:
        qtbot.addWidget(form.widget)
        shown.append(form)
        return DELETE if fill(form) == DELETE else ""

    monkeypatch.setattr(kept_dialogs, "ask", ask)
    return shown


def test_a_position_is_noted_with_what_shows_it_and_drawn(
    tab: PeoplePage, town: Town, monkeypatch: pytest.MonkeyPatch, qtbot: Any, idle: Idle
) -> None:
    def fill(form: StanceForm) -> None:
        form.stance_combo.set_value(Stance.SUPPORTER)
        form.statement_edit.setPlainText("« Nous le ferons », conseil de mars")
        form.save()

    answering(monkeypatch, qtbot, fill)
    tab.detail.show_section("stances")
    tab.edit_stance()
    idle()
    (general,) = stances_of(town.dossier, town.mayor)
    assert general.latest.stance is Stance.SUPPORTER
    (ladder,) = tab.detail.sections.section("stances").findChildren(Ladder)
    assert ladder.accessibleName() == "In general: Supporter"
    tab.detail.grab()
    assert nameless(tab) == []


def test_a_position_that_nothing_shows_stays_in_the_dialog_with_a_sentence(
    tab: PeoplePage, town: Town, monkeypatch: pytest.MonkeyPatch, qtbot: Any, idle: Idle
) -> None:
    def fill(form: StanceForm) -> None:
        form.source_edit.setText("on dit")
        form.save()
        idle()

    shown = answering(monkeypatch, qtbot, fill)
    tab.edit_stance()
    idle()
    assert shown[0].error_label.text().startswith("Nothing shows this position yet")
    assert stances_of(town.dossier, town.mayor) == ()


def test_a_position_is_corrected_and_deleted_with_a_way_back(
    tab: PeoplePage,
    town: Town,
    messages: Messages,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: Any,
    idle: Idle,
) -> None:
    step = add_stance_step(
        town.dossier, official_id=town.mayor, values={"stance": Stance.DOUBTFUL, "statement": "Hésite."}
    ).subject_id
    tab.reload()
    idle()
    seen: list[str] = []

    def correct(form: StanceForm) -> None:
        seen.append(form.statement_edit.toPlainText())
        form.stance_combo.set_value(Stance.CHAMPION)
        form.save()

    answering(monkeypatch, qtbot, correct)
    tab.edit_stance(step)
    idle()
    assert seen == ["Hésite."]
    assert stances_of(town.dossier, town.mayor)[0].latest.stance is Stance.CHAMPION
    answering(monkeypatch, qtbot, lambda _form: DELETE)
    tab.edit_stance(step)
    idle()
    assert stances_of(town.dossier, town.mayor) == ()
    toast = [message for message in messages.log if message.place is Place.TOAST][-1]
    assert toast.on_action is not None
    toast.on_action()
    idle()
    assert len(stances_of(town.dossier, town.mayor)) == 1


def test_a_press_item_is_added_changed_and_told_in_the_story(
    tab: PeoplePage, town: Town, monkeypatch: pytest.MonkeyPatch, qtbot: Any, idle: Idle, tmp_path: Path
) -> None:
    scan = tmp_path / "article.txt"
    scan.write_text("extrait")

    def refuse_then_fill(form: PressForm) -> None:
        form.save()
        assert "title" in form.error_label.text()
        form.title_edit.setText("La maire et le vélo")
        form.show_file("", None, scan)
        form.save()

    answering(monkeypatch, qtbot, refuse_then_fill)
    tab.edit_press()
    idle()
    (line,) = [
        line for line in official_timeline(town.dossier, town.mayor).rows if line.record_kind == "press_item"
    ]
    names: list[str] = []

    def rename(form: PressForm) -> None:
        names.append(form.file_name_label.text())
        form.publisher_edit.setText("Le Courrier")
        form.save()

    answering(monkeypatch, qtbot, rename)
    tab.detail.show_section("story")
    story = tab.detail.sections.typed("story", StorySection)
    story.lines.opened.emit("press_item", line.record_id)
    idle()
    assert names == ["article.txt"]
    assert load_record(town.dossier, line.record_id).values["publisher"] == "Le Courrier"


def test_the_story_is_narrowed_paged_and_opens_records(
    tab: PeoplePage, town: Town, gone_to: list[Any], qtbot: Any, idle: Idle
) -> None:
    for number in range(61):
        add_press_item(town.dossier, values={"title": f"Article {number}", "official_id": town.mayor})
    task = a_record(town.dossier, "follow_up", title="Rappeler la mairie", official_id=town.mayor)
    tab.reload()
    idle()
    tab.detail.show_section("story")
    story = tab.detail.sections.typed("story", StorySection)
    qtbot.waitUntil(lambda: len(story.lines.lines) == 60)
    story.lines.more_asked.emit()
    qtbot.waitUntil(lambda: len(story.lines.lines) == story.lines.total > 60)
    story.kind_combo.set_value("follow_up")
    story.kind_combo.picked.emit("follow_up")
    qtbot.waitUntil(lambda: story.lines.total == 1)

    def seen() -> list[LinkRow]:
        return [row for row in story.lines.findChildren(LinkRow) if row.isVisibleTo(story)]

    qtbot.waitUntil(lambda: len(seen()) == 1)
    (row,) = seen()
    assert "Rappeler la mairie" in row.accessibleName()
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Space)
    assert gone_to[-1] == ("follow_up", task)


def test_what_is_owed_is_ticked_on_the_page_of_who_owes_it(
    tab: PeoplePage, town: Town, qtbot: Any, idle: Idle
) -> None:
    task = a_record(town.dossier, "follow_up", title="Rappeler la mairie", official_id=town.mayor)
    tab.reload()
    idle()
    tab.detail.show_section("story")
    story = tab.detail.sections.typed("story", StorySection)
    qtbot.waitUntil(lambda: bool(story.lines.findChildren(TickRow)))
    (row,) = story.lines.findChildren(TickRow)
    row.box.setChecked(True)
    idle()
    assert read_follow_up(town.dossier, task).state is FollowUpState.DONE


def test_a_photo_is_made_small_shown_and_taken_off(
    tab: PeoplePage,
    town: Town,
    messages: Messages,
    monkeypatch: pytest.MonkeyPatch,
    idle: Idle,
    tmp_path: Path,
) -> None:
    large = tmp_path / "portrait.png"
    picture = QImage(1600, 2000, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkCyan)
    assert picture.save(str(large))
    monkeypatch.setattr(parts, "ask_photo", lambda _parent: str(large))
    tab.detail.sheet.fields.photo_button.click()
    idle()
    kept = QImage.fromData(town.view().photo or b"")
    assert (kept.width(), kept.height()) == (192, 240)
    assert tab.detail.photo_label.isVisible()
    tab.detail.sheet.fields.photo_remove_button.click()
    idle()
    assert town.view().photo is None
    assert not tab.detail.photo_label.isVisible()
    words = tmp_path / "lettre.jpg"
    words.write_text("rien d’une image")
    monkeypatch.setattr(parts, "ask_photo", lambda _parent: str(words))
    tab.choose_photo()
    idle()
    assert any("not a picture" in message.text for message in messages.log)
