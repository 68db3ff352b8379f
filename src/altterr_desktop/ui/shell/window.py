"""Be the window round the tabs: bar, pages, palette, messages, status line; it knows no tab and opens no dossier."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.ui.kit.actions import Action, Actions
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.memory import Memory
from altterr_desktop.ui.kit.message_views import MessageBar, StatusLine, Toast
from altterr_desktop.ui.kit.messages import Messages
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.kit.pickers import Search
from altterr_desktop.ui.shell.badge_button import BadgeButton
from altterr_desktop.ui.shell.banner import Banner
from altterr_desktop.ui.shell.menus import MenuCalls, build_menu
from altterr_desktop.ui.shell.palette import CommandPalette
from altterr_desktop.ui.shell.sections import Sections, TabSpec
from altterr_desktop.ui.shell.welcome import WelcomeCalls, WelcomePage

PROGRAM = "Altterr"
_GEOMETRY = "window.geometry"
_LAST_TAB = "window.tab"


@dataclass(frozen=True)
class ShellCalls:
    """Hold what the window asks of whoever owns the dossier; `open` is given a path, «» to ask for one."""

    new: Callable[[], object]
    open: Callable[[str], object]
    demo: Callable[[], object]
    undo: Callable[[], object]
    redo: Callable[[], object]
    file_dropped: Callable[[str], object]
    menu: MenuCalls
    actions: Sequence[Action] = ()


class MainWindow(QMainWindow):
    """Show the welcome page, then the tabs of the open dossier.

    `first_painted` is emitted once, when the window is on the screen; `closed` once it has committed what was
    typed and is about to go.
    """

    closed = Signal()
    first_painted = Signal()

    def __init__(
        self,
        specs: Sequence[TabSpec],
        operations: Operations,
        messages: Messages,
        memory: Memory,
        calls: ShellCalls,
    ) -> None:
        super().__init__()
        self.operations = operations
        self.messages = messages
        self.memory = memory
        self.calls = calls
        self.actions_list = Actions()
        self.sections = Sections(specs, self)
        self._is_painted = False
        self._welcome: WelcomePage | None = None
        self._whole = QStackedWidget(self)
        self._add_actions()
        self._lay_out()
        self.palette_box = CommandPalette(self._commands, None, operations, self)
        self.palette_box.run_asked.connect(self._on_run_asked)
        self.palette_box.record_asked.connect(self.open_record)
        self.sections.failed.connect(operations.crashed)
        self.sections.shown.connect(self._on_section_shown)
        self.setAcceptDrops(True)
        self.setWindowTitle(PROGRAM)
        self._restore_geometry()
        self.set_undo("", "")

    # What the owner of the dossier asks

    def show_welcome(self, recent: Sequence[str]) -> None:
        """Show the ways to start; pages of a former dossier are dropped."""
        self.sections.stop()
        if self._welcome is not None:
            self._whole.removeWidget(self._welcome)
            self._welcome.deleteLater()
        calls = WelcomeCalls(
            self.calls.new,
            lambda: self.calls.open(""),
            self.calls.demo,
            self.calls.open,
            partial(self._on_run_asked, "exchange.join") if self._exchanges() else None,
        )
        self._welcome = WelcomePage(calls, recent, self)
        self._whole.addWidget(self._welcome)
        self._whole.setCurrentWidget(self._welcome)
        self.sections.show_tabs(shown=False)
        self.palette_box.set_search(None)
        self.banner.show_words(None)
        self.news_banner.show_words(None)
        self.setWindowTitle(PROGRAM)
        self.status_line.set_place("")

    def show_waiting(self) -> None:
        """Show the tabs without pages, while a dossier is being opened."""
        self.sections.show_tabs(shown=True)
        self._whole.setCurrentWidget(self.sections.pages)

    def show_dossier(self, name: str, place: str, search: Search | None = None) -> None:
        """Show the tabs of the dossier that was opened; `place` is what the status line says of it."""
        self.setWindowTitle(f"{name} – {PROGRAM}")
        self.status_line.set_place(place)
        self.palette_box.set_search(search)
        context = TabContext(
            self.operations, self.messages, self.actions_list, self.memory, self.open_record, self.open_list
        )
        self.show_waiting()
        self.sections.show_key(self.memory.layout(_LAST_TAB))
        self.sections.start(context)

    def set_undo(self, undo_label: str, redo_label: str) -> None:
        """Say in the actions what would be undone and done again; «» for nothing."""
        for name, label, plain, named in (
            ("window.undo", undo_label, _("Undo"), _("Undo: {what}")),
            ("window.redo", redo_label, _("Redo"), _("Redo: {what}")),
        ):
            built = self.actions_list.built(name)
            built.setEnabled(bool(label))
            # An ampersand in a record's name is no keyboard mark.
            built.setText(named.format(what=label.replace("&", "&&")) if label else plain)

    def allow(self, names: Sequence[str], *, allowed: bool) -> None:
        """Offer some actions, or not (those that need an open dossier)."""
        for name in names:
            self.actions_list.built(name).setEnabled(allowed)

    def open_record(self, kind: str, record_id: str) -> None:
        """Show a record in the tab of its kind."""
        if (key := self.sections.key_of_kind(kind)) and (page := self.sections.show_key(key)):
            page.show_record(record_id)

    def open_list(self, kind: str, filters: Mapping[str, Sequence[str]]) -> None:
        """Show the list of a kind, narrowed by filters."""
        if (key := self.sections.key_of_kind(kind)) and (page := self.sections.show_key(key)):
            page.show_list(kind, filters)

    # Building

    def _lay_out(self) -> None:
        self.search_button = QToolButton(self)
        self.search_button.setText(_("Search") + "   Ctrl+K")
        self.search_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.search_button.setAccessibleName(_("Search a record, or something to do"))
        set_icon(self.search_button, "search", "bar_ink")
        self.search_button.clicked.connect(lambda *_checked: self._on_search_asked())
        self.menu_button = QToolButton(self)
        self.menu_button.setProperty("kind", "quiet")
        self.menu_button.setAccessibleName(_("Menu"))
        self.menu_button.setToolTip(_("Menu"))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        set_icon(self.menu_button, "settings", "bar_ink")
        self.menu_button.setMenu(
            build_menu(self, self.actions_list, self.memory, self.calls.menu, self.calls.open)
        )
        self.exchange_button = BadgeButton(_("Exchange with the group"), self)
        set_icon(self.exchange_button, "refresh-cw", "bar_ink")
        self.exchange_button.clicked.connect(lambda *_checked: self._on_run_asked("exchange.open"))
        self.exchange_button.setVisible(self._exchanges())
        for button in (self.search_button, self.exchange_button, self.menu_button):
            self.sections.add_corner(button)
        page = QWidget(self)
        page.setObjectName("page")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._whole.addWidget(self.sections.pages)
        self.message_bar = MessageBar(self.messages, page)
        self.status_line = StatusLine(self.messages, self.operations, page)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.banner = Banner(page)
        self.news_banner = Banner(page, closes=True)
        for widget in (
            self.sections,
            self.banner,
            self.news_banner,
            self.message_bar,
            self._whole,
            self.status_line,
        ):
            column.addWidget(widget, 1 if widget is self._whole else 0)
        self.setCentralWidget(page)
        self.toast = Toast(self.messages, page)

    def _add_actions(self) -> None:
        sections = self.sections
        listed = [
            Action(
                "window.search",
                _("Search"),
                self._on_search_asked,
                "Ctrl+K",
                "search",
                in_palette=False,
            ),
            Action("window.filter", _("Filter the list"), self._on_filter_asked, "Ctrl+F", "filter"),
            Action("window.new", _("New record"), self._on_new_asked, "Ctrl+N", "plus"),
            Action("window.undo", _("Undo"), self.calls.undo, "Ctrl+Z", "undo-2"),
            Action("window.redo", _("Redo"), self.calls.redo, "Ctrl+Shift+Z", "redo-2"),
            Action("dossier.new", _("New dossier…"), self.calls.new, "Ctrl+Shift+N", "folder"),
            Action(
                "dossier.open", _("Open a dossier…"), lambda: self.calls.open(""), "Ctrl+O", "folder-open"
            ),
            Action("dossier.demo", _("Look at the demonstration"), self.calls.demo, "", "sprout"),
            Action("window.shortcuts", _("Keyboard shortcuts"), self._on_shortcuts_asked, "F1", "keyboard"),
            Action(
                "window.next",
                _("Next section"),
                lambda: sections.step(1),
                "Ctrl+Tab Ctrl+PgDown",
                in_palette=False,
            ),
            Action(
                "window.previous",
                _("Previous section"),
                lambda: sections.step(-1),
                "Ctrl+Shift+Tab Ctrl+PgUp",
                in_palette=False,
            ),
            Action("window.quit", _("Quit"), self.close, "Ctrl+Q", "log-out"),
        ]
        for action in (*listed, *self.calls.actions):
            self.actions_list.add(self, action)
        for place, spec in enumerate(self.sections.specs):
            self.actions_list.add(
                self,
                Action(
                    f"window.show_{spec.key}",
                    spec.title(),
                    partial(self._on_section_asked, spec.key),
                    f"Ctrl+{place + 1}",
                    spec.icon,
                ),
            )

    def _exchanges(self) -> bool:
        """Tell whether the program offers group work."""
        return any(action.id == "exchange.open" for action in self.calls.actions)

    def _commands(self) -> list[Action]:
        return self.actions_list.offered(self.sections.current_key())

    def _restore_geometry(self) -> None:
        kept = self.memory.layout(_GEOMETRY)
        if kept and self.restoreGeometry(QByteArray.fromBase64(kept.encode())):
            return
        room = QGuiApplication.primaryScreen().availableGeometry()
        self.resize(room.size().boundedTo(QSize(1440, 900)))
        self.setGeometry(self.geometry() if self.width() < room.width() else room)

    # Qt's calls

    def closeEvent(self, event: QCloseEvent) -> None:
        """Commit what is being typed, remember the window, and let go."""
        self.sections.leave()
        self.memory.keep_layout(_GEOMETRY, bytes(self.saveGeometry().toBase64().data()).decode())
        self.memory.keep_layout(_LAST_TAB, self.sections.current_key())
        self.memory.save()
        event.accept()
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell when the window is seen for the first time."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self.first_painted.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome one file of this computer."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the file over: a dossier is opened, anything else is looked at as an import."""
        event.acceptProposedAction()
        self.calls.file_dropped(event.mimeData().urls()[0].toLocalFile())

    def changeEvent(self, event: QEvent) -> None:
        """Draw the tabs' icons again when the theme changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.sections.refresh_icons()

    def showEvent(self, event: QShowEvent) -> None:
        """Start with the keyboard on the tabs."""
        super().showEvent(event)
        if self.sections.bar.isVisibleTo(self):
            self.sections.bar.setFocus(Qt.FocusReason.OtherFocusReason)

    # Slots

    def _on_run_asked(self, action_id: str) -> None:
        self.actions_list.built(action_id).trigger()

    def _on_search_asked(self) -> None:
        self.palette_box.open()

    def _on_filter_asked(self) -> None:
        if page := self.sections.current():
            page.focus_filter()

    def _on_new_asked(self) -> None:
        if page := self.sections.current():
            page.start_new()

    def _on_section_asked(self, key: str) -> None:
        if (page := self.sections.show_key(key)) is not None:
            page.take_focus()

    def _on_section_shown(self, _key: str) -> None:
        self.messages.clear_bar()

    def _on_shortcuts_asked(self) -> None:
        from altterr_desktop.ui.shell.shortcuts_dialog import show_shortcuts

        show_shortcuts(self, self.actions_list)
