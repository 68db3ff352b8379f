"""Opens the page of commitments on a real dossier of an invented town."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.domain.commitments import EvidenceKind, Progress
from altterr_desktop.domain.dates import Precision
from altterr_desktop.dossier.file import Dossier
from altterr_desktop.services.choices import read_choices
from altterr_desktop.services.commitment_page import CommitmentPage, read_commitment
from altterr_desktop.services.verdicts import record_verdict
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.tabs.commitments.tab import CommitmentsTab
from tests.builders import a_commitment, a_dossier, a_record, an_official


@dataclass
class Town:
    """What the page is opened on."""

    dossier: Dossier
    path: str
    trees: str
    canteen: str
    official: str
    themes: tuple[str, ...]

    def page(self, commitment_id: str) -> CommitmentPage:
        return read_commitment(self.dossier, commitment_id)


@pytest.fixture
def town(tmp_path: Path, operations: Operations) -> Iterator[Town]:
    dossier = a_dossier(tmp_path)
    themes = tuple(one.id for one in read_choices(dossier).themes)
    official = an_official(dossier)
    path = a_commitment(
        dossier,
        title="Piste cyclable continue",
        verbatim="Nous ferons douze kilomètres.",
        theme_id=themes[0],
        official_id=official,
        deadline=date(2026, 6, 30),
        deadline_precision=Precision.MONTH,
    )
    trees = a_commitment(dossier, title="Arbres de la place", theme_id=themes[1])
    canteen = a_commitment(dossier, title="Cantine végétarienne", theme_id=themes[1])
    a_record(dossier, "pledge_document", title="Pacte de 2026")
    record_verdict(
        dossier,
        commitment_id=path,
        progress=Progress.IN_PROGRESS,
        new_evidence=[{"title": "Délibération 12", "evidence_kind": EvidenceKind.DELIBERATION}],
        values={"statement": "Six kilomètres sont faits.", "decided_on": date(2026, 10, 1)},
    )
    operations.use_dossier(dossier)
    yield Town(dossier, path, trees, canteen, official, themes)
    operations.shut_down(dossier.close)


@pytest.fixture
def page(qtbot: Any, context: TabContext, town: Town, idle: Callable[[], None]) -> CommitmentsTab:
    built = CommitmentsTab(context)
    qtbot.addWidget(built)
    built.resize(1350, 640)
    built.show()
    qtbot.waitUntil(lambda: built.rows.is_answered)
    idle()
    return built


@pytest.fixture
def choose(page: CommitmentsTab, qtbot: Any, idle: Callable[[], None]) -> Callable[[str], None]:
    def make_current(record_id: str) -> None:
        page.table.select_id(record_id)
        qtbot.waitUntil(lambda: page.detail.page is not None and page.detail.page.id == record_id)
        idle()

    return make_current
