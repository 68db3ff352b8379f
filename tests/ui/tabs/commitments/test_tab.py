from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.domain.dates import Precision
from altterr_desktop.domain.identity import new_id
from altterr_desktop.domain.lists import Query
from altterr_desktop.journal.recording import recording
from altterr_desktop.journal.undo import undo
from altterr_desktop.model.commitments import Commitment
from altterr_desktop.services.commitments import list_commitments
from altterr_desktop.services.records import change_record, load_record
from altterr_desktop.services.search import search
from altterr_desktop.ui.kit.messages import Messages, Place
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.kit.plain import PlainLabel
from altterr_desktop.ui.tabs.commitments import small_dialogs
from altterr_desktop.ui.tabs.commitments.detail import EVIDENCE, HISTORY, VERDICTS
from altterr_desktop.ui.tabs.commitments.tab import CommitmentsTab
from tests.ui.accessibility import nameless
from tests.ui.tabs.commitments.conftest import Town

Idle = Callable[[], None]
Choose = Callable[[str], None]


def titles(page: CommitmentsTab) -> list[str]:
    return [page.rows.row_at(row).named[0] for row in range(page.rows.total)]


def texts(page: CommitmentsTab) -> str:
    return "\n".join(label.text() for label in page.detail.findChildren(PlainLabel) if label.isVisible())


def test_the_list_says_what_is_late_in_words(page: CommitmentsTab, town: Town) -> None:
    row = page.rows.row_of(town.path)
    assert row is not None
    column = next(place for place, one in enumerate(page.rows.columns) if one.key == "deadline")
    index = page.rows.index(row, column)
    spoken = page.rows.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Deadline: June 2026, Late"
    assert page.rows.row_at(row).named[1].endswith("Alix Morvan")


def test_a_title_typed_is_in_the_dossier_once_the_field_is_left(
    page: CommitmentsTab, town: Town, choose: Choose, qtbot: Any, idle: Idle
) -> None:
    choose(town.trees)
    field = page.detail.fields.fields.title_edit
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Forty trees")
    page.detail.fields.fields.verbatim_edit.setFocus()
    idle()
    assert town.page(town.trees).title == "Forty trees"
    assert page.detail.title.text() == "Forty trees"
    assert "Forty trees" in titles(page)


@pytest.mark.parametrize(
    ("typed", "day", "precision"),
    [
        ("end of 2028", date(2028, 12, 31), Precision.YEAR),
        ("March 2029", date(2029, 3, 31), Precision.MONTH),
        ("13/04/2029", date(2029, 4, 13), Precision.DAY),
        ("", None, Precision.NONE),
    ],
)
def test_a_deadline_is_typed_as_loosely_as_it_was_promised(
    typed: str,
    day: date | None,
    precision: Precision,
    page: CommitmentsTab,
    town: Town,
    choose: Choose,
    qtbot: Any,
    idle: Idle,
) -> None:
    choose(town.path)
    field = page.detail.fields.fields.deadline_field
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    idle()
    values = town.page(town.path).values
    assert (values["deadline"], values["deadline_precision"]) == (day, precision)


def test_what_a_person_types_stays_while_the_page_is_read_again(
    page: CommitmentsTab, town: Town, choose: Choose, qtbot: Any, idle: Idle
) -> None:
    choose(town.trees)
    notes = page.detail.fields.fields.notes_edit
    notes.setFocus()
    qtbot.keyClicks(notes, "Ask the gardeners")
    page.context.operations.write(
        change_record, kind="commitment", record_id=town.trees, values={"page": "7"}
    )
    idle()
    assert notes.toPlainText() == "Ask the gardeners"
    assert page.detail.fields.fields.page_edit.text() == "7"


def test_words_typed_in_a_picker_stay_while_the_page_is_read_again(
    page: CommitmentsTab, town: Town, choose: Choose, qtbot: Any, idle: Idle
) -> None:
    choose(town.trees)
    picker = page.detail.fields.fields.official_picker
    picker.setFocus()
    qtbot.keyClicks(picker, "mor")
    page.context.operations.write(
        change_record, kind="commitment", record_id=town.trees, values={"page": "7"}
    )
    qtbot.waitUntil(picker.is_open)
    idle()
    assert picker.text() == "mor"
    qtbot.keyClick(picker, Qt.Key.Key_Return)
    idle()
    assert town.page(town.trees).names["official_id"] == "Alix Morvan"
    assert picker.text() == "Alix Morvan"


