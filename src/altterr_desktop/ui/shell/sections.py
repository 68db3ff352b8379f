"""Hold the tabs on top and their pages, each built when it is first looked at; it knows no tab by name."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.base_tab import BaseTab, ListTab
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.empty_state import EmptyState, EmptyWords
from altterr_desktop.ui.kit.icons import tab_icon
from altterr_desktop.ui.kit.plain import PlainLabel


@dataclass(frozen=True)
class TabSpec:
    """Describe a tab: its key, its title in the language in force, its icon, the class that makes its page.

    `place` is written «module:Class»; the class derives from BaseTab and takes (context, parent). `kinds`
    are the kinds of record shown there, for links and the palette.
    """

    key: str
    title: Callable[[], str]
    icon: str
    place: str
    kinds: tuple[str, ...] = ()


class Sections(QWidget):
    """Be the bar with the tabs; `pages` is the stack it turns, to be laid out under it.

    `failed` carries the error of a page that could not be built; the rest goes on.
    """

    failed = Signal(object)
    shown = Signal(str)

    def __init__(self, specs: Sequence[TabSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.specs = tuple(specs)
        self._context: TabContext | None = None
        self._built: dict[str, QWidget] = {}
        self.pages = QStackedWidget(parent)
        self.bar = QTabBar(self)
        self.bar.setObjectName("sections")
        self.bar.setAccessibleName(_("Sections"))
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)
        unit = self.fontMetrics().height()
        self.bar.setIconSize(QSize(unit, unit) * 1.1)
        for place, spec in enumerate(self.specs):
            self.bar.addTab(tab_icon(spec.icon, "bar_muted", "mark"), spec.title())
            if place < 9:
                self.bar.setTabToolTip(place, f"Ctrl+{place + 1}")
        row = QHBoxLayout(self)
        row.setContentsMargins(unit // 2, 0, unit // 2, 0)
        row.setSpacing(unit // 2)
        self.brand = PlainLabel(self, "Altterr")
        self.brand.setObjectName("brand")
        self.brand.setContentsMargins(unit // 2, round(unit * 0.6), 0, round(unit * 0.6))
        row.addWidget(self.brand)
        row.addWidget(self.bar)
        row.addStretch(1)
        self.show_tabs(shown=True)
        self._row = row
        self.bar.currentChanged.connect(self._on_current_changed)

    def show_tabs(self, *, shown: bool) -> None:
        """Show the tabs, or the program's name while no dossier is open."""
        self.bar.setVisible(shown)
        self.brand.setVisible(not shown)

    def add_corner(self, widget: QWidget) -> None:
        """Put a widget at the right end."""
        self._row.addWidget(widget)

    def refresh_icons(self) -> None:
        """Draw the icons again in the theme's colours."""
        for place, spec in enumerate(self.specs):
            self.bar.setTabIcon(place, tab_icon(spec.icon, "bar_muted", "mark"))

    def start(self, context: TabContext) -> None:
        """Build the current page for a dossier that has been opened; pages of a former one are dropped."""
        self.stop()
        self._context = context
        self._show(self.bar.currentIndex())

    def stop(self) -> None:
        """Drop every page, because the dossier is closed."""
        self.leave()
        if self._context is not None:
            for key in self._built:
                self._context.actions.drop(key)
        self._context = None
        for page in self._built.values():
            self.pages.removeWidget(page)
            page.deleteLater()
        self._built.clear()

    def leave(self) -> None:
        """Have the pages commit what is being typed and write their layout down."""
        for page in self._built.values():
            if isinstance(page, BaseTab):
                page.leave()
                page.keep_state()

    def current(self) -> BaseTab | None:
        """Give the page shown, None when there is none."""
        page = self._built.get(self.current_key())
        return page if isinstance(page, BaseTab) else None

    def current_record(self) -> str:
        """Give the id of the record that the page shown has chosen, «» for none."""
        page = self.current()
        lists = [page] if isinstance(page, ListTab) else page.findChildren(ListTab) if page else []
        return next((one.table.current_id() for one in lists if one.isVisible()), "")

    def current_key(self) -> str:
        """Give the key of the tab shown."""
        return self.specs[self.bar.currentIndex()].key if self.specs else ""

    def built_keys(self) -> list[str]:
        """List the keys of the pages that have been built."""
        return list(self._built)

    def show_key(self, key: str) -> BaseTab | None:
        """Turn to a tab by its key and give its page."""
        for place, spec in enumerate(self.specs):
            if spec.key == key:
                self.bar.setCurrentIndex(place)
        return self.current()

    def key_of_kind(self, kind: str) -> str:
        """Give the key of the tab that shows a kind of record, «» for none."""
        return next((spec.key for spec in self.specs if kind in spec.kinds), "")

    def icon_of_kind(self, kind: str) -> str:
        """Give the icon of the tab that shows a kind of record."""
        return next((spec.icon for spec in self.specs if kind in spec.kinds), "file-text")

    def step(self, by: int) -> None:
        """Turn to the next tab or the one before, round the end."""
        if self.specs:
            self.bar.setCurrentIndex((self.bar.currentIndex() + by) % len(self.specs))

    def _on_current_changed(self, place: int) -> None:
        shown = self.pages.currentWidget()
        if isinstance(shown, BaseTab):
            shown.leave()
        self._show(place)

    def _show(self, place: int) -> None:
        if self._context is None or not 0 <= place < len(self.specs):
            return
        spec = self.specs[place]
        if spec.key not in self._built:
            page = self._build(spec, self._context)
            self._built[spec.key] = page
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(self._built[spec.key])
        self.shown.emit(spec.key)

    def _build(self, spec: TabSpec, context: TabContext) -> QWidget:
        module, _colon, name = spec.place.partition(":")
        try:
            page = getattr(importlib.import_module(module), name)(context)
        except Exception as error:  # noqa: BLE001 - one page that fails must not take the others with it
            self.failed.emit(error)
            words = EmptyWords(
                "triangle-alert", spec.title(), _("This page could not be built. The others still work.")
            )
            return EmptyState(words)
        if not isinstance(page, BaseTab):
            raise TypeError(f"{spec.place} is no BaseTab")
        return page
