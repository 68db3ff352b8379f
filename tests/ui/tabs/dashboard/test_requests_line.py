from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from altterr_desktop.i18n import use_language
from altterr_desktop.services.requests import add_request
from altterr_desktop.ui.kit.cards import LinkRow
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.tabs.dashboard.tab import DashboardTab
from tests.builders import a_commitment, a_dossier, an_official
from tests.services.scenes import in_days


def test_requests_without_answer_come_first_and_open_their_list(
    tmp_path: Path,
    context: TabContext,
    operations: Operations,
    gone_to: list[Any],
    qtbot: Any,
    idle: Callable[[], None],
) -> None:
    use_language("en")
    dossier = a_dossier(tmp_path)
    a_commitment(dossier)
    for days in (-50, -60, -2):
        values = {"title": "x", "official_id": an_official(dossier), "sent_on": in_days(days)}
        add_request(dossier, values=values)
    operations.use_dossier(dossier)
    tab = DashboardTab(context)
    qtbot.addWidget(tab)
    tab.show()
    qtbot.waitUntil(lambda: tab.board is not None)
    idle()
    line = next(
        one for one in tab.tasks_card.findChildren(LinkRow) if "without answer" in one.accessibleName()
    )
    assert line.accessibleName() == "2 requests without answer, 2 to remind"
    line.click()
    assert gone_to[-1] == ("request", {"flag": ("silent",)})
    operations.shut_down(dossier.close)
