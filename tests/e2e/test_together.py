"""Plays two volunteers at two windows that share a folder: what one does, the other sees, and both can settle."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QToolButton
from shiboken6 import isValid

from altterr_desktop.app.program import Program
from altterr_desktop.app.tabs import TABS
from altterr_desktop.dossier.file import Signature
from altterr_desktop.exchange.keys import seals_of
from altterr_desktop.i18n import use_language
from altterr_desktop.services.dossiers import sign_as
from altterr_desktop.services.news import start_news
from altterr_desktop.services.records import change_record, load_record
from altterr_desktop.settings.preferences import Preferences
from altterr_desktop.ui.dialogs.exchange import files
from altterr_desktop.ui.dialogs.exchange.exchange_form import ExchangeForm
from altterr_desktop.ui.kit.memory import Memory
from altterr_desktop.ui.kit.messages import Place
from altterr_desktop.ui.kit.record_form import RecordForm
from altterr_desktop.ui.shell.window import MainWindow
from tests.app.hands import drop, said
from tests.builders import a_commitment, a_dossier, a_record, an_official
from tests.ui.accessibility import nameless

SHOWN = tuple(spec for spec in TABS if spec.key in {"dashboard", "commitments"})
PATIENCE = 20_000


@dataclass
class Laptop:
    """Hold one running program and what a test does with it."""

    program: Program
    qtbot: Any

    @property
    def window(self) -> MainWindow:
        assert self.program.window is not None
        return self.program.window

    @property
    def dossier(self) -> Any:
        return self.program.operations.dossier

    def wait(self) -> None:
        exchanging = self.program.together.exchanging
        self.qtbot.waitUntil(
            lambda: self.program.operations.is_idle and not exchanging.is_running, timeout=PATIENCE
        )

    def change(self, record_id: str, **values: Any) -> None:
        self.program.operations.write(change_record, kind="commitment", record_id=record_id, values=values)
        self.wait()

    def exchange(self) -> None:
        self.program.together.exchange_now()
        self.wait()

    def do(self, action_id: str) -> None:
        self.window.actions_list.built(action_id).trigger()
        self.wait()

    def title(self, record_id: str) -> Any:
        return load_record(self.dossier, record_id).values["title"]

    @property
    def form(self) -> ExchangeForm:
        assert self.program.together.form is not None
        return self.program.together.form


@dataclass
class Group:
    """Hold two laptops with one dossier, the folder they share and a commitment both know."""

    zoe: Laptop
    karim: Laptop
    folder: Path
    commitment: str


@pytest.fixture
def group(qapp: QApplication, qtbot: Any, tmp_path: Path, _own_home: None) -> Iterator[Group]:
    use_language("en")
    folder = tmp_path / "shared"
    folder.mkdir()
    with a_dossier(tmp_path, name="zoe") as model:
        commitment = a_commitment(model)
        karim_id = a_record(model, "volunteer", name="Karim")
        start_news(model)
        seals_of(model)
    shutil.copyfile(tmp_path / "zoe.altterr", tmp_path / "karim.altterr")
    laptops = []
    for name in ("zoe", "karim"):
        program = Program(qapp, Memory(Preferences(language="en", theme="light")), SHOWN)
        program.start()
        laptop = Laptop(program, qtbot)
        program.open(str(tmp_path / f"{name}.altterr"))
        laptop.wait()
        program.together.exchanging.stop()
        program.together.exchanging.set_folder(str(folder))
        laptops.append(laptop)
    zoe, karim = laptops
    sign_as(karim.dossier, karim_id)
    signature = karim.dossier.signature
    karim.dossier.signature = Signature(signature.author_id, signature.author, "other-pc")
    yield Group(zoe, karim, folder, commitment)
    for laptop in laptops:
        laptop.program.close()
    for dialog in qapp.topLevelWidgets():
        if isinstance(dialog, QDialog):
            dialog.close()
    for laptop in laptops:
        laptop.window.close()
        laptop.window.deleteLater()
        laptop.program.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def disagree(group: Group) -> None:
    group.zoe.change(group.commitment, title="Piste du lycée")
    group.karim.change(group.commitment, title="Piste de l’école")
    group.zoe.exchange()
    group.karim.exchange()
    group.zoe.exchange()


def test_what_one_does_the_other_sees_with_who_and_what(group: Group) -> None:
    zoe, karim = group.zoe, group.karim
    zoe.change(group.commitment, title="Piste du lycée")
    zoe.exchange()
    karim.exchange()
    assert karim.title(group.commitment) == "Piste du lycée"
    assert karim.window.news_banner.text() == "1 contribution from 1 person"
    karim.do("exchange.news")
    news = karim.program.together.news
    assert news is not None
    assert news.title_label.text() == "Since today: 1 change by 1 person"
    record = news.news_tree.topLevelItem(0)
    assert record is not None
    line = record.child(0)
    assert line is not None
    assert "Piste du lycée" in record.text(0)
    assert (line.text(0), line.text(1)) == ("Title: Piste cyclable du lycée → Piste du lycée", "Zoé")
    assert nameless(news.widget) == []
    QTest.keyClick(news.news_tree, Qt.Key.Key_Return)
    karim.wait()
    assert karim.window.sections.current_key() == "commitments"
    assert karim.window.sections.current_record() == group.commitment
    news.seen_button.click()
    karim.wait()
    karim.do("exchange.news")
    assert karim.program.together.news is not None
    assert karim.program.together.news.title_label.text() == "Nothing new from the others."


def test_a_disagreement_blocks_nobody_and_one_key_settles_it_everywhere(group: Group) -> None:
    zoe, karim = group.zoe, group.karim
    disagree(group)
    assert (zoe.window.exchange_button.badge, karim.window.exchange_button.badge) == (1, 1)
    zoe.do("exchange.conflicts")
    panel = zoe.program.together.conflicts
    assert panel is not None
    assert not panel.widget.isModal()
    assert panel.widget.windowTitle() == "1 disagreement to settle"
    assert [one.text for one in panel.found[0].versions] == ["Piste du lycée", "Piste de l’école"]
    assert nameless(panel.widget) == []
    QTest.keyClick(panel.conflicts_tree, Qt.Key.Key_1)
    zoe.wait()
    assert zoe.title(group.commitment) == "Piste du lycée"
    assert zoe.window.exchange_button.badge == 0
    zoe.exchange()
    karim.exchange()
    assert karim.title(group.commitment) == "Piste du lycée"
    assert karim.window.exchange_button.badge == 0


def test_what_was_settled_is_taken_back_with_ctrl_z(group: Group) -> None:
    zoe = group.zoe
    disagree(group)
    zoe.do("exchange.conflicts")
    panel = zoe.program.together.conflicts
    assert panel is not None
    QTest.keyClick(panel.conflicts_tree, Qt.Key.Key_1)
    zoe.wait()
    QTest.keyClick(panel.conflicts_tree, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    zoe.wait()
    assert zoe.title(group.commitment) == "Piste de l’école"


def test_a_record_in_dispute_says_so_on_its_own_page(group: Group) -> None:
    zoe = group.zoe
    disagree(group)
    zoe.window.open_record("commitment", group.commitment)
    zoe.wait()
    page = zoe.window.sections.current()
    assert page is not None
    mark = page.conflict_mark  # type: ignore[attr-defined]
    zoe.qtbot.waitUntil(mark.isVisible)
    assert mark.text() == "1 disagreement: compare…"
    mark.click()
    zoe.wait()
    panel = zoe.program.together.conflicts
    assert panel is not None
    assert len(panel.found) == 1
    panel.all_button.click()
    zoe.wait()
    zoe.qtbot.waitUntil(lambda: not mark.isVisible())


def test_an_exchange_waits_while_a_field_holds_unsaved_words(group: Group, qtbot: Any) -> None:
    zoe, karim = group.zoe, group.karim
    zoe.window.open_record("commitment", group.commitment)
    zoe.wait()
    karim.change(group.commitment, title="Piste de l’école")
    karim.exchange()
    form = next(one for one in zoe.window.findChildren(RecordForm) if one.record_id == group.commitment)
    edit = next(one for one in zoe.window.findChildren(QLineEdit) if one.text() == "Piste cyclable du lycée")
    edit.setFocus()
    QTest.keyClicks(edit, " !")
    assert form.has_edits
    zoe.program.together.exchanging.on_time()
    zoe.wait()
    assert zoe.title(group.commitment) == "Piste cyclable du lycée"
    zoe.window.sections.leave()
    zoe.wait()
    zoe.program.together.exchanging.on_time()
    zoe.wait()
    assert zoe.window.exchange_button.badge == 1


def test_a_file_is_handed_over_looked_at_and_taken_in(
    group: Group, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zoe, karim = group.zoe, group.karim
    letter = tmp_path / "news.altlot"
    zoe.change(group.commitment, title="Piste du lycée")
    monkeypatch.setattr(files, "ask_lot_to_write", lambda *_asked: str(letter))
    zoe.do("exchange.open")
    zoe.form.write_button.click()
    zoe.wait()
    assert letter.exists()
    assert zoe.form.result_label.text().startswith("Written, ready to hand over.")
    drop(karim.program, letter)
    karim.wait()
    assert karim.form.result_label.text() == "“news.altlot”: 1 contribution from 1 person"
    assert karim.title(group.commitment) == "Piste cyclable du lycée"
    assert nameless(karim.form.widget) == []
    karim.form.take_button.click()
    karim.wait()
    assert karim.title(group.commitment) == "Piste du lycée"
    assert karim.form.changes_button.isVisible()
    letter.write_bytes(letter.read_bytes()[:-9])
    drop(karim.program, letter)
    karim.wait()
    assert "cut short or damaged" in karim.form.result_label.text()


def test_the_folder_is_looked_at_before_anything_comes_in(group: Group) -> None:
    zoe, karim = group.zoe, group.karim
    zoe.change(group.commitment, title="Piste du lycée")
    zoe.exchange()
    karim.do("exchange.open")
    karim.form.look_button.click()
    karim.wait()
    assert karim.form.result_label.text() == "1 contribution from 1 person"
    assert karim.title(group.commitment) == "Piste cyclable du lycée"
    karim.form.take_button.click()
    karim.wait()
    assert karim.title(group.commitment) == "Piste du lycée"
    names = {
        karim.form.postes_tree.topLevelItem(row).text(0)  # type: ignore[union-attr]
        for row in range(karim.form.postes_tree.topLevelItemCount())
    }
    assert names == {"Zoé", "Karim"}


def test_a_damaged_file_is_named_and_the_rest_comes_in(group: Group) -> None:
    zoe, karim = group.zoe, group.karim
    zoe.change(group.commitment, title="Piste du lycée")
    zoe.exchange()
    next(group.folder.glob("*/lots")).joinpath("20290101T000000-001-spoiled.altlot").write_bytes(b"altlot?")
    karim.exchange()
    assert karim.title(group.commitment) == "Piste du lycée"
    assert "20290101T000000-001-spoiled.altlot" in said(karim.program, Place.BAR).text


def test_a_folder_that_is_not_there_stops_nothing(group: Group) -> None:
    zoe = group.zoe
    zoe.program.together.exchanging.set_folder(str(group.folder / "gone"))
    zoe.program.together.exchanging.on_time()
    zoe.wait()
    assert "cannot be reached now" in said(zoe.program, Place.STATUS).text
    zoe.exchange()
    assert "cannot be reached now" in said(zoe.program, Place.BAR).text
    zoe.change(group.commitment, title="Piste du lycée")
    assert zoe.title(group.commitment) == "Piste du lycée"


def test_nothing_is_exchanged_by_itself_where_nobody_wants_it(group: Group) -> None:
    zoe, karim = group.zoe, group.karim
    karim.change(group.commitment, title="Piste de l’école")
    karim.exchange()
    zoe.do("exchange.open")
    zoe.form.auto_check.setChecked(False)
    zoe.program.together.exchanging.on_time()
    zoe.wait()
    assert zoe.title(group.commitment) == "Piste cyclable du lycée"
    zoe.form.auto_check.setChecked(True)
    zoe.program.together.exchanging.on_time()
    zoe.wait()
    assert zoe.title(group.commitment) == "Piste de l’école"


def test_what_both_typed_is_proposed_after_the_exchange(group: Group) -> None:
    zoe, karim = group.zoe, group.karim
    an_official(zoe.dossier)
    an_official(karim.dossier)
    zoe.exchange()
    karim.exchange()
    karim.wait()
    toast = said(karim.program, Place.TOAST)
    assert toast.text == "1 pair of entries that look alike"
    assert toast.on_action is not None
    toast.on_action()
    karim.wait()
    twins = karim.program.together.twins
    assert len(twins.pairs) == 1


def test_the_news_banner_is_put_away(group: Group) -> None:
    zoe, karim = group.zoe, group.karim
    zoe.change(group.commitment, title="Piste du lycée")
    zoe.exchange()
    karim.exchange()
    banner = karim.window.news_banner
    assert banner.isVisible()
    close = next(one for one in banner.findChildren(QToolButton) if one.accessibleName())
    close.click()
    assert not banner.isVisible()
    assert karim.title(group.commitment) == "Piste du lycée"


def test_another_dossier_closes_what_shows_the_former_one(group: Group, tmp_path: Path) -> None:
    zoe = group.zoe
    disagree(group)
    zoe.do("exchange.open")
    zoe.do("exchange.conflicts")
    panel = zoe.program.together.conflicts
    assert panel is not None
    a_dossier(tmp_path, name="other").close()
    zoe.program.open(str(tmp_path / "other.altterr"))
    zoe.wait()
    assert not isValid(panel.widget) or not panel.widget.isVisible()
    assert zoe.window.exchange_button.badge == 0
