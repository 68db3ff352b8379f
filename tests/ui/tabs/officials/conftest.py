"""Opens the page of officials on a small town."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.domain.officials import OfficialKind, Side
from altterr_desktop.domain.territories import Assembly
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.services.official_page import OfficialView, read_official
from altterr_desktop.services.officials import add_official
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.tabs.officials.people_page import PeoplePage
from altterr_desktop.ui.tabs.officials.tab import OfficialsTab
from tests.builders import a_commitment, a_dossier

Idle = Callable[[], None]


@dataclass
class Town:
    """What the page is opened on: a mayor with a promise, a former councillor, a service."""

    dossier: Dossier
    mayor: str
    former: str
    service: str
    commitment: str

    def view(self, official_id: str = "") -> OfficialView:
        return read_official(self.dossier, official_id or self.mayor)


@pytest.fixture
def town(tmp_path: Path, operations: Operations) -> Iterator[Town]:
    dossier = a_dossier(tmp_path)
    mayor = add_official(
        dossier,
        values={"given_name": "Alix", "family_name": "Morvan"},
        seat={"assembly": Assembly.MUNICIPAL, "function": "Maire", "side": Side.MAJORITY},
    ).subject_id
    former = add_official(
        dossier,
        values={"given_name": "Yann", "family_name": "Bréhat"},
        seat={"assembly": Assembly.MUNICIPAL, "end": date(2026, 3, 1), "side": Side.OPPOSITION},
    ).subject_id
    service = add_official(
        dossier, values={"official_kind": OfficialKind.STAFF, "function_title": "Responsable voirie"}
    ).subject_id
    commitment = a_commitment(dossier, title="Cantine végétarienne", official_id=mayor)
    operations.use_dossier(dossier)
    yield Town(dossier, mayor, former, service, commitment)
    operations.shut_down(dossier.close)


@pytest.fixture
def whole(context: TabContext, town: Town, qtbot: Any) -> OfficialsTab:
    made = OfficialsTab(context)
    qtbot.addWidget(made)
    made.resize(1366, 640)
    made.show()
    return made


@pytest.fixture
def tab(whole: OfficialsTab, town: Town, qtbot: Any, idle: Idle) -> PeoplePage:
    made = whole.people
    qtbot.waitUntil(lambda: made.detail.page is not None)
    idle()
    made.show_record(town.mayor)
    qtbot.waitUntil(lambda: made.detail.name_label.text() == "Alix Morvan")
    idle()
    return made
