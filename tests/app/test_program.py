from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from altterr_desktop.app import starting
from altterr_desktop.app.program import Program
from altterr_desktop.domain.lists import Query
from altterr_desktop.dossier.file import open_dossier
from altterr_desktop.i18n import language
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.services.officials import list_officials
from altterr_desktop.ui.kit.messages import Place
from altterr_desktop.ui.kit.theme import theme
from altterr_desktop.ui.shell import passphrase_dialog
from tests.app.hands import REGISTER, Wait, commitments, press, preview, said, write
from tests.builders import COMMUNE, a_commitment, a_dossier
from tests.ui.accessibility import nameless

# First run


def test_a_dossier_is_made_with_the_keyboard_alone(
    program: Program, qtbot: Any, tmp_path: Path, settled: Wait
) -> None:
    program.new()
    form = program.assistant
    assert form is not None
    qtbot.waitUntil(form.volunteer_edit.hasFocus)
    write("Zoe")
    press(Qt.Key.Key_Tab)
    write("Groupe du Gers")
    press(Qt.Key.Key_Return)
    assert form.place_picker.hasFocus()
    write("isle-jourdain gers")
    qtbot.waitUntil(form.place_picker.is_open)
    press(Qt.Key.Key_Return)
    assert form.codes() == [COMMUNE]
    press(Qt.Key.Key_Return)
    assert form.choice.proposed_radio.hasFocus()
    assert len(form.choice.words_edit.text().split()) == 6
    press(Qt.Key.Key_Down)
    assert form.choice.own_edit.isVisible()
    press(Qt.Key.Key_Down)
    assert form.choice.none_radio.isChecked()
    assert form.choice.none_note.isVisible()
    press(Qt.Key.Key_Return)
    assert form.name_edit.text() == "groupe-du-gers"
    press(Qt.Key.Key_Tab)
    write(str(tmp_path))
    press(Qt.Key.Key_Return)
    assert form.next_button.text() == "Make the dossier"
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.operations.dossier is not None, timeout=20_000)
    settled()
    group = read_group(program.operations.dossier)
    assert (group.name, [one.code for one in group.territories]) == ("Groupe du Gers", [COMMUNE])
    assert [name for _id, name in group.volunteers] == ["Zoe"]
    assert (tmp_path / "groupe-du-gers.altterr").exists()
    assert not program.operations.dossier.has_passphrase
    assert program.window is not None
    assert program.window.windowTitle() == "Groupe du Gers – Altterr"


def test_the_assistant_says_what_is_missing_and_goes_back(
    program: Program, qtbot: Any, tmp_path: Path
) -> None:
    program.new()
    form = program.assistant
    assert form is not None
    form.go_on()
    assert form.error_label.text() == "Give the group's name."
    assert nameless(form.widget) == []
    form.group_edit.setText("Groupe")
    form.go_on()
    form.go_on()
    form.choice.own_radio.setChecked(True)
    form.choice.own_edit.setText("trois mots ensemble")
    form.choice.again_edit.setText("trois mots")
    form.go_on()
    assert "not the same" in form.error_label.text()
    form.choice.again_edit.setText("trois mots ensemble")
    form.go_on()
    (tmp_path / "groupe.altterr").write_bytes(b"")
    form.folder_edit.setText(str(tmp_path))
    form.go_on()
    assert "already exists" in form.error_label.text()
    form.folder_edit.setText(str(tmp_path / "nowhere"))
    form.go_on()
    assert "does not exist" in form.error_label.text()
    form.back_button.click()
    assert form.choice.passphrase() == "trois mots ensemble"
    form.widget.reject()
    assert program.operations.dossier is None


def test_a_register_chosen_at_the_start_is_shown_before_it_is_brought_in(
    program: Program, qtbot: Any, tmp_path: Path, settled: Wait
) -> None:
    file = tmp_path / "elus.csv"
    file.write_text(REGISTER, "utf-8")
    program.new()
    form = program.assistant
    assert form is not None
    from altterr_desktop.ui.dialogs.territories import search_territories

    form.group_edit.setText("Groupe")
    form.go_on()
    form.place_picker.picked.emit(search_territories(COMMUNE)[0])
    form.go_on()
    form.choice.none_radio.setChecked(True)
    form.go_on()
    form.folder_edit.setText(str(tmp_path))
    form.go_on()
    form.register_edit.setText(str(file))
    form.go_on()
    shown = preview(program, qtbot)
    assert list_officials(program.operations.dossier, Query()).total == 0
    shown.import_button.click()
    settled()
    assert list_officials(program.operations.dossier, Query()).total == 2


def test_the_demonstration_opens_says_so_and_is_not_remembered(program: Program, settled: Wait) -> None:
    program.open_demo()
    settled()
    assert program.window is not None
    assert "invented" in program.window.banner.text()
    assert program.memory.preferences.last_dossier == ""
    assert commitments(program) > 10
    program.open_demo()
    settled()
    assert commitments(program) > 10


# Opening


