"""Choose how the commitments are looked at: list, board or tree, groups, columns; it asks for no row itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.i18n.names import labelled
from altterr_desktop.services.commitment_query import GROUPINGS
from altterr_desktop.ui.kit.columns import Column
from altterr_desktop.ui.kit.icons import set_icon

LIST, BOARD, TREE = "list", "board", "tree"
MODES = (LIST, BOARD, TREE)
_ICONS = {LIST: "list", BOARD: "square-kanban", TREE: "network"}


def mode_words(mode: str) -> str:
    """Name a way of showing the commitments."""
    return {LIST: _("List"), BOARD: _("Board"), TREE: _("Tree")}[mode]


def group_words(group: str) -> str:
    """Name what a list is grouped by."""
    return {
        "": _("No groups"),
        "theme": _("By theme"),
        "official": _("By official"),
        "standing": _("By state"),
        "document": _("By document"),
        "territory": _("By territory"),
    }[group]


class Arrangement(QWidget):
    """Show the switch and the menu of groups and columns; `views` is put between them.

    `mode_chosen` carries list, board or tree; `group_chosen` what to group by; `fold_asked` whether to fold all
    groups; `columns_chosen` the keys of the columns to show.
    """

    mode_chosen = Signal(str)
    group_chosen = Signal(str)
    fold_asked = Signal(bool)
    columns_chosen = Signal(object)

    def __init__(self, columns: Sequence[Column], views: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._shown: tuple[str, ...] = ()
        self._group = ""
        self._buttons: dict[str, QPushButton] = {}
        unit = self.fontMetrics().height()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(unit // 3)
        for mode in MODES:
            row.addWidget(self._mode_button(mode))
        row.addSpacing(unit // 2)
        row.addWidget(views)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.group_button = QToolButton(self)
        self.group_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.group_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.group_button.setMenu(self.menu)
        self.group_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_icon(self.group_button, "columns-3", "muted")
        # The buttons beside it stay where they are when it is hidden.
        policy = self.group_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.group_button.setSizePolicy(policy)
        row.addWidget(self.group_button)
        self.show_mode(LIST)
        self.show_group("")

    def show_mode(self, mode: str) -> None:
        """Show which way is in force."""
        for name, button in self._buttons.items():
            button.blockSignals(True)
            button.setChecked(name == mode)
            button.blockSignals(False)
        if hasattr(self, "group_button"):
            self.group_button.setVisible(mode == LIST)

    def show_group(self, group: str) -> None:
        """Show what the list is grouped by."""
        self._group = group if group in GROUPINGS else ""
        words = group_words(self._group) if self._group else _("Groups and columns")
        self.group_button.setText(words)
        self.group_button.setAccessibleName(labelled(_("Groups and columns"), group_words(self._group)))

    def show_columns(self, shown: Sequence[str]) -> None:
        """Show which columns are in force."""
        self._shown = tuple(shown)

    def _mode_button(self, mode: str) -> QPushButton:
        button = QPushButton(mode_words(mode), self)
        button.setProperty("kind", "chip")
        button.setCheckable(True)
        button.setAccessibleName(labelled(_("Show as"), mode_words(mode)))
        set_icon(button, _ICONS[mode], "muted")
        button.toggled.connect(lambda *_on, mode=mode: self._on_mode_toggled(mode))
        self._buttons[mode] = button
        return button

    def _on_mode_toggled(self, mode: str) -> None:
        self.show_mode(mode)
        self.mode_chosen.emit(mode)

    def _fill_menu(self) -> None:
        self.menu.clear()
        together = QActionGroup(self.menu)
        for group in ("", *GROUPINGS):
            action = self.menu.addAction(group_words(group))
            action.setCheckable(True)
            action.setChecked(group == self._group)
            action.triggered.connect(lambda *_on, group=group: self.group_chosen.emit(group))
            together.addAction(action)
        self.menu.addSeparator()
        for text, fold in ((_("Fold all groups"), True), (_("Unfold all groups"), False)):
            action = self.menu.addAction(text)
            action.setEnabled(bool(self._group))
            action.triggered.connect(lambda *_on, fold=fold: self.fold_asked.emit(fold))
        self.menu.addSeparator()
        for column in self._columns:
            if not column.stretch:
                action = self.menu.addAction(column.title)
                action.setCheckable(True)
                action.setChecked(str(column.key) in self._shown)
                action.toggled.connect(partial(self._on_column_toggled, str(column.key)))

    def _on_column_toggled(self, key: str, on: bool) -> None:  # noqa: FBT001 - a slot
        keys = [str(column.key) for column in self._columns]
        shown = tuple(one for one in keys if (one in self._shown and one != key) or (one == key and on))
        self._shown = shown
        self.columns_chosen.emit(shown)
