from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.app.program import Program
from altterr_desktop.ui.dialogs import register_help
from altterr_desktop.ui.dialogs.import_dialog import ImportForm
from altterr_desktop.ui.kit.messages import Place
from altterr_desktop.ui.shell import file_dialogs
from tests.app.hands import COMMITMENTS, REGISTER, Wait, commitments, drop, import_form, preview, said
from tests.ui.accessibility import nameless


def mapped(form: ImportForm, field: str) -> Sequence[str]:
    prepared = form.prepared()
    return prepared.mapping.get(field, ()) if prepared is not None else ()


def test_a_file_dropped_is_recognised_shown_brought_in_and_undone(
    opened: Program, qtbot: Any, tmp_path: Path, settled: Wait
) -> None:
    file = tmp_path / "promesses.csv"
    file.write_text(COMMITMENTS, "utf-8")
    drop(opened, file)
    form = preview(opened, qtbot)
    assert form.source_combo.value() == "commitments"
    assert "2 new" in form.summary_label.text()
    assert nameless(form.widget) == []
    assert commitments(opened) == 0
    form.import_button.click()
    settled()
    assert commitments(opened) == 2
    toast = said(opened, Place.TOAST)
    assert toast.text == "Brought in: 2 new."
    assert toast.on_action is not None
    toast.on_action()
    settled()
    assert commitments(opened) == 0


def test_the_same_file_again_has_nothing_to_bring_in(
    opened: Program, qtbot: Any, tmp_path: Path, settled: Wait
) -> None:
    file = tmp_path / "promesses.csv"
    file.write_text(COMMITMENTS, "utf-8")
    drop(opened, file)
    preview(opened, qtbot).import_button.click()
    settled()
    opened.bringing_in.form = None
    drop(opened, file)
    settled()
    form = import_form(opened)
    assert not form.import_button.isEnabled()
    assert "already" in form.summary_label.text()


def test_a_column_chosen_by_hand_changes_the_preview(
    opened: Program, qtbot: Any, tmp_path: Path, settled: Wait
) -> None:
    file = tmp_path / "promesses.csv"
    file.write_text("Titre;Qui répond;Échéance\nPiste;Voirie;2028\n", "utf-8")
    drop(opened, file)
    form = preview(opened, qtbot)
    combo = form.columns_page.combos["service"]
    combo.set_value("Qui répond")
    combo.picked.emit(combo.value())
    qtbot.waitUntil(lambda: mapped(form, "service") == ["Qui répond"])
    qtbot.waitUntil(form.import_button.isEnabled)
    form.import_button.click()
    settled()
    opened.bringing_in.form = None
    drop(opened, file)
    settled()
    again = import_form(opened)
    assert again.columns_page.mapping()["service"] == ["Qui répond"]


def test_a_file_nobody_recognises_asks_what_it_is(
    opened: Program, qtbot: Any, tmp_path: Path, settled: Wait
) -> None:
    file = tmp_path / "liste.csv"
    file.write_text("a;b\n1;2\n3;4\n", "utf-8")
    drop(opened, file)
    settled()
    warned = said(opened, Place.BAR)
    assert warned.on_action is not None
    warned.on_action()
    form = import_form(opened)
    assert form.title_label.text() == "What is this file?"
    assert not form.import_button.isEnabled()
    form.source_combo.set_value("rne")
    form.source_combo.picked.emit("rne")
    settled()
    assert form.error_label.isVisible()


def test_a_file_without_a_dossier_asks_to_open_one(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "promesses.csv"
    file.write_text(COMMITMENTS, "utf-8")
    drop(program, file)
    assert "Open a dossier first" in said(program, Place.BAR).text


def test_the_register_is_asked_for_after_its_help(
    opened: Program, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "elus.csv"
    file.write_text(REGISTER, "utf-8")
    monkeypatch.setattr(register_help, "ask", lambda _parent: True)
    monkeypatch.setattr(file_dialogs, "ask_import", lambda _parent, _source: str(file))
    assert opened.window is not None
    opened.window.actions_list.built("import.register").trigger()
    assert "2 new" in preview(opened, qtbot).summary_label.text()


def test_actions_of_a_dossier_are_offered_only_with_one(
    program: Program, dossier_path: Path, settled: Wait
) -> None:
    assert program.window is not None
    names = {action.id for action in program.window.actions_list.offered("commitments")}
    assert "import.register" not in names
    program.open(str(dossier_path))
    settled()
    names = {action.id for action in program.window.actions_list.offered("commitments")}
    assert {"import.register", "dossier.backups", "dossier.history"} <= names
