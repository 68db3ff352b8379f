"""Hold what a tab is given when it is built: how to work, speak, remember and go elsewhere; nothing global."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from altterr_desktop.ui.kit.actions import Actions
from altterr_desktop.ui.kit.memory import Memory
from altterr_desktop.ui.kit.messages import Messages
from altterr_desktop.ui.kit.operations import Operations


@dataclass(frozen=True)
class TabContext:
    """Give a tab its tools.

    `open_record(kind, id)` shows a record in the tab of its kind; `open_list(kind, filters)` shows a list
    narrowed by filters (name -> values), which is how a number of the dashboard opens what it counts.
    """

    operations: Operations
    messages: Messages
    actions: Actions
    memory: Memory
    open_record: Callable[[str, str], object]
    open_list: Callable[[str, dict[str, tuple[str, ...]]], object]
