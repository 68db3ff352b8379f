"""Show the commitments as a list, a board or a tree, and as a saved view says; the page acts on one."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from altterr_desktop.i18n import _, ngettext
from altterr_desktop.i18n.numbers import number
from altterr_desktop.services.commitment_groups import group_keys
from altterr_desktop.services.commitment_page import CommitmentPage
from altterr_desktop.services.commitment_query import GROUPINGS
from altterr_desktop.services.commitment_tree import TreeNode, move_under, read_tree
from altterr_desktop.services.saved_views import ViewContent
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.tabs.commitments import placing
from altterr_desktop.ui.tabs.commitments.arranging import BOARD, LIST, MODES, TREE, Arrangement
from altterr_desktop.ui.tabs.commitments.board import Board
from altterr_desktop.ui.tabs.commitments.tree import PlanTree
from altterr_desktop.ui.tabs.commitments.views import Views

if TYPE_CHECKING:
    from altterr_desktop.ui.kit.base_tab import ListTab


class Showing(QObject):
    """Hold the ways of showing beside the table of a page.

    `reached` carries the commitment a person went to, `opened` the one to open, `verdict_asked` a commitment and
    the state it was put under.
    """

    reached = Signal(str)
    opened = Signal(str)
    verdict_asked = Signal(str, object)

    def __init__(
        self, context: TabContext, tab: ListTab, pages: QStackedWidget, arrangement: Arrangement, views: Views
    ) -> None:
        super().__init__(tab)
        self._context = context
        self._tab = tab
        self._pages = pages
        self._arrangement = arrangement
        self._views = views
        self._board: Board | None = None
        self._tree: PlanTree | None = None
        self._sizes: dict[str, list[int]] = {}
        self._folded: set[str] = set()
        self._is_looking = False
        self.mode = LIST
        arrangement.mode_chosen.connect(self.set_mode)
        arrangement.group_chosen.connect(self.group_by)
        arrangement.fold_asked.connect(self._on_fold_asked)
        arrangement.columns_chosen.connect(self.show_columns)
        views.chosen.connect(self.look)
        tab.table.group_asked.connect(self._on_group_asked)
        self._restore()

    # What the page asks

    def reload(self) -> None:
        """Ask again for what the board or the tree shows."""
        query = self._tab.query
        if self.mode == BOARD:
            self.board.show_query(query)
        elif self.mode == TREE:
            self._context.operations.ask(read_tree, query, on_done=self._on_tree_read)

    def arrived(self, *, something: bool) -> None:
        """Show the way in force once the list has come; where it found nothing, the page says so."""
        widget = {BOARD: self._board, TREE: self._tree}.get(self.mode)
        if something and widget is not None:
            self._pages.setCurrentWidget(widget)

    def query_changed(self) -> None:
        """Follow the filters."""
        self._notice()
        self.reload()

    def select_id(self, record_id: str) -> None:
        """Show a commitment as the current one in the tree."""
        if self._tree is not None:
            self._tree.select_id(record_id)

    def focus(self) -> None:
        """Give the keyboard to what is shown."""
        if self.mode == BOARD:
            self.board.focus_first()
        elif self.mode == TREE:
            self.tree.setFocus()
        else:
            self._tab.table.setFocus()

    def keep_state(self) -> None:
        """Write down how the list is looked at."""
        memory = self._context.memory
        memory.keep_layout(f"{self._tab.KEY}.mode", self.mode)
        memory.keep_layout(f"{self._tab.KEY}.group", self._tab.query.group)
        memory.keep_layout(f"{self._tab.KEY}.shown", json.dumps(self._tab.table.shown_columns()))

    # Ways

    @property
    def board(self) -> Board:
        """Give the board, built when it is first asked for."""
        if self._board is None:
            self._board = Board(self._context, self._tab)
            self._board.current_changed.connect(self.reached)
            self._board.opened.connect(self.opened)
            self._board.verdict_asked.connect(self.verdict_asked)
            self._pages.addWidget(self._board)
        return self._board

    @property
    def tree(self) -> PlanTree:
        """Give the tree, built when it is first asked for."""
        if self._tree is None:
            self._tree = PlanTree(self._tab)
            self._tree.current_changed.connect(self.reached)
            self._tree.opened.connect(self.opened)
            self._tree.indent_asked.connect(self._on_indent_asked)
            self._tree.outdent_asked.connect(self._on_outdent_asked)
            self._pages.addWidget(self._tree)
        return self._tree

    def set_mode(self, mode: str, *, is_first: bool = False) -> None:
        """Show the list, the board or the tree; each keeps its own share of the window.

        At first, when the page is built, the share is the one remembered.
        """
        if mode not in MODES:
            return
        splitter = self._tab.splitter
        self._sizes[self.mode] = splitter.sizes()
        self.mode = mode
        self._arrangement.show_mode(mode)
        widget: QWidget = self._tab.table
        if mode != LIST:
            widget = self.board if mode == BOARD else self.tree
        self._pages.setCurrentWidget(widget)
        if splitter.count() > 1 and not is_first:
            share = {BOARD: [680, 320], TREE: [600, 400]}.get(mode, [600, 400])
            splitter.setSizes(self._sizes.get(mode, [part * splitter.width() // 1000 for part in share]))
        self.reload()
        self.select_id(self._tab.table.current_id())

    def _on_tree_read(self, nodes: Sequence[TreeNode]) -> None:
        if self.mode == TREE:
            self.tree.show_nodes(nodes)
            self.tree.select_id(self._tab.table.current_id())

    # Groups, columns, views

    def group_by(self, group: str) -> None:
        """Group the list."""
        self._folded.clear()
        self._arrangement.show_group(group)
        self._tab.arrange(group=group if group in GROUPINGS else "", folded=())
        self._notice()

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show these columns, none named: the usual ones."""
        self._tab.table.show_columns(keys)
        self._arrangement.show_columns(self._tab.table.shown_columns())
        self._notice()

    def present(self) -> ViewContent:
        """Give how the list is looked at now."""
        query, shown = self._tab.query, self._tab.table.shown_columns()
        usual = tuple(str(column.key) for column in self._tab.rows.columns if not column.optional)
        return ViewContent(
            query.words,
            tuple(sorted(query.filters)),
            query.group,
            "" if query.sort == self._tab.spec.sort else query.sort,
            query.descending,
            () if shown == usual else shown,
        )

    def look(self, content: ViewContent) -> None:
        """Show the list as a view says."""
        self._is_looking = True
        self._folded.clear()
        if self.mode != LIST and content.group:
            self.set_mode(LIST)
        self.show_columns(content.columns)
        self._arrangement.show_group(content.group)
        sort = content.sort or self._tab.spec.sort
        group = content.group if content.group in GROUPINGS else ""
        self._tab.arrange(group=group, folded=(), sort=sort, descending=content.descending)
        self._tab.filter_bar.set_chosen(dict(content.filters), content.words)
        self._is_looking = False
        self._notice()

    def _notice(self) -> None:
        """Let the menu of views see how the list is looked at, but not halfway to a view."""
        if not self._is_looking:
            self._views.notice()

    def keep_view(self) -> None:
        """Ask for a name, and keep how the list is looked at under it."""
        self._views.keep()

    def _on_group_asked(self, key: str, fold: bool) -> None:  # noqa: FBT001 - a slot
        (self._folded.add if fold else self._folded.discard)(key)
        self._tab.arrange(stay=True, folded=tuple(sorted(self._folded)))

    def _on_fold_asked(self, fold: bool) -> None:  # noqa: FBT001 - a slot
        if fold:
            self._context.operations.ask(group_keys, self._tab.query, on_done=self._fold)
        else:
            self._fold(())

    def _fold(self, keys: Sequence[str]) -> None:
        self._folded = set(keys)
        self._tab.arrange(folded=tuple(sorted(self._folded)))

    def _restore(self) -> None:
        memory, key = self._context.memory, self._tab.KEY
        try:
            shown = json.loads(memory.layout(f"{key}.shown") or "[]")
        except ValueError:
            shown = []
        keys = tuple(one for one in shown if isinstance(one, str)) if isinstance(shown, list) else ()
        self.show_columns(keys if "named" in keys else ())
        if group := memory.layout(f"{key}.group"):
            self.group_by(group)
        self._views.reload()

    def restore_mode(self) -> None:
        """Show the way that was in force last time; called once the page is whole."""
        mode = self._context.memory.layout(f"{self._tab.KEY}.mode")
        if mode in MODES and mode != LIST:
            self.set_mode(mode, is_first=True)

    # Moving in the tree

    def ask_place(self, record_ids: Sequence[str], page: CommitmentPage | None) -> None:
        """Ask what commitments are to be part of, and move them there; `page` is the one shown."""
        words = ngettext("{count} commitment selected", "{count} commitments selected", len(record_ids))
        title, above = words.format(count=number(len(record_ids))), None
        if page is not None and len(record_ids) == 1:
            title, parent_id = page.title, page.values["parent_id"]
            above = (parent_id, page.names.get("parent_id", "")) if parent_id else None
        accepted, parent_id = placing.ask_place(self._tab.window(), self._context, title, above)
        if accepted:
            self._move(record_ids, parent_id)

    def _on_indent_asked(self, record_id: str) -> None:
        nodes = self.tree.nodes
        node = nodes.node_at(nodes.index_of(record_id))
        before = nodes.sibling_before(node) if node is not None else None
        if before is None:
            self._context.messages.status(_("Nothing stands above it that it could be part of."))
        else:
            self._move([record_id], before.id)

    def _on_outdent_asked(self, record_id: str) -> None:
        nodes = self.tree.nodes
        node = nodes.node_at(nodes.index_of(record_id))
        above = nodes.above(node) if node is not None else None
        if above is not None:
            higher = nodes.above(above)
            self._move([record_id], higher.id if higher is not None else None)

    def _move(
        self,
        record_ids: Sequence[str],
        parent_id: str | None,
        on_done: Callable[[object], object] | None = None,
    ) -> None:
        self._context.operations.write(
            move_under,
            commitment_ids=list(record_ids),
            parent_id=parent_id,
            on_done=on_done,
            on_error=lambda error: self._context.messages.warn(str(error)),
            owner=self,
        )
