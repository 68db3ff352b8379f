"""Find forms, resources and this user's folders; the only module that knows where the program lies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

APP_NAME = "altterr-desktop"
HOME_VARIABLE = "ALTTERR_HOME"
"""Names the folder that holds everything of this user: a USB stick, or a test's own folder."""

_PACKAGE = Path(__file__).resolve().parents[1]


def forms_folder() -> Path:
    """Give the folder of the Qt Designer files. Raises FileNotFoundError if the program is not complete."""
    return _shipped("forms")


def resources_folder() -> Path:
    """Give the folder of icons, fonts, words and reference data. Raises FileNotFoundError without it."""
    return _shipped("resources")


def user_data_folder() -> Path:
    """Give where logs, backups and the like of this user go; it may not exist yet."""
    if home := _chosen_home():
        return home / "data"
    from platformdirs import user_data_path

    return user_data_path(APP_NAME, appauthor=False)


def user_config_folder() -> Path:
    """Give where this user's preferences go; it may not exist yet."""
    if home := _chosen_home():
        return home / "config"
    from platformdirs import user_config_path

    return user_config_path(APP_NAME, appauthor=False)


def _chosen_home() -> Path | None:
    chosen = os.environ.get(HOME_VARIABLE, "").strip()
    return Path(chosen).expanduser().absolute() if chosen else None


def _shipped(name: str) -> Path:
    places = [folder / name for folder in _shipping_folders()]
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"{name} is in none of: {', '.join(str(place) for place in places)}")


def _shipping_folders() -> list[Path]:
    """Give the folders to look in: frozen folder, then installed wheel, then clone."""
    folders = []
    if getattr(sys, "frozen", False):
        beside = Path(sys.executable).resolve().parent
        unpacked = Path(getattr(sys, "_MEIPASS", beside))
        folders = [unpacked / "altterr_desktop", unpacked, beside]
    return [*folders, _PACKAGE, _PACKAGE.parents[1]]
