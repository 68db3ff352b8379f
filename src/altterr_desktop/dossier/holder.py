"""Say who has a dossier open: for this computer's other programs SQLite's lock decides, a note names them."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import socket
from pathlib import Path
from weakref import WeakValueDictionary

_LONGEST_NOTE = 1000
_LONGEST_NAME = 60

Identity = tuple[int, int]

# What this very process has open. POSIX drops a process's locks on a file as soon as the process closes any
# handle on it: a second look at an open dossier would leave it without lock.
_open_here: WeakValueDictionary[Identity, object] = WeakValueDictionary()


def identity_of(path: Path) -> Identity | None:
    """Tell a file from another by its disk and number; nothing where there is none."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino


def keep_open(identity: Identity | None, owner: object) -> None:
    """Note that this process has a file open, as long as its owner lives."""
    if identity is not None:
        _open_here[identity] = owner


def let_go(identity: Identity | None) -> None:
    """Note that this process has closed a file."""
    if identity is not None:
        _open_here.pop(identity, None)


def is_open_here(path: Path) -> bool:
    """Tell whether this process has a file open, under whatever name."""
    return identity_of(path) in _open_here


def _note_path(path: Path) -> Path:
    return path.with_name(f".{path.name}.ouvert")


def note_holder(path: Path) -> None:
    """Leave a note beside the dossier saying who opened it; a folder that refuses it is no trouble."""
    note = {"user": _user(), "computer": socket.gethostname(), "process": os.getpid()}
    with contextlib.suppress(OSError):
        _note_path(path).write_text(json.dumps(note), "utf-8")


def forget_holder(path: Path) -> None:
    """Remove this process's note."""
    note = _read_note(path)
    if note.get("process") == os.getpid() and note.get("computer") == socket.gethostname():
        with contextlib.suppress(OSError):
            _note_path(path).unlink()


def holder_of(path: Path) -> str:
    """Give «user, computer» of the last note, or nothing."""
    note = _read_note(path)
    names = [" ".join(str(note.get(key, "")).split())[:_LONGEST_NAME] for key in ("user", "computer")]
    return ", ".join(name for name in names if name)


def _read_note(path: Path) -> dict[str, object]:
    """Read the note beside a dossier; it may be anybody's, and anything."""
    with contextlib.suppress(OSError, ValueError, RecursionError), _note_path(path).open("rb") as file:
        note = json.loads(file.read(_LONGEST_NOTE))
        return note if isinstance(note, dict) else {}
    return {}


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"
