"""Plays two volunteers at two programs, each on a screen of its own, that share a folder and nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from altterr_desktop.dossier.file import open_dossier
from altterr_desktop.exchange.folder import exchange
from altterr_desktop.exchange.invitation import invite, join
from altterr_desktop.journal.verify import verify
from altterr_desktop.services.history import read_history
from altterr_desktop.services.joining import sign_with_name
from altterr_desktop.services.records import load_record
from tests.builders import a_commitment, a_dossier

NEEDED = ("Xvfb", "xdotool")
pytestmark = [
    pytest.mark.skipif(
        any(shutil.which(one) is None for one in NEEDED), reason=f"needs {' and '.join(NEEDED)}"
    ),
    pytest.mark.timeout(300),
]
SIZE = "1366x768x24"
PATIENCE = 60.0
# A program that used no processor for so long waits for a hand.
QUIET = 0.4
# Where a person who wants to look has pictures written.
PICTURES = "ALTTERR_TEST_PICTURES"


def until(is_so: Callable[[], bool], what: str) -> None:
    """Look again and again until something is so."""
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


@contextmanager
def screen() -> Iterator[str]:
    """Lend a screen nobody sees; gives its name."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", SIZE, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        yield ":" + os.read(read, 16).decode().strip()
    finally:
        server.terminate()
        server.wait()
        os.close(read)


@dataclass
class Laptop:
    """Press keys in one program and see when it is done."""

    name: str
    display: str
    process: subprocess.Popen[bytes]
    shared: Path

    def _xdotool(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env={**os.environ, "DISPLAY": self.display},
            capture_output=True,
            check=False,
            timeout=PATIENCE,
        )
        return done.stdout.decode()

    def _spent(self) -> int:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def settle(self) -> None:
        """Wait until the program waits."""
        last, since = self._spent(), time.monotonic()

        def is_quiet() -> bool:
            nonlocal last, since
            now = self._spent()
            if now > last + 1:
                since = time.monotonic()
            last = now
            return time.monotonic() - since > QUIET

        until(is_quiet, f"{self.name}: the program never rests")

    def take_the_keyboard(self) -> None:
        search = ("search", "--onlyvisible", "--name", "Altterr")
        until(lambda: bool(self._xdotool(*search).split()), f"{self.name}: no window")
        self.settle()
        self._xdotool("windowfocus", "--sync", self._xdotool(*search).split()[-1])

    def keys(self, *keys: str) -> None:
        for key in keys:
            self._xdotool("key", "--clearmodifiers", key)
            self.settle()

    def write(self, words: str) -> None:
        self._xdotool("type", "--delay", "20", words)
        self.settle()

    def _folder(self) -> dict[str, str]:
        files = sorted(self.shared.rglob("*.altlot")) + sorted(self.shared.rglob("postes/*.json"))
        return {str(one): one.read_text(encoding="latin-1") for one in files}

    def exchange(self) -> None:
        """Exchange by its key, and see in the folder that it happened."""
        before = self._folder()
        self.keys("ctrl+shift+x")
        until(lambda: self._folder() != before, f"{self.name}: nothing was exchanged")
        self.settle()

    def change_title(self, *, add: str) -> None:
        """Write at the end of the title of the first commitment, in the list."""
        self.keys("ctrl+3", "Down", "F2", "End")
        self.write(add)
        self.keys("Return")

    def picture(self, name: str) -> None:
        if folder := os.environ.get(PICTURES):
            subprocess.run(
                ["import", "-display", self.display, "-window", "root", f"{folder}/{self.name}-{name}.png"],
                check=True,
            )

    def quit(self) -> None:
        self.keys("ctrl+q")
        assert self.process.wait(PATIENCE) == 0


@contextmanager
def running(name: str, dossier: Path, home: Path, shared: Path) -> Iterator[Laptop]:
    """Run the program on a dossier, on a screen and with preferences of its own."""
    preferences = home / "config" / "preferences.json"
    preferences.parent.mkdir(parents=True)
    layout = {f"exchange.folder|{dossier}": str(shared), f"exchange.auto|{dossier}": "no"}
    preferences.write_text(
        json.dumps({"language": "fr", "theme": "light", "layout": layout}), encoding="utf-8"
    )
    with screen() as display:
        process = subprocess.Popen(
            [sys.executable, "-m", "altterr_desktop", str(dossier)],
            env={
                **os.environ,
                "DISPLAY": display,
                "QT_QPA_PLATFORM": "xcb",
                "ALTTERR_HOME": str(home),
                "PYTHONPATH": os.pathsep.join(sys.path),
            },
        )
        laptop = Laptop(name, display, process, shared)
        try:
            laptop.take_the_keyboard()
            yield laptop
        finally:
            process.kill()
            process.wait()


def test_two_windows_on_two_screens_write_one_title_in_turn(tmp_path: Path) -> None:
    shared = tmp_path / "partage"
    shared.mkdir()
    paths = [tmp_path / f"{name}.altterr" for name in ("zoe", "karim")]
    with a_dossier(tmp_path, name="zoe") as dossier:
        commitment = a_commitment(dossier, title="Piste")
        code = invite(dossier, tmp_path / "invitation.altinv")
        exchange(dossier, shared)
    with join(tmp_path / "invitation.altinv", paths[1], code=code, passphrase=None) as dossier:
        sign_with_name(dossier, name="Karim")
        exchange(dossier, shared)

    with ExitStack() as both:
        zoe, karim = (
            both.enter_context(running(path.stem, path, tmp_path / f"home-{path.stem}", shared))
            for path in paths
        )
        zoe.exchange()
        zoe.change_title(add=" du lycee")
        zoe.exchange()
        karim.exchange()
        # What is added goes behind what the window shows: the title that came.
        karim.change_title(add=" avant 2028")
        karim.picture("came")
        karim.exchange()
        zoe.exchange()
        zoe.change_title(add=" promis")
        zoe.exchange()
        zoe.picture("end")
        karim.exchange()
        karim.picture("end")
        zoe.quit()
        karim.quit()

    stories = []
    for path in paths:
        with open_dossier(path) as dossier:
            assert load_record(dossier, commitment).values["title"] == "Piste du lycee avant 2028 promis"
            assert verify(dossier) == []
            stories.append([(line.who, line.label) for line in read_history(dossier, commitment)])
    assert stories[0] == stories[1]
    assert {author for author, _label in stories[0]} == {"Zoé", "Karim"}
