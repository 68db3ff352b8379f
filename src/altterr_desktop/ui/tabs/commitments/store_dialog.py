"""Show all the evidence of the dossier in one list: what is dead, missing or old, what it weighs; it judges none."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from altterr_desktop.domain.commitments import EvidenceKind, ProofStrength
from altterr_desktop.domain.lists import Page, Query
from altterr_desktop.i18n import _, ngettext, pgettext
from altterr_desktop.i18n.dates import short_date
from altterr_desktop.i18n.labels import label, short_label
from altterr_desktop.i18n.numbers import file_size, number
from altterr_desktop.services.evidence_store import StoredEvidence, StoreTotals, list_store, store_totals
from altterr_desktop.ui.kit.base_tab import ListSpec, ListTab
from altterr_desktop.ui.kit.columns import Cell, Column
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.empty_state import EmptyWords, Offer
from altterr_desktop.ui.kit.filter_bar import Choice, Filter
from altterr_desktop.ui.kit.filter_lists import ListFilter
from altterr_desktop.ui.kit.icons import set_icon
from altterr_desktop.ui.kit.plain import PlainLabel
from altterr_desktop.ui.tabs.commitments.evidence_links import link_entries
from altterr_desktop.ui.tabs.commitments.opening import open_file, open_link, save_copy


class EvidenceStorePage(ListTab):
    """List the evidence; Enter opens the commitment it is about."""

    KEY = "evidence_store"
    KINDS = frozenset({"evidence", "attachment", "commitment"})

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        self._kinds = ListFilter("kind", _("Kind"), _("All kinds"))
        self._kinds.set_choices([(kind.value, label(kind)) for kind in EvidenceKind])
        self._strengths = ListFilter("strength", _("Strength of proof"), _("All strengths"))
        self._strengths.set_choices([(one.value, label(one)) for one in ProofStrength])
        self._known: dict[str, StoredEvidence] = {}
        super().__init__(context, self._describe(), parent)
        self.totals = PlainLabel(self, "", "muted")
        self.totals.setWordWrap(True)
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.addWidget(self.totals)
        self._read_totals()

    def reload(self) -> None:
        """Ask again for the rows and for what is counted."""
        super().reload()
        self._read_totals()

    def open_detail(self, record_id: str) -> None:
        """Open the commitment that a piece is about."""
        self.context.open_record("evidence", record_id)

    def load_detail(self, record_id: str) -> None:
        """Offer what can be done with the piece chosen."""
        self.table.set_menu_actions(self._actions(record_id))

    def _actions(self, record_id: str) -> list[QAction]:
        piece = self._known.get(record_id)
        if piece is None:
            return []
        entries: list[tuple[str, str, Callable[[], object]]] = [
            (_("Open the commitment"), "target", partial(self.open_detail, piece.id))
        ]
        if piece.url:
            entries.append(
                (_("Open the link"), "external-link", partial(open_link, self.context, self, piece.url))
            )
        if piece.attachment_id and not piece.file_missing:
            for words, sign, opens in (
                (_("Open the file"), "paperclip", open_file),
                (_("Save a copy of the file…"), "download", save_copy),
            ):
                entries.append((words, sign, partial(opens, self.context, self, piece.attachment_id)))
        entries += link_entries(
            self.context, self, piece.id, piece.url, piece.link_dead_on, piece.consulted_on
        )
        return [self._action(*entry) for entry in entries]

    def _action(self, text: str, sign: str, call: Callable[[], object]) -> QAction:
        action = QAction(text, self.table)
        set_icon(action, sign)
        action.triggered.connect(lambda *_on: call())
        return action

    def _read_totals(self) -> None:
        self.context.operations.ask(store_totals, on_done=self._on_totals, owner=self)

    def _on_totals(self, totals: StoreTotals) -> None:
        self.totals.setText(totals_words(totals))

    def _rows(self, dossier: Any, query: Query) -> Page[dict[str, Any]]:
        page = list_store(dossier, query)
        self._known.update({row.id: row for row in page.rows})
        return Page([_cells(row) for row in page.rows], page.total)

    def _describe(self) -> ListSpec:
        flags = (
            Choice("dead_link", _("Dead link")),
            Choice("missing_file", _("Missing file")),
            Choice("old", _("Older than six months")),
            Choice("with_file", _("With a file")),
        )
        return ListSpec(
            title=_("All the evidence"),
            columns=_columns(),
            source=self._rows,
            placeholder=_("Filter: word, commitment, publisher… (Ctrl+F)"),
            empty=EmptyWords(
                "paperclip",
                _("No evidence yet"),
                _("Evidence is added on the page of a commitment: a deliberation, a photo, an article."),
                Offer(_("Close"), self._close, "x"),
            ),
            filters=(Filter("flag", _("Only"), flags, exclusive=False),),
            lists=(self._kinds, self._strengths),
            sort="dated_on",
            descending=True,
            count=lambda total: ngettext("{count} piece of evidence", "{count} pieces of evidence", total),
        )

    def _close(self) -> None:
        self.window().close()


def totals_words(totals: StoreTotals) -> str:
    """Say what the store holds and what ails it."""
    files = ngettext("{count} file", "{count} files", totals.files).format(count=number(totals.files))
    parts = [_("{files} kept inside, {size}").format(files=files, size=file_size(totals.size))]
    for count, words in (
        (totals.dead_links, ngettext("{count} dead link", "{count} dead links", totals.dead_links)),
        (
            totals.missing_files,
            ngettext("{count} missing file", "{count} missing files", totals.missing_files),
        ),
        (totals.old, _("{count} older than six months")),
    ):
        if count:
            parts.append(words.format(count=number(count)))
    return " · ".join(parts)


def _columns() -> tuple[Column, ...]:
    return (
        Column("evidence", pgettext("one", "Evidence"), 34, Cell.ALERT, stretch=True, sort="title"),
        Column("commitment", _("Commitment"), 28, Cell.MUTED),
        Column("kind", _("Kind"), 14),
        Column("strength", _("Strength of proof"), 16),
        Column("dated_on", _("Date"), 12),
        Column("file", _("File"), 18, Cell.MUTED, sort="size"),
    )


def _cells(row: StoredEvidence) -> dict[str, Any]:
    day = row.dated_on or row.consulted_on
    size = f" · {file_size(row.file_size)}" if row.file_size and not row.file_missing else ""
    return {
        "id": row.id,
        "evidence": (row.title, _ailment(row)),
        "commitment": row.commitment,
        "kind": label(row.kind),
        "strength": short_label(row.strength),
        "dated_on": short_date(day) if day else "–",
        "file": f"{row.file_name}{size}",
    }


def _ailment(row: StoredEvidence) -> str:
    parts = []
    if row.link_dead_on is not None:
        parts.append(_("Dead link, found on {day}").format(day=short_date(row.link_dead_on)))
    if row.file_missing:
        parts.append(_("Missing file"))
    if row.is_old:
        parts.append(_("Older than six months"))
    return " · ".join(parts)


def show_store(context: TabContext, parent: QWidget) -> QDialog:
    """Show the store beside the work; it lives until it is closed."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(_("All the evidence"))
    dialog.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
    page = EvidenceStorePage(context, dialog)
    close = QPushButton(_("Close"), dialog)
    close.setAutoDefault(False)
    close.clicked.connect(dialog.accept)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(close)
    column = QVBoxLayout(dialog)
    column.addWidget(page, 1)
    column.addLayout(row)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    room = parent.window().size()
    dialog.resize(round(room.width() * 0.92), round(room.height() * 0.86))
    dialog.show()
    return dialog
