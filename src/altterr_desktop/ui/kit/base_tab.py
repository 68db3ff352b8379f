"""Give every tab its frame: title, count, main button, filters, table beside detail; it knows no subject."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.i18n import ngettext
from altterr_desktop.i18n.numbers import number
from altterr_desktop.ui.kit.columns import Column
from altterr_desktop.ui.kit.conflict_mark import ConflictMark
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.empty_state import EmptyState, EmptyWords, no_result
from altterr_desktop.ui.kit.filter_bar import Filter
from altterr_desktop.ui.kit.filter_lists import ListFilter, ListFilterBar
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.plain import PlainLabel, scaled_font
from altterr_desktop.ui.kit.row_model import RowModel
from altterr_desktop.ui.kit.table import RecordTable


class BaseTab(QWidget):
    """Be one page of the window; it reloads when records of its KINDS changed: at once if seen, else when shown."""

    KEY: ClassVar[str] = ""
    KINDS: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.context = context
        self._is_stale = False
        context.operations.changed.connect(self._on_changed)

    def reload(self) -> None:
        """Ask again for everything shown. Override it."""

    def show_record(self, record_id: str) -> None:
        """Show one record, asked for from elsewhere. Override it where the page has records."""

    def show_filtered(self, filters: Mapping[str, Sequence[str]]) -> None:
        """Show the list narrowed by filters. Override it where the page has a list."""

    def show_list(self, _kind: str, filters: Mapping[str, Sequence[str]]) -> None:
        """Show the list of a kind of record, narrowed. Override it where the page has several lists."""
        self.show_filtered(filters)

    def focus_filter(self) -> None:
        """Put the cursor in the filter (Ctrl+F). Override it where the page has one."""

    def take_focus(self) -> None:
        """Take the keyboard, so that the keys of the page work: where it was left, else its first list."""
        focused: QWidget | None = self.focusWidget()
        lists = [one for one in self.findChildren(QAbstractItemView) if one.isVisible() and one.isEnabled()]
        wanted = focused if focused is not None and focused.isVisible() else next(iter(lists), None)
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def start_new(self) -> None:
        """Start a new record (Ctrl+N). Override it where the page has a main action."""

    def leave(self) -> None:
        """Commit what is being typed: another tab is shown, or the window closes. Override it with fields."""

    def keep_state(self) -> None:
        """Write the page's layout down in `context.memory`. Override it to add more."""

    def showEvent(self, event: QShowEvent) -> None:
        """Reload if something changed while the page was hidden."""
        super().showEvent(event)
        if self._is_stale:
            self._is_stale = False
            self.reload()

    def _on_changed(self, changes: object) -> None:
        kinds = getattr(changes, "kinds", None)
        if kinds is not None and not self.KINDS.intersection(kinds):
            return
        if self.isVisible():
            self.reload()
        else:
            self._is_stale = True


@dataclass(frozen=True)
class ListSpec:
    """Describe the list of a tab.

    `source` is called on the worker's thread with the open dossier and a query. `count` writes the number of
    results («3 commitments»), by default «3 results».
    """

    title: str
    columns: Sequence[Column]
    source: Callable[[Any, Query], Page[Any]]
    placeholder: str
    empty: EmptyWords
    new_text: str = ""
    filters: Sequence[Filter] = ()
    lists: Sequence[ListFilter] = ()
    sort: str = ""
    descending: bool = False
    count: Callable[[int], str] | None = None
    detail_share: float = 0.36
    extra: Sequence[QWidget] = field(default=())


