from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox, QToolButton, QWidget

from altterr_desktop.domain.mobilisations import MobilisationKind
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.i18n import use_language
from altterr_desktop.services.mobilisation_plan import plan_mobilisation
from altterr_desktop.services.mobilisation_views import MobilisationView, read_mobilisation
from altterr_desktop.ui.kit import exporting
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.messages import Messages, Place
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.kit.popup_list import Found
from altterr_desktop.ui.tabs.mobilisations import new_dialog
from altterr_desktop.ui.tabs.mobilisations.detail import clock_of
from altterr_desktop.ui.tabs.mobilisations.new_dialog import NewMobilisation, NewMobilisationForm
from altterr_desktop.ui.tabs.mobilisations.tab import MobilisationsTab
from tests.builders import a_commitment, a_dossier, a_record, an_official
from tests.ui.accessibility import nameless

Idle = Callable[[], None]
Part = TypeVar("Part", bound=QWidget)
SOON = date.today() + timedelta(days=40)  # noqa: DTZ011 - a local day


@pytest.fixture
def dossier(tmp_path: Path, operations: Operations) -> Iterator[Dossier]:
    use_language("en")
    made = a_dossier(tmp_path)
    operations.use_dossier(made)
    yield made
    operations.shut_down(made.close)


@pytest.fixture
def ride(dossier: Dossier) -> str:
    values = {"mobilisation_kind": MobilisationKind.BIKE_RIDE, "title": "Vélorution", "happens_on": SOON}
    return plan_mobilisation(dossier, values=values).subject_id


@pytest.fixture
def show(context: TabContext, qtbot: Any, idle: Idle) -> Callable[[], MobilisationsTab]:
    def built() -> MobilisationsTab:
        tab = MobilisationsTab(context)
        qtbot.addWidget(tab)
        tab.resize(1366, 640)
        tab.show()
        idle()
        return tab

    return built


def part(tab: MobilisationsTab, kind: type[Part], name: str) -> Part:
    """Find a widget of the rows by its name."""
    found = tab.findChild(kind, name)
    assert isinstance(found, kind)
    return found


def seen(tab: MobilisationsTab) -> MobilisationView:
    assert tab.shown is not None
    return tab.shown.view


def test_without_any_the_page_says_what_to_do(dossier: Dossier, show: Callable[[], MobilisationsTab]) -> None:
    assert show()._whole.currentIndex() == 1


def test_a_new_one_comes_with_the_plan_of_its_kind(
    dossier: Dossier, show: Callable[[], MobilisationsTab], idle: Idle, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = show()
    official = an_official(dossier)
    answer = NewMobilisation(
        {"mobilisation_kind": MobilisationKind.PETITION, "title": "Pour la cantine", "happens_on": SOON},
        (official,),
    )
    monkeypatch.setattr(new_dialog, "ask", lambda *_args: answer)
    tab.start_new()
    idle()
    view = seen(tab)
    assert (view.title, view.kind, view.happens_on) == ("Pour la cantine", MobilisationKind.PETITION, SOON)
    assert view.roles
    assert view.checklist
    assert view.steps
    assert [target.official_id for target in view.targets] == [official]
    assert "no signatory" in tab.detail.form.names_label.text()


def test_the_dialog_says_what_a_kind_brings_and_refuses_a_date_it_cannot_read(
    dossier: Dossier, context: TabContext, qtbot: Any
) -> None:
    form = NewMobilisationForm(context, None)
    qtbot.addWidget(form.widget)
    form.kind_combo.set_value(MobilisationKind.MARCH)
    assert form.public_road_check.isChecked()
    assert "8 roles" in form.kind_words_label.text()
    form.kind_combo.set_value(MobilisationKind.WORKSHOP)
    assert not form.public_road_check.isChecked()
    qtbot.keyClicks(form.happens_on_field, "soon")
    form.create_button.click()
    assert form.widget.result() == 0
    form.happens_on_field.set_value(SOON)
    qtbot.keyClicks(form.title_edit, "Fresque")
    form.create_button.click()
    assert form.widget.result() == 1
    assert form.answer().values["title"] == "Fresque"
    assert nameless(form.widget) == []


def test_a_title_typed_and_left_is_in_the_dossier(
    dossier: Dossier, ride: str, show: Callable[[], MobilisationsTab], idle: Idle, qtbot: Any
) -> None:
    tab = show()
    edit = tab.detail.form.title_edit
    edit.selectAll()
    qtbot.keyClicks(edit, "Balade de printemps")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    idle()
    assert read_mobilisation(dossier, ride).title == "Balade de printemps"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("14h30", "14:30"), ("14 h", "14:00"), ("9:05", "09:05"), ("9.15", "09:15"), ("noon", "noon")],
)
def test_a_time_is_read_as_people_write_it(typed: str, kept: str) -> None:
    assert clock_of(typed) == kept