def test_a_wrong_passphrase_is_asked_again(
    program: Program, tmp_path: Path, settled: Wait, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = a_dossier(tmp_path, passphrase="café noir du matin")
    dossier.close()
    asked: list[str] = []
    answers = iter(["faux", "café noir du matin"])

    def ask(_parent: object, _name: str, error: str = "") -> str:
        asked.append(error)
        return next(answers)

    monkeypatch.setattr(passphrase_dialog, "ask", ask)
    program.open(str(dossier.path))
    qtbot.waitUntil(lambda: program.operations.dossier is not None, timeout=20_000)
    settled()
    assert asked[0] == ""
    assert "does not open" in asked[1]
    assert program.memory.preferences.last_dossier == str(dossier.path)


def test_a_damaged_dossier_offers_its_backup(
    program: Program, tmp_path: Path, settled: Wait, qtbot: Any
) -> None:
    with a_dossier(tmp_path) as dossier:
        a_commitment(dossier, title="Gardé")
        dossier.back_up()
    path = Path(dossier.path)
    content = bytearray(path.read_bytes())
    for place in range(40_000, 40_200):
        content[place] ^= 255
    path.write_bytes(content)
    program.open(str(path))
    settled()
    warned = said(program, Place.BAR)
    assert "damaged" in warned.text
    assert warned.action == "Restore a backup…"
    assert warned.on_action is not None
    warned.on_action()
    settled()
    program.keeping.form.restore_button.click()
    qtbot.waitUntil(lambda: program.operations.dossier is not None, timeout=20_000)
    settled()
    assert Path(program.operations.dossier.path) != path
    assert commitments(program) == 1
    assert path.read_bytes() == bytes(content)


@pytest.mark.parametrize(
    ("name", "content", "words", "action"),
    [
        ("nulle-part.altterr", None, "There is no file", "Open another one…"),
        ("notes.altterr", b"bonjour" * 900, "is not a dossier", "Open another one…"),
    ],
)
def test_what_cannot_be_opened_says_why_and_what_to_do(
    program: Program,
    tmp_path: Path,
    settled: Wait,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    content: bytes | None,
    words: str,
    action: str,
) -> None:
    monkeypatch.setattr(passphrase_dialog, "ask", lambda *_given: None)
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    program.open(str(path))
    settled()
    assert words in said(program, Place.BAR).text
    assert said(program, Place.BAR).action == action
    assert program.operations.dossier is None


def test_a_dossier_open_elsewhere_can_be_tried_again(program: Program, tmp_path: Path, settled: Wait) -> None:
    with a_dossier(tmp_path) as dossier:
        program.open(str(dossier.path))
        settled()
        warned = said(program, Place.BAR)
        assert "already open" in warned.text
        assert warned.action == "Try again"
    assert warned.on_action is not None
    warned.on_action()
    settled()
    assert program.operations.dossier is not None


def test_a_dossier_that_cannot_be_opened_leaves_the_open_one(
    opened: Program, tmp_path: Path, settled: Wait
) -> None:
    opened.open(str(tmp_path / "nulle-part.altterr"))
    settled()
    assert read_group(opened.operations.dossier).name == "Groupe d’essai"


# Look


def test_language_colours_and_size_change_while_it_runs(opened: Program, qtbot: Any, settled: Wait) -> None:
    former = opened.window
    opened.keeping.show_settings()
    settled()
    form = opened.keeping.form
    form.language_combo.set_value("fr")
    form.theme_combo.set_value("dark")
    form.size_combo.set_value("130")
    form.apply_button.click()
    qtbot.waitUntil(lambda: opened.window is not former)
    settled()
    assert opened.window is not None
    assert (language(), theme().dark) == ("fr", True)
    assert opened.window.sections.bar.tabText(1) == "Engagements"
    assert opened.window.windowTitle().startswith("Groupe d’essai")
    assert opened.memory.preferences.font_scale == 130


def test_what_is_changed_is_signed_by_who_was_chosen(opened: Program, settled: Wait) -> None:
    from altterr_desktop.services.records import create_record

    added = create_record(opened.operations.dossier, kind="volunteer", values={"name": "Basile"})
    opened.keeping.show_settings()
    settled()
    form = opened.keeping.form
    form.volunteer_combo.set_value(added.subject_id)
    form.apply_button.click()
    settled()
    assert opened.operations.dossier.signature.author == "Basile"


# The dossier


def test_the_palette_offers_no_record_without_a_page(opened: Program) -> None:
    a_commitment(opened.operations.dossier, title="Mobilités douces")
    assert {found.kind for found in opened._search("mobil")} == {"commitment"}


def test_a_backup_is_made_once_a_day_and_on_demand(opened: Program, settled: Wait, qtbot: Any) -> None:
    dossier = opened.operations.dossier
    opened.keeping.back_up_daily()
    settled()
    opened.keeping.show_backups()
    settled()
    form = opened.keeping.form
    assert form.backups_tree.topLevelItemCount() == 0
    assert nameless(form.widget) == []
    form.now_button.click()
    qtbot.waitUntil(lambda: form.backups_tree.topLevelItemCount() == 1, timeout=20_000)
    dossier.set_state("last_backup", "1")
    opened.keeping.back_up_daily()
    settled()
    assert "backup of today" in said(opened, Place.STATUS).text


def test_a_passphrase_is_set_and_taken_away(opened: Program, settled: Wait, dossier_path: Path) -> None:
    for passphrase in ("un deux trois quatre", None):
        opened.keeping.show_passphrase()
        form = opened.keeping.form
        assert nameless(form.widget) == []
        if passphrase:
            form.choice.own_radio.setChecked(True)
            form.choice.own_edit.setText(passphrase)
            form.apply()
            assert "not the same" in form.error_label.text()
            form.choice.again_edit.setText(passphrase)
        else:
            form.choice.none_radio.setChecked(True)
        form.apply()
        settled()
        assert opened.operations.dossier.has_passphrase is bool(passphrase)
    opened.operations.run(starting.close, opened.operations)
    settled()
    open_dossier(dossier_path).close()


def test_a_sound_dossier_is_said_to_be_sound(opened: Program, settled: Wait) -> None:
    opened.keeping.check()
    settled()
    assert "sound" in said(opened, Place.TOAST).text


def test_undo_takes_the_last_act_back(opened: Program, settled: Wait) -> None:
    a_commitment(opened.operations.dossier)
    assert commitments(opened) == 1
    opened._undo()
    settled()
    assert commitments(opened) == 0
