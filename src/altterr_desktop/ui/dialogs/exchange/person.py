"""Show what is held about a person, to hand over or to erase; texts that name them are proposed one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from altterr_desktop.i18n import _
from altterr_desktop.i18n.names import count_words, labelled
from altterr_desktop.i18n.subjects import kind_label
from altterr_desktop.services.erasure import (
    Erased,
    Held,
    Mention,
    erase_person,
    find_mentions,
    held_about,
    remake_backups,
)
from altterr_desktop.ui.dialogs.showing import show_beside
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.choice_combo import ChoiceCombo
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.kit.plain import plain_tip, scaled_font


@dataclass(frozen=True)
class PersonCalls:
    """Hold what the dialog asks of the program: a file of what is held, a record to show, news of an erasure.

    `write` is given the person's id and a format, «pdf» or «json».
    """

    write: Callable[[str, str], object]
    open_record: Callable[[str, str], object]
    erased: Callable[[Erased], object]


class PersonForm(Form):
    """Bind the dialog."""

    FORM = "exchange_person_dialog"
    widget: QDialog
    person_combo: ChoiceCombo
    pdf_button: QPushButton
    json_button: QPushButton
    signed_label: QLabel
    held_tree: QTreeWidget
    mentions_label: QLabel
    mentions_tree: QTreeWidget
    sure_check: QCheckBox
    result_label: QLabel
    open_button: QPushButton
    backups_button: QPushButton
    erase_button: QPushButton
    close_button: QPushButton

    def __init__(
        self,
        parent: QWidget | None,
        operations: Operations,
        calls: PersonCalls,
        people: Sequence[tuple[str, str]],
        person_id: str = "",
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._calls = calls
        self._mentions: Sequence[Mention] = ()
        self._backups: tuple[Path, ...] = ()
        self.held: Held | None = None
        self.person_combo.set_choices(people, empty=_("Choose somebody"))
        self.person_combo.set_value(person_id or None)
        for tree in (self.held_tree, self.mentions_tree):
            tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
            tree.header().setStretchLastSection(True)
        self.mentions_tree.setWordWrap(True)
        self._connect()
        self.result_label.hide()
        self.backups_button.hide()
        unit = self.widget.fontMetrics().height()
        self.widget.resize(unit * 64, unit * 36)
        self.reload()

    def _connect(self) -> None:
        self.person_combo.picked.connect(lambda *_id: self.reload())
        self.pdf_button.clicked.connect(lambda *_on: self._write("pdf"))
        self.json_button.clicked.connect(lambda *_on: self._write("json"))
        self.sure_check.toggled.connect(lambda *_on: self._refresh_buttons())
        self.mentions_tree.currentItemChanged.connect(lambda *_items: self._refresh_buttons())
        self.mentions_tree.itemActivated.connect(lambda *_item: self._open())
        self.open_button.clicked.connect(lambda *_on: self._open())
        self.erase_button.clicked.connect(lambda *_on: self.erase())
        self.backups_button.clicked.connect(lambda *_on: self._remake_backups())
        self.close_button.clicked.connect(self.widget.accept)

    # Reading

    def reload(self) -> None:
        """Read what is held about the person chosen."""
        self.held = None
        self._mentions = ()
        self.sure_check.setChecked(False)
        self.held_tree.clear()
        self.mentions_tree.clear()
        self.signed_label.setText("")
        self._refresh_buttons()
        person_id = self.person_combo.value()
        if person_id:
            ask = partial(self._operations.ask, owner=self.widget, on_error=self._on_refused)
            ask(held_about, record_id=person_id, on_done=self._on_held)
            ask(
                find_mentions,
                record_id=person_id,
                on_done=self._on_mentions,
                busy_text=_("Reading every text…"),
            )

    def _on_held(self, held: Held) -> None:
        self.held = held
        signed = count_words("They signed {count} act.", "They signed {count} acts.", held.signed)
        linked = count_words(
            "{count} record refers to them", "{count} records refer to them", len(held.linked)
        )
        self.signed_label.setText(f"{signed} {linked}.")
        for record in held.records:
            title = labelled(record.kind_label, record.name) if record.name else record.kind_label
            whole = QTreeWidgetItem(self.held_tree, [title, ""])
            whole.setFont(0, scaled_font(self.widget.font(), 1, QFont.Weight.DemiBold))
            for label, text in record.fields:
                item = QTreeWidgetItem(whole, [label, " ".join(text.split())])
                item.setToolTip(1, plain_tip(text))
        self.held_tree.expandAll()
        self._refresh_buttons()

    def _on_mentions(self, mentions: Sequence[Mention]) -> None:
        self._mentions = mentions
        for mention in mentions:
            where = f"{kind_label(mention.kind)} “{mention.name}” · {mention.field_label}"
            if mention.is_past:
                where = _("{where} (in the history)").format(where=where)
            text = f"…{mention.before}[{mention.words}]{mention.after}…"
            item = QTreeWidgetItem(self.mentions_tree, [where, " ".join(text.split())])
            item.setToolTip(0, plain_tip(where))
            item.setToolTip(1, plain_tip(text))
            ticked = Qt.CheckState.Checked if mention.is_sure else Qt.CheckState.Unchecked
            item.setCheckState(0, ticked)
        self.mentions_label.setText(
            count_words(
                "{count} text of others names them: tick it to take the name out",
                "{count} texts of others name them: tick those to take the name out of",
                len(mentions),
            )
        )

    def _on_refused(self, error: Exception) -> None:
        self._say(str(error))

    # Doing

    def chosen_mentions(self) -> list[Mention]:
        """List the texts ticked."""
        found = []
        for row, mention in enumerate(self._mentions):
            item = self.mentions_tree.topLevelItem(row)
            if item is not None and item.checkState(0) == Qt.CheckState.Checked:
                found.append(mention)
        return found

    def erase(self) -> None:
        """Erase the person, and their name from the texts ticked."""
        if self.held is None or not self.sure_check.isChecked():
            return
        self.erase_button.setEnabled(False)
        self._operations.ask(
            erase_person,
            record_id=self.held.id,
            mentions=self.chosen_mentions(),
            on_done=self._on_erased,
            on_error=self._on_refused,
            owner=self.widget,
            busy_text=_("Erasing…"),
        )

    def _on_erased(self, erased: Erased) -> None:
        self._backups = erased.backups
        self.person_combo.set_value(None)
        self.reload()
        records = count_words("{count} record erased", "{count} records erased", erased.records)
        texts = count_words("{count} text changed", "{count} texts changed", erased.mentions)
        left = count_words(
            "{count} backup still holds this person.",
            "{count} backups still hold this person.",
            len(erased.backups),
        )
        self._say(f"{records}, {texts}. {left if erased.backups else ''}".strip())
        self.backups_button.setVisible(bool(erased.backups))
        self._calls.erased(erased)

    def _remake_backups(self) -> None:
        self.backups_button.setEnabled(False)
        self._operations.ask(
            remake_backups,
            self._backups,
            on_done=self._on_backups_done,
            on_error=self._on_refused,
            owner=self.widget,
            busy_text=_("Erasing in the backups…"),
        )

    def _on_backups_done(self, done: int) -> None:
        self.backups_button.hide()
        self.backups_button.setEnabled(True)
        left = len(self._backups) - done
        said = count_words("{count} backup written again.", "{count} backups written again.", done)
        if left:
            said += " " + count_words(
                "{count} has a former passphrase: delete it by hand.",
                "{count} have a former passphrase: delete them by hand.",
                left,
            )
        self._say(said)

    def _say(self, sentence: str) -> None:
        self.result_label.setText(sentence)
        self.result_label.setVisible(bool(sentence))

    def _refresh_buttons(self) -> None:
        for widget in (self.pdf_button, self.json_button, self.sure_check):
            widget.setEnabled(self.held is not None)
        self.erase_button.setEnabled(self.held is not None and self.sure_check.isChecked())
        self.open_button.setEnabled(self.mentions_tree.currentItem() is not None)

    def _open(self) -> None:
        row = self.mentions_tree.currentIndex().row()
        if 0 <= row < len(self._mentions):
            self._calls.open_record(self._mentions[row].kind, self._mentions[row].record_id)

    def _write(self, fmt: str) -> None:
        if self.held is not None:
            self._calls.write(self.held.id, fmt)


def show_person(
    parent: QWidget,
    operations: Operations,
    calls: PersonCalls,
    people: Sequence[tuple[str, str]],
    person_id: str = "",
) -> PersonForm:
    """Show what is held about a person beside the work."""
    return show_beside(PersonForm(parent, operations, calls, people, person_id))
