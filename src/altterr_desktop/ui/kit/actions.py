"""Keep the one list of what can be done: menus, palette, shortcuts page and tests read it; it does nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from altterr_desktop.ui.kit.icons import set_icon

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

WINDOW = "window"


@dataclass(frozen=True)
class Action:
    """Describe one thing a person can do.

    `id` is stable («commitments.new»), `scope` is WINDOW or the key of the tab where it works; `shortcut`
    is written as Qt does («Ctrl+N»), « » separated when there are several. `in_palette` offers it in Ctrl+K.
    """

    id: str
    text: str
    callback: Callable[[], object]
    shortcut: str = ""
    icon: str = ""
    scope: str = WINDOW
    in_palette: bool = True


class Actions:
    """Hold the registered actions in order, each with its QAction."""

    def __init__(self) -> None:
        self._listed: dict[str, Action] = {}
        self._built: dict[str, QAction] = {}

    def add(self, owner: QWidget, action: Action) -> QAction:
        """Register an action and build its QAction on a widget: the window, or the tab it works in.

        Raises ValueError when the id, or the shortcut within the same reach, is taken.
        """
        if action.id in self._listed:
            raise ValueError(f"action {action.id} is registered twice")
        for other in self._listed.values():
            if _clash(action, other):
                raise ValueError(f"{action.id} and {other.id} have the same shortcut {action.shortcut}")
        built = QAction(action.text, owner)
        built.setObjectName(action.id)
        if action.shortcut:
            built.setShortcuts([QKeySequence(keys) for keys in action.shortcut.split()])
        everywhere = action.scope == WINDOW
        built.setShortcutContext(
            Qt.ShortcutContext.WindowShortcut if everywhere else Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        if action.icon:
            set_icon(built, action.icon)
        built.triggered.connect(lambda *_checked: action.callback())
        owner.addAction(built)
        self._listed[action.id] = action
        self._built[action.id] = built
        return built

    def add_once(self, owner: QWidget, actions: Iterable[Action]) -> None:
        """Register those of a tab's actions that are not registered yet.

        Raises ValueError when a shortcut within the same reach is taken.
        """
        for action in actions:
            if action.id not in self._listed:
                self.add(owner, action)

    def drop(self, scope: str) -> None:
        """Forget the actions of a tab whose page is gone, so that the next one can register its own."""
        for action in self.listed(scope):
            del self._listed[action.id]
            self._built.pop(action.id).setShortcuts([])

    def listed(self, scope: str | None = None) -> list[Action]:
        """List the actions in the order they were registered, of one scope or all."""
        return [action for action in self._listed.values() if scope in {None, action.scope}]

    def built(self, action_id: str) -> QAction:
        """Give the QAction of a registered action. Raises KeyError for an unknown id."""
        return self._built[action_id]

    def offered(self, scope: str) -> list[Action]:
        """List what the palette offers when a tab is shown: enabled actions of the window and of that tab."""
        return [
            action
            for action in self._listed.values()
            if action.in_palette and action.scope in {WINDOW, scope} and self._built[action.id].isEnabled()
        ]


def shortcut_text(action: Action) -> str:
    """Write the first shortcut of an action as this system shows it («Ctrl+N», «⌘N»)."""
    first = action.shortcut.split()[:1]
    return QKeySequence(first[0]).toString(QKeySequence.SequenceFormat.NativeText) if first else ""


def _clash(one: Action, other: Action) -> bool:
    reach = {one.scope, other.scope}
    same = set(one.shortcut.split()) & set(other.shortcut.split())
    return bool(same) and (len(reach) == 1 or WINDOW in reach)