def test_a_time_that_is_none_is_refused_with_its_sentence(
    dossier: Dossier,
    ride: str,
    show: Callable[[], MobilisationsTab],
    idle: Idle,
    messages: Messages,
    qtbot: Any,
) -> None:
    tab = show()
    edit = tab.detail.form.start_time_edit
    qtbot.keyClicks(edit, "noon")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    idle()
    assert read_mobilisation(dossier, ride).start_time == ""
    assert any("18:30" in message.text for message in messages.log if message.place is Place.BAR)


def test_moving_the_day_moves_the_steps_and_the_days_of_the_declaration(
    dossier: Dossier, ride: str, show: Callable[[], MobilisationsTab], idle: Idle
) -> None:
    tab = show()
    before = {step.id: step.due_on for step in seen(tab).steps}
    words = tab.detail.form.window_label.text()
    field = tab.detail.form.happens_on_field
    field.set_value(SOON + timedelta(days=7))
    field.picked.emit(field.value())
    idle()
    after = {step.id: step.due_on for step in seen(tab).steps}
    assert after.keys() == before.keys()
    assert all(after[one] == day + timedelta(days=7) for one, day in before.items() if day)
    assert tab.detail.form.window_label.text() != words


def test_what_is_not_on_the_public_road_has_no_declaration(
    dossier: Dossier, ride: str, show: Callable[[], MobilisationsTab], idle: Idle
) -> None:
    tab = show()
    assert tab.detail.form.declaration_card.isVisible()
    tab.detail.form.public_road_check.setChecked(False)
    idle()
    assert not tab.detail.form.declaration_card.isVisible()


def test_ticking_with_the_keyboard_keeps_the_keyboard_there(
    dossier: Dossier, ride: str, show: Callable[[], MobilisationsTab], idle: Idle, qtbot: Any
) -> None:
    tab = show()
    tab.detail.form.pages.setCurrentIndex(2)
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    item = seen(tab).checklist[1]
    box = part(tab, QCheckBox, f"tick:{item.id}")
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    idle()
    assert next(one for one in read_mobilisation(dossier, ride).checklist if one.id == item.id).done
    focused = tab.focusWidget()
    assert focused is not None
    assert focused.objectName() == f"tick:{item.id}"
    assert focused is not box
    assert tab.detail.form.pages.tabText(2).startswith("Checklist 1")


def test_a_step_is_added_by_its_day_and_a_late_one_says_so(
    dossier: Dossier, ride: str, show: Callable[[], MobilisationsTab], idle: Idle, qtbot: Any
) -> None:
    tab = show()
    plan = tab.detail.plan
    plan.new_field.set_value(date.today() - timedelta(days=3))  # noqa: DTZ011 - a local day
    qtbot.keyClicks(plan.new_edit, "Appeler la presse")
    qtbot.keyClick(plan.new_edit, Qt.Key.Key_Return)
    idle()
    step = next(one for one in seen(tab).steps if one.title == "Appeler la presse")
    assert step.overdue
    assert "late" in plan.sum_label.text()


def test_a_role_is_given_counted_and_taken_back(
    dossier: Dossier, ride: str, show: Callable[[], MobilisationsTab], idle: Idle
) -> None:
    volunteer = a_record(dossier, "volunteer", name="Karim")
    tab = show()
    role = seen(tab).roles[0]
    spin = part(tab, QSpinBox, f"needed:{role.id}")
    spin.setValue(2)
    spin.editingFinished.emit()
    idle()
    combo = part(tab, ChoiceCombo, f"assign:{role.id}")
    combo.picked.emit(volunteer)
    idle()
    role = seen(tab).roles[0]
    assert (role.needed, role.filled, role.missing) == (2, 1, 1)
    assignment, name = role.people[0]
    assert name == "Karim"
    part(tab, type(tab.detail.form.pdf_button), f"person:{assignment}").click()
    idle()
    assert seen(tab).roles[0].people == ()


