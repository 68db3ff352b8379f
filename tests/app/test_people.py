from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from altterr_desktop.app.program import Program
from altterr_desktop.services.records import load_record
from altterr_desktop.ui.dialogs.exchange import files
from altterr_desktop.ui.dialogs.exchange.handing_over import HandoverForm
from altterr_desktop.ui.dialogs.exchange.joining import JoinForm
from altterr_desktop.ui.dialogs.exchange.person import PersonForm
from altterr_desktop.ui.kit import exporting
from altterr_desktop.ui.kit.messages import Place
from tests.app.hands import Wait, said
from tests.builders import a_meeting, an_official
from tests.ui.accessibility import nameless


@pytest.fixture
def official(opened: Program) -> str:
    dossier = opened.operations.dossier
    made = an_official(dossier, notes="Très à l’écoute.")
    a_meeting(dossier, title="Avec Alix Morvan", goal="Convaincre Alix Morvan du plan vélo.")
    return made


def person_form(program: Program, settled: Wait, record_id: str) -> PersonForm:
    program.people.show_person(record_id)
    settled()
    form = program.people.form
    assert isinstance(form, PersonForm)
    settled()
    return form


def test_what_is_held_is_listed_and_handed_over(
    opened: Program,
    official: str,
    settled: Wait,
    qtbot: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    form = person_form(opened, settled, official)
    assert nameless(form.widget) == []
    assert form.held is not None
    assert form.held.name == "Alix Morvan"
    assert form.mentions_tree.topLevelItemCount() == 2
    written = tmp_path / "alix.json"
    monkeypatch.setattr(exporting, "ask", lambda *_asked: str(written))
    form.json_button.click()
    settled()
    qtbot.waitUntil(written.exists, timeout=20_000)
    assert "Alix Morvan" in written.read_text("utf-8")
    paper = tmp_path / "alix.pdf"
    monkeypatch.setattr(exporting, "ask", lambda *_asked: str(paper))
    form.pdf_button.click()
    settled()
    qtbot.waitUntil(lambda: paper.exists() and said(opened, Place.TOAST) is not None, timeout=20_000)
    assert paper.read_bytes().startswith(b"%PDF")


def test_erasing_needs_a_yes_and_takes_the_name_out_of_the_texts_ticked(
    opened: Program, official: str, settled: Wait
) -> None:
    form = person_form(opened, settled, official)
    assert not form.erase_button.isEnabled()
    meeting = form._mentions[0].record_id
    for row in range(form.mentions_tree.topLevelItemCount()):
        item = form.mentions_tree.topLevelItem(row)
        assert item is not None
        is_goal = form._mentions[row].field == "goal"
        item.setCheckState(0, Qt.CheckState.Checked if is_goal else Qt.CheckState.Unchecked)
    form.sure_check.setChecked(True)
    form.erase_button.click()
    settled()
    dossier = opened.operations.dossier
    gone = load_record(dossier, official)
    assert gone.deleted
    assert not gone.values["notes"]
    values = load_record(dossier, meeting).values
    assert "Morvan" not in values["goal"]
    assert "Morvan" in values["title"]
    assert form.result_label.isVisible()
    assert form.held is None


def test_a_record_that_is_nobody_lets_one_choose_among_the_volunteers(opened: Program, settled: Wait) -> None:
    meeting = a_meeting(opened.operations.dossier)
    form = person_form(opened, settled, meeting)
    assert form.person_combo.value() is None
    assert form.person_combo.findText("Zoé") > 0


def test_a_handover_carries_the_place_and_the_words_to_the_newcomer(
    opened: Program, settled: Wait, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    path = tmp_path / "relay.altinv"
    monkeypatch.setattr(files, "ask_invitation_to_write", lambda *_asked: str(path))
    opened.members.hand_over()
    form = opened.people.form
    assert isinstance(form, HandoverForm)
    form.place_edit.setText(str(shared))
    form.note_edit.setPlainText("Appelez la mairie en mars.")
    form.write_button.click()
    settled()
    assert nameless(form.widget) == []
    code = form.code_edit.text()
    assert len(code.split()) == 6
    page = tmp_path / "page.pdf"
    monkeypatch.setattr(exporting, "ask", lambda *_asked: str(page))
    form.page_button.click()
    settled()
    qtbot.waitUntil(page.exists, timeout=20_000)
    form.close_button.click()
    opened.members.join(str(path))
    join = opened.members.form
    assert isinstance(join, JoinForm)
    join.code_edit.setText(code)
    join.name_edit.setText("Lou")
    join.target_edit.setText(str(tmp_path / "mine.altterr"))
    join.choice.none_radio.setChecked(True)
    join.go_on()
    settled()
    assert opened.together.exchanging.folder() == str(shared)
    told = said(opened, Place.BAR).text
    assert "Appelez la mairie en mars." in told
    assert "Zoé" in told
