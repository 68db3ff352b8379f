"""Show what a mobilisation is linked to (officials, commitments), each with a way there and a way out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from altterr_desktop.services.choices import find_choices
from altterr_desktop.ui.kit.cards import LinkRow
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.pickers import RecordPicker
from altterr_desktop.ui.kit.popup_list import Found
from altterr_desktop.ui.tabs.mobilisations.rows import RowList, line, remove_button


@dataclass(frozen=True)
class Link:
    """Hold one link: what taking it back needs, the record it leads to, its words."""

    key: str
    record_id: str
    text: str
    detail: str = ""


@dataclass(frozen=True)
class LinkCalls:
    """Hold what adding by a record's id and removing by a link's key do."""

    add: Callable[[str], object]
    remove: Callable[[str], object]


class LinkList(QWidget):
    """List links to records of one kind, with a field to search another one."""

    def __init__(
        self,
        context: TabContext,
        kind: str,
        icon_name: str,
        title: str,
        calls: LinkCalls,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._kind, self._icon, self._calls = context, kind, icon_name, calls
        self.rows = RowList(self)
        self.picker = RecordPicker(self)
        self.picker.setAccessibleName(title)
        self.picker.setPlaceholderText(title)
        self.picker.set_search(partial(search_choices, context, kind), context.operations)
        self.picker.picked.connect(self._on_picked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.rows)
        column.addWidget(self.picker)

    def show_links(self, links: Sequence[Link]) -> None:
        """Show links."""
        self.rows.show_rows([self._row(link) for link in links])

    def _row(self, link: Link) -> QWidget:
        opened = partial(self._context.open_record, self._kind, link.record_id)
        words = LinkRow(self._icon, link.text, link.detail, opened, self.rows)
        words.setObjectName(f"link:{link.key}")
        remove = remove_button(
            self.rows, link.text, f"remove:{link.key}", partial(self._calls.remove, link.key)
        )
        return line(self.rows, words, remove)

    def _on_picked(self, found: Found | None) -> None:
        if found is not None:
            self.picker.set_value(None)
            self._calls.add(found.id)


def search_choices(context: TabContext, kind: str, words: str) -> list[Found]:
    """Find what a picker offers; used on the dossier's thread."""
    return [
        Found(kind, one.id, one.text, one.detail)
        for one in find_choices(context.operations.dossier, kind, words)
    ]
