from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis.strategies import integers
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.commitments import Competence
from altterr_desktop.domain.dates import Precision
from altterr_desktop.i18n import language_set
from altterr_desktop.i18n.parsing import ParsedDate
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.enum_combo import EnumCombo
from altterr_desktop.ui.kit.number_field import NumberField
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.kit.pickers import RecordPicker
from altterr_desktop.ui.kit.popup_list import Found
from altterr_desktop.ui.kit.record_form import RecordForm


@dataclass
class Record:
    id: str = "r1"
    title: str = "Cantine bio"
    notes: str = ""
    competence: StrEnum | None = None
    deadline: date | None = None
    budget: int | None = None
    official: tuple[str, str] | None = None
    minutes: int | None = None
    is_public: bool = False


class Sheet(QMainWindow):
    """A form with one widget of each class."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.notes, self.competence = QLineEdit(), QPlainTextEdit(), EnumCombo()
        self.deadline, self.budget, self.official = DateField(), NumberField(), RecordPicker()
        self.minutes, self.is_public, self.elsewhere = QSpinBox(), QCheckBox("Public"), QLineEdit()
        self.minutes.setRange(0, 600)
        self.minutes.setSpecialValueText("–")
        self.competence.set_members(Competence, empty="–")
        self.budget.set_format(0, "€")
        page = QWidget()
        column = QVBoxLayout(page)
        for widget in self.fields().values():
            column.addWidget(widget)
        column.addWidget(self.elsewhere)
        self.setCentralWidget(page)

    def fields(self) -> dict[str, QWidget]:
        names = ("title", "notes", "competence", "deadline", "budget", "official", "minutes", "is_public")
        return {name: getattr(self, name) for name in names}


@pytest.fixture
def sheet(qtbot: Any) -> Sheet:
    made = Sheet()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def commits() -> list[tuple[str, Any]]:
    return []


@pytest.fixture
def form(sheet: Sheet, commits: list[tuple[str, Any]]) -> RecordForm:
    made = RecordForm(lambda field, value: commits.append((field, value)), sheet)
    made.bind(**sheet.fields())
    made.load(Record())
    return made


def test_a_line_is_committed_when_left_and_only_if_changed(
    form: RecordForm, sheet: Sheet, commits: list[Any], qtbot: Any
) -> None:
    sheet.title.setFocus()
    sheet.elsewhere.setFocus()
    assert commits == []
    sheet.title.setFocus()
    qtbot.keyClicks(sheet.title, "X")
    sheet.elsewhere.setFocus()
    sheet.title.setFocus()
    sheet.elsewhere.setFocus()
    assert commits == [("title", "XCantine bio")]


def test_a_refused_value_gives_way_to_what_the_dossier_holds(
    form: RecordForm, sheet: Sheet, commits: list[Any], qtbot: Any
) -> None:
    sheet.title.setFocus()
    qtbot.keyClicks(sheet.title, "X")
    sheet.elsewhere.setFocus()
    form.refuse("title")
    assert sheet.title.text() == "Cantine bio"
    sheet.title.setFocus()
    qtbot.keyClicks(sheet.title, "X")
    sheet.elsewhere.setFocus()
    assert commits == [("title", "XCantine bio")] * 2


def test_a_long_text_is_committed_after_a_pause(
    form: RecordForm, sheet: Sheet, commits: list[Any], qtbot: Any
) -> None:
    sheet.notes.setFocus()
    qtbot.keyClicks(sheet.notes, "Vu")
    assert commits == []
    qtbot.waitUntil(lambda: commits == [("notes", "Vu")])


def test_choices_are_committed_at_once(
    form: RecordForm, sheet: Sheet, commits: list[Any], qtbot: Any
) -> None:
    sheet.competence.setFocus()
    qtbot.keyClick(sheet.competence, Qt.Key.Key_Down)
    qtbot.keyClick(sheet.competence, Qt.Key.Key_Down)
    sheet.is_public.toggle()
    assert commits[-1] == ("is_public", True)
    assert commits[-2] == ("competence", Competence.INTERCOMMUNALITY)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("13/3/2029", date(2029, 3, 13)),
        ("13 mars 2029", date(2029, 3, 13)),
        ("2029-03-13", date(2029, 3, 13)),
    ],
)
def test_a_date_is_read_as_people_write_it(
    form: RecordForm, sheet: Sheet, commits: list[Any], qtbot: Any, typed: str, expected: date
) -> None:
    sheet.deadline.setFocus()
    qtbot.keyClicks(sheet.deadline, typed)
    qtbot.keyClick(sheet.deadline, Qt.Key.Key_Return)
    assert commits == [("deadline", expected)]


def test_a_date_that_cannot_be_read_stays_and_is_not_committed(
    form: RecordForm, sheet: Sheet, commits: list[Any], qtbot: Any
) -> None:
    sheet.deadline.setFocus()
    qtbot.keyClicks(sheet.deadline, "soonish")
    sheet.elsewhere.setFocus()
    assert commits == []
    assert sheet.deadline.text() == "soonish"
    assert sheet.deadline.property("invalid") is True
    assert "cannot be read" in sheet.deadline.accessibleDescription()


def test_a_loose_date_keeps_how_exact_it_is(
    form: RecordForm, sheet: Sheet, commits: list[Any], qtbot: Any
) -> None:
    sheet.deadline.set_loose(loose=True)
    sheet.deadline.setFocus()
    qtbot.keyClicks(sheet.deadline, "mars 2029")
    sheet.elsewhere.setFocus()
    assert commits == [("deadline", ParsedDate(date(2029, 3, 31), Precision.MONTH))]


def test_a_date_can_be_emptied(form: RecordForm, sheet: Sheet, commits: list[Any], qtbot: Any) -> None:
    form.load(Record(deadline=date(2029, 3, 13)))
    sheet.deadline.setFocus()
    sheet.deadline.selectAll()
    qtbot.keyClick(sheet.deadline, Qt.Key.Key_Delete)
    sheet.elsewhere.setFocus()
    assert commits == [("deadline", None)]


@pytest.mark.parametrize(("typed", "value"), [("12000", 12000), ("12 000", 12000), ("-5", -5)])
def test_money_is_read_as_people_write_it(
    form: RecordForm, sheet: Sheet, commits: list[Any], qtbot: Any, typed: str, value: int
) -> None:
    sheet.budget.setFocus()
    qtbot.keyClicks(sheet.budget, typed)
    sheet.elsewhere.setFocus()
    assert commits == [("budget", value)]


@pytest.mark.parametrize("spoken", ["fr", "en"])
@given(value=integers(-(10**12), 10**12))
def test_a_number_shown_is_read_back_the_same(qapp: Any, spoken: str, value: int) -> None:
    with language_set(spoken):
        for places in (0, 2):
            field = NumberField()
            field.set_format(places, "€")
            field.set_value(value)
            assert field.is_valid()
            assert field.value() == value


def test_decimals_beyond_what_is_accepted_are_refused(qtbot: Any) -> None:
    field = NumberField()
    qtbot.addWidget(field)
    field.set_format(2, "€")
    for typed, value in (
        ("2,5", Decimal("2.5")),
        ("1.234,5", Decimal("1234.5")),
        ("12 000,50 €", Decimal("12000.50")),
    ):
        field.setText(typed)
        assert field.is_valid()
        assert field.value() == value
    for typed in ("2,5555", "a lot", "1-2"):
        field.setText(typed)
        assert not field.is_valid()


def test_a_spin_box_at_its_lowest_means_nothing(
    form: RecordForm, sheet: Sheet, commits: list[Any], qtbot: Any
) -> None:
    sheet.minutes.setFocus()
    sheet.minutes.setValue(45)
    sheet.elsewhere.setFocus()
    sheet.minutes.setFocus()
    sheet.minutes.setValue(0)
    sheet.elsewhere.setFocus()
    assert commits == [("minutes", 45), ("minutes", None)]


def _search(words: str) -> Sequence[Found]:
    people = (Found("official", "o1", "Chloé Moreau"), Found("official", "o2", "Noémie Pélissier"))
    return [person for person in people if words.casefold() in person.text.casefold()]


def test_a_record_is_picked_by_typing_a_part_of_its_name(
    form: RecordForm, sheet: Sheet, commits: list[Any], qtbot: Any, operations: Operations
) -> None:
    sheet.official.set_search(_search, operations)
    sheet.official.setFocus()
    qtbot.keyClicks(sheet.official, "lissier")
    qtbot.waitUntil(sheet.official.is_open)
    qtbot.keyClick(sheet.official, Qt.Key.Key_Return)
    assert commits == [("official", "o2")]
    assert sheet.official.text() == "Noémie Pélissier"
    sheet.official.selectAll()
    qtbot.keyClick(sheet.official, Qt.Key.Key_Backspace)
    assert commits[-1] == ("official", None)


def test_words_that_name_nobody_do_not_stay_in_a_picker(
    form: RecordForm, sheet: Sheet, commits: list[Any], qtbot: Any, operations: Operations
) -> None:
    sheet.official.set_search(_search, operations)
    form.load(Record(official=("o1", "Chloé Moreau")))
    sheet.official.setFocus()
    qtbot.keyClicks(sheet.official, "zzz")
    sheet.elsewhere.setFocus()
    assert sheet.official.text() == "Chloé Moreau"
    assert commits == []


def test_a_reload_does_not_overwrite_an_edit_in_progress(
    form: RecordForm, sheet: Sheet, commits: list[Any], qtbot: Any
) -> None:
    sheet.title.setFocus()
    qtbot.keyClicks(sheet.title, "Ma ")
    form.load(Record(title="Cantine changée ailleurs", notes="Du nouveau"))
    assert sheet.title.text() == "Ma Cantine bio"
    assert sheet.notes.toPlainText() == "Du nouveau"
    sheet.elsewhere.setFocus()
    assert commits == [("title", "Ma Cantine bio")]


def test_loading_commits_nothing(form: RecordForm, sheet: Sheet, commits: list[Any], qtbot: Any) -> None:
    form.load(
        Record("r2", "T", "N", Competence.SHARED, date(2029, 1, 1), 5, ("o1", "Chloé"), 30, is_public=True)
    )
    form.load(Record("r3"))
    form.clear()
    form.flush()
    assert commits == []


def test_a_draft_is_kept_from_the_first_key_and_becomes_a_record(
    form: RecordForm, sheet: Sheet, commits: list[Any], qtbot: Any
) -> None:
    drafts: list[dict[str, Any]] = []
    form.drafted.connect(drafts.append)
    form.start_draft({"competence": Competence.COMMUNE})
    assert sheet.competence.value() is Competence.COMMUNE
    sheet.title.setFocus()
    qtbot.keyClicks(sheet.title, "V")
    assert form.draft["title"] == "V"
    qtbot.keyClicks(sheet.title, "olo")
    sheet.notes.setFocus()
    assert drafts == [{"competence": Competence.COMMUNE, "title": "Volo"}]
    qtbot.keyClicks(sheet.notes, "suite")
    form.load(Record("new", "Volo"))
    assert sheet.notes.toPlainText() == "suite"
    assert not form.is_draft
    sheet.elsewhere.setFocus()
    assert commits == [("notes", "suite")]


def test_the_window_undoes_where_the_field_has_nothing_to_undo(
    form: RecordForm, sheet: Sheet, qtbot: Any
) -> None:
    undone: list[int] = []
    action = QAction("Undo", sheet)
    action.setShortcut(QKeySequence("Ctrl+Z"))
    action.triggered.connect(lambda: undone.append(1))
    sheet.addAction(action)
    sheet.title.setFocus()
    qtbot.keyClick(sheet.title, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [1]
    qtbot.keyClicks(sheet.title, "abc")
    qtbot.keyClick(sheet.title, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == [1]
    assert sheet.title.text() == "Cantine bio"


def test_a_widget_of_an_unknown_class_is_refused(form: RecordForm) -> None:
    with pytest.raises(TypeError, match="QWidget cannot be bound"):
        form.bind(other=QWidget())


def test_a_record_of_another_id_takes_the_place_after_a_commit(
    form: RecordForm, sheet: Sheet, commits: list[Any], qtbot: Any
) -> None:
    sheet.title.setFocus()
    qtbot.keyClicks(sheet.title, "A")
    form.load(Record("r2", "Autre"))
    assert commits == [("title", "ACantine bio")]
    assert sheet.title.text() == "Autre"
