from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.dossier.file import Dossier, Signature
from altterr_desktop.services.fields import today
from altterr_desktop.services.records import change_record
from altterr_desktop.ui.dialogs import history
from altterr_desktop.ui.dialogs.history import HistoryForm
from altterr_desktop.ui.kit.operations import Operations
from tests.builders import a_commitment, a_dossier
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


def test_acts_are_listed_newest_first_with_what_they_changed(form: HistoryForm) -> None:
    assert whos(form) == ["Basile", "Zoé", "Zoé"]
    assert "Piste en site propre" in form.details_edit.toPlainText()
    assert "portable" in form.details_edit.toPlainText()
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
