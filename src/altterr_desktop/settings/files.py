"""Write whole files or none: the old one stays until the new one is safe on the disk; decide no folder."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def write_atomically(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a temporary file beside a path, make it safe, and put it in the path's place.

    On any failure the old file is untouched and nothing is left beside it. Raises what `write` raises, and OSError.
    """
    handle, name = tempfile.mkstemp(prefix=".", suffix=path.suffix + ".part", dir=path.parent)
    os.close(handle)
    beside = Path(name)
    try:
        write(beside)
        with beside.open("rb+") as stream:
            os.fsync(stream.fileno())
        beside.chmod(_usual_mode(path))
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _make_name_safe(path.parent)


def _usual_mode(path: Path) -> int:
    """Give the old file's mode, else what a new file would have; a temporary file is for its owner alone."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _make_name_safe(folder: Path) -> None:
    """Make the new name survive a power cut; some systems cannot open a folder, and their names are safe already."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