def test_civil_disobedience_offers_no_place_for_names(
    dossier: Dossier, show: Callable[[], MobilisationsTab]
) -> None:
    a_record(dossier, "volunteer", name="Karim")
    plan_mobilisation(
        dossier, values={"mobilisation_kind": MobilisationKind.CIVIL_DISOBEDIENCE, "happens_on": SOON}
    )
    tab = show()
    assert tab.detail.people.findChildren(ChoiceCombo) == []
    assert "No participant’s name" in tab.detail.people.names_label.text()
    assert tab.detail.people.sum_label.text().endswith("people needed")


def test_officials_and_commitments_are_linked_and_let_go(
    dossier: Dossier, ride: str, show: Callable[[], MobilisationsTab], idle: Idle
) -> None:
    official, commitment = an_official(dossier), a_commitment(dossier, title="Piste")
    tab = show()
    tab.detail.targets.picker.picked.emit(Found("official", official, "Alix Morvan"))
    tab.detail.commitments.picker.picked.emit(Found("commitment", commitment, "Piste"))
    idle()
    view = seen(tab)
    assert [one.official_id for one in view.targets] == [official]
    assert [one.id for one in view.commitments] == [commitment]
    part(tab, QToolButton, f"remove:{view.targets[0].id}").click()
    part(tab, QToolButton, f"remove:{commitment}").click()
    idle()
    assert (seen(tab).targets, seen(tab).commitments) == ((), ())


def test_counts_are_noted_and_make_a_curve(
    dossier: Dossier, ride: str, show: Callable[[], MobilisationsTab], idle: Idle, qtbot: Any
) -> None:
    tab = show()
    tab.detail.form.pages.setCurrentIndex(4)
    counts = tab.detail.counts
    today = date.today()  # noqa: DTZ011 - a local day
    for value, day in ((120, today - timedelta(days=8)), (310, today)):
        counts.what_edit.setText("signatures")
        counts.value_field.set_value(value)
        counts.day_field.set_value(day)
        counts.add_button.click()
        idle()
    assert [value for _id, _day, value, _source in seen(tab).counts[0].values] == [120, 310]
    assert counts.curve.isVisible()
    assert "310" in counts.curve.accessibleName()


def test_a_deleted_one_comes_back_from_the_toast(
    dossier: Dossier,
    ride: str,
    show: Callable[[], MobilisationsTab],
    idle: Idle,
    messages: Messages,
    qtbot: Any,
) -> None:
    tab = show()
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Delete)
    idle()
    assert tab.rows.total == 0
    toast = next(message for message in reversed(messages.log) if message.place is Place.TOAST)
    assert toast.on_action is not None
    toast.on_action()
    idle()
    assert tab.rows.total == 1


def test_the_plan_is_written_where_asked_and_can_be_opened(
    dossier: Dossier,
    ride: str,
    show: Callable[[], MobilisationsTab],
    messages: Messages,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: Any,
) -> None:
    proposed: list[str] = []

    def ask(_parent: object, name: str, _title: str, fmt: str) -> str:
        proposed.append(Path(name).name)
        return str(tmp_path / f"plan.{fmt}")

    opened: list[Path] = []
    monkeypatch.setattr(exporting, "ask", ask)
    monkeypatch.setattr(exporting, "open_file", opened.append)
    tab = show()
    tab.detail.form.pdf_button.click()
    qtbot.waitUntil(lambda: any("plan.pdf" in message.text for message in messages.log), timeout=20_000)
    assert (tmp_path / "plan.pdf").read_bytes().startswith(b"%PDF")
    assert proposed == [f"mobilisation-velorution-{SOON.isoformat()}.pdf"]
    toast = next(message for message in messages.log if message.place is Place.TOAST)
    assert toast.on_action is not None
    toast.on_action()
    assert opened == [tmp_path / "plan.pdf"]


@pytest.mark.parametrize("page", range(5))
def test_everything_that_takes_the_focus_has_a_name(
    dossier: Dossier, ride: str, show: Callable[[], MobilisationsTab], page: int
) -> None:
    tab = show()
    tab.detail.form.pages.setCurrentIndex(page)
    assert tab.findChildren(QLineEdit)
    assert nameless(tab) == []