class ListTab(BaseTab):
    """Show a list, and beside it the detail of its current record.

    A tab derives from it, gives a ListSpec, calls `set_detail` with its form and overrides `load_detail`.
    """

    def __init__(self, context: TabContext, spec: ListSpec, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.spec = spec
        self.rows = RowModel(spec.columns, self._ask_rows, context.operations, self)
        self.table = RecordTable(self.rows)
        self.table.setAccessibleName(spec.title)
        self.filter_bar = ListFilterBar(spec.filters, spec.placeholder, spec.lists)
        self._query = Query(sort=spec.sort, descending=spec.descending)
        self.title_label = PlainLabel(self, spec.title)
        self.count_label = PlainLabel(self, "", "muted")
        self._detail: QWidget | None = None
        self.conflict_mark = ConflictMark(context, self)
        self._lists = QStackedWidget(self)
        self._whole = QStackedWidget(self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        self._lay_out()
        self._connect()
        self._restore_state()

    # For the tab

    def set_detail(self, detail: QWidget) -> None:
        """Put the detail's widget beside the list, on a card."""
        card = QFrame(self)
        card.setProperty("kind", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.conflict_mark, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(detail)
        self._detail = detail
        self.splitter.addWidget(card)
        share = round(self.spec.detail_share * 1000)
        self.splitter.setStretchFactor(0, 1000 - share)
        self.splitter.setStretchFactor(1, share)
        self.splitter.setSizes([1000 - share, share])
        kept = self.context.memory.layout(f"{self.KEY}.splitter")
        if kept:
            self.splitter.restoreState(QByteArray.fromBase64(kept.encode()))

    def load_detail(self, record_id: str) -> None:
        """Show a record in the detail, «» for none. Override it."""

    def open_detail(self, record_id: str) -> None:
        """Answer Enter on a row: by default the first field of the detail takes the focus."""
        self.table.select_id(record_id)
        if self._detail is not None:
            first = next((one for one in self._detail.findChildren(QWidget) if _takes_keys(one)), None)
            if first is not None:
                first.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def query(self) -> Query:
        """Give what the list is asked for."""
        return self._query

    def arrange(self, *, stay: bool = False, **wish: Any) -> None:
        """Ask for the rows in another order or grouping (fields of Query); `stay` keeps the rows seen in sight."""
        self._query = replace(self._query, **wish)
        self.table.show_sort(self._query.sort, descending=self._query.descending)
        if not stay:
            self.table.verticalScrollBar().setValue(0)
        self.rows.set_query(self._query, self.table.first_visible_row() if stay else 0)

    # A page's own

    def reload(self) -> None:
        """Ask again for the rows seen and for the detail shown."""
        self.rows.reload(self.table.first_visible_row())
        if self.table.current_id():
            self.conflict_mark.show_record(self.table.current_id())
            self.load_detail(self.table.current_id())

    def show_record(self, record_id: str) -> None:
        """Make a record the current one, whatever the filter."""
        self.table.select_id(record_id)

    def show_filtered(self, filters: Mapping[str, Sequence[str]]) -> None:
        """Narrow the list."""
        self.filter_bar.set_chosen(filters)

    def focus_filter(self) -> None:
        """Put the cursor in the filter's field."""
        self.filter_bar.focus_field()

    def keep_state(self) -> None:
        """Write down the widths of columns, the splitter and the order."""
        memory = self.context.memory
        memory.keep_layout(f"{self.KEY}.columns", self.table.widths())
        memory.keep_layout(f"{self.KEY}.sort", json.dumps([self._query.sort, self._query.descending]))
        if self.splitter.count() > 1:
            state = bytes(self.splitter.saveState().toBase64().data()).decode()
            memory.keep_layout(f"{self.KEY}.splitter", state)

    # Inside

    def _ask_rows(self, query: Query) -> Page[Any]:
        return self.spec.source(self.context.operations.dossier, query)

    def _lay_out(self) -> None:
        unit = self.fontMetrics().height()
        self.title_label.setFont(scaled_font(self.font(), 1.6, QFont.Weight.DemiBold))
        head = QHBoxLayout()
        head.setSpacing(unit)
        head.addWidget(self.title_label)
        head.addWidget(self.count_label, 1, Qt.AlignmentFlag.AlignBottom)
        for widget in self.spec.extra:
            head.addWidget(widget)
        if self.spec.new_text:
            head.addWidget(self._new_button())
        card = QFrame(self)
        card.setProperty("kind", "card")
        inside = QVBoxLayout(card)
        # A hair of room keeps the card's round corners in front of the table's square ones.
        inside.setContentsMargins(2, round(unit * 0.3), 2, round(unit * 0.3))
        self._lists.addWidget(self.table)
        self._lists.addWidget(no_result(self.filter_bar.clear, self))
        inside.addWidget(self._lists)
        self.splitter.addWidget(card)
        self.splitter.setHandleWidth(round(unit * 0.6))
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(round(unit * 0.55))
        column.addWidget(self.filter_bar)
        column.addWidget(self.splitter, 1)
        self._whole.addWidget(body)
        self._whole.addWidget(EmptyState(self.spec.empty, self))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(unit, round(unit * 0.7), unit, round(unit * 0.6))
        whole.setSpacing(round(unit * 0.55))
        whole.addLayout(head)
        whole.addWidget(self._whole, 1)

    def _new_button(self) -> QPushButton:
        button = QPushButton(self.spec.new_text, self)
        button.setProperty("kind", "primary")
        set_icon(button, "plus", "accent_ink")
        button.clicked.connect(lambda *_checked: self.start_new())
        return button

    def _connect(self) -> None:
        self.filter_bar.changed.connect(self._on_wish_changed)
        self.filter_bar.left_downwards.connect(self._on_list_entered)
        self.rows.arrived.connect(self._on_rows_arrived)
        self.table.sort_asked.connect(self._on_sort_asked)
        self.table.current_changed.connect(self._on_current_changed)
        self.table.opened.connect(self._on_opened)

    def _restore_state(self) -> None:
        memory = self.context.memory
        self.table.restore_widths(memory.layout(f"{self.KEY}.columns"))
        try:
            name, descending = json.loads(memory.layout(f"{self.KEY}.sort"))
        except (ValueError, TypeError):
            name, descending = "", False
        if name and any(column.sort_name == name for column in self.rows.columns):
            self._query = replace(self._query, sort=name, descending=bool(descending))
        self.table.show_sort(self._query.sort, descending=self._query.descending)
        self.rows.set_query(self._query)

    def _on_wish_changed(self) -> None:
        self._ask(self._query.sort, descending=self._query.descending)

    def _on_sort_asked(self, name: str, descending: bool) -> None:  # noqa: FBT001 - a slot
        self._ask(name, descending=descending)

    def _ask(self, sort: str, *, descending: bool) -> None:
        self._query = replace(
            self._query,
            words=self.filter_bar.words(),
            filters=self.filter_bar.chosen(),
            sort=sort,
            descending=descending,
        )
        self.table.show_sort(sort, descending=descending)
        self.table.verticalScrollBar().setValue(0)
        self.rows.set_query(self._query)

    def _on_rows_arrived(self, total: int) -> None:
        narrowed = self.rows.query.is_narrowed
        self._whole.setCurrentIndex(0 if total or narrowed or self.splitter_is_busy() else 1)
        self._lists.setCurrentIndex(0 if total or not narrowed else 1)
        found = self.rows.records
        words = (
            self.spec.count(found)
            if self.spec.count
            else ngettext("{count} result", "{count} results", found)
        )
        self.count_label.setText(words.format(count=number(found)))

    def splitter_is_busy(self) -> bool:
        """Tell whether the detail must stay although the list is empty: a draft is being typed. Override it."""
        return False

    def _on_current_changed(self, record_id: str) -> None:
        self.leave()
        self.conflict_mark.show_record(record_id)
        self.load_detail(record_id)

    def _on_opened(self, record_id: str) -> None:
        self.open_detail(record_id)

    def _on_list_entered(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.table.currentIndex().isValid() and self.rows.total:
            self.table.selectRow(0)


def _takes_keys(widget: QWidget) -> bool:
    return widget.isVisibleTo(widget.window()) and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
