"""Keep the preferences of this laptop in one small JSON file; must hold nothing of a dossier but its path."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from altterr_desktop.settings.paths import user_config_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FILE_NAME = "preferences.json"
LANGUAGES = ("", "fr", "en")
"""The empty one follows the system."""
THEMES = ("system", "light", "dark", "contrast")
SMALLEST_FONT, LARGEST_FONT = 75, 250
RECENT_DOSSIERS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """Hold what this laptop remembers; every value is valid, whatever the file held."""

    language: str = ""
    theme: str = "system"
    font_scale: int = 100
    """Per cent of the system's size."""
    recent_dossiers: tuple[str, ...] = ()
    """Paths, the last opened first."""
    last_dossier: str = ""
    volunteer_name: str = ""
    device_name: str = ""
    layout: Mapping[str, str] = field(default_factory=dict)
    """Window geometry, splitters and column widths, as text, by a name the window chooses."""
    import_mappings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """For a kind of file, by its signature: which field each column fills."""

    def with_dossier(self, path: str) -> Preferences:
        """Give the preferences once this dossier was opened: it is the last one, and first of the recent."""
        others = (other for other in self.recent_dossiers if other != path)
        return replace(self, last_dossier=path, recent_dossiers=(path, *others)[:RECENT_DOSSIERS])

    def without_dossier(self, path: str) -> Preferences:
        """Give the preferences without a dossier that is not there any more."""
        others = tuple(other for other in self.recent_dossiers if other != path)
        last = "" if self.last_dossier == path else self.last_dossier
        return replace(self, last_dossier=last, recent_dossiers=others)

    def with_layout(self, name: str, value: str) -> Preferences:
        """Give the preferences with one geometry, splitter or column layout changed."""
        return replace(self, layout={**self.layout, name: value})

    def with_import_mapping(self, signature: str, columns: Mapping[str, str]) -> Preferences:
        """Give the preferences with the columns of one kind of file remembered."""
        return replace(self, import_mappings={**self.import_mappings, signature: dict(columns)})


def preferences_file() -> Path:
    """Give where the preferences are kept."""
    return user_config_folder() / FILE_NAME


def load_preferences(path: Path | None = None) -> Preferences:
    """Read the preferences; what is missing or wrong has its default, and a damaged file is put aside.

    The damaged file keeps its content as `preferences.damaged.json` in the same folder.
    """
    path = path or preferences_file()
    try:
        kept = json.loads(path.read_bytes())
        if not isinstance(kept, dict):
            raise TypeError("the preferences are not an object")
    except OSError:
        return Preferences()
    except (ValueError, TypeError, RecursionError):
        # A laptop whose folder cannot be written must start all the same.
        with suppress(OSError):
            path.replace(path.with_suffix(".damaged.json"))
        return Preferences()
    valid = {name: kept[name] for name in _CHECKS if name in kept and _CHECKS[name](kept[name])}
    if "recent_dossiers" in valid:
        valid["recent_dossiers"] = tuple(dict.fromkeys(valid["recent_dossiers"]))[:RECENT_DOSSIERS]
    return Preferences(**valid)


def save_preferences(preferences: Preferences, path: Path | None = None) -> None:
    """Write the preferences; a power cut leaves the old file or the new one. Raises OSError if it cannot."""
    path = path or preferences_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    # Escaped as ASCII: the path of a dossier may hold bytes that are no UTF-8.
    text = json.dumps(asdict(preferences), indent=1, sort_keys=True)
    handle, draft = tempfile.mkstemp(prefix=f"{path.stem}-", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(draft).unlink()
        raise


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_text_table(value: object) -> bool:
    return isinstance(value, dict) and all(_is_text(part) for pair in value.items() for part in pair)


_CHECKS: dict[str, Callable[[Any], bool]] = {
    "language": lambda value: value in LANGUAGES,
    "theme": lambda value: value in THEMES,
    "font_scale": lambda value: type(value) is int and SMALLEST_FONT <= value <= LARGEST_FONT,
    "recent_dossiers": lambda value: isinstance(value, list) and all(map(_is_text, value)),
    "last_dossier": _is_text,
    "volunteer_name": _is_text,
    "device_name": _is_text,
    "layout": _is_text_table,
    "import_mappings": lambda value: (
        isinstance(value, dict)
        and all(_is_text(key) and _is_text_table(table) for key, table in value.items())
    ),
}
