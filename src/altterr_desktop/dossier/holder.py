"""Say who has a dossier open, for the sentence only: SQLite's own lock decides."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import socket
from pathlib import Path


def _note_path(path: Path) -> Path:
    return path.with_name(f".{path.name}.ouvert")


def note_holder(path: Path) -> None:
    """Leave a note beside the dossier saying who opened it; a folder that refuses it is no trouble."""
    note = {"user": _user(), "computer": socket.gethostname(), "process": os.getpid()}
    with contextlib.suppress(OSError):
        _note_path(path).write_text(json.dumps(note), "utf-8")


def forget_holder(path: Path) -> None:
    """Remove this process's note."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        note = json.loads(_note_path(path).read_text("utf-8"))
        if note["process"] == os.getpid() and note["computer"] == socket.gethostname():
            _note_path(path).unlink()


def holder_of(path: Path) -> str:
    """Give «user, computer» of the last note, or nothing."""
    try:
        note = json.loads(_note_path(path).read_text("utf-8"))
        return f"{note['user']}, {note['computer']}"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"
