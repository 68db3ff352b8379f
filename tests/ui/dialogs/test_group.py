from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit

from altterr_desktop.dossier.file import Dossier
from altterr_desktop.journal.undo import undo
from altterr_desktop.services.group_page import GroupPage, read_group_page
from altterr_desktop.ui.dialogs.group import GroupForm
from altterr_desktop.ui.dialogs.territories import search_territories
from altterr_desktop.ui.kit.operations import Operations
from tests.builders import EPCI, a_dossier
from tests.ui.accessibility import nameless

Idle = Callable[[], None]


@pytest.fixture
def dossier(operations: Operations, tmp_path: Path) -> Iterator[Dossier]:
    with a_dossier(tmp_path) as made:
        operations.use_dossier(made)
        yield made
        operations.shut_down()


@pytest.fixture
def form(dossier: Dossier, operations: Operations, qtbot: Any, idle: Idle) -> GroupForm:
    made = GroupForm(None, operations)
    qtbot.addWidget(made.widget)
    made.widget.show()
    idle()
    return made


def page(dossier: Dossier) -> GroupPage:
    return read_group_page(dossier)


def leave(field: QLineEdit, text: str, qtbot: Any) -> None:
    field.clear()
    qtbot.keyClicks(field, text)
    field.returnPressed.emit()


def test_every_field_is_kept_when_it_is_left_and_can_be_undone(
    form: GroupForm, dossier: Dossier, qtbot: Any, idle: Idle
) -> None:
    assert form.name_edit.text() == "Groupe d’essai"
    assert nameless(form.widget) == []
    leave(form.contact_edit, "groupe@example.org", qtbot)
    form.language_combo.set_value("en")
    form.language_combo.picked.emit("en")
    idle()
    assert (page(dossier).contact, page(dossier).document_language) == ("groupe@example.org", "en")
    undo(dossier)
    assert page(dossier).contact == ""


def test_a_group_keeps_its_name(form: GroupForm, dossier: Dossier, qtbot: Any, idle: Idle) -> None:
    leave(form.name_edit, "Groupe du Gers", qtbot)
    idle()
    assert page(dossier).name == "Groupe du Gers"


def test_somebody_is_added_renamed_and_leaves(
    form: GroupForm, dossier: Dossier, qtbot: Any, idle: Idle
) -> None:
    form.views.setCurrentIndex(1)
    form.add_volunteer_button.click()
    leave(form.volunteer_name_edit, "Basile", qtbot)
    qtbot.waitUntil(lambda: form.volunteers_tree.topLevelItemCount() == 2)
    assert form.volunteer_name_edit.text() == "Basile"
    leave(form.pseudonym_edit, "Baz", qtbot)
    idle()
    form.active_check.setChecked(False)
    idle()
    people = {one.name: (one.pseudonym, one.active) for one in page(dossier).volunteers}
    assert people == {"Zoé": ("", True), "Basile": ("Baz", False)}
    assert form.volunteers_tree.model().index(1, 2).data() == "No longer there"


def test_a_territory_is_followed_with_its_mandate_then_no_longer(
    form: GroupForm, dossier: Dossier, qtbot: Any, idle: Idle
) -> None:
    form.views.setCurrentIndex(2)
    form.place_picker.picked.emit(search_territories(EPCI)[0])
    qtbot.waitUntil(lambda: form.territories_tree.topLevelItemCount() == 2)
    idle()
    assert EPCI in [one.territory.code for one in page(dossier).territories]
    leave(form.mid_term_field, "15/01/2029", qtbot)
    form.mid_term_field.editingFinished.emit()
    idle()
    chosen = {one.territory.code: one.territory.mid_term for one in page(dossier).territories}
    assert chosen[EPCI] == date(2029, 1, 15)
    form.drop_button.click()
    qtbot.waitUntil(lambda: form.territories_tree.topLevelItemCount() == 1)
    assert EPCI not in [one.territory.code for one in page(dossier).territories]


def test_themes_are_renamed_moved_added_and_deleted(
    form: GroupForm, dossier: Dossier, qtbot: Any, idle: Idle
) -> None:
    form.views.setCurrentIndex(3)
    names = [name for _id, name in page(dossier).themes]
    form.themes_list.setCurrentRow(1)
    form.up_button.click()
    idle()
    assert [name for _id, name in page(dossier).themes][:2] == [names[1], names[0]]
    assert form.themes_list.currentRow() == 0
    form.down_button.click()
    idle()
    assert [name for _id, name in page(dossier).themes] == names
    leave(form.theme_edit, "Cantines", qtbot)
    idle()
    assert page(dossier).themes[1][1] == "Cantines"
    form.add_theme_button.click()
    leave(form.theme_edit, "Culture", qtbot)
    idle()
    assert page(dossier).themes[-1][1] == "Culture"
    form.delete_theme_button.click()
    idle()
    assert "Culture" not in [name for _id, name in page(dossier).themes]


def test_what_is_refused_is_said_and_taken_back(form: GroupForm, qtbot: Any, idle: Idle) -> None:
    form.views.setCurrentIndex(2)
    leave(form.end_field, "01/01/2001", qtbot)
    form.end_field.editingFinished.emit()
    idle()
    assert form.error_label.isVisible()
