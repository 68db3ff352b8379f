"""The windows of frameworks and of pledge documents, on a real dossier."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem

from altterr_desktop.domain.commitments import DocumentKind
from altterr_desktop.domain.lists import Query
from altterr_desktop.services.commitments import list_commitments
from altterr_desktop.services.framework_edits import level_words, save_measure, start_framework
from altterr_desktop.services.frameworks import list_frameworks, list_measures
from altterr_desktop.services.pledge_documents import read_document
from altterr_desktop.services.records import change_record
from altterr_desktop.ui.tabs.commitments import documents_dialog, frameworks_dialog
from altterr_desktop.ui.tabs.commitments.documents_dialog import DocumentsForm, show_documents
from altterr_desktop.ui.tabs.commitments.frameworks_dialog import FrameworksForm, show_frameworks
from altterr_desktop.ui.tabs.commitments.tab import CommitmentsTab
from tests.builders import a_record
from tests.ui.accessibility import nameless
from tests.ui.tabs.commitments.conftest import Town

Idle = Callable[[], None]


@pytest.fixture
def frameworks(page: CommitmentsTab, qtbot: Any, idle: Idle) -> FrameworksForm:
    form = show_frameworks(page, page.context)
    idle()
    return form


def items(form: FrameworksForm) -> list[QTreeWidgetItem]:
    tree = form.measures_tree
    found = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    return [item for item in found if item is not None]


def test_a_group_writes_its_list_and_makes_commitments_of_it(
    frameworks: FrameworksForm, town: Town, qtbot: Any, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frameworks_dialog, "ask_name", lambda _parent: "Notre liste")
    actions = frameworks.add_button.menu().actions()
    next(action for action in actions if action.text() == "An empty list…").trigger()
    idle()
    assert [one.name for one in list_frameworks(town.dossier)] == ["Notre liste"]
    frameworks.new_measure_button.click()
    idle()
    assert frameworks.title_edit.hasFocus()
    qtbot.keyClicks(frameworks.title_edit, "Des bancs")
    frameworks.level1_edit.setFocus()
    qtbot.keyClicks(frameworks.level1_edit, "Dix bancs")
    frameworks.number_edit.setFocus()
    qtbot.keyClicks(frameworks.number_edit, "1")
    frameworks.title_edit.setFocus()
    idle()
    framework_id = list_frameworks(town.dossier)[0].id
    (measure,) = list_measures(town.dossier, framework_id)
    assert (measure.number, measure.title, measure.levels) == ("1", "Des bancs", ((1, "Dix bancs"),))
    assert not frameworks.adopt_button.isEnabled()
    items(frameworks)[0].setCheckState(0, Qt.CheckState.Checked)
    frameworks.level_spin.setValue(1)
    frameworks.adopt_button.click()
    idle()
    rows = list_commitments(town.dossier, Query(words="bancs")).rows
    assert [(row.title, row.level) for row in rows] == [("Des bancs", 1)]
    assert items(frameworks)[0].text(3) == "1"
    assert nameless(frameworks.widget) == []


def test_a_list_that_comes_with_the_program_is_added_and_its_gaps_are_filled(
    frameworks: FrameworksForm, town: Town, qtbot: Any, idle: Idle
) -> None:
    actions = frameworks.add_button.menu().actions()
    next(action for action in actions if "2020-2026" in action.text()).trigger()
    idle()
    assert len(items(frameworks)) == 35
    item = next(one for one in items(frameworks) if one.text(0) == "6")
    assert "filled in" in item.text(1)
    frameworks.measures_tree.setCurrentItem(item)
    frameworks.verbatim_check.setChecked(True)
    frameworks.title_edit.setFocus()
    qtbot.keyClicks(frameworks.title_edit, "Les mots du pacte")
    frameworks.number_edit.setFocus()
    idle()
    measures = {one.number: one for one in list_measures(town.dossier, list_frameworks(town.dossier)[0].id)}
    assert (measures["6"].title, measures["6"].is_verbatim) == ("Les mots du pacte", True)
    frameworks.verbatim_check.click()
    idle()
    measures = {one.number: one for one in list_measures(town.dossier, list_frameworks(town.dossier)[0].id)}
    assert (measures["6"].title, measures["6"].is_verbatim) == ("Les mots du pacte", False)


def test_the_form_of_a_commitment_says_what_its_level_means(
    page: CommitmentsTab, town: Town, idle: Idle, choose: Callable[[str], None]
) -> None:
    framework_id = start_framework(town.dossier, values={"name": "Notre liste"}).subject_id
    measure_id = save_measure(
        town.dossier, framework_id=framework_id, values={"title": "Bancs"}, levels={2: "Vingt bancs"}
    ).subject_id
    assert level_words(town.dossier, measure_id) == {2: "Vingt bancs"}
    change_record(
        town.dossier,
        kind="commitment",
        record_id=town.trees,
        values={"framework_measure_id": measure_id, "level": 2},
    )
    choose(town.trees)
    fields = page.detail.fields.fields
    assert fields.level_words_label.text() == "Level 2: Vingt bancs"
    fields.level_spin.setValue(1)
    assert fields.level_words_label.isHidden()


@pytest.fixture
def documents(page: CommitmentsTab, town: Town, idle: Idle) -> DocumentsForm:
    plan = a_record(
        town.dossier,
        "pledge_document",
        title="Plan climat",
        document_kind=DocumentKind.CLIMATE_PLAN,
        adopted_on=date(2020, 1, 1),
    )
    form = show_documents(page, page.context, plan)
    idle()
    return form


def test_who_signed_a_document_is_added_with_a_day_and_a_level_and_taken_away(
    documents: DocumentsForm, town: Town, qtbot: Any, idle: Idle
) -> None:
    documents.official_picker.setFocus()
    qtbot.keyClicks(documents.official_picker, "mor")
    qtbot.waitUntil(documents.official_picker.is_open)
    qtbot.keyClick(documents.official_picker, Qt.Key.Key_Return)
    documents.signed_on_field.set_value(date(2026, 3, 7))
    documents.level_spin.setValue(2)
    documents.add_signatory_button.click()
    idle()
    plan = documents.form.record_id
    (signed,) = read_document(town.dossier, plan).signatories
    assert (signed.name, signed.signed_on, signed.level) == ("Alix Morvan", date(2026, 3, 7), 2)
    item = documents.signatories_tree.topLevelItem(0)
    assert item is not None
    documents.signatories_tree.setCurrentItem(item)
    documents.remove_signatory_button.click()
    idle()
    assert read_document(town.dossier, plan).signatories == ()
    assert nameless(documents.widget) == []


def test_a_plan_says_what_is_overdue_and_a_programme_does_not(
    documents: DocumentsForm, town: Town, idle: Idle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "is not published: ask for it" in documents.plan_label.text()
    file = tmp_path / "plan.pdf"
    file.write_bytes(b"%PDF")
    monkeypatch.setattr(documents_dialog, "ask_file", lambda _parent: str(file))
    documents.attach_button.click()
    idle()
    assert documents.file_label.text() == "plan.pdf"
    documents.document_combo.setCurrentIndex(documents.document_combo.findText("Pacte de 2026"))
    documents.document_combo.picked.emit(documents.document_combo.value())
    idle()
    assert documents.plan_box.isHidden()
    assert documents.title_edit.text() == "Pacte de 2026"
