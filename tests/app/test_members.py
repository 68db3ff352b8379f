from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.app.program import Program
from altterr_desktop.dossier.copying import copy_dossier
from altterr_desktop.exchange.keys import seals_of
from altterr_desktop.services.dossiers import read_group
from altterr_desktop.ui.dialogs.exchange import files
from altterr_desktop.ui.dialogs.exchange.inviting import InviteForm
from altterr_desktop.ui.dialogs.exchange.joining import JoinForm
from altterr_desktop.ui.dialogs.exchange.leaving import AcceptForm, LeavingForm
from tests.app.hands import Wait, commitments, drop
from tests.builders import a_commitment, a_dossier
from tests.ui.accessibility import nameless


@pytest.fixture
def invitation(
    opened: Program, settled: Wait, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[Path, str]:
    """Have the open dossier's group invite somebody, with a copy."""
    return invited(opened, settled, tmp_path, monkeypatch)


def invited(
    program: Program, settled: Wait, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, bare: bool = False
) -> tuple[Path, str]:
    path = tmp_path / "group.altinv"
    monkeypatch.setattr(files, "ask_invitation_to_write", lambda *_asked: str(path))
    program.members.invite()
    form = program.members.form
    assert isinstance(form, InviteForm)
    assert not form.code_edit.isVisible()
    form.bare_radio.setChecked(bare)
    form.write_button.click()
    settled()
    assert nameless(form.widget) == []
    assert form.code_edit.isVisible()
    assert form.code_edit.font().pointSizeF() > form.widget.font().pointSizeF() * 1.4
    code = form.code_edit.text()
    form.close_button.click()
    return path, code


def join_form(program: Program) -> JoinForm:
    form = program.members.form
    assert isinstance(form, JoinForm)
    return form


def test_an_invitation_is_dropped_and_joined_with_the_words_told(
    opened: Program, invitation: tuple[Path, str], settled: Wait, tmp_path: Path
) -> None:
    path, code = invitation
    assert len(code.split()) == 6
    drop(opened, path)
    form = join_form(opened)
    assert form.file_edit.text() == str(path)
    assert nameless(form.widget) == []
    form.go_on()
    assert form.error_label.text() == "Type the words you were told."
    form.code_edit.setText(code.upper())
    form.name_edit.setText("Karim")
    form.target_edit.setText(str(tmp_path / "mine"))
    form.choice.none_radio.setChecked(True)
    form.go_on()
    settled()
    dossier = opened.operations.dossier
    assert dossier.path == tmp_path / "mine.altterr"
    assert dossier.signature.author == "Karim"
    assert "Karim" in {name for _id, name in read_group(dossier).volunteers}
    assert read_group(dossier).name == "Groupe d’essai"


def test_who_was_known_already_is_not_added_again(
    opened: Program, invitation: tuple[Path, str], settled: Wait, tmp_path: Path
) -> None:
    path, code = invitation
    opened.members.join(str(path))
    form = join_form(opened)
    form.code_edit.setText(code)
    form.name_edit.setText("zoe")
    form.target_edit.setText(str(tmp_path / "mine.altterr"))
    form.choice.none_radio.setChecked(True)
    form.go_on()
    settled()
    group = read_group(opened.operations.dossier)
    assert [name for _id, name in group.volunteers] == ["Zoé"]


def test_wrong_words_are_said_and_make_nothing(
    opened: Program, invitation: tuple[Path, str], settled: Wait, tmp_path: Path
) -> None:
    opened.members.join(str(invitation[0]))
    form = join_form(opened)
    form.code_edit.setText("un deux trois quatre cinq six")
    form.name_edit.setText("Karim")
    form.target_edit.setText(str(tmp_path / "mine.altterr"))
    form.choice.none_radio.setChecked(True)
    form.go_on()
    settled()
    assert form.error_label.text().startswith("This code does not open “group.altinv”.")
    assert form.join_button.isEnabled()
    assert not (tmp_path / "mine.altterr").exists()


def test_without_a_copy_the_dossier_fills_up_at_the_first_exchange(
    program: Program, settled: Wait, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    with a_dossier(tmp_path) as model:
        a_commitment(model)
    program.open(str(model.path))
    settled()
    path, code = invited(program, settled, tmp_path, monkeypatch, bare=True)
    exchange_through(program, folder, settled, qtbot)
    program.members.join(str(path))
    form = join_form(program)
    form.code_edit.setText(code)
    form.name_edit.setText("Karim")
    form.target_edit.setText(str(tmp_path / "mine.altterr"))
    form.choice.none_radio.setChecked(True)
    form.go_on()
    settled()
    assert commitments(program) == 0
    exchange_through(program, folder, settled, qtbot)
    assert commitments(program) == 1


def exchange_through(program: Program, folder: Path, settled: Wait, qtbot: Any) -> None:
    exchanging = program.together.exchanging
    exchanging.stop()
    exchanging.set_folder(str(folder))
    program.together.exchange_now()
    qtbot.waitUntil(lambda: not exchanging.is_running, timeout=20_000)
    settled()


def test_the_key_is_changed_and_taken_by_those_who_stay(
    opened: Program, settled: Wait, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "karim.altterr"
    dossier = opened.operations.dossier
    former = seals_of(dossier).current
    copy_dossier(dossier, other)
    path = tmp_path / "key.altinv"
    monkeypatch.setattr(files, "ask_invitation_to_write", lambda *_asked: str(path))
    opened.members.leaving()
    form = opened.members.form
    assert isinstance(form, LeavingForm)
    assert nameless(form.widget) == []
    form.rotate_button.click()
    settled()
    current = seals_of(dossier).current
    assert current != former
    code = form.code_edit.text()
    form.close_button.click()
    opened.open(str(other))
    settled()
    assert seals_of(opened.operations.dossier).current == former
    opened.members.accept(str(path))
    accept = opened.members.form
    assert isinstance(accept, AcceptForm)
    accept.code_edit.setText("pas les bons mots du tout ici")
    accept.accept_button.click()
    settled()
    assert accept.error_label.text().startswith("This code does not open")
    accept.code_edit.setText(code)
    accept.accept_button.click()
    settled()
    assert seals_of(opened.operations.dossier).current == current
