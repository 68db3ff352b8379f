"""Build the menu at the right end of the bar: dossier, colours, size of text, language, help."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from altterr_desktop.i18n import _, language
from altterr_desktop.ui.kit.actions import Actions
from altterr_desktop.ui.kit.memory import Memory
from altterr_desktop.ui.kit.theme import ThemeName

_Value = TypeVar("_Value")
_IMPORTS = ("import.register", "import.commitments", "import.calendar", "import.framework")
_DOSSIER = (
    "dossier.group",
    "dossier.backups",
    "dossier.passphrase",
    "dossier.check",
    "dossier.history",
    "record.history",
    "record.person",
)
_GROUP = (
    "exchange.open",
    "exchange.now",
    "exchange.news",
    "exchange.conflicts",
    "exchange.twins",
    "exchange.invite",
    "exchange.leaving",
    "exchange.join",
    "exchange.handover",
    "exchange.look",
)
TEXT_SIZES = (85, 100, 115, 130, 150)


@dataclass(frozen=True)
class MenuCalls:
    """Hold what the choices of the menu do: a theme's name, a size in per cent, a language's code, the About box."""

    theme: Callable[[str], object]
    text_size: Callable[[int], object]
    language: Callable[[str], object]
    about: Callable[[], object]


def build_menu(
    parent: QWidget, actions: Actions, memory: Memory, calls: MenuCalls, open_path: Callable[[str], object]
) -> QMenu:
    """Build the menu; the dossiers opened last are read each time it is shown."""
    menu = QMenu(parent)
    for name in ("dossier.new", "dossier.open"):
        menu.addAction(actions.built(name))
    recent = menu.addMenu(_("Opened last"))
    recent.aboutToShow.connect(lambda: _fill_recent(recent, memory, open_path))
    recent.addAction("")
    menu.addAction(actions.built("dossier.demo"))
    menu.addSeparator()
    _add_listed(menu, actions, _IMPORTS)
    _add_listed(menu, actions, _DOSSIER)
    if any(action.id in _GROUP for action in actions.listed()):
        _add_listed(menu.addMenu(_("Working together")), actions, _GROUP, separator=False)
    menu.addAction(actions.built("window.undo"))
    menu.addAction(actions.built("window.redo"))
    menu.addSeparator()
    _add_listed(menu, actions, ("window.settings",), separator=False)
    themes = (
        (_("As the system"), ThemeName.SYSTEM),
        (_("Light"), ThemeName.LIGHT),
        (_("Dark"), ThemeName.DARK),
        (_("High contrast"), ThemeName.CONTRAST),
    )
    preferences = memory.preferences
    _add_choices(menu, _("Colours"), themes, ThemeName(preferences.theme), calls.theme)
    sizes = [(f"{size} %", size) for size in TEXT_SIZES]
    _add_choices(menu, _("Size of text"), sizes, preferences.font_scale, calls.text_size)
    # Each language is named in itself: the person who needs it may not read the other.
    _add_choices(menu, _("Language"), (("Français", "fr"), ("English", "en")), language(), calls.language)
    menu.addSeparator()
    _add_listed(menu, actions, ("window.guide",), separator=False)
    menu.addAction(actions.built("window.shortcuts"))
    menu.addAction(_("About this program")).triggered.connect(lambda *_checked: calls.about())
    menu.addSeparator()
    menu.addAction(actions.built("window.quit"))
    return menu


def _add_listed(menu: QMenu, actions: Actions, names: Sequence[str], *, separator: bool = True) -> None:
    """Add the actions whose owner registered them."""
    known = {action.id for action in actions.listed()}
    for name in names:
        if name in known:
            menu.addAction(actions.built(name))
    if separator:
        menu.addSeparator()


def _add_choices(
    menu: QMenu,
    title: str,
    choices: Sequence[tuple[str, _Value]],
    chosen: _Value,
    call: Callable[[_Value], object],
) -> None:
    inside = menu.addMenu(title)
    group = QActionGroup(inside)
    for text, value in choices:
        action = inside.addAction(text)
        action.setCheckable(True)
        action.setChecked(value == chosen)
        group.addAction(action)
        action.triggered.connect(lambda *_checked, picked=value: call(picked))


def _fill_recent(menu: QMenu, memory: Memory, open_path: Callable[[str], object]) -> None:
    menu.clear()
    for path in memory.preferences.recent_dossiers:
        action = menu.addAction(Path(path).name.replace("&", "&&"))
        action.triggered.connect(lambda *_checked, chosen=path: open_path(chosen))
    if not memory.preferences.recent_dossiers:
        menu.addAction(_("None yet")).setEnabled(False)
