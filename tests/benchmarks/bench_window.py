"""Time from start to the first painted window, beside a bare window of the toolkit, under a private X server.

    python tests/benchmarks/bench_window.py [--runs 7] [--most-ratio 1.2] [--most-extra 0.3]

Both programs are started in turn, so that a busy machine slows both. «Painted» is the first picture of the
window with more than a few colours. Exits with 1 when the shell takes more than ratio × bare + extra seconds.
Needs Xvfb and python-xlib.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from Xlib import X, display, error

ROOT = Path(__file__).resolve().parents[2]
SCREEN = "1366x768x24"
LEAST_WIDTH = 500
BARE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
application = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("bare"))
window.resize(1280, 700)
window.show()
application.exec()
"""


@contextmanager
def screen() -> Iterator[str]:
    """Lend a private X server; gives its name."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        yield ":" + os.read(read, 16).decode().strip()
    finally:
        server.terminate()
        server.wait()
        os.close(read)


def large_windows(connection: display.Display) -> list[tuple[object, int, int]]:
    """List the windows that are seen and large enough not to be a splash."""
    found = []
    for window in connection.screen().root.query_tree().children:
        try:
            if window.get_attributes().map_state == X.IsViewable:
                place = window.get_geometry()
                if place.width >= LEAST_WIDTH:
                    found.append((window, place.width, place.height))
        except error.XError:
            continue
    return found


def is_painted(window: object, width: int, height: int) -> bool:
    """Tell whether a window shows more than one colour."""
    try:
        data = window.get_image(0, 0, width, height, X.ZPixmap, 0xFFFFFFFF).data  # type: ignore[attr-defined]
    except error.XError:
        return False
    pixels = {data[place : place + 4] for place in range(0, len(data), 4 * 97)}
    return len(pixels) > 1


def run_once(command: list[str], name: str, home: str) -> float:
    """Start a program, give the seconds until its window is painted, and end it."""
    environment = {
        **os.environ,
        "DISPLAY": name,
        "QT_QPA_PLATFORM": "xcb",
        "ALTTERR_HOME": home,
        "PYTHONPATH": str(ROOT / "src"),
        "NO_AT_BRIDGE": "1",
    }
    environment.pop("WAYLAND_DISPLAY", None)
    connection = display.Display(name)
    start = time.perf_counter()
    program = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        while time.perf_counter() - start < 60:
            if any(is_painted(*window) for window in large_windows(connection)):
                return time.perf_counter() - start
            if program.poll() is not None:
                raise SystemExit(f"{command} ended before its window was painted")
            time.sleep(0.005)
        raise SystemExit(f"{command} painted nothing in a minute")
    finally:
        program.terminate()
        program.wait()
        while large_windows(connection):
            time.sleep(0.02)
        connection.close()


def main() -> int:
    """Run both programs in turn and compare their medians."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--most-ratio", type=float, default=1.2)
    parser.add_argument("--most-extra", type=float, default=0.3)
    asked = parser.parse_args()
    commands = {"bare": [sys.executable, "-c", BARE], "shell": [sys.executable, "-m", "altterr_desktop"]}
    times: dict[str, list[float]] = {name: [] for name in commands}
    with screen() as name, tempfile.TemporaryDirectory() as home:
        for turn in range(asked.runs + 1):
            for which, command in commands.items():
                seconds = run_once(command, name, home)
                # The first turn fills the disk's cache and writes the byte code.
                if turn:
                    times[which].append(seconds)
    bare, shell = (statistics.median(times[which]) for which in commands)
    limit = asked.most_ratio * bare + asked.most_extra
    print(f"bare {bare:.3f} s, shell {shell:.3f} s, ratio {shell / bare:.2f}, limit {limit:.3f} s")
    return 0 if shell <= limit else 1


if __name__ == "__main__":
    sys.exit(main())
