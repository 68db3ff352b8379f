"""Show one window for every exchange: shared folder, files, what comes in, who is up to date; it exchanges nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from altterr_desktop.exchange.folder import Exchanged, Poste
from altterr_desktop.i18n import _
from altterr_desktop.i18n.names import count_words
from altterr_desktop.ui.dialogs.exchange.words import (
    Coming,
    came_words,
    coming_through,
    lines_of,
    poste_moment,
    poste_state,
    result_words,
    warnings_of,
)
from altterr_desktop.ui.dialogs.showing import show_beside
from altterr_desktop.ui.forms import Form
from altterr_desktop.ui.kit.date_field import DateField
from altterr_desktop.ui.kit.icons import icon
from altterr_desktop.ui.kit.plain import plain_tip


@dataclass(frozen=True)
class ExchangeCalls:
    """Hold what the buttons ask of the program; `set_folder` and `write` are given what the dialog shows."""

    choose_folder: Callable[[], str]
    set_auto: Callable[[bool], object]
    exchange: Callable[[], object]
    look: Callable[[], object]
    write: Callable[[date | None], object]
    receive: Callable[[], object]
    take: Callable[[], object]
    show_changes: Callable[[], object]
    show_conflicts: Callable[[], object]
    invite: Callable[[], object]
    leaving: Callable[[], object]


class ExchangeForm(Form):
    """Bind the dialog; the program calls `show_…` when something was read, done or refused."""

    FORM = "exchange_dialog"
    widget: QDialog
    folder_edit: QLineEdit
    folder_button: QPushButton
    auto_check: QCheckBox
    exchange_button: QPushButton
    look_button: QPushButton
    since_field: DateField
    write_button: QPushButton
    receive_button: QPushButton
    result_label: QLabel
    news_tree: QTreeWidget
    take_button: QPushButton
    leave_button: QPushButton
    changes_button: QPushButton
    conflicts_button: QPushButton
    newer_label: QLabel
    postes_tree: QTreeWidget
    invite_button: QPushButton
    leaving_button: QPushButton
    close_button: QPushButton

    def __init__(self, parent: QWidget | None, calls: ExchangeCalls, folder: str, *, auto: bool) -> None:
        super().__init__(parent)
        self._calls = calls
        self.auto_check.setChecked(auto)
        for tree in (self.news_tree, self.postes_tree):
            tree.header().setStretchLastSection(True)
        self.news_tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.news_tree.header().setStretchLastSection(False)
        self.news_tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._connect()
        self.show_folder(folder)
        self.say("")
        self.show_conflicts(0)
        self.show_newer(0)
        unit = self.widget.fontMetrics().height()
        self.widget.resize(unit * 58, unit * 38)

    def _connect(self) -> None:
        calls = self._calls
        self.folder_button.clicked.connect(lambda *_on: self.show_folder(calls.choose_folder()))
        self.auto_check.toggled.connect(lambda on: calls.set_auto(bool(on)))
        self.write_button.clicked.connect(lambda *_on: calls.write(self._since()))
        pressed: tuple[tuple[QPushButton, Callable[[], object]], ...] = (
            (self.exchange_button, calls.exchange),
            (self.look_button, calls.look),
            (self.receive_button, calls.receive),
            (self.take_button, calls.take),
            (self.changes_button, calls.show_changes),
            (self.conflicts_button, calls.show_conflicts),
            (self.invite_button, calls.invite),
            (self.leaving_button, calls.leaving),
        )
        for button, call in pressed:
            button.clicked.connect(lambda *_on, run=call: run())
        self.leave_button.clicked.connect(lambda *_on: self.say(_("Nothing was taken in.")))
        self.close_button.clicked.connect(self.widget.accept)

    # What the program shows

    def show_folder(self, folder: str) -> None:
        """Show the shared folder, «» for none yet."""
        self.folder_edit.setText(folder)
        for widget in (self.exchange_button, self.look_button, self.auto_check):
            widget.setEnabled(bool(folder))

    def say(self, sentence: str, lines: Sequence[tuple[str, str]] = ()) -> None:
        """Show one sentence, and lines (what, who) under it; what was previewed is forgotten."""
        self.result_label.setText(sentence)
        self.result_label.setVisible(bool(sentence))
        self.news_tree.clear()
        for what, who in lines:
            QTreeWidgetItem(self.news_tree, [what, who])
        self.news_tree.setVisible(bool(lines))
        for button in (self.take_button, self.leave_button, self.changes_button):
            button.hide()

    def show_busy(self, sentence: str) -> None:
        """Say that something runs."""
        self.say(sentence)

    def show_preview(self, name: str, coming: Coming) -> None:
        """Show what would come in, before it does; `name` is a file's, «» for the shared folder."""
        came = came_words(coming)
        self._show(_("“{name}”: {what}").format(name=name, what=came) if name else came, coming)
        for button in (self.take_button, self.leave_button):
            button.setVisible(bool(coming.applied or coming.waiting))
        if coming.applied:
            self.take_button.setFocus()

    def show_exchanged(self, done: Exchanged) -> None:
        """Show what an exchange through the folder did."""
        self.show_came(coming_through(done), result_words(done))
        self.show_postes(done.postes)

    def show_came(self, coming: Coming, sentence: str = "") -> None:
        """Show what came in."""
        self._show(sentence or came_words(coming), coming)
        self.changes_button.setVisible(bool(coming.applied))

    def show_written(self, paths: Sequence[Path], commits: int) -> None:
        """Show which files were written."""
        held = count_words("It holds {count} contribution.", "It holds {count} contributions.", commits)
        self.say(
            _("Written, ready to hand over. {held}").format(held=held), [(str(path), "") for path in paths]
        )

    def show_conflicts(self, count: int) -> None:
        """Show how many disagreements wait."""
        self.conflicts_button.setText(
            count_words("{count} disagreement to settle…", "{count} disagreements to settle…", count)
        )
        self.conflicts_button.setVisible(bool(count))

    def show_newer(self, count: int) -> None:
        """Say how many records hold something that this version of the program cannot show."""
        self.newer_label.setText(
            count_words(
                "{count} record holds something from a newer version of the program: update yours to see it.",
                "{count} records hold something from a newer version of the program: update yours to see it.",
                count,
            )
        )
        self.newer_label.setVisible(bool(count))

    def show_postes(self, postes: Sequence[Poste]) -> None:
        """Show who exchanges through the folder."""
        self.postes_tree.clear()
        for poste in postes:
            words = [poste.name or _("Unsigned"), poste.device, poste_moment(poste), poste_state(poste)]
            item = QTreeWidgetItem(self.postes_tree, words)
            is_even = poste.is_ours or (poste.is_known and poste.is_up_to_date)
            item.setIcon(3, icon("circle-check" if is_even else "clock", "accent"))
        for column in range(3):
            self.postes_tree.resizeColumnToContents(column)

    # Inside

    def _since(self) -> date | None:
        value = self.since_field.value()
        return value if isinstance(value, date) and self.since_field.is_valid() else None

    def _show(self, sentence: str, coming: Coming) -> None:
        self.say(sentence, lines_of(coming))
        for warning in warnings_of(coming):
            item = QTreeWidgetItem([warning, ""])
            item.setIcon(0, icon("triangle-alert", "danger"))
            item.setToolTip(0, plain_tip(warning))
            self.news_tree.insertTopLevelItem(0, item)
            self.news_tree.show()


def show_exchange(parent: QWidget, calls: ExchangeCalls, folder: str, *, auto: bool) -> ExchangeForm:
    """Show the exchange beside the work: it blocks nothing."""
    return show_beside(ExchangeForm(parent, calls, folder, auto=auto))
