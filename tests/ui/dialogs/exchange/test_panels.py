"""What the panels of group work show and do, without the program around them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from altterr_desktop.dossier.file import Dossier, Signature, open_dossier
from altterr_desktop.exchange.keys import seals_of
from altterr_desktop.exchange.receiving import receive_file
from altterr_desktop.exchange.sending import send_file
from altterr_desktop.journal.undo import undo
from altterr_desktop.services.conflicts import count_conflicts
from altterr_desktop.services.records import change_record, delete_record, load_record
from altterr_desktop.services.twins import find_twins
from altterr_desktop.ui.dialogs.exchange.conflicts import ConflictCalls, ConflictsForm
from altterr_desktop.ui.dialogs.exchange.twins import TwinsCalls, TwinsForm
from altterr_desktop.ui.kit.operations import Operations
from tests.builders import a_commitment, a_dossier, a_record, an_official
from tests.ui.accessibility import nameless

Idle = Callable[[], None]
Gone = list[tuple[Any, ...]]


@pytest.fixture
def pair(operations: Operations, tmp_path: Path) -> Iterator[tuple[Dossier, Dossier, list[str]]]:
    """Lend the dossier that is shown, another copy, and three commitments both hold."""
    with a_dossier(tmp_path, name="zoe") as model:
        made = [a_commitment(model, title=f"Piste {number}", notes="Un plan.") for number in range(3)]
        seals_of(model)
    shutil.copyfile(tmp_path / "zoe.altterr", tmp_path / "karim.altterr")
    with (
        open_dossier(tmp_path / "zoe.altterr", signature=Signature("z", "Zoé", "pc")) as zoe,
        open_dossier(tmp_path / "karim.altterr", signature=Signature("k", "Karim", "pc2")) as karim,
    ):
        operations.use_dossier(zoe)
        yield zoe, karim, made
        operations.shut_down()


def disagree(pair: tuple[Dossier, Dossier, list[str]]) -> None:
    """Have both write: a short value, a long text, a deletion against a change."""
    zoe, karim, made = pair
    for dossier, word in ((zoe, "Zoé"), (karim, "Karim")):
        change_record(dossier, kind="commitment", record_id=made[0], values={"title": f"Piste de {word}"})
        change_record(dossier, kind="commitment", record_id=made[1], values={"notes": f"Un plan de {word}."})
    delete_record(zoe, kind="commitment", record_id=made[2])
    change_record(karim, kind="commitment", record_id=made[2], values={"page": "7"})
    receive_file(zoe, send_file(karim, karim.path.with_suffix(".altlot")).paths[0])


@pytest.fixture
def panel(
    pair: tuple[Dossier, Dossier, list[str]], operations: Operations, qtbot: Any, idle: Idle, gone: Gone
) -> ConflictsForm:
    disagree(pair)
    calls = ConflictCalls(
        lambda kind, record_id: gone.append((kind, record_id)),
        lambda: operations.write(undo),
        lambda: gone.append(("twins",)),
    )
    form = ConflictsForm(None, operations, calls)
    qtbot.addWidget(form.widget)
    form.widget.show()
    idle()
    return form


@pytest.fixture
def gone() -> Gone:
    return []


def choose(form: ConflictsForm, sort: str, idle: Idle) -> None:
    row = next(place for place, one in enumerate(form.found) if one.conflict.sort == sort)
    form.conflicts_tree.setCurrentIndex(form.conflicts_tree.model().index(row, 0))
    idle()


def test_every_sort_of_disagreement_is_named_and_reachable(panel: ConflictsForm, idle: Idle) -> None:
    assert sorted(one.conflict.sort for one in panel.found) == ["clash", "deleted", "values"]
    for sort in ("clash", "deleted", "values"):
        choose(panel, sort, idle)
        assert nameless(panel.widget) == []
    assert panel.widget.windowTitle() == "3 disagreements to settle"


def test_a_number_key_takes_a_version_and_the_next_one_is_shown(
    panel: ConflictsForm, pair: tuple[Dossier, Dossier, list[str]], idle: Idle
) -> None:
    choose(panel, "values", idle)
    QTest.keyClick(panel.conflicts_tree, Qt.Key.Key_1)
    idle()
    assert load_record(pair[0], pair[2][0]).values["title"] == "Piste de Zoé"
    assert len(panel.found) == 2
    assert panel.current() is not None


def test_a_clash_is_marked_and_settled_by_a_wording_of_ones_own(
    panel: ConflictsForm, pair: tuple[Dossier, Dossier, list[str]], idle: Idle
) -> None:
    choose(panel, "clash", idle)
    edit = panel.view.text_edit
    assert edit is not None
    assert "⟦" in edit.toPlainText()
    assert edit.extraSelections()
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "Un plan en 12 points.")
    panel.view.written.emit(edit.toPlainText())
    idle()
    assert load_record(pair[0], pair[2][1]).values["notes"] == "Un plan en 12 points."
    assert count_conflicts(pair[0]) == 2


def test_a_deletion_is_decided_by_1_or_2(
    panel: ConflictsForm, pair: tuple[Dossier, Dossier, list[str]], idle: Idle
) -> None:
    choose(panel, "deleted", idle)
    QTest.keyClick(panel.conflicts_tree, Qt.Key.Key_2)
    idle()
    assert load_record(pair[0], pair[2][2]).deleted
    assert count_conflicts(pair[0]) == 2


def test_several_are_agreed_on_at_once_with_enter(
    panel: ConflictsForm, pair: tuple[Dossier, Dossier, list[str]], idle: Idle
) -> None:
    panel.conflicts_tree.selectAll()
    assert panel.all_button.text() == "Agree as shown for these 3"
    panel.conflicts_tree.setFocus()
    QTest.keyClick(panel.conflicts_tree, Qt.Key.Key_Return)
    idle()
    assert [one.conflict.sort for one in panel.found] == ["deleted"]


def test_what_others_settle_leaves_the_list_and_nothing_is_said_of_none(
    panel: ConflictsForm, operations: Operations, pair: tuple[Dossier, Dossier, list[str]], idle: Idle
) -> None:
    while panel.found:
        choose(panel, panel.found[0].conflict.sort, idle)
        panel.settle(panel.view.enter_answer())
        idle()
    assert panel.widget.windowTitle() == "Disagreements"
    assert panel.current() is None


def test_a_record_is_opened_from_its_disagreement(panel: ConflictsForm, idle: Idle, gone: Gone) -> None:
    choose(panel, "values", idle)
    current = panel.current()
    assert current is not None
    panel.view.opened.emit(current.page_kind, current.page_id)
    assert gone == [("commitment", current.page_id)]


# Twins


@pytest.fixture
def twins(
    pair: tuple[Dossier, Dossier, list[str]], operations: Operations, qtbot: Any, idle: Idle, gone: Gone
) -> TwinsForm:
    zoe = pair[0]
    for given, label in (("Élodie", "Liste A"), ("Elodie", "Liste B")):
        official = an_official(zoe, given_name=given, family_name="Dupré", political_label=label)
        a_record(zoe, "contact_detail", official_id=official, value=label)
    calls = TwinsCalls(lambda kind, record_id: gone.append((kind, record_id)), lambda: operations.write(undo))
    form = TwinsForm(None, operations, calls)
    qtbot.addWidget(form.widget)
    form.widget.show()
    idle()
    idle()
    return form


def test_twins_are_side_by_side_and_merged_with_what_is_chosen(
    twins: TwinsForm, pair: tuple[Dossier, Dossier, list[str]], idle: Idle
) -> None:
    assert nameless(twins.widget) == []
    assert twins.shown is not None
    kept, other = twins.shown.kept_id, twins.shown.other_id
    wanted = load_record(pair[0], other).values["political_label"]
    assert twins.taken() == []
    twins.choose("political_label", 2)
    assert twins.taken() == ["political_label"]
    twins.merge_button.click()
    idle()
    assert load_record(pair[0], kept).values["political_label"] == wanted
    assert load_record(pair[0], other).deleted
    assert twins.title_label.text() == "No entries look alike."
    assert not twins.merge_button.isEnabled()


def test_a_value_is_chosen_with_the_keyboard(twins: TwinsForm, idle: Idle) -> None:
    row = next(
        place
        for place in range(twins.fields_tree.topLevelItemCount())
        if twins.fields_tree.topLevelItem(place).text(0) == "Political label"  # type: ignore[union-attr]
    )
    twins.fields_tree.setFocus()
    twins.fields_tree.setCurrentIndex(twins.fields_tree.model().index(row, 2))
    QTest.keyClick(twins.fields_tree, Qt.Key.Key_Return)
    assert twins.taken() == ["political_label"]


def test_a_merge_is_taken_back(
    twins: TwinsForm, pair: tuple[Dossier, Dossier, list[str]], idle: Idle
) -> None:
    twins.merge_button.click()
    idle()
    twins.undo_button.click()
    idle()
    idle()
    assert len(twins.pairs) == 1


def test_what_is_told_apart_leaves_for_good(
    twins: TwinsForm, pair: tuple[Dossier, Dossier, list[str]], idle: Idle
) -> None:
    twins.distinct_button.click()
    idle()
    assert twins.pairs == ()
    assert find_twins(pair[0]) == ()
    twins.kind_combo.set_value("meeting")
    twins.reload()
    idle()
    assert twins.pairs == ()
