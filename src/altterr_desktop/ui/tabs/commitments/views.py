"""Offer the saved views of the list in a menu, and keep, rename or delete one; the page applies what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QToolButton, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.i18n.names import labelled
from altterr_desktop.services.records import delete_record, restore_record
from altterr_desktop.services.saved_views import ViewContent, ViewRow, list_views, rename_view, save_view
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.icons import set_icon

_NAME_CHARS = 24


def ask_name(parent: QWidget, title: str, name: str) -> str:
    """Ask for the name of a view; «» when cancelled. Tests replace it."""
    text, accepted = QInputDialog.getText(
        parent, title, _("Name of the view"), QLineEdit.EchoMode.Normal, name
    )
    return text.strip() if accepted else ""


class Views(QToolButton):
    """Show the menu of views; `chosen` carries the ViewContent to show.

    `present` gives how the list is looked at now.
    """

    chosen = Signal(object)

    def __init__(
        self,
        context: TabContext,
        kind: str,
        present: Callable[[], ViewContent],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._kind = kind
        self._present = present
        self._views: Sequence[ViewRow] = ()
        self._current: ViewRow | None = None
        self._wanted = ""
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_icon(self, "eye", "muted")
        self._name_it()

    @property
    def current(self) -> ViewRow | None:
        """Give the view that is shown unchanged, if any."""
        return self._current

    def reload(self) -> None:
        """Ask again for the views."""
        self._context.operations.ask(list_views, self._kind, on_done=self._on_read)

    def look(self, view: ViewRow) -> None:
        """Show the list as a view says."""
        self._current = view
        self.chosen.emit(view.content)
        self._name_it()

    def notice(self) -> None:
        """Notice that the list is looked at in another way than the view says."""
        if self._current is None:
            return
        content = self._current.content
        if self._present() != replace(content, filters=tuple(sorted(content.filters))):
            self._current = None
            self._name_it()

    def keep(self) -> None:
        """Ask for a name, and keep the present way of looking under it."""
        name = ask_name(self.window(), _("Keep this view"), "")
        if name:
            self._wanted = name
            self._write(save_view, kind=self._kind, name=name, content=self._present())

    # Inside

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        menu.addAction(_("Everything")).triggered.connect(lambda *_on: self._look_at_all())
        menu.addSeparator()
        for view in self._views:
            if not view.is_usual and all(one.is_usual for one in self._views[: self._views.index(view)]):
                menu.addSeparator()
            action = menu.addAction(view.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(view == self._current)
            action.triggered.connect(lambda *_on, view=view: self.look(view))
        menu.addSeparator()
        menu.addAction(_("Keep this view…")).triggered.connect(lambda *_on: self.keep())
        for view in self._views:
            if not view.is_usual:
                self._add_changes(menu, view)

    def _add_changes(self, menu: QMenu, view: ViewRow) -> None:
        inside = menu.addMenu(_("Change “{name}”").format(name=view.name.replace("&", "&&")))
        inside.addAction(_("Replace by the present view")).triggered.connect(
            lambda *_on: self._write(save_view, kind=self._kind, name=view.name, content=self._present())
        )
        inside.addAction(_("Rename…")).triggered.connect(lambda *_on: self._rename(view))
        inside.addAction(_("Delete the view")).triggered.connect(lambda *_on: self._delete(view))

    def _look_at_all(self) -> None:
        self._current = None
        self.chosen.emit(ViewContent())
        self._name_it()

    def _rename(self, view: ViewRow) -> None:
        name = ask_name(self.window(), _("Rename the view"), view.name)
        if name:
            self._write(rename_view, view_id=view.id, name=name)

    def _delete(self, view: ViewRow) -> None:
        def offer_undo(_changes: object) -> None:
            self._context.messages.toast(
                _("View deleted: {name}").format(name=view.name),
                partial(self._context.operations.write, restore_record, kind="saved_view", record_id=view.id),
            )

        self._write(delete_record, offer_undo, kind="saved_view", record_id=view.id)

    def _write(
        self, fn: Callable[..., Any], on_done: Callable[[object], object] | None = None, **values: Any
    ) -> None:
        self._context.operations.write(fn, on_done=on_done, owner=self, **values)

    def _on_read(self, views: Sequence[ViewRow]) -> None:
        self._views = views
        kept = self._current.id if self._current is not None else ""
        wanted, self._wanted = self._wanted, ""
        self._current = next(
            (one for one in views if one.id == kept or (not one.is_usual and one.name == wanted)), None
        )
        self._name_it()

    def _name_it(self) -> None:
        name = self._current.name if self._current is not None else ""
        short = name if len(name) <= _NAME_CHARS else f"{name[: _NAME_CHARS - 1]}…"
        self.setText(labelled(_("View"), short) if short else _("Views"))
        self.setAccessibleName(labelled(_("View"), name) if name else _("Views"))
