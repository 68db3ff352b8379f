import subprocess
import sys

import pytest

from altterr_desktop.app.warming import warm_up
from altterr_desktop.ui.shell.sections import TabSpec


def test_pages_are_imported_ahead_and_none_is_built() -> None:
    code = (
        "import sys; from altterr_desktop.app.tabs import TABS; from altterr_desktop.app.warming import warm_up\n"
        "warm_up(TABS).join()\n"
        "left = [spec.key for spec in TABS if spec.place.partition(':')[0] not in sys.modules]\n"
        "from PySide6.QtWidgets import QApplication\n"
        "sys.exit(bool(left or QApplication.instance()))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_heavy_libraries_still_wait_for_their_first_use() -> None:
    code = (
        "import sys; from altterr_desktop.app.tabs import TABS; from altterr_desktop.app.warming import warm_up\n"
        "warm_up(TABS).join()\n"
        "heavy = ('reportlab', 'openpyxl', 'icalendar', 'vobject', 'docx', 'pypdfium2', 'python_calamine')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_page_that_cannot_be_imported_does_not_keep_the_others_cold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "wave", raising=False)
    specs = [TabSpec("one", str, "x", "there.is.no.such:Page"), TabSpec("two", str, "x", "wave:Wave_read")]
    warm_up(specs).join()
    assert "wave" in sys.modules
