"""Start the window: read the arguments, show the shell, then open the dossier."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from altterr_desktop.ui.kit.memory import Memory

USAGE = "altterr-desktop [--new | --demo | DOSSIER]"


@dataclass(frozen=True)
class Arguments:
    """Hold what was asked on the command line: a path, the demonstration, or a new dossier."""

    path: str = ""
    demo: bool = False
    new: bool = False
    look: bool = False


def parse_arguments(arguments: Sequence[str]) -> Arguments:
    """Read the command line. Raises SystemExit with the usage for what cannot be understood."""
    paths = [argument for argument in arguments if not argument.startswith("-")]
    options = {argument for argument in arguments if argument.startswith("-")}
    if options == {"--look"} and len(paths) == 1:
        # How this program starts itself to show a former day; what opens the copy comes by a pipe.
        return Arguments(paths[0], look=True)
    if options - {"--demo", "--new"} or len(paths) + len(options) > 1:
        raise SystemExit(f"usage: {USAGE}")
    return Arguments(paths[0] if paths else "", "--demo" in options, "--new" in options)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program until its window is closed; give the exit code."""
    asked = parse_arguments(sys.argv[1:] if arguments is None else arguments)
    from PySide6.QtWidgets import QApplication

    from altterr_desktop.app.program import Program
    from altterr_desktop.i18n import use_language
    from altterr_desktop.ui.kit.memory import Memory

    application = QApplication(sys.argv[:1])
    application.setApplicationName("altterr-desktop")
    application.setDesktopFileName("altterr-desktop")
    memory = _quiet_memory() if asked.look else Memory()
    if memory.preferences.language:
        use_language(memory.preferences.language)
    program = Program(application, memory)
    program.crash.install()
    window = program.start()
    window.closed.connect(application.quit)
    # Once the window is painted, and not before: what follows is what takes time.
    window.first_painted.connect(lambda: _go_on(program, asked))
    code = application.exec()
    program.close()
    if asked.look:
        from altterr_desktop.app.looking import throw_away

        throw_away(Path(asked.path))
    return code


def _quiet_memory() -> Memory:
    from altterr_desktop.app.looking import QuietMemory

    return QuietMemory()


def _go_on(program: object, asked: Arguments) -> None:
    from altterr_desktop.app.logs import start_logs
    from altterr_desktop.app.program import Program

    if not isinstance(program, Program):
        raise TypeError("a Program goes on")
    start_logs()
    last = program.memory.preferences.last_dossier
    if asked.look:
        from altterr_desktop.app.looking import told

        passphrase, day = told()
        program.look(asked.path, passphrase, day)
    elif asked.demo:
        program.show_welcome()
        program.open_demo()
    elif asked.new:
        program.show_welcome()
        program.new()
    elif asked.path or last:
        program.open(asked.path or last)
    else:
        program.show_welcome()
