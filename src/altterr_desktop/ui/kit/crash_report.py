"""Write what a maintainer needs to know of a bug, and nothing of what a dossier holds."""

from __future__ import annotations

import platform
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from altterr_desktop import __version__

if TYPE_CHECKING:
    from types import TracebackType

_PACKAGE = Path(__file__).resolve().parents[2]


def crash_report(error: BaseException) -> str:
    """Write the kind of an error, where in our code it happened and the versions; no message, no value, no path.

    The words of an exception may quote a name or a file: they are left out.
    """
    from PySide6 import __version__ as pyside_version

    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    lines = [
        f"altterr-desktop {__version__} · Python {platform.python_version()} · PySide6 {pyside_version} · {system}",
        *story(error),
    ]
    return "\n".join(lines)


def kind_of(error: BaseException) -> str:
    """Give the full name of an error's class."""
    return f"{type(error).__module__}.{type(error).__qualname__}"


def story(error: BaseException | None) -> list[str]:
    """Tell an error and the ones that led to it, latest first."""
    lines: list[str] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        lines.append(kind_of(error))
        lines += _places(error.__traceback__)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return lines


def _places(trace: TracebackType | None) -> list[str]:
    places = []
    for frame in traceback.extract_tb(trace, limit=60):
        file = Path(frame.filename)
        if file.is_relative_to(_PACKAGE):
            places.append(f"  {file.relative_to(_PACKAGE.parent).as_posix()}:{frame.lineno} {frame.name}")
        elif not places or places[-1] != "  …":
            places.append("  …")
    return places
