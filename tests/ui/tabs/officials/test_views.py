"""The map of stakeholders and the assembly: moved and walked with the mouse and the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt

from altterr_desktop.journal.undo import undo
from altterr_desktop.services.officials import add_official
from altterr_desktop.services.stakeholder_map import place_official, read_map
from altterr_desktop.ui.tabs.officials import assembly_page, map_page, people_page
from altterr_desktop.ui.tabs.officials.assembly_page import AssemblyPage, MemberCard
from altterr_desktop.ui.tabs.officials.map_field import PersonChip
from altterr_desktop.ui.tabs.officials.map_page import MapPage
from altterr_desktop.ui.tabs.officials.tab import ASSEMBLY, LIST, MAP, OfficialsTab
from tests.ui.accessibility import nameless
from tests.ui.tabs.officials.conftest import Town

Idle = Callable[[], None]


@pytest.fixture
def stakeholders(whole: OfficialsTab, town: Town, idle: Idle) -> MapPage:
    idle()
    place_official(town.dossier, official_id=town.mayor, support=4, influence=5)
    whole.show_view(MAP)
    idle()
    return whole.map


@pytest.fixture
def assembly(whole: OfficialsTab, idle: Idle) -> AssemblyPage:
    whole.show_view(ASSEMBLY)
    idle()
    return whole.assembly


def chip_of(page: MapPage, official_id: str) -> PersonChip:
    return next(
        chip
        for chip in page.findChildren(PersonChip)
        if chip.person.id == official_id and chip.isVisibleTo(page)
    )


def where(town: Town, official_id: str) -> tuple[int | None, int | None]:
    found = read_map(town.dossier)
    return next(
        (one.support, one.influence) for one in (*found.placed, *found.unplaced) if one.id == official_id
    )


def drag(chip: PersonChip, page: MapPage, support: int, influence: int, qtbot: Any) -> None:
    end = page.field.mapToGlobal(page.field.cell(support, influence).center())
    qtbot.mousePress(chip, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    qtbot.mouseMove(chip, chip.mapFromGlobal(end))
    qtbot.mouseRelease(chip, Qt.MouseButton.LeftButton, pos=chip.mapFromGlobal(end))


def test_somebody_is_dragged_in_moved_and_one_undo_takes_it_back(
    stakeholders: MapPage, town: Town, qtbot: Any, idle: Idle
) -> None:
    drag(chip_of(stakeholders, town.service), stakeholders, 2, 3, qtbot)
    idle()
    assert where(town, town.service) == (2, 3)
    drag(chip_of(stakeholders, town.service), stakeholders, 5, 1, qtbot)
    idle()
    assert where(town, town.service) == (5, 1)
    undo(town.dossier)
    assert where(town, town.service) == (2, 3)


def test_put_down_beside_the_field_nothing_changes(
    stakeholders: MapPage, town: Town, qtbot: Any, idle: Idle
) -> None:
    chip = chip_of(stakeholders, town.mayor)
    outside = chip.mapFromGlobal(stakeholders.mapToGlobal(QPoint(2, 2)))
    qtbot.mousePress(chip, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    qtbot.mouseMove(chip, outside)
    qtbot.mouseRelease(chip, Qt.MouseButton.LeftButton, pos=outside)
    idle()
    assert where(town, town.mayor) == (4, 5)


def test_the_keyboard_alone_places_moves_and_takes_off(
    stakeholders: MapPage, town: Town, qtbot: Any, idle: Idle
) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(chip_of(stakeholders, town.service), Qt.Key.Key_Left, control)
    idle()
    assert where(town, town.service) == (3, 3)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up):
        chip = chip_of(stakeholders, town.service)
        qtbot.waitUntil(chip.hasFocus)
        qtbot.keyClick(chip, key, control)
        idle()
    assert where(town, town.service) == (2, 5)
    qtbot.keyClick(chip_of(stakeholders, town.service), Qt.Key.Key_Right)
    assert chip_of(stakeholders, town.mayor).hasFocus()
    qtbot.keyClick(chip_of(stakeholders, town.mayor), Qt.Key.Key_Delete)
    idle()
    assert where(town, town.mayor) == (None, None)


def test_many_people_in_one_cell_do_not_cover_each_other(
    stakeholders: MapPage, town: Town, idle: Idle
) -> None:
    for number in range(30):
        one = add_official(town.dossier, values={"family_name": f"Personne {number:02}"}, seat={}).subject_id
        place_official(town.dossier, official_id=one, support=1, influence=1)
    stakeholders.reload()
    idle()
    stakeholders.grab()
    chips = [chip for chip in stakeholders.field.findChildren(PersonChip) if chip.isVisibleTo(stakeholders)]
    assert len(chips) == 31
    cell = stakeholders.field.cell(1, 1)
    crowd = [chip.geometry() for chip in chips if chip.person.support == 1]
    assert all(cell.contains(place) for place in crowd)
    assert not any(one.intersects(other) for one in crowd for other in crowd if one is not other)


def test_the_map_is_searched_opened_and_everything_has_a_name(
    stakeholders: MapPage, town: Town, gone_to: list[Any], qtbot: Any, idle: Idle
) -> None:
    assert nameless(stakeholders) == []
    stakeholders.search_edit.setText("nobody of that name")
    assert not stakeholders.waiting_area.findChildren(PersonChip)
    qtbot.keyClick(chip_of(stakeholders, town.mayor), Qt.Key.Key_Return)
    assert gone_to[-1] == ("official", town.mayor)


def test_the_assembly_is_walked_with_arrows_and_opened(
    assembly: AssemblyPage, town: Town, gone_to: list[Any], qtbot: Any, idle: Idle
) -> None:
    deputy = add_official(
        town.dossier,
        values={"given_name": "Inès", "family_name": "Roche"},
        seat={"function": "1ère adjointe au Maire", "delegation": "Écoles", "rank": 2},
    ).subject_id
    assembly.reload()
    idle()
    cards = {card.member.name: card for card in assembly.area.findChildren(MemberCard)}
    assert set(cards) == {"Alix Morvan", "Inès Roche"}
    assert cards["Alix Morvan"].accessibleName() == "Alix Morvan, Maire, Majority"
    cards["Alix Morvan"].setFocus()
    qtbot.keyClick(cards["Alix Morvan"], Qt.Key.Key_Down)
    assert cards["Inès Roche"].hasFocus()
    qtbot.keyClick(cards["Inès Roche"], Qt.Key.Key_Return)
    assert gone_to[-1] == ("official", deputy)
    assembly.grab()
    assert nameless(assembly) == []
    assert "Majority: 1" in assembly.sides_label.text()


def test_views_turn_and_a_record_asked_for_comes_back_to_the_list(
    whole: OfficialsTab, town: Town, qtbot: Any, idle: Idle
) -> None:
    whole.show_view(MAP)
    whole.show_view(ASSEMBLY)
    idle()
    assert whole.current() is whole.assembly
    whole.show_record(town.former)
    qtbot.waitUntil(lambda: whole.people.detail.name_label.text() == "Yann Bréhat")
    assert whole.current() is whole.people
    whole.show_view(LIST)
    assert whole.people.table.hasFocus()


def test_each_view_is_written_as_it_is_shown(
    whole: OfficialsTab, town: Town, monkeypatch: pytest.MonkeyPatch, idle: Idle
) -> None:
    asked: list[tuple[Any, ...]] = []
    for page in (people_page, map_page, assembly_page):
        monkeypatch.setattr(
            page,
            "export_report",
            lambda _context, _parent, name, record_id, fmt, **choices: asked.append(
                (name, record_id, fmt, choices)
            ),
        )
    whole.show_filtered({"side": ("majority",)})
    idle()
    whole.people.export_list("csv")
    whole.map.print_map()
    idle()
    whole.assembly.reload()
    idle()
    whole.assembly.print_assembly()
    names = [name for name, *_rest in asked]
    assert names == ["officials", "stakeholder_map", "assembly"]
    assert asked[0][3]["query"].chosen("side") == ("majority",)


def test_silence_link_and_mandate_narrow_the_list(whole: OfficialsTab, town: Town, idle: Idle) -> None:
    for filters, count in (
        ({"without_contact": ("6",)}, 3),
        ({"link": ("nobody",)}, 0),
        ({"mandate": ("nothing",)}, 0),
    ):
        whole.show_filtered(filters)
        idle()
        assert whole.people.rows.total == count
