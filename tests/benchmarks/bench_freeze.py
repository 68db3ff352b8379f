"""Measure the longest time the window's thread leaves its events waiting, action by action, in the real window.

    python tests/benchmarks/bench_freeze.py [DOSSIER] [--cold]

Without DOSSIER the demonstration is used. The window is built offscreen with a dossier open; a clock ticks on its
thread every 5 ms and the longest gap between two ticks is printed for each action: each tab shown for the first
time and again, the next record, a filter typed. Nothing fails by time; the aim is 100 ms.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
SETTLE = 0.15


class Bench:
    """Drive the real window and print how long each action held its thread."""

    def __init__(self, home: Path, dossier: Path | None) -> None:
        from PySide6.QtWidgets import QApplication

        from altterr_desktop.app.program import Program
        from altterr_desktop.services.demo import make_demo
        from altterr_desktop.settings.preferences import Preferences
        from altterr_desktop.ui.kit.memory import Memory
        from tests.ui.watchdog import Watchdog

        self.application = QApplication([])
        if dossier is None:
            dossier = home / "demo.altterr"
            make_demo(dossier).close()
        self.dossier = dossier
        self.program = Program(self.application, Memory(Preferences()))
        self.window = self.program.start()
        self.window.resize(1366, 740)
        self.watchdog = Watchdog(self.window)

    def settle(self) -> None:
        """Let everything asked come back, then a little longer."""
        quiet = time.perf_counter()
        while time.perf_counter() - quiet < SETTLE:
            self.application.processEvents()
            if not self.program.operations.is_idle:
                quiet = time.perf_counter()

    def timed(self, name: str, action: Callable[[], object]) -> None:
        """Do something and print the longest gap it made."""
        self.watchdog.restart()
        action()
        self.settle()
        print(f"{name:32} {self.watchdog.longest * 1000:6.0f} ms")

    def open(self, *, cold: bool) -> None:
        """Open the dossier; unless `cold`, wait until the pages are imported, as in use nobody clicks before."""
        self.timed("opening the dossier", partial(self.program.open, str(self.dossier)))
        while not cold and (self.program.warming is None or self.program.warming.is_alive()):
            self.application.processEvents()

    def turn(self, what: str) -> None:
        """Show every tab."""
        sections = self.window.sections
        for place, spec in enumerate(sections.specs):
            self.timed(f"{spec.key}, {what}", partial(sections.bar.setCurrentIndex, place))
            if what == "again":
                self.use(spec.key)

    def use(self, key: str) -> None:
        """Go to the next record and type a filter, where the page has a list."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        from altterr_desktop.ui.kit.base_tab import ListTab

        page = self.window.sections.current()
        if not isinstance(page, ListTab):
            return
        self.timed(f"{key}, next record", partial(QTest.keyClick, page.table, Qt.Key.Key_Down))
        page.focus_filter()
        field = self.application.focusWidget()
        if field is not None:
            self.timed(f"{key}, filter", partial(QTest.keyClicks, field, "velo"))


def main() -> None:
    """Run every action and print the longest gap of each, in milliseconds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("dossier", nargs="?", type=Path)
    parser.add_argument("--cold", action="store_true", help="click before the pages are imported ahead")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["ALTTERR_HOME"] = home
        bench = Bench(Path(home), asked.dossier)
        bench.open(cold=asked.cold)
        bench.turn("first")
        bench.turn("again")
        bench.program.close()


if __name__ == "__main__":
    main()
