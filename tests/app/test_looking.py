from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from altterr_desktop.app import looking
from altterr_desktop.app.looking import QuietMemory, sweep, throw_away
from altterr_desktop.app.main import Arguments, parse_arguments
from altterr_desktop.app.program import Program
from altterr_desktop.dossier.file import open_dossier
from altterr_desktop.services.fields import today
from altterr_desktop.services.looking import copy_to_look
from altterr_desktop.settings.preferences import Preferences, preferences_file
from altterr_desktop.ui.dialogs.exchange.look_day import LookForm
from tests.app.hands import Wait, commitments
from tests.builders import a_commitment
from tests.ui.accessibility import nameless

# Runs the window of a former day as the program starts itself, says what it shows, and closes it.
SECOND_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from altterr_desktop.app import program
from altterr_desktop.app.main import main
shown = program.Program._show_opened
def show(self):
    shown(self)
    window = self.window
    dossier = self.operations.dossier
    print(window.banner.text(), dossier.read_only, flush=True)
    QTimer.singleShot(0, window.close)
program.Program._show_opened = show
sys.exit(main(["--look", sys.argv[1]]))
"""


def test_a_second_window_shows_the_day_and_leaves_nothing_behind(
    opened: Program, tmp_path: Path, settled: Wait
) -> None:
    folder = tmp_path / f"{looking._PREFIX}here"
    folder.mkdir()
    look = copy_to_look(opened.operations.dossier, today(), folder)
    done = subprocess.run(
        [sys.executable, "-c", SECOND_WINDOW, str(look.path)],
        input=f"{look.passphrase}\n{look.day.isoformat()}\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    assert str(today().year) in done.stdout
    assert done.stdout.strip().endswith("True")
    assert look.passphrase not in done.stdout + done.stderr
    assert not folder.exists()
    assert folder.name not in preferences_file().read_text("utf-8")
    assert opened.operations.dossier is not None


def test_nothing_can_be_changed_in_the_copy(opened: Program, tmp_path: Path, settled: Wait) -> None:
    folder = tmp_path / "private"
    folder.mkdir()
    look = copy_to_look(opened.operations.dossier, today(), folder)
    opened.look(str(look.path), look.passphrase, look.day)
    settled()
    dossier = opened.operations.dossier
    assert dossier.read_only
    opened.operations.write(a_commitment)
    settled()
    assert commitments(opened) == 0


def test_the_first_window_starts_the_second_and_tells_it_by_a_pipe(
    opened: Program, settled: Wait, qtbot: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    heard = tmp_path / "heard.txt"
    script = f"import sys; open({str(heard)!r}, 'w').write(sys.stdin.read() + ' '.join(sys.argv[1:]))"
    monkeypatch.setattr(looking, "program_command", lambda: [sys.executable, "-c", script])
    opened.looking.ask()
    form = opened.looking.form
    assert isinstance(form, LookForm)
    assert nameless(form.widget) == []
    form.go_on()
    assert form.error_label.text() == "Give a day, like 31/12/2027."
    form.day_field.set_value(today())
    form.go_on()
    settled()
    (child,) = opened.looking.started
    child.wait(timeout=30)
    passphrase, day, asked = heard.read_text("utf-8").split("\n")
    assert day == today().isoformat()
    path = Path(asked.removeprefix("--look "))
    assert passphrase not in asked
    with open_dossier(path, passphrase=passphrase):
        pass
    throw_away(path)
    assert not path.parent.exists()


def test_only_a_private_folder_of_a_copy_is_removed(tmp_path: Path) -> None:
    kept = tmp_path / "essai.altterr"
    kept.touch()
    throw_away(kept)
    assert kept.exists()


def test_copies_of_a_crash_are_swept_after_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("altterr_desktop.app.looking.tempfile.gettempdir", lambda: str(tmp_path))
    old, new = (tmp_path / f"{looking._PREFIX}{name}" for name in ("old", "new"))
    old.mkdir()
    new.mkdir()
    past = time.time() - 2 * 86_400
    os.utime(old, (past, past))
    sweep()
    assert (old.exists(), new.exists()) == (False, True)


def test_a_quiet_memory_writes_nothing(tmp_path: Path) -> None:
    memory = QuietMemory(Preferences())
    memory.opened(str(tmp_path / "copy.altterr"))
    assert not preferences_file().exists()


def test_the_option_takes_one_path() -> None:
    assert parse_arguments(["--look", "copy.altterr"]) == Arguments("copy.altterr", look=True)
    with pytest.raises(SystemExit):
        parse_arguments(["--look"])
