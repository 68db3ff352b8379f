"""Import the pages of the window while nobody waits for them, so that the first look at each is quick; build none."""

from __future__ import annotations

import importlib
import logging
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from altterr_desktop.ui.shell.sections import TabSpec

_log = logging.getLogger(__name__)


def warm_up(tabs: Iterable[TabSpec]) -> threading.Thread:
    """Import the module of each tab on a thread of its own; one that fails is left to the click that needs it."""
    places = [spec.place.partition(":")[0] for spec in tabs]
    thread = threading.Thread(target=_import_all, args=(places,), name="warming", daemon=True)
    thread.start()
    return thread


def _import_all(places: list[str]) -> None:
    for place in places:
        try:
            importlib.import_module(place)
        except Exception:  # noqa: BLE001 - the page itself will say so when it is asked for
            _log.debug("%s could not be imported ahead", place)
