from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from altterr_desktop.dossier.file import Dossier, Signature
from altterr_desktop.services.fields import today
from altterr_desktop.services.records import change_record
from altterr_desktop.services.restoring import read_act, search_history
from altterr_desktop.ui.dialogs import history
from altterr_desktop.ui.dialogs.history import HistoryCalls, HistoryForm
from altterr_desktop.ui.kit.operations import Operations
from tests.builders import a_commitment, a_dossier, a_record
from tests.ui.accessibility import nameless

Idle = Callable[[], None]


@pytest.fixture
def dossier(operations: Operations, tmp_path: Path) -> Iterator[Dossier]:
    with a_dossier(tmp_path) as made:
        record_id = a_commitment(made)
        made.signature = Signature("", "Basile", "portable")
        change_record(made, kind="commitment", record_id=record_id, values={"title": "Piste en site propre"})
        operations.use_dossier(made)
        yield made
        operations.shut_down()


@pytest.fixture
def form(dossier: Dossier, operations: Operations, qtbot: Any, idle: Idle) -> HistoryForm:
    made = HistoryForm(None, operations)
    qtbot.addWidget(made.widget)
    made.widget.show()
    idle()
    return made


def whos(form: HistoryForm) -> list[str]:
    model = form.acts_tree.model()
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


def edits(form: HistoryForm) -> list[tuple[str, str, str]]:
    model = form.edits_tree.model()
    return [
        (str(model.index(row, 1).data()), str(model.index(row, 2).data()), str(model.index(row, 3).data()))
        for row in range(model.rowCount())
    ]


def test_acts_are_listed_newest_first_with_what_they_changed(form: HistoryForm) -> None:
    assert whos(form) == ["Basile", "Zoé", "Zoé"]
    assert edits(form) == [("Title", "Piste cyclable du lycée", "Piste en site propre")]
    assert "portable" in form.details_label.text()
    assert form.count_label.text() == "3 acts"
    assert nameless(form.widget) == []


def test_acts_are_narrowed_by_person_and_period(form: HistoryForm, idle: Idle) -> None:
    form.who_combo.set_value("Basile")
    form.who_combo.picked.emit("Basile")
    idle()
    assert whos(form) == ["Basile"]
    form.who_combo.set_value(None)
    form.until_field.set_value(today() - timedelta(days=1))
    form.until_field.picked.emit(None)
    idle()
    assert whos(form) == []
    form.until_field.set_value(today())
    form.since_field.set_value(today())
    form.since_field.picked.emit(None)
    idle()
    assert len(whos(form)) == 3


def test_older_acts_come_page_by_page(
    dossier: Dossier, operations: Operations, qtbot: Any, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "PAGE", 2)
    form = HistoryForm(None, operations)
    qtbot.addWidget(form.widget)
    form.widget.show()
    idle()
    assert len(whos(form)) == 2
    assert form.more_button.isVisible()
    form.more_button.click()
    idle()
    assert whos(form) == ["Basile", "Zoé", "Zoé"]
    assert not form.more_button.isVisible()


def test_words_narrow_the_acts(form: HistoryForm, qtbot: Any, idle: Idle) -> None:
    form.words_edit.setFocus()
    QTest.keyClicks(form.words_edit, "site propre")
    qtbot.waitUntil(lambda: whos(form) == ["Basile"])
    idle()
    form.words_edit.clear()
    QTest.keyClicks(form.words_edit, "nulle part")
    qtbot.waitUntil(lambda: form.count_label.text() == "No act fits.")


def test_a_former_value_is_given_back_with_the_keyboard(
    form: HistoryForm, dossier: Dossier, idle: Idle
) -> None:
    assert form.back_button.isEnabled()
    form.back_button.setFocus()
    QTest.keyClick(form.back_button, Qt.Key.Key_Space)
    idle()
    assert "Piste cyclable du lycée" in [new for _field, _old, new in edits(form)]
    assert len(whos(form)) == 4


def test_the_history_of_one_record_says_which(
    dossier: Dossier, operations: Operations, qtbot: Any, idle: Idle
) -> None:
    record_id = search_history(dossier, words="piste").lines[0].commit_id
    commitment = read_act(dossier, record_id)[0].record_id
    a_record(dossier, "volunteer", name="Lou")
    form = HistoryForm(None, operations, None, (commitment, "Piste"))
    qtbot.addWidget(form.widget)
    form.widget.show()
    idle()
    assert form.title_label.text() == "History of “Piste” and its parts"
    assert whos(form) == ["Basile", "Zoé"]


def test_a_record_and_a_day_are_opened_from_an_act(
    dossier: Dossier, operations: Operations, qtbot: Any, idle: Idle
) -> None:
    asked: list[object] = []
    calls = HistoryCalls(lambda kind, record_id: asked.append((kind, record_id)), asked.append)
    form = HistoryForm(None, operations, calls)
    qtbot.addWidget(form.widget)
    form.widget.show()
    idle()
    form.open_button.click()
    form.look_button.click()
    assert asked[0] == ("commitment", read_act(dossier, form.current().commit_id)[0].record_id)  # type: ignore[union-attr]
    assert asked[1] == today()