def test_a_new_commitment_is_kept_from_its_title_and_the_cursor_stays(
    page: CommitmentsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    page.start_new()
    field = page.detail.fields.fields.title_edit
    assert field.hasFocus()
    qtbot.keyClicks(field, "Free buses")
    qtbot.waitUntil(lambda: not page.detail.fields.form.is_draft)
    qtbot.keyClicks(field, " on Sundays")
    page.leave()
    idle()
    rows = list_commitments(town.dossier, Query(words="buses")).rows
    assert [row.title for row in rows] == ["Free buses on Sundays"]
    assert rows[0].territory
    assert page.table.current_id() == rows[0].id


def test_what_is_typed_while_the_record_is_made_is_kept_too(
    page: CommitmentsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    page.start_new()
    fields = page.detail.fields.fields
    qtbot.keyClicks(fields.title_edit, "Free buses")
    page.detail.fields.form.commit_field("title")
    fields.page_edit.setFocus()
    qtbot.keyClicks(fields.page_edit, "12")
    page.detail.fields.form.commit_field("page")
    idle()
    rows = list_commitments(town.dossier, Query(words="buses")).rows
    assert town.page(rows[0].id).values["page"] == "12"
    assert len(rows) == 1


def test_a_commitment_begun_without_a_title_is_not_lost(
    page: CommitmentsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    page.start_new()
    fields = page.detail.fields.fields
    fields.partners_edit.setFocus()
    qtbot.keyClicks(fields.partners_edit, "Friends of cycling")
    page.table.select_id(town.trees)
    idle()
    rows = list_commitments(town.dossier, Query(words="friends")).rows
    assert [row.title for row in rows] == ["Untitled commitment"]


def test_a_form_that_was_only_opened_makes_nothing(page: CommitmentsTab, town: Town, idle: Idle) -> None:
    page.start_new()
    page.table.select_id(town.trees)
    idle()
    assert list_commitments(town.dossier, Query()).total == 3


def test_chips_and_the_list_of_themes_narrow_the_rows(
    page: CommitmentsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    chips = {chip.text(): chip for chip in page.filter_bar.findChildren(QPushButton)}
    chips["Without evidence"].click()
    idle()
    assert titles(page) == ["Arbres de la place", "Cantine végétarienne"]
    chips["Without evidence"].click()
    chips["In progress"].click()
    idle()
    assert titles(page) == ["Piste cyclable continue"]
    chips["All"].click()
    combo = page._lists_of.themes
    combo.setCurrentIndex(combo.findData(town.themes[1]))
    combo.activated.emit(combo.currentIndex())
    idle()
    assert titles(page) == ["Arbres de la place", "Cantine végétarienne"]
    page.filter_bar.clear()
    idle()
    assert page.rows.total == 3


def test_a_list_asked_for_from_elsewhere_can_be_taken_off(
    page: CommitmentsTab, town: Town, idle: Idle
) -> None:
    page.show_filtered({"official": (town.official,)})
    idle()
    assert titles(page) == ["Piste cyclable continue"]
    [chip] = [one for one in page.filter_bar.findChildren(QPushButton) if one.text() == "Alix Morvan"]
    chip.click()
    idle()
    assert page.rows.total == 3
    assert not chip.isVisible()


def test_a_state_without_a_chip_is_shown_as_a_filter_too(
    page: CommitmentsTab, town: Town, idle: Idle
) -> None:
    page.show_filtered({"standing": (Standing.ABANDONED.value,)})
    idle()
    assert page.rows.total == 0
    assert "Abandoned or contradicted" in [one.text() for one in page.filter_bar.findChildren(QPushButton)]


def test_deleting_offers_to_undo(
    page: CommitmentsTab, town: Town, choose: Choose, qtbot: Any, idle: Idle, messages: Messages
) -> None:
    choose(town.trees)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    idle()
    assert "Arbres de la place" not in titles(page)
    assert page.table.current_id() not in {"", town.trees}
    toast = next(message for message in messages.log if message.place is Place.TOAST)
    assert toast.text == "1 commitment deleted"
    assert toast.on_action is not None
    toast.on_action()
    idle()
    assert "Arbres de la place" in titles(page)


def test_several_commitments_change_in_one_act_that_undo_takes_back(
    page: CommitmentsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    page.table.setFocus()
    page.table.selectAll()
    form = page.detail.several.fields
    assert form.count_label.text() == "3 commitments selected"
    form.theme_combo.set_value(town.themes[3])
    qtbot.keyClicks(form.deadline_field, "end of 2029")
    form.publishable_combo.setCurrentIndex(2)
    form.apply_button.click()
    idle()
    for commitment in (town.path, town.trees, town.canteen):
        values = town.page(commitment).values
        assert (values["theme_id"], values["deadline"], values["publishable"]) == (
            town.themes[3],
            date(2029, 12, 31),
            False,
        )
    assert len(page.table.selectionModel().selectedRows()) == 3
    assert page.detail.is_several
    undo(town.dossier)
    assert town.page(town.path).values["theme_id"] == town.themes[0]
    assert town.page(town.canteen).values["publishable"] is True


def test_several_with_nothing_filled_in_say_so(page: CommitmentsTab, town: Town, idle: Idle) -> None:
    page.table.selectAll()
    page.detail.several.fields.apply_button.click()
    assert page.detail.several.fields.error_label.text() == "Fill in at least one field."


def test_rows_never_looked_at_are_selected_too(
    page: CommitmentsTab, town: Town, operations: Operations, idle: Idle
) -> None:
    with recording(town.dossier, "Plan") as work:
        work.session.add_all(Commitment(id=new_id(), title=f"Mesure {number}") for number in range(250))
    page.reload()
    idle()
    page.table.selectAll()
    idle()
    assert len(set(page.selection.ids)) == 253


def test_weaknesses_are_shown_and_explain_themselves(
    page: CommitmentsTab, town: Town, choose: Choose
) -> None:
    choose(town.trees)
    chips = {chip.text(): chip for chip in page.detail.weaknesses.findChildren(QPushButton)}
    assert set(chips) == {
        "Vague deadline",
        "No budget",
        "No indicator",
        "No one in charge",
        "No recent evidence",
    }
    chips["No budget"].click()
    assert "Ask for the budget line" in texts(page)


def test_the_verdicts_and_the_evidence_of_a_commitment_are_read(
    page: CommitmentsTab, town: Town, choose: Choose
) -> None:
    choose(town.path)
    page.detail.show_section(VERDICTS)
    assert "Six kilomètres sont faits." in texts(page)
    assert "Délibération 12 (public act)" in texts(page)
    page.detail.show_section(EVIDENCE)
    assert "Deliberation · Public act" in texts(page)


def test_the_history_says_who_changed_what_in_words(
    page: CommitmentsTab, town: Town, choose: Choose, idle: Idle
) -> None:
    choose(town.path)
    page.context.operations.write(
        change_record, kind="commitment", record_id=town.path, values={"theme_id": town.themes[1]}
    )
    idle()
    page.detail.show_section(HISTORY)
    idle()
    assert "Theme: Mobility → Food and farming" in texts(page)
    assert "Zoé" in texts(page)


def test_a_pledge_document_is_made_from_its_picker(
    page: CommitmentsTab, town: Town, choose: Choose, idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(_parent: Any, title: str, keep: Any) -> bool:
        keep({"title": title or "Plan climat"}, lambda _changes: None, lambda _error: None)
        return True

    monkeypatch.setattr(small_dialogs, "ask_document", answer)
    choose(town.trees)
    page.detail.fields.fields.new_document_button.click()
    idle()
    values = town.page(town.trees)
    assert values.names["pledge_document_id"] == "Plan climat"
    assert page.detail.fields.fields.document_picker.text() == "Plan climat"


def test_a_verdict_found_by_search_opens_its_commitment(
    page: CommitmentsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    [found] = [one for one in search(town.dossier, "kilomètres sont faits") if one.kind == "verdict"]
    page.show_record(found.id)
    qtbot.waitUntil(lambda: page.detail.page is not None and page.detail.page.id == town.path)
    assert page.detail.sections.currentIndex() == VERDICTS


def test_a_copy_has_no_verdict_and_no_number(
    page: CommitmentsTab, town: Town, choose: Choose, qtbot: Any, idle: Idle
) -> None:
    choose(town.path)
    page.context.actions.built("commitments.duplicate").trigger()
    idle()
    copied = page.table.current_id()
    assert copied != town.path
    copy = town.page(copied)
    assert (copy.title, copy.verdicts) == ("Piste cyclable continue (copy)", ())


def test_a_refused_value_is_told_and_the_field_shows_what_the_dossier_holds(
    page: CommitmentsTab, town: Town, choose: Choose, qtbot: Any, idle: Idle, messages: Messages
) -> None:
    choose(town.trees)
    field = page.detail.fields.fields.title_edit
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    page.leave()
    idle()
    assert any(message.place is Place.BAR for message in messages.log)
    assert field.text() == "Arbres de la place"


def test_the_whole_way_without_a_mouse(page: CommitmentsTab, town: Town, qtbot: Any, idle: Idle) -> None:
    page.focus_filter()
    qtbot.keyClicks(page.filter_bar._field, "cantine")
    qtbot.keyClick(page.filter_bar._field, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.rows.total == 1)
    idle()
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    idle()
    field = page.detail.fields.fields.title_edit
    assert field.hasFocus()
    qtbot.keyClick(field, Qt.Key.Key_End)
    qtbot.keyClicks(field, " bio")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    idle()
    assert load_record(town.dossier, town.canteen).name == "Cantine végétarienne bio"


def test_everything_has_a_name_for_a_screen_reader(
    page: CommitmentsTab, town: Town, choose: Choose, idle: Idle
) -> None:
    choose(town.path)
    for section in range(4):
        page.detail.show_section(section)
        idle()
        assert nameless(page) == []
    page.table.selectAll()
    assert nameless(page) == []


def test_the_page_can_be_built_again_in_the_same_window(
    page: CommitmentsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    page.context.actions.drop("commitments")
    again = CommitmentsTab(page.context)
    qtbot.addWidget(again)
    idle()
    assert again.rows.total == 3
